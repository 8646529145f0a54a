"""Where the words of a line stand, for engines that give a box for the whole line only.

How many words there are is known from the text, and roughly how wide each is; between
them lie the gaps of the line's ink. The gaps are chosen together, wide ones near the
expected places, so that a wide letter space inside a word does not shift all others.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass
from itertools import accumulate, pairwise
from typing import TYPE_CHECKING

import cv2
import numpy as np

from archive.reading import Word
from paper.geometry import Box

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

NARROW = frozenset("iljtfrI1.,:;'!|()[]")
WIDE = frozenset("mwMW%@")
LEAST_INK_CONTRAST = 24
BLANK_SHARE = 0.75
"""A gap as wide as this share of the line's own blanks is one."""
BLANK_IN_HEIGHTS = 0.3
"""On a line of one word, a gap of so many line heights is a blank."""
MOST_MISSED = 3
"""More gaps within one word are wide setting."""
LETTERS_OFF = 1.2
"""How far from where a change of kind should be, in letters, its gap may lie."""
_SMALL, _LARGE = "a-zß-öø-ÿ", "A-ZÀ-ÖØ-Þ"
CHANGE = re.compile(
    rf"(?<=[{_SMALL}]{{3}})(?=\d)"
    rf"|(?<=\d{{4}})(?=[{_LARGE}][{_SMALL}])"
    rf"|(?<=[{_SMALL}][.:;)])(?=[{_LARGE}][{_SMALL}])"
    rf"|(?<=[{_LARGE}]{{3}})(?=\d{{4}})"
    rf"|(?<=\d{{4}})(?=[{_LARGE}]{{3}})"
    rf"|(?<=[{_SMALL}.)%]:)(?=[-−+]?\w)|(?<=^:)(?=\w)|(?<=\d:)(?=\d)"
    rf"|(?<=[{_SMALL}]\.)(?=\d{{3}})|(?<=\d,)(?=[{_LARGE}][{_SMALL}])|(?<=%)(?=\d)"
    rf"|(?<=^[-–])(?=\d\d\.)|(?<=[\w.])(?=[•|])|(?<=[•|])(?=\w)"
)
"""Where a word gives way to a number, a label to what it labels, a postcode to its town, a stop to a sentence, one
entry of a line to the next; a code like K4321 is none."""
DISTANCE_PRICE = 0.35
"""What a pixel away from the expected place costs, in pixels of gap."""


@dataclass(frozen=True, slots=True)
class _Gap:
    start: int
    end: int

    @property
    def middle(self) -> float:
        return (self.start + self.end) / 2


def words_in_line(
    grey: NDArray[np.uint8], box: Box, text: str, confidence: float, each: Sequence[float] = ()
) -> tuple[Word, ...]:
    """The words of a line's text, each with a box close round its ink.

    Args:
        grey: The page, uint8, rows by columns.
        box: The line's box in its pixels; it may reach beyond the page.
        text: What was read, words parted by blanks.
        confidence: The line's, which every word gets,
        each: unless the words (parted by blanks) have their own.
    """
    left, top = max(0, box.x), max(0, box.y)
    ink = _ink(grey[top : max(top, box.bottom), left : max(left, box.right)])
    texts = text.split()
    if not texts or ink.size == 0:
        return ()
    columns = np.asarray(np.max(ink, axis=0), np.bool_)
    edges = _edges(columns, texts)
    parted = _with_missed_blanks(texts, columns, edges, _height(ink))
    sure = _of_parts(texts, parted, each or [confidence] * len(texts))
    edges = edges if parted == texts else _edges(columns, parted)
    return tuple(
        Word(word, _close_round(ink[:, start:end], left + start, top), sureness)
        for word, sureness, (start, end) in zip(parted, sure, pairwise(edges), strict=True)
    )


def _of_parts(texts: Sequence[str], parted: Sequence[str], each: Sequence[float]) -> list[float]:
    """The confidences of the words after some were parted: a part has that of the word it is of."""
    ends = list(accumulate(map(len, texts)))
    return [each[bisect_left(ends, end)] for end in accumulate(map(len, parted))]


def _with_missed_blanks(texts: list[str], columns: NDArray[np.bool_], edges: list[int], height: int) -> list[str]:
    """The words, those parted that the reader ran together ("Bahnhofstrasse99") though the line shows a blank there.

    Only where the kind of character changes, for widely set letters ("W A R E N") show such gaps anywhere.
    """
    start, end = edges[0], edges[-1]
    gaps = _gaps(columns, start, end)
    blanks = [
        max((gap.end - gap.start for gap in gaps if gap.start <= edge < gap.end), default=0) for edge in edges[1:-1]
    ]
    wide = BLANK_SHARE * float(np.median(blanks)) if blanks else BLANK_IN_HEIGHTS * height
    parted: list[str] = []
    for text, (left, right) in zip(texts, pairwise(edges), strict=True):
        wide_gaps = [gap for gap in gaps if left < gap.start and gap.end < right and gap.end - gap.start >= wide]
        parted += _parted(text, left, right, wide_gaps) if wide > 1 and len(wide_gaps) <= MOST_MISSED else [text]
    return parted


