"""What on a page is print: strokes that stand out dark of the paper round them, however pale, in up to three shades."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NamedTuple

import cv2
import numpy as np

from ocr_workers.ink_marks import find_marks
from ocr_workers.steps.ink import estimate_background
from paper.geometry import MM_PER_INCH
from paper.pdfa_layers import Print

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Raster = NDArray[np.uint8]
    Map = NDArray[np.bool_]

LEAST_CONTRAST = 22
"""Grey levels below the paper from which a pixel can be print."""
NOISE_FACTOR = 5.5
EDGE_SHARE = 0.5
"""A stroke ends where its contrast falls to this share of its own depth."""
STROKE_MM = 1.0
NEAR_MM = 1.4
"""How far from print its dots and accents lie."""
NEAR_CONTRAST, NEAR_NOISE_FACTOR, NEAR_SHARE = 11, 3.4, 0.34
"""What is near print counts from less: the dot on a pale i is half as deep as its stem."""
DOT_MM2, DOT_INK_MM2 = 0.02, 0.07
"""The least size of such a dot, and how much of it may count as print by itself."""
GROUND_MM = 1.6
"""What is darker than the paper over so much all ways is ground to print on: its grain near letters is no dot."""
LINE_MM = 8.0
"""A straight line so long is told from noise where each of its pixels is not."""
LINE_CONTRAST, LINE_NOISE_FACTOR = 5, 1.5
SHADES = (0.38, 0.62)
"""Shares of the page's usual depth of ink at which print passes from pale to grey and from grey to black."""
ALIKE_SHARE = 0.15
"""Letters whose depth differs from that of those round them by less, in shares of the usual one, are of one shade."""
CORE_OVER_MEAN = 1.25
"""A stroke's middle is so much deeper than its mean, which counts its blurred edges too."""
NEARLY_BLACK = 0.35
SPECK_MM2 = 0.03
SMALL_MARK_MM2 = 0.35
"""Smaller marks (dots, commas, the stem of an i) take the shade of the print round them: blur has paled them."""
HEAVIEST_MM2 = 2.0
"""A larger mark (an underline, a frame) has no more to say about the letters round it than a large letter."""
CELL_MM = 2.0
CELLS_ROUND, CELLS_ALONG = (3, 3), (13, 3)
"""Columns and rows of cells in which a mark's company is looked for."""


@dataclass(frozen=True, slots=True)
class FoundPrint:
    """What may be print: the stencil, and all pixels that stand out of the paper at all.

    Attributes:
        ink: The stencil.
        standing_out: What is darker than the paper's noise, print or not.
        contrast: Grey levels below the paper.
        background: The paper's own grey.
    """

    ink: Map
    standing_out: Map
    contrast: Raster
    background: Raster


def find_print(grey: Raster, dpi: float) -> FoundPrint:
    """What stands out dark of the paper; a stroke's edge lies half-way down its own flank, pale print's too."""
    smooth = _uint8(cv2.GaussianBlur(grey, (3, 3), 0))
    background = estimate_background(smooth, dpi)
    contrast = _uint8(cv2.subtract(background, smooth))
    middle, noise = _level_and_noise(contrast)
    least = int(min(90, max(LEAST_CONTRAST, middle + NOISE_FACTOR * noise)))
    flank = _flank(contrast, dpi)
    ink = _deeper(contrast, flank, EDGE_SHARE, least)
    ink |= _thin_lines(contrast, dpi, max(LINE_CONTRAST, middle + LINE_NOISE_FACTOR * noise))
    near = int(min(least, max(NEAR_CONTRAST, middle + NEAR_NOISE_FACTOR * noise)))
    if ink.any():
        alone = _uint8(cv2.subtract(contrast, _ground(contrast, dpi)))
        ink |= _dots(ink | _deeper(alone, flank, NEAR_SHARE, near), ink, dpi)
    return FoundPrint(ink, contrast > least, contrast, background)


def _flank(contrast: Raster, dpi: float) -> Raster:
    """How deep the deepest ink within a stroke's width is."""
    half = cv2.resize(contrast, None, fx=0.5, fy=0.5, interpolation=cv2.INTER_AREA)
    reach = max(3, round(STROKE_MM / MM_PER_INCH * dpi / 2) | 1)
    depth = cv2.dilate(half, np.ones((reach, reach), np.uint8))
    return _uint8(cv2.resize(depth, (contrast.shape[1], contrast.shape[0]), interpolation=cv2.INTER_LINEAR))


