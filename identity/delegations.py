"""Delegations: who from outside may act for a tenant, and until when."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from identity.events import MessageDue
from identity.models import Delegation
from kernel.audit.journal import AuditFact, append
from kernel.errors import NotFound
from kernel.ids import TenantId, UserId
from kernel.tenancy.roles import Role
from kernel.unit_of_work import UnitOfWork

DELEGATION_ENDED = "delegation_ended"
# What an outsider may be given: to read, or to read and file. Never more.
DELEGABLE = (Role.MEMBER, Role.VIEWER)


@dataclass(frozen=True, slots=True)
class DelegationView:
    """Leave for one person to act for one tenant until a day."""

    delegation_id: str
    tenant_id: TenantId
    user_id: UserId
    role: Role
    expires_at: dt.datetime


@dataclass(frozen=True, slots=True)
class Grant:
    """Leave as a tenant gives it."""

    tenant_id: TenantId
    user_id: UserId
    role: Role
    granted_by: UserId
    until: dt.datetime


def delegations_of(session: Session, user_id: UserId, at: dt.datetime) -> tuple[DelegationView, ...]:
    """What a person was let into and still may enter; needs the system scope."""
    wanted = select(Delegation).where(Delegation.user_id == user_id)
    return _live(session, wanted, at)


def delegates_at(session: Session, tenant_id: TenantId, at: dt.datetime) -> tuple[DelegationView, ...]:
    """Who from outside may act for a tenant now, the first to go first."""
    wanted = select(Delegation).where(Delegation.tenant_id == tenant_id)
    return _live(session, wanted, at)


def grant(session: Session, leave: Grant, at: dt.datetime) -> str:
    """Let somebody act for a tenant until a day; what they were granted there before ends. Tells the new one's id."""
    for before in delegations_of(session, leave.user_id, at):
        if before.tenant_id == leave.tenant_id:
            end(session, before.delegation_id, leave.granted_by, at)
    row = Delegation(
        tenant_id=leave.tenant_id, user_id=leave.user_id, role=leave.role, granted_by=leave.granted_by,
        created_at=at, expires_at=leave.until,
    )  # fmt: skip
    session.add(row)
    session.flush()
    details = {"role": leave.role.value, "until": leave.until.date().isoformat(), "delegation": row.id}
    fact = AuditFact(leave.tenant_id, leave.granted_by, "delegation_granted", "user", leave.user_id, details)
    append(session, fact, at)
    return row.id


def end(session: Session, delegation_id: str, actor: str, at: dt.datetime) -> None:
    """End a delegation now; nothing happens where it has ended.

    Raises:
        NotFound: There is no such delegation.
    """
    row = session.get(Delegation, delegation_id, with_for_update=True)
    if row is None:
        raise NotFound("there is no such delegation; look at the list again")
    if row.ended_at is None:
        row.ended_at = at
        session.flush()
        fact = AuditFact(
            TenantId(row.tenant_id), actor, "delegation_ended", "user", row.user_id, {"delegation": row.id}
        )
        append(session, fact, at)


def look_up_delegation(session: Session, delegation_id: str) -> DelegationView | None:
    """One delegation, over or not."""
    row = session.get(Delegation, delegation_id)
    return _view(row) if row else None


def end_expired(uow: UnitOfWork, at: dt.datetime) -> int:
    """Write down, and tell, that the day of some delegations has come; they open nothing since then anyway."""
    due = select(Delegation).where(Delegation.ended_at.is_(None), Delegation.expires_at <= at)
    rows = uow.session.scalars(due.order_by(Delegation.tenant_id, Delegation.id)).all()
    for row in rows:
        end(uow.session, row.id, "system:clock", at)
        uow.emit(MessageDue(TenantId(row.tenant_id), DELEGATION_ENDED, row.id))
    return len(rows)


def _live(session: Session, wanted: Select[Delegation], at: dt.datetime) -> tuple[DelegationView, ...]:
    now_live = wanted.where(Delegation.ended_at.is_(None), Delegation.expires_at > at)
    return tuple(_view(row) for row in session.scalars(now_live.order_by(Delegation.expires_at, Delegation.id)))


def _view(row: Delegation) -> DelegationView:
    return DelegationView(row.id, TenantId(row.tenant_id), UserId(row.user_id), row.role, row.expires_at)
