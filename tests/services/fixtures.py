"""Fixtures over real services: absent, they skip a test on a person's machine and fail it in CI.

The servers are the test process's own, started at their first use. A test that kills or wipes one asks for
`own_rabbitmq` or `own_postgresql`, so that nobody else's is pulled away.
"""

from __future__ import annotations

import os
import shutil
import tempfile
import uuid
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.services import s3
from tests.services.s3 import Bucket, S3Server
from wiring.services import postgresql as postgresql_service
from wiring.services import rabbitmq as rabbitmq_service
from wiring.services.postgresql import PostgresqlServer
from wiring.services.rabbitmq import RabbitmqServer


def need(service: str, *, installed: bool) -> None:
    """Skip, or fail where skipping would hide a missing install step."""
    if installed:
        return
    if os.environ.get("CI"):
        pytest.fail(f"{service} is not installed")
    pytest.skip(f"{service} is not installed; ./postkamer test installs it")


def _unique_name() -> str:
    return f"t{uuid.uuid4().hex[:20]}"


@pytest.fixture(scope="session")
def services_folder() -> Iterator[Path]:
    """A folder that system users other than ours may enter, unlike pytest's own."""
    folder = Path(tempfile.mkdtemp(prefix="postkamer-"))
    folder.chmod(0o755)
    yield folder
    shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture(scope="session")
def rabbitmq(services_folder: Path) -> Iterator[RabbitmqServer]:
    """The RabbitMQ that tests share; leave it running."""
    need("RabbitMQ", installed=rabbitmq_service.is_installed())
    with RabbitmqServer(services_folder / "rabbitmq") as server:
        yield server


@pytest.fixture
def rabbitmq_url(rabbitmq: RabbitmqServer) -> str:
    """A virtual host without any queue."""
    return rabbitmq.create_virtual_host(_unique_name())


@pytest.fixture
def own_rabbitmq(services_folder: Path) -> Iterator[RabbitmqServer]:
    """A RabbitMQ, not yet started, that the test may kill and wipe."""
    need("RabbitMQ", installed=rabbitmq_service.is_installed())
    server = RabbitmqServer(services_folder / _unique_name())
    yield server
    server.kill()


@pytest.fixture(scope="session")
def postgresql(services_folder: Path) -> Iterator[PostgresqlServer]:
    """The PostgreSQL that tests share; leave it running."""
    need("PostgreSQL", installed=postgresql_service.is_installed())
    with PostgresqlServer(services_folder / "postgresql", durable=False) as server:
        yield server


@pytest.fixture
def postgresql_url(postgresql: PostgresqlServer) -> Iterator[str]:
    """An empty database, owned by a role that row-level security binds."""
    name = _unique_name()
    yield postgresql.create_database(name)
    postgresql.drop_database(name)


@pytest.fixture
def own_postgresql(services_folder: Path) -> Iterator[PostgresqlServer]:
    """A PostgreSQL, not yet started, that the test may kill and wipe."""
    need("PostgreSQL", installed=postgresql_service.is_installed())
    server = PostgresqlServer(services_folder / _unique_name())
    yield server
    server.kill()


@pytest.fixture(scope="session")
def s3_server(services_folder: Path) -> Iterator[S3Server]:
    """The S3 server that tests share; leave it running."""
    need("SeaweedFS", installed=s3.is_installed())
    with S3Server(services_folder / "s3") as server:
        yield server


@pytest.fixture
def s3_bucket(s3_server: S3Server) -> Bucket:
    """An empty bucket and its keys."""
    return s3_server.create_bucket(_unique_name())
