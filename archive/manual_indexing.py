"""Manual indexing: a person says what a document is and whose, and corrects what was read."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from archive.batches import Emitter
from archive.events import DocumentChanged, DocumentDoubted
from archive.filing import INDEXED, OwnedContent, announce_filed, journal, lock_document, take_into_ownership
from archive.handover import HeldContent
from archive.leases import require_lease
from archive.lifecycle import DOCUMENT, DocumentMove, DocumentState
from archive.models import Document, DocumentChange
from archive.recipient_history import remember, unlearn
from archive.retention import retain_until
from kernel.errors import ChangedMeanwhile, MoveRefused, NotFound
from kernel.ids import DocumentId, TenantId, UserId

EDITABLE = INDEXED


@dataclass(frozen=True, slots=True)
class Correction:
    """What a person changed on a document, as the form was shown to them.

    Attributes:
        version: The version that the form showed; an older one than the row's is refused.
        values: New values by field name; only names in `EDITABLE`.
    """

    document_id: DocumentId
    user_id: UserId
    version: int
    values: dict[str, Any]


def index_by_hand(
    uow: Emitter, holder_id: TenantId, correction: Correction, content: OwnedContent, at: dt.datetime
) -> None:
    """File a doubted document with the owner and the fields that a person chose.

    The transaction crosses tenants, so it is the platform's; `holder_id` is the tenant in
    whose name the person works, and nothing that another one holds can be filed.

    Raises:
        NotFound: The holder has no such document.
        ChangedMeanwhile: Somebody else filed or changed it first.
        HandledByAnother: Somebody else has it open.
        MoveRefused: It does not wait for indexing.
    """
    document = _held_version(uow.session, holder_id, correction)
    require_lease(uow.session, correction.document_id, correction.user_id, at)
    document.state = DOCUMENT.next(document.state, DocumentMove.INDEX)
    remember(uow.session, holder_id, content.owner_id, document.recipient_traces or (), at)
    _apply(uow.session, document, correction, at)
    take_into_ownership(uow, document, content, correction.user_id, at)
    announce_filed(uow, document, correction.user_id, at)


def correct_fields(uow: Emitter, correction: Correction, at: dt.datetime) -> None:
    """Change fields of a document in place, keeping what they were and who changed them.

    Raises:
        NotFound: There is no such document in this scope.
        ChangedMeanwhile: Somebody else changed it first.
    """
    document = _lock_version(uow.session, correction)
    _apply(uow.session, document, correction, at)
    uow.emit(DocumentChanged(TenantId(document.tenant_id), correction.document_id))


def send_back(uow: Emitter, held: HeldContent, correction: Correction, content: OwnedContent, at: dt.datetime) -> None:
    """Give a letter that is somebody else's back to the operator, who decides anew.

    Args:
        uow: The platform's own transaction, because rows leave their tenant.
        held: The letter as its wrong owner holds it.
        correction: Who sends it back, and the version they saw.
        content: The same under the operator's key.
        at: The moment, UTC.

    Raises:
        NotFound: The holder has no such document.
        ChangedMeanwhile: Somebody changed it first.
        MoveRefused: It is not filed, or it was never handed over.
    """
    document = _held_version(uow.session, held.holder_id, correction)
    if document.batch_id is not None:
        message = "this letter was brought in here and not handed over; there is nobody to send it back to"
        raise MoveRefused(message, document_id=document.id)
    document.state = DOCUMENT.next(document.state, DocumentMove.SEND_BACK)
    document.filed_at, document.retain_until, document.version = None, None, document.version + 1
    journal(uow.session, document, correction.user_id, "document_sent_back", {}, at)
    unlearn(uow.session, content.owner_id, held.holder_id, document.recipient_traces or (), at)
    take_into_ownership(uow, document, content, correction.user_id, at)
    uow.emit(DocumentDoubted(content.owner_id, correction.document_id))


def next_to_index(
    session: Session, after: DocumentId | None = None, *, passing_over: Collection[DocumentId] = ()
) -> DocumentId | None:
    """The document that waits longest for a person, or the next one after `after`; those of others are passed over."""
    waiting = select(Document.id).where(Document.state == DocumentState.NEEDS_INDEXING)
    in_order = waiting.order_by(Document.received_at, Document.id)
    ids = list(session.scalars(in_order))
    if after in ids:
        ids = ids[ids.index(str(after)) + 1 :]
    return next((DocumentId(i) for i in ids if i not in passing_over), None)


def _lock_version(session: Session, correction: Correction) -> Document:
    document = lock_document(session, correction.document_id)
    if document.version != correction.version:
        message = "somebody else changed this document meanwhile; look at it again, then repeat your change"
        raise ChangedMeanwhile(message, document_id=document.id)
    return document


def _held_version(session: Session, holder_id: TenantId, correction: Correction) -> Document:
    document = _lock_version(session, correction)
    if document.tenant_id != holder_id:
        message = "there is no such document here; it may have been handed over to its owner"
        raise NotFound(message, document_id=document.id)
    return document


def _apply(session: Session, document: Document, correction: Correction, at: dt.datetime) -> None:
    changed = list(_differences(document, correction.values))
    for name, before, after in changed:
        setattr(document, name, after)
        session.add(
            DocumentChange(
                tenant_id=document.tenant_id, document_id=document.id, changed_at=at,
                changed_by=correction.user_id, field=name, before=_spell(before), after=_spell(after),
            )
        )  # fmt: skip
    if "kind" in correction.values:
        document.kind_confidence = 1.0
    if document.filed_at is not None:
        document.retain_until = retain_until(document.kind, document.document_date or document.received_at.date())
    document.version += 1
    session.flush()
    names = ",".join(name for name, _, _ in changed)
    journal(session, document, correction.user_id, "document_corrected", {"fields": names}, at)


def _differences(document: Document, values: dict[str, Any]) -> Iterator[tuple[str, Any, Any]]:
    for name in EDITABLE:
        if name in values and getattr(document, name) != values[name]:
            yield name, getattr(document, name), values[name]


def _spell(value: object) -> str | None:
    return None if value is None else str(value)