def _ground(contrast: Raster, dpi: float) -> Raster:
    """How dark it is widely round each pixel, strokes and dots taken away."""
    tiny = cv2.resize(contrast, None, fx=0.25, fy=0.25, interpolation=cv2.INTER_AREA)
    reach = max(3, round(GROUND_MM / MM_PER_INCH * dpi / 4) | 1)
    wide = cv2.morphologyEx(tiny, cv2.MORPH_OPEN, np.ones((reach, reach), np.uint8))
    return _uint8(cv2.resize(wide, (contrast.shape[1], contrast.shape[0]), interpolation=cv2.INTER_LINEAR))


def _deeper(contrast: Raster, flank: Raster, share: float, least: int) -> Map:
    """What is deeper than `least`, and than that share of the deepest ink near it."""
    limits = np.maximum((np.arange(256) * share).astype(np.uint8), np.uint8(least))
    deeper: Map = contrast > _uint8(cv2.LUT(flank, limits))
    return deeper


def _thin_lines(contrast: Raster, dpi: float, least: float) -> Map:
    """Hairlines along the page's sides: pale for a pixel, but unbroken and even for a long way.

    A row of letters is unbroken here and there too, but never even.
    """
    return _lines(contrast, dpi, least, Run(4, 1)) | _lines(contrast, dpi, least, Run(1, 4))


class Run(NamedTuple):
    """How many pixels of a line are looked at as one, across and down: along the line a few, aside of it one."""

    across: int
    down: int

    def along(self, length: int) -> Raster:
        """A window of so many of these along the line."""
        return np.ones((1, length) if self.across > 1 else (length, 1), np.uint8)

    def aside(self, length: int) -> Raster:
        """A window of so many pixels across the line."""
        return np.ones((length, 1) if self.across > 1 else (1, length), np.uint8)


