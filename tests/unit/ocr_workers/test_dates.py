from __future__ import annotations

import datetime
import itertools

import pytest
from babel.dates import format_date
from hypothesis import given
from hypothesis import strategies as st

from ocr_workers.fields.dates import find_dates

DAYS = st.dates(datetime.date(1990, 1, 1), datetime.date(2060, 12, 31))


def days_in(text: str) -> list[datetime.date]:
    return [span.day for span in find_dates(text)]


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("12 maart 2026", (2026, 3, 12)),
        ("Amsterdam, 12 mrt. 2026", (2026, 3, 12)),
        ("le 1er février 2026", (2026, 2, 1)),
        ("1° marzo 2026", (2026, 3, 1)),
        ("3. März 2026", (2026, 3, 3)),
        ("5. Jänner 2026", (2026, 1, 5)),
        ("March 12th, 2026", (2026, 3, 12)),
        ("12th of March 2026", (2026, 3, 12)),
        ("12-Mar-2026", (2026, 3, 12)),
        ("12.03.2026", (2026, 3, 12)),
        ("12. 03. 2026", (2026, 3, 12)),
        ("12/3/26", (2026, 3, 12)),
        ("2026-03-12", (2026, 3, 12)),
        ("03/25/2026", (2026, 3, 25)),
        ("12 rnaart 2026", None),
        ("14 septenber 2026", (2026, 9, 14)),
        ("31.02.2026", None),
        ("32 maart 2026", None),
        ("BE68 5390 0754 7034", None),
        ("+32 2 512 10 20", None),
        ("1.234,56", None),
        ("192.168.10.12.2026", None),
        ("Rechnung 12 Artikel 2026", None),
    ],
)
def test_dates_are_read_as_written(text: str, day: tuple[int, int, int] | None) -> None:
    assert days_in(text) == ([datetime.date(*day)] if day else [])


@given(DAYS, st.sampled_from(["en_GB", "en_US", "nl", "fr", "de", "it"]), st.sampled_from(["long", "medium"]))
def test_whatever_a_country_prints_is_read_back(day: datetime.date, locale: str, width: str) -> None:
    printed = format_date(day, format=width, locale=locale)

    assert days_in(f"x {printed} x") == [day]


@given(DAYS, st.sampled_from("./-"))
def test_the_day_comes_first_where_both_orders_are_possible(day: datetime.date, mark: str) -> None:
    assert days_in(f"{day.day:02}{mark}{day.month:02}{mark}{day.year}") == [day]


@given(st.text(max_size=200))
def test_no_text_upsets_the_reader(text: str) -> None:
    spans = find_dates(text)

    assert all(0 <= span.start < span.end <= len(text) for span in spans)
    assert all(one.end <= other.start for one, other in itertools.pairwise(spans))
