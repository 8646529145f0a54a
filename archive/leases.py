"""Leases: while one person handles a letter, nobody else is given it.

A lease is taken when the letter is opened, renewed while it stays open, given back when
it is left or filed, and runs out by itself. It spares people double work; what keeps a
letter from being filed twice is its version.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from archive.filing import journal, lock_document
from archive.models import DocumentLease
from kernel.errors import PlatformError
from kernel.ids import DocumentId, UserId

# Three times what an open page takes to ask again: one answer may get lost, a closed lid frees the letter soon.
LEASE = dt.timedelta(minutes=3)


class HandledByAnother(PlatformError):
    """Somebody else handles this letter at present: take the next one, or take this one over."""

    code = "handled_by_another"


@dataclass(frozen=True, slots=True)
class Lease:
    """Who handles a letter, and until when if nothing more is heard of them."""

    document_id: DocumentId
    holder_id: UserId
    until: dt.datetime


def take_lease(session: Session, document_id: DocumentId, user_id: UserId, at: dt.datetime) -> Lease:
    """The letter's lease: the person's own, fresh or renewed; or another's, where that is still good.

    Raises:
        NotFound: There is no such document in this scope.
    """
    document = lock_document(session, document_id)
    row = session.get(DocumentLease, document_id)
    if row is None:
        row = DocumentLease(document_id=document_id, tenant_id=document.tenant_id, holder_id=user_id)
        session.add(row)
    elif row.holder_id != user_id and row.expires_at > at:
        return _lease(row)
    row.holder_id, row.expires_at = user_id, at + LEASE
    session.flush()
    return _lease(row)


def take_over_lease(session: Session, document_id: DocumentId, user_id: UserId, at: dt.datetime) -> Lease:
    """Handle the letter instead of whoever does now; the journal keeps who took it from whom.

    Raises:
        NotFound: There is no such document in this scope.
    """
    former = take_lease(session, document_id, user_id, at)
    if former.holder_id == user_id:
        return former
    row = session.get_one(DocumentLease, document_id)
    row.holder_id, row.expires_at = user_id, at + LEASE
    document = lock_document(session, document_id)
    journal(session, document, user_id, "lease_taken_over", {"from": former.holder_id}, at)
    session.flush()
    return _lease(row)


def give_back_lease(session: Session, document_id: DocumentId, user_id: UserId) -> None:
    """Let others have the letter; somebody else's lease stays."""
    own = delete(DocumentLease).where(DocumentLease.document_id == document_id, DocumentLease.holder_id == user_id)
    session.execute(own)


def require_lease(session: Session, document_id: DocumentId, user_id: UserId, at: dt.datetime) -> None:
    """Let pass whoever handles the letter, or anybody where nobody does.

    Raises:
        HandledByAnother: Somebody else does.
    """
    row = session.get(DocumentLease, document_id)
    if row is not None and row.holder_id != user_id and row.expires_at > at:
        message = "somebody else handles this letter; take the next one, or take this one over"
        raise HandledByAnother(message, document_id=document_id)


def live_leases(session: Session, at: dt.datetime) -> dict[DocumentId, Lease]:
    """Everything that somebody handles at `at`."""
    rows = session.scalars(select(DocumentLease).where(DocumentLease.expires_at > at))
    return {DocumentId(row.document_id): _lease(row) for row in rows}


def _lease(row: DocumentLease) -> Lease:
    return Lease(DocumentId(row.document_id), UserId(row.holder_id), row.expires_at)
