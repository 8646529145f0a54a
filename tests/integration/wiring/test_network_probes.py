from __future__ import annotations

import http.server
import socket
import threading
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest
from pydantic import SecretStr

from tests.services.s3 import Bucket
from wiring.probes.databases import look_at_database
from wiring.probes.findings import Level
from wiring.probes.network import broker, screens
from wiring.probes.storage import blobs
from wiring.services.daemon import free_ports
from wiring.settings import S3Setting, Settings


class Healthy(http.server.BaseHTTPRequestHandler):
    """Answers as the screens do."""

    def do_GET(self) -> None:
        self.send_response(200 if self.path == "/healthz" else 404)
        self.end_headers()

    def log_message(self, *_: object) -> None:
        """Keep quiet."""


@contextmanager
def served() -> Iterator[int]:
    server = http.server.HTTPServer(("127.0.0.1", 0), Healthy)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield server.server_port
    server.shutdown()
    thread.join()
    server.server_close()


def _hang_up(server: socket.socket) -> None:
    server.accept()[0].close()


def settings(tmp_path: Path, **more: object) -> Settings:
    return Settings(data_dir=tmp_path / "data", **more)  # type: ignore[arg-type]


def test_an_address_that_is_free(tmp_path: Path) -> None:
    (port,) = free_ports(1)
    assert screens(settings(tmp_path, listen=f"127.0.0.1:{port}")).level is Level.OK


def test_an_address_that_answers(tmp_path: Path) -> None:
    with served() as port:
        finding = screens(settings(tmp_path, listen=f"127.0.0.1:{port}"))
    assert (finding.level, finding.found) == (Level.OK, f"127.0.0.1:{port} answers")


def test_an_address_that_is_somebody_elses(tmp_path: Path) -> None:
    with closing(socket.create_server(("127.0.0.1", 0))) as server:
        port = server.getsockname()[1]
        threading.Thread(target=_hang_up, args=[server]).start()
        assert screens(settings(tmp_path, listen=f"127.0.0.1:{port}")).level is Level.WARN


def test_an_address_that_is_none(tmp_path: Path) -> None:
    assert screens(settings(tmp_path, listen="everywhere")).level is Level.BAD


def test_no_broker_is_needed_in_memory(tmp_path: Path) -> None:
    assert broker(settings(tmp_path)).level is Level.OK


def test_a_broker_that_is_away(tmp_path: Path) -> None:
    (port,) = free_ports(1)
    finding = broker(settings(tmp_path, transport=SecretStr(f"amqp://jan:word@127.0.0.1:{port}/")))
    assert finding.level is Level.BAD
    assert "word" not in finding.found + finding.advice.replace("password", "")


@pytest.mark.rabbitmq
def test_a_broker_with_quorum_queues(tmp_path: Path, rabbitmq_url: str) -> None:
    assert broker(settings(tmp_path, transport=SecretStr(rabbitmq_url))).level is Level.OK


@pytest.mark.postgresql
def test_a_postgresql_that_is_not_migrated(tmp_path: Path, postgresql_url: str) -> None:
    findings = list(look_at_database(settings(tmp_path, database_url=SecretStr(postgresql_url))))
    assert [finding.level for finding in findings] == [Level.OK, Level.BAD]


def test_a_postgresql_that_is_away(tmp_path: Path) -> None:
    (port,) = free_ports(1)
    url = SecretStr(f"postgresql://jan:word@127.0.0.1:{port}/post")
    (finding,) = look_at_database(settings(tmp_path, database_url=url))
    assert finding.level is Level.BAD


@pytest.mark.s3
def test_a_bucket_that_takes_content(tmp_path: Path, s3_bucket: Bucket) -> None:
    s3 = S3Setting(
        bucket=s3_bucket.name, endpoint_url=s3_bucket.endpoint, access_key=s3_bucket.access_key,
        secret_key=SecretStr(s3_bucket.secret_key),
    )  # fmt: skip
    assert blobs(settings(tmp_path, s3=s3)).level is Level.OK
    refused = s3.model_copy(update={"secret_key": SecretStr("another-secret")})
    finding = blobs(settings(tmp_path, s3=refused))
    assert (finding.level, "another-secret" in str(finding)) == (Level.BAD, False)
