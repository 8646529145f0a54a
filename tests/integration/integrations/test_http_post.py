"""Sending over real HTTP: what is taken, what is never followed, and where no message goes."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from integrations.errors import AddressForbidden, ServerSilent
from integrations.post import Answer, HttpPost


@dataclass
class Erp:
    """A server of somebody's: answers with `status` and remembers."""

    status: int = 204
    headers: dict[str, str] = field(default_factory=dict)
    told: list[tuple[str, str, bytes]] = field(default_factory=list)
    address: str = ""


@pytest.fixture
def erp() -> Iterator[Erp]:
    remembered = Erp()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            remembered.told.append((self.path, self.headers["webhook-id"], body))
            self.send_response(remembered.status)
            for name, value in remembered.headers.items():
                self.send_header(name, value)
            self.end_headers()

        def log_message(self, *arguments: object) -> None:
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    remembered.address = f"http://127.0.0.1:{server.server_port}"
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield remembered
    server.shutdown()
    server.server_close()


def test_a_message_arrives(erp: Erp) -> None:
    answer = HttpPost(allow_loopback=True).send(f"{erp.address}/hooks?x=1", {"webhook-id": "m"}, '{"a":"é"}')

    assert answer == Answer(204)
    assert erp.told == [("/hooks?x=1", "m", '{"a":"é"}'.encode())]


def test_a_redirection_is_an_answer_and_not_followed(erp: Erp) -> None:
    erp.status, erp.headers = 302, {"Location": f"{erp.address}/elsewhere"}
    answer = HttpPost(allow_loopback=True).send(f"{erp.address}/hooks", {}, "{}")

    assert (answer.status, answer.is_success) == (302, False)
    assert [path for path, _, _ in erp.told] == ["/hooks"]


def test_a_busy_server_says_how_long_to_wait(erp: Erp) -> None:
    erp.status, erp.headers = 429, {"Retry-After": "120"}
    assert HttpPost(allow_loopback=True).send(erp.address, {}, "{}") == Answer(429, 120)


@pytest.mark.parametrize(
    "host",
    ["127.0.0.1", "localhost", "[::1]", "10.0.0.5", "192.168.1.1", "172.16.0.9", "169.254.169.254", "0.0.0.0",  # noqa: S104 - addresses that must be refused
     "100.64.0.1", "[fd00::1]", "[fe80::1]", "[::ffff:127.0.0.1]", "2130706433", "0x7f.1"],
)  # fmt: skip
def test_no_message_goes_into_a_private_network(erp: Erp, host: str) -> None:
    port = erp.address.rpartition(":")[2]
    with pytest.raises((AddressForbidden, ServerSilent)) as refusal:
        HttpPost().send(f"http://{host}:{port}/", {}, "{}")

    assert refusal.type is AddressForbidden or host.startswith("[f")
    assert erp.told == []


def test_nobody_there_is_silence() -> None:
    with pytest.raises(ServerSilent):
        HttpPost(allow_loopback=True).send("http://127.0.0.1:9/", {}, "{}")
