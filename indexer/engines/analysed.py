"""A document resolved to the forms and stems under which it is found."""

from __future__ import annotations

from dataclasses import dataclass

from indexer.analysis import Occurrence, occurrences
from indexer.engines.api import IndexedDocument
from indexer.facets import Facet, whole_name
from indexer.folding import fold

# So many empty positions lie between parts that no phrase reaches from one into the next.
PART_GAP = 100


@dataclass(frozen=True, slots=True)
class AnalysedDocument:
    """What engines index of a document.

    Attributes:
        heading: Occurrences in subject, sender and reference.
        text: Occurrences on the pages; positions go on after those of the heading.
        sender_forms: The forms of the sender's name, and the whole name after an equals sign, which no form holds.
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
        sender_forms=_sender_forms(document.sender),
        tags=frozenset(fold(tag) for tag in document.tags),
    )


def marks_of(document: IndexedDocument) -> tuple[str, ...]:
    """What the document counts for among facets, each as "facet:value"; nothing for what it does not tell."""
    day = document.date
    told = {
        Facet.KIND: (document.kind or "",),
        Facet.SENDER: (document.sender,),
        Facet.YEAR: (f"{day.year:04}" if day else "",),
        Facet.MONTH: (f"{day.year:04}-{day.month:02}" if day else "",),
        Facet.LANGUAGE: (document.language or "",),
        Facet.TAG: document.tags,
    }
    plain = ((facet, " ".join(value.split())) for facet, values in told.items() for value in values)
    return tuple(dict.fromkeys(f"{facet.value}:{value}" for facet, value in plain if value))


def _sender_forms(sender: str) -> frozenset[str]:
    forms = {place.form for place in occurrences(sender, None)}
    return frozenset({*forms, whole_name(sender)} if forms else ())


def _moved(places: list[Occurrence], start: int) -> list[Occurrence]:
    return [place._replace(position=place.position + start) for place in places] if start else places


def _after(places: list[Occurrence], start: int) -> int:
    return places[-1].position + PART_GAP if places else start
