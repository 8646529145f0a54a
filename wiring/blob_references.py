"""Which blobs are referred to, by whichever package's rows: what must exist, and what must not be swept."""

from __future__ import annotations

import contextlib
import datetime as dt
import heapq
import itertools
from collections.abc import Collection, Generator, Iterable, Iterator
from pathlib import Path

from sqlalchemy import Select, collate, select, union
from sqlalchemy.orm import Session

from archive.export.integrity import export_keys, export_parts
from archive.integrity import Violation, check_blobs, named_keys, referenced_blobs
from ingest.integrity import upload_parts
from kernel.blobs.api import BlobDamaged, BlobMissing, BlobStore, KeyDestroyed
from kernel.ids import TenantId
from wiring.settings import Settings

Reference = tuple[TenantId, str]
ROWS_AT_ONCE = 5_000


def blob_folder(settings: Settings) -> Path | None:
    """Where the directory blob store keeps its files; None where an S3 store does it."""
    return None if settings.s3 else settings.data_dir / "blobs"


def references(session: Session) -> Iterator[Reference]:
    """(Tenant, key) of every blob that a row names; needs the system scope. One blob may come several times."""
    for tenant_id, key, _, _ in referenced_blobs(session):
        yield TenantId(tenant_id), key
    for tenant_id, key, _ in upload_parts(session):
        yield tenant_id, key
    for tenant_id, key, _ in export_parts(session):
        yield tenant_id, key


def named_in_order(session: Session, tenant_id: TenantId) -> Generator[str, None, None]:
    """The blobs that rows of a tenant name, each once and in order of their addresses; needs the tenant or the system.

    The database sorts and streams, so that a tenant of any size takes no more memory than another.
    """
    named = union(*_questions(tenant_id)).subquery()
    (key,) = named.columns
    # Byte order, whatever language the database sorts in.
    place = collate(key, "C") if session.get_bind().dialect.name == "postgresql" else key
    parts = sorted(part for _, part, _ in upload_parts(session, tenant_id))
    rows = session.execute(select(key).order_by(place), execution_options={"yield_per": ROWS_AT_ONCE})
    with contextlib.closing(rows):
        for only, _ in itertools.groupby(heapq.merge(rows.scalars(), parts)):
            yield only


def named_among(session: Session, tenant_id: TenantId, keys: Collection[str]) -> set[str]:
    """Those of a few hundred blobs of a tenant that rows name at this moment."""
    found = {part for _, part, _ in upload_parts(session, tenant_id) if part in keys}
    for asked in _questions(tenant_id):
        (column,) = asked.selected_columns
        found.update(session.scalars(asked.where(column.in_(keys))))
    return found


def _questions(tenant_id: TenantId) -> Iterator[Select[str] | Select[str | None]]:
    yield from named_keys(tenant_id)
    yield export_keys(tenant_id)


def spare_keys(
    session: Session, blobs: BlobStore, tenant_id: TenantId
) -> Generator[tuple[str, dt.datetime], None, None]:
    """What the store keeps for a tenant and no row names, with the moment it was last put; both lists are in order."""
    with contextlib.closing(named_in_order(session, tenant_id)) as named:
        wanted = next(named, None)
        for key, moment in blobs.keys(tenant_id):
            while wanted is not None and wanted < key:
                wanted = next(named, None)
            if key != wanted:
                yield key, moment


def check_all_blobs(session: Session, blobs: BlobStore) -> Iterator[Violation]:
    """I2 and I5: every blob that a row names exists and is what was stored."""
    yield from check_blobs(session, blobs)
    yield from _check_parts(blobs, "upload", upload_parts(session))
    yield from _check_parts(blobs, "export", export_parts(session))


def _check_parts(blobs: BlobStore, what: str, parts: Iterable[tuple[TenantId, str, str]]) -> Iterator[Violation]:
    for tenant_id, key, whole_id in parts:
        try:
            blobs.read(tenant_id, key)
        except (BlobMissing, BlobDamaged, KeyDestroyed) as error:
            yield Violation("I2", f"part of {what} {whole_id}", error.code)
