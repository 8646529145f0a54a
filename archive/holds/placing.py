"""Placing and lifting legal holds."""

from __future__ import annotations

import datetime as dt

from sqlalchemy.orm import Session

from archive.holds.models import LegalHold
from archive.lifecycle import DocumentState
from archive.models import Document
from kernel.audit.journal import AuditFact, append
from kernel.errors import MoveRefused, NotFound
from kernel.ids import DocumentId, TenantId, UserId


class OnHold(MoveRefused):
    """A legal hold keeps the letter: lift the hold first, if that is lawful."""

    code = "on_hold"


def place_hold(session: Session, document_id: DocumentId, user_id: UserId, at: dt.datetime) -> None:
    """Keep a letter, whatever rule or wish says; doing it again changes nothing.

    Raises:
        NotFound: There is no such letter in this scope.
        MoveRefused: It is in the bin; take it out first.
    """
    document = _lock(session, document_id)
    if document.state is DocumentState.BINNED:
        raise MoveRefused("this letter is in the bin; take it out first", document_id=document_id)
    if not is_held(session, document_id):
        session.add(LegalHold(document_id=document_id, tenant_id=document.tenant_id, placed_at=at, placed_by=user_id))
        _note(session, document, user_id, "hold_placed", at)


def lift_hold(session: Session, document_id: DocumentId, user_id: UserId, at: dt.datetime) -> None:
    """Let a letter go again when rule or wish says so; nothing happens where nothing held it.

    Raises:
        NotFound: There is no such letter in this scope.
    """
    document, hold = _lock(session, document_id), session.get(LegalHold, document_id)
    if hold is not None:
        session.delete(hold)
        _note(session, document, user_id, "hold_lifted", at)


def is_held(session: Session, document_id: str) -> bool:
    """Whether a legal hold keeps the letter."""
    return session.get(LegalHold, document_id) is not None


def require_no_hold(session: Session, document_id: str) -> None:
    """Let a letter go, to another tenant or into the bin.

    Raises:
        OnHold: A legal hold keeps it.
    """
    if is_held(session, document_id):
        raise OnHold("a legal hold keeps this letter; lift the hold first", document_id=document_id)


def _lock(session: Session, document_id: DocumentId) -> Document:
    document = session.get(Document, document_id, with_for_update=True)
    if document is None:
        raise NotFound("there is no such letter here", document_id=document_id)
    return document


def _note(session: Session, document: Document, user_id: UserId, action: str, at: dt.datetime) -> None:
    append(session, AuditFact(TenantId(document.tenant_id), user_id, action, "document", document.id), at)
