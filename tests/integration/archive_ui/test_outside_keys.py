"""Accounts at a provider that takes a signature for a secret and seals what it says for us."""

from __future__ import annotations

import datetime as dt
import json
import threading
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import httpx
import pytest
from flask import Flask
from joserfc import jwe
from joserfc.jwk import ECKey, RSAKey
from waitress.server import create_server

from archive_ui.app import create_app
from identity.errors import OutsideRefused
from identity.oidc_keys import ClientKey, ClientKeys, load_client_keys
from identity.oidc_provider import Provider, ProviderClient
from tests.fakes.demanding_provider import DemandingProvider
from tests.integration.archive_ui.test_outside import back
from tests.integration.archive_ui.town import build_town
from tests.integration.archive_ui.visitor import Visitor

SIGNING = ECKey.generate_key("P-256", auto_kid=True)
OPENING = RSAKey.generate_key(2048, auto_kid=True)
KEYS = ClientKeys((SIGNING,), (OPENING,))


@dataclass
class Abroad:
    """A town whose people may have accounts with a provider that asks for much."""

    app: Flask
    provider: DemandingProvider

    def arrive(self, visitor: Visitor) -> str:
        """There and back; where one is led then."""
        away = visitor.get("/sign-in/with/eid?next=/account").headers["Location"]
        return str(visitor.get(back(httpx.get(away).headers["Location"])).headers["Location"])


@pytest.fixture
def abroad(tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[Abroad]:
    keys: ClientKeys = getattr(request, "param", KEYS)
    town = build_town(tmp_path)
    # The provider looks at the machine's clock.
    town.house.clock.advance(seconds=(dt.datetime.now(dt.UTC) - town.house.clock.now()).total_seconds())
    provider = DemandingProvider("", "postkamer", lambda: Visitor(app).get("/sign-in/with/eid/keys").json)
    server = create_server(provider.app(), host="127.0.0.1", port=0, threads=2)
    provider.issuer = f"http://127.0.0.1:{server.effective_port}"  # type: ignore[union-attr]  # one address
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    client = ProviderClient(Provider("eid", "eID", provider.issuer, "postkamer", acr_values=("eidas2",), keys=keys))
    app = create_app(replace(town.house.deps, providers=(client,)))
    yield Abroad(app, provider)
    server.close()
    thread.join(10)


def tie(abroad: Abroad) -> None:
    visitor = Visitor(abroad.app, "owner")
    assert abroad.arrive(visitor) == "/account/outside"
    visitor.send("/account/outside")


@pytest.mark.parametrize(
    ("abroad", "seal"),
    [
        (KEYS, "RSA-OAEP"),
        (KEYS, "RSA-OAEP-256"),
        (ClientKeys((OPENING,), (SIGNING,)), "ECDH-ES"),
        (ClientKeys((SIGNING, OPENING), (OPENING, SIGNING)), "RSA-OAEP"),
    ],
    indirect=["abroad"],
    ids=["rsa", "rsa-256", "curves", "several"],
)
def test_a_signed_request_and_a_sealed_answer_let_somebody_in(abroad: Abroad, seal: str) -> None:
    abroad.provider.seal = seal
    tie(abroad)
    visitor = Visitor(abroad.app)
    assert abroad.arrive(visitor) == "/account"
    assert "owner@example.org" in visitor.get("/account").text
    assert len(abroad.provider.seen) == 2


def test_an_answer_that_is_not_sealed_or_of_a_lower_level_opens_nothing(abroad: Abroad) -> None:
    tie(abroad)
    abroad.provider.seal = None
    assert abroad.arrive(Visitor(abroad.app)) == "/sign-in"
    abroad.provider.seal, abroad.provider.acr = "RSA-OAEP", "eidas1"
    assert abroad.arrive(Visitor(abroad.app)) == "/sign-in"


def test_a_signature_by_another_key_is_refused_over_there(abroad: Abroad) -> None:
    stranger = ClientKeys((ECKey.generate_key("P-256", auto_kid=True),), (OPENING,))
    abroad.provider.fetch_keys = stranger.published
    assert abroad.arrive(Visitor(abroad.app, "owner")) == "/sign-in"


def test_only_public_halves_are_published_and_kept_for_a_while(abroad: Abroad) -> None:
    answer = Visitor(abroad.app).get("/sign-in/with/eid/keys")
    keys = json.loads(answer.text)["keys"]
    assert [(key["use"], key["kty"]) for key in keys] == [("sig", "EC"), ("enc", "RSA")]
    assert all({"d", "p", "q", "dp", "dq", "qi"}.isdisjoint(key) for key in keys)
    assert answer.headers["Cache-Control"] == "public, max-age=1800"
    assert Visitor(abroad.app).get("/sign-in/with/nobody/keys").status_code == 404


def test_keys_come_from_files_and_change_without_a_gap(tmp_path: Path) -> None:
    fresh = RSAKey.generate_key(2048, auto_kid=True)
    paths = [tmp_path / name for name in ("old.pem", "new.pem", "sign.pem")]
    keys: list[ClientKey] = [OPENING, fresh, SIGNING]
    for path, key in zip(paths, keys, strict=True):
        path.write_bytes(key.as_pem(private=True))
    loaded = load_client_keys(paths[2:], [paths[1], paths[0]])
    assert [key["kid"] for key in loaded.published()["keys"]] == [SIGNING.kid, fresh.kid]
    for key in (OPENING, fresh):
        assert loaded.opened(sealed_for(key)) == "word"
    with pytest.raises(OutsideRefused):
        loaded.opened(sealed_for(RSAKey.generate_key(2048, auto_kid=True)))


def sealed_for(key: RSAKey) -> str:
    head = {"alg": "RSA-OAEP", "enc": "A128CBC-HS256", "kid": key.kid}
    return jwe.encrypt_compact(head, "word", key, algorithms=["RSA-OAEP", "A128CBC-HS256"])


@pytest.mark.filterwarnings("ignore:JWE algorithm:joserfc.errors.SecurityWarning")
def test_a_seal_that_tells_too_much_or_swells_is_not_opened() -> None:
    header = {"alg": "RSA1_5", "enc": "A128GCM"}
    weak = jwe.encrypt_compact(header, "word", OPENING, algorithms=["RSA1_5", "A128GCM"])
    swollen = {"alg": "RSA-OAEP", "enc": "A128GCM", "zip": "DEF"}
    packed = jwe.encrypt_compact(swollen, "word" * 100, OPENING, algorithms=["RSA-OAEP", "A128GCM", "DEF"])
    for token in (weak, packed, "", "a.b.c.d.e"):
        with pytest.raises(OutsideRefused):
            KEYS.opened(token)
