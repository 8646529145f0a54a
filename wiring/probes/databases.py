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
            advice = "`postkamer up` makes it, or `postkamer migrate`"
            yield warn("database", "there is none yet", advice).saying("database_none")
            return
        engine = open_engine(settings.database)
    except Misconfigured as error:
        yield bad("database", settings.database.partition(":")[0], str(error)).saying("database_misconfigured")
        return
    try:
        yield from _look_at(engine, kind, settings)
    except SQLAlchemyError as error:
        cause = type(error.__cause__ or error).__name__
        advice = "start it, and look at database_url and its password"
        yield bad("database", f"does not answer ({cause})", advice).saying("database_silent", cause=cause)
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
        finding = bad("tenants apart", gap, "correct this before tenants' mail comes in")
        yield finding.saying("tenants_not_apart")


def migrated(engine: Engine) -> Finding:
    """Whether the schema is the program's own."""
    revision, pending = current_revision(engine), pending_revisions(engine)
    if pending:
        found = f"at {revision or 'nothing'}, lacks {' '.join(pending)}"
        return bad("schema", found, "run `postkamer migrate`").saying("schema_behind", missing=", ".join(pending))
    return ok("schema", f"at {revision}").saying("schema", revision=str(revision))


def tenants_keys(engine: Engine, settings: Settings) -> Finding:
    """Whether the master key opens what it is said to have wrapped."""
    clock = SystemClock()
    database = Database(engine, clock)
    with database.reading(DOCTOR) as session:
        tenants = [view.id for view in list_tenants(session)]
    if not tenants:
        return ok("tenants' keys", "none yet").saying("keys_none")
    try:
        KeyRing(MasterKey.load(settings.master_key), database, clock).tenant_key(tenants[0])
    except PlatformError as error:
        return bad("tenants' keys", error.code, str(error)).saying("keys_refused")
    return ok("tenants' keys", "opened by the master key").saying("keys")


def open_runs(engine: Engine) -> Iterator[Finding]:
    """Scan runs that nobody closed: their letters wait."""
    clock = SystemClock()
    with Database(engine, clock).reading(DOCTOR) as session:
        forgotten = list(forgotten_runs(session, clock.now()))
    if forgotten:
        found = f"{len(forgotten)} not closed for more than a day"
        advice = "`postkamer verify` lists them and says how to close each"
        yield warn("scan runs", found, advice).saying("runs_open", count=len(forgotten))


def unconfirmed_messages(engine: Engine) -> Iterator[Finding]:
    """Queues to which the relay hands messages in vain."""
    with Database(engine, SystemClock()).reading(DOCTOR) as session:
        silent = list(silent_queues(session))
    for queue in silent:
        found = f"{queue.messages} not confirmed by the broker, after up to {queue.failures} attempts"
        advice = "see that RabbitMQ runs and that most of its nodes are up; they wait"
        finding = bad(f"queue {queue.queue}", found, advice)
        yield finding.saying("queue_silent", queue=queue.queue, count=queue.messages)


def _server(engine: Engine) -> Finding:
    with engine.connect() as connection:
        version = int(connection.exec_driver_sql("SHOW server_version_num").scalar_one())
        shown = f"PostgreSQL {connection.exec_driver_sql('SHOW server_version').scalar_one()}"
    if version < OLDEST_POSTGRESQL:
        finding = warn("database", shown, "not tested with less than PostgreSQL 15; upgrade it")
        return finding.saying("database_old", name=shown)
    return ok("database", shown).saying("database", name=shown)


def _sound(settings: Settings) -> Finding:
    path = sqlite_file(settings.database)
    try:
        with closing(sqlite_driver.connect(f"{path.resolve().as_uri()}?mode=rw", uri=True)) as connection:
            (answer,) = connection.execute("PRAGMA quick_check(1)").fetchone()
    except sqlite_driver.DatabaseError as error:
        answer = str(error)
    if answer != "ok":
        advice = "stop the program and restore a backup into an empty folder"
        return bad("database", f"{path}: {answer}", advice).saying("database_damaged")
    return ok("database", f"SQLite, {path}").saying("database", name="SQLite")
