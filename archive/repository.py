"""Queries on the archive, always within the session's scope; they hand out views."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sqlalchemy import func, select, tuple_
from sqlalchemy.orm import Session

from archive.batches import derived_page_id
from archive.lifecycle import BatchState, DocumentState, IntakeState, PageState
from archive.models import Batch, Document, DocumentChange, IntakeItem, Original, Page
from archive.page_role import IN_NO_DOCUMENT, PageRole
from archive.tasks import tasks_of
from archive.views import (
    DocumentSummary,
    DocumentView,
    IntakeView,
    PageView,
    change_view,
    intake_view,
    original_view,
    page_view,
    summary_of,
)
from kernel.errors import NotFound
from kernel.ids import BatchId, DocumentId, IntakeId, PageId, TenantId

# What a tenant sees in its inbox: filed documents, those on their way back there, and those that failed on the way.
INBOX_STATES = (DocumentState.FILED, DocumentState.ASSEMBLING, DocumentState.FAILED)


@dataclass(frozen=True, slots=True)
class InboxCursor:
    """Where the next page of a list begins: after this document."""

    received_at: dt.datetime
    document_id: DocumentId


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a batch has come, for people who wait for it."""

    batch_id: BatchId
    state: BatchState
    items_expected: int | None
    items_done: int
    pages: int
    pages_read: int
    pages_failed: int
    pages_left: int
    documents: int
    documents_pending: int

    @property
    def is_over(self) -> bool:
        """Nothing of the batch is under way any more."""
        return self.state in (BatchState.SEPARATED, BatchState.EMPTY) and not self.documents_pending


@dataclass(frozen=True, slots=True)
class PageFate:
    """What became of one page of an intake item."""

    number: int
    state: PageState
    role: PageRole
    document_id: DocumentId | None
    is_blank: bool | None


@dataclass(frozen=True, slots=True)
class Trace:
    """What an intake item has become so far; `is_over` when nothing of it is under way any more."""

    documents: tuple[DocumentSummary, ...]
    is_over: bool


def list_documents(
    session: Session,
    states: Sequence[DocumentState] = INBOX_STATES,
    *,
    limit: int = 50,
    after: InboxCursor | None = None,
) -> list[DocumentSummary]:
    """Documents in `states`, latest received first."""
    rows = select(Document).where(Document.state.in_(states))
    if after is not None:
        place = tuple_(Document.received_at, Document.id)
        rows = rows.where(place < (after.received_at, after.document_id))
    rows = rows.order_by(Document.received_at.desc(), Document.id.desc()).limit(limit)
    return [summary_of(row) for row in session.scalars(rows)]


def letters_of_sender(
    session: Session, sender: str, states: Sequence[DocumentState] = INBOX_STATES, *, limit: int = 10
) -> list[DocumentSummary]:
    """Documents whose sender is called the same but for capitals, latest received first."""
    # The spellings come from an index alone; the letters of one spelling from the same index.
    same = select(Document.sender).where(func.lower(Document.sender) == sender.lower()).distinct()
    spellings = session.scalars(same).all()
    rows = select(Document).where(Document.sender.in_(spellings), Document.state.in_(states))
    return [summary_of(row) for row in session.scalars(rows.order_by(Document.received_at.desc()).limit(limit))]


def count_documents(session: Session) -> dict[DocumentState, int]:
    """How many documents are in each state; states without any are left out."""
    counts = select(Document.state, func.count()).group_by(Document.state)
    return {row[0]: row[1] for row in session.execute(counts)}


def summaries(session: Session, document_ids: Iterable[DocumentId]) -> dict[DocumentId, DocumentSummary]:
    """The documents among `document_ids` that exist in this scope, by id."""
    rows = session.scalars(select(Document).where(Document.id.in_(list(document_ids))))
    return {DocumentId(row.id): summary_of(row) for row in rows}


def get_document(session: Session, document_id: DocumentId) -> DocumentView:
    """A document with its pages, originals and history.

    Raises:
        NotFound: There is no such document in this scope.
    """
    row = session.get(Document, document_id)
    if row is None:
        message = "there is no such document here; it may belong to somebody else"
        raise NotFound(message, document_id=document_id)
    history = select(DocumentChange).where(DocumentChange.document_id == document_id)
    return DocumentView(
        summary=summary_of(row), version=row.version, was_handed_over=row.batch_id is None,
        reference=row.reference, kind_confidence=row.kind_confidence,
        retain_until=row.retain_until, filed_at=row.filed_at, pdf_key=row.pdf_key,
        proposals=tuple(row.proposals), fields=row.fields, pages=tuple(pages_of(session, document_id)),
        originals=tuple(original_view(o) for o in _originals(session, document_id)),
        history=tuple(change_view(c) for c in session.scalars(history.order_by(DocumentChange.changed_at))),
        tasks=tasks_of(session, document_id),
    )  # fmt: skip


def pages_of(session: Session, document_id: DocumentId) -> list[PageView]:
    """The pages of a document, in order."""
    rows = select(Page).where(Page.document_id == document_id).order_by(Page.document_position)
    return [page_view(row) for row in session.scalars(rows)]


def get_page(session: Session, page_id: PageId) -> PageView:
    """One page.

    Raises:
        NotFound: There is no such page in this scope.
    """
    row = session.get(Page, page_id)
    if row is None:
        message = "there is no such page here; open the document again"
        raise NotFound(message, page_id=page_id)
    return page_view(row)


def list_intake(
    session: Session, states: Sequence[IntakeState] = tuple(IntakeState), *, limit: int = 100
) -> list[IntakeView]:
    """Received items in `states`, latest first."""
    rows = select(IntakeItem).where(IntakeItem.state.in_(states))
    return [intake_view(r) for r in session.scalars(rows.order_by(IntakeItem.received_at.desc()).limit(limit))]


