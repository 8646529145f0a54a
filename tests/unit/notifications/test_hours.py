"""When somebody may be written to."""

from __future__ import annotations

import datetime as dt
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from notifications.hours import A_DAY, GATHERING, LONGEST_PAUSE, Hours, next_mail_at, out_of_quiet
from notifications.kinds import Rhythm

ZONES = ("Europe/Brussels", "America/New_York", "Asia/Kolkata", "Australia/Lord_Howe", "Pacific/Kiritimati")
MINUTES = st.integers(0, 24 * 60 - 1)
# Both nights on which clocks change in Europe lie in between.
FIRST = dt.datetime(2026, 3, 1, tzinfo=dt.UTC)
MOMENTS = st.integers(0, 270 * 24 * 60).map(lambda minutes: FIRST + dt.timedelta(minutes=minutes))
HOURS = st.builds(Hours, st.sampled_from(ZONES), MINUTES, MINUTES)


def at(text: str, zone: str = "Europe/Brussels") -> dt.datetime:
    return dt.datetime.fromisoformat(text).replace(tzinfo=ZoneInfo(zone))


@given(MOMENTS, HOURS)
def test_a_mail_is_never_early_and_never_in_the_quiet_hours(moment: dt.datetime, hours: Hours) -> None:
    put_off = out_of_quiet(moment, hours)
    assert moment <= put_off <= moment + A_DAY + dt.timedelta(hours=1)
    assert not hours.is_quiet(put_off.astimezone(ZoneInfo(hours.time_zone)))


@given(st.sampled_from([Rhythm.INSTANT, Rhythm.DAILY, Rhythm.WEEKLY]), MOMENTS, HOURS)
def test_every_rhythm_looks_ahead(rhythm: Rhythm, now: dt.datetime, hours: Hours) -> None:
    farthest = {Rhythm.INSTANT: 1, Rhythm.DAILY: 2, Rhythm.WEEKLY: 8}[rhythm]
    assert now < next_mail_at(rhythm, now, hours, []) <= now + A_DAY * farthest + dt.timedelta(hours=2)


@pytest.mark.parametrize(
    ("quiet", "moment", "leaves"),
    [
        ((22, 7), "2026-03-02 23:30", "2026-03-03 07:00"),
        ((22, 7), "2026-03-03 06:59", "2026-03-03 07:00"),
        ((22, 7), "2026-03-03 07:00", "2026-03-03 07:00"),
        ((12, 13), "2026-03-03 12:15", "2026-03-03 13:00"),
        ((0, 0), "2026-03-03 00:00", "2026-03-03 00:00"),
        # The night on which clocks are put forward is an hour short.
        ((22, 7), "2026-03-28 23:30", "2026-03-29 07:00"),
    ],
)
def test_quiet_hours_end_when_the_clock_on_the_wall_says_so(quiet: tuple[int, int], moment: str, leaves: str) -> None:
    hours = Hours("Europe/Brussels", quiet[0] * 60, quiet[1] * 60)
    assert out_of_quiet(at(moment), hours) == at(leaves)


def test_digests_come_at_eight_in_the_morning_where_the_person_lives() -> None:
    monday_noon = at("2026-03-02 12:00")
    for zone in ZONES:
        for rhythm, weekday in ((Rhythm.DAILY, None), (Rhythm.WEEKLY, 0)):
            local = next_mail_at(rhythm, monday_noon, Hours(zone), []).astimezone(ZoneInfo(zone))
            assert (local.hour, local.minute) == (8, 0)
            assert weekday in (None, local.weekday())


def test_nobody_gets_more_than_a_mail_or_two_an_hour_however_much_there_is() -> None:
    now, sent = at("2026-03-02 00:00"), list[dt.datetime]()
    end = now + A_DAY * 3
    while now < end:
        recent = [moment for moment in sent if moment > now - A_DAY]
        now = next_mail_at(Rhythm.INSTANT, now, Hours(), recent)
        sent.append(now)
    for start in sent:
        assert sum(start <= moment < start + A_DAY for moment in sent) <= 16
    assert sent[0] == at("2026-03-02 00:00") + GATHERING
    assert all(later - earlier <= LONGEST_PAUSE for earlier, later in pairwise(sent))
