"""How a photographed sheet lies of which an edge or two are outside the picture.

What a missing edge would tell is told by rows of print, which are parallel on paper, by print that begins one below
the other, and by the lens, for which rows and columns stand at a right angle. Where these say too little, the sheet
is left as it is.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import cv2
import numpy as np

from ocr_workers.steps.print_lines import find_print_lines
from ocr_workers.steps.sheet_edges import areas
from ocr_workers.steps.vanishing import Segment, VanishingPoint, point_of_columns, point_of_rows

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from ocr_workers.steps.sheet_sides import SheetSides

    Points = NDArray[np.float64]

EDGE_SPREAD_DEG = 0.1
MOST_SPREAD_OF_ROWS, MOST_SPREAD_OF_COLUMNS = 0.012, 0.035
"""Convergence must be known to this (0.7 and 2 degrees over half the picture) before anything is undone: rows that
run askew cost words, columns that do so only look askew."""
MOST_EMPTY = 1.5
"""Area of the sheet found against what of it is in the picture."""


def completed(raster: NDArray[np.uint8], sheet: SheetSides) -> Points | None:
    """The corners, some outside the picture, of a rectangle on the sheet that holds all of it that is to be seen.

    None where it cannot be told how the sheet lies.
    """
    shape = raster.shape
    print_lines = find_print_lines(raster, sheet.corners)
    middle, half = np.array((shape[1], shape[0])) / 2, max(shape[:2]) / 2
    corners = (sheet.corners - middle) / half
    shown = _shown(corners, middle / half)
    rows, columns = _met(corners, sheet.is_rim, print_lines.at(middle, half))
    if rows is None or columns is None:
        return None
    if rows.spread > MOST_SPREAD_OF_ROWS or columns.spread > MOST_SPREAD_OF_COLUMNS:
        return None
    sides = []
    for index, is_rim in enumerate(sheet.is_rim):
        point = rows.point if index % 2 else columns.point
        sides.append(_outermost(shown, point, index) if is_rim else _line(corners[index - 1], corners[index]))
    whole = np.array([_meeting(sides[index], sides[(index + 1) % 4]) for index in range(4)])
    is_plain = np.isfinite(whole).all() and cv2.isContourConvex(whole.astype(np.float32))
    if not is_plain or areas(whole[None])[0] > MOST_EMPTY * areas(shown[None])[0]:
        return None
    return np.asarray(whole * half + middle, np.float64)


def _met(
    corners: Points, is_rim: tuple[bool, ...], print_lines: tuple[list[Segment], list[Segment]]
) -> tuple[VanishingPoint | None, VanishingPoint | None]:
    """Where rows and where columns meet; whichever is less well known is held square to the other."""
    edges = [_segment(corners[index - 1], corners[index]) for index in range(4)]
    across, down = list(print_lines[0]), list(print_lines[1])
    down += [edges[index] for index in (0, 2) if not is_rim[index]]
    across += [edges[index] for index in (1, 3) if not is_rim[index]]
    rows, columns = point_of_rows(across), point_of_columns(down)
    if rows is not None and (columns is None or columns.spread >= rows.spread):
        return rows, point_of_columns(down, rows)
    return (rows, columns) if columns is None else (point_of_rows(across, columns), columns)


def _segment(start: Points, end: Points) -> Segment:
    return Segment((float(start[0]), float(start[1])), (float(end[0]), float(end[1])), EDGE_SPREAD_DEG)


def _shown(corners: Points, room: Points) -> Points:
    """The outline of what of the sheet is in the picture."""
    rim = np.array([(-1, -1), (1, -1), (1, 1), (-1, 1)]) * room
    area, shared = cv2.intersectConvexConvex(corners.astype(np.float32), rim.astype(np.float32))
    return np.asarray(shared.reshape(-1, 2), np.float64) if area > 0 else corners


def _outermost(shown: Points, point: Points, side: int) -> Points:
    """The line through a vanishing point that just has all of the outline within, on that side of the sheet."""
    lines = np.cross(np.column_stack([shown, np.ones(len(shown))]), point)
    axis = side % 2
    lines *= np.sign(lines[:, [axis]]) / np.maximum(1e-9, np.hypot(lines[:, [0]], lines[:, [1]]))
    within = lines @ np.column_stack([shown, np.ones(len(shown))]).T
    is_near_side = side < 2
    best = np.argmax(within.min(axis=1)) if is_near_side else np.argmin(within.max(axis=1))
    return np.asarray(lines[best], np.float64)


def _line(start: Points, end: Points) -> Points:
    return np.asarray(np.cross(np.append(start, 1.0), np.append(end, 1.0)), np.float64)


def _meeting(one: Points, other: Points) -> Points:
    point = np.cross(one, other)
    return np.asarray(point[:2] / point[2] if abs(point[2]) > 1e-12 else (np.nan, np.nan), np.float64)