def _parted(text: str, left: int, right: int, gaps: list[_Gap]) -> list[str]:
    """The word cut at changes of kind that lie in a wide gap."""
    widths = list(accumulate(_letter_width(letter) for letter in text))
    letter = (right - left) / max(widths[-1], 0.1)
    cuts = [
        change.start()
        for change in CHANGE.finditer(text)
        if any(abs(left + widths[change.start() - 1] * letter - gap.middle) <= LETTERS_OFF * letter for gap in gaps)
    ]
    return [part for part in (text[a:b] for a, b in pairwise([0, *cuts, len(text)])) if part]


def _height(ink: NDArray[np.bool_]) -> int:
    rows = np.flatnonzero(ink.any(axis=1))
    return int(rows[-1] - rows[0]) + 1 if len(rows) else 1


def _ink(crop: NDArray[np.uint8]) -> NDArray[np.bool_]:
    """What differs from the paper along the crop's upper and lower edge; print may be dark on light or the reverse."""
    if crop.size == 0:
        return np.zeros(crop.shape, np.bool_)
    paper = float(np.median(crop[[0, -1]]))
    level, _ = cv2.threshold(crop, 0, 255, cv2.THRESH_BINARY + cv2.THRESH_OTSU)
    least = max(LEAST_INK_CONTRAST, abs(paper - level))
    ink: NDArray[np.bool_] = np.abs(crop.astype(np.float32) - paper) >= least
    return ink


def _edges(columns: NDArray[np.bool_], texts: list[str]) -> list[int]:
    """Where the words begin, and at last where the line ends."""
    inked = np.flatnonzero(columns)
    start, end = (int(inked[0]), int(inked[-1]) + 1) if len(inked) else (0, len(columns))
    expected = _expected(texts, start, end)
    gaps = _gaps(columns, start, end)
    if len(gaps) < len(expected):
        return [start, *(round(place) for place in expected), end]
    return [start, *(round(gaps[index].middle) for index in _chosen(gaps, expected)), end]


def _expected(texts: list[str], start: int, end: int) -> list[float]:
    """Where the blanks between the words should be, judged by the widths of their letters."""
    widths = [sum(map(_letter_width, word)) for word in texts]
    # A blank is about as wide as a narrow letter; the boundary lies in its middle.
    reach = list(accumulate(width + 0.5 for width in widths))
    scale = (end - start) / max(reach[-1] - 0.5, 0.1)
    return [start + (place - 0.25) * scale for place in reach[:-1]]


def _letter_width(letter: str) -> float:
    if letter in NARROW:
        return 0.5
    return 1.5 if letter in WIDE else 1.2 if letter.isupper() else 1.0


def _gaps(columns: NDArray[np.bool_], start: int, end: int) -> list[_Gap]:
    changes = np.flatnonzero(np.diff(columns[start:end].astype(np.int8))) + 1 + start
    return [_Gap(int(a), int(b)) for a, b in pairwise(changes.tolist()) if not columns[a]]


def _chosen(gaps: list[_Gap], expected: list[float]) -> list[int]:
    """Indexes of one gap for each expected place, in order, of the greatest worth together."""
    places = np.array([gap.middle for gap in gaps])
    widths = np.array([gap.end - gap.start for gap in gaps], np.float64)
    best, came_from = np.zeros(len(gaps) + 1), []
    for place in expected:
        worth = best[:-1] + widths - DISTANCE_PRICE * np.abs(places - place)
        # The best way to have used one of the first n gaps last, for every n.
        reached = np.concatenate([[-np.inf], np.maximum.accumulate(worth)])
        came_from.append(_last_best(worth))
        best = reached
    chosen, upto = [], len(gaps)
    for last in reversed(came_from):
        index = int(last[upto - 1])
        chosen.append(index)
        upto = index
    return chosen[::-1]


def _last_best(worth: NDArray[np.float64]) -> list[int]:
    found, best = [], 0
    for index, value in enumerate(worth):
        if value > worth[best]:
            best = index
        found.append(best)
    return found


def _close_round(ink: NDArray[np.bool_], left: int, top: int) -> Box:
    rows, columns = np.flatnonzero(ink.any(axis=1)), np.flatnonzero(ink.any(axis=0))
    if len(rows) == 0:
        return Box(left, top, max(1, ink.shape[1]), max(1, ink.shape[0]))
    return Box(
        left + int(columns[0]),
        top + int(rows[0]),
        int(columns[-1] - columns[0]) + 1,
        int(rows[-1] - rows[0]) + 1,
    )
