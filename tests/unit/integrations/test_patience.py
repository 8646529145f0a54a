"""How long a message is tried."""

from __future__ import annotations

import datetime as dt

from hypothesis import given
from hypothesis import strategies as st

from integrations.patience import LONGEST_RETRY_AFTER, WAITS, next_attempt

NOW = dt.datetime(2026, 3, 2, 9, 0, tzinfo=dt.UTC)


def test_it_is_tried_for_three_days_and_then_given_up() -> None:
    assert dt.timedelta(days=3) < sum(WAITS, dt.timedelta()) < dt.timedelta(days=4)
    assert next_attempt(len(WAITS), NOW) == NOW + WAITS[-1]
    assert next_attempt(len(WAITS) + 1, NOW) is None


@given(attempts=st.integers(1, len(WAITS)), asked=st.none() | st.integers(-10, 10**9))
def test_a_server_may_ask_for_more_time_but_not_for_ever(attempts: int, asked: int | None) -> None:
    due = next_attempt(attempts, NOW, asked)

    assert due is not None
    assert WAITS[attempts - 1] <= due - NOW <= max(LONGEST_RETRY_AFTER, WAITS[attempts - 1])
    if asked is not None and 0 <= asked <= LONGEST_RETRY_AFTER.total_seconds():
        assert (due - NOW).total_seconds() >= asked
