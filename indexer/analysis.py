"""Text as search sees it: the same for documents, for queries and for the words on a page.

A text is cut into pieces, runs of letters and digits. Each piece takes one position,
so that phrases can be told; what is read as one over several pieces (a word broken at
the line's end, a number in groups) stands at the position of its first piece.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from operator import attrgetter
from typing import NamedTuple

from indexer.folding import INVISIBLE, fold, spelt_out
from indexer.identifiers import joined_forms
from indexer.stems import stems

_MARKS = f"\u0300-\u036f{INVISIBLE}"
_PIECE = re.compile(rf"[^\W_](?:[^\W_]|[{_MARKS}](?!\s*\n))*")
_LINE_END = re.compile(r"[-‐‑¬\u00ad][ \t\r]*\n\s*")
_FRENCH_ELIDED = ("c", "d", "j", "jusqu", "l", "lorsqu", "m", "n", "puisqu", "qu", "quoiqu", "s", "t")
_ITALIAN_ELIDED = ("all", "coll", "com", "dall", "dell", "dov", "nell", "quell", "quest", "sant", "sull", "un")
_ELIDED = frozenset(_FRENCH_ELIDED + _ITALIAN_ELIDED)
_APOSTROPHES = frozenset("'’ʼ`´")

Span = tuple[int, int]


class Occurrence(NamedTuple):
    """One form at one place.

    Attributes:
        form: The folded spelling.
        stems: Its tagged stems; empty for numbers and joined forms.
        position: Counts pieces from 0; several occurrences may share one.
        start: Offset of its first character in the text.
        end: Offset after its last character.
        pieces: How many pieces were joined to read it; 1 for a plain word.
    """

    form: str
    stems: tuple[str, ...]
    position: int
    start: int
    end: int
    pieces: int = 1


def occurrences(text: str, language: str | None) -> list[Occurrence]:
    """Every form in `text` with its place, in order of position."""
    spans = [match.span() for match in _PIECE.finditer(text)]
    pieces = [text[start:end] for start, end in spans]
    broken = _broken_words(text, spans, pieces)
    positions = _positions(len(spans), broken)
    found = [
        Occurrence(form, _stems_of(piece, language), position, *span)
        for piece, position, span in zip(pieces, positions, spans, strict=True)
        for form in forms(piece)
    ]
    found += _mended(spans, pieces, positions, broken, language)
    found += _joined(text, spans, pieces, positions)
    found.sort(key=attrgetter("position", "start"))
    return found


def _broken_words(text: str, spans: Sequence[Span], pieces: Sequence[str]) -> list[int]:
    """Indices of pieces that go on, in small letters, after a hyphen at the line's end."""
    return [
        index
        for index in range(len(spans) - 1)
        if pieces[index].isalpha()
        and pieces[index + 1][0].islower()
        and _LINE_END.fullmatch(text, spans[index][1], spans[index + 1][0])
    ]


def _positions(count: int, broken: Sequence[int]) -> list[int]:
    """A position for each piece; the second half of a broken word shares that of the first."""
    halves = frozenset(index + 1 for index in broken)
    positions, position = [], -1
    for index in range(count):
        position += index not in halves
        positions.append(position)
    return positions


def _mended(
    spans: Sequence[Span], pieces: Sequence[str], positions: Sequence[int], broken: Sequence[int], language: str | None
) -> Iterator[Occurrence]:
    for index in broken:
        word = pieces[index] + pieces[index + 1]
        for form in forms(word):
            yield Occurrence(form, stems(word, language), positions[index], spans[index][0], spans[index + 1][1], 2)


def _joined(text: str, spans: Sequence[Span], pieces: Sequence[str], positions: Sequence[int]) -> Iterator[Occurrence]:
    for run in joined_forms(text, spans, [fold(piece) for piece in pieces]):
        start, end = spans[run.first][0], spans[run.last][1]
        yield Occurrence(run.form, (), positions[run.first], start, end, run.last - run.first + 1)


def _stems_of(piece: str, language: str | None) -> tuple[str, ...]:
    return stems(piece, language) if piece.isalpha() else ()


def without_elisions(text: str, found: Sequence[Occurrence]) -> list[Occurrence]:
    """What is left of "l'échéance" without its article and of "company's" without its "s"; all, if that is nothing."""
    kept = [occurrence for occurrence in found if not _is_elided(text, occurrence)]
    return kept or list(found)


def _is_elided(text: str, occurrence: Occurrence) -> bool:
    before, after = text[occurrence.start - 1 : occurrence.start], text[occurrence.end : occurrence.end + 1]
    if after in _APOSTROPHES and occurrence.form in _ELIDED:
        return True
    return before in _APOSTROPHES and occurrence.form == "s"


@lru_cache(maxsize=131_072)
def forms(piece: str) -> tuple[str, ...]:
    """The spellings under which a piece is found: folded, and with umlauts spelt out where it has any."""
    folded, spelt = fold(piece), spelt_out(piece)
    return (folded,) if folded == spelt else (folded, spelt)
