"""The settings of one mailbox: a calm list of what can be set, each with how it stands."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from flask import render_template
from flask.typing import ResponseReturnValue

from archive_ui.people import DIRECTORY
from archive_ui.routes import TenantRoute, TenantVisit
from identity.api_keys import is_live, list_api_keys
from identity.members import People, people_at
from integrations.endpoints import list_endpoints
from integrations.erp_handover import count_handovers
from integrations.lifecycle import EndpointState, HandoverState
from kernel.tenancy.directory import TenantView
from kernel.tenancy.repository import get_tenant
from kernel.tenancy.roles import Permission


@dataclass(frozen=True, slots=True)
class Standing:
    """How a mailbox is set, in figures.

    Attributes:
        failing: Webhook addresses that take nothing at present.
    """

    tenant: TenantView
    people: People
    live_keys: int
    webhooks: int
    failing: int
    handovers: Mapping[HandoverState, int]


def show_settings(visit: TenantVisit) -> ResponseReturnValue:
    """Everything that an owner can set, and how it stands."""
    return render_template("settings.html", standing=_standing(visit), HandoverState=HandoverState)


def _standing(visit: TenantVisit) -> Standing:
    now = visit.deps.clock.now()
    with visit.deps.database.reading(DIRECTORY) as session:
        tenant, people = get_tenant(session, visit.tenant_id), people_at(session, visit.tenant_id, now)
    with visit.reading() as session:
        keys = [key for key in list_api_keys(session, visit.tenant_id) if is_live(key, now)]
        endpoints = list_endpoints(session)
        handovers = count_handovers(session)
    failing = [each for each in endpoints if each.failing_since or each.state is EndpointState.GONE]
    return Standing(tenant, people, len(keys), len(endpoints), len(failing), handovers)


ROUTES = (TenantRoute("/t/<tenant>/settings", "settings", show_settings, Permission.ADMINISTER),)
