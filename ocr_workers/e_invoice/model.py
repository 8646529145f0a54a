"""What an electronic invoice says, whatever its syntax (EN 16931-1 gives the terms, BT-…)."""

from __future__ import annotations

import dataclasses
import datetime
from dataclasses import dataclass
from typing import Any

from ocr_workers.e_invoice.parties import Party, party_from_values
from ocr_workers.kinds import DocumentKind


@dataclass(frozen=True, slots=True)
class EInvoice:
    """The figures of one invoice; what it does not state is None.

    Attributes:
        syntax: "cii" (Factur-X, ZUGFeRD, XRechnung), "ubl" (Peppol) or "fatturapa".
        kind: Invoice or credit note (BT-3).
        number: The invoice's number (BT-1).
        date: Day of issue (BT-2).
        due_date: Last day to pay (BT-9).
        sender: The seller's name (BT-27).
        currency: ISO 4217 (BT-5).
        total_minor: What it comes to with tax (BT-112), in minor units of the currency.
        due_minor: What is left to be paid (BT-115), likewise.
        tax_minor: The tax in it (BT-110), likewise.
        iban: The account to pay to (BT-84), without blanks, as the invoice states it.
        vat_number: The seller's VAT number (BT-31).
        tax_number: The seller's other tax number (BT-32).
        payment_reference: What to state when paying (BT-83).
        buyer: To whom it is made out (BG-7).
    """

    syntax: str
    kind: DocumentKind
    number: str | None = None
    date: datetime.date | None = None
    due_date: datetime.date | None = None
    sender: str | None = None
    currency: str | None = None
    total_minor: int | None = None
    due_minor: int | None = None
    tax_minor: int | None = None
    iban: str | None = None
    vat_number: str | None = None
    tax_number: str | None = None
    payment_reference: str | None = None
    buyer: Party | None = None


def buyer_of(invoice: EInvoice) -> Party | None:
    """To whom the invoice is made out, as it states it in data; None where it states nobody."""
    return None if invoice.buyer in (None, Party()) else invoice.buyer


def as_values(invoice: EInvoice) -> dict[str, Any]:
    """The invoice as plain JSON values."""
    values = dataclasses.asdict(invoice)
    days = {name: values[name].isoformat() for name in ("date", "due_date") if values[name] is not None}
    return {**values, "kind": invoice.kind.value, **days}


def from_values(values: dict[str, Any]) -> EInvoice:
    """The invoice that `as_values` spelled out.

    Raises:
        ValueError: A kind or a day makes no sense.
    """
    days = {name: datetime.date.fromisoformat(values[name]) for name in ("date", "due_date") if values[name]}
    buyer = party_from_values(values["buyer"])
    return EInvoice(**{**values, "kind": DocumentKind(values["kind"]), "buyer": buyer, **days})
