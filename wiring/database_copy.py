"""Copies of a database that goes on being written to, and back."""

from __future__ import annotations

import os
import shutil
import subprocess
from contextlib import closing
from pathlib import Path

import pysqlite3.dbapi2 as sqlite_driver
from sqlalchemy import URL, Engine, inspect, make_url

from kernel.errors import Misconfigured, PlatformError
from wiring.backup_files import PARTIAL, PRIVATE_FILE, copy_whole, sync_folder

# Row-level security hides every row from whoever names no scope, the program's own role included.
SEE_ALL = "-cpostkamer.scope=system"


class ProgramMissing(Misconfigured):
    """A program of PostgreSQL is not on this machine; the message names Debian's package."""

    code = "program_missing"


class DatabaseCopyFailed(PlatformError):
    """The database could not be copied; the message ends with what the database's own program said."""

    code = "database_copy_failed"


class DatabaseOccupied(PlatformError):
    """There are tables in the database already; restore into an empty one."""

    code = "database_occupied"


def kind_of(database_url: str) -> str:
    """Tell the kind of a database: "sqlite" or "postgresql"."""
    return make_url(database_url).get_backend_name()


def copy_database(database_url: str, target: Path) -> None:
    """Write one consistent moment of the database to the file `target`, while others go on working.

    Raises:
        ProgramMissing: PostgreSQL's pg_dump is not here.
        DatabaseCopyFailed: It could not be done, or the copy is not sound.
    """
    partial = target.with_name(target.name + PARTIAL)
    partial.unlink(missing_ok=True)
    partial.touch(PRIVATE_FILE)
    if kind_of(database_url) == "sqlite":
        _copy_sqlite(sqlite_file(database_url), partial)
    else:
        _dump_postgresql(make_url(database_url), partial)
    _sync_file(partial)
    partial.replace(target)
    sync_folder(target.parent)


def put_database(database_url: str, source: Path) -> None:
    """Make the empty database what the copy says.

    Raises:
        ProgramMissing: PostgreSQL's pg_restore is not here.
        DatabaseCopyFailed: It could not be done; nothing was kept.
    """
    if kind_of(database_url) == "sqlite":
        target = sqlite_file(database_url)
        copy_whole(source, target)
        sync_folder(target.parent)
    else:
        options = ["--no-owner", "--no-privileges", "--exit-on-error", "--single-transaction"]
        _run("pg_restore", make_url(database_url), [*options, str(source)])


def refuse_occupied(engine: Engine) -> None:
    """Let pass a database without tables.

    Raises:
        DatabaseOccupied: There are some.
    """
    if inspect(engine).get_table_names():
        raise DatabaseOccupied("there are tables in the database already; restore into an empty one")


def sqlite_file(database_url: str) -> Path:
    """The file of an SQLite database.

    Raises:
        Misconfigured: It is in memory only.
    """
    name = make_url(database_url).database
    if not name or name == ":memory:":
        raise Misconfigured("a database in memory cannot be backed up; set database_url to a file")
    return Path(name)


def _copy_sqlite(source: Path, target: Path) -> None:
    address = f"{source.resolve().as_uri()}?mode=rw"
    with closing(sqlite_driver.connect(address, uri=True)) as original, closing(_empty_sqlite(target)) as copy:
        # All pages in one step: writers that use WAL go on, and the copy is of one moment.
        original.backup(copy)
        # One file, without the two beside it that WAL would need.
        copy.execute("PRAGMA journal_mode=DELETE")
        (answer,) = copy.execute("PRAGMA integrity_check").fetchone()
    if answer != "ok":
        raise DatabaseCopyFailed(f"the copy of the database is not sound: {answer}; run `postkamer doctor`")


def _empty_sqlite(path: Path) -> sqlite_driver.Connection:
    return sqlite_driver.connect(str(path))


def _dump_postgresql(url: URL, target: Path) -> None:
    options = ["--format=custom", "--no-owner", "--no-privileges", "--enable-row-security", f"--file={target}"]
    _run("pg_dump", url, options)


def _run(program: str, url: URL, arguments: list[str]) -> None:
    if shutil.which(program) is None:
        raise ProgramMissing(f"{program} is not on this machine; install it with: apt-get install postgresql-client")
    command = [program, f"--dbname={_without_password(url)}", *arguments]
    # The password travels in the environment: a command line is in everybody's sight.
    environment = {**os.environ, "PGPASSWORD": str(url.password or "")}
    ended = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    if ended.returncode:
        said = ended.stderr.strip().splitlines()
        raise DatabaseCopyFailed(f"{program} failed: {said[-1] if said else f'exit code {ended.returncode}'}")


def _without_password(url: URL) -> str:
    options = " ".join([*_options(url), SEE_ALL])
    bare = URL.create("postgresql", url.username, None, url.host, url.port, url.database, url.query)
    return bare.update_query_dict({"options": options}).render_as_string()


def _options(url: URL) -> list[str]:
    given = url.query.get("options", ())
    return [given] if isinstance(given, str) else list(given)


def _sync_file(path: Path) -> None:
    descriptor = os.open(path, os.O_RDONLY | os.O_CLOEXEC)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
