"""Rows of print on a photographed sheet, and where rows begin one below the other, as lines in the picture.

The sheet is laid roughly flat in small first, for rows are only found where they run about across.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import combinations
from typing import TYPE_CHECKING

import cv2
import numpy as np

from ocr_workers.steps.deskew import measure_tilt
from ocr_workers.steps.ink import map_ink
from ocr_workers.steps.sample_lines import line_labels
from ocr_workers.steps.vanishing import Segment

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from ocr_workers.steps.ink import InkMap

    Points = NDArray[np.float64]

LOOKED_AT_PX = 1300.0
SHEET_LONG_IN = 11.7
LEAST_LETTERS = 7
LEAST_LENGTH = 0.1
"""Length of a row, as a share of the sheet's width."""
MOST_UNEVEN = 0.3
"""Feet of one row stand within this share of its letters' height of one line, or it is none."""
ROW_SPREAD_DEG = 0.15
MOST_LEAN = 0.2
"""A margin runs down the sheet, as it is laid roughly flat, by this much across at most."""
MARGIN_PX = 2.0
LEAST_STARTS, LEAST_STARTS_SHARE, LEAST_HEIGHT = 5, 0.2, 0.2
"""Rows that begin below each other, as a share of all rows, and over how much of the sheet's height."""
MOST_STARTS = 80
MOST_MARGINS = 3
MARGIN_SPREAD_DEG = 0.25


@dataclass(frozen=True, slots=True)
class PrintLines:
    """Lines of print in a picture, in its pixels.

    Attributes:
        rows: Along the feet of rows of letters.
        columns: Along the beginnings of rows.
    """

    rows: tuple[Segment, ...]
    columns: tuple[Segment, ...]

    def at(self, middle: Points, unit: float) -> tuple[list[Segment], list[Segment]]:
        """Rows and columns counted from `middle` in `unit`s."""
        rows, columns = ([_moved(each, middle, unit) for each in group] for group in (self.rows, self.columns))
        return rows, columns


@dataclass(frozen=True, slots=True)
class _Row:
    start: tuple[float, float]
    end: tuple[float, float]
    spread_deg: float


def find_print_lines(raster: NDArray[np.uint8], corners: Points) -> PrintLines:
    """The lines of print on the sheet that lies about within these corners (clockwise, in pixels) of a picture."""
    found = _found(raster, corners)
    if found is not None:
        return found
    # Its rows run up and down the picture.
    turned = _found(raster, np.roll(corners, 1, axis=0))
    if turned is None:
        return PrintLines((), ())
    return replace(turned, rows=turned.columns, columns=turned.rows)


def _found(raster: NDArray[np.uint8], corners: Points) -> PrintLines | None:
    """None where the rows don't run across."""
    sides = np.linalg.norm(np.roll(corners, -1, axis=0) - corners, axis=1)
    size = np.array((max(sides[0], sides[2]), max(sides[1], sides[3])))
    size *= LOOKED_AT_PX / size.max()
    target = np.array([(0, 0), (1, 0), (1, 1), (0, 1)]) * size
    matrix = cv2.getPerspectiveTransform(corners.astype(np.float32), target.astype(np.float32))
    whole = (round(size[0]), round(size[1]))
    flat = cv2.warpPerspective(_grey(raster), matrix, whole, flags=cv2.INTER_AREA, borderMode=cv2.BORDER_REPLICATE)
    ink = map_ink(flat.astype(np.uint8), LOOKED_AT_PX / SHEET_LONG_IN)
    if measure_tilt(ink).is_sideways:
        return None
    letters, labels = line_labels(ink)
    x = letters.left + letters.width / 2
    feet = (letters.top + letters.height).astype(np.float64)
    counts = np.bincount(labels, minlength=1)
    counts[0] = 0
    fits = [
        _row(x[of], feet[of], letters.left[of], float(np.median(letters.height[of])), size[0])
        for of in (labels == label for label in np.flatnonzero(counts >= LEAST_LETTERS))
    ]
    rows = [each for each in fits if each is not None]
    back = np.asarray(np.linalg.inv(matrix), np.float64)
    margins = _margins([row.start for row in rows], float(size[1]))
    return PrintLines(
        tuple(_in_picture(each, back) for each in rows), tuple(_in_picture(each, back) for each in margins)
    )