def _lines(contrast: Raster, dpi: float, least: float, run: Run) -> Map:
    """Hairlines one way, in steps of several pixels along the line: that is a part of the noise, and of the work."""
    rows, columns = contrast.shape
    size = (max(1, columns // run.across), max(1, rows // run.down))
    even = _uint8(cv2.resize(contrast, size, interpolation=cv2.INTER_AREA))
    window = run.along(round(LINE_MM / MM_PER_INCH * dpi / max(run)) | 1)
    unbroken = cv2.erode(even, window)
    core = unbroken > least
    if core.any():
        core &= cv2.blur(even, window.shape[::-1]).astype(np.int16) * 2 < unbroken.astype(np.int16) * 3 + 8
    if not core.any():
        return np.zeros(contrast.shape, bool)
    grown = cv2.dilate(core.view(np.uint8), window) > 0
    is_ridge = cv2.morphologyEx(even, cv2.MORPH_TOPHAT, run.aside(9)) > least
    is_crest = even.astype(np.int16) * 4 >= cv2.dilate(even, run.aside(3)).astype(np.int16) * 3
    return resized(grown & is_ridge & is_crest, contrast.shape)


def _dots(fainter: Map, ink: Map, dpi: float) -> Map:
    """Small marks beside print of which next to nothing counts as print by itself.

    Args:
        fainter: What counts from less; it holds all of `ink`.
        ink: What is print by itself.
        dpi: The resolution of both.
    """
    tiny = cv2.resize(ink.view(np.uint8), None, fx=0.25, fy=0.25, interpolation=cv2.INTER_AREA)
    reach = 2 * (round(NEAR_MM / MM_PER_INCH * dpi) // 4) + 1
    near = cv2.dilate((tiny > 0).astype(np.uint8), np.ones((reach, reach), np.uint8)).view(np.bool_)
    marks = find_marks(fainter & resized(near, ink.shape))
    area, mm2 = marks.area, (dpi / MM_PER_INCH) ** 2
    inked = marks.sum_of(ink)
    kept = (area >= SPECK_MM2 * mm2) & (area <= SMALL_MARK_MM2 * mm2) & (inked < DOT_INK_MM2 * mm2)
    return marks.drawn(kept)


def _level_and_noise(contrast: Raster) -> tuple[float, float]:
    """The usual contrast of bare paper, and how much it varies."""
    counts = np.bincount(contrast[::4, ::4].ravel(), minlength=256)
    middle = _median(np.arange(256.0), counts)
    return middle, _median(np.abs(np.arange(256) - middle), counts) * 1.4826


def _median(values: NDArray[np.float64], counts: NDArray[np.int64]) -> float:
    """The median of values that occur so many times each."""
    order = np.argsort(values, kind="stable")
    reached = np.cumsum(counts[order])
    low, high = np.searchsorted(reached, ((reached[-1] - 1) // 2, reached[-1] // 2), side="right")
    return float(values[order][low] + values[order][high]) / 2


def shades_of(found: FoundPrint, dpi: float) -> list[Print]:
    """The marks of ink by their depth, palest first; specks are left out."""
    marks = find_marks(found.ink)
    if not len(marks.area):
        return []
    area, mm2 = marks.area, (dpi / MM_PER_INCH) ** 2
    depth, light = marks.sum_of(found.contrast) / area, marks.sum_of(found.background) / area
    small = area < SMALL_MARK_MM2 * mm2
    weight = np.minimum(area, round(HEAVIEST_MM2 * mm2)) * ~small
    around, along = _depth_round(marks.middles(), depth, weight, dpi)
    # A speck on bare paper is dust; beside print it is a dot.
    kept = area >= np.where(around > 0, DOT_MM2, SPECK_MM2) * mm2
    depth[small] = np.maximum(depth, around)[small]
    usual = _weighted_upper_quartile(depth[kept], area[kept])
    # One word in one shade, though the depth of its letters differs somewhat.
    alike = (along > 0) & (np.abs(depth - along) <= ALIKE_SHARE * usual)
    depth[alike] = along[alike]
    grade = np.where(kept, 1 + np.digitize(depth, [share * usual for share in SHADES]), 0)
    shares = depth / np.maximum(light, 1)
    levels = [grade == level for level in range(1, len(SHADES) + 2) if (grade == level).any()]
    return [Print(marks.drawn(level), _shade(shares[level], area[level])) for level in levels]


def _depth_round(
    middles: NDArray[np.float64], depth: NDArray[np.float64], weight: NDArray[np.int64], dpi: float
) -> list[NDArray[np.float64]]:
    """Of each mark (its middle: x, y) the mean depth of the larger marks round it, and along its row; 0 without any."""
    columns, rows = (middles / (CELL_MM / MM_PER_INCH * dpi)).astype(int).T
    sums = np.zeros((2, rows.max() + 1, columns.max() + 1))
    np.add.at(sums[0], (rows, columns), depth * weight)
    np.add.at(sums[1], (rows, columns), weight)
    found = []
    for window in (CELLS_ROUND, CELLS_ALONG):
        deep, heavy = (cv2.blur(each, window, borderType=cv2.BORDER_CONSTANT) for each in sums)
        found.append(np.divide(deep, heavy, out=np.zeros_like(deep), where=heavy > 0)[rows, columns])
    return found


def _shade(depth_shares: NDArray[np.float64], area: NDArray[np.int64]) -> float:
    shade = 1 - CORE_OVER_MEAN * float(np.average(depth_shares, weights=area))
    return 0.0 if shade < NEARLY_BLACK else shade


def _weighted_upper_quartile(values: NDArray[np.float64], weights: NDArray[np.int64]) -> float:
    if not len(values):
        return 0.0
    order = np.argsort(values)
    reached = np.cumsum(weights[order])
    return float(values[order][np.searchsorted(reached, 0.75 * reached[-1])])


def resized(chosen: Map, shape: tuple[int, ...]) -> Map:
    """A map at another size, each of its pixels as it was."""
    return cv2.resize(chosen.view(np.uint8), (shape[1], shape[0]), interpolation=cv2.INTER_NEAREST).view(np.bool_)


def _uint8(raster: NDArray[Any]) -> Raster:
    """What OpenCV gives for uint8, as the type checker cannot know; nothing is copied."""
    return raster.astype(np.uint8, copy=False)
