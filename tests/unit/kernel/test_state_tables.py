"""Every (state, move) pair of every table is a move or an explicit refusal, and the pictures show the tables."""

from __future__ import annotations

import enum
import itertools
from typing import Any

import pytest

from kernel.errors import MoveRefused
from kernel.state_table import Table
from wiring.state_diagrams import FOLDER, TABLES, page_name, page_text

tables = pytest.mark.parametrize("table", TABLES, ids=[table.name for table in TABLES])


def members(closed_set: type[enum.Enum]) -> set[enum.Enum]:
    return set(closed_set)


@tables
def test_every_pair_moves_as_listed_or_is_refused(table: Table[Any, Any]) -> None:
    for state, move in itertools.product(members(table.states), members(table.events)):
        if table.allows(state, move):
            assert table.next(state, move) is table.moves[state, move]
        else:
            with pytest.raises(MoveRefused, match=state.value):
                table.next(state, move)


@tables
def test_every_state_can_be_reached_and_every_move_is_used(table: Table[Any, Any]) -> None:
    assert {table.initial, *table.moves.values()} == members(table.states)
    assert {move for _, move in table.moves} == members(table.events)


@tables
def test_the_picture_in_the_docs_is_the_table(table: Table[Any, Any]) -> None:
    assert (FOLDER / page_name(table)).read_text(encoding="utf-8") == page_text(table)
