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

import cv2
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
DOUBTFUL_FAINT_MARKS = 4
LONE_FIGURE_MM = 1.4
"""One dark mark this large is already doubtful if it is drawn by a stroke: a page number, a tick."""
STROKE_FILL = 0.8
"""A mark that fills more of its box than this is a blot; a figure or a letter leaves paper free in it."""
FLOURISH_MM = 14.0
"""A mark this long that is not straight was drawn by hand, however faint: print is shorter, folds are straight."""
STROKE_MM = 5.0
STROKE_SHARE = 0.15
"""So was a shorter one, if it is not as pale as print that shows through."""
MOST_FLOURISHES = 40
STRAIGHT_MM = 0.7
"""A line's pixels lie within this distance of a straight one, by standard deviation."""
STAPLE_MM = (6.0, 15.0)
STAPLE_THICKNESS_MM = 1.7
STAPLE_CORNER_MM = 28.0
STAPLE_PRICK_MM = 2.0
PRICK_FILL = 0.5
STAPLE_MARKS = 4
HAIR_MM = 3.5
HAIR_THICKNESS_MM = 0.45
HOLE_MM = (3.5, 8.5)
HOLE_MARGIN_MM = 26.0
STREAK_MM = 1.2
STREAK_LENGTH_MM = 25.0
STREAK_PIECE_MM = 3.0
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
    if dark >= DOUBTFUL_MARKS or faint >= DOUBTFUL_FAINT_MARKS or _is_written_on(ink, writing):
        return BlankVerdict(Blankness.DOUBTFUL, 0.5, share)
    return BlankVerdict(Blankness.BLANK, 1.0 - 0.3 * dark - faint / (2 * DOUBTFUL_FAINT_MARKS), share)


def _is_written_on(ink: InkMap, writing: Marks) -> bool:
    """Whether a single mark is enough for doubt: a figure by itself, or a flourish as only a hand draws it."""
    longest = np.maximum(writing.width, writing.height)
    filled = writing.area / np.maximum(1, writing.width * writing.height)
    dark = writing.depth >= DARK_SHARE * ink.paper_grey
    figures = dark & (longest >= ink.px(LONE_FIGURE_MM)) & (filled <= STROKE_FILL) & ~_hairs(ink, writing)
    drawn = (longest >= ink.px(STROKE_MM)) & (writing.depth >= STROKE_SHARE * ink.paper_grey)
    long = np.flatnonzero(drawn | (longest >= ink.px(FLOURISH_MM)))[:MOST_FLOURISHES]
    return bool(figures.any()) or any(not _is_straight(ink, writing, int(index)) for index in long)


def _hairs(ink: InkMap, marks: Marks) -> NDArray[np.bool_]:
    """Hairs and fibres: thinner than a pen, hardly bent."""
    length = np.hypot(marks.width, marks.height)
    hairs = (length >= ink.px(HAIR_MM)) & (marks.area <= ink.px(HAIR_THICKNESS_MM) * length)
    chosen = np.flatnonzero(hairs)[:MOST_FLOURISHES]
    hairs[:] = False
    hairs[chosen] = [_is_straight(ink, marks, int(index)) for index in chosen]
    return hairs


def _is_straight(ink: InkMap, marks: Marks, index: int) -> bool:
    """Whether a mark's pixels lie along one straight line, as those of folds, streaks and rules do."""
    left, top = int(marks.left[index]), int(marks.top[index])
    across = ink.contrast[top : top + int(marks.height[index]), left : left + int(marks.width[index])]
    _, labels = cv2.connectedComponents((across >= ink.threshold).astype(np.uint8), connectivity=8)
    # Other marks reach into its box; its own pixels are the most.
    own = int(np.argmax(np.bincount(labels.ravel())[1:])) + 1
    rows, columns = np.nonzero(labels == own)
    if len(rows) < 3:
        return True
    spread = np.linalg.eigvalsh(np.cov(np.stack([rows, columns])))
    return bool(np.sqrt(max(0.0, float(spread[0]))) <= ink.px(STRAIGHT_MM))


def _writing(ink: InkMap) -> Marks:
    marks = ink.marks
    longest = np.maximum(marks.width, marks.height)
    large_enough = (longest >= ink.px(WRITING_MM[0])) & (marks.area >= SPECK_AREA_MM2 * ink.px(1.0) ** 2)
    return marks.only(large_enough & ~_holes(ink) & ~_streaks(ink) & ~_staples(ink))


def _staples(ink: InkMap) -> NDArray[np.bool_]:
    """A staple in a corner, its shadow and its two pricks: a short bar and blots, and nothing else there."""
    marks = ink.marks
    found = np.zeros(len(marks), np.bool_)
    corner = ink.px(STAPLE_CORNER_MM)
    near_left = marks.left + marks.width / 2 <= corner
    near_right = marks.left + marks.width / 2 >= ink.width - corner
    near_top = marks.top + marks.height / 2 <= corner
    near_foot = marks.top + marks.height / 2 >= ink.height - corner
    large = np.maximum(marks.width, marks.height) >= ink.px(WRITING_MM[0])
    for side in (near_left, near_right):
        for end in (near_top, near_foot):
            there = np.flatnonzero(side & end & large)
            if 0 < len(there) <= STAPLE_MARKS and all(_is_of_a_staple(ink, marks, int(index)) for index in there):
                found[there] = True
    return found


def _is_of_a_staple(ink: InkMap, marks: Marks, index: int) -> bool:
    width, height, area = int(marks.width[index]), int(marks.height[index]), int(marks.area[index])
    length = float(np.hypot(width, height))
    if max(width, height) <= ink.px(STAPLE_PRICK_MM):
        return area >= PRICK_FILL * width * height
    low, high = ink.px(STAPLE_MM[0]), ink.px(STAPLE_MM[1])
    thin = area <= ink.px(STAPLE_THICKNESS_MM) * length
    return low <= length <= high and thin and _is_straight(ink, marks, index)


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
    """Lines of a dirty sensor along the feed and folds across: straight, thin, and long, if only piece by piece."""
    marks = ink.marks
    down = _on_one_line(ink, marks.width, marks.height, marks.left)
    across = _on_one_line(ink, marks.height, marks.width, marks.top)
    return down | across


def _on_one_line(
    ink: InkMap, thickness: NDArray[np.int32], length: NDArray[np.int32], place: NDArray[np.int32]
) -> NDArray[np.bool_]:
    """Thin marks of which those in the same place across make up a long line together."""
    thin = ink.px(STREAK_MM)
    pieces = (thickness <= thin) & (length >= ink.px(STREAK_PIECE_MM)) & (length >= 3 * thickness)
    lane = (place / thin).astype(np.int64) + 1
    lengths = np.bincount(lane[pieces], length[pieces], lane.max(initial=0) + 2) if len(lane) else np.zeros(2)
    lengths = np.convolve(lengths, np.ones(3), "same")
    lines: NDArray[np.bool_] = pieces & (lengths[lane] >= ink.px(STREAK_LENGTH_MM))
    return lines


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
