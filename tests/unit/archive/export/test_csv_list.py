"""The list: what a spreadsheet could run is disarmed, and what is written can be read again."""

from __future__ import annotations

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.export.csv_list import BOM, COLUMNS, STARTS_FORMULA, Dialect, amount_cell, heading, line, text_cell

EXCEL = Dialect(";", has_bom=True)


@pytest.mark.parametrize(
    "text", ["=1+1", "+32 2 555", "-1", "@SUM(A1)", "\t=1", "\r\n=cmd|' /C calc'!A0", "＝1", "  =1", "|calc", "%0A=1"]
)
def test_what_begins_like_a_formula_is_a_text(text: str) -> None:
    assert text_cell(text).startswith("'")


@given(st.text())
def test_no_text_begins_like_a_formula_and_none_breaks_its_line(text: str) -> None:
    cell = text_cell(text)
    assert not cell.startswith(STARTS_FORMULA)
    assert cell.isprintable()


@given(st.lists(st.text(), min_size=1, max_size=5), st.sampled_from([",", ";"]))
def test_a_line_is_read_back_as_it_was_written(texts: list[str], separator: str) -> None:
    cells = ["id", *map(text_cell, texts)]
    written = line(cells, Dialect(separator)).decode()
    assert list(csv.reader(io.StringIO(written, newline=""), delimiter=separator)) == [cells]


@pytest.mark.parametrize(
    ("amount", "currency", "plain", "local"),
    [
        (123_450, "EUR", "1234.50", "1234,50"), (-5, "EUR", "-0.05", "-0,05"), (700, "JPY", "700", "700"),
        (1_234, "KWD", "1.234", "1,234"), (7, None, "0.07", "0,07"), (None, "EUR", "", ""),
    ],
)  # fmt: skip
def test_an_amount_has_the_decimals_of_its_currency(
    amount: int | None, currency: str | None, plain: str, local: str
) -> None:
    assert amount_cell(amount, currency, Dialect()) == plain
    assert amount_cell(amount, currency, EXCEL) == local


def test_the_first_line_names_the_columns_behind_the_mark() -> None:
    assert heading(EXCEL) == BOM + ";".join(COLUMNS).encode() + b"\r\n"
    assert heading(Dialect()).startswith(b"document_id,")
