"""Whether a page carries anything.

The share of ink alone is misled by recycled paper, punch holes, folds, scanner
dirt and the print of the front showing through. What counts here is marks of the
size of writing that are as dark as writing. Between a page that surely carries
something and a bare back lies DOUBTFUL, which a person decides; nothing is ever
thrown away for being blank.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from archive.reading import Blankness

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from ocr_workers.steps.ink import InkMap, Marks

WRITING_MM = (1.0, 40.0)
"""Heights of marks that may be writing, a stamp or a drawing; below are specks, commas and dots."""
SPECK_AREA_MM2 = 0.12
"""Less inked paper than this is dust, whatever its shape."""
DARK_SHARE = 0.27
"""Mean contrast over paper grey from which a mark is print; print that shows through the sheet stays far below."""
FAINT_SHARE = 0.18
"""Mean contrast over paper grey from which a mark may be a faint pencil or a worn ribbon."""
PRINTED_MARKS = 6
DOUBTFUL_MARKS = 2
DOUBTFUL_FAINT_MARKS = 25
HOLE_MM = (3.5, 8.5)
HOLE_MARGIN_MM = 26.0
STREAK_MM = 1.2
STREAK_LENGTH_MM = 25.0
DARK_AREA_SHARE = 0.01
"""Share of the page that is dark by area (a photograph, white writing on black) from which it is no bare back."""


@dataclass(frozen=True, slots=True)
class BlankVerdict:
    """Whether the page is blank, and how sure that is.

    Attributes:
        blankness: The verdict.
        confidence: 0 to 1, how far the page is from the border between two verdicts.
        ink_share: Share of the page area covered by marks that are neither dust nor hole nor edge.
    """

    blankness: Blankness
    confidence: float
    ink_share: float


def judge_blank(ink: InkMap) -> BlankVerdict:
    """Tell a printed page from a bare one by the marks on it."""
    writing = _writing(ink)
    share = float(writing.area.sum()) / (ink.width * ink.height)
    dark, faint = _dark_marks(ink, writing), _faint_marks(ink, writing)
    if dark >= PRINTED_MARKS or _dark_area_share(ink) >= DARK_AREA_SHARE:
        return BlankVerdict(Blankness.PRINTED, min(1.0, 0.5 + dark / (10 * PRINTED_MARKS)), share)
    if dark >= DOUBTFUL_MARKS or faint >= DOUBTFUL_FAINT_MARKS:
        return BlankVerdict(Blankness.DOUBTFUL, 0.5, share)
    return BlankVerdict(Blankness.BLANK, 1.0 - 0.3 * dark - faint / (2 * DOUBTFUL_FAINT_MARKS), share)


def _writing(ink: InkMap) -> Marks:
    marks = ink.marks
    longest = np.maximum(marks.width, marks.height)
    large_enough = (longest >= ink.px(WRITING_MM[0])) & (marks.area >= SPECK_AREA_MM2 * ink.px(1.0) ** 2)
    return marks.only(large_enough & ~_holes(ink) & ~_streaks(ink))


def _holes(ink: InkMap) -> NDArray[np.bool_]:
    marks = ink.marks
    low, high, margin = ink.px(HOLE_MM[0]), ink.px(HOLE_MM[1]), ink.px(HOLE_MARGIN_MM)
    sized = (np.minimum(marks.width, marks.height) >= low) & (np.maximum(marks.width, marks.height) <= high)
    round_enough = np.abs(marks.width - marks.height) <= 0.25 * high
    middle_x, middle_y = marks.left + marks.width / 2, marks.top + marks.height / 2
    near_side = (middle_x <= margin) | (middle_x >= ink.width - margin)
    near_end = (middle_y <= margin) | (middle_y >= ink.height - margin)
    holes: NDArray[np.bool_] = sized & round_enough & (near_side | near_end)
    return holes


def _streaks(ink: InkMap) -> NDArray[np.bool_]:
    # A dirty sensor draws a thin line along the feed, a fold a thin line across: long, straight and alone.
    marks = ink.marks
    thin, long = ink.px(STREAK_MM), ink.px(STREAK_LENGTH_MM)
    streaks: NDArray[np.bool_] = ((marks.width <= thin) & (marks.height >= long)) | (
        (marks.height <= thin) & (marks.width >= long)
    )
    return streaks


def _dark_marks(ink: InkMap, writing: Marks) -> int:
    dark = writing.depth >= DARK_SHARE * ink.paper_grey
    tall = np.maximum(writing.width, writing.height) > ink.px(WRITING_MM[1])
    # One drawing or table frame is as good as a word.
    return int(np.count_nonzero(dark)) + PRINTED_MARKS * int(np.count_nonzero(dark & tall))


def _faint_marks(ink: InkMap, writing: Marks) -> int:
    share = writing.depth / max(1, ink.paper_grey)
    return int(np.count_nonzero((share >= FAINT_SHARE) & (share < DARK_SHARE)))


def _dark_area_share(ink: InkMap) -> float:
    """Share of the inner page whose background itself is dark: what is too wide to be a mark."""
    margin_x, margin_y = round(ink.width * 0.08), round(ink.height * 0.08)
    inner = ink.background[margin_y : ink.height - margin_y, margin_x : ink.width - margin_x]
    return float(np.mean(inner < 0.6 * ink.paper_grey)) if inner.size else 0.0
