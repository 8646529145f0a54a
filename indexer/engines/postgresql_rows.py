"""The tables of one index in PostgreSQL, and what a document puts in them.

PostgreSQL's own text configurations are not used: every engine shares `indexer.analysis`,
so lexemes come ready made, with positions and weights. What is no word of the text
stands behind a colon, which no form holds: ":nl:factur" is a stem, ":kind:invoice" a kind.

A tsvector ends at position 16,383 and at one megabyte. A long document therefore goes on
in rows of a second table, each of which begins a little before the last one ended, so
that a phrase stands whole in one of them.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from sqlalchemy import BigInteger, Column, Index, Integer, MetaData, Table, Text
from sqlalchemy.dialects.postgresql import ARRAY, TSVECTOR

from indexer.analysis import Occurrence
from indexer.engines.analysed import AnalysedDocument, analyse, marks_of
from indexer.engines.api import IndexedDocument

# Grows when forms, stems or columns change, so that older indexes ask to be rebuilt.
FORM = 1
# Form or stem, in the heading or in the text: the typed form in the heading is the best hit.
HEADING_FORM, HEADING_STEM, TEXT_FORM, TEXT_STEM = "A", "B", "C", "D"
LONGEST_LEXEME = 400
_MOST_POSITIONS = 15_000
_MOST_BYTES = 700_000
_OVERLAP = 64


def documents_table(name: str) -> Table:
    """A row per document: its words, what filters and sorts, its facet marks, and the text for snippets.

    Days are proleptic Gregorian ordinals, amounts the currency's minor unit.
    """
    return Table(
        name, MetaData(),
        Column("id", Text(collation="C"), primary_key=True),
        Column("words", TSVECTOR, nullable=False),
        Column("day", Integer),
        Column("sorted_on", Integer, nullable=False),
        Column("amounts", ARRAY(BigInteger), nullable=False),
        Column("marks", ARRAY(Text), nullable=False),
        Column("language", Text),
        Column("text", Text, nullable=False),
    )  # fmt: skip


def tails_table(name: str) -> Table:
    """What long documents hold beyond their first row."""
    return Table(
        f"{name}_tails", MetaData(),
        Column("id", Text(collation="C"), nullable=False),
        Column("words", TSVECTOR, nullable=False),
    )  # fmt: skip


def indexes_of(name: str) -> tuple[Index, ...]:
    """What makes searches quick; made once the tables are filled."""
    documents, tails = documents_table(name), tails_table(name)
    return (
        Index(f"{name}_words", documents.c.words, postgresql_using="gin"),
        Index(f"{name}_order", documents.c.sorted_on, documents.c.id),
        Index(f"{name}_day", documents.c.day),
        Index(f"{name}_tails_words", tails.c.words, postgresql_using="gin"),
        Index(f"{name}_tails_id", tails.c.id),
    )


def rows_of(given: IndexedDocument) -> tuple[dict[str, Any], list[dict[str, Any]]]:
    """The document's row, and its tails."""
    analysed = analyse(given)
    first, *tails = _written_words(analysed, _filters(given, analysed))
    row = {
        "id": given.document_id,
        "words": first,
        "day": given.date.toordinal() if given.date else None,
        "sorted_on": given.sorted_on.toordinal(),
        "amounts": sorted({amount.minor for amount in given.amounts}),
        "marks": [_storable(mark) for mark in marks_of(given)],
        "language": given.language,
        "text": _storable(given.text),
    }
    return row, [{"id": given.document_id, "words": words} for words in tails]


def kept(form: str) -> str:
    """As much of a form as a lexeme holds, which ends at 2,046 bytes; nobody types more."""
    return form[:LONGEST_LEXEME]


def quoted(form: str) -> str:
    """A lexeme as the text form of tsvector and tsquery writes it."""
    escaped = kept(form).replace("\\", "\\\\").replace("'", "''")
    return f"'{escaped}'"


def stem_lexeme(stem: str) -> str:
    """A tagged stem as a lexeme."""
    return f":{stem}"


def filter_lexeme(field: str, value: str) -> str:
    """A term of a field that filters, as a lexeme."""
    return f":{field}:{value}"


def _filters(given: IndexedDocument, analysed: AnalysedDocument) -> Iterator[str]:
    yield from (filter_lexeme("sender", form) for form in analysed.sender_forms)
    yield from (filter_lexeme("tag", tag) for tag in analysed.tags)
    if given.kind:
        yield filter_lexeme("kind", given.kind)
    if given.language:
        yield filter_lexeme("language", given.language)


def _written_words(analysed: AnalysedDocument, filters: Iterable[str]) -> Iterator[str]:
    places = [(place, HEADING_FORM, HEADING_STEM) for place in analysed.heading]
    places += [(place, TEXT_FORM, TEXT_STEM) for place in analysed.text]
    first = True
    for start, part in _parts(places):
        standing: dict[str, list[str]] = defaultdict(list, {lexeme: [] for lexeme in filters} if first else {})
        for place, form_weight, stem_weight in part:
            position = place.position - start + 1
            standing[place.form].append(f"{position}{form_weight}")
            for stem in place.stems:
                standing[stem_lexeme(stem)].append(f"{position}{stem_weight}")
        first = False
        yield " ".join(_entry(lexeme, positions) for lexeme, positions in standing.items())


def _entry(lexeme: str, positions: Sequence[str]) -> str:
    return f"{quoted(_storable(lexeme))}:{','.join(positions)}" if positions else quoted(_storable(lexeme))


Place = tuple[Occurrence, str, str]


def _parts(places: Sequence[Place]) -> Iterator[tuple[int, Sequence[Place]]]:
    """Pieces that fit a tsvector, each with its first position; one, though empty, for a document without words."""
    begin = 0
    while True:
        end = _end_of_part(places, begin)
        yield (places[begin][0].position if places else 0), places[begin:end]
        if end == len(places):
            return
        begin = _step_back(places, begin, end)


def _end_of_part(places: Sequence[Place], begin: int) -> int:
    size = 0
    for index in range(begin, len(places)):
        place = places[index][0]
        size += sum(len(lexeme.encode()) + 8 for lexeme in (kept(place.form), *place.stems))
        if size > _MOST_BYTES or place.position - places[begin][0].position >= _MOST_POSITIONS:
            return index
    return len(places)


def _step_back(places: Sequence[Place], begin: int, end: int) -> int:
    """Where the next part begins: a little before this one ended, and always further than it began."""
    wanted = places[end][0].position - _OVERLAP
    index = end
    while index > begin + (end - begin) // 2 + 1 and places[index - 1][0].position >= wanted:
        index -= 1
    return index


def _storable(text: str) -> str:
    """PostgreSQL holds every character but NUL; half a character of a broken reading is none."""
    return text.replace("\x00", " ").encode("utf-8", "replace").decode()
