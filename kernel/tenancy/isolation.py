"""I7: no row of one tenant points to a row of another, checked from the metadata itself.

The pairs are not listed by hand: every foreign key between two tenant-owned tables
is found in the metadata, so a table that is added tomorrow is checked tomorrow.
"""

from __future__ import annotations

from collections.abc import Iterator

from sqlalchemy import Column, MetaData, Table, select
from sqlalchemy.orm import Session

TENANT = "tenant_id"


def tenant_links(metadata: MetaData) -> Iterator[tuple[Column[object], Column[object]]]:
    """Every foreign key from a tenant-owned table to a tenant-owned table: (column, its target)."""
    for table in metadata.sorted_tables:
        for column in table.columns:
            for key in column.foreign_keys:
                if TENANT in table.columns and TENANT in key.column.table.columns:
                    yield column, key.column


def foreign_links(session: Session, metadata: MetaData) -> Iterator[tuple[str, str]]:
    """Rows that point across tenants: (table and column, the row's primary key)."""
    for column, target in tenant_links(metadata):
        source: Table = column.table
        other = target.table.alias("other")
        crossing = (
            select(*source.primary_key.columns)
            .join(other, column == other.columns[target.name])
            .where(source.columns[TENANT] != other.columns[TENANT])
        )
        for row in session.execute(crossing):
            yield f"{source.name}.{column.name}", "/".join(map(str, row))
