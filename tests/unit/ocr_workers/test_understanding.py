from __future__ import annotations

import datetime
import json

import pytest

from ocr_workers.address_block import find_recipient
from ocr_workers.kinds import DocumentKind
from ocr_workers.understanding import as_values, understand
from tests.unit.ocr_workers.letter_readings import (
    DUTCH_INVOICE,
    GERMAN_LETTER,
    SECOND_PAGE,
    Placed,
    blank_back,
    reading_of,
)

TODAY = datetime.date(2026, 3, 20)


def test_a_dutch_invoice_is_understood() -> None:
    understood = understand([reading_of(DUTCH_INVOICE), blank_back(2)], TODAY)

    assert understood.kind is DocumentKind.INVOICE
    assert understood.language == "nl"
    assert understood.date is not None
    assert understood.date.value == datetime.date(2026, 3, 12)
    assert understood.due_date is not None
    assert understood.due_date.value == datetime.date(2026, 4, 11)
    assert understood.sender is not None
    assert understood.sender.value == "Houthandel De Linde BV"
    assert understood.subject is not None
    assert understood.subject.value == "factuur 2026/0815"
    assert [found.value for found in understood.ibans] == ["BE68539007547034"]
    assert [found.value for found in understood.vat_numbers] == ["BE0428759497"]
    assert understood.payment_reference is not None
    assert understood.payment_reference.value == "090933755493"


def test_a_german_letter_is_understood_across_its_pages() -> None:
    understood = understand([reading_of(GERMAN_LETTER), reading_of(SECOND_PAGE, number=2)], TODAY)

    assert understood.kind is DocumentKind.UTILITY
    assert understood.date is not None
    assert understood.date.value == datetime.date(2026, 2, 10)
    assert understood.sender is not None
    assert understood.sender.value == "Stadtwerke Musterstadt AG"
    assert understood.subject is not None
    assert understood.subject.value == "Ihre Stromrechnung für 2025"
    assert understood.reference is not None
    assert understood.reference.value == "VS-4711/26"
    assert [found.value for found in understood.ibans] == ["DE89370400440532013000"]


def test_fields_say_where_their_words_stand() -> None:
    understood = understand([reading_of(GERMAN_LETTER)], TODAY)

    assert understood.date is not None
    assert understood.date.page == 1
    assert [box.x for box in understood.date.boxes] == [word_x(GERMAN_LETTER, "10.02.2026")]


def word_x(lines: tuple[Placed, ...], text: str) -> int:
    return next(word.box.x for word in reading_of(lines).words if word.text == text)


def test_a_page_of_nothing_is_understood_as_nothing() -> None:
    understood = understand([blank_back(1)], TODAY)

    assert understood.kind is DocumentKind.OTHER
    assert understood.date is None
    assert understood.sender is None
    assert understood.recipient is None


def test_the_understanding_can_be_kept_as_json() -> None:
    values = json.loads(json.dumps(as_values(understand([reading_of(DUTCH_INVOICE)], TODAY))))

    assert values["date"]["value"] == "2026-03-12"
    assert values["total"]["value"] == {"amount_minor": 121000, "currency": "EUR"}


@pytest.mark.parametrize(("lines", "side"), [(DUTCH_INVOICE, "right"), (GERMAN_LETTER, "left")])
def test_the_recipient_stands_in_the_window(lines: tuple[Placed, ...], side: str) -> None:
    block = find_recipient(reading_of(lines))

    assert block is not None
    assert block.side == side
    assert block.lines[0] in {"Jansen BV", "Müller Maschinenbau GmbH"}
    assert len(block.lines) == 4
    assert block.confidence >= 0.7


def test_the_line_above_the_window_is_the_senders() -> None:
    block = find_recipient(reading_of(GERMAN_LETTER))

    assert block is not None
    assert block.return_line.startswith("Stadtwerke Musterstadt AG")


def test_an_address_that_is_spelled_out_above_the_window_is_the_senders() -> None:
    spelled = "Stadtwerke Musterstadt AG, Postf. 2210, 50667 Köln"
    is_return_line = [line[1] < 60 and "Stadtwerke" in line[2] for line in GERMAN_LETTER]
    lines = [
        (line[0], line[1], spelled if own else line[2]) for line, own in zip(GERMAN_LETTER, is_return_line, strict=True)
    ]
    block = find_recipient(reading_of(lines))

    assert block is not None
    assert block.lines[0] == "Müller Maschinenbau GmbH"


def test_a_letterhead_alone_is_no_recipient() -> None:
    head = [line for line in DUTCH_INVOICE if line[1] < 40]
    address = [(20.0, 28.0, "Dorpsstraat 5"), (20.0, 33.0, "3500 Hasselt"), (20.0, 38.0, "Tel. 011 22 33 44")]

    assert find_recipient(reading_of([*head, *address, (20, 105, "Geachte heer, mevrouw,")])) is None


def test_a_name_in_the_text_is_no_recipient() -> None:
    lines = [(25.0, 120.0, "Wir haben mit der Müller Maschinenbau GmbH, Hauptstraße 7, 10115 Berlin gesprochen.")]

    assert find_recipient(reading_of(lines)) is None
