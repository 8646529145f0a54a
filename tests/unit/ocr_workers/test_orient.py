from __future__ import annotations

import numpy as np
import pytest

from ocr_workers.steps.deskew import Tilt, measure_tilt
from ocr_workers.steps.ink import map_ink
from ocr_workers.steps.orient import SURE, candidate_turns, orientation_by_feet, turn_upright
from tests.unit.ocr_workers.synthetic_pages import DPI, tilted, turned, written_page


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
