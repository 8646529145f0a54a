"""Finished exports that hold a letter which is erased: they go with it."""

from __future__ import annotations

import datetime as dt

from sqlalchemy import select
from sqlalchemy.orm import Session

from archive.export.lifecycle import ExportState
from archive.export.models import Export
from archive.export.orders import remove_row


def remove_exports_with(session: Session, document_id: str, actor: str, at: dt.datetime) -> int:
    """Let every finished file go that may hold the letter; tells how many."""
    ready = select(Export).where(Export.state == ExportState.READY).order_by(Export.ordered_at, Export.id)
    holding = [row for row in session.scalars(ready) if row.document_ids is None or document_id in row.document_ids]
    for row in holding:
        remove_row(session, row, actor, at)
    return len(holding)
