"""A document resolved to the forms and stems under which it is found."""

from __future__ import annotations

from dataclasses import dataclass

from indexer.analysis import Occurrence, occurrences
from indexer.engines.api import IndexedDocument
from indexer.folding import fold

# So many empty positions lie between parts that no phrase reaches from one into the next.
PART_GAP = 100


@dataclass(frozen=True, slots=True)
class AnalysedDocument:
    """What engines index of a document.

    Attributes:
        heading: Occurrences in subject, sender and reference.
        text: Occurrences on the pages; positions go on after those of the heading.
        sender_forms: The forms of the sender's name.
        tags: Folded tags.
    """

    heading: tuple[Occurrence, ...]
    text: tuple[Occurrence, ...]
    sender_forms: frozenset[str]
    tags: frozenset[str]


def analyse(document: IndexedDocument) -> AnalysedDocument:
    """Resolve `document`."""
    heading: list[Occurrence] = []
    start = 0
    for part in (document.subject, document.sender, document.reference):
        heading += _moved(occurrences(part, document.language), start)
        start = _after(heading, start)
    return AnalysedDocument(
        heading=tuple(heading),
        text=tuple(_moved(occurrences(document.text, document.language), start)),
        sender_forms=frozenset(place.form for place in occurrences(document.sender, None)),
        tags=frozenset(fold(tag) for tag in document.tags),
    )


def _moved(places: list[Occurrence], start: int) -> list[Occurrence]:
    return [place._replace(position=place.position + start) for place in places] if start else places


def _after(places: list[Occurrence], start: int) -> int:
    return places[-1].position + PART_GAP if places else start
