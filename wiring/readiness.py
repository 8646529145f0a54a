"""Whether this installation can do its work at this moment: what a load balancer and a person on call ask first."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from typing import Protocol

import pika
from pika.exceptions import AMQPError
from sqlalchemy import Engine
from sqlalchemy.exc import SQLAlchemyError

from kernel.blobs.s3 import SealedObjects
from kernel.errors import PlatformError
from wiring.migrate import pending_revisions
from wiring.sealed_content import s3_place
from wiring.settings import Settings

ANSWER_S = 3
READY = "ok"


class ReadinessParts(Protocol):
    """The parts of a platform that work needs."""

    @property
    def settings(self) -> Settings:
        """Where everything is."""

    @property
    def engine(self) -> Engine:
        """The database."""


def readiness(parts: ReadinessParts) -> dict[str, str]:
    """Each part with "ok" or the name of what is wrong with it; never an address or a password."""
    return {name: _answer(check, parts) for name, check in CHECKS.items()}


def _answer(check: Callable[[ReadinessParts], str], parts: ReadinessParts) -> str:
    try:
        return check(parts)
    except PlatformError as error:
        return error.code
    except (SQLAlchemyError, AMQPError, OSError, ValueError) as error:
        return type(error).__name__


def _database(parts: ReadinessParts) -> str:
    return "migrations are pending" if pending_revisions(parts.engine) else READY


def _broker(parts: ReadinessParts) -> str:
    if parts.settings.is_embedded:
        return READY
    parameters = pika.URLParameters(parts.settings.transport.get_secret_value())
    parameters.socket_timeout = parameters.stack_timeout = parameters.blocked_connection_timeout = ANSWER_S
    parameters.connection_attempts = 1
    pika.BlockingConnection(parameters).close()
    return READY


def _blobs(parts: ReadinessParts) -> str:
    settings = parts.settings
    if settings.s3 is not None:
        next(SealedObjects(s3_place(settings.s3, settings.data_dir)).all(), None)
        return READY
    folder = settings.data_dir / "blobs"
    return _writable(str(folder if folder.exists() else settings.data_dir))


def _indexes(parts: ReadinessParts) -> str:
    folder = parts.settings.data_dir / "indexes"
    return _writable(str(folder if folder.exists() else parts.settings.data_dir))


def _writable(folder: str) -> str:
    return READY if os.access(folder, os.W_OK | os.X_OK) else "cannot be written to"


CHECKS: Mapping[str, Callable[[ReadinessParts], str]] = {
    "database": _database,
    "broker": _broker,
    "blobs": _blobs,
    "indexes": _indexes,
}
