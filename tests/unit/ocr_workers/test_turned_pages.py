"""Words turn with a page that a person turned, and the machine no longer asks which way up it stands."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.reading import Line, Word
from ocr_workers.pipeline import ReadingTools, read_born_digital, take_in_hand, turn_upright
from ocr_workers.steps.turn_words import turned_lines
from paper.geometry import Box

BOXES = st.builds(Box, st.integers(0, 50), st.integers(0, 50), st.integers(1, 30), st.integers(1, 30))


def line(box: Box) -> Line:
    return Line((Word("water", box, 1.0),), 0)


@given(BOXES, st.sampled_from([90, 180, 270]))
def test_turning_there_and_back_is_not_turning(box: Box, turn_deg: int) -> None:
    there = turned_lines([line(box)], turn_deg, (90, 120))
    size = (120, 90) if turn_deg != 180 else (90, 120)
    (back,) = turned_lines(there, 360 - turn_deg, size)
    assert back.words[0].box == box


@pytest.mark.parametrize("turn_deg", [0, 90, 180, 270])
def test_a_words_box_stays_on_its_print(turn_deg: int) -> None:
    raster, box = np.full((300, 200), 255, dtype=np.uint8), Box(20, 40, 60, 12)
    raster[box.y : box.bottom, box.x : box.right] = 0
    read = read_born_digital(raster, 150.0, 1, [line(box)], turn_deg)
    (word,) = read.reading.lines[0].words
    dark = np.argwhere(read.upright_raster == 0)
    (top, left), (bottom, right) = dark.min(axis=0), dark.max(axis=0)
    assert word.box == Box(int(left), int(top), int(right - left + 1), int(bottom - top + 1))
    assert read.reading.orientation_deg == turn_deg
    assert (read.reading.width_px, read.reading.height_px) == read.upright_raster.shape[::-1]


@pytest.mark.parametrize("turn_deg", [0, 90, 180, 270])
def test_what_a_person_said_is_not_asked_again(turn_deg: int) -> None:
    raster = np.full((300, 200), 255, dtype=np.uint8)
    raster[20:30, 20:120] = 0
    # An engine and a detector that nobody asks: asking `None` would fail.
    tools = ReadingTools(None, None, (), turn_deg)  # type: ignore[arg-type]  # as said
    page = turn_upright(take_in_hand(raster, 150.0), tools)
    assert page.orientation.turn_deg == turn_deg
    assert page.orientation.confidence == 1.0
    assert (page.raster == np.rot90(raster, turn_deg // 90)).all()
