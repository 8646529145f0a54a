"""What a whole letter says: kind, date, sender, subject, recipient and figures, each with its confidence."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

from archive.reading import Blankness, PageReading
from ocr_workers.address_block import RecipientBlock, find_recipient
from ocr_workers.classify import classify
from ocr_workers.fields.amounts import Money, find_total
from ocr_workers.fields.letter_date import find_due_date, find_letter_date
from ocr_workers.fields.numbers import find_ibans, find_payment_reference, find_vat_numbers
from ocr_workers.fields.reference import find_reference
from ocr_workers.fields.rows import Found, rows_of
from ocr_workers.fields.sender import find_sender
from ocr_workers.fields.subject import find_subject
from ocr_workers.kinds import DocumentKind
from ocr_workers.language import tell_language

Value = TypeVar("Value")
SINGLE_FIELDS = (
    "date", "sender", "subject", "reference", "due_date", "total", "amount_due", "tax", "tax_number",
    "payment_reference",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Understanding:
    """What a letter says about itself; a field that was not found is None or empty.

    Attributes:
        kind: The kind of document.
        kind_confidence: Probability from 0 to 1 of the kind.
        language: ISO 639-1 code of most of the text, or None.
        date: The day on which the letter was written.
        sender: The sender's name.
        subject: The subject line without its label.
        reference: The sender's reference, or the invoice number.
        due_date: The last day to pay or answer.
        total: What is to be paid, or what it comes to.
        ibans: Valid account numbers, in order of appearance.
        vat_numbers: Valid VAT numbers, in order of appearance.
        payment_reference: A structured payment reference: digits only where it was read, as stated in an e-invoice.
        recipient: The recipient's block of the first page.
        amount_due: What an e-invoice says is left to be paid.
        tax: The tax that an e-invoice says is in the total.
        tax_number: The sender's tax number beside the VAT number, out of an e-invoice.
    """

    kind: DocumentKind
    kind_confidence: float
    language: str | None
    date: Found[datetime.date] | None
    sender: Found[str] | None
    subject: Found[str] | None
    reference: Found[str] | None
    due_date: Found[datetime.date] | None
    total: Found[Money] | None
    ibans: tuple[Found[str], ...]
    vat_numbers: tuple[Found[str], ...]
    payment_reference: Found[str] | None
    recipient: RecipientBlock | None
    amount_due: Found[Money] | None = None
    tax: Found[Money] | None = None
    tax_number: Found[str] | None = None


def understand(pages: Sequence[PageReading], today: datetime.date | None) -> Understanding:
    """Understand a letter from the readings of its pages, first page first.

    `today` is the day of reading, after which no letter is dated; None rules no day out.
    """
    written = [page for page in pages if page.blankness is not Blankness.BLANK]
    rows = rows_of(written)
    recipient = find_recipient(written[0]) if written else None
    box = recipient.box if recipient else None
    subject = find_subject(rows, box)
    date = find_letter_date(rows, today)
    language = tell_language("\n".join(page.text for page in written)).code
    verdict = classify(rows, subject.value if subject else None, language, has_recipient=recipient is not None)
    return Understanding(
        kind=verdict.kind,
        kind_confidence=verdict.confidence,
        language=language,
        date=date,
        sender=find_sender(rows, box, recipient.return_line if recipient else ""),
        subject=subject,
        reference=find_reference(rows),
        due_date=find_due_date(rows, date.value if date else None),
        total=find_total(rows),
        ibans=find_ibans(rows),
        vat_numbers=find_vat_numbers(rows),
        payment_reference=find_payment_reference(rows),
        recipient=recipient,
    )


def as_values(understood: Understanding) -> dict[str, Any]:
    """The understanding as plain JSON values; each found field with its confidence, page and boxes."""
    return {
        "kind": understood.kind.value,
        "kind_confidence": understood.kind_confidence,
        "language": understood.language,
        "date": _field(understood.date, lambda day: day.isoformat()),
        "sender": _field(understood.sender),
        "subject": _field(understood.subject),
        "reference": _field(understood.reference),
        "due_date": _field(understood.due_date, lambda day: day.isoformat()),
        "total": _field(understood.total, _money),
        "amount_due": _field(understood.amount_due, _money),
        "tax": _field(understood.tax, _money),
        "ibans": [_field(found) for found in understood.ibans],
        "vat_numbers": [_field(found) for found in understood.vat_numbers],
        "tax_number": _field(understood.tax_number),
        "payment_reference": _field(understood.payment_reference),
        "recipient": list(understood.recipient.lines) if understood.recipient else None,
    }


def field_values(values: Mapping[str, Any]) -> dict[str, Any]:
    """The fields that were found, out of `as_values`, as `read` and `ingest` print them under `fields`.

    Each has a value, a confidence, its page, the boxes of its words and its source: `print` or `e_invoice`. An
    account or a tax number appears once as the first (`iban`, `vat_number`) and once among all (`ibans`,
    `vat_numbers`); `currency` is the total's.
    """
    fields: dict[str, Any] = {name: values.get(name) for name in SINGLE_FIELDS}
    if total := fields["total"]:
        fields["currency"] = {**total, "value": total["value"]["currency"]}
    for several, single in (("ibans", "iban"), ("vat_numbers", "vat_number")):
        if found := values.get(several):
            fields |= {several: found, single: found[0]}
    return {name: each for name, each in fields.items() if each}


def _field(found: Found[Value] | None, spell: Callable[[Value], object] = lambda value: value) -> dict[str, Any] | None:
    if found is None:
        return None
    boxes = [[box.x, box.y, box.width, box.height] for box in found.boxes]
    value, source = spell(found.value), found.source
    return {"value": value, "confidence": found.confidence, "page": found.page, "boxes": boxes, "source": source}


def _money(money: Money) -> dict[str, Any]:
    return {"amount_minor": money.amount_minor, "currency": money.currency}