def get_intake(session: Session, intake_id: IntakeId) -> IntakeView:
    """One received item.

    Raises:
        NotFound: There is no such item in this scope.
    """
    row = session.get(IntakeItem, intake_id)
    if row is None:
        message = "there is no such file here; look at the list of received files"
        raise NotFound(message, intake_id=intake_id)
    return intake_view(row)


def get_quarantined(session: Session, intake_id: IntakeId) -> IntakeView:
    """One item that was put aside and whose bytes are still kept here.

    Raises:
        NotFound: There is no such item in this scope, or it is not put aside (any more).
    """
    item = get_intake(session, intake_id)
    if item.state not in (IntakeState.QUARANTINED, IntakeState.DISCARDED) or item.released_at is not None:
        message = "this file is not in quarantine any more; look at the list of received files"
        raise NotFound(message, intake_id=intake_id)
    return item


def page_fates(session: Session, intake_id: IntakeId) -> list[PageFate]:
    """What became of every page of an item, wherever it was handed over; needs the system scope.

    Page ids are derived from the item, so they lead there although no row points across tenants.

    Raises:
        NotFound: There is no such item.
    """
    item = get_intake(session, intake_id)
    page_ids = [derived_page_id(intake_id, number) for number in range(1, (item.page_count or 0) + 1)]
    pages = {row.id: row for row in session.scalars(select(Page).where(Page.id.in_(page_ids)))}
    return [_fate(number, pages[page_id]) for number, page_id in enumerate(page_ids, 1) if page_id in pages]


def trace(session: Session, intake_id: IntakeId) -> Trace:
    """Follow an item to its documents, wherever they were handed over; needs the system scope.

    Raises:
        NotFound: There is no such item.
    """
    item = get_intake(session, intake_id)
    if item.state is not IntakeState.UNPACKED:
        return Trace((), is_over=item.state is not IntakeState.RECEIVED)
    fates = page_fates(session, intake_id)
    in_order = dict.fromkeys(fate.document_id for fate in fates if fate.document_id)
    documents = summaries(session, in_order)
    pending = any(document.state is DocumentState.ASSEMBLING for document in documents.values())
    is_placed = all(fate.document_id or fate.role in IN_NO_DOCUMENT for fate in fates)
    return Trace(tuple(documents[i] for i in in_order), is_over=is_placed and not pending)


def failed_pages(session: Session, *, limit: int = 100) -> list[PageView]:
    """Pages that were given up, for people to look at and retry."""
    rows = select(Page).where(Page.state == PageState.FAILED).limit(limit)
    return [page_view(row) for row in session.scalars(rows)]


def batch_items(session: Session, batch_id: BatchId) -> list[IntakeId]:
    """The items of a batch, in order."""
    rows = select(IntakeItem.id).where(IntakeItem.batch_id == batch_id).order_by(IntakeItem.position)
    return [IntakeId(intake_id) for intake_id in session.scalars(rows)]


def batch_documents(session: Session, batch_id: BatchId) -> list[DocumentSummary]:
    """The documents of a batch that are still with this tenant."""
    here = Document.batch_id == batch_id, Document.state != DocumentState.DISSOLVED
    rows = select(Document).where(*here).order_by(Document.received_at, Document.id)
    return [summary_of(row) for row in session.scalars(rows)]


def progress(session: Session, batch_id: BatchId) -> Progress:
    """How far a batch has come.

    Raises:
        NotFound: There is no such batch in this scope.
    """
    batch = session.get(Batch, batch_id)
    if batch is None:
        message = "there is no such batch here; look at the list of received files"
        raise NotFound(message, batch_id=batch_id)
    pages = _count_by(session, Page.state, Page.batch_id == batch_id)
    documents = _count_by(session, Document.state, Document.batch_id == batch_id)
    return Progress(
        batch_id=batch_id, state=batch.state, items_expected=batch.items_expected, items_done=batch.items_done,
        pages=sum(pages.values()), pages_read=pages.get(PageState.READ, 0),
        pages_failed=pages.get(PageState.FAILED, 0), pages_left=batch.pages_left,
        documents=sum(documents.values()), documents_pending=documents.get(DocumentState.ASSEMBLING, 0),
    )  # fmt: skip


def separator_pages(session: Session, batch_id: BatchId) -> int:
    """How many sides of a batch were separator sheets."""
    rows = select(func.count()).where(Page.batch_id == batch_id, Page.role.in_(IN_NO_DOCUMENT))
    return session.scalar(rows) or 0


def document_ids(session: Session, tenant_id: TenantId) -> set[DocumentId]:
    """All searchable documents of a tenant: those filed and those that wait for a person."""
    searchable = (DocumentState.FILED, DocumentState.NEEDS_INDEXING)
    rows = select(Document.id).where(Document.tenant_id == tenant_id, Document.state.in_(searchable))
    return {DocumentId(i) for i in session.scalars(rows)}


def _originals(session: Session, document_id: DocumentId) -> list[Original]:
    rows = select(Original).where(Original.document_id == document_id).order_by(Original.position)
    return list(session.scalars(rows))


def _count_by(session: Session, column: object, condition: object) -> dict[object, int]:
    counts = select(column, func.count()).where(condition).group_by(column)  # type: ignore[call-overload]
    return {row[0]: row[1] for row in session.execute(counts)}


def _fate(number: int, row: Page) -> PageFate:
    document_id = DocumentId(row.document_id) if row.document_id else None
    return PageFate(number, row.state, row.role, document_id, row.is_blank)
