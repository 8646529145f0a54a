"""One batch's work: its pages become documents."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from archive import reading
from archive.assembly import BatchPage, BatchToSeparate, batch_to_separate
from archive.batches import Emitter
from archive.cover_sheets import SheetVerdict, Sighting, judge_sheet, named_or_refused, record_sightings
from archive.filing import Span, separate
from archive.page_role import PageRole
from archive.reading import Blankness, PageReading, TextSource
from kernel.errors import PlatformError
from kernel.ids import BatchId
from kernel.logs import get_logger
from kernel.outbox.inbox import Ticket, abandon, claim
from kernel.tenancy.repository import candidates_of
from kernel.tenancy.scope import SystemScope, TenantScope
from ocr_workers import separation
from ocr_workers.cover_sheet_reading import find_cover_sheets, profile_behind, sheet_in_front
from ocr_workers.cut_learning_work import taught_about
from ocr_workers.deps import OcrDeps
from ocr_workers.separation import DocumentSpan, Separation, SeparationProfile

# A page that could not be read may have begun another letter: a person looks before anyone sees the document.
UNREAD_CONFIDENCE = 0.3
SERVED = SystemScope("whom a cover sheet may name is known to the directory only")
log = get_logger(__name__)


def separate_batch(deps: OcrDeps, ticket: Ticket) -> None:
    """Split the batch that the ticket names into documents that wait to be understood.

    Raises:
        BlobDamaged: A stored reading was altered.
    """
    batch_id = BatchId(ticket.payload["batch_id"])
    with deps.database.reading(TenantScope(ticket.tenant_id)) as session:
        batch = batch_to_separate(session, batch_id)
    found = None if batch is None else _separate(deps, batch)
    with deps.database.unit_of_work(TenantScope(ticket.tenant_id)) as uow:
        claim(uow.session, ticket.message_id, deps.clock.now())
        if batch is not None and found is not None:
            _store(uow, batch, found, deps.clock.now())
        uow.commit()
    log.info("batch_separated", tenant_id=ticket.tenant_id, batch_id=batch_id)


def _store(uow: Emitter, batch: BatchToSeparate, found: _Found, at: dt.datetime) -> None:
    pages, refused = batch.pages, [i for i, verdict in found.verdicts.items() if verdict.sheet is None]
    spans = [_span(pages, document, found.verdicts) for document in found.separation.documents]
    plain = [pages[i].page_id for i in found.separation.separators if i not in refused]
    if separate(uow, batch.batch_id, spans, plain, [pages[i].page_id for i in refused]):
        sightings = [Sighting(pages[i].page_id, verdict) for i, verdict in found.verdicts.items()]
        record_sightings(uow.session, batch.tenant_id, batch.batch_id, sightings, at)


def give_up_batch(deps: OcrDeps, ticket: Ticket, error: PlatformError) -> None:
    """Where a batch cannot be separated by its content, it becomes one document that a person looks at."""
    batch_id = BatchId(ticket.payload["batch_id"])
    with deps.database.unit_of_work(TenantScope(ticket.tenant_id)) as uow:
        abandon(uow.session, ticket.message_id, str(error.context.get("cause", error.code)), deps.clock.now())
        batch = batch_to_separate(uow.session, batch_id)
        if batch is not None:
            pages = tuple((page.page_id, PageRole.CONTENT) for page in batch.pages)
            separate(uow, batch_id, [Span(pages, confidence=0.0)], ())
        uow.commit()
    log.warning("batch_not_separated", tenant_id=ticket.tenant_id, batch_id=batch_id, code=error.code)


def profile_of(batch: BatchToSeparate, readings: Sequence[PageReading]) -> SeparationProfile:
    """How a batch is to be separated, from what is known of it.

    A tenant's own upload is one document unless a separator sheet says otherwise: whoever
    sends a file knows what belongs together. What a scanner saw is cut by its content.
    """
    if batch.addressee_id is not None:
        return SeparationProfile(splits_by_content=False)
    is_one = all(found.source is TextSource.BORN_DIGITAL for found in readings)
    return SeparationProfile(
        is_duplex=_is_duplex(batch.pages, readings), blank_sheet_splits=True, is_one_document=is_one
    )


@dataclass(frozen=True, slots=True)
class _Found:
    """How a batch is cut, and what was made of the cover sheets in it, by position."""

    separation: Separation
    verdicts: Mapping[int, SheetVerdict]


def _separate(deps: OcrDeps, batch: BatchToSeparate) -> _Found:
    readings = [_load(deps, batch, page) for page in batch.pages]
    verdicts = _judge_sheets(deps, batch, find_cover_sheets(readings))
    usual = profile_of(batch, readings)
    covers = {position: profile_behind(verdict, usual) for position, verdict in verdicts.items()}
    taught = taught_about(deps, batch.tenant_id, readings)
    return _Found(separation.separate(readings, usual, covers, taught), verdicts)


def _judge_sheets(deps: OcrDeps, batch: BatchToSeparate, found: Mapping[int, str]) -> dict[int, SheetVerdict]:
    """What to make of each cover sheet; whoever scans believes only sheets of its own, about those it serves."""
    if not found:
        return {}
    holder, at = batch.tenant_id, deps.clock.now()
    key = deps.sheet_key(holder) if deps.sheet_key else None
    with deps.database.reading(TenantScope(holder)) as session:
        verdicts = {i: judge_sheet(session, holder, content, key, at) for i, content in found.items()}
    with deps.database.reading(SERVED) as session:
        served = {tenant.id for tenant in candidates_of(session, holder)}
    return {i: named_or_refused(verdict, served) for i, verdict in verdicts.items()}


def _load(deps: OcrDeps, batch: BatchToSeparate, page: BatchPage) -> PageReading:
    if page.reading_key is None:
        return _NOT_READ
    return reading.from_json(deps.blobs.read(batch.tenant_id, page.reading_key))


def _is_duplex(pages: Sequence[BatchPage], readings: Sequence[PageReading]) -> bool:
    """Whether pages come as front and back: the scanner says so, or blanks stand where backs would."""
    if any(page.side is not None for page in pages):
        return all((page.side == 2) == (position % 2 == 1) for position, page in enumerate(pages))
    blanks = {position for position, found in enumerate(readings) if found.blankness is Blankness.BLANK}
    return len(pages) % 2 == 0 and all(p % 2 == 1 or p + 1 in blanks for p in blanks)


def _span(pages: Sequence[BatchPage], document: DocumentSpan, verdicts: Mapping[int, SheetVerdict]) -> Span:
    placed = tuple(
        (pages[position].page_id, role) for position, role in zip(document.pages, document.roles, strict=True)
    )
    unread = [position for position, page in enumerate(pages) if page.reading_key is None]
    is_read = not any(position in unread for position in document.pages)
    confidence = document.confidence if is_read else min(document.confidence, UNREAD_CONFIDENCE)
    return Span(placed, confidence, sheet_in_front(document, verdicts, unread))


_NOT_READ = PageReading(
    number=1, width_px=1, height_px=1, dpi=300.0, orientation_deg=0, skew_deg=0.0, blankness=Blankness.DOUBTFUL,
    language=None, lines=(), barcodes=(), confidence=0.0, source=TextSource.NONE,
)  # fmt: skip
