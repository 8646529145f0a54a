"""Pieces of a document's text around what was found, as data: a screen decides how a mark looks."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from indexer.analysis import occurrences
from indexer.matching import hits
from indexer.plan import TextLeaf

PAGE_BREAK = "\f"
BREADTH = 160
MOST_SNIPPETS = 3
# Snippets of the first pages are good enough; a book is not read through for one line of a hit list.
MOST_PAGES = 40
_BLANKS = str.maketrans(dict.fromkeys("\n\r\t\f\v", " "))
_WORD_EDGE = re.compile(r"\s")

Marks = tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class Snippet:
    """A piece of text.

    Attributes:
        text: The piece, on one line.
        marks: Offsets in `text` (start, after the end) of what was found, in order.
        page: The page it stands on, from 1.
    """

    text: str
    marks: Marks
    page: int


def snippets(text: str, language: str | None, leaves: Sequence[TextLeaf]) -> tuple[Snippet, ...]:
    """The best pieces of `text` in its order; its beginning, unmarked, where nothing of it was asked for."""
    best: list[Snippet] = []
    for piece in _marked_pieces(text, language, leaves) if leaves else ():
        best.append(piece)
        if len(best) == MOST_SNIPPETS:
            break
    return tuple(best) or _beginning(text)


def _marked_pieces(text: str, language: str | None, leaves: Sequence[TextLeaf]) -> Iterator[Snippet]:
    for number, page in enumerate(text.split(PAGE_BREAK, MOST_PAGES)[:MOST_PAGES], start=1):
        found: list[tuple[int, int]] = []
        for hit in hits(leaves, occurrences(page, language)):
            if found and hit.end - found[0][0] > BREADTH * 2 // 3:
                yield _piece(page, found, number)
                found = []
            found.append((hit.start, hit.end))
        if found:
            yield _piece(page, found, number)


def _piece(page: str, found: Sequence[tuple[int, int]], number: int) -> Snippet:
    spare = max(BREADTH - (found[-1][1] - found[0][0]), 0) // 2
    start = _edge_after(page, found[0][0] - spare, found[0][0])
    end = _edge_before(page, found[-1][1], found[-1][1] + spare)
    marks = tuple((first - start, last - start) for first, last in found)
    return Snippet(page[start:end].translate(_BLANKS), marks, number)


def _beginning(text: str) -> tuple[Snippet, ...]:
    page = text.split(PAGE_BREAK, 1)[0].strip()
    return (Snippet(page[: _edge_before(page, 0, BREADTH)].translate(_BLANKS), (), 1),) if page else ()


def _edge_after(page: str, start: int, latest: int) -> int:
    """Where the first whole word after `start` begins; 0 at the beginning of the page."""
    if start <= 0:
        return 0
    blank = _WORD_EDGE.search(page, start, latest)
    return blank.end() if blank else start


def _edge_before(page: str, earliest: int, end: int) -> int:
    """Where the last whole word before `end` stops."""
    if end >= len(page):
        return max(earliest, len(page.rstrip()))
    blanks = [blank.start() for blank in _WORD_EDGE.finditer(page, earliest, end + 1)]
    return blanks[-1] if blanks else end
