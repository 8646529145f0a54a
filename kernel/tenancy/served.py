"""An operator organisation's own view of whom it serves: found, suspended, let in again."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import ColumnElement, func, or_, select
from sqlalchemy.orm import Session

from kernel.audit.journal import AuditFact, append
from kernel.clock import Clock
from kernel.db import Transaction
from kernel.errors import NotFound, PlatformError
from kernel.ids import TenantId
from kernel.tenancy.directory import TenantKind, TenantView
from kernel.tenancy.models import Membership, Tenant, TenantAlias, TenantIdentifier, TenantKey
from kernel.tenancy.repository import get_tenant, served_by


class SuspensionRefused(PlatformError):
    """The operator organisation itself is never suspended, and what was erased for good does not come back."""

    code = "suspension_refused"


@dataclass(frozen=True, slots=True)
class ServedTenant:
    """A line of an operator's list.

    Attributes:
        is_suspended: Nobody comes in and nothing is filed for it until it is let in again.
    """

    tenant_id: TenantId
    name: str
    kind: TenantKind
    members: int
    is_suspended: bool


def find_served(
    session: Session, operator_id: TenantId, wanted: str, *, limit: int, offset: int = 0
) -> list[ServedTenant]:
    """Whom the operator serves whose name, alias or number holds these words, by name; needs the system scope."""
    members = select(func.count()).where(Membership.tenant_id == Tenant.id).scalar_subquery()
    rows = select(Tenant, members).where(*_served(operator_id))
    for word in wanted.split():
        rows = rows.where(_holds(word))
    page = session.execute(rows.order_by(func.lower(Tenant.name), Tenant.id).limit(limit).offset(offset))
    return [ServedTenant(TenantId(row.id), row.name, row.kind, count, row.closed_at is not None) for row, count in page]


def get_served(session: Session, operator_id: TenantId, tenant_id: TenantId) -> TenantView:
    """One of those whom the operator serves, suspended or not.

    Raises:
        NotFound: The operator serves nobody of this id.
    """
    view = get_tenant(session, tenant_id)
    if view.operator_id != operator_id:
        raise NotFound("there is no such mailbox among those you serve; look at the list", tenant_id=tenant_id)
    return view


def names_of_served(session: Session, operator_id: TenantId, ids: Sequence[str]) -> Mapping[str, str]:
    """What those among `ids` are called whom the operator serves, and the operator itself."""
    wanted = select(Tenant.id, Tenant.name).where(Tenant.id.in_(served_by(operator_id)), Tenant.id.in_(list(ids)))
    return {row[0]: row[1] for row in session.execute(wanted)}


def count_served(session: Session, operator_id: TenantId) -> int:
    """How many tenants the operator serves."""
    return session.scalar(select(func.count()).select_from(Tenant).where(*_served(operator_id))) or 0


def suspend_tenant(operator_id: TenantId, tenant_id: TenantId, actor: str, uow: Transaction, clock: Clock) -> None:
    """Let nobody in at a tenant; its letters wait with the operator. Nothing is erased. Needs the system scope.

    Raises:
        NotFound: The operator does not serve it.
    """
    with uow:
        get_served(uow.session, operator_id, tenant_id)
        row = uow.session.get_one(Tenant, tenant_id, with_for_update=True)
        if row.closed_at is None:
            row.closed_at = clock.now()
            append(uow.session, AuditFact(tenant_id, actor, "tenant_suspended", "tenant", tenant_id), clock.now())
            uow.commit()


def resume_tenant(operator_id: TenantId, tenant_id: TenantId, actor: str, uow: Transaction, clock: Clock) -> None:
    """Let the people of a suspended tenant in again. Needs the system scope.

    Raises:
        NotFound: The operator does not serve it.
        SuspensionRefused: Its key was destroyed, so there is nothing to come back to.
    """
    with uow:
        get_served(uow.session, operator_id, tenant_id)
        key = uow.session.get(TenantKey, tenant_id)
        if key is None or key.destroyed_at is not None:
            raise SuspensionRefused("what was kept for this mailbox was erased for good; add it anew")
        row = uow.session.get_one(Tenant, tenant_id, with_for_update=True)
        if row.closed_at is not None:
            row.closed_at = None
            append(uow.session, AuditFact(tenant_id, actor, "tenant_resumed", "tenant", tenant_id), clock.now())
            uow.commit()


def _served(operator_id: TenantId) -> tuple[ColumnElement[bool], ...]:
    """Those of the operator; of what was erased for good nothing is left to be listed."""
    erased = select(TenantKey.tenant_id).where(TenantKey.destroyed_at.is_not(None))
    return Tenant.operator_id == operator_id, Tenant.id.not_in(erased)


def _holds(word: str) -> ColumnElement[bool]:
    escaped = word.lower().replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
    like = f"%{escaped}%"
    alias = select(TenantAlias.tenant_id).where(func.lower(TenantAlias.name).like(like, escape="\\"))
    number = select(TenantIdentifier.tenant_id).where(func.lower(TenantIdentifier.value).like(like, escape="\\"))
    return or_(
        func.lower(Tenant.name).like(like, escape="\\"), Tenant.id == word, Tenant.id.in_(alias), Tenant.id.in_(number)
    )
