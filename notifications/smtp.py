"""Mails over SMTP: submission with STARTTLS or TLS, certificates checked."""

from __future__ import annotations

import smtplib
import ssl
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from kernel.clock import Clock
from kernel.errors import Misconfigured
from notifications.errors import MailerUnavailable, MailRefused
from notifications.mailer import Mail
from notifications.mime import as_message

TIMEOUT_S = 20
LOOPBACK = frozenset({"localhost", "127.0.0.1", "::1"})


@dataclass(frozen=True, slots=True)
class SmtpServer:
    """Where mails are handed in.

    Attributes:
        security: ``starttls``, ``tls`` from the first byte, or ``none``, which is for a server on this machine only.
        ca_file: Certificates to trust beside the system's; None for the system's alone.
    """

    host: str
    sender: str
    port: int = 587
    security: str = "starttls"
    username: str | None = None
    password: str | None = field(default=None, repr=False)
    ca_file: Path | None = None

    def __post_init__(self) -> None:
        """Refuse to send links that open accounts in the clear.

        Raises:
            Misconfigured: Another machine is to be reached without encryption.
        """
        if self.security == "none" and self.host not in LOOPBACK:
            raise Misconfigured("mail goes to another machine in the clear; set smtp.security to starttls or tls")


class SmtpMailer:
    """Hands each mail to a server, over a connection of its own."""

    def __init__(self, server: SmtpServer, clock: Clock) -> None:
        """Keep the address; nothing is connected yet."""
        self._server = server
        self._clock = clock

    def send(self, mail: Mail) -> None:
        """Hand one mail over.

        Raises:
            MailerUnavailable: The server is away, busy, or does not know us.
            MailRefused: The server refuses this mail for good (a reply of 5xx).
        """
        message = as_message(mail, self._server.sender, self._clock.now())
        try:
            with self._connection() as connection:
                connection.send_message(message)
        except smtplib.SMTPRecipientsRefused as error:
            raise _answer(max(code for code, _ in error.recipients.values())) from error
        except smtplib.SMTPAuthenticationError as error:
            raise MailerUnavailable("the mail server does not take our name and password; correct them") from error
        except smtplib.SMTPResponseException as error:
            raise _answer(error.smtp_code) from error
        except (smtplib.SMTPException, OSError) as error:
            raise MailerUnavailable("the mail server does not answer; the mail is sent again later") from error

    @contextmanager
    def _connection(self) -> Iterator[smtplib.SMTP]:
        server = self._server
        context = ssl.create_default_context(cafile=server.ca_file)
        if server.security == "tls":
            connection: smtplib.SMTP = smtplib.SMTP_SSL(server.host, server.port, timeout=TIMEOUT_S, context=context)
        else:
            connection = smtplib.SMTP(server.host, server.port, timeout=TIMEOUT_S)
        with connection:
            if server.security == "starttls":
                connection.starttls(context=context)
            if server.username is not None:
                connection.login(server.username, server.password or "")
            yield connection


def _answer(code: int) -> MailerUnavailable | MailRefused:
    if code >= 500:
        return MailRefused(f"the mail server refused this mail with {code}; look at the address", smtp_code=code)
    return MailerUnavailable(f"the mail server said {code}; the mail is sent again later", smtp_code=code)
