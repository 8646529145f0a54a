"""Names that the archive knows: senders and references of its letters, for suggesting while somebody types."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from archive.lifecycle import DocumentState
from archive.models import Document
from kernel.ids import DocumentId


def known_senders(session: Session) -> list[tuple[str, int]]:
    """Every sender in this scope with how many letters came from it; told from an index alone."""
    rows = select(Document.sender, func.count()).where(Document.sender.is_not(None)).group_by(Document.sender)
    return [(sender, count) for sender, count in session.execute(rows) if sender]


def references_beginning(session: Session, typed: str, *, limit: int) -> list[str]:
    """References of letters that begin so, capitals aside."""
    begins = func.lower(Document.reference).startswith(typed.lower(), autoescape=True)
    rows = select(Document.reference).where(begins).distinct().order_by(Document.reference).limit(limit)
    return [reference for reference in session.scalars(rows) if reference]


def received_since(
    session: Session, since: dt.datetime, states: Sequence[DocumentState], *, limit: int
) -> list[DocumentId]:
    """The latest documents in `states` that were received after a moment."""
    rows = select(Document.id).where(Document.state.in_(states), Document.received_at > since)
    return [DocumentId(row) for row in session.scalars(rows.order_by(Document.received_at.desc()).limit(limit))]
