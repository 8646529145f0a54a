"""What is true about a generated letter: the answers that reading it has to find."""

from __future__ import annotations

import enum
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import datetime


class RecipientKind(enum.Enum):
    """Whether a letter goes to an organisation or to a person."""

    BUSINESS = "business"
    INDIVIDUAL = "individual"


class LetterKind(enum.Enum):
    """What a letter is for."""

    INVOICE = "invoice"
    REMINDER = "reminder"
    BANK_STATEMENT = "bank_statement"
    INSURANCE = "insurance"
    TAX = "tax"
    UTILITY = "utility"
    CONTRACT = "contract"
    MEDICAL = "medical"
    PAYSLIP = "payslip"
    ADVERTISING = "advertising"
    REGISTERED_NOTICE = "registered_notice"
    PLAIN = "plain"


@dataclass(frozen=True, slots=True)
class Recipient:
    """Whom a letter is addressed to.

    Attributes:
        name: The organisation's or the person's name, the first line of the address.
        contact: A person within the organisation, or "" for none.
        street: Street and house number, in the order in which the country writes them.
        postcode: As it is written on an envelope ("L-1855", "75011").
        city: Place name as printed.
        country: ISO 3166-1 alpha-2.
        kind: Organisation or person.
    """

    name: str
    contact: str
    street: str
    postcode: str
    city: str
    country: str
    kind: RecipientKind = RecipientKind.BUSINESS


@dataclass(frozen=True, slots=True)
class LetterTruth:
    """The known answers about one letter.

    Attributes:
        recipient: Whom the letter is addressed to.
        language: ISO 639-1 code of the letter's text.
        kind: What the letter is for.
        date: The day printed as the letter's date.
        sender: The sender's name as printed in the letterhead.
        subject: The subject line without its label ("Betreff:", "Objet :").
        total_minor: The sum that the letter asks for or reports, in minor units of `currency`; None for none.
        currency: ISO 4217 code beside `total_minor`; None for none.
        iban: The account printed for payment (a statement's own account), without blanks; None for none.
        reference: The sender's reference number as printed.
        pages: Per page the printed lines, in the order in which the page is set.
    """

    recipient: Recipient
    language: str
    kind: LetterKind
    date: datetime.date
    sender: str
    subject: str
    total_minor: int | None
    currency: str | None
    iban: str | None
    reference: str
    pages: tuple[tuple[str, ...], ...]

    def as_values(self) -> dict[str, Any]:
        """The truth as plain JSON values, for files beside generated letters."""
        to = self.recipient
        return {
            "recipient": {
                "name": to.name,
                "contact": to.contact,
                "street": to.street,
                "postcode": to.postcode,
                "city": to.city,
                "country": to.country,
                "kind": to.kind.value,
            },
            "language": self.language,
            "kind": self.kind.value,
            "date": self.date.isoformat(),
            "sender": self.sender,
            "subject": self.subject,
            "total_minor": self.total_minor,
            "currency": self.currency,
            "iban": self.iban,
            "reference": self.reference,
            "pages": [list(lines) for lines in self.pages],
        }
