"""Telling people of their mailboxes, put together: who may be told, and what is still worth telling.

`notifications` knows neither letters nor how people prove who they are; it asks here.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from sqlalchemy.orm import Session

from archive.news import count_assigned, count_in_quarantine, count_news
from archive.tasks import count_still_due, tasks_due_between
from identity.delegations import delegates_at
from identity.email import is_verified
from kernel.clock import Clock
from kernel.errors import NotFound
from kernel.ids import TenantId, UserId
from kernel.tenancy.directory import TenantKind, UserView
from kernel.tenancy.repository import get_tenant, get_user, members_of
from kernel.tenancy.roles import Permission, Role, allows
from kernel.tenancy.scope import SystemScope
from kernel.unit_of_work import Database
from notifications.announced import Announced, look_up_announcement
from notifications.announcing import AnnouncingDeps
from notifications.kinds import Kind, Standing
from notifications.letters import Letter, News
from notifications.noting import NotingDeps, Reader
from notifications.stopping import stop_token

MATTER = "announcement"
STOP_PATH = "/mails/stop"
MAIL = SystemScope("a mail of counts is written to a person, who may belong to several tenants")


def noting_deps(database: Database, clock: Clock) -> NotingDeps:
    """What noting needs."""
    return NotingDeps(database, clock, readers_of)


def announcing_deps(database: Database, clock: Clock) -> AnnouncingDeps:
    """What announcing needs."""
    return AnnouncingDeps(database, clock, readers_of, still_news, tasks_due_between)


def readers_of(session: Session, tenant_id: TenantId, at: dt.datetime) -> Sequence[Reader]:
    """Whoever may look at a tenant's mail now, can sign in, and was reached at the address that they have."""
    tenant = get_tenant(session, tenant_id)
    if tenant.closed_at is not None:
        return ()
    at_operator = tenant.kind is TenantKind.OPERATOR
    inside = [(user, role, False) for user, role in members_of(session, tenant_id)]
    outside = [(get_user(session, each.user_id), each.role, True) for each in delegates_at(session, tenant_id, at)]
    return [
        Reader(user.id, Standing(at_operator, from_outside))
        for user, role, from_outside in (*inside, *outside)
        if _may_be_told(session, user, role, at_operator=at_operator)
    ]


def still_news(session: Session, tenant_id: TenantId, user_id: UserId, kind: Kind, subject_ids: Sequence[str]) -> int:
    """How many of the subjects are worth a mail still."""
    match kind:
        case Kind.NEW_LETTER:
            return count_news(session, tenant_id, user_id, subject_ids)
        case Kind.ASSIGNED:
            return count_assigned(session, tenant_id, user_id, subject_ids)
        case Kind.TASK_DUE:
            return count_still_due(session, tenant_id, subject_ids)
        case Kind.QUARANTINE:
            return count_in_quarantine(session, tenant_id, subject_ids)


@dataclass(frozen=True, slots=True)
class NewsLetterOf:
    """Looks up what an announcement's id stands for now.

    Attributes:
        origin: Scheme, host and port of the links.
    """

    database: Database
    mail_key: bytes = field(repr=False)
    origin: str

    def __call__(self, announcement_id: str) -> Letter | None:
        """The letter; None for somebody who is not to be written to any more."""
        with self.database.reading(MAIL) as session:
            announced = look_up_announcement(session, announcement_id)
            user = _reachable(session, announced.user_id) if announced else None
            if announced is None or user is None:
                return None
            names = _names(session, announced.counts)
        news = tuple(
            News(names[tenant], _spelled(counts)) for tenant, counts in announced.counts.items() if tenant in names
        )
        if not news:
            return None
        link = f"{self.origin}{_path(announced, names)}"
        stop = f"{self.origin}{STOP_PATH}/{stop_token(user.id, self.mail_key)}"
        return Letter(MATTER, user.email, user.language, link, {"name": user.name}, news, stop)


def _may_be_told(session: Session, user: UserView, role: Role, *, at_operator: bool) -> bool:
    needed = Permission.SEE_QUARANTINE if at_operator else Permission.READ_DOCUMENTS
    return user.disabled_at is None and allows(role, needed, at_operator=at_operator) and is_verified(session, user)


def _reachable(session: Session, user_id: UserId) -> UserView | None:
    try:
        user = get_user(session, user_id)
    except NotFound:
        return None
    return user if user.disabled_at is None and is_verified(session, user) else None


def _names(session: Session, tenant_ids: Iterable[TenantId]) -> Mapping[TenantId, str]:
    tenants = [get_tenant(session, tenant_id) for tenant_id in tenant_ids]
    return {tenant.id: tenant.name for tenant in tenants if tenant.closed_at is None}


def _spelled(counts: Mapping[Kind, int]) -> Mapping[str, int]:
    return {kind.value: count for kind, count in counts.items()}


def _path(announced: Announced, names: Mapping[TenantId, str]) -> str:
    """Where the news is: in one mailbox, or behind the list of all."""
    if len(names) != 1:
        return "/"
    (tenant_id,) = names
    page = "quarantine" if set(announced.counts[tenant_id]) == {Kind.QUARANTINE} else "inbox"
    return f"/t/{tenant_id}/{page}"
