"""What a letter asks to be paid becomes a payment only where nothing is guessed."""

from __future__ import annotations

import io
from dataclasses import replace
from decimal import Decimal
from typing import Any

import cv2
import numpy as np
import pytest
import segno
import zxingcpp

from archive_ui.payment import Payment, payment_code, payment_of
from tests.unit.archive_ui.test_field_evidence import document

ACCOUNT = "BE68539007547034"
FIELDS: dict[str, Any] = {
    "ibans": [{"value": ACCOUNT, "confidence": 0.97}],
    "payment_reference": {"value": "090933755493", "confidence": 0.97},
}
INVOICE: dict[str, Any] = {"kind": "invoice", "amount_minor": 123_450, "currency": "EUR"}


def paid(fields: dict[str, Any] = FIELDS, by: str = "system:filing", **values: Any) -> Payment | None:  # noqa: ANN401 - columns of several types
    row = document(fields, by=by)
    return payment_of(replace(row, summary=replace(row.summary, **(INVOICE | values))))


def test_a_belgian_invoice_can_be_paid() -> None:
    payment = paid()
    assert payment == Payment("Vivaqua", ACCOUNT, 123_450, "+++090/9337/55493+++", is_creditor_reference=False)
    assert payment.shown_account == "BE68 5390 0754 7034"


@pytest.mark.parametrize(
    "values",
    [
        {"kind": "credit_note"}, {"kind": "bank_statement"}, {"kind": None}, {"currency": "CHF"}, {"currency": None},
        {"amount_minor": None}, {"amount_minor": 0}, {"amount_minor": -5}, {"amount_minor": 10**12}, {"sender": None},
    ],
)  # fmt: skip
def test_what_is_not_to_be_paid_makes_no_payment(values: dict[str, Any]) -> None:
    assert paid(**values) is None


@pytest.mark.parametrize("account", ["BE68539007547035", "BE68", "", "XX00"])
def test_an_account_that_fails_its_check_digits_makes_no_payment(account: str) -> None:
    assert paid({"ibans": [{"value": account}]}) is None


def test_what_is_left_to_pay_comes_before_the_total_unless_a_person_said_otherwise() -> None:
    fields = {**FIELDS, "amount_due": {"value": {"amount_minor": 5000, "currency": "EUR"}}}
    payment = paid(fields)
    assert payment is not None
    assert payment.amount_minor == 5000


def test_the_code_holds_what_a_banking_app_needs() -> None:
    payment = Payment("Société Générale des Eaux & Cie", ACCOUNT, 7, "RF18539007547034", is_creditor_reference=True)
    drawn = payment_code(payment)
    assert drawn.startswith(b"<?xml")
    assert b"style=" not in drawn
    assert _read_back(payment).split("\n")[:11] == [
        "BCD", "002", "1", "SCT", "", "Société Générale des Eaux & Cie", ACCOUNT, "EUR0.07", "", "RF18539007547034",
    ]  # fmt: skip


@pytest.mark.parametrize("subject", ["Factuur voor water", None])
def test_a_letter_without_any_reference_is_paid_under_its_subject(subject: str | None) -> None:
    payment = paid({"ibans": FIELDS["ibans"]}, subject=subject)
    assert payment is not None
    assert payment.reference == (subject or "-")
    assert payment_code(payment).startswith(b"<?xml")


def _read_back(payment: Payment) -> str:
    """The same modules as in the drawing, read by a decoder that we did not write."""
    modules = [line.split('d="')[-1] for line in payment_code(payment).decode().split("<path")[2:]]
    assert modules
    code = segno.helpers.make_epc_qr(
        name=payment.payee, iban=payment.account, amount=Decimal("0.07"), reference=payment.reference, encoding="utf-8"
    )
    assert modules[0].split('"')[0] in code.svg_inline(scale=4, border=4)
    picture = io.BytesIO()
    code.save(picture, kind="png", scale=6, border=4)
    image = cv2.imdecode(np.frombuffer(picture.getvalue(), np.uint8), cv2.IMREAD_GRAYSCALE)
    return str(zxingcpp.read_barcodes(image)[0].text)
