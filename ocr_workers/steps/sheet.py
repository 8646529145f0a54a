"""Where the sheet lies in a photograph of it.

A photographed sheet is a bright quadrangle on something else. Its four edges are looked for among the straight
edges of a small copy of the picture, from which the writing is wiped away. Of all quadrangles that they make, that
one wins along whose sides paper borders on something darker; an edge or two may be out of the picture. A scan has
no such quadrangle, or one that is a rectangle on the scanner's even black or white: it is left as it is.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import cv2
import numpy as np

from ocr_workers.steps.cut_sheet import completed
from ocr_workers.steps.print_lines import letters_in_rows
from ocr_workers.steps.sheet_edges import edge_lines, paperness
from ocr_workers.steps.sheet_sides import likeliest_sides, refined_sides

if TYPE_CHECKING:
    from numpy.typing import NDArray

LOOKED_AT_PX = 512
"""Longer side of the copy in which the sheet is looked for; its sides are then refined."""
RECTANGLE_DEG = 0.9
RECTANGLE_SHARE = 0.012
"""Angles and sides of a scanned sheet differ by less than this from those of a rectangle."""
EVEN_DEVIATION = 9.0
"""What lies round a scanned sheet is evenly black or white."""
LID_GREY = 45.0
"""And darker than this, if it is black."""
EVEN_LIGHT_SHARE = 0.92
"""So is its paper: the shade on it is nearly as bright as the light."""
RIM_SHARE = 0.95
"""Paper at the rim of a picture that it fills is nearly as bright as the rest."""

PAPER_RATIOS = (297 / 210, 11 / 8.5, 14 / 8.5)
PAPER_RATIO_SHARE = 0.012
STRONG_LEAN_DEG = 2.0
"""A picture of a paper format's own proportions is a scan, unless it leans by more than this."""


@dataclass(frozen=True, slots=True)
class PhotographedSheet:
    """A sheet in a photograph.

    Attributes:
        corners: Its corners in pixels: four rows of x and y, clockwise from the top left.
        confidence: 0 to 1, the share of its weakest side that shows.
        is_whole: Whether all its edges are in the picture; else these are corners of a part of it, which may lie
            outside the picture.
    """

    corners: NDArray[np.float64]
    confidence: float
    is_whole: bool = True


def find_sheet(raster: NDArray[np.uint8]) -> PhotographedSheet | None:
    """The sheet in a photograph (uint8, grey or RGB); None on a scan, and where no sheet stands out from its ground."""
    scale = min(1.0, LOOKED_AT_PX / max(raster.shape[:2]))
    small = cv2.resize(raster, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA).astype(np.uint8)
    paper = paperness(small)
    if _fills_the_picture(paper):
        return None
    may_be_cut = not _has_a_format(raster)
    found = likeliest_sides(paper, edge_lines(paper), lambda: letters_in_rows(raster) * scale, may_be_cut=may_be_cut)
    if found is None:
        return None
    sheet = refined_sides(raster, found, scale)
    is_whole = not any(sheet.is_rim)
    corners = sheet.corners if is_whole else completed(raster, sheet)
    if corners is None or _is_a_scan(raster, corners, paper, scale, is_whole=is_whole):
        return None
    return PhotographedSheet(corners, sheet.confidence, is_whole)


def _fills_the_picture(paper: NDArray[np.float32]) -> bool:
    """Whether it is the same even paper at the rim as everywhere: nearly every scan, told for next to nothing."""
    rim = np.concatenate([paper[:4].ravel(), paper[-4:].ravel(), paper[:, :4].ravel(), paper[:, -4:].ravel()])
    return bool(np.percentile(rim, 10) >= RIM_SHARE * np.percentile(paper, 80))


def _is_a_scan(
    raster: NDArray[np.uint8], corners: NDArray[np.float64], paper: NDArray[np.float32], scale: float, *, is_whole: bool
) -> bool:
    """Whether the sheet lies flat on a scanner: a rectangle on even ground, or a picture of a paper's proportions.

    Of a part of a sheet it is not seen, only told by its print, whether it is a rectangle: that does not count.
    """
    lean = _lean_deg(corners)
    if lean < STRONG_LEAN_DEG and _has_a_format(raster):
        return True
    sides = np.linalg.norm(np.roll(corners, -1, axis=0) - corners, axis=1)
    unequal = max(abs(sides[0] / sides[2] - 1), abs(sides[1] / sides[3] - 1))
    outside = np.ones(paper.shape, np.uint8)
    middle = corners.mean(axis=0)
    grown = (middle + (corners - middle) * 1.03) * scale
    cv2.fillConvexPoly(outside, np.rint(grown).astype(np.int32), 0)
    ground, sheet = paper[outside > 0], paper[outside == 0]
    is_even = ground.size == 0 or float(ground.std()) <= EVEN_DEVIATION
    shade, light = np.percentile(sheet, (20, 90))
    is_rectangle = lean < RECTANGLE_DEG and unequal < RECTANGLE_SHARE
    if not is_whole:
        is_rectangle = ground.size == 0 or float(ground.mean()) < LID_GREY
    return bool(is_rectangle and is_even and shade >= EVEN_LIGHT_SHARE * light)


def _has_a_format(raster: NDArray[np.uint8]) -> bool:
    """Whether a picture has a paper format's own proportions, as scans have and no telephone's pictures."""
    ratio = max(raster.shape[:2]) / min(raster.shape[:2])
    return any(abs(ratio / known - 1) <= PAPER_RATIO_SHARE for known in PAPER_RATIOS)


def _lean_deg(corners: NDArray[np.float64]) -> float:
    """By how much the angle at any corner differs from a right one."""
    before, after = np.roll(corners, 1, axis=0) - corners, np.roll(corners, -1, axis=0) - corners
    cosines = (before * after).sum(axis=1) / (np.linalg.norm(before, axis=1) * np.linalg.norm(after, axis=1))
    return float(np.abs(np.rad2deg(np.arccos(np.clip(cosines, -1, 1))) - 90).max())
