"""What can go wrong while a mail is sent."""

from __future__ import annotations

from kernel.errors import PlatformError


class MailerUnavailable(PlatformError):
    """The mail server is away, busy or refuses to know us for now; the mail is sent again later."""

    code = "mailer_unavailable"
    temporary = True


class MailRefused(PlatformError):
    """The mail server refuses this mail for good; look at the address and at what the server says."""

    code = "mail_refused"
