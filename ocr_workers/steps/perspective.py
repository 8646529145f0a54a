"""A photographed sheet as if it had lain on a scanner.

The proportions of a sheet seen at an angle follow from its four corners, if the lens is centred and its pixels are
square (Zhang and He, "Whiteboard scanning and image enhancement", 2007). Near a paper format they are taken to
be that format's, which gives the resolution as well.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import cv2
import numpy as np

from ocr_workers.steps.deskew import paper_colour

if TYPE_CHECKING:
    from numpy.typing import NDArray

FORMATS_IN = ((11.69, 8.27), (11.0, 8.5), (14.0, 8.5))
"""Longer and shorter sides of A4, Letter and Legal, in inches."""
FORMAT_SHARE = 0.06
"""Proportions this near to a format's are the format's."""
LONGEST_FOCUS, SHORTEST_FOCUS = 3.0, 0.5
"""Focal lengths of telephones' cameras, in longer sides of the picture."""
MOST_FORESHORTENED = 1.5
"""A picture that would make a part of a sheet longer or wider than this times what is seen is no picture of paper."""
LARGEST_DPI = 330.0
"""A sheet photographed finer than this is made smaller: it would cost more and read no better."""
SCAN_DPI = 300.0
SPARE = 0.004
"""Share of the sheet's size by which it is cut more widely: its edges are not known to a pixel."""


@dataclass(frozen=True, slots=True)
class FlatSheet:
    """A sheet set square (uint8, grey or RGB), and its resolution where its format tells it, else None."""

    raster: NDArray[np.uint8]
    dpi: float | None


def set_square(raster: NDArray[np.uint8], corners: NDArray[np.float64]) -> FlatSheet:
    """The sheet with these corners (clockwise from the top left, in pixels) cut out of a photograph and set square."""
    corners = _widened(corners)
    sides = np.linalg.norm(np.roll(corners, -1, axis=0) - corners, axis=1)
    width, height = max(sides[0], sides[2]), max(sides[1], sides[3])
    form = _format_of(corners, raster.shape)
    if form is not None:
        width, height = (height * form[1] / form[0], height) if height >= width else (width, width * form[1] / form[0])
    dpi = max(width, height) / form[0] if form is not None else None
    shrink = SCAN_DPI / dpi if dpi is not None and dpi > LARGEST_DPI else 1.0
    flat = _laid(raster, corners, (width * shrink, height * shrink))
    return FlatSheet(flat, dpi * shrink if dpi is not None else None)


def set_part_square(raster: NDArray[np.uint8], corners: NDArray[np.float64]) -> FlatSheet:
    """A part of a sheet with these corners set square; what of it is outside the picture becomes bare paper.

    Its proportions say nothing of its format, so that its resolution stays unknown.
    """
    sides = np.linalg.norm(np.roll(corners, -1, axis=0) - corners, axis=1)
    width, height = max(sides[0], sides[2]), max(sides[1], sides[3])
    plain = width / height
    seen = _ratio_in_perspective(corners, raster.shape) or plain
    ratio = seen if plain / MOST_FORESHORTENED <= seen <= plain * MOST_FORESHORTENED else plain
    width, height = max(width, height * ratio), max(height, width / ratio)
    upper = np.array((raster.shape[1], raster.shape[0]))
    left, top = np.clip(corners.min(axis=0), 0, upper - 1).astype(int)
    right, foot = np.clip(corners.max(axis=0), 1, upper).astype(int)
    paper = paper_colour(raster[top:foot, left:right])
    return FlatSheet(_laid(raster, corners, (width, height), paper), None)


def _laid(
    raster: NDArray[np.uint8],
    corners: NDArray[np.float64],
    lengths: tuple[float, float],
    paper: tuple[int, ...] | None = None,
) -> NDArray[np.uint8]:
    """What lies within the corners as a rectangle of these sides; the rim goes on outside, or paper of that colour."""
    size = (max(1, round(lengths[0])), max(1, round(lengths[1])))
    target = np.array([(0, 0), (size[0], 0), (size[0], size[1]), (0, size[1])], np.float32)
    matrix = cv2.getPerspectiveTransform(corners.astype(np.float32), target)
    outside = cv2.BORDER_REPLICATE if paper is None else cv2.BORDER_CONSTANT
    flat = cv2.warpPerspective(
        raster, matrix, size, flags=cv2.INTER_CUBIC, borderMode=outside, borderValue=paper or (0,)
    )
    return flat.astype(np.uint8)


def _widened(corners: NDArray[np.float64]) -> NDArray[np.float64]:
    middle = corners.mean(axis=0)
    return np.asarray(middle + (corners - middle) * (1 + SPARE), np.float64)


def _format_of(corners: NDArray[np.float64], shape: tuple[int, ...]) -> tuple[float, float] | None:
    """The paper format that the sheet's proportions are nearest to, if they are near any."""
    ratios = _ratios(corners, shape)
    known = [(abs(ratio / (form[0] / form[1]) - 1), form) for form in FORMATS_IN for ratio in ratios]
    off, form = min(known)
    return form if off <= FORMAT_SHARE else None


def _ratios(corners: NDArray[np.float64], shape: tuple[int, ...]) -> list[float]:
    """What the longer side may be of the shorter: by perspective, where that can be told, else by the sides' means."""
    sides = np.linalg.norm(np.roll(corners, -1, axis=0) - corners, axis=1)
    plain = (sides[0] + sides[2]) / (sides[1] + sides[3])
    seen = _ratio_in_perspective(corners, shape)
    return [max(ratio, 1 / ratio) for ratio in (plain, seen) if ratio]


def _ratio_in_perspective(corners: NDArray[np.float64], shape: tuple[int, ...]) -> float | None:
    middle = np.array((shape[1] / 2, shape[0] / 2))
    m1, m2, m4, m3 = (np.append(corner - middle, 1.0) for corner in corners)
    k2 = np.dot(np.cross(m1, m4), m3) / np.dot(np.cross(m2, m4), m3)
    k3 = np.dot(np.cross(m1, m4), m2) / np.dot(np.cross(m3, m4), m2)
    n2, n3 = k2 * m2 - m1, k3 * m3 - m1
    if abs(n2[2] * n3[2]) < 1e-9:
        return None
    focus2 = -(n2[0] * n3[0] + n2[1] * n3[1]) / (n2[2] * n3[2])
    longest = max(shape[:2])
    if not (SHORTEST_FOCUS * longest) ** 2 <= focus2 <= (LONGEST_FOCUS * longest) ** 2:
        return None
    across, down = (np.sqrt((n[0] ** 2 + n[1] ** 2) / focus2 + n[2] ** 2) for n in (n2, n3))
    return float(across / down)
