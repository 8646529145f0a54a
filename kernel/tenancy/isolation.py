"""I7: no row of one tenant points to a row of another, checked from the metadata itself.

The pairs are not listed by hand: every foreign key between two tenant-owned tables
is found in the metadata, so a table that is added tomorrow is checked tomorrow. A
column that names a row without a foreign key says so itself: `info={POINTS_TO: table}`.
"""

from __future__ import annotations

from collections.abc import Iterator

from sqlalchemy import Column, MetaData, Table, select
from sqlalchemy.orm import Session

TENANT = "tenant_id"
POINTS_TO = "points_to"


def tenant_links(metadata: MetaData) -> Iterator[tuple[Column[object], Column[object]]]:
    """Every column of a tenant-owned table that names a row of a tenant-owned table: (column, its target)."""
    for table in metadata.sorted_tables:
        for column in table.columns:
            for target in _targets(column, metadata):
                if TENANT in table.columns and TENANT in target.table.columns:
                    yield column, target


def _targets(column: Column[object], metadata: MetaData) -> Iterator[Column[object]]:
    yield from (key.column for key in column.foreign_keys)
    if POINTS_TO in column.info:
        (only,) = metadata.tables[column.info[POINTS_TO]].primary_key.columns
        yield only


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
