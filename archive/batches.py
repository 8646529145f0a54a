"""Batches and their pages: they open and close, pages enter, are read or given up."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from archive.events import BatchRead, DocumentSeparated, PageReceived
from archive.lifecycle import (
    BATCH,
    DOCUMENT,
    PAGE,
    BatchMove,
    BatchState,
    DocumentMove,
    DocumentState,
    PageMove,
    PageState,
)
from archive.models import Batch, Document, Page
from archive.reading import Blankness, PageReading
from kernel.audit.journal import AuditFact, append
from kernel.errors import NotFound, PlatformError
from kernel.events import Event
from kernel.ids import BatchId, DocumentId, IntakeId, PageId, TenantId, derived_id, new_id


class BatchClosed(PlatformError):
    """A page came for a batch that was closed; open another batch for it."""

    code = "batch_closed"


class Emitter(Protocol):
    """Whoever tells facts in the present transaction; a unit of work does."""

    @property
    def session(self) -> Session:
        """The transaction's session."""

    def emit(self, fact: Event) -> None:
        """Tell `fact` once the transaction has committed."""


@dataclass(frozen=True, slots=True)
class NewPage:
    """A page as it enters: which number in its file, and where on which sheet if scanned."""

    number: int
    position: int
    sheet: int | None = None
    side: int | None = None


@dataclass(frozen=True, slots=True)
class PageSource:
    """What reading a page needs to know.

    Attributes:
        upright_deg: How its content stands turned, where a person said so.
    """

    page_id: PageId
    tenant_id: TenantId
    number: int
    source_key: str
    media_type: str
    upright_deg: int | None = None


@dataclass(frozen=True, slots=True)
class PageRendition:
    """Blob keys of what reading made of a page."""

    reading_key: str
    image_key: str
    thumbnail_key: str
    print_key: str


def open_batch(
    session: Session,
    tenant_id: TenantId,
    channel: str,
    at: dt.datetime,
    addressee_id: TenantId | None = None,
    *,
    job: str | None = None,
) -> BatchId:
    """Start a batch; pages may enter until it is closed. The same `job` is the same batch, opened once or often."""
    batch_id = derived_id(tenant_id, f"{channel} job {job}") if job else new_id()
    if job is None or session.get(Batch, batch_id) is None:
        batch = Batch(id=batch_id, tenant_id=tenant_id, channel=channel, opened_at=at, addressee_id=addressee_id)
        session.add(batch)
        session.flush()
    return BatchId(batch_id)


def lock_open_batch(session: Session, batch_id: BatchId) -> None:
    """Make sure that an item may enter: the batch is open, and stays so until the transaction ends.

    Raises:
        NotFound: There is no such batch in this scope.
        BatchClosed: Its pages may be separated already.
    """
    if _lock_batch(session, batch_id).state is not BatchState.OPEN:
        message = "this batch is closed; begin another one, then send the page again"
        raise BatchClosed(message, batch_id=batch_id)


def close_batch(uow: Emitter, batch_id: BatchId, items_expected: int, at: dt.datetime) -> None:
    """Say that nothing more comes; closing a closed batch again changes nothing.

    Raises:
        NotFound: There is no such batch in this scope.
    """
    batch = _lock_batch(uow.session, batch_id)
    if batch.state is not BatchState.OPEN:
        return
    batch.state = BATCH.next(batch.state, BatchMove.CLOSE)
    batch.closed_at, batch.items_expected = at, items_expected
    _settle(uow, batch)


def add_pages(
    uow: Emitter,
    batch_id: BatchId,
    intake_id: IntakeId,
    source: tuple[str, str],
    pages: Sequence[NewPage],
) -> list[PageId]:
    """Let the pages of one intake item enter; `source` is its blob key and media type.

    Page ids are derived from the item and the number, so that a repeat is the same page.
    """
    batch = _lock_batch(uow.session, batch_id)
    added: list[PageId] = []
    for new in pages:
        page_id = derived_page_id(intake_id, new.number)
        uow.session.add(
            Page(
                id=page_id, tenant_id=batch.tenant_id, batch_id=batch.id, intake_id=intake_id,
                number=new.number, position=new.position, sheet=new.sheet, side=new.side,
                source_key=source[0], source_number=new.number, media_type=source[1],
            )
        )  # fmt: skip
        uow.emit(PageReceived(TenantId(batch.tenant_id), page_id))
        added.append(page_id)
    return added


def derived_page_id(intake_id: IntakeId, number: int) -> PageId:
    """The id of page `number` of an intake item: the same every time, also after the page was handed over."""
    return PageId(derived_id(intake_id, f"page {number}"))


def item_done(uow: Emitter, batch_id: BatchId) -> None:
    """One intake item of the batch was unpacked, or put in quarantine."""
    uow.session.flush()
    batch = _lock_batch(uow.session, batch_id)
    batch.items_done += 1
    _settle(uow, batch)


def page_source(session: Session, page_id: PageId) -> PageSource | None:
    """What to read, or None when the page does not wait for it in this scope, or not any more."""
    page = session.get(Page, page_id)
    if page is None or page.state is not PageState.RECEIVED or page.source_key is None:
        return None
    return PageSource(
        page_id, TenantId(page.tenant_id), page.source_number, page.source_key, page.media_type, page.upright_deg
    )


