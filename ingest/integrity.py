"""What must hold of uploads on their way: every part that a row names exists."""

from __future__ import annotations

from collections.abc import Iterator

from sqlalchemy import select
from sqlalchemy.orm import Session

from ingest.models import Upload
from kernel.ids import TenantId


def upload_parts(session: Session, tenant_id: TenantId | None = None) -> Iterator[tuple[TenantId, str, str]]:
    """The parts of uploads that are not finished, of one tenant or of all: (tenant, blob key, upload id)."""
    unfinished = select(Upload).where(Upload.intake_id.is_(None))
    for row in session.scalars(unfinished if tenant_id is None else unfinished.where(Upload.tenant_id == tenant_id)):
        for key, _ in row.parts:
            yield TenantId(row.tenant_id), key, row.id
