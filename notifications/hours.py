"""When somebody may be written to: pure reckoning with local time, quiet hours and patience."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from notifications.kinds import Rhythm

DEFAULT_ZONE = "Europe/Brussels"
DIGEST_AT = dt.time(8, 0)
MONDAY = 0
A_DAY = dt.timedelta(days=1)
# Letters come in heaps: what arrives within these minutes is one mail.
GATHERING = dt.timedelta(minutes=5)
# Each further mail of the last 24 hours doubles the pause before the next, up to this: 16 mails a day at most.
LONGEST_PAUSE = dt.timedelta(hours=2)
HOUR_MIN = 60


@dataclass(frozen=True, slots=True)
class Hours:
    """Where somebody lives, and when they want quiet.

    Attributes:
        time_zone: A name of the IANA time zone database.
        quiet_from_min: Minute of the local day at which quiet begins; None without quiet hours.
        quiet_until_min: Minute at which it ends; earlier than the beginning where it passes midnight.
    """

    time_zone: str = DEFAULT_ZONE
    quiet_from_min: int | None = None
    quiet_until_min: int | None = None

    def is_quiet(self, local: dt.datetime) -> bool:
        """Whether somebody wants quiet at this local time."""
        start, end = self.quiet_from_min, self.quiet_until_min
        if start is None or end is None or start == end:
            return False
        minute = local.hour * HOUR_MIN + local.minute
        return start <= minute < end if start < end else minute >= start or minute < end


def next_mail_at(rhythm: Rhythm, now: dt.datetime, hours: Hours, recent: Sequence[dt.datetime]) -> dt.datetime:
    """When the next mail may leave.

    Args:
        rhythm: Anything but `NEVER`.
        now: The moment at which there is something to tell.
        hours: The person's.
        recent: When they were written to in the last 24 hours.
    """
    match rhythm:
        case Rhythm.WEEKLY:
            wanted = _digest_after(now, hours, weekly=True)
        case Rhythm.DAILY:
            wanted = _digest_after(now, hours, weekly=False)
        case _:
            rested = [at + pause_after(len(recent)) for at in recent[-1:]]
            wanted = max([now + GATHERING, *rested])
    return out_of_quiet(wanted, hours)


def pause_after(mails_in_a_day: int) -> dt.timedelta:
    """How long somebody is left alone after so many mails within 24 hours."""
    doubled: dt.timedelta = GATHERING * 2 ** min(mails_in_a_day, 10)
    return min(doubled, LONGEST_PAUSE)


def out_of_quiet(moment: dt.datetime, hours: Hours) -> dt.datetime:
    """The same moment, or the end of the quiet hours in which it lies."""
    zone = ZoneInfo(hours.time_zone)
    # Where clocks are put back an end may come twice, where they are put forward it may lie in the next quiet hours.
    for _ in range(3):
        local = moment.astimezone(zone)
        if not hours.is_quiet(local):
            return moment
        moment = _end_of_quiet(local, hours)
    return moment


def _end_of_quiet(local: dt.datetime, hours: Hours) -> dt.datetime:
    end = dt.time(*divmod(hours.quiet_until_min or 0, HOUR_MIN))
    is_past = (local.hour, local.minute) >= (end.hour, end.minute)
    day = local.date() + A_DAY if is_past else local.date()
    ends = dt.datetime.combine(day, end, local.tzinfo).astimezone(dt.UTC)
    if ends > local.astimezone(dt.UTC):
        return ends
    return dt.datetime.combine(day, end, local.tzinfo).replace(fold=1).astimezone(dt.UTC)


def _digest_after(now: dt.datetime, hours: Hours, *, weekly: bool) -> dt.datetime:
    local = now.astimezone(ZoneInfo(hours.time_zone))
    day = local.date() if local.time() < DIGEST_AT else local.date() + A_DAY
    if weekly:
        day += A_DAY * ((MONDAY - day.weekday()) % 7)
    return dt.datetime.combine(day, DIGEST_AT, local.tzinfo).astimezone(dt.UTC)
