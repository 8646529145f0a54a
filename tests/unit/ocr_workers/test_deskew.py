from __future__ import annotations

import numpy as np
import pytest

from ocr_workers.steps.deskew import measure_tilt, straightened
from ocr_workers.steps.ink import map_ink
from tests.unit.ocr_workers.synthetic_pages import DPI, blank_page, noisy, tilted, turned, written_page


@pytest.mark.parametrize("tilt_deg", [-14.5, -6.2, -0.7, 0.0, 0.4, 3.3, 11.9])
def test_tilt_of_a_letter_is_measured_to_a_twentieth_of_a_degree(tilt_deg: float) -> None:
    tilt = measure_tilt(map_ink(tilted(written_page(), tilt_deg), DPI))

    assert tilt.skew_deg == pytest.approx(tilt_deg, abs=0.05)
    assert tilt.confidence >= 0.5


def test_noise_does_not_disturb_the_angle() -> None:
    tilt = measure_tilt(map_ink(noisy(tilted(written_page(), 2.5), 9.0), DPI))

    assert tilt.skew_deg == pytest.approx(2.5, abs=0.06)


@pytest.mark.parametrize("along", ["down", "across"])
def test_a_broken_streak_of_the_sensor_does_not_pass_for_a_line_of_print(along: str) -> None:
    page = tilted(written_page(["PLEASE RETURN THE FORM", "BEFORE THE END OF", "THE WEEK"], points=14.0), 7.5)
    streak = page[60:-60, 200:203] if along == "down" else page[500:503, 60:-60]
    gaps = np.random.default_rng(3).random(max(streak.shape)) < 0.2
    streak[:] = np.where(gaps[:, None] if along == "down" else gaps[None, :], 245, 120)

    assert measure_tilt(map_ink(page, DPI)).skew_deg == pytest.approx(7.5, abs=0.1)


def test_a_form_is_measured_by_what_stands_below_each_other_too() -> None:
    page = written_page([f"{word}        {word}        {word}" for word in ("Name", "Street", "Town", "Date") * 4])

    assert measure_tilt(map_ink(tilted(page, -12.4), DPI)).skew_deg == pytest.approx(-12.4, abs=0.06)


@pytest.mark.parametrize("turn_deg", [90, 270])
def test_a_page_on_its_side_is_seen_to_lie_on_its_side(turn_deg: int) -> None:
    tilt = measure_tilt(map_ink(turned(tilted(written_page(), 1.5), turn_deg), DPI))

    assert tilt.is_sideways
    assert tilt.skew_deg == pytest.approx(1.5, abs=0.06)


def test_a_blank_page_has_no_trusted_tilt() -> None:
    assert measure_tilt(map_ink(noisy(blank_page(), 5.0), DPI)).confidence == 0.0


def test_straightening_undoes_the_tilt_and_keeps_the_sheet_where_nothing_is_cut() -> None:
    page = tilted(written_page(), 3.0)

    straight = straightened(page, 3.0, map_ink(page, DPI))

    assert straight.shape == page.shape
    assert measure_tilt(map_ink(straight, DPI)).skew_deg == pytest.approx(0.0, abs=0.05)


def test_the_sheet_grows_where_turning_would_cut_writing_off() -> None:
    page = written_page(["x" * 98] * 60, points=9.0)

    straight = straightened(page, 12.0, map_ink(page, DPI))

    assert straight.shape[0] > page.shape[0]
    assert straight.shape[1] > page.shape[1]
