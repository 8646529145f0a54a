"""Whose turn it is to be written to, and when: one row for each person and mailbox with something to tell."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import delete, select, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from kernel.ids import TenantId, UserId
from notifications.hours import A_DAY, Hours, next_mail_at
from notifications.kinds import Rhythm
from notifications.models import Announcement, NewsItem, NewsTurn, NotificationHours


@dataclass(frozen=True, slots=True)
class Wishes:
    """When one person may be written to.

    Attributes:
        stopped_at: Since when they want none of these mails; None while they do.
    """

    hours: Hours
    stopped_at: dt.datetime | None = None


def wishes_of(session: Session, user_id: UserId) -> Wishes:
    """The person's hours; the usual ones until they choose."""
    row = session.get(NotificationHours, user_id)
    if row is None:
        return Wishes(Hours())
    return Wishes(Hours(row.time_zone, row.quiet_from_min, row.quiet_until_min), row.stopped_at)


def take_turn(session: Session, tenant_id: TenantId, user_id: UserId, rhythm: Rhythm, at: dt.datetime) -> None:
    """Let somebody's turn come; one that waits already is not put off by further news."""
    # Locked, so that an announcer that takes the turn away at this moment is waited for, and a new one comes then.
    if session.get(NewsTurn, (tenant_id, user_id), with_for_update=True) is not None:
        return
    due_at = _due_at(session, user_id, rhythm, at)
    try:
        with session.begin_nested():
            session.add(NewsTurn(tenant_id=tenant_id, user_id=user_id, due_at=due_at))
    except IntegrityError:
        return  # two pieces of news at this moment: the other one took it


def move_turn(session: Session, tenant_id: TenantId, user_id: UserId, rhythm: Rhythm, at: dt.datetime) -> None:
    """Let a waiting turn come in another rhythm."""
    row = session.get(NewsTurn, (tenant_id, user_id), with_for_update=True)
    if row is not None:
        row.due_at = _due_at(session, user_id, rhythm, at)
        session.flush()


def drop_news(session: Session, user_id: UserId, at: dt.datetime, tenant_id: TenantId | None = None) -> None:
    """Tell somebody nothing of what waits; of one mailbox, or of all."""
    turns = delete(NewsTurn).where(NewsTurn.user_id == user_id)
    # The rows stay as told: what was dropped does not come back with the next look at the calendar.
    items = update(NewsItem).where(NewsItem.user_id == user_id, NewsItem.told_at.is_(None)).values(told_at=at)
    if tenant_id is not None:
        turns, items = turns.where(NewsTurn.tenant_id == tenant_id), items.where(NewsItem.tenant_id == tenant_id)
    session.execute(turns)
    session.execute(items)


def recent_mails(session: Session, user_id: UserId, at: dt.datetime) -> Sequence[dt.datetime]:
    """When somebody was written to in the last 24 hours, in order."""
    rows = select(Announcement.made_at).where(Announcement.user_id == user_id, Announcement.made_at > at - A_DAY)
    return session.scalars(rows.order_by(Announcement.made_at)).all()


def _due_at(session: Session, user_id: UserId, rhythm: Rhythm, at: dt.datetime) -> dt.datetime:
    return next_mail_at(rhythm, at, wishes_of(session, user_id).hours, recent_mails(session, user_id, at))
