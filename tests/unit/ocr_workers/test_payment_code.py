"""Payment codes: what the square beside the slip says is taken before what was read."""

from __future__ import annotations

import pytest

from archive.reading import Barcode
from ocr_workers.fields.amounts import Money
from ocr_workers.fields.payment_code import PaymentCode, find_payment_code
from ocr_workers.fields.rows import PAYMENT_CODE
from ocr_workers.understanding import as_values, field_values, understand
from paper.geometry import Box
from tests.unit.ocr_workers.letter_readings import DUTCH_INVOICE, reading_of

EPC = "BCD\n002\n1\nSCT\nGEBABEBB\nHouthandel De Linde BV\nBE68539007547034\nEUR1210.00\n\n\n+++090/9337/55493+++\n"
SWISS = (
    "SPC\r\n0200\r\n1\r\nCH4431999123000889012\r\nS\r\nMax Muster AG\r\nMusterweg\r\n1\r\n8000\r\nZürich\r\nCH\r\n"
    "\r\n\r\n\r\n\r\n\r\n\r\n\r\n199.95\r\nCHF\r\nS\r\nPia Rutschmann\r\nWeg\r\n28\r\n9400\r\nRorschach\r\nCH\r\n"
    "QRR\r\n210000000003139471430009017\r\nBestellung\r\nEPD\r\n"
)


PLACE = Box(100, 3000, 300, 300)


def code_on(content: str) -> PaymentCode | None:
    return find_payment_code([reading_of(DUTCH_INVOICE, barcodes=(Barcode("QRCode", content, PLACE),))])


def values_on(content: str) -> dict[str, object]:
    code = code_on(content)
    assert code is not None
    found = {name: getattr(code, name) for name in ("iban", "bic", "name", "amount", "reference")}
    return {name: each.value for name, each in found.items() if each is not None}


def test_a_girocode_is_read_to_the_letter() -> None:
    assert values_on(EPC) == {
        "iban": "BE68539007547034", "bic": "GEBABEBB", "name": "Houthandel De Linde BV",
        "amount": Money(121_000, "EUR"), "reference": "090933755493",
    }  # fmt: skip


def test_a_swiss_qr_bill_is_read_to_the_letter() -> None:
    assert values_on(SWISS) == {
        "iban": "CH4431999123000889012", "name": "Max Muster AG", "amount": Money(19_995, "CHF"),
        "reference": "210000000003139471430009017",
    }  # fmt: skip


def test_a_value_has_the_place_of_its_code() -> None:
    code = code_on(EPC)

    assert code is not None
    assert code.iban is not None
    assert code.iban.boxes == (PLACE,)


@pytest.mark.parametrize(
    "content",
    [
        "", "https://example.org", "BCD", "BCD\n002\n1\nSCT\n\nX\nBE00000000000000\nEUR1\n", "SPC\n0200", "PAGOPA|1|2",
        "PAGOPA|002|1|2|x", EPC.replace("SCT", "XXX"), "bank://singlepaymentsepa?name=x", "\n" * 40,
    ],
)  # fmt: skip
def test_other_codes_say_nothing(content: str) -> None:
    assert code_on(content) is None


def test_a_sum_that_is_none_is_left_open() -> None:
    assert "amount" not in values_on(EPC.replace("EUR1210.00", "EURx"))


def test_the_code_is_preferred_and_named_as_the_source() -> None:
    misread = tuple((*line[:2], line[2].replace("5390 0754", "5390 O754"), *line[3:]) for line in DUTCH_INVOICE)
    page = reading_of(misread, barcodes=(Barcode("QRCode", EPC, Box(100, 3000, 300, 300)),))

    fields = field_values(as_values(understand([page], None)))

    assert fields["iban"]["value"] == "BE68539007547034"
    assert {fields[name]["source"] for name in ("iban", "bic", "amount_due", "payment_reference")} == {PAYMENT_CODE}
    assert fields["total"]["value"] == {"amount_minor": 121_000, "currency": "EUR"}
    assert fields["sender"]["value"] == "Houthandel De Linde BV"
