"""Photographs of sheets of which some edges are outside the picture."""

from __future__ import annotations

import cv2
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from ocr_workers.photographs import lay_flat
from ocr_workers.steps.sheet import find_sheet
from ocr_workers.steps.vanishing import Segment, point_of_columns, point_of_rows
from tests.unit.ocr_workers.synthetic_pages import LETTER, blank_page, written_page
from tests.unit.ocr_workers.test_photographs import CORNERS, photograph

Raster = NDArray[np.uint8]
LONG_LETTER = [*LETTER, "", *LETTER, ""]
WINDOWS = {
    "top": (slice(210, None), slice(None)),
    "foot": (slice(None, 1700), slice(None)),
    "right": (slice(None), slice(None, 1235)),
    "top and foot": (slice(210, 1730), slice(None)),
    "right and foot": (slice(None, 1700), slice(None, 1235)),
}


def leans_deg(seen_in: tuple[slice, slice], corners: NDArray[np.float64]) -> list[float]:
    """By how much each edge of the real sheet is off the sides of what was found, once that is set square."""
    square = np.array([(0, 0), (1000, 0), (1000, 1400), (0, 1400)], np.float32)
    matrix = cv2.getPerspectiveTransform(corners.astype(np.float32), square)
    real = CORNERS - np.array((seen_in[1].start or 0, seen_in[0].start or 0), np.float32)
    top_left, top_right, foot_right, foot_left = cv2.perspectiveTransform(real[None], matrix)[0]
    across = [top_right - top_left, foot_right - foot_left]
    down = [foot_left - top_left, foot_right - top_right]
    return [
        *(float(np.rad2deg(np.arctan2(y, x))) for x, y in across),
        *(float(np.rad2deg(np.arctan2(-x, y))) for x, y in down),
    ]


@pytest.mark.parametrize("missing", WINDOWS)
def test_a_sheet_with_edges_outside_the_picture_is_set_square_by_its_rows(missing: str) -> None:
    picture = photograph(written_page(LONG_LETTER))[WINDOWS[missing]]

    found = find_sheet(np.ascontiguousarray(picture))

    assert found is not None
    assert not found.is_whole
    rows_off, columns_off = np.abs(leans_deg(WINDOWS[missing], found.corners)).reshape(2, 2).max(axis=1)
    assert rows_off < 0.3
    assert columns_off < 1.0


def test_the_resolution_of_a_part_of_a_sheet_is_not_told_by_its_proportions() -> None:
    laid = lay_flat(np.ascontiguousarray(photograph(written_page(LONG_LETTER))[WINDOWS["foot"]]), 120.0)

    assert laid.is_photograph
    assert not laid.knows_dpi


def test_a_part_of_a_bare_sheet_is_left_alone_for_nothing_tells_how_it_lies() -> None:
    picture = np.ascontiguousarray(photograph(blank_page())[WINDOWS["right and foot"]])

    assert find_sheet(picture) is None


def test_a_shaded_row_is_not_taken_for_the_upper_edge() -> None:
    page = written_page(LONG_LETTER)
    page[280:330, 100:-100] = 190

    found = find_sheet(photograph(page)[WINDOWS["top"]].copy())

    assert found is not None
    assert found.corners[:2, 1].max() < 60


SOME_PLACE = st.tuples(st.floats(-0.9, 0.9), st.floats(-0.9, 0.9))


@given(st.floats(-0.2, 0.2), st.floats(-0.2, 0.2), st.lists(SOME_PLACE, min_size=2, max_size=12, unique=True))
def test_rows_that_meet_in_a_point_tell_that_point(
    lean: float, nearness: float, places: list[tuple[float, float]]
) -> None:
    heights = [y for _, y in places]
    if max(heights) - min(heights) < 0.2:
        return
    point = np.array((1.0, lean, nearness))
    rows = [
        Segment(place, (place[0] + 0.1 * way[0], place[1] + 0.1 * way[1]), 0.1) for place, way in toward(point, places)
    ]

    found = point_of_rows(rows)

    assert found is not None
    assert found.point == pytest.approx(point, abs=1e-5)


def toward(
    point: NDArray[np.float64], places: list[tuple[float, float]]
) -> list[tuple[tuple[float, float], tuple[float, float]]]:
    """Each place, and the way from there to a homogeneous point."""
    return [((x, y), (float(point[0] - x * point[2]), float(point[1] - y * point[2]))) for x, y in places]


def test_one_edge_and_the_right_angle_to_the_rows_tell_where_columns_meet_but_less_surely() -> None:
    rows = point_of_rows([Segment((-0.5, y), (0.5, y), 0.1) for y in (-0.6, 0.0, 0.6)])
    edge = Segment((-0.6, -0.7), (-0.5, 0.7), 0.1)

    assert rows is not None
    alone, square = point_of_columns([edge]), point_of_columns([edge], rows)

    assert alone is None
    assert square is not None
    assert square.point[0] == pytest.approx(0.0, abs=0.01)
    assert square.spread > rows.spread
