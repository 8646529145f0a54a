"""The people of those whom an operator organisation serves, and its own."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import func, or_, select
from sqlalchemy.orm import Session

from kernel.ids import TenantId, UserId
from kernel.tenancy.directory import UserView
from kernel.tenancy.models import Membership, Tenant, User
from kernel.tenancy.repository import served_by, user_view
from kernel.tenancy.roles import Role


@dataclass(frozen=True, slots=True)
class PersonServed:
    """Somebody, with the mailboxes of this operator that they may come in at: (id, name, role)."""

    user: UserView
    places: tuple[tuple[TenantId, str, Role], ...]


def find_people_served(
    session: Session, operator_id: TenantId, wanted: str, *, limit: int, offset: int = 0
) -> list[PersonServed]:
    """Those whose name or address holds these words, by name; needs the system scope."""
    mine = select(Membership.user_id).where(Membership.tenant_id.in_(served_by(operator_id)))
    rows = select(User).where(User.id.in_(mine))
    for word in wanted.split():
        like = f"%{word.lower().replace('%', '')}%"
        rows = rows.where(or_(func.lower(User.name).like(like), User.email.like(like)))
    page = session.scalars(rows.order_by(func.lower(User.name), User.id).limit(limit).offset(offset)).all()
    return [_served(session, operator_id, row) for row in page]


def get_person_served(session: Session, operator_id: TenantId, user_id: UserId) -> PersonServed | None:
    """One of them; None for anybody else."""
    row = session.get(User, user_id)
    found = _served(session, operator_id, row) if row is not None else None
    return found if found is not None and found.places else None


def count_people_served(session: Session, operator_id: TenantId) -> int:
    """How many there are."""
    counted = select(func.count(func.distinct(Membership.user_id)))
    return session.scalar(counted.where(Membership.tenant_id.in_(served_by(operator_id)))) or 0


def _served(session: Session, operator_id: TenantId, row: User) -> PersonServed:
    return PersonServed(user_view(row), tuple(_places(session, operator_id, row.id)))


def _places(session: Session, operator_id: TenantId, user_id: str) -> Sequence[tuple[TenantId, str, Role]]:
    wanted = (
        select(Tenant.id, Tenant.name, Membership.role)
        .join(Membership, Membership.tenant_id == Tenant.id)
        .where(Membership.user_id == user_id, Tenant.id.in_(served_by(operator_id)))
        .order_by(Tenant.name, Tenant.id)
    )
    return [(TenantId(row[0]), row[1], row[2]) for row in session.execute(wanted)]
