"""Page numbers in the forms and languages in which letters print them, and what only looks like one."""

from __future__ import annotations

import pytest

from ocr_workers.fields.rows import rows_of
from ocr_workers.page_number import PageNumber, find_page_number
from tests.unit.ocr_workers.letter_readings import Placed, reading_of

FOOT, HEAD, DETAILS = 285.0, 12.0, 70.0


def number_on(*lines: Placed) -> PageNumber | None:
    return find_page_number(rows_of([reading_of([(25, 150, "Een gewone regel tekst"), *lines])]))


@pytest.mark.parametrize(
    ("text", "number", "total"),
    [
        ("page 2/5", 2, 5),
        ("Page 2 of 3", 2, 3),
        ("Page : 2 out of 3", 2, 3),
        ("Seite 2 von 3", 2, 3),
        ("Seite l von 3", 1, 3),
        ("Blatt 2", 2, None),
        ("Blatt-Nr. 2", 2, None),
        ("Pagina 2 di 4", 2, 4),
        ("Pag. 2/4", 2, 4),
        ("foglio 2", 2, None),
        ("Blad 2", 2, None),
        ("Bladzijde 2 van 6", 2, 6),
        ("blz. 3", 3, None),
        ("p. 2", 2, None),
        ("S. 2/3", 2, 3),
        ("Page 2 sur 4", 2, 4),
        ("feuillet 3 de 4", 3, 4),
        ("Factuur 2026/113 - pagina 2 van 2", 2, 2),
        ("Invoice 26/2207-page 2", 2, None),
        ("Rechnung 4711–Seite 2", 2, None),
        ("2/3", 2, 3),
        ("2 | 4", 2, 4),
        ("2 von 3", 2, 3),
        ("- 2 -", 2, None),
        ("— 12 —", 12, None),
        ("[2]", 2, None),
    ],
)
@pytest.mark.parametrize("y_mm", [HEAD, FOOT])
def test_a_number_is_read_at_head_and_foot(text: str, number: int, total: int | None, y_mm: float) -> None:
    assert number_on((150, y_mm, text)) == PageNumber(number, total)


def test_a_number_with_its_total_may_stand_among_the_details() -> None:
    assert number_on((120, DETAILS, "Seite 1 von 3")) == PageNumber(1, 3)
    assert number_on((120, DETAILS, "zie pagina 3")) is None


def test_a_lone_number_is_a_number_but_not_a_plain_one() -> None:
    assert number_on((104, FOOT, "2")) == PageNumber(2, None, is_plain=False)


@pytest.mark.parametrize(
    "text",
    [
        "Kerkstraat 2", "12/03/2026", "BE 0428.759.497", "3500 Hasselt", "page 7 of 3", "Tel. 011 22 33 44",
        "1.000,00", "Homepage 24", "home-page 2", "900 of 1000",
    ],
)  # fmt: skip
def test_what_is_no_page_number(text: str) -> None:
    assert number_on((25, FOOT, text)) is None


def test_numbers_in_the_text_are_none() -> None:
    assert number_on((25, 140, "- 2 -"), (25, 145, "2/3")) is None
