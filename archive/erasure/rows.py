"""Rows that go with another: found in the metadata itself, so that a table that is added tomorrow goes along tomorrow.

What a foreign key names goes, and what hangs on that. A column that names a document
without a foreign key is known by its name, or says so itself (`info={POINTS_TO: ...}`)
and is emptied.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Any, cast

from sqlalchemy import Column, ColumnElement, CursorResult, Table, delete, select, update
from sqlalchemy.orm import Session

from kernel.db import Base
from kernel.ids import TenantId
from kernel.tenancy.isolation import POINTS_TO, TENANT

# Columns of other rooms that name a document without a key to it.
NAMES_DOCUMENT = frozenset({"document_id", "subject_id"})
# What tells of it afterwards: ids and times, never content.
STAYS = frozenset({"audit_entries", "audit_heads", "erasure_certificates", "tenant_closures"})


def erase_document_rows(session: Session, tenant_id: TenantId, document_id: str) -> dict[str, int]:
    """Delete a document's row and every row that hangs on it, in its tenant; tells how many of which table."""
    session.flush()
    documents = Base.metadata.tables["documents"]
    counts: Counter[str] = Counter()
    for table, column in _names(documents):
        counts[table.name] += _delete(session, table, column == document_id, tenant_id)
    _erase(session, documents, documents.c.id == document_id, tenant_id, counts)
    session.expire_all()
    return {name: count for name, count in sorted(counts.items()) if count}


def erase_tenant_rows(session: Session, tenant_id: TenantId) -> dict[str, int]:
    """Delete every row that belongs to a tenant, but what tells of it afterwards; tells how many of which table."""
    session.flush()
    counts: Counter[str] = Counter()
    for table in reversed(Base.metadata.sorted_tables):
        if TENANT in table.c and table.name not in STAYS | {"tenant_keys"}:
            counts[table.name] += _rows(session.execute(delete(table).where(table.c[TENANT] == tenant_id)))
    session.expire_all()
    return {name: count for name, count in sorted(counts.items()) if count}


def _erase(
    session: Session, table: Table, wanted: ColumnElement[bool], tenant_id: TenantId, counts: Counter[str]
) -> None:
    """Children first; each of them with its own."""
    for child, column, target in _children(table):
        hanging = column.in_(select(target).where(wanted))
        _erase(session, child, hanging, tenant_id, counts)
    for column in _pointers(table):
        emptied = update(column.table).where(column.in_(select(_key(table)).where(wanted))).values({column.name: None})
        session.execute(emptied)
    counts[table.name] += _delete(session, table, wanted, tenant_id)


def _children(table: Table) -> Iterator[tuple[Table, Column[Any], Column[Any]]]:
    """Every (table, its column, the column it names) with a foreign key to `table`."""
    for other in Base.metadata.sorted_tables:
        for column in other.columns:
            for key in column.foreign_keys:
                if key.column.table is table and other is not table:
                    yield other, column, key.column


def _pointers(table: Table) -> Iterator[Column[Any]]:
    for other in Base.metadata.sorted_tables:
        yield from (column for column in other.columns if column.info.get(POINTS_TO) == table.name)


def _names(documents: Table) -> Iterator[tuple[Table, Column[Any]]]:
    """Columns of other rooms that name a document and have no key to it."""
    for table in Base.metadata.sorted_tables:
        if TENANT not in table.c or table.name in STAYS or table is documents:
            continue
        yield from ((table, column) for column in table.columns if column.name in NAMES_DOCUMENT and _is_loose(column))


def _is_loose(column: Column[Any]) -> bool:
    return not column.foreign_keys


def _key(table: Table) -> Column[Any]:
    (only,) = table.primary_key.columns
    return only


def _delete(session: Session, table: Table, wanted: ColumnElement[bool], tenant_id: TenantId) -> int:
    narrowed = delete(table).where(wanted)
    if TENANT in table.c:
        narrowed = narrowed.where(table.c[TENANT] == tenant_id)
    return _rows(session.execute(narrowed))


def _rows(result: object) -> int:
    return cast("CursorResult[Any]", result).rowcount
