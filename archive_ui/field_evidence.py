"""How sure the machine was of each field, and where on the pages it read it: for the person who checks."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from archive.reading import PageReading
from archive.views import DocumentView
from paper.geometry import Box

SURE = 0.8
"""From this confidence on a field is not shown as one to check."""
# Names of the form's inputs, and what the reading calls the same.
READ_AS: Mapping[str, str] = {
    "sender": "sender",
    "subject": "subject",
    "document_date": "date",
    "amount": "total",
    "currency": "total",
    "reference": "reference",
}
COLUMNS: Mapping[str, str] = {"amount": "amount_minor"}
WANTED = ("sender", "document_date", "kind")
"""Fields that every letter has: not to have found one is a doubt."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """What is known about one field's value.

    Attributes:
        confidence: 0 to 1; 1 where a person said it, None where nobody said how sure it is.
        is_empty: Whether there is no value.
        is_doubtful: Whether a person should look.
        page: The document's page that it was read on, from 1; None where that is not known.
        boxes: Its words there, in pixels of the upright page.
    """

    confidence: float | None
    is_doubtful: bool
    is_empty: bool = False
    page: int | None = None
    boxes: tuple[Box, ...] = ()

    @property
    def places(self) -> str:
        """The boxes for the page's script: numbers only."""
        return ";".join(f"{box.x},{box.y},{box.width},{box.height}" for box in self.boxes)


CERTAIN = Evidence(1.0, is_doubtful=False)


def evidence_of(document: DocumentView, readings: Sequence[PageReading | None]) -> dict[str, Evidence]:
    """The evidence of every field of the form, by name of its input.

    `readings` are those of the document's pages, in order, as far as they were loaded.
    """
    said = {change.field for change in document.history if ":" not in change.changed_by}
    found = {name: _evidence(document, name, readings) for name in (*READ_AS, "kind")}
    return {name: CERTAIN if COLUMNS.get(name, name) in said else each for name, each in found.items()}


def _evidence(document: DocumentView, name: str, readings: Sequence[PageReading | None]) -> Evidence:
    if _value(document, name) is None:
        return Evidence(None, is_doubtful=name in WANTED, is_empty=True)
    if name == "kind":
        return _judged(document.kind_confidence)
    read: dict[str, Any] = document.fields.get(READ_AS[name]) or {}
    boxes = tuple(Box(*box) for box in read.get("boxes") or ())
    return _judged(read.get("confidence"), _page_of(read.get("page"), boxes, readings), boxes)


def _value(document: DocumentView, name: str) -> object:
    column = COLUMNS.get(name, name)
    return document.reference if column == "reference" else getattr(document.summary, column)


def _judged(confidence: float | None, page: int | None = None, boxes: tuple[Box, ...] = ()) -> Evidence:
    is_doubtful = confidence is not None and confidence < SURE
    return Evidence(confidence, is_doubtful, page=page, boxes=boxes if page else ())


def _page_of(number: object, boxes: tuple[Box, ...], readings: Sequence[PageReading | None]) -> int | None:
    """Pages are numbered within their files, and every scanned side is a file: the words' own places decide."""
    wanted = set(boxes)
    for position, reading in enumerate(readings, 1):
        if reading and wanted and reading.number == number and wanted <= {word.box for word in reading.words}:
            return position
    return None
