"""A small door for monitoring, apart from the screens: is the process there, can it work, and figures.

`/healthz` answers as long as the process does, `/readyz` with 503 while a part is away,
`/metrics` in the text format of Prometheus.
"""

from __future__ import annotations

import contextlib
import hmac
import http.server
import ipaddress
import json
import threading
from collections.abc import Iterator
from http import HTTPStatus

from prometheus_client import CONTENT_TYPE_LATEST, CollectorRegistry, generate_latest
from sqlalchemy.exc import SQLAlchemyError

from kernel.errors import Misconfigured
from kernel.logs import get_logger
from wiring.container import Platform
from wiring.metrics import WaitingCollector
from wiring.readiness import READY, readiness

EMBEDDED = "embedded"
# Roles of one machine under one setting: each has a port of its own.
PORT_AFTER = {EMBEDDED: 0, "web": 0, "relay": 1, "worker": 2, "indexer": 3}
TEXT = "text/plain; charset=utf-8"
log = get_logger(__name__)


@contextlib.contextmanager
def monitored(platform: Platform, role: str) -> Iterator[str | None]:
    """Answer monitoring for as long as the block lasts; gives the address, None where the settings name none.

    Raises:
        Misconfigured: The address is none, or strangers could read the figures there.
        OSError: It is taken.
    """
    given = platform.settings.monitor_listen
    if given is None:
        yield None
        return
    host, port = _place(given, has_token=platform.settings.monitor_token is not None)
    server = _Server((host, port + PORT_AFTER[role] if port else 0), platform)
    thread = threading.Thread(target=server.serve_forever, name="monitoring", daemon=True)
    thread.start()
    try:
        yield f"http://{host}:{server.server_port}"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def _place(given: str, *, has_token: bool) -> tuple[str, int]:
    host, _, port = given.rpartition(":")
    try:
        address = ipaddress.ip_address(host.strip("[]"))
        number = int(port)
    except ValueError:
        raise Misconfigured("monitor_listen is an address and a port, for example 127.0.0.1:9600") from None
    if not address.is_loopback and not has_token:
        raise Misconfigured("monitor_listen is open to other machines; set monitor_token, or listen on 127.0.0.1")
    return str(address), number


class _Server(http.server.ThreadingHTTPServer):
    """Hands the platform to whoever answers."""

    daemon_threads = True

    def __init__(self, address: tuple[str, int], platform: Platform) -> None:
        self.platform = platform
        token = platform.settings.monitor_token
        self.token = token.get_secret_value() if token else None
        self.waiting = CollectorRegistry()
        self.waiting.register(WaitingCollector(platform))
        super().__init__(address, _Answers)


class _Answers(http.server.BaseHTTPRequestHandler):
    """Answers one request."""

    server: _Server
    server_version = "Postkamer"
    sys_version = ""
    timeout = 10

    def do_GET(self) -> None:
        match self.path.partition("?")[0]:
            case "/healthz":
                self._send(HTTPStatus.OK, TEXT, b"ok\n")
            case "/readyz":
                self._readiness()
            case "/metrics":
                self._metrics()
            case _:
                self._send(HTTPStatus.NOT_FOUND, TEXT, b"ask for /healthz, /readyz or /metrics\n")

    def log_message(self, *_: object) -> None:
        """Keep quiet: it is asked every few seconds."""

    def _readiness(self) -> None:
        checks = readiness(self.server.platform)
        is_ready = set(checks.values()) == {READY}
        answer = json.dumps({"ready": is_ready, "checks": checks}).encode()
        self._send(HTTPStatus.OK if is_ready else HTTPStatus.SERVICE_UNAVAILABLE, "application/json", answer)

    def _metrics(self) -> None:
        if not self._may_read():
            self._send(HTTPStatus.UNAUTHORIZED, TEXT, b"send the monitor_token as a bearer token\n")
            return
        figures = generate_latest(self.server.platform.measures.registry)
        try:
            figures += generate_latest(self.server.waiting)
        except SQLAlchemyError as error:
            # What this process does is known all the same, and `/readyz` tells that the database is away.
            log.warning("rows_not_counted", cause=type(error).__name__)
        self._send(HTTPStatus.OK, CONTENT_TYPE_LATEST, figures)

    def _may_read(self) -> bool:
        if self.server.token is None:
            return True
        given = self.headers.get("Authorization", "").removeprefix("Bearer ")
        return hmac.compare_digest(given.encode(), self.server.token.encode())

    def _send(self, status: HTTPStatus, media_type: str, content: bytes) -> None:
        self.send_response(status)
        self.send_header("Content-Type", media_type)
        self.send_header("Content-Length", str(len(content)))
        self.send_header("Cache-Control", "no-store")
        self.end_headers()
        self.wfile.write(content)
