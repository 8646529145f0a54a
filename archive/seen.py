"""What is new to whom: a document is new to a person until they have opened it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import replace

from sqlalchemy import ColumnElement, and_, exists, func, or_, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from archive.lifecycle import DocumentState
from archive.models import Document, DocumentSeen
from archive.views import DocumentSummary
from kernel.ids import DocumentId, UserId


def mark_seen(session: Session, document_id: DocumentId, user_id: UserId, at: dt.datetime) -> None:
    """Note that a person opened a document; only the first time counts, for them and for its tenant."""
    document = session.get(Document, document_id)
    if document is None:
        return
    if document.opened_at is None:
        document.opened_at = at
    if session.get(DocumentSeen, (document_id, user_id)) is not None:
        return
    try:
        with session.begin_nested():
            session.add(
                DocumentSeen(tenant_id=document.tenant_id, document_id=document_id, user_id=user_id, seen_at=at)
            )
    except IntegrityError:
        return  # opened twice at this moment: the other one has noted it


def is_new(session: Session, document_id: DocumentId, user_id: UserId) -> bool:
    """Whether the person has not opened the document yet."""
    found = select(Document.id).where(Document.id == document_id, _new_to(user_id))
    return session.scalar(found) is not None


def count_new(session: Session, user_id: UserId, states: Sequence[DocumentState]) -> int:
    """How many documents in `states` the person has not opened yet."""
    new = select(func.count()).select_from(Document).where(Document.state.in_(states), _new_to(user_id))
    return session.scalar(new) or 0


def as_seen_by(session: Session, user_id: UserId, rows: Iterable[DocumentSummary]) -> list[DocumentSummary]:
    """The same rows; `is_opened` says whether this person did, no longer whether anybody did."""
    listed = list(rows)
    ids = [row.document_id for row in listed]
    new = set(session.scalars(select(Document.id).where(Document.id.in_(ids), _new_to(user_id))))
    return [replace(row, is_opened=row.document_id not in new) for row in listed]


def _new_to(user_id: UserId) -> ColumnElement[bool]:
    mine = exists().where(DocumentSeen.document_id == Document.id, DocumentSeen.user_id == user_id)
    anybodys = exists().where(DocumentSeen.document_id == Document.id)
    # What was opened before it was noted who did is new to nobody.
    return and_(~mine, or_(Document.opened_at.is_(None), anybodys))
