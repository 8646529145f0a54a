"""Marks lie on their words, with a little air, and never beyond the page."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from archive_ui.hit_overlay import overlay_of
from paper.geometry import Box

WIDTH, HEIGHT = 1240, 1754
places = st.builds(Box, st.integers(-50, WIDTH), st.integers(-50, HEIGHT), st.integers(1, 300), st.integers(1, 60))


def test_a_mark_holds_its_word() -> None:
    (mark,) = overlay_of(WIDTH, HEIGHT, [Box(100, 200, 80, 30)]).marks
    assert mark == Box(97, 197, 86, 36)


def test_words_side_by_side_share_a_mark() -> None:
    assert len(overlay_of(WIDTH, HEIGHT, [Box(100, 200, 80, 30), Box(192, 201, 60, 30)]).marks) == 1


def test_words_apart_or_on_two_lines_do_not() -> None:
    assert len(overlay_of(WIDTH, HEIGHT, [Box(100, 200, 80, 30), Box(400, 200, 60, 30)]).marks) == 2
    assert len(overlay_of(WIDTH, HEIGHT, [Box(100, 200, 80, 30), Box(100, 250, 60, 30)]).marks) == 2


def test_the_view_box_is_the_page() -> None:
    assert overlay_of(WIDTH, HEIGHT, []).view_box == "0 0 1240 1754"


@given(st.lists(places, max_size=12))
def test_no_mark_leaves_the_page(boxes: list[Box]) -> None:
    for mark in overlay_of(WIDTH, HEIGHT, boxes).marks:
        assert mark.x >= 0
        assert mark.y >= 0
        assert mark.right <= WIDTH
        assert mark.bottom <= HEIGHT


@given(st.lists(places, max_size=12))
def test_every_word_on_the_page_is_covered(boxes: list[Box]) -> None:
    marks = overlay_of(WIDTH, HEIGHT, boxes).marks
    for box in boxes:
        on_page = Box(0, 0, WIDTH, HEIGHT).overlap(box)
        assert max((mark.overlap(box) for mark in marks), default=0) == on_page
