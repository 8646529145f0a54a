"""What can go wrong while somebody proves who they are."""

from __future__ import annotations

from kernel.errors import NotAllowed, PlatformError


class SignInRefused(NotAllowed):
    """Address and password do not belong together; which of them is wrong is told to nobody."""

    code = "sign_in_refused"


class TooManyAttempts(PlatformError):
    """Too many tries went wrong; wait before the next one.

    Attributes:
        retry_after_s: Seconds until the next try is looked at.
    """

    code = "too_many_attempts"
    temporary = True

    def __init__(self, message: str, *, retry_after_s: int) -> None:
        """Keep how long to wait."""
        super().__init__(message, retry_after_s=retry_after_s)
        self.retry_after_s = retry_after_s


class PasswordRefused(PlatformError):
    """The new password is too short, too long or too easy to guess; the message says what to change."""

    code = "password_refused"


class ApiKeyRefused(PlatformError):
    """The key cannot be made as it was ordered; the message says what it lacks."""

    code = "api_key_refused"
