"""Boxes and angles on a page, in one convention for the whole house.

Origin is the top-left corner of the page as it stands upright, x grows to the
right, y grows down, lengths are pixels of the raster that is named beside them.
Angles are degrees, positive clockwise, as a person looking at the page sees them.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

MM_PER_INCH = 25.4


@dataclass(frozen=True, slots=True)
class Box:
    """An upright rectangle in pixels; `x` and `y` are its top-left corner."""

    x: int
    y: int
    width: int
    height: int

    @property
    def right(self) -> int:
        """First column to the right of the box, in pixels."""
        return self.x + self.width

    @property
    def bottom(self) -> int:
        """First row below the box, in pixels."""
        return self.y + self.height

    @property
    def area(self) -> int:
        """Square pixels covered; never negative."""
        return max(self.width, 0) * max(self.height, 0)

    def overlap(self, other: Box) -> int:
        """Square pixels that both boxes cover."""
        width = min(self.right, other.right) - max(self.x, other.x)
        height = min(self.bottom, other.bottom) - max(self.y, other.y)
        return max(width, 0) * max(height, 0)

    def scaled(self, factor: float) -> Box:
        """The same rectangle on a raster that is `factor` times as large."""
        return Box(
            round(self.x * factor),
            round(self.y * factor),
            round(self.width * factor),
            round(self.height * factor),
        )


def around(boxes: Iterable[Box]) -> Box:
    """The smallest box that holds all of `boxes`.

    Raises:
        ValueError: There is no box to hold.
    """
    held = list(boxes)
    if not held:
        message = "around() needs at least one box"
        raise ValueError(message)
    left, top = min(b.x for b in held), min(b.y for b in held)
    right, bottom = max(b.right for b in held), max(b.bottom for b in held)
    return Box(left, top, right - left, bottom - top)


def px_to_mm(length_px: float, dpi: float) -> float:
    """Length on paper, in millimetres, of so many pixels at `dpi`."""
    return length_px / dpi * MM_PER_INCH


def mm_to_px(length_mm: float, dpi: float) -> int:
    """Nearest whole number of pixels for a length on paper at `dpi`."""
    return round(length_mm / MM_PER_INCH * dpi)
