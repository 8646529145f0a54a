"""What people choose to be told: looked up, kept, stopped altogether and taken up again."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from zoneinfo import available_timezones

from sqlalchemy import select
from sqlalchemy.orm import Session

from kernel.errors import PlatformError
from kernel.ids import TenantId, UserId
from notifications.hours import DEFAULT_ZONE, HOUR_MIN, Hours
from notifications.kinds import Choice, Kind, Rhythm
from notifications.models import NotificationChoice, NotificationHours
from notifications.turns import drop_news, move_turn

A_DAY_MIN = 24 * HOUR_MIN


class HoursRefused(PlatformError):
    """There is no such time zone or time of day: choose a zone of the list, and both times or neither."""

    code = "hours_refused"


def choices_of(session: Session, user_id: UserId) -> Mapping[TenantId, Choice]:
    """What a person chose, by mailbox; needs the system scope."""
    rows = session.scalars(select(NotificationChoice).where(NotificationChoice.user_id == user_id))
    return {TenantId(row.tenant_id): _choice(row) for row in rows}


def choice_of(session: Session, tenant_id: TenantId, user_id: UserId, usual: Choice) -> Choice:
    """What a person chose for one mailbox; `usual` where they never did."""
    row = session.get(NotificationChoice, (tenant_id, user_id))
    return _choice(row) if row else usual


def choose(session: Session, tenant_id: TenantId, user_id: UserId, choice: Choice, at: dt.datetime) -> None:
    """Keep a choice; what waits to be told in another rhythm is told in the new one, or not at all."""
    row = session.get(NotificationChoice, (tenant_id, user_id))
    if row is None:
        row = NotificationChoice(tenant_id=tenant_id, user_id=user_id)
        session.add(row)
    is_same_rhythm = row.rhythm is choice.rhythm
    row.rhythm, row.kinds = choice.rhythm, sorted(kind.value for kind in choice.kinds)
    session.flush()
    if choice.rhythm is Rhythm.NEVER:
        drop_news(session, user_id, at, tenant_id)
    elif not is_same_rhythm:
        move_turn(session, tenant_id, user_id, choice.rhythm, at)


def choose_hours(session: Session, user_id: UserId, hours: Hours) -> None:
    """Keep somebody's time zone and quiet hours.

    Raises:
        HoursRefused: The zone is unknown, a time is none, or only one of the two is there.
    """
    minutes = (hours.quiet_from_min, hours.quiet_until_min)
    is_time = all(minute is not None and 0 <= minute < A_DAY_MIN for minute in minutes)
    if hours.time_zone not in available_timezones() or not (is_time or minutes == (None, None)):
        message = "choose a time zone of the list, and both times of the quiet hours or neither"
        raise HoursRefused(message)
    row = _hours_row(session, user_id)
    row.time_zone, row.quiet_from_min, row.quiet_until_min = hours.time_zone, *minutes
    session.flush()


def stop_all(session: Session, user_id: UserId, at: dt.datetime) -> None:
    """Write nothing of this kind to somebody any more; needs the system scope. What they chose before stays."""
    row = _hours_row(session, user_id)
    row.stopped_at = row.stopped_at or at
    session.flush()
    drop_news(session, user_id, at)


def take_up(session: Session, user_id: UserId) -> None:
    """Write to somebody again as they chose before."""
    row = session.get(NotificationHours, user_id)
    if row is not None:
        row.stopped_at = None
        session.flush()


def _hours_row(session: Session, user_id: UserId) -> NotificationHours:
    row = session.get(NotificationHours, user_id, with_for_update=True)
    if row is None:
        row = NotificationHours(user_id=user_id, time_zone=DEFAULT_ZONE)
        session.add(row)
    return row


def _choice(row: NotificationChoice) -> Choice:
    return Choice(row.rhythm, frozenset(Kind(value) for value in row.kinds))
