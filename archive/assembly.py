"""What the workers that put documents together need to know of batches, pages and documents."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from archive.batches import has_waiting_pages
from archive.filing import NO_SHEET, SheetInFront
from archive.lifecycle import BatchState, DocumentState, PageState
from archive.models import Batch, Document, IntakeItem, Page
from archive.page_places import is_rearranged
from archive.page_role import PageRole
from archive.sheet_refusal import SheetRefusal
from kernel.ids import BatchId, DocumentId, IntakeId, PageId, TenantId


@dataclass(frozen=True, slots=True)
class BatchPage:
    """One page of a batch that waits to be separated; a page that was given up has no reading."""

    page_id: PageId
    intake_id: IntakeId | None
    sheet: int | None
    side: int | None
    reading_key: str | None


@dataclass(frozen=True, slots=True)
class BatchToSeparate:
    """A read batch with its pages in order."""

    batch_id: BatchId
    tenant_id: TenantId
    addressee_id: TenantId | None
    pages: tuple[BatchPage, ...]


@dataclass(frozen=True, slots=True)
class WorkPage:
    """One page of a document that waits to be understood.

    Attributes:
        file_pages: How many pages the received file has that this page came in; None once it is its document's own.
        upright_deg: How its content stands turned, where a person said so.
    """

    page_id: PageId
    role: PageRole
    is_read: bool
    reading_key: str | None
    image_key: str | None
    thumbnail_key: str | None
    print_key: str | None
    source_key: str
    source_number: int
    media_type: str
    file_name: str
    file_pages: int | None
    upright_deg: int | None = None


@dataclass(frozen=True, slots=True)
class DocumentToUnderstand:
    """A document with its pages in order.

    Attributes:
        holder_id: Who holds it now.
        owner_id: Whose it is beyond doubt: the addressee that the channel named, or the owner it was filed with
            before; None where the letter itself must tell.
        cover: What the cover sheet in front of it says, if there was one.
        waits_for_person: Whether somebody put its pages right and decides whose it is, however sure the machine is.
    """

    document_id: DocumentId
    holder_id: TenantId
    owner_id: TenantId | None
    received_at: dt.datetime
    cut_confidence: float
    was_filed: bool
    pages: tuple[WorkPage, ...]
    cover: SheetInFront = NO_SHEET
    waits_for_person: bool = False


def batch_to_separate(session: Session, batch_id: BatchId) -> BatchToSeparate | None:
    """The batch, or None when it does not wait to be separated in this scope, or not any more."""
    batch = session.get(Batch, batch_id)
    if batch is None or batch.state is not BatchState.READ:
        return None
    rows = select(Page).where(Page.batch_id == batch_id).order_by(Page.position, Page.number)
    pages = tuple(_batch_page(row) for row in session.scalars(rows))
    addressee_id = TenantId(batch.addressee_id) if batch.addressee_id else None
    return BatchToSeparate(batch_id, TenantId(batch.tenant_id), addressee_id, pages)


def document_to_understand(session: Session, document_id: DocumentId) -> DocumentToUnderstand | None:
    """The document, or None when it does not wait to be understood in this scope, or not any more.

    While a page of it is read again it waits: the page's end tells its document on.
    """
    document = session.get(Document, document_id)
    if document is None or document.state is not DocumentState.ASSEMBLING or has_waiting_pages(session, document_id):
        return None
    rows = select(Page).where(Page.document_id == document_id).order_by(Page.document_position)
    owner_id = _owner(session, document)
    return DocumentToUnderstand(
        document_id=document_id, holder_id=TenantId(document.tenant_id), owner_id=owner_id,
        received_at=document.received_at, cut_confidence=document.cut_confidence,
        was_filed=document.pdf_key is not None,
        pages=tuple(_work_page(session, row) for row in session.scalars(rows)), cover=_cover(session, document),
        waits_for_person=owner_id is None and is_rearranged(session, document.id),
    )  # fmt: skip


def _cover(session: Session, document: Document) -> SheetInFront:
    if _channel_contradicts(session, document):
        return SheetInFront(document.cover_sheet_id, refusal=SheetRefusal.OTHER_ADDRESSEE)
    named_id = TenantId(document.named_tenant_id) if document.named_tenant_id else None
    return SheetInFront(document.cover_sheet_id, named_id, document.cover_refusal)


def _channel_contradicts(session: Session, document: Document) -> bool:
    """Whether channel and cover sheet name two owners; what a tenant sends in itself is its own whatever lies on it."""
    addressee = _addressee(session, document)
    return document.named_tenant_id is not None and addressee not in {
        None,
        document.tenant_id,
        document.named_tenant_id,
    }


def _batch_page(row: Page) -> BatchPage:
    intake_id = IntakeId(row.intake_id) if row.intake_id else None
    return BatchPage(PageId(row.id), intake_id, row.sheet, row.side, row.reading_key)


def _owner(session: Session, document: Document) -> TenantId | None:
    addressee = _addressee(session, document)
    if document.filed_at is not None or addressee == document.tenant_id:
        return TenantId(document.tenant_id)
    if is_rearranged(session, document.id):
        return None  # whoever put the pages right decides whose letter it is
    if document.batch_id is None:
        return TenantId(document.tenant_id)
    return TenantId(addressee) if addressee and not _channel_contradicts(session, document) else None


def _addressee(session: Session, document: Document) -> str | None:
    return session.get_one(Batch, document.batch_id).addressee_id if document.batch_id else None


def _work_page(session: Session, row: Page) -> WorkPage:
    item = session.get(IntakeItem, row.intake_id) if row.intake_id else None
    return WorkPage(
        page_id=PageId(row.id), role=row.role, is_read=row.state is PageState.READ, reading_key=row.reading_key,
        image_key=row.image_key, thumbnail_key=row.thumbnail_key, print_key=row.print_key,
        source_key=row.source_key or "", source_number=row.source_number, media_type=row.media_type,
        file_name=row.source_name or (item.file_name if item else ""),
        file_pages=row.source_pages or (item.page_count if item else None), upright_deg=row.upright_deg,
    )  # fmt: skip
