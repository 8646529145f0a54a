"""The end of every link of a document that leaves its tenant or is erased."""

from __future__ import annotations

import datetime as dt

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from archive.sharing.models import ShareLink
from kernel.audit.journal import AuditFact, append
from kernel.ids import TenantId


def end_links(session: Session, document_id: str, actor: str, at: dt.datetime) -> None:
    """Erase a document's links, in its owner's transaction; the journal keeps that there were some."""
    rows = select(ShareLink).where(ShareLink.document_id == document_id).order_by(ShareLink.made_at, ShareLink.id)
    for row in list(session.scalars(rows)):
        fact = AuditFact(TenantId(row.tenant_id), actor, "share_ended", "document", document_id, {"share": row.id})
        append(session, fact, at)
    session.execute(delete(ShareLink).where(ShareLink.document_id == document_id))
