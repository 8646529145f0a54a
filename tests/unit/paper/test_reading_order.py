"""Blocks are read as a person reads them."""

from __future__ import annotations

import random

from hypothesis import given
from hypothesis import strategies as st

from paper.geometry import Box
from paper.reading_order import in_reading_order

BOXES = st.builds(Box, st.integers(0, 500), st.integers(0, 500), st.integers(1, 200), st.integers(1, 200))


def test_letterhead_address_and_date_come_before_the_body() -> None:
    body, date, head, address = (
        Box(0, 500, 900, 400),
        Box(600, 200, 200, 40),
        Box(0, 0, 900, 100),
        Box(0, 200, 300, 150),
    )
    boxes = [body, date, head, address]
    assert [boxes[i] for i in in_reading_order(boxes)] == [head, address, date, body]


def test_left_column_is_read_to_its_end_first() -> None:
    left = [Box(0, 0, 400, 300), Box(0, 310, 400, 300)]
    right = [Box(500, 0, 400, 200), Box(500, 210, 400, 300)]
    boxes = [right[0], left[1], right[1], left[0]]
    assert [boxes[i] for i in in_reading_order(boxes)] == [*left, *right]


@given(st.lists(BOXES, max_size=12))
def test_every_block_is_read_once_whatever_its_place_in_the_file(boxes: list[Box]) -> None:
    order = in_reading_order(boxes)
    assert sorted(order) == list(range(len(boxes)))
    shuffled = random.Random(1).sample(boxes, len(boxes))
    assert [boxes[i] for i in order] == [shuffled[i] for i in in_reading_order(shuffled)]
