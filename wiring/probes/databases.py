"""The database: reachable, migrated, and on PostgreSQL bound by row-level security."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing

import pysqlite3.dbapi2 as sqlite_driver
from sqlalchemy import Engine
from sqlalchemy.exc import SQLAlchemyError

from kernel.clock import SystemClock
from kernel.db import open_engine
from kernel.errors import Misconfigured, PlatformError
from kernel.outbox.integrity import silent_queues
from kernel.tenancy.keys import KeyRing
from kernel.tenancy.master_key import MasterKey
from kernel.tenancy.repository import list_tenants
from kernel.tenancy.scope import SystemScope
from kernel.unit_of_work import Database
from wiring.database_copy import kind_of, sqlite_file
from wiring.migrate import current_revision, isolation_gaps, pending_revisions
from wiring.probes.findings import Finding, Level, bad, ok, warn
from wiring.settings import Settings
from wiring.under_way import forgotten_runs

DOCTOR = SystemScope("doctor tries one tenant's key, reads nothing with it, and counts runs left open")
OLDEST_POSTGRESQL = 150_000


def look_at_database(settings: Settings) -> Iterator[Finding]:
    """Everything about the database that settings name; nothing is made or changed."""
    try:
        kind = kind_of(settings.database)
        if kind == "sqlite" and not sqlite_file(settings.database).exists():
            yield warn("database", "there is none yet", "`postkamer up` makes it, or `postkamer migrate`")
            return
        engine = open_engine(settings.database)
    except Misconfigured as error:
        yield bad("database", settings.database.partition(":")[0], str(error))
        return
    try:
        yield from _look_at(engine, kind, settings)
    except SQLAlchemyError as error:
        cause = type(error.__cause__ or error).__name__
        yield bad("database", f"does not answer ({cause})", "start it, and look at database_url and its password")
    finally:
        engine.dispose()


def _look_at(engine: Engine, kind: str, settings: Settings) -> Iterator[Finding]:
    yield _server(engine) if kind == "postgresql" else _sound(settings)
    schema = migrated(engine)
    yield schema
    if schema.level is Level.OK:
        yield tenants_keys(engine, settings)
        yield from open_runs(engine)
        yield from unconfirmed_messages(engine)
    for gap in isolation_gaps(engine):
        yield bad("tenants apart", gap, "correct this before tenants' mail comes in")


def migrated(engine: Engine) -> Finding:
    """Whether the schema is the program's own."""
    revision, pending = current_revision(engine), pending_revisions(engine)
    if pending:
        return bad("schema", f"at {revision or 'nothing'}, lacks {' '.join(pending)}", "run `postkamer migrate`")
    return ok("schema", f"at {revision}")


def tenants_keys(engine: Engine, settings: Settings) -> Finding:
    """Whether the master key opens what it is said to have wrapped."""
    clock = SystemClock()
    database = Database(engine, clock)
    with database.reading(DOCTOR) as session:
        tenants = [view.id for view in list_tenants(session)]
    if not tenants:
        return ok("tenants' keys", "none yet")
    try:
        KeyRing(MasterKey.load(settings.master_key), database, clock).tenant_key(tenants[0])
    except PlatformError as error:
        return bad("tenants' keys", error.code, str(error))
    return ok("tenants' keys", "opened by the master key")


def open_runs(engine: Engine) -> Iterator[Finding]:
    """Scan runs that nobody closed: their letters wait."""
    clock = SystemClock()
    with Database(engine, clock).reading(DOCTOR) as session:
        forgotten = list(forgotten_runs(session, clock.now()))
    if forgotten:
        found = f"{len(forgotten)} not closed for more than a day"
        yield warn("scan runs", found, "`postkamer verify` lists them and says how to close each")


def unconfirmed_messages(engine: Engine) -> Iterator[Finding]:
    """Queues to which the relay hands messages in vain."""
    with Database(engine, SystemClock()).reading(DOCTOR) as session:
        silent = list(silent_queues(session))
    for queue in silent:
        found = f"{queue.messages} not confirmed by the broker, after up to {queue.failures} attempts"
        yield bad(f"queue {queue.queue}", found, "see that RabbitMQ runs and that most of its nodes are up; they wait")


def _server(engine: Engine) -> Finding:
    with engine.connect() as connection:
        version = int(connection.exec_driver_sql("SHOW server_version_num").scalar_one())
        shown = f"PostgreSQL {connection.exec_driver_sql('SHOW server_version').scalar_one()}"
    if version < OLDEST_POSTGRESQL:
        return warn("database", shown, "not tested with less than PostgreSQL 15; upgrade it")
    return ok("database", shown)


def _sound(settings: Settings) -> Finding:
    path = sqlite_file(settings.database)
    try:
        with closing(sqlite_driver.connect(f"{path.resolve().as_uri()}?mode=rw", uri=True)) as connection:
            (answer,) = connection.execute("PRAGMA quick_check(1)").fetchone()
    except sqlite_driver.DatabaseError as error:
        answer = str(error)
    if answer != "ok":
        return bad("database", f"{path}: {answer}", "stop the program and restore a backup into an empty folder")
    return ok("database", f"SQLite, {path}")
