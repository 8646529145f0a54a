"""Where text stands on a page: runs of words and the blocks that they form, measured in millimetres.

Engines cut pages into blocks for reading aloud; a recipient and the reference column
beside him come out as one line. Here lines are cut again where a gap is wider than
any space, and stacked again where they share their left edge.
"""

from __future__ import annotations

import itertools
from dataclasses import dataclass
from statistics import median
from typing import TYPE_CHECKING

from paper.geometry import Box, around, px_to_mm

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from archive.reading import Line, PageReading, Word

GAP_IN_HEIGHTS = 2.2
"""A gap wider than this many letter heights parts two columns."""
LEFT_EDGE_MM = 2.6
"""Lines of one block begin within this distance of each other."""
PITCH_IN_HEIGHTS = 2.4
"""Lines of one block follow each other within this many letter heights."""


@dataclass(frozen=True, slots=True)
class Run:
    """Words that stand side by side without a column gap.

    Attributes:
        words: The words, from left to right.
        box: Their box in pixels of the upright page.
        dpi: Resolution of that page.
    """

    words: tuple[Word, ...]
    box: Box
    dpi: float

    @property
    def text(self) -> str:
        """The words with single blanks between them."""
        return " ".join(word.text for word in self.words)

    @property
    def confidence(self) -> float:
        """The mean confidence of its words, 0 to 1."""
        return sum(word.confidence for word in self.words) / len(self.words)

    @property
    def left_mm(self) -> float:
        """Distance of its left edge from the page's."""
        return px_to_mm(self.box.x, self.dpi)

    @property
    def top_mm(self) -> float:
        """Distance of its top from the page's."""
        return px_to_mm(self.box.y, self.dpi)

    @property
    def width_mm(self) -> float:
        """Its width on paper."""
        return px_to_mm(self.box.width, self.dpi)

    @property
    def height_mm(self) -> float:
        """The usual height of its words on paper: a measure of the type's size."""
        return px_to_mm(median(word.box.height for word in self.words), self.dpi)


@dataclass(frozen=True, slots=True)
class Block:
    """Runs stacked below each other with one left edge, from top to bottom; never empty."""

    runs: tuple[Run, ...]

    @property
    def lines(self) -> tuple[str, ...]:
        """The text of each run."""
        return tuple(run.text for run in self.runs)

    @property
    def box(self) -> Box:
        """The box round all runs, in pixels."""
        return around(run.box for run in self.runs)

    @property
    def left_mm(self) -> float:
        """Distance of its left edge from the page's."""
        return min(run.left_mm for run in self.runs)

    @property
    def top_mm(self) -> float:
        """Distance of its top from the page's."""
        return self.runs[0].top_mm

    @property
    def bottom_mm(self) -> float:
        """Distance of its bottom from the page's top."""
        last = self.runs[-1]
        return px_to_mm(last.box.bottom, last.dpi)

    @property
    def width_mm(self) -> float:
        """Its width on paper."""
        return px_to_mm(self.box.width, self.runs[0].dpi)


def runs_of(reading: PageReading) -> tuple[Run, ...]:
    """All runs of a page, from top to bottom and left to right."""
    runs = [run for line in reading.lines for run in _cut(line, reading.dpi)]
    # A streak or a speck is read as a bar or a colon; what holds no letter and no digit is nobody's text.
    said = (run for run in runs if any(mark.isalnum() for mark in run.text))
    return tuple(sorted(said, key=lambda run: (run.box.y, run.box.x)))


def blocks_of(runs: Iterable[Run]) -> tuple[Block, ...]:
    """The runs stacked into blocks, from top to bottom."""
    stacks: list[list[Run]] = []
    for run in runs:
        stack = next((s for s in reversed(stacks) if _continues(s[-1], run)), None)
        if stack is None:
            stacks.append([run])
        else:
            stack.append(run)
    return tuple(Block(tuple(stack)) for stack in stacks)


def same_height(one: Run, other: Run) -> bool:
    """Whether two runs stand on one line of the page."""
    overlap = min(one.box.bottom, other.box.bottom) - max(one.box.y, other.box.y)
    return overlap > 0.5 * min(one.box.height, other.box.height)


def _cut(line: Line, dpi: float) -> list[Run]:
    words = sorted((word for word in line.words if word.text.strip()), key=lambda word: word.box.x)
    if not words:
        return []
    height = median(word.box.height for word in words)
    pieces: list[list[Word]] = [[words[0]]]
    for previous, word in itertools.pairwise(words):
        if word.box.x - previous.box.right > GAP_IN_HEIGHTS * height:
            pieces.append([])
        pieces[-1].append(word)
    return [_run(piece, dpi) for piece in pieces]


def _run(words: Sequence[Word], dpi: float) -> Run:
    return Run(tuple(words), around(word.box for word in words), dpi)


def _continues(last: Run, run: Run) -> bool:
    drop = run.box.y - last.box.y
    height = max(last.box.height, run.box.height)
    close = 0.5 * min(last.box.height, run.box.height) < drop <= PITCH_IN_HEIGHTS * height
    return close and abs(run.left_mm - last.left_mm) <= LEFT_EDGE_MM
