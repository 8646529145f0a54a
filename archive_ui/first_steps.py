"""The first steps in a mailbox, each done or not as things really stand; nothing is ticked by clicking."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from flask import url_for
from sqlalchemy.orm import Session

from archive.beginnings import has_handed_over, has_opened, has_received
from archive_ui.people import DIRECTORY
from archive_ui.routes import TenantVisit
from identity.delegations import delegates_at
from identity.factors import factors_of
from identity.guides import bring_back, is_put_away, put_away
from identity.invitations import open_invitations
from kernel.tenancy.repository import candidates_of, get_tenant, members_of
from kernel.tenancy.roles import Permission, Role

NEARLY_EMPTY = 10


@dataclass(frozen=True, slots=True)
class Step:
    """One step: `code` names its words, `address` leads to where it is done; None where somebody else does it."""

    code: str
    is_done: bool
    address: str | None


@dataclass(frozen=True, slots=True)
class Guide:
    """The steps of one person in one mailbox; a hidden guide can be shown again."""

    steps: tuple[Step, ...]
    is_hidden: bool

    @property
    def done(self) -> int:
        """How many steps are done."""
        return sum(step.is_done for step in self.steps)

    @property
    def next_step(self) -> Step | None:
        """The first that is not done."""
        return next((step for step in self.steps if not step.is_done), None)


def guide_of(visit: TenantVisit, letters: int) -> Guide | None:
    """The guide of somebody who sets a mailbox up; None once all is done, or there are letters enough to know the way.

    Args:
        visit: Who, and where.
        letters: How many letters the mailbox holds.
    """
    is_operator = visit.place.is_operator
    if not (is_operator or visit.place.role is Role.OWNER) or (letters >= NEARLY_EMPTY and not is_operator):
        return None
    with visit.deps.database.reading(DIRECTORY) as session:
        steps = tuple(_of_operator(visit, session) if is_operator else _of_owner(visit, session, letters))
        guide = Guide(steps, is_put_away(session, visit.tenant_id, visit.user_id))
    return guide if guide.next_step else None


def hide_guide(visit: TenantVisit, *, is_hidden: bool) -> None:
    """Put the guide away for this person, or bring it back."""
    with visit.unit_of_work() as uow:
        if is_hidden:
            put_away(uow.session, visit.tenant_id, visit.user_id, visit.deps.clock.now())
        else:
            bring_back(uow.session, visit.tenant_id, visit.user_id)
        uow.commit()


def _of_owner(visit: TenantVisit, session: Session, letters: int) -> Iterable[Step]:
    tenant_id, now = visit.tenant_id, visit.deps.clock.now()
    tenant = get_tenant(session, tenant_id)
    others = len(members_of(session, tenant_id)) - 1
    others += len(delegates_at(session, tenant_id, now)) + len(open_invitations(session, tenant_id, now))
    yield Step("names", bool(tenant.addresses), _may(visit, Permission.ADMINISTER, "names"))
    yield Step("first_letter", letters > 0, _may(visit, Permission.UPLOAD, "upload"))
    yield Step("open_it", has_opened(session, tenant_id, visit.user_id), url_for("search"))
    yield Step("people", others > 0, _may(visit, Permission.ADMINISTER, "people"))
    yield _second_factor(visit, session)


def _of_operator(visit: TenantVisit, session: Session) -> Iterable[Step]:
    tenant_id = visit.tenant_id
    serves = len(candidates_of(session, tenant_id)) > 1
    yield Step("served", serves, _may(visit, Permission.SERVE_TENANTS, "served_tenants"))
    yield Step("first_pile", has_received(session, tenant_id), _may(visit, Permission.SCAN, "cover_sheets"))
    yield Step("handed_over", has_handed_over(session, tenant_id), _may(visit, Permission.INDEX_MANUALLY, "indexing"))
    yield _second_factor(visit, session)


def _second_factor(visit: TenantVisit, session: Session) -> Step:
    return Step("second_factor", factors_of(session, visit.user_id).is_any, url_for("account", _anchor="factors"))


def _may(visit: TenantVisit, permission: Permission, endpoint: str) -> str | None:
    return url_for(endpoint) if visit.place.may(permission) else None
