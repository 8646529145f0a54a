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


class SecretDamaged(PlatformError):
    """A sealed secret does not open: it was altered, or the master key is another one."""

    code = "secret_damaged"


class TokenRefused(PlatformError):
    """The link or the answer is unknown, was used before or came too late; ask for a new one."""

    code = "token_refused"


class CodeRefused(NotAllowed):
    """The code is wrong, was used before or came too late; wait for the next one."""

    code = "code_refused"


class PasskeyRefused(NotAllowed):
    """The passkey is unknown, belongs to somebody else or gave a wrong answer; use another way in."""

    code = "passkey_refused"


class InvitationRefused(PlatformError):
    """Nobody can be invited like this; the context's `reason` names the part that does not fit."""

    code = "invitation_refused"


class InvitedElsewhere(NotAllowed):
    """The invitation is for another address than the one that is signed in."""

    code = "invited_elsewhere"


class OutsideRefused(NotAllowed):
    """The account elsewhere opens nothing here, or what its provider said is not to be believed."""

    code = "outside_refused"


class OutsideUnavailable(PlatformError):
    """The provider of accounts elsewhere does not answer, or makes no sense; take another way in."""

    code = "outside_unavailable"
    temporary = True


class LastWayIn(PlatformError):
    """Without this the person, or the mailbox, would be left without a way in; add another first."""

    code = "last_way_in"


class HelpRefused(NotAllowed):
    """Whoever helps has no say over this person's way in; the context's `reason` says why."""

    code = "help_refused"
