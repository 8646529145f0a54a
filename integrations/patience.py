"""How long a message is tried before it is given up; pure.

The steps are those that the Standard Webhooks specification recommends: close together
at first, for a server that restarts, then over three days, for a weekend.
"""

from __future__ import annotations

import datetime as dt

WAITS = (
    dt.timedelta(seconds=5),
    dt.timedelta(minutes=5),
    dt.timedelta(minutes=30),
    dt.timedelta(hours=2),
    dt.timedelta(hours=5),
    dt.timedelta(hours=10),
    dt.timedelta(hours=14),
    dt.timedelta(hours=20),
    dt.timedelta(hours=24),
)
LONGEST_RETRY_AFTER = dt.timedelta(hours=24)


def next_attempt(attempts: int, now: dt.datetime, retry_after_s: int | None = None) -> dt.datetime | None:
    """When to try again after so many failed attempts; None when it was enough.

    Args:
        attempts: Failed so far, at least 1.
        now: When the last one failed, aware.
        retry_after_s: What the server asked for; waited for where it is longer, up to a day.
    """
    if attempts > len(WAITS):
        return None
    asked = min(dt.timedelta(seconds=max(retry_after_s or 0, 0)), LONGEST_RETRY_AFTER)
    return now + max(WAITS[attempts - 1], asked)
