"""What people write into the form, and what it means."""

from __future__ import annotations

import datetime as dt

import pytest

from archive_ui.fields_form import read_form
from tests.unit.archive_ui.conftest import Speak

FULL = {
    "version": "3", "kind": "invoice", "document_date": "2026-02-14", "sender": "  Vivaqua   cv ", "subject": "Water",
    "reference": "417", "amount": "1.234,50", "currency": "EUR", "language": "nl",
}  # fmt: skip


def test_a_full_form(speak: Speak) -> None:
    speak("nl")
    form = read_form(FULL)
    assert form.problems == {}
    assert form.version == 3
    assert form.values == {
        "kind": "invoice", "document_date": dt.date(2026, 2, 14), "sender": "Vivaqua cv", "subject": "Water",
        "reference": "417", "amount_minor": 123_450, "currency": "EUR", "language": "nl",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("language", "written", "minor"),
    [
        ("en", "1,234.50", 123_450), ("nl", "1.234,50", 123_450), ("de", "1234,5", 123_450), ("en", "12.50", 1_250),
        ("nl", "12.50", 1_250), ("en", "12,50", 1_250), ("it", "7", 700), ("en", "-3.00", -300),
        ("fr", "1234,50", 123_450),
    ],
)  # fmt: skip
def test_amounts_as_the_language_writes_them(speak: Speak, language: str, written: str, minor: int) -> None:
    speak(language)
    assert read_form({**FULL, "amount": written}).values["amount_minor"] == minor


@pytest.mark.parametrize(
    "written", ["much", "1,2,3", "1.234,567", "12.345678", "9" * 30, "NaN", "Infinity", "1e9", "--1"]
)
def test_amounts_that_mean_nothing_are_named(speak: Speak, written: str) -> None:
    speak("nl")
    form = read_form({**FULL, "amount": written})
    assert "amount" in form.problems
    assert "amount_minor" not in form.values


@pytest.mark.usefixtures("english")
def test_a_currency_without_cents() -> None:
    assert read_form({**FULL, "amount": "500", "currency": "JPY"}).values["amount_minor"] == 500


@pytest.mark.usefixtures("english")
@pytest.mark.parametrize(
    ("name", "written"),
    [
        ("document_date", "14/02/2026"), ("document_date", "0001-01-01"), ("kind", "<b>"), ("language", "Klingon!"),
        ("currency", "EURO"), ("sender", "x" * 201), ("subject", "x" * 501), ("reference", "x" * 121),
    ],
)  # fmt: skip
def test_each_problem_is_named_at_its_field(name: str, written: str) -> None:
    form = read_form({**FULL, "amount": "1.00", name: written})
    assert set(form.problems) == {name}
    assert form.written[name] == written


@pytest.mark.usefixtures("english")
def test_an_empty_form_empties_the_fields_and_is_older_than_anything() -> None:
    form = read_form({})
    assert form.problems == {}
    assert set(form.values.values()) == {None}
    assert form.version == -1
