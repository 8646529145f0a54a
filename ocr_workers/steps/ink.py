"""What is ink on a page and what is paper, shadow, dust or the scanner's own dirt.

Every later step looks at the page through this file: blankness counts its marks,
straightening lines them up. Work is done at about 150 dpi, where a comma is still
two pixels wide and a page is a quarter of the scan.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import cv2
import numpy as np

from paper.geometry import MM_PER_INCH

if TYPE_CHECKING:
    from numpy.typing import NDArray

WORKING_DPI = 150.0
BACKGROUND_MM = 9.0
"""A dark patch wider than this is background (a shadow, a scanner lid), not writing."""
LEAST_CONTRAST = 24
"""Grey levels below the local background from which a pixel counts as ink on a noiseless page."""
NOISE_FACTOR = 6.0
"""A pixel must stand out of the paper's own noise by this many standard deviations."""
FRAME_MM = 3.0
"""Whatever reaches into this outermost frame belongs to the scan's edge, not to the letter."""


@dataclass(frozen=True, slots=True)
class Marks:
    """Connected marks of ink, one array entry a mark, in pixels of the working raster.

    Attributes:
        left: First column of each mark.
        top: First row of each mark.
        width: Columns that each mark spans.
        height: Rows that each mark spans.
        area: Inked pixels of each mark.
        peak: Darkest contrast to the local background within each mark, 0 to 255.
        depth: Mean contrast of its inked pixels, which a speck of dust on a pale mark does not raise by much.
    """

    left: NDArray[np.int32]
    top: NDArray[np.int32]
    width: NDArray[np.int32]
    height: NDArray[np.int32]
    area: NDArray[np.int32]
    peak: NDArray[np.uint8]
    depth: NDArray[np.float64]

    def __len__(self) -> int:
        """How many marks there are."""
        return len(self.left)

    def only(self, chosen: NDArray[np.bool_]) -> Marks:
        """The marks for which `chosen` holds."""
        return Marks(
            self.left[chosen],
            self.top[chosen],
            self.width[chosen],
            self.height[chosen],
            self.area[chosen],
            self.peak[chosen],
            self.depth[chosen],
        )

    def turned(self, quarters: int, columns: int, rows: int) -> Marks:
        """The marks of a raster of so many columns and rows after that many clockwise quarter turns of it."""
        right, foot = columns - self.left - self.width, rows - self.top - self.height
        match quarters % 4:
            case 1:
                left, top = foot, self.left
            case 2:
                left, top = right, foot
            case 3:
                left, top = self.top, right
            case _:
                left, top = self.left, self.top
        width, height = (self.height, self.width) if quarters % 2 else (self.width, self.height)
        return replace(self, left=left, top=top, width=width, height=height)


