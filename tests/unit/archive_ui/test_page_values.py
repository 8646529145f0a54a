"""Words off the page become what the form understands, and nothing else."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.reading import Blankness, Line, PageReading, TextSource, Word
from archive_ui.fields_form import LENGTHS, read_form, with_offered
from archive_ui.page_values import Suggestions, suggestions_of, values_for
from paper.geometry import Box
from tests.unit.archive_ui.conftest import Speak

FIELDS = ("sender", "subject", "reference", "document_date", "amount", "kind", "version")


def reading(*lines: str) -> PageReading:
    rows = [Line(tuple(Word(w, Box(10 * i, 0, 9, 9), 0.9) for i, w in enumerate(line.split())), 0) for line in lines]
    return PageReading(
        1, 1000, 1400, 150, 0, 0.0, Blankness.PRINTED, "nl", tuple(rows), (), 0.9, TextSource.RECOGNISED
    )  # fmt: skip


@pytest.mark.usefixtures("english")
@pytest.mark.parametrize(
    ("field", "text", "values"),
    [
        ("document_date", "14 februari 2026", {"document_date": "2026-02-14"}),
        ("document_date", "le 3 août 2025", {"document_date": "2025-08-03"}),
        ("document_date", "01.03.26", {"document_date": "2026-03-01"}),
        ("amount", "EUR 1.234,50", {"amount": "1234.50", "currency": "EUR"}),
        ("amount", "Total 2'500.00 CHF", {"amount": "2500.00", "currency": "CHF"}),
        ("amount", "12,00", {"amount": "12.00"}),
        ("reference", "Referentie: 2026/00417", {"reference": "2026/00417"}),
        ("reference", "IBAN BE68 5390 0754 7034", {"reference": "BE68539007547034"}),
        ("reference", "+++090/9337/55493+++", {"reference": "+++090/9337/55493+++"}),
        ("sender", "  Vivaqua   cv ", {"sender": "Vivaqua cv"}),
        ("subject", "Betreft: uw aansluiting", {"subject": "uw aansluiting"}),
    ],
)  # fmt: skip
def test_what_chosen_words_mean(field: str, text: str, values: dict[str, str]) -> None:
    assert values_for(field, text) == values


@pytest.mark.usefixtures("english")
@pytest.mark.parametrize(
    ("field", "text"),
    [("document_date", "Waterlaan 12"), ("amount", "Geachte heer"), ("kind", "invoice"), ("amount", " ")],
)  # fmt: skip
def test_what_makes_no_sense_is_refused(field: str, text: str) -> None:
    assert values_for(field, text) is None


@pytest.mark.usefixtures("english")
def test_one_word_of_a_date_takes_the_whole_of_it() -> None:
    assert values_for("document_date", "februari", "Datum: 14 februari 2026") == {"document_date": "2026-02-14"}


def test_amounts_are_written_as_the_language_does(speak: Speak) -> None:
    speak("nl")
    assert values_for("amount", "€ 1.234,50") == {"amount": "1234,50", "currency": "EUR"}


@given(st.sampled_from(FIELDS), st.text(max_size=300), st.text(max_size=100))
def test_whatever_is_taken_can_be_filed(field: str, text: str, line: str) -> None:
    values = values_for(field, text, line)
    if values is not None:
        assert all(len(value) <= LENGTHS.get(name, 40) for name, value in values.items())
        assert read_form(values).problems == {}


@pytest.mark.usefixtures("english")
def test_a_page_offers_its_own_words() -> None:
    offered = suggestions_of(reading("Vivaqua cv", "Datum: 14 februari 2026", "Te betalen: EUR 1.234,50", "Vivaqua cv"))
    assert offered == Suggestions(
        lines=("Vivaqua cv", "Datum: 14 februari 2026", "Te betalen: EUR 1.234,50"),
        dates=(dt.date(2026, 2, 14),),
        amounts=("1234.50",),
        references=("2026", "1.234,50"),
    )
    assert suggestions_of(None) == Suggestions()


@pytest.mark.usefixtures("english")
def test_a_button_puts_a_value_of_the_page_into_its_field_only() -> None:
    form = read_form({"document_date": "31 of May", "sender": "Vivaqua"})
    assert set(form.problems) == {"document_date"}
    filled = with_offered(form, "document_date:2026-05-31")
    assert filled is not None
    assert filled.written == {**form.written, "document_date": "2026-05-31"}
    assert filled.problems == {}
    assert [with_offered(form, pressed) for pressed in ("file", "nothing:2026-05-31", "")] == [None, None, None]
