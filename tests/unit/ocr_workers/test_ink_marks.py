"""Marks are told apart as OpenCV tells them, and nothing of them is lost on the way back to the page."""

from __future__ import annotations

import cv2
import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from ocr_workers.ink_marks import find_marks

MAPS = arrays(np.bool_, st.tuples(st.integers(1, 12), st.integers(1, 12)))


@given(MAPS)
def test_areas_and_middles_are_those_of_the_connected_parts(
    ink: np.ndarray[tuple[int, ...], np.dtype[np.bool_]],
) -> None:
    _count, _labels, stats, middles = cv2.connectedComponentsWithStats(ink.view(np.uint8), connectivity=8)

    marks = find_marks(ink)

    np.testing.assert_array_equal(marks.area, stats[1:, cv2.CC_STAT_AREA])
    np.testing.assert_allclose(marks.middles(), middles[1:])


@given(MAPS)
def test_all_marks_together_are_the_map(ink: np.ndarray[tuple[int, ...], np.dtype[np.bool_]]) -> None:
    marks = find_marks(ink)

    np.testing.assert_array_equal(marks.drawn(np.ones(len(marks.area), np.bool_)), ink)
    assert not marks.drawn(np.zeros(len(marks.area), np.bool_)).any()


def test_values_are_summed_over_each_mark() -> None:
    ink = np.array([[1, 1, 0, 1]], np.bool_)

    sums = find_marks(ink).sum_of(np.array([[10, 20, 40, 80]], np.uint8))

    assert sorted(sums.tolist()) == [30.0, 80.0]