def store_reading(uow: Emitter, page_id: PageId, reading: PageReading, rendition: PageRendition) -> None:
    """Keep what was read on a page; the last page of a batch sets the batch going."""
    page = _page_under_its_document(uow.session, page_id)
    page.state = PAGE.next(page.state, PageMove.READ)
    page.failure_code = None
    page.reading_key, page.image_key = rendition.reading_key, rendition.image_key
    page.thumbnail_key, page.print_key = rendition.thumbnail_key, rendition.print_key
    page.width_px, page.height_px = reading.width_px, reading.height_px
    page.is_blank = reading.blankness is Blankness.BLANK
    page.language, page.confidence, page.notes = reading.language, reading.confidence, list(reading.notes)
    _page_settled(uow, page)


def fail_page(uow: Emitter, page_id: PageId, code: str) -> None:
    """Give a page up, visibly; the rest of its batch goes on."""
    page = _page_under_its_document(uow.session, page_id)
    page.state = PAGE.next(page.state, PageMove.FAIL)
    page.failure_code = code
    _page_settled(uow, page)


def retry_page(uow: Emitter, page_id: PageId, actor: str, at: dt.datetime) -> None:
    """Read a page again that was given up; the journal keeps who asked for it.

    Its document is put together anew and meanwhile belongs to nobody's form: a person who
    files it at this moment is told to look again.

    Raises:
        NotFound: There is no such page in this scope.
        MoveRefused: The page was not given up.
    """
    page = _page_under_its_document(uow.session, page_id)
    page.state = PAGE.next(page.state, PageMove.RETRY)
    if page.document_id is not None:
        _take_apart(uow.session.get_one(Document, page.document_id))
    append(uow.session, AuditFact(TenantId(page.tenant_id), actor, "page_retried", "page", page_id), at)
    uow.emit(PageReceived(TenantId(page.tenant_id), page_id))


def turn_page(uow: Emitter, page_id: PageId, upright_deg: int | None, actor: str, at: dt.datetime) -> int | None:
    """Say how a page's content stands turned, and let it be read that way; what was said of it before.

    Words, pictures, rendition and index follow from that reading; the received file stays as it is. None leaves the
    position to the machine again.

    Raises:
        NotFound: There is no such page in this scope.
        MoveRefused: The page was not read, or is being read.
    """
    page = _page_under_its_document(uow.session, page_id)
    page.state = PAGE.next(page.state, PageMove.READ_AGAIN)
    before, page.upright_deg, page.print_key = page.upright_deg, upright_deg, None
    if page.document_id is not None:
        _take_apart(uow.session.get_one(Document, page.document_id))
    details = {"upright_deg": "" if upright_deg is None else str(upright_deg)}
    append(uow.session, AuditFact(TenantId(page.tenant_id), actor, "page_turned", "page", page_id, details), at)
    uow.emit(PageReceived(TenantId(page.tenant_id), page_id))
    return before


def _page_settled(uow: Emitter, page: Page) -> None:
    uow.session.flush()
    if page.document_id is not None:
        _settle_document(uow, uow.session.get_one(Document, page.document_id))
    elif page.batch_id is not None:
        _settle(uow, _lock_batch(uow.session, BatchId(page.batch_id)))


def _settle_document(uow: Emitter, document: Document) -> None:
    """Let a document be understood once none of its pages waits to be read."""
    if has_waiting_pages(uow.session, document.id):
        return
    _take_apart(document)
    uow.emit(DocumentSeparated(TenantId(document.tenant_id), DocumentId(document.id)))


def _take_apart(document: Document) -> None:
    if document.state is not DocumentState.ASSEMBLING:
        document.state = DOCUMENT.next(document.state, DocumentMove.REASSEMBLE)
        document.version += 1


def has_waiting_pages(session: Session, document_id: str) -> bool:
    """Whether a page of the document is to be read, for the first time or again."""
    waiting = select(func.count()).where(Page.document_id == document_id, Page.state == PageState.RECEIVED)
    return bool(session.scalar(waiting))


def _settle(uow: Emitter, batch: Batch) -> None:
    """Move a closed batch on once every item is done and no page waits to be read."""
    if batch.state is not BatchState.CLOSED or batch.items_done < (batch.items_expected or 0):
        return
    states = _count_states(uow.session, batch.id)
    if states.get(PageState.RECEIVED, 0):
        return
    if not states:
        batch.state = BATCH.next(batch.state, BatchMove.FIND_EMPTY)
        return
    batch.state = BATCH.next(batch.state, BatchMove.FINISH_READING)
    uow.emit(BatchRead(TenantId(batch.tenant_id), BatchId(batch.id)))


def _count_states(session: Session, batch_id: str) -> dict[PageState, int]:
    session.flush()
    counts = select(Page.state, func.count()).where(Page.batch_id == batch_id).group_by(Page.state)
    return {state: count for state, count in session.execute(counts)}  # noqa: C416 - rows are not pairs for mypy


def _page_under_its_document(session: Session, page_id: PageId) -> Page:
    """The page, locked; its document is locked before it, in the order in which filing does."""
    document_id = session.scalar(select(Page.document_id).where(Page.id == page_id))
    if document_id is not None:
        session.get(Document, document_id, with_for_update=True, populate_existing=True)
    return _page(session, page_id)


def _lock_batch(session: Session, batch_id: BatchId) -> Batch:
    # The lock makes two pages that finish at once see each other: one of them is last.
    batch = session.get(Batch, batch_id, with_for_update=True, populate_existing=True)
    if batch is None:
        message = "there is no such batch; look at the list of batches"
        raise NotFound(message, batch_id=batch_id)
    return batch


def _page(session: Session, page_id: PageId) -> Page:
    page = session.get(Page, page_id, with_for_update=True, populate_existing=True)
    if page is None:
        message = "there is no such page; look at the document's list of pages"
        raise NotFound(message, page_id=page_id)
    return page
