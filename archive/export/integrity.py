"""Which blobs finished exports name: for `verify`, and for the sweep that keeps its hands off them."""

from __future__ import annotations

from collections.abc import Iterator

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from archive.export.models import ExportPart
from kernel.ids import TenantId


def export_parts(session: Session) -> Iterator[tuple[TenantId, str, str]]:
    """Every (tenant id, blob key, export id) of a finished export."""
    rows = select(ExportPart.tenant_id, ExportPart.blob_key, ExportPart.export_id)
    for tenant_id, key, export_id in session.execute(rows):
        yield TenantId(tenant_id), key, export_id


def export_keys(tenant_id: TenantId) -> Select[str]:
    """A question for the blobs that a tenant's exports name."""
    return select(ExportPart.blob_key).where(ExportPart.tenant_id == tenant_id)
