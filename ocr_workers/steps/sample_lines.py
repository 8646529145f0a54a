"""A few pieces of a page's text lines on a small sheet: enough to tell which way up a page stands, for little money.

A strip as wide as the page costs a reader nearly as much as the page does, most of it for white paper.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import cv2
import numpy as np

from ocr_workers.steps.deskew import paper_colour

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from ocr_workers.steps.ink import InkMap, Marks

MOST_PIECES = 6
WIDEST_MM = 48.0
WIDEST_IN_HEIGHTS = 18.0
LEAST_WIDTH_MM = 7.0
LINE_MM = (1.0, 9.0)
"""Heights of print from tails to hats, between which a piece is a line of text."""
GLYPH_MM = (0.7, 9.0)
WORD_GAP_MM = 2.2
"""White between two marks up to which they belong to one piece: somewhat more than a blank."""
MARGIN_MM = 1.2
READABLE_PX = 30.0


def sample_lines(grey: NDArray[np.uint8], ink: InkMap) -> NDArray[np.uint8] | None:
    """Up to six pieces of lines below each other; None where the page has none.

    Args:
        grey: The page (uint8, rows by columns), its lines running across, whichever way up.
        ink: Mapped on the same page.
    """
    places = _likeliest(_pieces(ink), ink)
    if not places:
        return None
    scale, margin = grey.shape[1] / ink.width, ink.px(MARGIN_MM)
    crops = []
    for left, top, width, height in places:
        rows = slice(max(0, round((top - margin) * scale)), round((top + height + margin) * scale))
        columns = slice(max(0, round((left - margin) * scale)), round((left + width + margin) * scale))
        crops.append(_of_readable_size(grey[rows, columns], height * scale))
    return _stacked(crops, paper_colour(grey)[0])


def line_labels(ink: InkMap) -> tuple[Marks, NDArray[np.int64]]:
    """The letter-sized marks of a page whose lines run across, and for each the number of the run that it is of."""
    letters, closed = _runs(ink)
    _, labels = cv2.connectedComponents(closed, connectivity=4)
    return letters, labels[letters.top + letters.height // 2, letters.left + letters.width // 2].astype(np.int64)


def _runs(ink: InkMap) -> tuple[Marks, NDArray[np.uint8]]:
    """Letter-sized marks, and where runs of them lie side by side: 1, else 0, in pixels of the ink map."""
    marks = ink.marks
    low, high = ink.px(GLYPH_MM[0]), ink.px(GLYPH_MM[1])
    letters = marks.only((marks.height >= low) & (marks.height <= high) & (marks.width <= 3 * high))
    blocks = np.zeros((ink.height, ink.width), np.uint8)
    for left, top, width, height in zip(letters.left, letters.top, letters.width, letters.height, strict=True):
        blocks[top : top + height, left : left + width] = 1
    gap = max(3, round(ink.px(WORD_GAP_MM)))
    return letters, cv2.morphologyEx(blocks, cv2.MORPH_CLOSE, np.ones((1, gap), np.uint8)).astype(np.uint8)


def _pieces(ink: InkMap) -> NDArray[np.int32]:
    """Left, top, width and height of runs of letter-sized marks, in pixels of the ink map."""
    _, _, stats, _ = cv2.connectedComponentsWithStats(_runs(ink)[1], connectivity=4)
    return stats[1:, :4].astype(np.int32)


def _likeliest(pieces: NDArray[np.int32], ink: InkMap) -> list[tuple[int, int, int, int]]:
    """The pieces that are most like a line of running text: of the usual height, and long."""
    width, height = pieces[:, 2], pieces[:, 3]
    fit = (height >= ink.px(LINE_MM[0])) & (height <= ink.px(LINE_MM[1])) & (width >= ink.px(LEAST_WIDTH_MM))
    fit &= width >= 2 * height
    chosen = pieces[fit]
    widest = np.minimum(ink.px(WIDEST_MM), chosen[:, 3] * WIDEST_IN_HEIGHTS)
    # Long pieces tell more; small type tells less at the same length, for it is read worse.
    worth = np.minimum(chosen[:, 2], widest) * np.minimum(chosen[:, 3], ink.px(3.0))
    best = np.argsort(-worth)[:MOST_PIECES]
    return [
        (int(x), int(y), int(min(w, most)), int(h))
        for (x, y, w, h), most in zip(chosen[best], widest[best], strict=True)
    ]


def _of_readable_size(crop: NDArray[np.uint8], height_px: float) -> NDArray[np.uint8]:
    """Enlarged where the print is too small for the engine's detector."""
    factor = min(2.0, READABLE_PX / max(1.0, height_px))
    if factor < 1.2:
        return crop
    return cv2.resize(crop, None, fx=factor, fy=factor, interpolation=cv2.INTER_CUBIC).astype(np.uint8)


def _stacked(crops: list[NDArray[np.uint8]], paper: int) -> NDArray[np.uint8]:
    margin = 12
    width = max(crop.shape[1] for crop in crops) + 2 * margin
    sheet = np.full((sum(crop.shape[0] + margin for crop in crops) + margin, width), paper, np.uint8)
    top = margin
    for crop in crops:
        sheet[top : top + crop.shape[0], margin : margin + crop.shape[1]] = crop
        top += crop.shape[0] + margin
    return sheet
