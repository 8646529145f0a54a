"""Learned words and parts of words: what they remember, what they pass over, and the table that is shipped."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ocr_workers.fields.rows import Row, rows_of
from ocr_workers.kind_grams import GROUP_SHARES, TABLE, GramTable, gram_table, grams_of
from ocr_workers.kinds import KINDS
from tests.unit.ocr_workers.letter_readings import reading_of


def rows(*lines: str) -> tuple[Row, ...]:
    return tuple(rows_of([reading_of([(20, 100 + 6 * n, line) for n, line in enumerate(lines)])]))


def test_numbers_are_not_remembered() -> None:
    one, other = rows("Betaal 120,00 voor 12/03/2026"), rows("Betaal 99,95 voor 31/12/2025")

    assert grams_of(one, None) == grams_of(other, None)


def test_letters_that_engines_confuse_are_the_same() -> None:
    assert grams_of(rows("facture modern"), None) == grams_of(rows("facture modem"), None)


def test_a_subject_counts_as_a_title() -> None:
    plain, titled = grams_of(rows("Votre rendez-vous"), None), grams_of(rows("Votre rendez-vous"), "Votre rendez-vous")

    assert set(plain) <= set(titled)
    assert len(titled) >= len(plain)


@given(st.lists(st.text(alphabet="abcdefg ", min_size=1, max_size=30), min_size=1, max_size=6))
def test_no_group_outweighs_its_share_however_long_the_letter(lines: list[str]) -> None:
    weights = grams_of(rows(*lines), None).values()

    assert sum(weight**2 for weight in weights) <= sum(share**2 for share in GROUP_SHARES.values()) + 1e-6


def test_a_letter_without_known_words_speaks_for_nothing() -> None:
    table = GramTable(
        np.array([5], dtype=np.uint32), np.ones((1, 2), dtype=np.int8), np.ones(1, dtype=np.float32),
        np.ones(1, dtype=np.float32),
    )  # fmt: skip

    assert table.scores({7: 1.0}) == [0.0, 0.0]
    assert table.scores({}) == [0.0, 0.0]
    assert table.scores({5: 3.0}) == pytest.approx([1.0, 1.0])


def test_the_table_that_is_shipped_is_in_order_and_small() -> None:
    table = gram_table()

    assert table.weights.shape == (len(table.prints), len(KINDS))
    assert (np.diff(table.prints.astype(np.int64)) > 0).all()
    assert TABLE.stat().st_size < 3_000_000
