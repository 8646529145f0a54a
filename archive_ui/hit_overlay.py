"""Marks over a page image: where they lie, and in which units.

The image is a smaller picture of the upright page; the reading's boxes are in the
pixels of the page itself. An SVG whose view box is the page takes the boxes as they
are and scales with the image, so that nothing is ever computed in the browser.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from paper.geometry import Box, around


@dataclass(frozen=True, slots=True)
class Overlay:
    """What is drawn over one page image; lengths are pixels of the upright page."""

    width_px: int
    height_px: int
    marks: tuple[Box, ...]

    @property
    def view_box(self) -> str:
        """The page as an SVG view box."""
        return f"0 0 {self.width_px} {self.height_px}"


def overlay_of(width_px: int, height_px: int, boxes: Iterable[Box]) -> Overlay:
    """Marks for `boxes`: a little air round each word, words side by side in one mark, nothing beyond the page."""
    margin = max(2, round(height_px * 0.0015))
    airy = (_clipped(_grown(box, margin), width_px, height_px) for box in boxes)
    return Overlay(width_px, height_px, tuple(_joined([box for box in airy if box.area])))


def _grown(box: Box, margin: int) -> Box:
    return Box(box.x - margin, box.y - margin, box.width + 2 * margin, box.height + 2 * margin)


def _clipped(box: Box, width_px: int, height_px: int) -> Box:
    left, top = max(box.x, 0), max(box.y, 0)
    right, bottom = min(box.right, width_px), min(box.bottom, height_px)
    return Box(left, top, max(right - left, 0), max(bottom - top, 0))


def _joined(boxes: Sequence[Box]) -> list[Box]:
    joined: list[Box] = []
    for box in boxes:
        if joined and _side_by_side(joined[-1], box):
            joined[-1] = around((joined[-1], box))
        else:
            joined.append(box)
    return joined


def _side_by_side(left: Box, right: Box) -> bool:
    """The same text line, and no further apart than a wide blank."""
    shared_height = min(left.bottom, right.bottom) - max(left.y, right.y)
    gap = right.x - left.right
    height = min(left.height, right.height)
    return shared_height > height * 0.5 and -height <= gap <= height * 0.6 and right.x >= left.x
