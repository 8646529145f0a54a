"""A clock that stands still until a test moves it."""

from __future__ import annotations

import datetime as dt

START = dt.datetime(2026, 3, 2, 9, 0, tzinfo=dt.UTC)


class FakeClock:
    """Tells the time that the test set."""

    def __init__(self, start: dt.datetime = START) -> None:
        """Stand at `start`, aware, in UTC."""
        self._now = start

    def now(self) -> dt.datetime:
        """The moment the test has reached."""
        return self._now

    def advance(self, **passed: float) -> dt.datetime:
        """Let time pass, as `timedelta` counts it; negative to set the clock back."""
        self._now += dt.timedelta(**passed)
        return self._now
