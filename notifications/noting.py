"""Noting what there is to tell to whom: one row for each person and thing, however often the fact is told."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from kernel.clock import Clock
from kernel.errors import PlatformError
from kernel.ids import TenantId, UserId
from kernel.logs import get_logger
from kernel.outbox.inbox import Ticket, abandon, claim
from kernel.tenancy.scope import TenantScope
from kernel.unit_of_work import Database
from notifications.choices import choice_of
from notifications.kinds import Choice, Kind, Standing, usual_choice
from notifications.models import NewsItem
from notifications.turns import take_turn, wishes_of

log = get_logger(__name__)


@dataclass(frozen=True, slots=True)
class Reader:
    """Somebody who may see a mailbox and can be reached: their address is proven and their account is open."""

    user_id: UserId
    standing: Standing


ReadersOf = Callable[[Session, TenantId, dt.datetime], Sequence[Reader]]
"""Whoever may be told about a mailbox now: the port through which this room asks the rest of the house."""


@dataclass(frozen=True, slots=True)
class NotingDeps:
    """What noting needs; wiring fills it."""

    database: Database
    clock: Clock
    readers_of: ReadersOf


@dataclass(frozen=True, slots=True)
class About:
    """How an event is told.

    Attributes:
        subject: The field of its payload that says what it is about.
        person: The field that says whom alone it concerns; None where it concerns everybody who may see it.
    """

    kind: Kind
    subject: str
    person: str | None = None


def note_event(deps: NotingDeps, about: About, ticket: Ticket) -> None:
    """Note what an event tells; a repeat notes nothing new."""
    now = deps.clock.now()
    only = UserId(ticket.payload[about.person]) if about.person else None
    with deps.database.unit_of_work(TenantScope(ticket.tenant_id)) as uow:
        claim(uow.session, ticket.message_id, now)
        readers = [reader for reader in deps.readers_of(uow.session, ticket.tenant_id, now) if _is_meant(reader, only)]
        note(uow.session, ticket.tenant_id, about.kind, [ticket.payload[about.subject]], readers, now)
        uow.commit()


def give_up_noting(deps: NotingDeps, ticket: Ticket, error: PlatformError) -> None:
    """Leave the failure as a row that people see and can retry."""
    with deps.database.unit_of_work(TenantScope(ticket.tenant_id)) as uow:
        abandon(uow.session, ticket.message_id, error.code, deps.clock.now())
        uow.commit()
    log.warning("noting_given_up", code=error.code)


def note(
    session: Session,
    tenant_id: TenantId,
    kind: Kind,
    subject_ids: Sequence[str],
    readers: Sequence[Reader],
    at: dt.datetime,
) -> None:
    """Note some things of one kind for everybody who wants to be told of it; what was noted before stays as it is."""
    for reader in readers:
        choice = _choice_of(session, tenant_id, reader)
        if choice is None or not choice.wants(kind):
            continue
        fresh = _fresh(session, tenant_id, kind, subject_ids, reader.user_id)
        session.add_all(
            NewsItem(tenant_id=tenant_id, user_id=reader.user_id, kind=kind, subject_id=subject_id, noted_at=at)
            for subject_id in fresh
        )
        session.flush()
        if fresh:
            take_turn(session, tenant_id, reader.user_id, choice.rhythm, at)


def _is_meant(reader: Reader, only: UserId | None) -> bool:
    return only is None or reader.user_id == only


def _choice_of(session: Session, tenant_id: TenantId, reader: Reader) -> Choice | None:
    if wishes_of(session, reader.user_id).stopped_at is not None:
        return None
    return choice_of(session, tenant_id, reader.user_id, usual_choice(reader.standing))


def _fresh(session: Session, tenant_id: TenantId, kind: Kind, subject_ids: Sequence[str], user_id: UserId) -> list[str]:
    mine = select(NewsItem.subject_id).where(
        NewsItem.tenant_id == tenant_id, NewsItem.user_id == user_id, NewsItem.kind == kind
    )
    known = set(session.scalars(mine.where(NewsItem.subject_id.in_(subject_ids))))
    return [subject_id for subject_id in dict.fromkeys(subject_ids) if subject_id not in known]
