"""One document's work: understood, matched to its owner, written as PDF/A, and filed."""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from archive import reading
from archive.assembly import DocumentToUnderstand, WorkPage, document_to_understand
from archive.filing import IndexFields, OwnedContent, PageContent, Verdict, fail_document, file_document
from archive.handover import Carrier
from archive.reading import PageReading
from kernel.errors import PlatformError
from kernel.ids import DocumentId, TenantId
from kernel.logs import get_logger
from kernel.outbox.inbox import Ticket, abandon, claim
from kernel.tenancy.scope import SystemScope, TenantScope
from ocr_workers.address_block import find_recipient
from ocr_workers.cover_sheet_owner import heed_cover_sheet
from ocr_workers.cut_learning_work import learn_cuts
from ocr_workers.deps import OcrDeps
from ocr_workers.e_invoice.asking import STATING_TYPES, is_whole_file, stated_invoice
from ocr_workers.e_invoice.model import EInvoice, buyer_of
from ocr_workers.e_invoice.preference import prefer
from ocr_workers.learning_work import heed_corrections
from ocr_workers.originals import keep_originals
from ocr_workers.rendition import compose_pdf
from ocr_workers.tenant_directory import TenantDirectory
from ocr_workers.tenant_finding import find_tenant
from ocr_workers.tenant_match import NOBODY, TenantMatch, match_tenant
from ocr_workers.understanding import Understanding, as_values, understand

FILING = SystemScope("a letter moves from the operator who scanned it to its owner")
LONGEST_TEXT = 200
log = get_logger(__name__)


@dataclass(frozen=True, slots=True)
class Judgement:
    """What a document says, and whose it is; `match` is None where the owner was never in doubt.

    `traces` are the hashes of how it shows its recipient.
    """

    understood: Understanding
    match: TenantMatch | None
    traces: tuple[str, ...] = ()


CUT_BOUND = 0.8
"""Below this a document may hold a page of another letter: a person looks before anyone sees it."""
RIVAL_BOUND = 0.5
"""From this probability a second recipient's block on a later page speaks for another tenant."""
DOUBTED = 0.3


def understand_document(deps: OcrDeps, ticket: Ticket) -> None:
    """Understand and file the document that the ticket names; slow work first, then one short transaction.

    Raises:
        PaperError: The sandbox failed; tried again where that may help.
        BlobDamaged: A stored reading or page was altered.
    """
    document_id = DocumentId(ticket.payload["document_id"])
    with deps.database.reading(TenantScope(ticket.tenant_id)) as session:
        document = document_to_understand(session, document_id)
    if document is None:
        _claim_only(deps, ticket)
        return
    learn_cuts(deps, document.holder_id, document_id)
    readings = {page.page_id: _load(deps, document, page) for page in document.pages}
    judgement = judge(deps, document, [found for found in readings.values() if found is not None])
    verdict = _verdict(deps, document, judgement)
    owner_id = _owner(document, judgement, verdict)
    judgement = replace(judgement, understood=heed_corrections(deps, owner_id, judgement.understood))
    verdict = replace(verdict, fields=_index_fields(judgement.understood))
    content = owned_content(deps, document, owner_id, _pdf(deps, document, list(readings.values()), judgement))
    with deps.database.unit_of_work(FILING) as uow:
        claim(uow.session, ticket.message_id, deps.clock.now())
        file_document(uow, document_id, content, verdict, deps.clock.now())
        uow.commit()
    log.info("document_understood", tenant_id=owner_id, document_id=document_id, filed=verdict.is_sure)


def give_up_document(deps: OcrDeps, ticket: Ticket, error: PlatformError) -> None:
    """Show a document that could not be put together in any attempt; its pages stay where they are."""
    document_id = DocumentId(ticket.payload["document_id"])
    code = str(error.context.get("cause", error.code))
    with deps.database.unit_of_work(TenantScope(ticket.tenant_id)) as uow:
        abandon(uow.session, ticket.message_id, code, deps.clock.now())
        if document_to_understand(uow.session, document_id) is not None:
            fail_document(uow, document_id, code, deps.clock.now())
        uow.commit()
    log.warning("document_failed", tenant_id=ticket.tenant_id, document_id=document_id, code=code)


def judge(deps: OcrDeps, document: DocumentToUnderstand, readings: Sequence[PageReading]) -> Judgement:
    """What the document says, and whose it is if that is not known already."""
    read = understand(readings, deps.clock.now().date(), document.received_at.date())
    invoice = _stated(deps, document)
    understood = prefer(invoice, read) if invoice else read
    if document.owner_id is not None:
        return Judgement(understood, None)
    buyer = buyer_of(invoice) if invoice else None
    with deps.database.reading(FILING) as session:
        directory = deps.directories.of(session, document.holder_id)
        found = find_tenant(session, directory, document.holder_id, understood, buyer, deps.trace_key)
    served = {each.candidate.tenant_id for each in directory.tenants}
    match = heed_cover_sheet(document.cover, found.match, served)
    return Judgement(understood, _doubt_a_mixture(document, readings, match, directory), found.traces.all)


