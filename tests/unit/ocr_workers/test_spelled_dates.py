"""Dates written in words, shortened and misread ones, and days without their year."""

from __future__ import annotations

import datetime as dt

import pytest
from babel.dates import get_month_names
from hypothesis import given
from hypothesis import strategies as st

from ocr_workers.fields.dates import find_dates, find_days_without_year
from ocr_workers.fields.letter_date import find_due_date, find_letter_date
from ocr_workers.fields.number_words import cardinal_words, day_words, year_words
from ocr_workers.fields.rows import rows_of
from tests.unit.ocr_workers.letter_readings import reading_of

TODAY = dt.date(2026, 6, 30)


def days_in(text: str) -> list[dt.date]:
    return [span.day for span in find_dates(text)]


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("le vingt-deux novembre deux mille vingt-six", dt.date(2026, 11, 22)),
        ("Le vingt et un mars mil neuf cent quatre-vingt-dix-neuf", dt.date(1999, 3, 21)),
        ("le nonante mars 2026", None),
        ("le premier avril 2026", dt.date(2026, 4, 1)),
        ("L'AN DEUX MILLE VINGT-SIX, LE QUINZE JANVIER", dt.date(2026, 1, 15)),
        ("le 22 novembre deux mille vingt-six", dt.date(2026, 11, 22)),
        ("op drieëntwintig maart tweeduizend zesentwintig", dt.date(2026, 3, 23)),
        ("de eerste januari tweeduizend zevenentwintig", dt.date(2027, 1, 1)),
        ("am dreiundzwanzigsten März zweitausendsechsundzwanzig", dt.date(2026, 3, 23)),
        ("drelundzwanzigsten März 2026", dt.date(2026, 3, 23)),
        ("den 3. Dezember zweitausendsechsundzwanzig", dt.date(2026, 12, 3)),
        ("ventitré aprile duemilaventisei", dt.date(2026, 4, 23)),
        ("il giorno quindici del mese di gennaio duemilaventisei", dt.date(2026, 1, 15)),
        ("the twenty-third day of March two thousand and twenty-six", dt.date(2026, 3, 23)),
        ("March the twenty-third, two thousand and twenty-six", dt.date(2026, 3, 23)),
        ("the first of April, twenty twenty-six", dt.date(2026, 4, 1)),
        ("twenty twenty-six", None),
        ("trente et un février deux mille vingt-six", None),
        ("12-mrt-26", dt.date(2026, 3, 12)),
        ("12 Nov. '26", dt.date(2026, 11, 12)),
        ("12. März 10 Uhr", None),
        ("5 mei 12 stuks", None),
        ("12.XI.2026", dt.date(2026, 11, 12)),
        ("l2.O3.2026", dt.date(2026, 3, 12)),
    ],
)
def test_written_out_and_shortened_dates_are_read(text: str, day: dt.date | None) -> None:
    assert days_in(text) == ([day] if day else [])


@given(
    st.sampled_from(sorted(day_words())), st.sampled_from(sorted(year_words(1950, 2099))),
    st.sampled_from(["maart", "mars", "März", "March", "marzo"]),
)  # fmt: skip
def test_whatever_numbers_are_composed_are_read_back(day: str, year: str, month: str) -> None:
    expected = dt.date(year_words(1950, 2099)[year], 3, day_words()[day])

    assert days_in(f"x {day} {month} {year} x") == [expected]


def test_every_number_of_a_month_and_a_period_has_its_words() -> None:
    assert set(day_words().values()) == set(range(1, 32))
    assert set(year_words(1950, 2099).values()) == set(range(1950, 2100))
    assert set(cardinal_words().values()) == set(range(1, 100))


def test_a_day_without_its_year_is_the_next_one() -> None:
    found = find_days_without_year("by 31 March or 31.01. or 12/03/2026", dt.date(2026, 12, 10))

    assert [span.day for span in found] == [dt.date(2027, 3, 31), dt.date(2027, 1, 31)]


def test_a_day_without_its_year_that_has_just_passed_is_no_day_to_come() -> None:
    assert find_days_without_year("uw raadpleging van 19 oktober", dt.date(2026, 11, 4)) == ()


def test_a_spelled_date_that_runs_over_a_line_is_not_cut_short() -> None:
    rows = rows_of([reading_of([
        (20, 60, "Heden, op verzoek van de schuldeiser, en ten kantore, op vijftien januari tweeduizend"),
        (20, 65.2, "zesentwintig, heb ik, ondergetekende gerechtsdeurwaarder, betekend."),
    ])])  # fmt: skip

    found = find_letter_date(rows, TODAY)

    assert found is not None
    assert found.value == dt.date(2026, 1, 15)
    assert len({box.y for box in found.boxes}) == 2


@pytest.mark.parametrize(
    ("line", "day"),
    [
        ("Der Rechnungsbetrag ist am 31.03.2026 zur Zahlung fällig.", dt.date(2026, 3, 31)),
        ("Payment is due by 31 March.", dt.date(2026, 3, 31)),
        ("Le solde est à verser le 2 avril 2026 au plus tard.", dt.date(2026, 4, 2)),
        ("Wij hebben niets ontvangen. Betaal uiterlijk 2 april 2026.", dt.date(2026, 4, 2)),
        ("Verbruik van 1 tot 15 april 2026", None),
        ("Leistungszeitraum 1.-31. März 2026", None),
    ],
)
def test_the_last_day_is_found_in_its_sentence_and_periods_are_not(line: str, day: dt.date | None) -> None:
    found = find_due_date(rows_of([reading_of([(20, 100, line)])]), dt.date(2026, 3, 12))

    assert (found.value if found else None) == day


def test_no_month_is_passed_over_by_its_beginning() -> None:
    for locale in ("en", "nl", "fr", "de", "it", "de_AT"):
        for number, name in get_month_names("wide", locale=locale).items():
            assert days_in(f"premier {name} 2026") == [dt.date(2026, int(number), 1)]
