"""Whether something has happened at a tenant at all: what the first steps ask."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from archive.models import Batch, DocumentSeen, IntakeItem
from kernel.ids import TenantId, UserId


def has_opened(session: Session, tenant_id: TenantId, user_id: UserId) -> bool:
    """Whether a person has opened a letter of the tenant's."""
    mine = select(DocumentSeen.document_id).where(DocumentSeen.tenant_id == tenant_id, DocumentSeen.user_id == user_id)
    return session.scalars(mine.limit(1)).first() is not None


def has_received(session: Session, tenant_id: TenantId) -> bool:
    """Whether a file or a scanned side has come in."""
    return session.scalars(select(IntakeItem.id).where(IntakeItem.tenant_id == tenant_id).limit(1)).first() is not None


def has_handed_over(session: Session, tenant_id: TenantId) -> bool:
    """Whether a letter has gone to its owner."""
    left = select(Batch.id).where(Batch.tenant_id == tenant_id, Batch.pages_left > 0)
    return session.scalars(left.limit(1)).first() is not None