@dataclass(frozen=True, slots=True)
class InkMap:
    """A page seen as ink on paper.

    Attributes:
        contrast: uint8, rows by columns: grey levels by which each pixel is darker than the paper round it.
        background: uint8, same shape: the paper's own grey, shadows and dark borders included.
        threshold: Contrast from which a pixel is ink on this page.
        noise: Standard deviation of the bare paper, in grey levels.
        dpi: Resolution of both arrays.
        marks: Connected marks of ink, those of the scan's edge left out.
    """

    contrast: NDArray[np.uint8]
    background: NDArray[np.uint8]
    threshold: int
    noise: float
    dpi: float
    marks: Marks

    @property
    def height(self) -> int:
        """Rows of the working raster."""
        return int(self.contrast.shape[0])

    @property
    def width(self) -> int:
        """Columns of the working raster."""
        return int(self.contrast.shape[1])

    @property
    def paper_grey(self) -> int:
        """The grey of the bare paper, 0 to 255: what most of the page's background is."""
        reached = np.cumsum(np.bincount(self.background.ravel(), minlength=256))
        return int(np.searchsorted(reached, (reached[-1] + 1) // 2))

    def turned(self, turn_deg: int) -> InkMap:
        """The map of the page turned clockwise by quarter turns, without looking at the page again."""
        quarters = turn_deg // 90 % 4
        if quarters == 0:
            return self
        marks = self.marks.turned(quarters, self.width, self.height)
        contrast, background = (
            np.ascontiguousarray(np.rot90(each, -quarters)) for each in (self.contrast, self.background)
        )
        return replace(self, contrast=contrast, background=background, marks=marks)

    def px(self, length_mm: float) -> float:
        """A length on paper in pixels of this map."""
        return length_mm / MM_PER_INCH * self.dpi


def map_ink(grey: NDArray[np.uint8], dpi: float) -> InkMap:
    """Tell ink from paper on a grey page (uint8, rows by columns, 0 black) of `dpi`."""
    small, working_dpi = at_working_size(grey, dpi)
    background = estimate_background(small, working_dpi)
    contrast = cv2.subtract(background, small).astype(np.uint8, copy=False)
    threshold, noise = _ink_threshold(contrast)
    marks = _find_marks(contrast, threshold)
    frame = FRAME_MM / MM_PER_INCH * working_dpi
    kept = marks.only(_clear_of_frame(marks, contrast.shape, frame))
    return InkMap(contrast, background, threshold, noise, working_dpi, kept)


def at_working_size(grey: NDArray[np.uint8], dpi: float) -> tuple[NDArray[np.uint8], float]:
    """The page shrunk to the working resolution, and that resolution; smaller scans stay as they are."""
    factor = WORKING_DPI / dpi
    if factor > 0.95:
        return grey, dpi
    size = (max(1, round(grey.shape[1] * factor)), max(1, round(grey.shape[0] * factor)))
    return cv2.resize(grey, size, interpolation=cv2.INTER_AREA).astype(np.uint8, copy=False), WORKING_DPI


def estimate_background(grey: NDArray[np.uint8], dpi: float) -> NDArray[np.uint8]:
    """The paper under the writing: uint8 of the same shape.

    Closing (darkest of the brightest) on a raster an eighth as large wipes out strokes and
    keeps shadows, recycled-paper tint and black borders, all of which are not writing.
    """
    shrink = 8
    size = (max(1, grey.shape[1] // shrink), max(1, grey.shape[0] // shrink))
    tiny = cv2.resize(_halved(grey), size, interpolation=cv2.INTER_AREA)
    reach = max(3, round(BACKGROUND_MM / MM_PER_INCH * dpi / shrink) | 1)
    closed = cv2.morphologyEx(tiny, cv2.MORPH_CLOSE, np.ones((reach, reach), np.uint8))
    smooth = cv2.medianBlur(closed, 5)
    whole = cv2.resize(smooth, (grey.shape[1], grey.shape[0]), interpolation=cv2.INTER_LINEAR)
    return whole.astype(np.uint8, copy=False)


def _halved(grey: NDArray[np.uint8]) -> NDArray[np.uint8]:
    """At half its size: that goes several times as fast as shrinking by a number that is not whole."""
    rows, columns = grey.shape
    if min(rows, columns) < 2:
        return grey
    even = grey[: rows // 2 * 2, : columns // 2 * 2]
    return cv2.resize(even, (columns // 2, rows // 2), interpolation=cv2.INTER_AREA).astype(np.uint8, copy=False)


def _ink_threshold(contrast: NDArray[np.uint8]) -> tuple[int, float]:
    # Bare paper is most of any page, so the median deviation is the scanner's noise, whatever is printed.
    sample = contrast[::4, ::4]
    middle = float(np.median(sample))
    noise = float(np.median(np.abs(sample.astype(np.float32) - middle))) * 1.4826
    return int(min(110, max(LEAST_CONTRAST, middle + NOISE_FACTOR * noise))), noise


def _find_marks(contrast: NDArray[np.uint8], threshold: int) -> Marks:
    ink = contrast >= threshold
    count, labels, stats, _ = cv2.connectedComponentsWithStats(ink.view(np.uint8), connectivity=8)
    # Ink is a twentieth of a page: it is looked up once, and everything else is done on those pixels alone.
    inked = np.flatnonzero(ink)
    mark, depths = labels.ravel()[inked].astype(np.int64), contrast.ravel()[inked]
    peak = np.zeros(count, np.uint8)
    np.maximum.at(peak, mark, depths)
    depth = np.bincount(mark, depths, count) / np.maximum(stats[:, cv2.CC_STAT_AREA], 1)
    found = stats[1:].astype(np.int32)
    return Marks(
        left=found[:, cv2.CC_STAT_LEFT],
        top=found[:, cv2.CC_STAT_TOP],
        width=found[:, cv2.CC_STAT_WIDTH],
        height=found[:, cv2.CC_STAT_HEIGHT],
        area=found[:, cv2.CC_STAT_AREA],
        peak=peak[1:],
        depth=depth[1:],
    )


def _clear_of_frame(marks: Marks, shape: tuple[int, ...], frame: float) -> NDArray[np.bool_]:
    rows, columns = shape[0], shape[1]
    inside_x = (marks.left >= frame) & (marks.left + marks.width <= columns - frame)
    inside_y = (marks.top >= frame) & (marks.top + marks.height <= rows - frame)
    clear: NDArray[np.bool_] = inside_x & inside_y
    return clear