def letters_in_rows(raster: NDArray[np.uint8]) -> Points:
    """Where letters stand in rows on a picture (uint8, grey or RGB): x and y in its pixels, a row each."""
    scale = min(1.0, LOOKED_AT_PX / max(raster.shape[:2]))
    small = cv2.resize(_grey(raster), None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA).astype(np.uint8)
    ink = map_ink(small, LOOKED_AT_PX / SHEET_LONG_IN)
    found = [_in_rows(ink), _in_rows(ink.turned(90))]
    # Turned clockwise, x counts up from the foot of the picture, and y from its left.
    found[1] = np.column_stack([found[1][:, 1], ink.height - found[1][:, 0]])
    return np.asarray(max(found, key=len) / scale, np.float64)


def _in_rows(ink: InkMap) -> Points:
    letters, labels = line_labels(ink)
    counts = np.bincount(labels, minlength=1)
    counts[0] = 0
    chosen = letters.only(counts[labels] >= LEAST_LETTERS)
    return np.column_stack([chosen.left + chosen.width / 2, chosen.top + chosen.height / 2])


def _grey(raster: NDArray[np.uint8]) -> NDArray[np.uint8]:
    return raster if raster.ndim == 2 else cv2.cvtColor(raster, cv2.COLOR_RGB2GRAY).astype(np.uint8)


def _row(x: Points, feet: Points, left: NDArray[np.int32], height: float, width: float) -> _Row | None:
    """One straight line under the feet of a run of letters; None where they stand on none."""
    slope, foot = np.polyfit(x, feet, 1)
    for _ in range(3):
        off = np.abs(feet - slope * x - foot)
        near = off <= max(1.5, 2.0 * float(np.median(off)))
        slope, foot = np.polyfit(x[near], feet[near], 1)
    length, uneven = float(np.ptp(x[near])), max(0.6, float(np.std(feet[near] - slope * x[near] - foot)))
    if np.count_nonzero(near) < LEAST_LETTERS or length < LEAST_LENGTH * width or uneven > MOST_UNEVEN * height:
        return None
    spread = np.rad2deg(uneven * np.sqrt(12 / np.count_nonzero(near)) / length)
    first, last = float(left.min()), float(x.max())
    return _Row((first, slope * first + foot), (last, slope * last + foot), float(np.hypot(spread, ROW_SPREAD_DEG)))


def _margins(starts: Sequence[tuple[float, float]], height: float) -> list[_Row]:
    """Straight lines on which many rows begin, running about down."""
    left = np.array(starts[:MOST_STARTS], np.float64).reshape(-1, 2)
    found: list[_Row] = []
    least = max(LEAST_STARTS, LEAST_STARTS_SHARE * len(left))
    while len(left) >= least and len(found) < MOST_MARGINS:
        on = _longest(left)
        if np.count_nonzero(on) < least:
            break
        x, y = left[on].T
        left = left[~on]
        lean, foot = np.polyfit(y, x, 1)
        if np.ptp(y) >= LEAST_HEIGHT * height:
            spread = np.rad2deg(MARGIN_PX / 2 * np.sqrt(12 / len(y)) / np.ptp(y))
            ends = ((float(lean * at + foot), float(at)) for at in (y.min(), y.max()))
            found.append(_Row(next(ends), next(ends), float(np.hypot(spread, MARGIN_SPREAD_DEG))))
    return found


def _longest(starts: Points) -> NDArray[np.bool_]:
    """Which beginnings stand on the line that most of them stand on."""
    pairs = np.array(list(combinations(range(len(starts)), 2)))
    one, other = starts[pairs[:, 0]], starts[pairs[:, 1]]
    fall = other[:, 1] - one[:, 1]
    lean = (other[:, 0] - one[:, 0]) / np.where(np.abs(fall) < 1, np.inf, fall)
    steep = (np.abs(lean) <= MOST_LEAN) & (np.abs(fall) >= 1)
    off = np.abs(starts[None, :, 0] - one[:, [0]] - lean[:, None] * (starts[None, :, 1] - one[:, [1]])) <= MARGIN_PX
    best = int(np.argmax(off.sum(axis=1) * steep))
    return np.asarray(off[best] & bool(steep[best]), np.bool_)


def _in_picture(row: _Row, back: Points) -> Segment:
    ends = cv2.perspectiveTransform(np.array([[row.start, row.end]], np.float64), back)[0]
    (x, y), (to_x, to_y) = ends
    return Segment((float(x), float(y)), (float(to_x), float(to_y)), row.spread_deg)


def _moved(segment: Segment, middle: Points, unit: float) -> Segment:
    start, end = ((np.array(each) - middle) / unit for each in (segment.start, segment.end))
    return Segment((float(start[0]), float(start[1])), (float(end[0]), float(end[1])), segment.spread_deg)
