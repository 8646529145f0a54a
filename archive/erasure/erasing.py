"""Erasing a letter for good: every row of it in one transaction with the certificate; its files go with the sweep."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from archive.batches import Emitter
from archive.erasure.certificates import BACKUPS, Signer, issue
from archive.erasure.events import LETTERS_ERASED, CertificateReady, DocumentErased
from archive.erasure.models import BinnedDocument
from archive.erasure.rows import erase_document_rows
from archive.events import PagesLeft
from archive.export.holding import remove_exports_with
from archive.filing import lock_document
from archive.holds.placing import is_held
from archive.lifecycle import DocumentState
from archive.models import Document, IntakeItem, Original, Page
from archive.page_places import count_pages_left, forget_rearrangements
from archive.sharing.ending import end_links
from kernel.audit.journal import AuditFact, append
from kernel.clock import Clock
from kernel.errors import MoveRefused
from kernel.ids import DocumentId, TenantId
from kernel.logs import get_logger
from kernel.tenancy.scope import SystemScope, TenantScope
from kernel.unit_of_work import Database

DUE = SystemScope("the clock erases what lay long enough in the bin, of every tenant")
SYSTEM_ERASURE = "system:erasure"
AT_ONCE = 500
SWEPT = (
    "The rows are gone from the database with this certificate, and the entry from the search index right after. "
    "The files that nothing else names are deleted from the store within 26 hours, by the sweep."
)
NAMELESS = "erased"
JOURNAL = "The journal keeps ids, times and who acted; it never held content."
log = get_logger(__name__)


@dataclass(frozen=True, slots=True)
class ErasureDeps:
    """What erasing needs; the signer is the installation's."""

    database: Database
    clock: Clock
    signer: Signer


def erase_due(deps: ErasureDeps) -> int:
    """Erase every letter whose days in the bin are over, each in a transaction of its own; tells how many."""
    now = deps.clock.now()
    with deps.database.reading(DUE) as session:
        due = select(BinnedDocument.tenant_id, BinnedDocument.document_id).where(BinnedDocument.erase_at <= now)
        rows = session.execute(due.order_by(BinnedDocument.erase_at).limit(AT_ONCE)).all()
    offered: set[tuple[TenantId, str]] = set()
    for tenant_id, document_id in rows:
        with deps.database.unit_of_work(TenantScope(TenantId(tenant_id))) as uow:
            binned = uow.session.get(BinnedDocument, document_id, with_for_update=True)
            if binned is not None and binned.erase_at <= now:
                asker = (TenantId(tenant_id), binned.binned_by)
                erase_document(uow, DocumentId(document_id), deps.signer, now)
                if asker not in offered:
                    # One mail for all that this round erases at somebody's wish.
                    uow.emit(CertificateReady(asker[0], LETTERS_ERASED, asker[1]))
                uow.commit()
                offered.add(asker)
    return len(rows)


def erase_document(uow: Emitter, document_id: DocumentId, signer: Signer, at: dt.datetime) -> str:
    """Erase a letter that is in the bin; the answer is the certificate's id.

    Raises:
        NotFound: There is no such letter in this scope.
        MoveRefused: It is not in the bin, or a legal hold keeps it.
    """
    session = uow.session
    document = lock_document(session, document_id)
    binned = session.get(BinnedDocument, document_id)
    if document.state is not DocumentState.BINNED or binned is None or is_held(session, document_id):
        raise MoveRefused("only what is in the bin can be erased for good", document_id=document_id)
    tenant_id = TenantId(document.tenant_id)
    told = _told(session, document, binned)
    for batch_id in count_pages_left(session, document_id):
        uow.emit(PagesLeft(tenant_id, batch_id))
    items = [each for each in session.scalars(select(Page.intake_id).where(Page.document_id == document_id)) if each]
    forget_rearrangements(session, document_id)
    end_links(session, document_id, SYSTEM_ERASURE, at)
    told["exports_removed"] = remove_exports_with(session, document_id, SYSTEM_ERASURE, at)
    told["rows_erased"] = erase_document_rows(session, tenant_id, document_id)
    told["received_files_kept"] = _release(session, set(items), at)
    certificate_id = issue(session, signer, tenant_id, ("document", document_id), told, at)
    details = {"certificate": certificate_id, "rule": str(told["rule"])}
    append(session, AuditFact(tenant_id, SYSTEM_ERASURE, "document_erased", "document", document_id, details), at)
    uow.emit(DocumentErased(tenant_id, document_id))
    log.info("document_erased", tenant_id=tenant_id, document_id=document_id)
    return certificate_id


def _told(session: Session, document: Document, binned: BinnedDocument) -> dict[str, Any]:
    """What the certificate says of it: enough to know it again by its hash, nothing of what stood in it."""
    originals = select(Original).where(Original.document_id == document.id).order_by(Original.position)
    same = select(Document.id).where(
        Document.content_sha256 == document.content_sha256, Document.id != document.id,
        Document.content_sha256.is_not(None),
    )  # fmt: skip
    return {
        "received_at": document.received_at.isoformat(timespec="seconds"), "pages": document.page_count,
        "rule": binned.rule, "asked_by": binned.binned_by,
        "asked_at": binned.binned_at.isoformat(timespec="seconds"),
        "originals": [{"sha256": each.sha256, "size_bytes": each.size_bytes} for each in session.scalars(originals)],
        "same_content_still_in": sorted(session.scalars(same)),
        "statements": [SWEPT, BACKUPS, JOURNAL],
    }  # fmt: skip


def _release(session: Session, intake_ids: set[str], at: dt.datetime) -> list[str]:
    """Let go of the received files that the letter came in; the answer names those that other pages still need."""
    kept: list[str] = []
    for intake_id in sorted(intake_ids):
        item = session.get_one(IntakeItem, intake_id)
        needed = select(Page.id).where(
            Page.intake_id == intake_id, Page.source_key == item.blob_key, Page.document_id.is_not(None)
        )
        if session.scalars(needed.limit(1)).first() is not None:
            kept.append(intake_id)
        elif item.released_at is None:
            item.released_at, item.file_name = at, NAMELESS
            for page in session.scalars(select(Page).where(Page.intake_id == intake_id, Page.document_id.is_(None))):
                page.source_key = page.print_key = None
    session.flush()
    return kept