def _stated(deps: OcrDeps, document: DocumentToUnderstand) -> EInvoice | None:
    """What the received file states in data, which is preferred to what was read on its pages."""
    first = document.pages[0]
    if first.media_type not in STATING_TYPES or not is_whole_file(document.pages):
        return None
    content = deps.blobs.read(document.holder_id, first.source_key)
    return stated_invoice(deps.sandbox, content, first.media_type, deps.page_limits)


def _doubt_a_mixture(
    document: DocumentToUnderstand,
    readings: Sequence[PageReading],
    match: TenantMatch,
    directory: TenantDirectory,
) -> TenantMatch:
    """Lower the match where the document may hold pages of two letters, to two people."""
    doubts = [] if document.cut_confidence >= CUT_BOUND else ["the letter may not be cut right"]
    for page in readings[1:]:
        other = match_tenant(find_recipient(page), directory)
        if other.tenant_id != match.tenant_id and other.confidence >= RIVAL_BOUND:
            doubts.append("a later page is addressed to somebody else")
    if not doubts:
        return match
    return replace(match, confidence=min(match.confidence, DOUBTED), evidence=(*match.evidence, *doubts))


def _verdict(deps: OcrDeps, document: DocumentToUnderstand, judgement: Judgement) -> Verdict:
    match = judgement.match
    fields = _index_fields(judgement.understood)
    if match is None:
        return Verdict(is_sure=True, tenant_confidence=1.0, proposals=(), fields=fields)
    is_certain = match.tenant_id is not None and match.confidence >= deps.filing_bound
    is_sure = is_certain and not document.waits_for_person
    return Verdict(is_sure, match.confidence, _proposals(match), fields, judgement.traces)


def _owner(document: DocumentToUnderstand, judgement: Judgement, verdict: Verdict) -> TenantId:
    if document.owner_id is not None:
        return document.owner_id
    match = judgement.match or NOBODY
    # Below the bound nobody but the operator may see it.
    return TenantId(match.tenant_id) if verdict.is_sure and match.tenant_id else document.holder_id


def _pdf(
    deps: OcrDeps, document: DocumentToUnderstand, readings: Sequence[PageReading | None], judgement: Judgement
) -> bytes:
    understood = judgement.understood
    subject = understood.subject.value if understood.subject else None
    return compose_pdf(deps, document, readings, title=subject or "", language=understood.language)


def owned_content(deps: OcrDeps, document: DocumentToUnderstand, owner_id: TenantId, pdf: bytes) -> OwnedContent:
    """Everything of the document, and its rendition, under its owner's key.

    Raises:
        PaperError: The sandbox failed.
        BlobDamaged: A stored page was altered.
    """
    originals = keep_originals(deps, document, owner_id)
    carry = Carrier(deps.blobs, document.holder_id, owner_id)
    pages = tuple(
        PageContent(
            page_id=page.page_id, reading_key=carry.key(page.reading_key), image_key=carry.key(page.image_key),
            thumbnail_key=carry.key(page.thumbnail_key), source_key=place.blob_key, source_number=place.number,
        )
        for page, place in zip(document.pages, originals.places, strict=True)
    )  # fmt: skip
    return OwnedContent(owner_id, deps.blobs.put(owner_id, io.BytesIO(pdf)).key, pages, originals.kept)


def _load(deps: OcrDeps, document: DocumentToUnderstand, page: WorkPage) -> PageReading | None:
    if page.reading_key is None:
        return None
    return reading.from_json(deps.blobs.read(document.holder_id, page.reading_key))


def _claim_only(deps: OcrDeps, ticket: Ticket) -> None:
    with deps.database.unit_of_work(TenantScope(ticket.tenant_id)) as uow:
        claim(uow.session, ticket.message_id, deps.clock.now())
        uow.commit()


def _proposals(match: TenantMatch) -> tuple[dict[str, Any], ...]:
    best = {"tenant_id": match.tenant_id, "confidence": match.confidence, "evidence": list(match.evidence)}
    others = [{"tenant_id": r.tenant_id, "confidence": r.confidence, "evidence": []} for r in match.runners_up]
    return (best, *others) if match.tenant_id else tuple(others)


def _index_fields(understood: Understanding) -> IndexFields:
    total = understood.total.value if understood.total else None
    return IndexFields(
        kind=understood.kind.value, kind_confidence=understood.kind_confidence,
        document_date=_value(understood.date), sender=_short(_value(understood.sender)),
        subject=_value(understood.subject), reference=_short(_value(understood.reference), 120),
        amount_minor=total.amount_minor if total else None, currency=total.currency if total else None,
        language=understood.language, more=as_values(understood), tasks=understood.tasks,
    )  # fmt: skip


def _value(found: Any) -> Any:  # noqa: ANN401 - a field's value has the type of its field
    return None if found is None else found.value


def _short(text: str | None, longest: int = LONGEST_TEXT) -> str | None:
    return None if text is None else text[:longest]
