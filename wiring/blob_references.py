"""Which blobs are referred to, by whichever package's rows: what must exist, and what must not be swept."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from sqlalchemy.orm import Session

from archive.integrity import Violation, check_blobs, referenced_blobs
from ingest.integrity import upload_parts
from kernel.blobs.api import BlobDamaged, BlobMissing, BlobStore, KeyDestroyed
from kernel.ids import TenantId
from wiring.settings import Settings

Reference = tuple[TenantId, str]


def blob_folder(settings: Settings) -> Path | None:
    """Where the directory blob store keeps its files; None where an S3 store does it."""
    return None if settings.s3 else settings.data_dir / "blobs"


def references(session: Session) -> Iterator[Reference]:
    """(Tenant, key) of every blob that a row names; needs the system scope. One blob may come several times."""
    for tenant_id, key, _, _ in referenced_blobs(session):
        yield TenantId(tenant_id), key
    for tenant_id, key, _ in upload_parts(session):
        yield tenant_id, key


def check_all_blobs(session: Session, blobs: BlobStore) -> Iterator[Violation]:
    """I2 and I5: every blob that a row names exists and is what was stored."""
    yield from check_blobs(session, blobs)
    for tenant_id, key, upload_id in upload_parts(session):
        try:
            blobs.read(tenant_id, key)
        except (BlobMissing, BlobDamaged, KeyDestroyed) as error:
            yield Violation("I2", f"part of upload {upload_id}", error.code)
