"""RabbitMQ and PostgreSQL of our own, for the demo and wherever a file of settings asks for them.

They live in the data folder, listen on the loopback interface only, and are started
when a command needs them; what was started here ends with the command.
"""

from __future__ import annotations

import contextlib
from collections.abc import Iterator, Sequence
from pathlib import Path

from pydantic import SecretStr

from wiring.services.postgresql import PostgresqlServer
from wiring.services.rabbitmq import RabbitmqServer
from wiring.settings import Settings

POSTGRESQL = "postgresql"
RABBITMQ = "rabbitmq"


@contextlib.contextmanager
def private_services(settings: Settings) -> Iterator[Settings]:
    """Start what `settings.private_services` names; gives settings that point there.

    Raises:
        ServiceNotInstalled: A server is not on this machine; the message says how to install it.
        ServiceDidNotStart: A server ended, or did not answer in time.
    """
    with contextlib.ExitStack() as running:
        found: dict[str, SecretStr] = {}
        folder = settings.data_dir / "services"
        if POSTGRESQL in settings.private_services:
            postgresql = running.enter_context(_started(PostgresqlServer(folder / POSTGRESQL)))
            found["database_url"] = SecretStr(postgresql.url)
        if RABBITMQ in settings.private_services:
            rabbitmq = running.enter_context(_started(RabbitmqServer(folder / RABBITMQ)))
            found["transport"] = SecretStr(rabbitmq.url)
        yield settings.model_copy(update=found)


def remember(settings: Settings, services: Sequence[str]) -> Path:
    """Write a file of settings into the data folder, so that every command on it finds the same services."""
    path = settings.data_dir / "postkamer.toml"
    path.parent.mkdir(parents=True, exist_ok=True)
    names = ", ".join(f'"{name}"' for name in services)
    path.write_text(f"private_services = [{names}]\n", encoding="utf-8")
    return path


@contextlib.contextmanager
def _started(server: PostgresqlServer | RabbitmqServer) -> Iterator[PostgresqlServer | RabbitmqServer]:
    was_running = server.is_running()
    server.start()
    try:
        yield server
    finally:
        if not was_running:
            server.stop()
