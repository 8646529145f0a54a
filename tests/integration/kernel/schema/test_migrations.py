from __future__ import annotations

import datetime as dt
import threading

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import Engine, inspect, text
from sqlalchemy.exc import DBAPIError

from kernel.audit.journal import AuditFact, append
from kernel.ids import TenantId, new_id
from kernel.tenancy.directory import TenantKind
from kernel.tenancy.models import Tenant
from kernel.tenancy.scope import SystemScope
from kernel.unit_of_work import Database
from tests.fakes.clock import FakeClock
from wiring.migrate import (
    SchemaBroken,
    _config,
    _prepared,
    current_revision,
    isolation_gaps,
    migrate,
    pending_revisions,
)
from wiring.schema import METADATA

SYSTEM = SystemScope("tests set up every tenant")


def add_tenant(database: Database) -> TenantId:
    """A tenant with one entry in its journal."""
    tenant_id = TenantId(new_id())
    at = dt.datetime(2026, 1, 1, tzinfo=dt.UTC)
    with database.unit_of_work(SYSTEM) as uow:
        uow.session.add(Tenant(id=tenant_id, kind=TenantKind.BUSINESS, name="A", created_at=at))
        uow.session.flush()
        append(uow.session, AuditFact(tenant_id, "system:tests", "tenant_added", "tenant", tenant_id), at)
        uow.commit()
    return tenant_id


def test_migrated_schema_is_the_one_the_program_expects(empty: Engine) -> None:
    migrate(empty)
    with empty.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True, "compare_server_default": True})
        assert compare_metadata(context, METADATA) == []


def test_tells_what_is_pending_and_runs_it_once(empty: Engine) -> None:
    assert current_revision(empty) is None
    pending = pending_revisions(empty)
    assert migrate(empty) == pending == sorted(pending) != []
    assert (current_revision(empty), pending_revisions(empty), migrate(empty)) == (pending[-1], [], [])


def test_runs_once_when_two_start_together(empty: Engine) -> None:
    ran: list[list[str]] = []
    threads = [threading.Thread(target=lambda: ran.append(migrate(empty))) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(map(bool, ran)) == [False, True]


def test_can_be_taken_back(empty: Engine) -> None:
    migrate(empty)
    with _prepared(empty) as connection:
        command.downgrade(_config(connection), "base")
    assert set(inspect(empty).get_table_names()) == {"alembic_version"}
    assert migrate(empty)


def test_takes_back_a_migration_that_leaves_rows_pointing_to_nothing(empty_sqlite: Engine) -> None:
    migrate(empty_sqlite)
    add_tenant(Database(empty_sqlite, FakeClock()))
    with pytest.raises(SchemaBroken), _prepared(empty_sqlite) as connection:
        connection.execute(text("DELETE FROM tenants"))
    with empty_sqlite.connect() as connection:
        assert connection.scalar(text("SELECT count(*) FROM tenants")) == 1
        assert connection.scalar(text("PRAGMA foreign_keys")) == 1


@pytest.mark.parametrize("change", ["UPDATE audit_entries SET actor = 'x'", "DELETE FROM audit_entries"])
def test_journal_is_append_only_even_for_raw_statements(empty: Engine, change: str) -> None:
    migrate(empty)
    database = Database(empty, FakeClock())
    add_tenant(database)
    with database.unit_of_work(SYSTEM) as uow, pytest.raises(DBAPIError, match="append-only"):
        uow.session.connection().execute(text(change))


@pytest.mark.postgresql
def test_journal_cannot_be_emptied_at_once_either(empty_postgresql: Engine) -> None:
    migrate(empty_postgresql)
    with empty_postgresql.begin() as connection, pytest.raises(DBAPIError, match="append-only"):
        connection.execute(text("TRUNCATE audit_entries"))


@pytest.mark.postgresql
def test_sees_a_table_whose_rows_are_not_kept_apart(empty_postgresql: Engine) -> None:
    migrate(empty_postgresql)
    assert isolation_gaps(empty_postgresql) == []
    with empty_postgresql.begin() as connection:
        connection.execute(text("ALTER TABLE documents NO FORCE ROW LEVEL SECURITY"))
    assert len(isolation_gaps(empty_postgresql)) == 1
    assert "documents" in isolation_gaps(empty_postgresql)[0]
