"""Accounts elsewhere: tied and used against a real OpenID Connect provider, and every lie that one could tell."""

from __future__ import annotations

import datetime as dt
import json
import re
from base64 import urlsafe_b64encode
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import httpx
import oidc_provider_mock
import pytest
from cryptography.hazmat.primitives.asymmetric.padding import PKCS1v15
from cryptography.hazmat.primitives.hashes import SHA256
from flask import Flask
from joserfc import jwt
from joserfc.jwk import KeySet, OctKey, RSAKey
from joserfc.jws import JWSRegistry
from werkzeug.test import TestResponse

from archive_ui.app import create_app
from identity.errors import OutsideRefused, OutsideUnavailable
from identity.oidc_provider import Metadata, Provider, ProviderClient
from kernel.errors import Misconfigured
from tests.integration.archive_ui.house import PASSWORD
from tests.integration.archive_ui.town import Town, build_town
from tests.integration.archive_ui.visitor import Visitor

# The provider's own libraries tell it what to change.
pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning")
SECRET = "s" * 32
# A fixed moment: the names of cases are made of it, and every process that collects them must find the same.
NOW = dt.datetime(2026, 3, 2, 9, tzinfo=dt.UTC)
KEY = RSAKey.generate_key(2048, parameters={"kid": "one"})


@dataclass
class Abroad:
    """A town, and a provider that its people may have accounts with."""

    town: Town
    app: Flask
    issuer: str

    def travel(self, visitor: Visitor, subject: str, wanted: str = "/account") -> TestResponse:
        """To the provider, say who one is there, and back."""
        away = visitor.get(f"/sign-in/with/mock?next={wanted}").headers["Location"]
        return visitor.get(back(httpx.post(away, data={"sub": subject}).headers["Location"]))


def back(address: str) -> str:
    parts = urlsplit(address)
    return f"{parts.path}?{parts.query}"


@pytest.fixture(scope="module")
def issuer() -> Iterator[str]:
    """A provider of its own, in another thread."""
    with oidc_provider_mock.run_server_in_thread(require_nonce=True) as server:
        yield f"http://localhost:{server.server_port}"


@pytest.fixture
def abroad(tmp_path: Path, issuer: str) -> Abroad:
    town = build_town(tmp_path)
    # The provider looks at the machine's clock.
    town.house.clock.advance(seconds=(dt.datetime.now(dt.UTC) - town.house.clock.now()).total_seconds())
    client = ProviderClient(Provider("mock", "Mock & Co", issuer, "postkamer", SECRET))
    return Abroad(town, create_app(replace(town.house.deps, providers=(client,))), issuer)


def tie(abroad: Abroad, who: str, subject: str) -> Visitor:
    visitor = Visitor(abroad.app, who)
    assert abroad.travel(visitor, subject).headers["Location"] == "/account/outside"
    visitor.send("/account/outside")
    return visitor


def test_a_tied_account_signs_in_without_a_password(abroad: Abroad) -> None:
    tied = tie(abroad, "owner", "olga-abroad")
    assert "Mock &amp; Co" in tied.get("/account").text
    visitor = Visitor(abroad.app)
    assert "Sign in with Mock &amp; Co" in visitor.get("/sign-in").text
    assert abroad.travel(visitor, "olga-abroad").headers["Location"] == "/account"
    assert "owner@example.org" in visitor.get("/account").text


def test_nothing_is_tied_before_the_person_said_so(abroad: Abroad) -> None:
    visitor = Visitor(abroad.app, "owner")
    abroad.travel(visitor, "olga-abroad")
    assert "owner@example.org" in visitor.get("/account/outside").text
    stranger = Visitor(abroad.app)
    assert abroad.travel(stranger, "olga-abroad").headers["Location"].startswith("/sign-in?next=")
    assert stranger.get("/account").status_code == 303


def test_an_address_that_matches_opens_nothing_by_itself(abroad: Abroad) -> None:
    visitor = Visitor(abroad.app)
    answer = abroad.travel(visitor, "owner@example.org")
    assert answer.headers["Location"] == "/sign-in?next=/account/outside"
    visitor.sign_in("owner@example.org", PASSWORD, "/account/outside")
    visitor.send("/account/outside")
    again = Visitor(abroad.app)
    assert abroad.travel(again, "owner@example.org").headers["Location"] == "/account"


