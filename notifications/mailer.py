"""A mail, and the port through which one leaves the house."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Protocol


@dataclass(frozen=True, slots=True)
class Mail:
    """One mail to one person.

    Attributes:
        message_id: The same at every attempt, so that a mail sent twice is recognised as one.
        language: ISO 639-1 code of its words.
        stop_link: Where mails of this kind are stopped, by a post without signing in; None where they cannot be.
    """

    message_id: str
    to: str = field(repr=False)
    subject: str
    text: str = field(repr=False)
    html: str = field(repr=False)
    language: str
    stop_link: str | None = field(default=None, repr=False)


class Mailer(Protocol):
    """Carries mails away."""

    def send(self, mail: Mail) -> None:
        """Hand one mail over.

        Raises:
            MailerUnavailable: Not now; the same mail may be handed over again.
            MailRefused: Never.
        """
