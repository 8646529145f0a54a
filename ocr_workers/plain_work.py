"""A document that could not be put together, from the pictures of its pages: a person goes on with it by hand.

Nothing is asked of the readings here, nor of the images made for the PDF: whatever about
them stopped the work stops it no more. The owner gets the received bytes as always.
"""

from __future__ import annotations

from dataclasses import replace
from functools import partial

from archive.assembly import DocumentToUnderstand, WorkPage, document_to_understand
from archive.filing import IndexFields, Verdict, file_document
from archive.repository import get_document
from archive.views import DocumentView
from kernel.blobs.api import BlobDamaged, BlobMissing
from kernel.ids import DocumentId
from kernel.logs import get_logger
from kernel.outbox.inbox import Ticket, claim
from kernel.tenancy.scope import SystemScope, TenantScope
from ocr_workers.deps import OcrDeps
from ocr_workers.document_work import owned_content
from ocr_workers.rendition import placeholder

TAKING_UP = SystemScope("a letter that could not be put together may go back to the owner it was filed with")
log = get_logger(__name__)


def assemble_plainly(deps: OcrDeps, ticket: Ticket) -> None:
    """Put the document that the ticket names together without text, and give it to the people who decide.

    One whose owner is beyond doubt is filed with that owner.

    Raises:
        PaperError: The sandbox failed; tried again where that may help.
        BlobDamaged: The received bytes were altered.
    """
    document_id = DocumentId(ticket.payload["document_id"])
    with deps.database.reading(TenantScope(ticket.tenant_id)) as session:
        document = document_to_understand(session, document_id)
        known = _known_fields(get_document(session, document_id)) if document else IndexFields()
    if document is None:
        _claim_only(deps, ticket)
        return
    document = replace(document, pages=tuple(_with_what_opens(deps, document, page) for page in document.pages))
    owner_id = document.owner_id or document.holder_id
    content = owned_content(deps, document, owner_id, _plain_pdf(deps, document))
    is_sure = document.owner_id is not None
    verdict = Verdict(is_sure, tenant_confidence=float(is_sure), proposals=(), fields=known)
    with deps.database.unit_of_work(TAKING_UP) as uow:
        claim(uow.session, ticket.message_id, deps.clock.now())
        file_document(uow, document_id, content, verdict, deps.clock.now())
        uow.commit()
    log.info("document_taken_up", tenant_id=owner_id, document_id=document_id, filed=is_sure)


def _plain_pdf(deps: OcrDeps, document: DocumentToUnderstand) -> bytes:
    pictures = [_picture(deps, document, page) for page in document.pages]
    values = {"created": document.received_at.isoformat(), "document_id": document.document_id}
    return deps.sandbox.run("compose_plain_pdf", values, pictures, limits=deps.document_limits).blobs[0]


def _picture(deps: OcrDeps, document: DocumentToUnderstand, page: WorkPage) -> bytes:
    """What the screens show of a page; a sheet that says so where there is nothing to show."""
    if page.image_key is None:
        return placeholder(page.source_number)
    return deps.blobs.read(document.holder_id, page.image_key)


def _with_what_opens(deps: OcrDeps, document: DocumentToUnderstand, page: WorkPage) -> WorkPage:
    """The page without what reading made of it and cannot be opened any more.

    The received bytes are what counts, and they must open; the rest can be made of them anew.
    """
    opens = partial(_opens, deps, document, page)
    return replace(
        page,
        reading_key=page.reading_key if opens(page.reading_key) else None,
        image_key=page.image_key if opens(page.image_key) else None,
        thumbnail_key=page.thumbnail_key if opens(page.thumbnail_key) else None,
    )


def _opens(deps: OcrDeps, document: DocumentToUnderstand, page: WorkPage, key: str | None) -> bool:
    if key is None:
        return False
    try:
        deps.blobs.read(document.holder_id, key)
    except (BlobMissing, BlobDamaged) as error:
        log.warning("page_part_left_out", page_id=page.page_id, code=error.code)
        return False
    return True


def _known_fields(view: DocumentView) -> IndexFields:
    """What was known of the document before, if it was understood before."""
    summary = view.summary
    return IndexFields(
        kind=summary.kind, kind_confidence=view.kind_confidence, document_date=summary.document_date,
        sender=summary.sender, subject=summary.subject, reference=view.reference,
        amount_minor=summary.amount_minor, currency=summary.currency, language=summary.language, more=view.fields,
    )  # fmt: skip


def _claim_only(deps: OcrDeps, ticket: Ticket) -> None:
    with deps.database.unit_of_work(TenantScope(ticket.tenant_id)) as uow:
        claim(uow.session, ticket.message_id, deps.clock.now())
        uow.commit()