def test_an_account_elsewhere_belongs_to_one_person(abroad: Abroad) -> None:
    visitor = Visitor(abroad.app, "member")
    abroad.travel(visitor, "shared")
    tie(abroad, "owner", "shared")
    visitor.send("/account/outside")
    third = Visitor(abroad.app)
    abroad.travel(third, "shared")
    assert "owner@example.org" in third.get("/account").text


def test_untied_it_opens_nothing(abroad: Abroad) -> None:
    visitor = tie(abroad, "owner", "olga-abroad")
    found = re.search(r'action="(/account/outside/[0-9a-f]{32}/remove)"', visitor.get("/account").text)
    assert found is not None
    other = Visitor(abroad.app, "member")
    other.send(found[1])
    visitor.send(found[1])
    late = Visitor(abroad.app)
    assert abroad.travel(late, "olga-abroad").headers["Location"].startswith("/sign-in?next=")


def test_an_answer_counts_once_and_in_the_browser_that_left(abroad: Abroad) -> None:
    visitor, thief = Visitor(abroad.app), Visitor(abroad.app)
    tie(abroad, "owner", "olga-abroad")
    away = visitor.get("/sign-in/with/mock?next=/account").headers["Location"]
    address = back(httpx.post(away, data={"sub": "olga-abroad"}).headers["Location"])
    assert thief.get(address).headers["Location"] == "/sign-in"
    assert visitor.get(address).headers["Location"] == "/account"
    visitor.send("/sign-out")
    assert visitor.get(address).headers["Location"] == "/sign-in"


def test_the_request_carries_challenge_nonce_and_state(abroad: Abroad) -> None:
    away = Visitor(abroad.app).get("/sign-in/with/mock").headers["Location"]
    asked = {name: values[0] for name, values in parse_qs(urlsplit(away).query).items()}
    assert asked["code_challenge_method"] == "S256"
    assert len(asked["code_challenge"]) == 43
    assert len(asked["nonce"]) >= 32
    assert len(asked["state"]) >= 43
    assert asked["redirect_uri"] == "http://localhost:8600/sign-in/with/mock/back"


@pytest.mark.parametrize("answer", ["", "?state=x", "?error=access_denied", "?state=x&code=y"])
def test_nonsense_from_abroad_leads_back_to_the_sign_in(abroad: Abroad, answer: str) -> None:
    visitor = Visitor(abroad.app)
    assert visitor.get(f"/sign-in/with/mock/back{answer}").headers["Location"] == "/sign-in"
    assert visitor.get(f"/sign-in/with/nobody{answer}").status_code == 404


def test_a_refusal_abroad_is_told(abroad: Abroad) -> None:
    visitor = Visitor(abroad.app)
    away = visitor.get("/sign-in/with/mock").headers["Location"]
    refused = httpx.post(away, data={"action": "deny"}).headers["Location"]
    # This provider forgets our state when it refuses (RFC 6749 §4.1.2.1 would have it back); others do not.
    state = parse_qs(urlsplit(away).query)["state"][0]
    visitor.get(f"{back(refused)}&state={state}")
    assert "This way in did not open" in visitor.get("/sign-in").text


def test_a_provider_that_is_away_is_told(abroad: Abroad) -> None:
    client = ProviderClient(Provider("mock", "Mock", "http://localhost:1", "postkamer", SECRET))
    app = create_app(replace(abroad.town.house.deps, providers=(client,)))
    visitor = Visitor(app)
    assert visitor.get("/sign-in/with/mock").headers["Location"] == "/sign-in"
    assert "does not answer at the moment" in visitor.get("/sign-in").text


class Told(ProviderClient):
    """A provider whose keys we hold."""

    def __init__(self, provider: Provider) -> None:
        super().__init__(provider)
        self._metadata = Metadata(*["http://localhost:1/"] * 3)
        self._keys, self._asked_at = KeySet([KEY]), NOW


def client(**other: Any) -> Told:  # noqa: ANN401 - a provider's own fields
    return Told(Provider("told", "Told", "https://id.example", "postkamer", SECRET, **other))


def token(key: RSAKey | OctKey = KEY, header: Mapping[str, Any] | None = None, **other: object) -> str:
    now = int(NOW.timestamp())
    claims = {
        "iss": "https://id.example", "aud": "postkamer", "sub": "olga", "nonce": "n", "iat": now, "exp": now + 300,
        **other,
    }  # fmt: skip
    kept = {name: value for name, value in claims.items() if value is not None}
    lenient = JWSRegistry(algorithms=["RS256", "HS256"], strict_check_header=False)
    return jwt.encode({"alg": "RS256", "kid": "one", **(header or {})}, kept, key, registry=lenient)


