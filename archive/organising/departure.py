"""A letter leaves for another tenant: nothing that people here added to it may go along, or point to it."""

from __future__ import annotations

from sqlalchemy import delete
from sqlalchemy.orm import Session

from archive.organising.models import (
    DocumentAssignment,
    DocumentFolder,
    DocumentLabel,
    DocumentNote,
    DocumentSnooze,
    DocumentStar,
    OrganisedDocument,
)
from kernel.ids import DocumentId

ON_LETTERS = (
    DocumentLabel,
    DocumentFolder,
    DocumentStar,
    DocumentSnooze,
    DocumentAssignment,
    DocumentNote,
    OrganisedDocument,
)


def forget_organising(session: Session, document_id: DocumentId) -> None:
    """Remove every label, star, note and so on of one letter, and what would bring them back."""
    for table in ON_LETTERS:
        session.execute(delete(table).where(table.document_id == document_id))
