"""What an invoice states in data is preferred to what was read on its face."""

from __future__ import annotations

from dataclasses import replace
from typing import TypeVar

from ocr_workers.deadlines import restate_payment
from ocr_workers.e_invoice.model import EInvoice
from ocr_workers.fields.amounts import Money
from ocr_workers.fields.rows import E_INVOICE, Found
from ocr_workers.kinds import DocumentKind
from ocr_workers.understanding import Understanding

Value = TypeVar("Value")
FIRST_PAGE = 1


def prefer(invoice: EInvoice, understood: Understanding) -> Understanding:
    """The understanding with the invoice's own figures; what it does not state stays as it was read."""
    due_date = _stated(invoice.due_date, understood.due_date)
    return replace(
        understood,
        kind=invoice.kind,
        kind_confidence=1.0,
        date=_stated(invoice.date, understood.date),
        sender=_stated(invoice.sender, understood.sender),
        reference=_stated(invoice.number, understood.reference),
        due_date=due_date,
        tasks=restate_payment(
            understood.tasks,
            due_date if invoice.due_date else None,
            is_paid_by=invoice.kind is DocumentKind.INVOICE,
        ),
        total=_stated(_money(invoice.total_minor, invoice), understood.total),
        amount_due=_stated(_money(invoice.due_minor, invoice), understood.amount_due),
        tax=_stated(_money(invoice.tax_minor, invoice), understood.tax),
        ibans=_first(invoice.iban, understood.ibans),
        vat_numbers=_first(invoice.vat_number, understood.vat_numbers),
        tax_number=_stated(invoice.tax_number, understood.tax_number),
        payment_reference=_stated(invoice.payment_reference, understood.payment_reference),
    )


def _stated(value: Value | None, read: Found[Value] | None) -> Found[Value] | None:
    """The stated value; where the same is printed, its words are shown for it."""
    if value is None:
        return read
    if read is not None and read.value == value:
        return replace(read, confidence=1.0, source=E_INVOICE)
    return Found(value, 1.0, FIRST_PAGE, source=E_INVOICE)


def _first(value: str | None, read: tuple[Found[str], ...]) -> tuple[Found[str], ...]:
    printed = next((each for each in read if each.value == value), None)
    stated = _stated(value, printed)
    return read if stated is None else (stated, *(each for each in read if each.value != value))


def _money(amount_minor: int | None, invoice: EInvoice) -> Money | None:
    return None if amount_minor is None or invoice.currency is None else Money(amount_minor, invoice.currency)
