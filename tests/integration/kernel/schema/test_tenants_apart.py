"""PostgreSQL keeps tenants apart by itself: raw statements that no filter of ours narrows, on every tenant table."""

from __future__ import annotations

import datetime as dt
import uuid
from typing import Any

import pytest
from sqlalchemy import (
    JSON,
    Boolean,
    Column,
    Date,
    DateTime,
    Engine,
    Enum,
    Float,
    Integer,
    LargeBinary,
    Table,
    func,
    select,
    text,
)
from sqlalchemy.exc import ProgrammingError
from sqlalchemy.types import TypeDecorator, TypeEngine

from kernel.ids import TenantId, new_id
from kernel.tenancy.scope import Scope, SystemScope, TenantScope
from kernel.unit_of_work import Database
from tests.fakes.clock import FakeClock
from wiring.migrate import migrate
from wiring.schema import METADATA, TENANT_TABLES

pytestmark = pytest.mark.postgresql
SYSTEM = SystemScope("tests set up every tenant")
MOMENT = dt.datetime(2026, 1, 1, tzinfo=dt.UTC)


SAMPLES: tuple[tuple[type[TypeEngine[Any]], object], ...] = (
    (Boolean, False),
    (Integer, 1),
    (Float, 0.5),
    (DateTime, MOMENT),
    (Date, MOMENT.date()),
    (JSON, {}),
    (LargeBinary, b""),
)


def sample(column: Column[Any], row: str) -> object:
    """A value that fits the column."""
    kind = column.type.impl if isinstance(column.type, TypeDecorator) else column.type
    for known, value in SAMPLES:
        if isinstance(kind, known):
            return value
    if isinstance(kind, Enum) and kind.enum_class is not None:
        return next(iter(kind.enum_class))
    return row[: getattr(kind, "length", None) or 8]


def filled(table: Table, tenant_id: TenantId, rows: dict[str, str]) -> dict[str, object]:
    """A row of the table for the tenant; `rows` names the row of each table that it may point to."""
    values: dict[str, object] = {}
    for column in table.columns:
        target = next(iter(column.foreign_keys), None)
        if column.name == "tenant_id":
            values[column.name] = tenant_id
        elif target is not None and not column.nullable:
            values[column.name] = rows[target.column.table.name]
        elif column.primary_key and target is None:
            values[column.name] = rows[table.name]
        elif not column.nullable:
            values[column.name] = sample(column, rows[table.name])
    return values


class TwoTenants:
    """Two tenants with one row each in every table that has tenants' rows."""

    def __init__(self, engine: Engine) -> None:
        migrate(engine)
        self.database = Database(engine, FakeClock())
        self.mine, self.theirs = (self._fill() for _ in range(2))

    def _fill(self) -> TenantId:
        tenant_id = TenantId(new_id())
        rows = {table.name: uuid.uuid4().hex for table in METADATA.sorted_tables} | {"tenants": tenant_id}
        with self.database.unit_of_work(SYSTEM) as uow:
            for table in METADATA.sorted_tables:
                if table.name in (*TENANT_TABLES, "tenants", "users"):
                    uow.session.connection().execute(table.insert().values(filled(table, tenant_id, rows)))
            uow.commit()
        return tenant_id


@pytest.fixture
def two(empty_postgresql: Engine) -> TwoTenants:
    return TwoTenants(empty_postgresql)


def owners_seen(two: TwoTenants, table: str, scope: Scope) -> set[str]:
    """Whose rows a raw statement sees."""
    column = METADATA.tables[table].columns["tenant_id"]
    with two.database.unit_of_work(scope) as uow:
        return set(uow.session.connection().execute(select(column)).scalars())


def test_every_table_with_tenants_rows_is_covered(two: TwoTenants) -> None:
    assert len(TENANT_TABLES) > 10
    for table in TENANT_TABLES:
        assert owners_seen(two, table, SYSTEM) == {two.mine, two.theirs}, table
        assert owners_seen(two, table, TenantScope(two.mine)) == {two.mine}, table


def test_no_row_can_be_changed_or_deleted_for_another(two: TwoTenants) -> None:
    for name in TENANT_TABLES:
        table = METADATA.tables[name]
        with two.database.unit_of_work(TenantScope(two.mine)) as uow:
            connection = uow.session.connection()
            theirs = table.columns["tenant_id"] == two.theirs
            assert connection.execute(table.delete().where(theirs)).rowcount == 0, name
            assert connection.execute(table.update().where(theirs).values(tenant_id=two.mine)).rowcount == 0, name


def test_no_row_can_be_written_in_anothers_name(two: TwoTenants) -> None:
    for name in TENANT_TABLES:
        table = METADATA.tables[name]
        values = filled(table, two.theirs, dict.fromkeys(METADATA.tables, new_id()))
        with (
            two.database.unit_of_work(TenantScope(two.mine)) as uow,
            pytest.raises(ProgrammingError, match="row-level security"),
        ):
            uow.session.connection().execute(table.insert().values(values))


def test_a_connection_that_named_no_scope_sees_nothing(two: TwoTenants) -> None:
    with two.database.engine.connect() as connection:
        for name in TENANT_TABLES:
            assert connection.scalar(select(func.count()).select_from(METADATA.tables[name])) == 0, name


def test_a_scope_ends_with_its_transaction(two: TwoTenants) -> None:
    with two.database.unit_of_work(SYSTEM) as uow:
        uow.session.connection()
        uow.commit()
    # The same pooled connection, most likely; any must be empty-handed.
    with two.database.engine.connect() as connection:
        assert not connection.scalar(text("SELECT current_setting('postkamer.scope', true)"))
