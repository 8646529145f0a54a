"""What the doctor says of providers of accounts elsewhere."""

from __future__ import annotations

import http.server
import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from pydantic import SecretStr

from wiring.probes.findings import Finding, Level
from wiring.probes.outside import provider_of_accounts
from wiring.services.daemon import free_ports
from wiring.settings import OidcSetting, Settings


@contextmanager
def provider(document: dict[str, str] | None, *, issuer: str | None = None) -> Iterator[str]:
    """Serves a discovery document; None answers 404, `issuer` pretends to be another."""

    class Discovery(http.server.BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            if document is None or self.path != "/.well-known/openid-configuration":
                self.send_error(404)
                return
            here = f"http://127.0.0.1:{server.server_port}"
            places = {name: f"{here}/{path}" for name, path in document.items()}
            body = json.dumps({"issuer": issuer or here, **places}).encode()
            self.send_response(200)
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            """Keep quiet."""

    server = http.server.HTTPServer(("127.0.0.1", 0), Discovery)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join()
    server.server_close()


WHOLE = {"authorization_endpoint": "authorize", "token_endpoint": "token", "jwks_uri": "keys"}


def looked_at(tmp_path: Path, issuer: str) -> Finding:
    given = OidcSetting(name="id", label="ID", issuer=issuer, client_id="us", client_secret=SecretStr("s"))
    return provider_of_accounts(Settings(data_dir=tmp_path), given)


def test_a_provider_that_is_right(tmp_path: Path) -> None:
    with provider(WHOLE) as issuer:
        assert looked_at(tmp_path, issuer).level is Level.OK


@pytest.mark.parametrize("document", [None, {}, {"token_endpoint": "token"}], ids=["none", "empty", "half"])
def test_a_document_of_no_use(tmp_path: Path, document: dict[str, str] | None) -> None:
    with provider(document) as issuer:
        finding = looked_at(tmp_path, issuer)
    assert finding.level is Level.BAD
    assert finding.advice


def test_a_provider_that_calls_itself_otherwise(tmp_path: Path) -> None:
    with provider(WHOLE, issuer="https://another.example") as issuer:
        finding = looked_at(tmp_path, issuer)
    assert (finding.level, "correct the issuer" in finding.advice) == (Level.BAD, True)


def test_nobody_at_home(tmp_path: Path) -> None:
    (port,) = free_ports(1)
    finding = looked_at(tmp_path, f"http://127.0.0.1:{port}")
    assert (finding.level, "does not answer (ConnectError)" in finding.found) == (Level.BAD, True)


def test_one_that_would_be_asked_in_the_clear(tmp_path: Path) -> None:
    finding = looked_at(tmp_path, "http://id.example")
    assert (finding.level, "https://" in finding.advice) == (Level.BAD, True)
