"""Putting pieces of text lines, found anywhere on a page, into the order in which a person reads them.

Columns of running text, and stacks that share no rows with what stands beside them (an
address beside a reference block), are read one after the other; everything else (tables,
labels and values) is read row by row, each row one line.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from statistics import median
from typing import TYPE_CHECKING

from archive.reading import Line, Word
from paper.geometry import Box, around
from paper.reading_order import in_reading_order

if TYPE_CHECKING:
    from collections.abc import Sequence

Words = tuple[Word, ...]

PROSE_WORDS = 4
COLUMN_LINES = 3
ON_ROWS_SHARE = 0.34
"""Up to this share of a column's lines may by chance stand level with something beside it."""
LEVEL_SHARE = 0.6
"""Two pieces that share this much of the lower one's height stand on one row."""
PITCH_IN_HEIGHTS = 2.2
BLOCK_GAP_IN_HEIGHTS = 1.1
"""White above a line, in letter heights, from which a new block begins."""
TRIMMED = 0.3
"""Share of a line's height that is cut off above and below: tails and hats of letters reach into other lines."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of a line: its words from left to right, and the box round them."""

    words: Words
    box: Box


def lines_in_order(pieces: Sequence[Words]) -> tuple[Line, ...]:
    """The pieces (words from left to right, none empty) as lines in reading order, in numbered blocks."""
    units = _units(sorted(map(_piece, pieces), key=lambda piece: piece.box.y))
    order = in_reading_order([_trimmed(around(piece.box for piece in unit)) for unit in units])
    rows = _rows([piece for index in order for piece in units[index]])
    return _numbered(rows)


def _piece(words: Words) -> Piece:
    return Piece(words, around(word.box for word in words))


def _units(pieces: Sequence[Piece]) -> list[list[Piece]]:
    """What is read without a break: columns from top to bottom, and rows of whatever is in no column."""
    stacks: list[list[Piece]] = []
    for piece in pieces:
        stack = next((s for s in reversed(stacks) if _continues(s[-1], piece)), None)
        if stack is None:
            stacks.append([piece])
        else:
            stack.append(piece)
    columns = [stack for stack in stacks if _is_column(stack, pieces)]
    stacked = {id(piece) for column in columns for piece in column}
    return [*columns, *_level([piece for piece in pieces if id(piece) not in stacked])]


def _level(pieces: Sequence[Piece]) -> list[list[Piece]]:
    rows: list[list[Piece]] = []
    for piece in pieces:
        row = next((row for row in reversed(rows) if _on_one_row(row[-1].box, piece.box)), None)
        if row is None:
            rows.append([piece])
        else:
            row.append(piece)
    return [sorted(row, key=lambda piece: piece.box.x) for row in rows]


def _is_column(stack: Sequence[Piece], pieces: Sequence[Piece]) -> bool:
    """Whether a stack is read from top to bottom before anything beside it: running text, or off others' rows."""
    if len(stack) < COLUMN_LINES:
        return False
    if median(len(piece.words) for piece in stack) >= PROSE_WORDS:
        return True
    level = [any(_on_one_row(piece.box, other.box) for other in pieces if other is not piece) for piece in stack]
    return sum(level) <= ON_ROWS_SHARE * len(stack)


def _on_one_row(one: Box, other: Box) -> bool:
    shared = min(one.bottom, other.bottom) - max(one.y, other.y)
    return shared >= LEVEL_SHARE * min(one.height, other.height)


def _continues(last: Piece, piece: Piece) -> bool:
    above, below = last.box, piece.box
    height = max(above.height, below.height)
    drop = below.y - above.y
    return 0.5 * height < drop <= PITCH_IN_HEIGHTS * height and abs(below.x - above.x) <= height


def _rows(pieces: Sequence[Piece]) -> list[Piece]:
    """Neighbours in the order that stand side by side become one row."""
    rows: list[list[Piece]] = []
    for piece in pieces:
        if rows and _beside(rows[-1][-1].box, piece.box):
            rows[-1].append(piece)
        else:
            rows.append([piece])
    return [_piece(tuple(word for piece in row for word in piece.words)) for row in rows]


def _beside(one: Box, other: Box) -> bool:
    shared = min(one.bottom, other.bottom) - max(one.y, other.y)
    return other.x >= one.right and shared > 0.5 * min(one.height, other.height)


def _numbered(rows: Sequence[Piece]) -> tuple[Line, ...]:
    if not rows:
        return ()
    lines, block = [Line(rows[0].words, 0)], 0
    for above, row in pairwise(rows):
        block += _parted(above.box, row.box)
        lines.append(Line(row.words, block))
    return tuple(lines)


def _parted(above: Box, below: Box) -> bool:
    white = below.y - above.bottom
    return white < -above.height or white > BLOCK_GAP_IN_HEIGHTS * min(above.height, below.height)


def _trimmed(box: Box) -> Box:
    trim = min(round(TRIMMED * box.height), 12)
    return Box(box.x, box.y + trim, box.width, max(1, box.height - 2 * trim))
