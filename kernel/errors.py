"""The root of every error that Postkamer raises on purpose.

A class is a case. `code` never changes once published, `temporary` decides whether
the work is tried again, and the message tells the reader what to do next. Context
travels as attributes, so that logs carry ids and never sentences with content.
"""

from __future__ import annotations

from typing import ClassVar


class PlatformError(Exception):
    """Something went wrong that a person or a retry can answer."""

    code: ClassVar[str] = "platform_error"
    temporary: ClassVar[bool] = False

    def __init__(self, message: str, **context: object) -> None:
        """Keep the message for people and the context for logs."""
        super().__init__(message)
        self.context = context


class NotFound(PlatformError):
    """The thing does not exist, or not for the one who asks: both look alike on purpose."""

    code = "not_found"


class MoveRefused(PlatformError):
    """A state table does not allow this move from the present state."""

    code = "move_refused"


class NotAllowed(PlatformError):
    """The role of the one who asks does not include this."""

    code = "not_allowed"


class ChangedMeanwhile(PlatformError):
    """Somebody else changed the thing since it was shown; look again, then repeat."""

    code = "changed_meanwhile"


class Misconfigured(PlatformError):
    """A setting is missing or contradicts another; the message names it."""

    code = "misconfigured"
