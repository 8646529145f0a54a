"""Questions about delegations: who from outside may act for a tenant, and until when."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from identity.models import Delegation
from kernel.ids import TenantId, UserId
from kernel.tenancy.roles import Role

# What an outsider may be given: to read, or to read and file. Never more.
DELEGABLE = (Role.VIEWER, Role.MEMBER)


@dataclass(frozen=True, slots=True)
class DelegationView:
    """Leave for one person to act for one tenant until a day."""

    delegation_id: str
    tenant_id: TenantId
    user_id: UserId
    role: Role
    expires_at: dt.datetime


def delegations_of(session: Session, user_id: UserId, at: dt.datetime) -> tuple[DelegationView, ...]:
    """What a person was let into and still may enter; needs the system scope."""
    wanted = select(Delegation).where(Delegation.user_id == user_id)
    return _live(session, wanted, at)


def delegates_at(session: Session, tenant_id: TenantId, at: dt.datetime) -> tuple[DelegationView, ...]:
    """Who from outside may act for a tenant now, the first to go first."""
    wanted = select(Delegation).where(Delegation.tenant_id == tenant_id)
    return _live(session, wanted, at)


def _live(session: Session, wanted: Select[Delegation], at: dt.datetime) -> tuple[DelegationView, ...]:
    now_live = wanted.where(Delegation.ended_at.is_(None), Delegation.expires_at > at)
    rows = session.scalars(now_live.order_by(Delegation.expires_at, Delegation.id))
    return tuple(
        DelegationView(row.id, TenantId(row.tenant_id), UserId(row.user_id), row.role, row.expires_at) for row in rows
    )
