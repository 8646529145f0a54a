"""Filing: pages become documents, documents find their owner, by machine or by hand."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import delete, select, update
from sqlalchemy.orm import Session

from archive.batches import Emitter, has_waiting_pages
from archive.events import (
    DocumentChanged,
    DocumentDoubted,
    DocumentFiled,
    DocumentLeft,
    DocumentSeparated,
    DocumentTakenUp,
    PagesLeft,
)
from archive.holds.placing import require_no_hold
from archive.learning import forget
from archive.lifecycle import BATCH, DOCUMENT, BatchMove, BatchState, DocumentMove, DocumentState
from archive.models import Batch, Document, DocumentChange, DocumentLease, DocumentSeen, IntakeItem, Original, Page
from archive.organising.departure import forget_organising
from archive.page_places import count_pages_left, forget_rearrangements, holds_just
from archive.page_role import IN_NO_DOCUMENT, PageRole
from archive.retention import retain_until
from archive.sharing.ending import end_links
from archive.sheet_refusal import SheetRefusal
from archive.task_kinds import ProposedTask
from archive.tasks import move_tasks, propose_tasks
from kernel.audit.journal import AuditFact, append
from kernel.blobs.api import StoredBlob
from kernel.errors import NotFound
from kernel.ids import BatchId, DocumentId, PageId, TenantId, derived_id

SYSTEM_FILING = "system:filing"
INDEXED = ("kind", "document_date", "sender", "subject", "reference", "amount_minor", "currency", "language")
"""Fields that people search by and may correct."""


@dataclass(frozen=True, slots=True)
class SheetInFront:
    """The cover sheet behind which a document stands: believed, with whom it names, or refused."""

    sheet_id: str | None = None
    named_id: TenantId | None = None
    refusal: SheetRefusal | None = None


NO_SHEET = SheetInFront()


@dataclass(frozen=True, slots=True)
class Span:
    """The pages of one document in order, each with what it is there; how sure it is that they are one letter."""

    pages: tuple[tuple[PageId, PageRole], ...]
    confidence: float = 1.0
    cover: SheetInFront = NO_SHEET


@dataclass(frozen=True, slots=True)
class IndexFields:
    """What is known about a document, as people search and sort by it."""

    kind: str | None = None
    kind_confidence: float | None = None
    document_date: dt.date | None = None
    sender: str | None = None
    subject: str | None = None
    reference: str | None = None
    amount_minor: int | None = None
    currency: str | None = None
    language: str | None = None
    more: dict[str, Any] = field(default_factory=dict)
    tasks: tuple[ProposedTask, ...] = ()


@dataclass(frozen=True, slots=True)
class KeptOriginal:
    """Received bytes that go with a document; `blob` is stored under the future owner's key."""

    blob: StoredBlob
    media_type: str
    file_name: str
    is_whole: bool


@dataclass(frozen=True, slots=True)
class PageContent:
    """Blob keys of a page under the future owner's key; `source_number` counts within its own original."""

    page_id: PageId
    reading_key: str | None
    image_key: str | None
    thumbnail_key: str | None
    source_key: str | None
    source_number: int


@dataclass(frozen=True, slots=True)
class OwnedContent:
    """Everything of a document, stored under its owner's key before the rows move."""

    owner_id: TenantId
    pdf_key: str | None
    pages: tuple[PageContent, ...]
    originals: tuple[KeptOriginal, ...]


@dataclass(frozen=True, slots=True)
class Verdict:
    """What the machine made of a document.

    Attributes:
        is_sure: File it; otherwise a person decides.
        tenant_confidence: How sure the owner is, 0 to 1.
        proposals: Owners considered, best first, for the person who decides.
        traces: What the letter shows of its recipient, hashed; see `recipient_history`.
    """

    is_sure: bool
    tenant_confidence: float
    proposals: tuple[dict[str, Any], ...]
    fields: IndexFields
    traces: tuple[str, ...] = ()


