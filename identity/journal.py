"""What a person did with their account, told to every tenant that lets them in."""

from __future__ import annotations

import datetime as dt

from sqlalchemy.orm import Session

from identity.delegations import delegations_of
from kernel.audit.journal import AuditFact, Detail, append
from kernel.ids import TenantId, UserId
from kernel.tenancy.repository import memberships_of


def tell_tenants(
    session: Session, user_id: UserId, action: str, at: dt.datetime, actor: str | None = None, /, **details: Detail
) -> None:
    """Write one fact about a person into each journal, always in the same order; by default it is their own act.

    Two writers that took the journals in different orders would wait for each other.
    """
    for tenant_id in tenants_told(session, user_id, at):
        append(session, AuditFact(tenant_id, actor or user_id, action, "user", user_id, details), at)


def tenants_told(session: Session, user_id: UserId, at: dt.datetime) -> list[TenantId]:
    """The tenants that let the person in, as members or from outside, in the order of their ids."""
    inside = {membership.tenant_id for membership in memberships_of(session, user_id)}
    return sorted(inside | {view.tenant_id for view in delegations_of(session, user_id, at)})
