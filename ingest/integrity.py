"""What must hold of uploads on their way: every part that a row names exists."""

from __future__ import annotations

from collections.abc import Iterator

from sqlalchemy import select
from sqlalchemy.orm import Session

from ingest.models import Upload
from kernel.ids import TenantId


def upload_parts(session: Session) -> Iterator[tuple[TenantId, str, str]]:
    """The parts of uploads that are not finished: (tenant, blob key, upload id)."""
    for row in session.scalars(select(Upload)):
        for key, _ in row.parts:
            yield TenantId(row.tenant_id), key, row.id
