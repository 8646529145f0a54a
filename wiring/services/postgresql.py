"""A private PostgreSQL: own data, loopback only, and an application role that row-level security binds.

PostgreSQL refuses to run as root, so root runs it as the system user `postgres`. That user must be able to reach the
data; below a folder that only root may enter, the data lives in that user's own home instead.
"""

from __future__ import annotations

import hashlib
import os
import pwd
import secrets
import shutil
import signal
import subprocess
import tempfile
import time
from pathlib import Path
from types import TracebackType
from typing import Self

import psycopg
from psycopg import sql

from wiring.services.daemon import LOOPBACK, POLL_S, Daemon, is_listening, kept_ports
from wiring.services.errors import ServiceDidNotStart, ServiceNotInstalled

VERSIONS = Path("/usr/lib/postgresql")
SYSTEM_USER = "postgres"
ADMIN = "postkamer_admin"
APPLICATION = "postkamer"
INITDB_OPTIONS = ("--auth=scram-sha-256", "--encoding=UTF8", "--locale=C.UTF-8", "--no-sync")
START_TRIES = 5


class PostgresqlServer:
    """A PostgreSQL that belongs to one folder. Leaving the `with` block stops it; its data and address stay.

    Args:
        folder: Where its files are kept.
        durable: Whether commits survive a power cut; a test, which at worst kills the server, can do without.
    """

    def __init__(self, folder: Path, *, durable: bool = True) -> None:
        self._folder = folder.resolve()
        self._durable = durable
        self._server = Daemon(self._folder, "postgresql")

    @property
    def url(self) -> str:
        """Where the application connects: its own database, as a role that is no superuser."""
        return self.url_of(APPLICATION)

    def url_of(self, database: str) -> str:
        """Where the application connects to one of the databases of `create_database`."""
        return self._url(APPLICATION, database)

    def start(self) -> None:
        """Start the server, or take over the one that runs in this folder; returns when it answers.

        Raises:
            ServiceNotInstalled: PostgreSQL is not on this machine.
            ServiceDidNotStart: It ended, or did not answer in time.
        """
        programs()
        self._folder.mkdir(parents=True, exist_ok=True)
        if not (self._data / "PG_VERSION").exists():
            self._initialise()
        if not self._server.is_running():
            self._run()
        self._create_application()

    def stop(self) -> None:
        """End the server in good order, without waiting for its clients."""
        self._server.stop(signal.SIGINT)

    def kill(self) -> None:
        """End the server as a power cut would."""
        self._server.kill()

    def restart(self) -> None:
        """Kill the server and start it again on the same data and address."""
        self.kill()
        self.start()

    def wipe(self) -> None:
        """Kill the server and destroy its databases; the next start begins with nothing."""
        self.kill()
        shutil.rmtree(self._data, ignore_errors=True)

    def is_running(self) -> bool:
        """Whether the server's process is there."""
        return self._server.is_running()

    def create_database(self, name: str, template: str = "template0") -> str:
        """A database that the application owns, as a copy of the template, and its address."""
        with psycopg.connect(self._url(ADMIN, "postgres"), autocommit=True) as admin:
            admin.execute(
                sql.SQL("CREATE DATABASE {} OWNER {} TEMPLATE {}").format(
                    sql.Identifier(name), sql.Identifier(APPLICATION), sql.Identifier(template)
                )
            )
        return self.url_of(name)

    def drop_database(self, name: str) -> None:
        """Remove a database, whoever is connected to it."""
        with psycopg.connect(self._url(ADMIN, "postgres"), autocommit=True) as admin:
            admin.execute(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(name)))

    def __enter__(self) -> Self:
        """Start."""
        self.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Stop."""
        self.stop()

    @property
    def _data(self) -> Path:
        inside = self._folder / "data"
        if _user() is None or _can_enter(self._folder):
            return inside
        name = hashlib.sha256(str(inside).encode()).hexdigest()[:16]
        return Path(pwd.getpwnam(SYSTEM_USER).pw_dir) / "postkamer" / name

    @property
    def _port(self) -> int:
        return kept_ports(self._folder / "ports.json", ("postgresql",))["postgresql"]

    def _url(self, role: str, database: str) -> str:
        return f"postgresql://{role}:{self._password(role)}@{LOOPBACK}:{self._port}/{database}"

    def _password(self, role: str) -> str:
        file = self._folder / f"{role}.password"
        if not file.exists():
            file.touch(mode=0o600)
            file.write_text(secrets.token_urlsafe(24))
        return file.read_text()

    def _initialise(self) -> None:
        self._data.mkdir(parents=True, exist_ok=True, mode=0o700)
        with tempfile.NamedTemporaryFile("w") as password:
            password.write(self._password(ADMIN))
            password.flush()
            _give_away(self._data, Path(password.name))
            options = [f"--pgdata={self._data}", f"--username={ADMIN}", f"--pwfile={password.name}", *INITDB_OPTIONS]
            run = _run_as_server([str(programs() / "initdb"), *options])
        if run.returncode:
            shutil.rmtree(self._data)
            message = f"PostgreSQL's data could not be laid out: {run.stderr.decode(errors='replace')}"
            raise ServiceDidNotStart(message)

    def _run(self) -> None:
        # What a killed server started may hold its memory a moment longer; the next one then refuses to begin.
        for _ in range(START_TRIES):
            self._server.start(self._command(), env=_environment(), cwd=Path("/"), user=_user())
            try:
                self._server.wait_ready(self._answers)
            except ServiceDidNotStart:
                time.sleep(20 * POLL_S)
            else:
                return
        self._server.wait_ready(self._answers)

    def _command(self) -> list[str]:
        options = {
            "listen_addresses": LOOPBACK,
            "port": str(self._port),
            "unix_socket_directories": "",
            "fsync": "on" if self._durable else "off",
            "max_connections": "200",
        }
        settings = [f"--{name}={value}" for name, value in options.items()]
        return [str(programs() / "postgres"), "-D", str(self._data), *settings]

    def _answers(self) -> bool:
        if not is_listening(self._port):
            return False
        try:
            psycopg.connect(self._url(ADMIN, "postgres"), connect_timeout=5).close()
        except psycopg.OperationalError:
            return False
        return True

    def _create_application(self) -> None:
        with psycopg.connect(self._url(ADMIN, "postgres"), autocommit=True) as admin:
            if admin.execute("SELECT 1 FROM pg_roles WHERE rolname = %s", [APPLICATION]).fetchone() is None:
                admin.execute(
                    sql.SQL("CREATE ROLE {} LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOBYPASSRLS PASSWORD {}").format(
                        sql.Identifier(APPLICATION), sql.Literal(self._password(APPLICATION))
                    )
                )
            exists = admin.execute("SELECT 1 FROM pg_database WHERE datname = %s", [APPLICATION]).fetchone()
        if exists is None:
            self.create_database(APPLICATION)


def is_installed() -> bool:
    """Whether a PostgreSQL server is on this machine."""
    return any(VERSIONS.glob("*/bin/postgres"))


def programs() -> Path:
    """The folder of the newest PostgreSQL's programs.

    Raises:
        ServiceNotInstalled: There is none.
    """
    if not is_installed():
        message = "PostgreSQL is missing; install it with: apt-get install postgresql"
        raise ServiceNotInstalled(message)
    return max((path.parent for path in VERSIONS.glob("*/bin/postgres")), key=lambda path: int(path.parts[-2]))


def _user() -> str | None:
    """Whom to run PostgreSQL as: nobody else, unless we are root."""
    return SYSTEM_USER if os.geteuid() == 0 else None


def _give_away(*paths: Path) -> None:
    """Hand files over to the system user that the server runs as."""
    user = _user()
    for path in paths:
        if user is not None:
            shutil.chown(path, user, user)


def _can_enter(folder: Path) -> bool:
    """Whether the system user reaches the folder."""
    return _run_as_server(["test", "-x", str(folder)]).returncode == 0


def _run_as_server(command: list[str]) -> subprocess.CompletedProcess[bytes]:
    """Run a program as the user that the server runs as, in a folder that every user reaches."""
    user = _user()
    groups: list[str] | None = None if user is None else []
    return subprocess.run(
        command,
        env=_environment(),
        cwd="/",
        capture_output=True,
        check=False,
        user=user,
        group=user,
        extra_groups=groups,
    )


def _environment() -> dict[str, str]:
    return {"PATH": os.environ["PATH"], "LANG": "C.UTF-8"}
