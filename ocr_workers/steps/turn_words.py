"""Words that turn with their page."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from archive.reading import Line, Word
from paper.geometry import Box

QUARTER_DEG = 90


def turned_lines(lines: Sequence[Line], turn_deg: int, size: tuple[int, int]) -> Sequence[Line]:
    """The lines where they lie once content turned clockwise by `turn_deg` was set upright.

    Args:
        lines: Boxes in pixels of the page as it lies.
        turn_deg: 0, 90, 180 or 270.
        size: Width and height of that page in pixels.
    """
    for _ in range(turn_deg // QUARTER_DEG % 4):
        lines = [replace(line, words=tuple(_turned(word, size[0]) for word in line.words)) for line in lines]
        size = size[1], size[0]
    return lines


def _turned(word: Word, width: int) -> Word:
    """A quarter turn counter-clockwise: what was right is now on top."""
    box = word.box
    return replace(word, box=Box(box.y, width - box.x - box.width, box.height, box.width))
