from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pytest

from archive.reading import Line, Word
from ocr_workers.engines.api import RecognisedPage, Wants
from ocr_workers.steps.deskew import Tilt, measure_tilt
from ocr_workers.steps.ink import map_ink
from ocr_workers.steps.orient import (
    SURE,
    candidate_turns,
    orientation_by_feet,
    orientation_by_reading,
    turn_upright,
)
from paper.geometry import Box
from tests.unit.ocr_workers.synthetic_pages import DPI, blank_page, tilted, turned, written_page


@pytest.mark.parametrize("turn_deg", [0, 90, 180, 270])
@pytest.mark.parametrize("tilt_deg", [0.0, -4.0])
def test_the_feet_of_running_text_settle_the_orientation(turn_deg: int, tilt_deg: float) -> None:
    page = tilted(turned(written_page(), turn_deg), tilt_deg)

    found = orientation_by_feet(measure_tilt(map_ink(page, DPI)))

    assert found.turn_deg == turn_deg
    assert found.confidence >= SURE


def test_capitals_leave_up_and_down_open_but_not_the_axis() -> None:
    tilt = measure_tilt(map_ink(written_page(["HEMEL EN AARDE ZIEN HIER NIET"] * 6), DPI))

    assert orientation_by_feet(tilt).confidence < SURE
    assert set(candidate_turns(tilt)) == {0, 180}


def test_a_page_without_marks_leaves_everything_open() -> None:
    tilt = Tilt(0.0, 0.0, (0.0, 0.0, 0.0, 0.0))

    assert orientation_by_feet(tilt).confidence == 0.0
    assert set(candidate_turns(tilt)) == {0, 90, 180, 270}


@pytest.mark.parametrize("turn_deg", [0, 90, 180, 270])
def test_turning_upright_undoes_the_turn(turn_deg: int) -> None:
    page = written_page()

    assert np.array_equal(turn_upright(turned(page, turn_deg), turn_deg), page)


@pytest.mark.parametrize("turn_deg", [0, 90, 180, 270])
def test_a_turned_map_is_the_map_of_the_turned_page(turn_deg: int) -> None:
    page = written_page()
    mapped = map_ink(turned(page, turn_deg), DPI)

    found = map_ink(page, DPI).turned(turn_deg)

    assert found.contrast.shape == mapped.contrast.shape
    assert {*zip(found.marks.left.tolist(), found.marks.top.tolist(), strict=True)} == {
        *zip(mapped.marks.left.tolist(), mapped.marks.top.tolist(), strict=True)
    }


class SkimsFigures:
    """Reads a sample with confidence only where its darkest row of pixels lies low: the right way up."""

    def __init__(self) -> None:
        self.samples: list[np.ndarray] = []

    @property
    def wants(self) -> Wants:
        return Wants(clean_page=False, language=False)

    def read(self, raster: np.ndarray, dpi: float, languages: Sequence[str]) -> RecognisedPage:
        raise AssertionError("a sample is enough")

    def skim(self, raster: np.ndarray, dpi: float, languages: Sequence[str]) -> RecognisedPage:
        self.samples.append(raster)
        heavy = int(np.argmin(raster.mean(axis=1))) > raster.shape[0] / 2
        word = Word("1.234,50" * 3, Box(1, 1, 9, 9), 0.95 if heavy else 0.5)
        return RecognisedPage((Line((word,), 0),))


@pytest.mark.parametrize("turn_deg", [0, 180])
def test_a_page_whose_feet_tell_nothing_is_turned_by_a_sample_that_makes_sense(turn_deg: int) -> None:
    page = written_page(["1.234,50 5.678,90", "_________________"], points=12)
    page = turned(page, turn_deg)

    found = orientation_by_reading((page, map_ink(page, DPI)), DPI, SkimsFigures(), ("en",), (0, 180))

    assert found.turn_deg == turn_deg
    assert found.confidence >= SURE


def test_a_page_without_lines_gives_no_sample_to_read() -> None:
    page, reader = blank_page(), SkimsFigures()

    found = orientation_by_reading((page, map_ink(page, DPI)), DPI, reader, ("en",), (0, 180))

    assert found.confidence == 0.0
    assert reader.samples == []
