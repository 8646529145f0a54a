"""A letter's text as rows across the page, in which a label and its value stand side by side."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Generic, TypeVar

from ocr_workers.layout import Run, runs_of, same_height

if TYPE_CHECKING:
    from collections.abc import Sequence

    from archive.reading import PageReading, Word
    from paper.geometry import Box

Value = TypeVar("Value")
PRINT = "print"
E_INVOICE = "e_invoice"
PAYMENT_CODE = "payment_code"
LEARNED = "learned"
COLUMN_GAP = "   "
"""What stands between two columns in a row's text; between words stands one blank."""


@dataclass(frozen=True, slots=True)
class Found(Generic[Value]):
    """A value that was found, how sure that is (0 to 1), and where: page number and boxes of its words.

    `source` is `PRINT` for what stands on the page, `E_INVOICE` for what the file states in data, and `PAYMENT_CODE`
    for what a square code on the page tells a bank, and `LEARNED`
    for what people corrected on the sender's earlier letters.
    """

    value: Value
    confidence: float
    page: int
    boxes: tuple[Box, ...] = ()
    source: str = PRINT


@dataclass(frozen=True, slots=True)
class Row:
    """What stands at one height of a page.

    Attributes:
        runs: The runs from left to right.
        page: Number of the page in its file, from 1.
        index: Whether it is the letter's first page (0), its second (1) and so on.
        height_share: How far down the page it stands: 0.0 at the top, 1.0 at the bottom.
        is_first_page: Whether it stands on the letter's first page.
    """

    runs: tuple[Run, ...]
    page: int
    index: int
    height_share: float

    @property
    def is_first_page(self) -> bool:
        """Whether the row stands on the letter's first page."""
        return self.index == 0

    @property
    def text(self) -> str:
        """All words; columns are parted by `COLUMN_GAP`."""
        return COLUMN_GAP.join(run.text for run in self.runs)

    @property
    def left_mm(self) -> float:
        """Distance of the first run from the page's left edge."""
        return self.runs[0].left_mm

    @property
    def top_mm(self) -> float:
        """Distance from the page's top."""
        return min(run.top_mm for run in self.runs)

    @property
    def height_mm(self) -> float:
        """The type's size: the tallest run's usual word height."""
        return max(run.height_mm for run in self.runs)

    def words_between(self, start: int, end: int) -> tuple[Word, ...]:
        """The words that stand between two positions of `text`."""
        chosen: list[Word] = []
        at = 0
        for run in self.runs:
            for word in run.words:
                if at < end and at + len(word.text) > start:
                    chosen.append(word)
                at += len(word.text) + 1
            at += len(COLUMN_GAP) - 1
        return tuple(chosen)

    def found(self, value: Value, confidence: float, start: int, end: int) -> Found[Value]:
        """A value read between two positions of `text`, with its boxes; poorly read words make it less sure."""
        words = self.words_between(start, end)
        read = min((word.confidence for word in words), default=1.0)
        sureness = max(0.0, min(1.0, confidence)) * (0.6 + 0.4 * min(1.0, read / 0.8))
        return Found(value, round(sureness, 4), self.page, tuple(word.box for word in words))


def rows_of(pages: Sequence[PageReading]) -> tuple[Row, ...]:
    """The rows of a letter's pages in order, from top to bottom."""
    return tuple(row for index, page in enumerate(pages) for row in _rows_of_page(page, index))


def _rows_of_page(page: PageReading, index: int) -> list[Row]:
    stacks: list[list[Run]] = []
    for run in runs_of(page):
        stack = next((s for s in stacks[-4:] if all(same_height(one, run) for one in s)), None)
        if stack is None:
            stacks.append([run])
        else:
            stack.append(run)
    return [_row(stack, page, index) for stack in stacks]


def _row(runs: list[Run], page: PageReading, index: int) -> Row:
    ordered = tuple(sorted(runs, key=lambda run: run.box.x))
    middle = sum(run.box.y + run.box.height / 2 for run in runs) / len(runs)
    return Row(ordered, page.number, index, middle / max(1, page.height_px))