def separate(
    uow: Emitter,
    batch_id: BatchId,
    spans: Sequence[Span],
    separators: Sequence[PageId],
    refused_sheets: Sequence[PageId] = (),
) -> list[DocumentId]:
    """Put the pages of a read batch together as documents that wait to be understood.

    Document ids are derived from the batch and the first page, so that a repeat makes no second one.
    `refused_sheets` are cover sheets that were not believed: no document's, and kept to be looked into.
    """
    batch = uow.session.get_one(Batch, batch_id, with_for_update=True)
    if batch.state is BatchState.SEPARATED:
        return []
    batch.state = BATCH.next(batch.state, BatchMove.SEPARATE)
    _mark(uow.session, separators, PageRole.SEPARATOR)
    _mark(uow.session, refused_sheets, PageRole.REFUSED_SHEET)
    return [_assemble(uow, batch, span) for span in spans]


def file_document(
    uow: Emitter, document_id: DocumentId, content: OwnedContent, verdict: Verdict, at: dt.datetime
) -> None:
    """Store what the machine made of a document, with its owner or with the people who decide."""
    document = lock_document(uow.session, document_id)
    if has_waiting_pages(uow.session, document_id):
        return  # a page is read again meanwhile; its end sets the document going once more
    if not holds_just(uow.session, document_id, [page.page_id for page in content.pages]):
        return  # its pages were moved meanwhile; that has set the document going once more
    move = DocumentMove.FILE if verdict.is_sure else DocumentMove.DOUBT
    document.state = DOCUMENT.next(document.state, move)
    document.tenant_confidence, document.proposals = verdict.tenant_confidence, list(verdict.proposals)
    document.recipient_traces = list(verdict.traces)
    set_fields(document, verdict.fields, kept=_corrected_by_people(uow.session, document_id))
    document.version += 1
    take_into_ownership(uow, document, content, SYSTEM_FILING, at)
    propose_tasks(uow.session, document_id, verdict.fields.tasks)
    _announce(uow, document, SYSTEM_FILING, at)


def fail_document(uow: Emitter, document_id: DocumentId, code: str, at: dt.datetime) -> None:
    """Give a document up, visibly; its pages stay where they are."""
    document = lock_document(uow.session, document_id)
    document.state = DOCUMENT.next(document.state, DocumentMove.FAIL)
    document.failure_code = code
    journal(uow.session, document, SYSTEM_FILING, "document_failed", {"cause": code}, at)
    # One that was filed before is taken out of the index until it is whole again.
    uow.emit(DocumentChanged(TenantId(document.tenant_id), document_id))


def retry_document(uow: Emitter, document_id: DocumentId, actor: str, at: dt.datetime) -> None:
    """Try again to understand a document that was given up.

    Raises:
        NotFound: There is no such document in this scope.
        MoveRefused: It was not given up.
    """
    document = lock_document(uow.session, document_id)
    document.state = DOCUMENT.next(document.state, DocumentMove.RETRY)
    document.failure_code = None
    journal(uow.session, document, actor, "document_retried", {}, at)
    uow.emit(DocumentSeparated(TenantId(document.tenant_id), document_id))


def take_up_document(uow: Emitter, document_id: DocumentId, actor: str, at: dt.datetime) -> None:
    """Go on by hand with a document that was given up: it is put together from the images of its pages.

    Raises:
        NotFound: There is no such document in this scope.
        MoveRefused: It was not given up.
    """
    document = lock_document(uow.session, document_id)
    document.state = DOCUMENT.next(document.state, DocumentMove.RETRY)
    document.failure_code = None
    journal(uow.session, document, actor, "document_taken_up", {}, at)
    uow.emit(DocumentTakenUp(TenantId(document.tenant_id), document_id))


