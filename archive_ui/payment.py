"""What a letter asks to be paid, as a payment that a banking app can take over (EPC069-12, "SEPA QR code").

A code is made only where nothing is guessed: a valid account number on the letter, a sum
in euro, and a kind of letter that asks for money. The person still compares it with the
letter: it is what was read there, and a letter may lie.
"""

from __future__ import annotations

import io
import re
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

import segno
from schwifty import IBAN
from schwifty.exceptions import SchwiftyException
from segno import helpers

from archive.views import DocumentView

PAYABLE = frozenset({"invoice", "reminder", "utility", "insurance", "tax", "medical", "court"})
LARGEST_MINOR = 99_999_999_999
LONGEST_NAME = 70
LONGEST_TEXT = 140
LONGEST_REFERENCE = 35
NO_MESSAGE = "-"
_CREDITOR_REFERENCE = re.compile(r"RF\d{2}[A-Z0-9]{1,21}")
_BELGIAN = re.compile(r"(\d{3})(\d{4})(\d{5})")


@dataclass(frozen=True, slots=True)
class Payment:
    """A credit transfer in euro.

    Attributes:
        account: The account number, electronic format (ISO 13616).
        reference: As the payee wants it back: structured, or the letter's own.
        is_creditor_reference: Whether it is one of ISO 11649 (RF...), which has a field of its own.
    """

    payee: str
    account: str
    amount_minor: int
    reference: str
    is_creditor_reference: bool

    @property
    def shown_account(self) -> str:
        """The account number in groups of four, as people read it."""
        return " ".join(self.account[at : at + 4] for at in range(0, len(self.account), 4))


def payment_of(document: DocumentView) -> Payment | None:
    """The payment that a letter asks for; None where that is not beyond doubt."""
    row = document.summary
    account, amount = _account(document.fields), _amount(document)
    if row.kind not in PAYABLE or row.currency != "EUR" or not row.sender or account is None or amount is None:
        return None
    reference, is_creditor_reference = _reference(document)
    return Payment(row.sender[:LONGEST_NAME], account, amount, reference, is_creditor_reference)


def payment_code(payment: Payment) -> bytes:
    """The payment as a QR code, drawn as SVG."""
    kind = "reference" if payment.is_creditor_reference else "text"
    code: segno.QRCode = helpers.make_epc_qr(
        name=payment.payee, iban=payment.account, amount=Decimal(payment.amount_minor).scaleb(-2), encoding="utf-8",
        **{kind: payment.reference or None},
    )  # fmt: skip
    drawn = io.BytesIO()
    code.save(drawn, kind="svg", scale=4, border=4, dark="#000", light="#fff")
    return drawn.getvalue()


def _account(fields: dict[str, Any]) -> str | None:
    for found in fields.get("ibans") or ():
        try:
            return str(IBAN(found["value"]).compact)
        except SchwiftyException:
            continue
    return None


def _amount(document: DocumentView) -> int | None:
    """What is left to pay where the file itself states it, else the letter's amount; a person's word before both."""
    corrected = any(change.field == "amount_minor" and ":" not in change.changed_by for change in document.history)
    stated = (document.fields.get("amount_due") or {}).get("value") or {}
    amount = document.summary.amount_minor
    if not corrected and stated.get("currency") == document.summary.currency:
        amount = stated.get("amount_minor", amount)
    return amount if amount is not None and 0 < amount <= LARGEST_MINOR else None


def _reference(document: DocumentView) -> tuple[str, bool]:
    structured = (document.fields.get("payment_reference") or {}).get("value")
    # A code without any message is not to be had from the library; the payee still knows the letter by its subject.
    given = " ".join(str(structured or document.reference or document.summary.subject or NO_MESSAGE).split())
    if _CREDITOR_REFERENCE.fullmatch(given):
        return given[:LONGEST_REFERENCE], True
    belgian = _BELGIAN.fullmatch(given) if structured else None
    return (f"+++{'/'.join(belgian.groups())}+++" if belgian else given[:LONGEST_TEXT]), False
