"""Bringing a database to the present schema, once, whoever else tries at the same moment."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, Engine, text

from kernel.errors import PlatformError
from wiring.schema import TENANT_TABLES

SCRIPTS = Path(__file__).parents[1] / "migrations"
# Any number will do, as long as nothing else of ours locks by it.
MIGRATION_LOCK = 7_011_845_203
# A migration that waits for a busy table makes everyone behind it wait as well: it
# gives up soon and is started again. The lock among migrations is waited for longer.
TIMEOUTS = {"lock_timeout": "10s", "statement_timeout": "10min"}
UNSHIELDED = text(
    "SELECT relname FROM pg_class WHERE relkind = 'r' AND relnamespace = current_schema()::regnamespace"
    " AND relname = ANY(:tables) AND NOT (relrowsecurity AND relforcerowsecurity) ORDER BY relname"
)
ABOVE_THE_LAW = text("SELECT rolsuper OR rolbypassrls FROM pg_roles WHERE rolname = current_user")


class SchemaBroken(PlatformError):
    """The migrated database contradicts itself; nothing was kept, report this with the message."""

    code = "schema_broken"


def migrate(engine: Engine) -> list[str]:
    """Run every pending revision; tells which ones were run, oldest first.

    Raises:
        SchemaBroken: Rows point to nothing after the migration; it was taken back.
    """
    with _prepared(engine) as connection:
        pending = _pending(connection)
        if engine.dialect.name != "sqlite":
            # Looking began a transaction; Alembic would run inside it and leave the commit to us.
            connection.rollback()
        if pending:
            command.upgrade(_config(connection), "head")
    return pending


def current_revision(engine: Engine) -> str | None:
    """The revision the database is at; None for an empty one."""
    with engine.connect() as connection:
        return MigrationContext.configure(connection).get_current_revision()


def pending_revisions(engine: Engine) -> list[str]:
    """Revisions that the database still lacks, oldest first."""
    with engine.connect() as connection:
        return _pending(connection)


def isolation_gaps(engine: Engine) -> list[str]:
    """Why PostgreSQL would not keep tenants apart by itself, one sentence each; empty when it would, or on SQLite."""
    if engine.dialect.name != "postgresql":
        return []
    with engine.connect() as connection:
        open_tables = connection.scalars(UNSHIELDED, {"tables": list(TENANT_TABLES)}).all()
        is_above = connection.scalar(ABOVE_THE_LAW)
    gaps = [f"table {name} has no forced row-level security; run `postkamer migrate`" for name in open_tables]
    if is_above:
        gaps.append("the database role may bypass row-level security; use one that is neither superuser nor BYPASSRLS")
    return gaps


def _pending(connection: Connection) -> list[str]:
    script = ScriptDirectory.from_config(_config(connection))
    current = MigrationContext.configure(connection).get_current_revision()
    return [revision.revision for revision in script.iterate_revisions("head", current)][::-1]


def _config(connection: Connection) -> Config:
    config = Config()
    config.set_main_option("script_location", str(SCRIPTS).replace("%", "%%"))
    config.attributes["connection"] = connection
    return config


@contextmanager
def _prepared(engine: Engine) -> Iterator[Connection]:
    prepare = _on_sqlite if engine.dialect.name == "sqlite" else _on_postgresql
    with engine.connect() as connection, prepare(connection):
        yield connection


@contextmanager
def _on_sqlite(connection: Connection) -> Iterator[None]:
    """Hold the write lock throughout, with foreign keys off: SQLite alters a table by copying it."""
    pragma = connection.connection.cursor()
    pragma.execute("PRAGMA foreign_keys=OFF")
    try:
        with connection.begin():
            yield
            dangling = connection.exec_driver_sql("PRAGMA foreign_key_check").fetchall()
            if dangling:
                raise SchemaBroken(f"after the migration {len(dangling)} rows point to nothing; it was taken back")
    finally:
        pragma.execute("PRAGMA foreign_keys=ON")
        pragma.close()


@contextmanager
def _on_postgresql(connection: Connection) -> Iterator[None]:
    """Wait for whoever migrates at this moment; see all tenants' rows; close the connection afterwards."""
    # Session settings must not travel back into the pool.
    connection.detach()
    connection.execute(text("SELECT pg_advisory_lock(:key)"), {"key": MIGRATION_LOCK})
    connection.execute(text("SELECT set_config('postkamer.scope', 'system', false)"))
    for name, value in TIMEOUTS.items():
        connection.execute(text("SELECT set_config(:name, :value, false)"), {"name": name, "value": value})
    connection.commit()
    yield
