"""What is worth telling somebody of their mailbox by mail: what is still new to them when the mail is written."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import exists, func, select
from sqlalchemy.orm import Session

from archive.lifecycle import DocumentState, IntakeState
from archive.models import Document, IntakeItem, Page
from archive.organising.models import DocumentAssignment
from archive.seen import new_to
from kernel.ids import TenantId, UserId


def count_news(session: Session, tenant_id: TenantId, user_id: UserId, document_ids: Sequence[str]) -> int:
    """How many of a tenant's filed documents are news to a person: not opened yet, and not brought in by themselves."""
    theirs = exists().where(
        Page.document_id == Document.id, Page.intake_id == IntakeItem.id, IntakeItem.received_by == user_id
    )
    filed = select(func.count()).select_from(Document).where(
        Document.tenant_id == tenant_id, Document.id.in_(document_ids), Document.state == DocumentState.FILED
    )  # fmt: skip
    return session.scalar(filed.where(new_to(user_id), ~theirs)) or 0


def count_assigned(session: Session, tenant_id: TenantId, user_id: UserId, document_ids: Sequence[str]) -> int:
    """How many of a tenant's filed documents a person is to take care of still."""
    theirs = exists().where(DocumentAssignment.document_id == Document.id, DocumentAssignment.user_id == user_id)
    filed = select(func.count()).select_from(Document).where(
        Document.tenant_id == tenant_id, Document.id.in_(document_ids), Document.state == DocumentState.FILED
    )  # fmt: skip
    return session.scalar(filed.where(theirs)) or 0


def count_in_quarantine(session: Session, tenant_id: TenantId, intake_ids: Sequence[str]) -> int:
    """How many of a tenant's items are in quarantine still."""
    waiting = select(func.count()).select_from(IntakeItem).where(
        IntakeItem.tenant_id == tenant_id, IntakeItem.id.in_(intake_ids), IntakeItem.state == IntakeState.QUARANTINED
    )  # fmt: skip
    return session.scalar(waiting) or 0
