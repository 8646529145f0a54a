"""Notices over real HTTP, to a push service of the tests' own that opens them as a browser does."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from integrations.errors import AddressForbidden
from integrations.post import HttpPost
from notifications.push_service import DeviceGone, PushRefused, PushService, PushUnavailable, Sender
from tests.factories.push_browser import PushBrowser
from tests.fakes.clock import FakeClock

SENDER = Sender(b"s" * 64, "mailto:post@post.example")


@dataclass
class Carrier:
    """A push service: answers with `status` and remembers what it was handed."""

    status: int = 201
    handed: list[tuple[dict[str, str], bytes]] = field(default_factory=list)
    address: str = ""


@pytest.fixture
def carrier() -> Iterator[Carrier]:
    remembered = Carrier()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            remembered.handed.append((dict(self.headers), self.rfile.read(int(self.headers["Content-Length"]))))
            self.send_response(remembered.status)
            self.end_headers()

        def log_message(self, *arguments: object) -> None:
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    remembered.address = f"http://127.0.0.1:{server.server_port}/send/a"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    yield remembered
    server.shutdown()
    server.server_close()


def push(carrier: Carrier, browser: PushBrowser, message: bytes, *, allow_loopback: bool = True) -> None:
    PushService(HttpPost(allow_loopback=allow_loopback), SENDER, FakeClock()).push(browser.address, message)


def test_what_arrives_is_read_by_the_browser_alone(carrier: Carrier) -> None:
    browser = PushBrowser(carrier.address)
    push(carrier, browser, '{"body": "De Kroon: 2 neue Briefe – fällig"}'.encode())
    ((headers, body),) = carrier.handed
    assert browser.read(body) == {"body": "De Kroon: 2 neue Briefe – fällig"}
    assert b"Kroon" not in body
    assert headers["Content-Encoding"] == "aes128gcm"
    assert headers["Content-Type"] == "application/octet-stream"
    assert headers["Ttl" if "Ttl" in headers else "TTL"] == "86400"
    assert headers["Authorization"].startswith("vapid t=")


@pytest.mark.parametrize(("status", "error"), [(410, DeviceGone), (503, PushUnavailable), (307, PushRefused)])
def test_answers_are_heeded_and_no_redirection_is_followed(
    carrier: Carrier, status: int, error: type[Exception]
) -> None:
    carrier.status = status
    with pytest.raises(error):
        push(carrier, PushBrowser(carrier.address), b"{}")
    assert len(carrier.handed) == 1


def test_no_address_in_our_own_network_is_called(carrier: Carrier) -> None:
    with pytest.raises(AddressForbidden):
        push(carrier, PushBrowser(carrier.address), b"{}", allow_loopback=False)
    assert carrier.handed == []
