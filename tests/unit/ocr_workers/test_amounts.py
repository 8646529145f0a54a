from __future__ import annotations

import pytest
from babel.numbers import format_currency
from hypothesis import given
from hypothesis import strategies as st

from ocr_workers.fields.amounts import Money, find_amounts, parse_number
from ocr_workers.fields.rows import rows_of
from ocr_workers.fields.sums import find_total
from tests.unit.ocr_workers.letter_readings import DUTCH_INVOICE, GERMAN_LETTER, reading_of


@pytest.mark.parametrize(
    ("text", "minor", "currency"),
    [
        ("€ 1.234,56", 123456, "EUR"),
        ("1 234,56 €", 123456, "EUR"),
        ("EUR 1,234.56", 123456, "EUR"),
        ("CHF 1'234.50", 123450, "CHF"),
        ("£99.00", 9900, "GBP"),
        ("12,- EUR", 1200, "EUR"),
        ("1.234 €", 123400, "EUR"),
        ("-45,00 EUR", -4500, "EUR"),
        ("1234,56", 123456, None),
    ],
)
def test_sums_are_read_as_written(text: str, minor: int, currency: str | None) -> None:
    found = find_amounts(text)

    assert [(span.amount_minor, span.currency) for span in found] == [(minor, currency)]


@pytest.mark.parametrize(
    "text", ["12.03.2026", "011 22 33 44", "21 %", "BE68 5390 0754 7034", "Kerkstraat 12", "1000 Brussel"]
)
def test_other_numbers_are_no_sums(text: str) -> None:
    assert find_amounts(text) == ()


@given(st.integers(0, 10**9), st.sampled_from(["en_GB", "nl_BE", "nl_NL", "fr_FR", "fr_BE", "de_DE", "it_IT"]))
def test_whatever_a_country_prints_is_read_back(minor: int, locale: str) -> None:
    printed = format_currency(minor / 100, "EUR", locale=locale)

    assert [(span.amount_minor, span.currency) for span in find_amounts(printed)] == [(minor, "EUR")]


@given(st.text(max_size=80))
def test_no_text_upsets_the_reader(text: str) -> None:
    find_amounts(text)
    parse_number(text)


def test_the_sum_to_pay_is_preferred_to_what_it_is_made_of() -> None:
    found = find_total(rows_of([reading_of(DUTCH_INVOICE)]))

    assert found is not None
    assert found.value == Money(121000, "EUR")
    assert len(found.boxes) == 2


def test_a_sum_in_a_sentence_is_found_by_its_label() -> None:
    found = find_total(rows_of([reading_of(GERMAN_LETTER)]))

    assert found is not None
    assert found.value == Money(104530, "EUR")


def test_a_page_without_sums_has_no_total() -> None:
    assert find_total(rows_of([reading_of([(25, 100, "Sehr geehrte Damen und Herren,")])])) is None
