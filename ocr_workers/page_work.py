"""One page's work: its bytes into the sandbox, its reading into the archive."""

from __future__ import annotations

import io

from archive import batches, reading
from archive.batches import PageRendition, PageSource
from kernel.errors import PlatformError
from kernel.ids import PageId
from kernel.logs import get_logger
from kernel.outbox.inbox import Ticket, abandon, claim
from kernel.tenancy.scope import TenantScope
from ocr_workers.deps import OcrDeps
from paper.sandbox import TaskResult

log = get_logger(__name__)


def read_page(deps: OcrDeps, ticket: Ticket) -> None:
    """Read the page that the ticket names; slow work first, then one short transaction.

    Raises:
        PaperError: The sandbox or the page failed; tried again where that may help.
        BlobDamaged: The stored bytes were altered.
    """
    page_id = PageId(ticket.payload["page_id"])
    with deps.database.reading(TenantScope(ticket.tenant_id)) as session:
        source = batches.page_source(session, page_id)
    work = None if source is None else _read(deps, source, ticket.attempt)
    with deps.database.unit_of_work(TenantScope(ticket.tenant_id)) as uow:
        claim(uow.session, ticket.message_id, deps.clock.now())
        if work is not None:
            batches.store_reading(uow, page_id, *work)
        uow.commit()
    log.info("page_read", tenant_id=ticket.tenant_id, page_id=page_id)


def give_up_page(deps: OcrDeps, ticket: Ticket, error: PlatformError) -> None:
    """Flag a page that could not be read in any attempt; the rest of its document goes on."""
    page_id = PageId(ticket.payload["page_id"])
    code = str(error.context.get("cause", error.code))
    with deps.database.unit_of_work(TenantScope(ticket.tenant_id)) as uow:
        abandon(uow.session, ticket.message_id, code, deps.clock.now())
        if batches.page_source(uow.session, page_id) is not None:
            batches.fail_page(uow, page_id, code)
        uow.commit()
    log.warning("page_failed", tenant_id=ticket.tenant_id, page_id=page_id, code=code)


def _read(deps: OcrDeps, source: PageSource, attempt: int) -> tuple[reading.PageReading, PageRendition]:
    content = deps.blobs.read(source.tenant_id, source.source_key)
    # A page on which the faster engine died is read by the reference: that is what it stands by for.
    engine = "auto" if attempt == 1 else "tesseract"
    task = {
        "media_type": source.media_type, "number": source.number, "profile": deps.profile, "engine": engine,
        "upright_deg": source.upright_deg,
    }  # fmt: skip
    found = deps.sandbox.run("read_page", task, [content], limits=deps.page_limits)
    return reading.from_values(found.values), _store_rendition(deps, source, found)


def _store_rendition(deps: OcrDeps, source: PageSource, found: TaskResult) -> PageRendition:
    image, thumbnail, print_image = found.blobs
    stored = reading.to_json(reading.from_values(found.values))
    keys = [
        deps.blobs.put(source.tenant_id, io.BytesIO(content)).key for content in (stored, image, thumbnail, print_image)
    ]
    return PageRendition(*keys)
