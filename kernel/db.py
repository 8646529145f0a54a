"""The one metadata, and engines on the two databases that Postkamer runs on."""

from __future__ import annotations

import datetime as dt
import enum
from pathlib import Path
from types import TracebackType
from typing import Any, ClassVar, Protocol, Self

import pysqlite3.dbapi2 as sqlite_driver
from sqlalchemy import DateTime, Engine, Enum, ForeignKey, MetaData, create_engine, event, make_url
from sqlalchemy.engine import Connection, Dialect
from sqlalchemy.orm import DeclarativeBase, Mapped, Session, mapped_column
from sqlalchemy.types import TypeDecorator

from kernel.errors import Misconfigured

# The WAL-reset race can corrupt a database that two connections checkpoint; it is
# mended in 3.51.3. Older libraries get a rollback journal instead: slower, safe.
WAL_SAFE_SINCE = (3, 51, 3)
BUSY_TIMEOUT_MS = 30_000
READ_ONLY = "postkamer_read_only"
# secure_delete: a destroyed key must leave the file, not only the row.
PRAGMAS = ("synchronous=FULL", "foreign_keys=ON", "mmap_size=0", "trusted_schema=OFF", "secure_delete=ON")

NAMING = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}


class Base(DeclarativeBase):
    """All tables of all packages share this metadata and one line of migrations."""

    metadata = MetaData(naming_convention=NAMING)
    # Words in a text column: a new word needs no ALTER TYPE, and both databases agree.
    type_annotation_map: ClassVar[dict[Any, Any]] = {enum.Enum: Enum(enum.Enum, native_enum=False, length=40)}


class Transaction(Protocol):
    """A unit of work, as the ground floor's own rooms see it: a session that commits once."""

    session: Session

    def __enter__(self) -> Self:
        """Begin."""

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Roll back whatever was not committed."""

    def commit(self) -> None:
        """Make everything durable."""


class UtcDateTime(TypeDecorator[dt.datetime]):
    """A moment, kept in UTC on both databases and always handed out aware."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: dt.datetime | None, dialect: Dialect) -> dt.datetime | None:
        """Refuse naive moments, store the rest in UTC."""
        if value is None:
            return None
        if value.tzinfo is None:
            message = "a moment without time zone cannot be stored"
            raise ValueError(message)
        utc = value.astimezone(dt.UTC)
        return utc.replace(tzinfo=None) if dialect.name == "sqlite" else utc

    def process_result_value(self, value: dt.datetime | None, dialect: Dialect) -> dt.datetime | None:
        """Hand the moment out aware, in UTC, whatever `dialect` gives."""
        del dialect
        if value is None:
            return None
        return value.replace(tzinfo=dt.UTC) if value.tzinfo is None else value.astimezone(dt.UTC)


class TenantOwned:
    """A row that belongs to exactly one tenant; every query is narrowed to it."""

    tenant_id: Mapped[str] = mapped_column(ForeignKey("tenants.id"), index=True)


def open_engine(url: str) -> Engine:
    """An engine for `url`, set up so that a commit survives a power cut.

    Raises:
        Misconfigured: The database is neither SQLite nor PostgreSQL.
    """
    backend = make_url(url).get_backend_name()
    match backend:
        case "sqlite":
            return _open_sqlite(url)
        case "postgresql":
            return create_engine(make_url(url).set(drivername="postgresql+psycopg"), pool_pre_ping=True, pool_size=10)
        case _:
            message = f"database {backend} is not supported; set database_url to sqlite:/// or postgresql://"
            raise Misconfigured(message)


def sqlite_journal_mode(version: tuple[int, ...]) -> str:
    """WAL where the library is free of the WAL-reset race, TRUNCATE elsewhere."""
    return "WAL" if version >= WAL_SAFE_SINCE else "TRUNCATE"


def sqlite_version() -> tuple[int, ...]:
    """Version of the SQLite library that is linked in."""
    return tuple(int(part) for part in sqlite_driver.sqlite_version.split("."))


def _open_sqlite(url: str) -> Engine:
    database = make_url(url).database
    if database and database != ":memory:":
        Path(database).parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    engine = create_engine(
        url,
        module=sqlite_driver,
        connect_args={"isolation_level": None, "timeout": BUSY_TIMEOUT_MS / 1000, "check_same_thread": False},
    )
    event.listen(engine, "connect", _prepare_sqlite)
    event.listen(engine, "begin", _begin_sqlite)
    return engine


def _prepare_sqlite(connection: Any, record: object) -> None:  # noqa: ANN401 - DB-API connections have no common type
    del record
    cursor = connection.cursor()
    cursor.execute(f"PRAGMA journal_mode={sqlite_journal_mode(sqlite_version())}")
    for pragma in PRAGMAS:
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()


def _begin_sqlite(connection: Connection) -> None:
    # A writer takes the lock at once: upgrading a read lock later fails with
    # "database is locked" instead of waiting its turn.
    read_only = connection.get_execution_options().get(READ_ONLY, False)
    connection.exec_driver_sql("BEGIN" if read_only else "BEGIN IMMEDIATE")