def take_into_ownership(uow: Emitter, document: Document, content: OwnedContent, actor: str, at: dt.datetime) -> None:
    """Point the rows at the owner's content; where the owner changes, every link to the former one is cut."""
    former = TenantId(document.tenant_id)
    document.pdf_key = content.pdf_key
    uow.session.execute(delete(DocumentLease).where(DocumentLease.document_id == document.id))
    _replace_originals(uow.session, document, content)
    if former != content.owner_id:
        _hand_over(uow, document, content, actor, at)
    pages_of = Counter(kept.source_key for kept in content.pages)
    names = {kept.blob.key: kept.file_name for kept in content.originals}
    for kept in content.pages:
        page = uow.session.get_one(Page, kept.page_id)
        page.tenant_id = content.owner_id
        page.reading_key, page.image_key, page.thumbnail_key = kept.reading_key, kept.image_key, kept.thumbnail_key
        page.source_key, page.source_number, page.print_key = kept.source_key, kept.source_number, None
        page.source_pages, page.source_name = pages_of[kept.source_key], names.get(kept.source_key or "")
    document.content_sha256 = content_hash(content.originals)
    uow.session.flush()
    document.duplicate_of = earlier_with_same_content(uow.session, document)


def set_fields(document: Document, fields: IndexFields, kept: Collection[str] = ()) -> None:
    """Store what is known about a document; what a person said (`kept`, names of fields) stands."""
    for name in INDEXED:
        if name not in kept:
            setattr(document, name, getattr(fields, name))
    if "kind" not in kept:
        document.kind_confidence = fields.kind_confidence
    document.fields = fields.more


def _corrected_by_people(session: Session, document_id: DocumentId) -> frozenset[str]:
    """Names of the fields that a person set; the machine does not overrule a person."""
    return frozenset(session.scalars(select(DocumentChange.field).where(DocumentChange.document_id == document_id)))


def lock_document(session: Session, document_id: DocumentId) -> Document:
    """The document's row, locked until the transaction ends.

    Raises:
        NotFound: There is no such document in this scope.
    """
    document = session.get(Document, document_id, with_for_update=True)
    if document is None:
        message = "there is no such document here; it may have been handed over to its owner"
        raise NotFound(message, document_id=document_id)
    return document


def journal(
    session: Session, document: Document, actor: str, action: str, details: dict[str, str], at: dt.datetime
) -> None:
    """Append what happened to a document to its owner's audit journal."""
    fact = AuditFact(
        tenant_id=TenantId(document.tenant_id), actor=actor, action=action,
        subject_kind="document", subject_id=document.id, details=details,
    )  # fmt: skip
    append(session, fact, at)


def _assemble(uow: Emitter, batch: Batch, span: Span) -> DocumentId:
    first = span.pages[0][0]
    document_id = DocumentId(derived_id(batch.id, f"document {first}"))
    uow.session.add(
        Document(
            id=document_id, tenant_id=batch.tenant_id, batch_id=batch.id,
            received_at=batch.opened_at, page_count=len(span.pages), cut_confidence=span.confidence,
            cover_sheet_id=span.cover.sheet_id, named_tenant_id=span.cover.named_id,
            cover_refusal=span.cover.refusal,
        )
    )  # fmt: skip
    uow.session.flush()
    for position, (page_id, role) in enumerate(span.pages):
        page = uow.session.get_one(Page, page_id)
        page.document_id, page.document_position, page.role = document_id, position, role
    uow.emit(DocumentSeparated(TenantId(batch.tenant_id), document_id))
    return document_id


def _mark(session: Session, page_ids: Sequence[PageId], role: PageRole) -> None:
    session.execute(update(Page).where(Page.id.in_(page_ids)).values(role=role))


def _announce(uow: Emitter, document: Document, actor: str, at: dt.datetime) -> None:
    tenant_id, document_id = TenantId(document.tenant_id), DocumentId(document.id)
    if document.state is DocumentState.FILED:
        document.filed_at = at
        document.retain_until = retain_until(document.kind, document.document_date or document.received_at.date())
        journal(uow.session, document, actor, "document_filed", {}, at)
        uow.emit(DocumentFiled(tenant_id, document_id))
    else:
        journal(uow.session, document, actor, "document_doubted", {}, at)
        uow.emit(DocumentDoubted(tenant_id, document_id))


def announce_filed(uow: Emitter, document: Document, actor: str, at: dt.datetime) -> None:
    """Tell that a document reached its owner's archive."""
    _announce(uow, document, actor, at)


