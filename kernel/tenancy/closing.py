"""Closing a tenant, opening it again, and what of its entry goes when it is erased; all in the system scope."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection

from sqlalchemy import select
from sqlalchemy.orm import Session

from kernel.errors import MoveRefused, NotFound
from kernel.ids import TenantId, UserId
from kernel.tenancy.models import Membership, Tenant, TenantKey, User

NAMELESS = "erased"


def close_tenant(session: Session, tenant_id: TenantId, at: dt.datetime) -> None:
    """Let nothing more in and nobody see it.

    Raises:
        NotFound: There is no such tenant.
        MoveRefused: It is closed already.
    """
    row = _lock(session, tenant_id)
    if row.closed_at is not None:
        raise MoveRefused("this mailbox is closed already", tenant_id=tenant_id)
    row.closed_at = at


def reopen_tenant(session: Session, tenant_id: TenantId, closed_at: dt.datetime) -> None:
    """Undo `close_tenant`.

    Raises:
        MoveRefused: It was erased, or was opened again and perhaps closed by somebody else since.
    """
    row, key = _lock(session, tenant_id), session.get(TenantKey, tenant_id)
    if row.closed_at != closed_at or key is None or key.destroyed_at is not None:
        raise MoveRefused("this mailbox cannot be opened again", tenant_id=tenant_id)
    row.closed_at = None


def was_closed_at(session: Session, tenant_id: TenantId) -> dt.datetime | None:
    """Since when the tenant is closed; None while it is open."""
    return _lock(session, tenant_id).closed_at


def people_of_nowhere_else(session: Session, tenant_id: TenantId) -> list[UserId]:
    """The members who belong to no other tenant that is open."""
    elsewhere = select(Membership.user_id).join(Tenant, Tenant.id == Membership.tenant_id)
    elsewhere = elsewhere.where(Membership.tenant_id != tenant_id, Tenant.closed_at.is_(None))
    members = select(Membership.user_id).where(Membership.tenant_id == tenant_id, Membership.user_id.not_in(elsewhere))
    return [UserId(each) for each in session.scalars(members.order_by(Membership.user_id))]


def set_disabled(session: Session, user_ids: Collection[str], at: dt.datetime | None) -> list[str]:
    """Refuse signing in to these people since `at`, or let them in again; the answer is whose state changed."""
    rows = session.scalars(select(User).where(User.id.in_(sorted(user_ids)))).all()
    changed = [row for row in rows if (row.disabled_at is None) is (at is not None)]
    for row in changed:
        row.disabled_at = at
    session.flush()
    return sorted(row.id for row in changed)


def people_shut_out(session: Session) -> list[UserId]:
    """Everybody whom signing in is refused to."""
    return [UserId(each) for each in session.scalars(select(User.id).where(User.disabled_at.is_not(None)))]


def forget_tenant(session: Session, tenant_id: TenantId) -> None:
    """Take the name from what is left of an erased tenant: its id, which journal and certificate speak of."""
    row = _lock(session, tenant_id)
    row.name = NAMELESS
    session.flush()


def forget_people(session: Session, user_ids: Collection[str]) -> int:
    """Take name and address from people who belong nowhere any more; tells how many. Their ids stay in journals."""
    belonging = select(Membership.user_id)
    gone = select(User).where(User.id.in_(sorted(user_ids)), User.id.not_in(belonging))
    rows = session.scalars(gone).all()
    for row in rows:
        row.name, row.email = NAMELESS, f"{row.id}@erased.invalid"
    session.flush()
    return len(rows)


def _lock(session: Session, tenant_id: TenantId) -> Tenant:
    row = session.get(Tenant, tenant_id, with_for_update=True)
    if row is None:
        raise NotFound("there is no such tenant; look at the list of tenants", tenant_id=tenant_id)
    return row
