"""The fields of an index, and what a document puts in them.

Whoosh's own analysers are not used: every engine shares `indexer.analysis`, so the
fields take forms with positions and weights that are ready made.
"""

# Whoosh is typed in part: its untyped functions may be called here, and only in these modules.
# mypy: allow-untyped-calls
from __future__ import annotations

from collections import defaultdict
from collections.abc import Generator, Iterable, Iterator, Mapping
from typing import Any

from whoosh.columns import NumericColumn, VarBytesColumn
from whoosh.fields import COLUMN, ID, NUMERIC, STORED, FieldType, Schema
from whoosh.formats import Existence, Format, Positions

from indexer.analysis import Occurrence
from indexer.engines.analysed import analyse, marks_of
from indexer.engines.api import IndexedDocument

HEADING_WEIGHT = 4.0

Posting = tuple[bytes, int, float, bytes]


class _Ready(FieldType):
    """A field that takes postings as they are; engines share one analysis."""

    def __init__(self, format_: Format, *, scorable: bool) -> None:
        self.format = format_
        self.scorable = scorable
        self.stored = False
        self.unique = False
        self.set_sortable(False)

    def index(self, value: Iterable[Posting], **_: object) -> Generator[Posting, None, None]:
        yield from value


class _Numbers(NUMERIC):
    """Several numbers in one document; Whoosh would index what two of them share twice, and count double."""

    def index(self, value: Iterable[int], **_: object) -> Generator[Posting, None, None]:  # type: ignore[override]  # Whoosh names it otherwise in each class
        shared = {posting[0]: posting for number in value for posting in super(_Numbers, self).index(number)}
        yield from shared.values()


WORDS_FORMAT = Positions()


def schema() -> Schema:
    """The fields: words and stems are searched and ranked, the others filter or sort."""
    return Schema(
        id=ID(unique=True, stored=True, sortable=True),
        words=_Ready(WORDS_FORMAT, scorable=True),
        stems=_Ready(Existence(), scorable=True),
        sender=_Ready(Existence(), scorable=False),
        tag=_Ready(Existence(), scorable=False),
        kind=ID(),
        language=ID(stored=True),
        date=NUMERIC(int, 32),
        amount=_Numbers(int, 64, shift_step=8),
        sorted_on=COLUMN(NumericColumn("I")),
        marks=COLUMN(VarBytesColumn()),
        text=STORED(),
    )


def fields_of(document: IndexedDocument) -> dict[str, Any]:
    """What `document` puts in each field; None leaves a field empty."""
    analysed = analyse(document)
    return {
        "id": document.document_id,
        "words": list(_words(analysed.heading, analysed.text)),
        "stems": list(_stems(analysed.heading, analysed.text)),
        "sender": _plain(analysed.sender_forms),
        "tag": _plain(analysed.tags),
        "kind": document.kind,
        "language": document.language or "",
        "date": document.date.toordinal() if document.date else None,
        "amount": sorted({amount.minor for amount in document.amounts}) or None,
        "sorted_on": document.sorted_on.toordinal(),
        "marks": "\n".join(marks_of(document)).encode(),
        "text": document.text,
    }


def _words(heading: Iterable[Occurrence], text: Iterable[Occurrence]) -> Iterator[Posting]:
    positions: Mapping[str, dict[int, None]] = defaultdict(dict)
    weights: dict[str, float] = defaultdict(float)
    for weight, places in ((HEADING_WEIGHT, heading), (1.0, text)):
        for place in places:
            positions[place.form][place.position] = None
            weights[place.form] += weight
    for form, standing in positions.items():
        yield form.encode(), len(standing), weights[form], WORDS_FORMAT.encode(list(standing))


def _stems(heading: Iterable[Occurrence], text: Iterable[Occurrence]) -> Iterator[Posting]:
    weights: dict[str, float] = defaultdict(float)
    for weight, places in ((HEADING_WEIGHT, heading), (1.0, text)):
        for place in places:
            for stem in place.stems:
                weights[stem] += weight
    return ((stem.encode(), 1, weight, b"") for stem, weight in weights.items())


def _plain(forms: Iterable[str]) -> list[Posting]:
    return [(form.encode(), 1, 1.0, b"") for form in sorted(forms)]
