"""How many requests a program may make in a minute, and the headers that tell it how many are left."""

from __future__ import annotations

import math
import time
from dataclasses import dataclass

from limits import RateLimitItemPerMinute
from limits.storage import MemoryStorage
from limits.strategies import SlidingWindowCounterRateLimiter

from kernel.errors import PlatformError

DEFAULT_PER_MINUTE = 600


class RateExceeded(PlatformError):
    """The key asked more often than it may; wait for `retry_after_s`."""

    code = "rate_exceeded"
    temporary = True


@dataclass(frozen=True, slots=True)
class Allowance:
    """What a key may still do.

    Attributes:
        limit: Requests a minute.
        left: Requests that are left in this one.
        reset_s: After so many seconds there are more again.
    """

    limit: int
    left: int
    reset_s: int

    def headers(self) -> dict[str, str]:
        """The allowance as draft-ietf-httpapi-ratelimit-headers-10 writes it."""
        return {
            "RateLimit-Policy": f'"requests";q={self.limit};w=60',
            "RateLimit": f'"requests";r={self.left};t={self.reset_s}',
        }


class RateLimit:
    """Counts the requests of every key in this process, in a window of a minute that slides.

    Several processes that serve the screens count each for itself: it keeps one program from crowding out the
    people at the same server, and is no contract about numbers.
    """

    def __init__(self, per_minute: int = DEFAULT_PER_MINUTE) -> None:
        """Allow every key so many requests a minute."""
        self._item = RateLimitItemPerMinute(per_minute)
        self._counter = SlidingWindowCounterRateLimiter(MemoryStorage())

    def take(self, key_id: str) -> Allowance:
        """Count one request.

        Raises:
            RateExceeded: There is none left; context `allowance` says when there will be.
        """
        is_let_in = self._counter.hit(self._item, key_id)
        stats = self._counter.get_window_stats(self._item, key_id)
        reset_s = max(math.ceil(stats.reset_time - time.time()), 1)
        allowance = Allowance(self._item.amount, stats.remaining, min(reset_s, 60))
        if not is_let_in:
            raise RateExceeded("this key asks too often", allowance=allowance)
        return allowance