def _hand_over(uow: Emitter, document: Document, content: OwnedContent, actor: str, at: dt.datetime) -> None:
    """Move the rows to the owner; the former tenant keeps a count and a journal entry, nothing that points."""
    former = TenantId(document.tenant_id)
    require_no_hold(uow.session, document.id)
    journal(uow.session, document, actor, "document_left", {"to": content.owner_id}, at)
    end_links(uow.session, document.id, actor, at)
    uow.emit(DocumentLeft(former, DocumentId(document.id)))
    document.tenant_id, document.batch_id = content.owner_id, None
    # What the operator considered and looked at is not the owner's to see.
    document.proposals, document.opened_at = [], None
    uow.session.execute(delete(DocumentSeen).where(DocumentSeen.document_id == document.id))
    forget_rearrangements(uow.session, document.id)
    forget_organising(uow.session, DocumentId(document.id))
    document.cover_sheet_id, document.named_tenant_id, document.cover_refusal = None, None, None
    same = update(Document).where(Document.tenant_id == former, Document.duplicate_of == document.id)
    uow.session.execute(same.values(duplicate_of=None))
    for batch_id in count_pages_left(uow.session, document.id):
        uow.emit(PagesLeft(former, batch_id))
    uow.session.execute(
        update(Page).where(Page.document_id == document.id).values(
            tenant_id=content.owner_id, batch_id=None, intake_id=None
        )
    )  # fmt: skip
    move_tasks(uow.session, DocumentId(document.id), content.owner_id)
    forget(uow.session, DocumentId(document.id))
    changes = update(DocumentChange).where(DocumentChange.document_id == document.id)
    uow.session.execute(changes.values(tenant_id=content.owner_id))
    journal(uow.session, document, actor, "document_arrived", {"from": former}, at)


def _replace_originals(session: Session, document: Document, content: OwnedContent) -> None:
    for old in session.scalars(select(Original).where(Original.document_id == document.id)):
        session.delete(old)
    session.flush()
    for position, kept in enumerate(content.originals):
        session.add(
            Original(
                tenant_id=content.owner_id, document_id=document.id, position=position, blob_key=kept.blob.key,
                sha256=kept.blob.sha256, size_bytes=kept.blob.size_bytes, media_type=kept.media_type,
                file_name=kept.file_name, is_whole=kept.is_whole,
            )
        )  # fmt: skip


def content_hash(originals: Sequence[KeptOriginal]) -> str | None:
    """One SHA-256 over the originals' own, in order; equal letters have equal ones."""
    if not originals:
        return None
    return hashlib.sha256("\n".join(kept.blob.sha256 for kept in originals).encode()).hexdigest()


def earlier_with_same_content(session: Session, document: Document) -> str | None:
    """Id of the same owner's earliest document with the same originals."""
    if document.content_sha256 is None:
        return None
    same = select(Document.id).where(
        Document.tenant_id == document.tenant_id, Document.content_sha256 == document.content_sha256
    )
    first = session.scalars(same.order_by(Document.received_at, Document.id).limit(1)).one_or_none()
    return None if first == document.id else first


def release_sources(session: Session, batch_id: BatchId, at: dt.datetime) -> None:
    """Let go of the received bytes of a batch whose pages have all left for their owners.

    Every page that left took its own bytes along; what stays here would be a second
    copy of somebody else's letter. Separator sheets are nobody's and hold nothing back;
    of a refused cover sheet the picture stays.
    The store's sweep removes what no row names.
    """
    still_here = select(Page.intake_id).where(
        Page.batch_id == batch_id, Page.intake_id.is_not(None), Page.role.not_in(IN_NO_DOCUMENT)
    )
    for item in session.scalars(
        select(IntakeItem).where(
            IntakeItem.batch_id == batch_id,
            IntakeItem.page_count.is_not(None),
            IntakeItem.released_at.is_(None),
            IntakeItem.id.not_in(still_here),
        )
    ):
        item.released_at = at
        sheets = update(Page).where(Page.intake_id == item.id)
        session.execute(sheets.values(source_key=None, print_key=None))
        session.execute(
            sheets.where(Page.role == PageRole.SEPARATOR).values(reading_key=None, image_key=None, thumbnail_key=None)
        )
