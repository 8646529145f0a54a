"""What is new to whom: a document is new to a person until they have opened it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace

from sqlalchemy import ColumnElement, CompoundSelect, Select, and_, delete, exists, or_, select, union, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from archive.lifecycle import DocumentState
from archive.models import Document, DocumentSeen
from archive.views import DocumentSummary
from kernel.ids import DocumentId, UserId

MOST_COUNTED = 1_000


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


def mark_unseen(session: Session, document_id: DocumentId, user_id: UserId) -> None:
    """Let a document be new to a person again; nobody else notices."""
    mine = delete(DocumentSeen).where(DocumentSeen.document_id == document_id, DocumentSeen.user_id == user_id)
    session.execute(mine)
    if session.scalar(select(DocumentSeen.user_id).where(DocumentSeen.document_id == document_id).limit(1)) is None:
        # Nobody has opened it as far as anybody knows; otherwise it would pass for one opened before that was noted.
        session.execute(update(Document).where(Document.id == document_id).values(opened_at=None))


def is_new(session: Session, document_id: DocumentId, user_id: UserId) -> bool:
    """Whether the person has not opened the document yet."""
    found = select(Document.id).where(Document.id == document_id, new_to(user_id))
    return session.scalar(found) is not None


def new_among(session: Session, user_id: UserId, document_ids: Sequence[DocumentId]) -> set[DocumentId]:
    """Those of the documents that the person has not opened yet."""
    rows = select(Document.id).where(Document.id.in_(document_ids), new_to(user_id))
    return {DocumentId(row) for row in session.scalars(rows)}


def count_new(session: Session, user_id: UserId, states: Sequence[DocumentState], most: int = MOST_COUNTED) -> int:
    """How many documents in `states` the person has not opened yet; no further than `most`."""
    return len(some_new(session, user_id, states, most))


def some_new(
    session: Session, user_id: UserId, states: Sequence[DocumentState], most: int = MOST_COUNTED
) -> list[DocumentId]:
    """Documents in `states` that the person has not opened yet, in no order; all of them if they are fewer than `most`.

    What nobody opened is few, and found by an index of its own; what only others opened is found among theirs.
    Neither walks through all that the person has read.
    """
    never = select(Document.id).where(Document.state.in_(states), Document.opened_at.is_(None)).limit(most)
    found = [DocumentId(row) for row in session.scalars(never)]
    if len(found) < most:
        found += _opened_by_others(session, user_id, states, most - len(found))
    return found


def _opened_by_others(
    session: Session, user_id: UserId, states: Sequence[DocumentState], most: int
) -> list[DocumentId]:
    # Two stretches of the index leave the person's own rows out, and the letters themselves are looked at last:
    # of what others opened, most is read by the person, too. Whoever read little is soon through.
    sides = [_unseen(user_id).where(side) for side in (DocumentSeen.user_id < user_id, DocumentSeen.user_id > user_id)]
    some = [list(session.scalars(side.limit(most))) for side in sides]
    found = _those_in(session, set().union(*some), states, most)
    if len(found) == most or all(len(each) < most for each in some):
        return found
    return _those_in(session, union(*sides), states, most)


def _unseen(user_id: UserId) -> Select[str]:
    # The letter is the tenant's own, and so is who read it: asked without the tenant, an index alone answers.
    mine = DocumentSeen.__table__.alias()
    seen_by_me = exists().where(mine.c.document_id == DocumentSeen.document_id, mine.c.user_id == user_id)
    return select(DocumentSeen.document_id).where(~seen_by_me)


def _those_in(
    session: Session, ids: Collection[str] | CompoundSelect[str], states: Sequence[DocumentState], most: int
) -> list[DocumentId]:
    rows = select(Document.id).where(Document.id.in_(ids), Document.state.in_(states)).limit(most)
    return [DocumentId(row) for row in session.scalars(rows)]


def as_seen_by(session: Session, user_id: UserId, rows: Iterable[DocumentSummary]) -> list[DocumentSummary]:
    """The same rows; `is_opened` says whether this person did, no longer whether anybody did."""
    listed = list(rows)
    new = new_among(session, user_id, [row.document_id for row in listed])
    return [replace(row, is_opened=row.document_id not in new) for row in listed]


def new_to(user_id: UserId) -> ColumnElement[bool]:
    """What is true of documents that a person has not opened yet."""
    mine = exists().where(DocumentSeen.document_id == Document.id, DocumentSeen.user_id == user_id)
    anybodys = exists().where(DocumentSeen.document_id == Document.id)
    # What was opened before it was noted who did is new to nobody.
    return and_(~mine, or_(Document.opened_at.is_(None), anybodys))