def test_what_is_right_is_believed() -> None:
    assert client().believed(token(), "n", NOW).subject == "olga"
    assert client().believed(token(header={"vendor": "one"}), "n", NOW).subject == "olga"
    assert client().believed(token(aud=["postkamer", "other"], azp="postkamer"), "n", NOW).subject == "olga"
    assert client(acr_values=("eidas2",)).believed(token(acr="eidas2"), "n", NOW).subject == "olga"


LONG_AGO, MUCH_LATER = int(NOW.timestamp()) - 4000, int(NOW.timestamp()) + 4000
LIES: list[dict[str, Any]] = [
    {"iss": "https://evil.example"}, {"iss": None}, {"aud": "other"}, {"aud": None}, {"aud": []},
    {"aud": ["postkamer", "other"]}, {"aud": ["postkamer", "other"], "azp": "other"}, {"nonce": "other"},
    {"nonce": None}, {"exp": LONG_AGO}, {"exp": None}, {"iat": None}, {"iat": MUCH_LATER}, {"sub": None},
    {"sub": ""}, {"sub": 3}, {"sub": "x" * 256},
]  # fmt: skip


@pytest.mark.parametrize("lie", LIES, ids=str)
def test_a_claim_that_is_wrong_is_not_believed(lie: dict[str, Any]) -> None:
    with pytest.raises(OutsideRefused):
        client().believed(token(**lie), "n", NOW)


@pytest.mark.parametrize("acr", ["eidas1", None, "", ["eidas2"]])
def test_a_lower_level_than_asked_for_is_refused(acr: object) -> None:
    with pytest.raises(OutsideRefused):
        client(acr_values=("eidas2", "eidas3")).believed(token(acr=acr), "n", NOW)


def test_a_header_that_must_be_understood_and_is_not_is_refused() -> None:
    head = {"alg": "RS256", "kid": "one", "crit": ["vendor"], "vendor": "one"}
    said = f"{urlsafe_b64encode(json.dumps(head).encode()).rstrip(b'=').decode()}.{jwt_parts(token())[1]}"
    private_key = KEY.private_key
    assert private_key is not None
    signature = private_key.sign(said.encode(), PKCS1v15(), SHA256())
    with pytest.raises(OutsideRefused):
        client().believed(f"{said}.{urlsafe_b64encode(signature).rstrip(b'=').decode()}", "n", NOW)


def test_only_the_providers_own_signature_counts() -> None:
    strangers = RSAKey.generate_key(2048, parameters={"kid": "one"})
    ours = OctKey.import_key(SECRET)
    unsigned = ".".join([*jwt_parts(token())[:1], jwt_parts(token())[1], ""])
    none = "eyJhbGciOiJub25lIn0." + jwt_parts(token())[1] + "."
    for forged in (token(strangers), token(ours, {"alg": "HS256"}), unsigned, none, "", "a.b.c", token() + "x"):
        with pytest.raises((OutsideRefused, OutsideUnavailable)):
            client().believed(forged, "n", NOW)


def jwt_parts(whole: str) -> list[str]:
    return whole.split(".")


@pytest.mark.parametrize("issuer", ["http://id.example", "ftp://id.example", "id.example", ""])
def test_nobody_is_asked_in_the_clear(issuer: str) -> None:
    with pytest.raises(Misconfigured):
        Provider("told", "Told", issuer, "postkamer", SECRET)


@pytest.mark.parametrize(
    "found",
    [
        {},
        {"issuer": "https://evil.example", "authorization_endpoint": "https://a/", "token_endpoint": "https://a/",
         "jwks_uri": "https://a/"},
        {"issuer": "https://id.example", "authorization_endpoint": "https://a/", "token_endpoint": "http://a/",
         "jwks_uri": "https://a/"},
        {"issuer": "https://id.example", "authorization_endpoint": "https://a/", "token_endpoint": 3,
         "jwks_uri": "https://a/"},
    ],
)  # fmt: skip
def test_a_description_that_does_not_fit_is_not_followed(found: dict[str, Any]) -> None:
    with pytest.raises(OutsideUnavailable):
        client()._understood(found)
