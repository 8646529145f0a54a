"""The bin: a letter that is to go, out of sight and whole, until its days of grace are over."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from archive.batches import Emitter
from archive.erasure.models import BinnedDocument
from archive.events import DocumentFiled, DocumentLeft
from archive.filing import journal, lock_document
from archive.holds.placing import is_held, require_no_hold
from archive.lifecycle import DOCUMENT, DocumentMove, DocumentState
from archive.models import Document
from archive.views import DocumentSummary, summary_of
from kernel.errors import MoveRefused, NotFound
from kernel.ids import DocumentId, TenantId, UserId

GRACE = dt.timedelta(days=30)
BY_HAND = "by hand"
MOST_SHOWN = 200


@dataclass(frozen=True, slots=True)
class BinnedView:
    """A letter in the bin, and when it is erased for good."""

    document: DocumentSummary
    binned_at: dt.datetime
    binned_by: str
    rule: str
    erase_at: dt.datetime


def put_in_bin(uow: Emitter, document_id: DocumentId, user_id: UserId, at: dt.datetime, rule: str = BY_HAND) -> None:
    """Take a filed letter out of inbox and search; it can be given back until the days of grace are over.

    Raises:
        NotFound: There is no such letter in this scope.
        MoveRefused: It is not filed.
        OnHold: A legal hold keeps it.
    """
    document = lock_document(uow.session, document_id)
    require_no_hold(uow.session, document_id)
    document.state = DOCUMENT.next(document.state, DocumentMove.BIN)
    document.version += 1
    uow.session.add(
        BinnedDocument(
            document_id=document_id, tenant_id=document.tenant_id, binned_at=at, binned_by=user_id, rule=rule,
            erase_at=at + GRACE,
        )
    )  # fmt: skip
    journal(uow.session, document, user_id, "document_binned", {"rule": rule}, at)
    uow.emit(DocumentLeft(TenantId(document.tenant_id), document_id))


def restore(uow: Emitter, document_id: DocumentId, user_id: UserId, at: dt.datetime) -> None:
    """Give a letter back to inbox and search.

    Raises:
        NotFound: There is no such letter in this scope (any more).
        MoveRefused: It is not in the bin.
    """
    document = lock_document(uow.session, document_id)
    document.state = DOCUMENT.next(document.state, DocumentMove.RESTORE)
    document.version += 1
    uow.session.delete(_row(uow.session, document_id))
    journal(uow.session, document, user_id, "document_restored", {}, at)
    uow.emit(DocumentFiled(TenantId(document.tenant_id), document_id))


def put_all_in_bin(
    uow: Emitter, document_ids: Iterable[DocumentId], user_id: UserId, at: dt.datetime
) -> tuple[DocumentId, ...]:
    """Put those of the letters into the bin that may go there; the others stay as they are. Which ones went.

    Raises:
        NotFound: One of the letters is not in this scope.
    """
    gone = []
    # One order for everybody, so that two people never wait for each other's letters.
    for document_id in sorted(set(document_ids)):
        try:
            put_in_bin(uow, document_id, user_id, at)
        except MoveRefused:
            continue
        gone.append(document_id)
    return tuple(gone)


def restore_all(uow: Emitter, binned_at: dt.datetime, user_id: UserId, at: dt.datetime) -> int:
    """Give back every letter that the person put into the bin in one step, known by its moment; how many.

    Raises:
        NotFound: There is none of theirs from that moment (any more).
    """
    rows = select(BinnedDocument.document_id).where(
        BinnedDocument.binned_at == binned_at, BinnedDocument.binned_by == user_id
    )
    together = [DocumentId(row) for row in uow.session.scalars(rows.order_by(BinnedDocument.document_id))]
    if not together:
        raise NotFound("none of these letters is in the bin any more")
    for document_id in together:
        restore(uow, document_id, user_id, at)
    return len(together)


def may_be_binned(session: Session, letter: DocumentSummary) -> bool:
    """Whether nothing keeps the letter out of the bin."""
    return letter.state is DocumentState.FILED and not is_held(session, letter.document_id)


def bin_of(session: Session, document_id: DocumentId) -> BinnedView | None:
    """How a letter lies in the bin; None where it does not."""
    row = session.get(BinnedDocument, document_id)
    return None if row is None else _view(row, session.get_one(Document, document_id))


def binned(session: Session, limit: int = MOST_SHOWN) -> tuple[BinnedView, ...]:
    """What is in the bin of the session's tenant, the next to go first."""
    rows = select(BinnedDocument, Document).join(Document, Document.id == BinnedDocument.document_id)
    rows = rows.order_by(BinnedDocument.erase_at, BinnedDocument.document_id).limit(limit)
    return tuple(_view(row, document) for row, document in session.execute(rows))


def _row(session: Session, document_id: DocumentId) -> BinnedDocument:
    row = session.get(BinnedDocument, document_id, with_for_update=True)
    if row is None:
        raise NotFound("this letter is not in the bin", document_id=document_id)
    return row


def _view(row: BinnedDocument, document: Document) -> BinnedView:
    return BinnedView(summary_of(document), row.binned_at, row.binned_by, row.rule, row.erase_at)
