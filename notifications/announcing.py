"""Announcing: when somebody's turn has come, what waits for them is counted and becomes one mail.

Counting, marking as told and ordering the mail are one transaction, so that a process
killed at any moment leaves either everything to tell or one mail on its way.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from kernel.clock import Clock
from kernel.ids import TenantId, UserId, new_id
from kernel.logs import get_logger
from kernel.tenancy.scope import SystemScope
from kernel.unit_of_work import Database, UnitOfWork
from notifications.choices import choice_of
from notifications.devices import devices_of
from notifications.events import AnnouncementDue, PushDue
from notifications.hours import out_of_quiet
from notifications.kinds import Choice, Kind, Rhythm, usual_choice
from notifications.models import Announcement, NewsItem, NewsTurn
from notifications.noting import ReadersOf, note
from notifications.turns import Wishes, wishes_of

ANNOUNCING = SystemScope("somebody is told of all their mailboxes in one mail")
PEOPLE_AT_ONCE = 100
# Long enough that a task is never told twice, and that a reader of the table can tell what was sent.
KEPT = dt.timedelta(days=60)
# A task is told of this many days before its last one.
TASK_AHEAD = dt.timedelta(days=3)
LOOKS_EVERY = dt.timedelta(hours=1)
SUBJECTS_AT_ONCE = 500
log = get_logger(__name__)

StillNews = Callable[[Session, TenantId, UserId, Kind, Sequence[str]], int]
"""How many of some subjects are still worth telling somebody: a letter they have opened since is none."""
DueSoon = Callable[[Session, dt.date, dt.date], Iterable[tuple[TenantId, str]]]
"""The open tasks due between two days, of every mailbox, as what `StillNews` takes for a subject."""


@dataclass(frozen=True, slots=True)
class AnnouncingDeps:
    """What announcing needs; wiring fills it."""

    database: Database
    clock: Clock
    readers_of: ReadersOf
    still_news: StillNews
    due_soon: DueSoon


@dataclass(slots=True)
class Announcer:
    """Looks for whose turn has come; `step` may be called as often as one likes."""

    deps: AnnouncingDeps
    looks_at: dt.datetime | None = None

    def step(self) -> bool:
        """One look; whether there may be more to do at once."""
        now = self.deps.clock.now()
        if self.looks_at is None or now >= self.looks_at:
            self.looks_at = now + LOOKS_EVERY
            note_due_tasks(self.deps, now)
        return announce_due(self.deps, now) >= PEOPLE_AT_ONCE


def note_due_tasks(deps: AnnouncingDeps, now: dt.datetime) -> None:
    """Note the tasks that are due within days; each is noted once for each person and last day."""
    with deps.database.reading(ANNOUNCING) as session:
        found: dict[TenantId, list[str]] = {}
        for tenant_id, subject_id in deps.due_soon(session, now.date(), now.date() + TASK_AHEAD):
            found.setdefault(tenant_id, []).append(subject_id)
    for tenant_id, subject_ids in found.items():
        with deps.database.unit_of_work(ANNOUNCING) as uow:
            readers = deps.readers_of(uow.session, tenant_id, now)
            for some in _portions(subject_ids):
                note(uow.session, tenant_id, Kind.TASK_DUE, some, readers, now)
            uow.commit()


def announce_due(deps: AnnouncingDeps, now: dt.datetime) -> int:
    """Write to everybody whose turn has come; how many turns were looked at."""
    with deps.database.reading(ANNOUNCING) as session:
        due = select(NewsTurn.user_id).where(NewsTurn.due_at <= now).distinct().limit(PEOPLE_AT_ONCE)
        people = [UserId(user_id) for user_id in session.scalars(due)]
    for user_id in people:
        with deps.database.unit_of_work(ANNOUNCING) as uow:
            _announce(deps, uow, user_id, now)
            uow.commit()
    return len(people)


def forget_told(session: Session, before: dt.datetime) -> None:
    """Remove what was told, and the mails of it, before this moment; needs the system scope."""
    session.execute(delete(NewsItem).where(NewsItem.told_at < before))
    session.execute(delete(Announcement).where(Announcement.made_at < before))


def _announce(deps: AnnouncingDeps, uow: UnitOfWork, user_id: UserId, now: dt.datetime) -> None:
    # The locks make two announcers that look at once see each other: the second finds nothing left.
    rows = select(NewsTurn).where(NewsTurn.user_id == user_id).order_by(NewsTurn.tenant_id).with_for_update()
    turns = uow.session.scalars(rows).all()
    wishes = wishes_of(uow.session, user_id)
    later = out_of_quiet(now, wishes.hours)
    counts: list[dict[str, Any]] = []
    for turn, choice in _whose(deps, uow.session, turns, wishes, now):
        if choice is not None and later > now:
            turn.due_at = later
            continue
        told = _tell(deps, uow.session, turn, choice, now)
        uow.session.delete(turn)
        counts += [{"tenant_id": turn.tenant_id, **told}] if told else []
    if counts:
        made = Announcement(id=new_id(), user_id=user_id, made_at=now, counts=counts)
        uow.session.add(made)
        _order(uow, made)


def _order(uow: UnitOfWork, made: Announcement) -> None:
    """One mail, and one message to each device."""
    tenant_id, devices = TenantId(made.counts[0]["tenant_id"]), devices_of(uow.session, UserId(made.user_id))
    uow.emit(AnnouncementDue(tenant_id, made.id))
    for device in devices:
        uow.emit(PushDue(tenant_id, made.id, device.id))
    log.info("announcement_made", announcement_id=made.id, mailboxes=len(made.counts), devices=len(devices))


def _whose(
    deps: AnnouncingDeps, session: Session, turns: Sequence[NewsTurn], wishes: Wishes, now: dt.datetime
) -> Iterable[tuple[NewsTurn, Choice | None]]:
    """The turns to take now with what the person chose; None where they are not to be told any more.

    Somebody who is written to anyway hears at once of every mailbox that they follow closely.
    """
    chosen = [(turn, _choice_at(deps, session, turn, wishes, now)) for turn in turns]
    is_instant_due = any(turn.due_at <= now and _is_instant(choice) for turn, choice in chosen)
    return [(turn, choice) for turn, choice in chosen if turn.due_at <= now or (is_instant_due and _is_instant(choice))]


def _choice_at(
    deps: AnnouncingDeps, session: Session, turn: NewsTurn, wishes: Wishes, now: dt.datetime
) -> Choice | None:
    tenant_id, user_id = TenantId(turn.tenant_id), UserId(turn.user_id)
    readers = deps.readers_of(session, tenant_id, now)
    standing = next((reader.standing for reader in readers if reader.user_id == user_id), None)
    if standing is None or wishes.stopped_at is not None:
        return None
    choice = choice_of(session, tenant_id, user_id, usual_choice(standing))
    return choice if choice.rhythm is not Rhythm.NEVER else None


def _is_instant(choice: Choice | None) -> bool:
    return choice is not None and choice.rhythm is Rhythm.INSTANT


def _tell(
    deps: AnnouncingDeps, session: Session, turn: NewsTurn, choice: Choice | None, now: dt.datetime
) -> Mapping[str, int]:
    """Mark what waits as told; how much of it is still worth telling, by kind."""
    tenant_id, user_id = TenantId(turn.tenant_id), UserId(turn.user_id)
    waiting = select(NewsItem).where(NewsItem.tenant_id == tenant_id, NewsItem.user_id == user_id)
    found: dict[Kind, list[str]] = {}
    for item in session.scalars(waiting.where(NewsItem.told_at.is_(None))):
        item.told_at = now
        found.setdefault(item.kind, []).append(item.subject_id)
    wanted = {kind: ids for kind, ids in found.items() if choice is not None and choice.wants(kind)}
    counted = {kind: _count(deps, session, turn, kind, ids) for kind, ids in wanted.items()}
    return {kind.value: counted[kind] for kind in Kind if counted.get(kind)}


def _count(deps: AnnouncingDeps, session: Session, turn: NewsTurn, kind: Kind, subject_ids: Sequence[str]) -> int:
    tenant_id, user_id = TenantId(turn.tenant_id), UserId(turn.user_id)
    return sum(deps.still_news(session, tenant_id, user_id, kind, some) for some in _portions(subject_ids))


def _portions(ids: Sequence[str]) -> Iterable[Sequence[str]]:
    """A few hundred at a time: databases limit how many values one statement may carry."""
    return [ids[start : start + SUBJECTS_AT_ONCE] for start in range(0, len(ids), SUBJECTS_AT_ONCE)]
