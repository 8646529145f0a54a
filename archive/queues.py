"""How much waits for people and machines of one operator, and how long already."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import InstrumentedAttribute, Session

from archive.lifecycle import DocumentState, IntakeState, PageState
from archive.models import Batch, Document, IntakeItem, Page

QUEUES = ("to_open", "to_read", "to_understand", "to_index", "quarantined", "pages_failed", "letters_failed")


@dataclass(frozen=True, slots=True)
class Queue:
    """One queue: what waits in it, and since when the oldest does.

    Attributes:
        name: One of `QUEUES`.
        overdue: How many wait longer than they may; 0 where nothing was promised.
    """

    name: str
    waiting: int
    oldest_at: dt.datetime | None
    overdue: int = 0


def queues(session: Session, promised_before: dt.datetime) -> Sequence[Queue]:
    """Every queue of this scope; letters to be indexed that came before `promised_before` are overdue."""
    pages = Page.batch_id == Batch.id
    return (
        _queue(session, "to_open", IntakeItem.received_at, IntakeItem.state == IntakeState.RECEIVED),
        _queue(session, "to_read", Batch.opened_at, pages & (Page.state == PageState.RECEIVED)),
        _queue(session, "to_understand", Document.received_at, Document.state == DocumentState.ASSEMBLING),
        _to_index(session, promised_before),
        _queue(session, "quarantined", IntakeItem.received_at, IntakeItem.state == IntakeState.QUARANTINED),
        _queue(session, "pages_failed", Batch.opened_at, pages & (Page.state == PageState.FAILED)),
        _queue(session, "letters_failed", Document.received_at, Document.state == DocumentState.FAILED),
    )


def received_since(session: Session, since: dt.datetime) -> int:
    """How many files and scanned sides came in since then."""
    return session.scalar(select(func.count()).select_from(IntakeItem).where(IntakeItem.received_at >= since)) or 0


def _to_index(session: Session, promised_before: dt.datetime) -> Queue:
    waiting = Document.state == DocumentState.NEEDS_INDEXING
    late = select(func.count()).select_from(Document).where(waiting, Document.received_at < promised_before)
    queue = _queue(session, "to_index", Document.received_at, waiting)
    return Queue(queue.name, queue.waiting, queue.oldest_at, session.scalar(late) or 0)


def _queue(
    session: Session, name: str, moment: InstrumentedAttribute[dt.datetime], waits: ColumnElement[bool]
) -> Queue:
    count, oldest = session.execute(select(func.count(), func.min(moment)).where(waits)).one()
    return Queue(name, count, oldest)
