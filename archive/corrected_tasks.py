"""Letters whose tasks are to be read anew, because a person said what they are, or of which day."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from archive.lifecycle import DocumentState
from archive.models import Document, DocumentChange, Page
from kernel.ids import DocumentId, TenantId

DECISIVE = ("kind", "document_date")
"""What a letter asks for, and from when its periods count."""


@dataclass(frozen=True, slots=True)
class CorrectedLetter:
    """A filed letter as its people put it right.

    Attributes:
        version: The row's; what was found for an older one counts no more.
        fields: What was read, as `documents.fields` holds it.
        reading_keys: Blob keys of its pages' readings, in order; pages that were not read are left out.
    """

    tenant_id: TenantId
    version: int
    kind: str | None
    document_date: dt.date | None
    received_on: dt.date
    fields: Mapping[str, object]
    reading_keys: tuple[str, ...]


def letter_with_corrections(session: Session, document_id: DocumentId) -> CorrectedLetter | None:
    """A letter whose kind or date a person changed; None where what was read of it still counts, or it is not filed."""
    document = session.get(Document, document_id, populate_existing=True)
    if document is None or document.state is not DocumentState.FILED or not _is_corrected(session, document_id):
        return None
    pages = select(Page.reading_key).where(Page.document_id == document_id, Page.reading_key.is_not(None))
    return CorrectedLetter(
        TenantId(document.tenant_id), document.version, document.kind, document.document_date,
        document.received_at.date(), dict(document.fields),
        tuple(key for key in session.scalars(pages.order_by(Page.document_position)) if key),
    )  # fmt: skip


def _is_corrected(session: Session, document_id: DocumentId) -> bool:
    changes = select(DocumentChange.id).where(
        DocumentChange.document_id == document_id, DocumentChange.field.in_(DECISIVE)
    )
    return session.scalars(changes.limit(1)).first() is not None
