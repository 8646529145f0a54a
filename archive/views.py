"""What people are shown of the archive: values, never rows."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

from archive.lifecycle import DocumentState, IntakeState, PageState
from archive.models import Document, DocumentChange, IntakeItem, Original, Page
from archive.page_role import PageRole
from archive.tasks import TaskView
from kernel.ids import BatchId, DocumentId, IntakeId, PageId, TenantId


@dataclass(frozen=True, slots=True)
class DocumentSummary:
    """A document as a row of a list."""

    document_id: DocumentId
    tenant_id: TenantId
    state: DocumentState
    kind: str | None
    document_date: dt.date | None
    sender: str | None
    subject: str | None
    amount_minor: int | None
    currency: str | None
    language: str | None
    received_at: dt.datetime
    page_count: int
    is_opened: bool
    duplicate_of: DocumentId | None
    tenant_confidence: float | None
    failure_code: str | None


@dataclass(frozen=True, slots=True)
class PageView:
    """A page as the viewer shows it; keys are blob addresses within the tenant.

    Attributes:
        source_key: The received bytes that the page is in; None once they were handed over.
        media_type: Of those.
    """

    page_id: PageId
    document_id: DocumentId | None
    number: int
    state: PageState
    role: PageRole
    failure_code: str | None
    reading_key: str | None
    image_key: str | None
    thumbnail_key: str | None
    width_px: int | None
    height_px: int | None
    language: str | None
    confidence: float | None
    notes: tuple[str, ...]
    source_key: str | None = None
    media_type: str = ""


@dataclass(frozen=True, slots=True)
class OriginalView:
    """Received bytes that can be downloaded."""

    position: int
    blob_key: str
    sha256: str
    size_bytes: int
    media_type: str
    file_name: str
    is_whole: bool


@dataclass(frozen=True, slots=True)
class ChangeView:
    """One change of one field."""

    changed_at: dt.datetime
    changed_by: str
    field: str
    before: str | None
    after: str | None


@dataclass(frozen=True, slots=True)
class DocumentView:
    """A document with everything that belongs to it."""

    summary: DocumentSummary
    version: int
    was_handed_over: bool
    reference: str | None
    kind_confidence: float | None
    retain_until: dt.date | None
    filed_at: dt.datetime | None
    pdf_key: str | None
    proposals: tuple[dict[str, Any], ...]
    fields: dict[str, Any]
    pages: tuple[PageView, ...]
    originals: tuple[OriginalView, ...]
    history: tuple[ChangeView, ...]
    tasks: tuple[TaskView, ...] = ()


@dataclass(frozen=True, slots=True)
class IntakeView:
    """A received file or scanned side and what became of it."""

    intake_id: IntakeId
    batch_id: BatchId
    tenant_id: TenantId
    channel: str
    file_name: str
    state: IntakeState
    cause_code: str | None
    received_at: dt.datetime
    received_by: str
    size_bytes: int
    sha256: str
    blob_key: str
    media_type: str | None
    page_count: int | None
    duplicate_of: IntakeId | None
    released_at: dt.datetime | None


def summary_of(row: Document) -> DocumentSummary:
    """The row of a list for a document."""
    return DocumentSummary(
        document_id=DocumentId(row.id), tenant_id=TenantId(row.tenant_id), state=row.state, kind=row.kind,
        document_date=row.document_date, sender=row.sender, subject=row.subject, amount_minor=row.amount_minor,
        currency=row.currency, language=row.language, received_at=row.received_at, page_count=row.page_count,
        is_opened=row.opened_at is not None, tenant_confidence=row.tenant_confidence, failure_code=row.failure_code,
        duplicate_of=DocumentId(row.duplicate_of) if row.duplicate_of else None,
    )  # fmt: skip


def page_view(row: Page) -> PageView:
    """A page for the viewer; numbered by its place in the document."""
    return PageView(
        page_id=PageId(row.id), document_id=DocumentId(row.document_id) if row.document_id else None,
        number=(row.document_position or 0) + 1, state=row.state, role=row.role,
        failure_code=row.failure_code, reading_key=row.reading_key, image_key=row.image_key,
        thumbnail_key=row.thumbnail_key, width_px=row.width_px, height_px=row.height_px,
        language=row.language, confidence=row.confidence, notes=tuple(row.notes),
        source_key=row.source_key, media_type=row.media_type,
    )  # fmt: skip


def original_view(row: Original) -> OriginalView:
    """Received bytes for the list of downloads."""
    return OriginalView(
        row.position, row.blob_key, row.sha256, row.size_bytes, row.media_type, row.file_name, row.is_whole
    )


def change_view(row: DocumentChange) -> ChangeView:
    """One line of a document's history."""
    return ChangeView(row.changed_at, row.changed_by, row.field, row.before, row.after)


def intake_view(row: IntakeItem) -> IntakeView:
    """One line of the list of what was received."""
    return IntakeView(
        intake_id=IntakeId(row.id), batch_id=BatchId(row.batch_id), tenant_id=TenantId(row.tenant_id),
        channel=row.channel, file_name=row.file_name, state=row.state, cause_code=row.cause_code,
        received_at=row.received_at, received_by=row.received_by, size_bytes=row.size_bytes, sha256=row.sha256,
        blob_key=row.blob_key, media_type=row.media_type, page_count=row.page_count, released_at=row.released_at,
        duplicate_of=IntakeId(row.duplicate_of) if row.duplicate_of else None,
    )  # fmt: skip
