"""Signs in at npm's `oidc-provider`, proving itself in every way: `python bench/sign_in_at_npm_provider.py`.

Installs the provider with npm into a folder that is thrown away; Node.js is all that must be there. Each line of the
table is a journey of its own: to the provider, its own pages for signing in and consent, back, tied to an account of
ours, and once more to get in by it.
"""

from __future__ import annotations

import datetime as dt
import json
import os
import re
import socket
import subprocess
import sys
import tempfile
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

import httpx
from joserfc.jwk import ECKey, KeySet, RSAKey
from waitress.server import create_server

sys.path.insert(0, str(Path(__file__).parents[1]))

from archive_ui.app import create_app
from identity.oidc_keys import ClientKeys
from identity.oidc_provider import Provider, ProviderClient
from kernel.logs import configure_logs
from tests.integration.archive_ui.test_outside import back
from tests.integration.archive_ui.town import build_town
from tests.integration.archive_ui.visitor import Visitor

PACKAGE = "oidc-provider@9"
SCRIPT = Path(__file__).with_name("oidc_provider.mjs")
CURVE, RSA = ECKey.generate_key("P-256", auto_kid=True), RSAKey.generate_key(2048, auto_kid=True)
SHARED = "something that both sides know, 32+"
OURS = "http://localhost:8600"
# What the provider knows of the client, and what we are told of the provider.
WAYS: Mapping[str, tuple[dict[str, str], dict[str, Any]]] = {
    "secret in a header": ({"token_endpoint_auth_method": "client_secret_basic"}, {"client_secret": SHARED}),
    "secret in the form": (
        {"token_endpoint_auth_method": "client_secret_post"}, {"client_secret": SHARED, "secret_in_form": True},
    ),
    "P-256 signature, open token": (
        {"token_endpoint_auth_method": "private_key_jwt"}, {"keys": ClientKeys((CURVE,))},
    ),
    "P-256 signature, token sealed with RSA-OAEP": (
        {"token_endpoint_auth_method": "private_key_jwt", "id_token_encrypted_response_alg": "RSA-OAEP",
         "id_token_encrypted_response_enc": "A128CBC-HS256"}, {"keys": ClientKeys((CURVE,), (RSA,))},
    ),
    "RSA signature, token sealed with ECDH-ES": (
        {"token_endpoint_auth_method": "private_key_jwt", "id_token_encrypted_response_alg": "ECDH-ES",
         "id_token_encrypted_response_enc": "A256GCM"}, {"keys": ClientKeys((RSA,), (CURVE,))},
    ),
}  # fmt: skip


def free_port() -> int:
    """A port that nobody uses at the moment."""
    with socket.create_server(("127.0.0.1", 0)) as place:
        return int(place.getsockname()[1])


@contextmanager
def npm_provider(folder: Path, issuer: str, clients: list[dict[str, Any]]) -> Iterator[None]:
    """The provider, running."""
    own = KeySet([ECKey.generate_key("P-256", auto_kid=True), RSAKey.generate_key(2048, auto_kid=True)])
    told = json.dumps({"issuer": issuer, "clients": clients, "jwks": own.as_dict(private=True)})
    script = folder / SCRIPT.name
    script.write_bytes(SCRIPT.read_bytes())
    node = subprocess.Popen(
        ["node", script], env={**os.environ, "SETTINGS": told}, stdout=subprocess.PIPE, text=True, cwd=folder
    )
    assert node.stdout is not None
    assert any("listening" in line for line in node.stdout)
    try:
        yield
    finally:
        node.terminate()
        node.wait(10)


def client_of(number: int, known: Mapping[str, str], keys_at: str) -> dict[str, Any]:
    """The client as the provider's register has it."""
    proves_by_key = "private_key_jwt" in known.values()
    return {
        "client_id": f"postkamer-{number}", "redirect_uris": [f"{OURS}/sign-in/with/npm-{number}/back"],
        "id_token_signed_response_alg": "ES256", **known,
        **({"jwks_uri": f"{keys_at}/sign-in/with/npm-{number}/keys"} if proves_by_key else {"client_secret": SHARED}),
    }  # fmt: skip


def travel(visitor: Visitor, number: int, who: str) -> str:
    """There, through the provider's own pages, and back; where our screens lead then."""
    address = visitor.get(f"/sign-in/with/npm-{number}?next=/account").headers["Location"]
    with httpx.Client() as browser:
        while not address.startswith(OURS):
            page = browser.get(address)
            if page.is_redirect:
                address = str(page.next_request.url) if page.next_request else ""
                continue
            prompt = re.search(r'name="prompt" value="(\w+)"', page.text)
            action = re.search(r'action="([^"]+)"', page.text)
            assert prompt, page.text
            assert action, page.text
            form, place = {"prompt": prompt[1], "login": who, "password": "any"}, httpx.URL(address)
            address = str(place.join(browser.post(place.join(action[1]), data=form).headers["Location"]))
    return str(visitor.get(back(address)).headers["Location"])


def main() -> None:
    """Every way, there and back twice."""
    configure_logs(level="ERROR", as_json=False)
    folder = Path(tempfile.mkdtemp())
    subprocess.run(["npm", "install", "--silent", "--no-audit", "--no-fund", PACKAGE], check=True, cwd=folder)
    issuer, ours = f"http://localhost:{free_port()}", free_port()
    town = build_town(Path(tempfile.mkdtemp()))
    town.house.clock.advance(seconds=(dt.datetime.now(dt.UTC) - town.house.clock.now()).total_seconds())
    clients = [client_of(number, known, f"http://localhost:{ours}") for number, (known, _) in enumerate(WAYS.values())]
    providers = tuple(
        ProviderClient(Provider(f"npm-{number}", "npm", issuer, f"postkamer-{number}", **told))
        for number, (_, told) in enumerate(WAYS.values())
    )
    app = create_app(replace(town.house.deps, providers=providers))
    server = create_server(app, host="127.0.0.1", port=ours, threads=2)
    threading.Thread(target=server.run, daemon=True).start()
    with npm_provider(folder, issuer, clients):
        for number, name in enumerate(WAYS):
            visitor = Visitor(app, "owner")
            assert travel(visitor, number, f"olga-{number}") == "/account/outside", name
            visitor.send("/account/outside")
            back_again = travel(Visitor(app), number, f"olga-{number}")
            print(f"{name}: {'in' if back_again == '/account' else back_again}")


if __name__ == "__main__":
    main()
