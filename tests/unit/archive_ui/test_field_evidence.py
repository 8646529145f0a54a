"""What the person who checks is told of each field."""

from __future__ import annotations

import datetime as dt
from typing import Any

from archive.lifecycle import DocumentState
from archive.reading import Blankness, Line, PageReading, TextSource, Word
from archive.views import ChangeView, DocumentSummary, DocumentView
from archive_ui.field_evidence import CERTAIN, evidence_of
from kernel.ids import DocumentId, TenantId
from paper.geometry import Box

AT = dt.datetime(2026, 3, 2, tzinfo=dt.UTC)
SENDER = Box(10, 20, 30, 8)


def document(fields: dict[str, Any], *, by: str = "system:filing", **values: Any) -> DocumentView:  # noqa: ANN401 - columns of several types
    shown = {"kind": "invoice", "document_date": None, "sender": "Vivaqua", "subject": None, "amount_minor": None}
    summary = DocumentSummary(
        document_id=DocumentId("d"), tenant_id=TenantId("t"), state=DocumentState.NEEDS_INDEXING, currency=None,
        language=None, received_at=AT, page_count=2, is_opened=False, duplicate_of=None, tenant_confidence=None,
        failure_code=None, **(shown | values),
    )  # fmt: skip
    return DocumentView(
        summary=summary, version=1, was_handed_over=False, reference=None, kind_confidence=0.6, retain_until=None,
        filed_at=None, pdf_key=None, proposals=(), fields=fields, pages=(), originals=(),
        history=(ChangeView(AT, by, "sender", None, "x"),),
    )  # fmt: skip


def page(*boxes: Box, number: int = 1) -> PageReading:
    words = tuple(Word("word", box, 0.9) for box in boxes)
    return PageReading(
        number, 100, 140, 150, 0, 0.0, Blankness.PRINTED, "nl", (Line(words, 0),), (), 0.9, TextSource.RECOGNISED
    )  # fmt: skip


READ = {"sender": {"value": "Vivaqua", "confidence": 0.5, "page": 1, "boxes": [[10, 20, 30, 8]]}}


def test_a_field_points_to_the_page_that_holds_its_words() -> None:
    """Each scanned side is page 1 of its own file: the number alone does not tell."""
    found = evidence_of(document(READ), [page(Box(0, 0, 5, 5)), page(SENDER)])["sender"]
    assert (found.page, found.places, found.is_doubtful) == (2, "10,20,30,8", True)


def test_a_place_that_no_page_holds_is_not_shown() -> None:
    found = evidence_of(document(READ), [None, page(Box(0, 0, 5, 5))])["sender"]
    assert (found.page, found.boxes) == (None, ())


def test_what_a_person_said_is_certain() -> None:
    assert evidence_of(document(READ, by="a" * 32), [page(SENDER)])["sender"] == CERTAIN


def test_what_every_letter_has_is_doubtful_when_missing() -> None:
    found = evidence_of(document({}), [])
    assert {name for name, each in found.items() if each.is_doubtful} == {"document_date", "kind"}
    assert found["amount"].is_empty


def test_a_sure_field_is_no_doubt() -> None:
    sure = {"sender": {**READ["sender"], "confidence": 0.93}}
    assert not evidence_of(document(sure), [])["sender"].is_doubtful
