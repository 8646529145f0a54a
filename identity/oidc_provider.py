"""One OpenID Connect provider: what is known of it, and the three questions we ask it."""

from __future__ import annotations

import datetime as dt
import threading
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import quote_plus, urlsplit

import httpx
from joserfc import jwt
from joserfc.errors import JoseError
from joserfc.jwk import KeySet
from joserfc.jws import JWSRegistry

from identity.errors import OutsideRefused, OutsideUnavailable
from identity.oidc_keys import ASSERTION_TYPE, ClientKeys
from kernel.errors import Misconfigured

TIMEOUT_S = 10
LONGEST_ANSWER = 256 * 1024
# A provider may change its keys; a stranger's forged key id must not make us ask at every request.
ASK_AGAIN_AFTER = dt.timedelta(minutes=1)
# How far its clock and ours may be apart.
LEEWAY_S = 60
# Signatures by a key of the provider's own: no "none", and nothing that our own secret could sign.
ALGORITHMS = ["RS256", "PS256", "ES256", "EdDSA"]
# RFC 7515 §4: what a header says beyond what we understand is ignored, "crit" excepted.
SIGNATURES = JWSRegistry(algorithms=ALGORITHMS, strict_check_header=False)
NO_KEYS = ClientKeys()
LOOPBACK = frozenset({"localhost", "127.0.0.1", "::1"})


@dataclass(frozen=True, slots=True)
class Provider:
    """A provider as the settings name it.

    Attributes:
        name: In addresses; letters, digits and dashes.
        label: On the button.
        issuer: Its identifier, exactly as its tokens say it.
        client_secret: What shows that it is us, unless a key of ours signs that.
        acr_values: Levels of assurance that are asked for.
        acr_accepted: Levels that are taken, where more than those asked for are; a token with any other is refused.
        secret_in_form: Send the secret in the form (`client_secret_post`) and not in a header.
        keys: Ours. With one to sign, `private_key_jwt` takes the secret's place; with one to open, a token that is
            not sealed is refused.
        asserts_to_issuer: Signed assertions name the issuer and not its token endpoint as the one they are meant for.
    """

    name: str
    label: str
    issuer: str
    client_id: str
    client_secret: str = field(default="", repr=False)
    scopes: tuple[str, ...] = ("openid", "email")
    acr_values: tuple[str, ...] = ()
    secret_in_form: bool = False
    acr_accepted: tuple[str, ...] = ()
    keys: ClientKeys = NO_KEYS
    asserts_to_issuer: bool = False

    def __post_init__(self) -> None:
        """Refuse to ask about people in the clear, or without showing who asks.

        Raises:
            Misconfigured: The issuer is no https address, or there is neither a secret nor a key to sign with.
        """
        if not self.client_secret and not self.keys.signing:
            raise Misconfigured(f"{self.name} needs a client_secret or signing_key_files; add one to the settings")
        if not _is_private(self.issuer):
            raise Misconfigured(f"the issuer of {self.name} must begin with https://; correct the setting")


@dataclass(frozen=True, slots=True)
class OutsideAccount:
    """Somebody, as a provider knows them."""

    issuer: str
    subject: str


@dataclass(frozen=True, slots=True)
class Metadata:
    """Where a provider answers what (OpenID Connect Discovery 1.0 §3)."""

    authorization_endpoint: str
    token_endpoint: str
    jwks_uri: str


class ProviderClient:
    """Asks one provider; safe to share between threads."""

    def __init__(self, provider: Provider) -> None:
        """Keep what is known; nothing is asked yet."""
        self.provider = provider
        self._lock = threading.Lock()
        self._metadata: Metadata | None = None
        self._keys: KeySet | None = None
        self._asked_at: dt.datetime | None = None

    def metadata(self) -> Metadata:
        """Where the provider answers what, asked once.

        Raises:
            OutsideUnavailable: It does not answer, or its answer makes no sense.
        """
        with self._lock:
            if self._metadata is None:
                address = f"{self.provider.issuer.rstrip('/')}/.well-known/openid-configuration"
                self._metadata = self._understood(_json(_ask("GET", address)))
            return self._metadata

    def exchange(self, code: str, redirect_uri: str, verifier: str, at: dt.datetime) -> str:
        """The ID token that the code stands for (RFC 6749 §4.1.3, RFC 7636 §4.5).

        Raises:
            OutsideRefused: The provider does not take the code.
            OutsideUnavailable: It does not answer.
        """
        provider = self.provider
        form = {
            "grant_type": "authorization_code", "code": code, "redirect_uri": redirect_uri,
            "code_verifier": verifier, "client_id": provider.client_id, **self._proof(at),
        }  # fmt: skip
        in_header = not (provider.keys.signing or provider.secret_in_form)
        # RFC 6749 §2.3.1: both are form-encoded first; it matters for secrets that hold more than letters and digits.
        auth = (quote_plus(provider.client_id), quote_plus(provider.client_secret)) if in_header else None
        response = _ask("POST", self.metadata().token_endpoint, data=form, auth=auth)
        token = _json(response).get("id_token") if response.status_code == httpx.codes.OK else None
        if not isinstance(token, str):
            raise OutsideRefused("the provider does not take its own answer back; begin again")
        return token

    def _proof(self, at: dt.datetime) -> dict[str, str]:
        """What the form says to show that it is us (OpenID Connect Core 1.0 §9)."""
        provider = self.provider
        if provider.keys.signing:
            audience = provider.issuer if provider.asserts_to_issuer else self.metadata().token_endpoint
            assertion = provider.keys.assertion(provider.client_id, audience, at)
            return {"client_assertion_type": ASSERTION_TYPE, "client_assertion": assertion}
        return {"client_secret": provider.client_secret} if provider.secret_in_form else {}

    def believed(self, token: str, nonce: str, at: dt.datetime) -> OutsideAccount:
        """Whom the ID token names, after everything about it was checked.

        Raises:
            OutsideRefused: Seal, signature, issuer, audience, time, nonce or level is wrong.
            OutsideUnavailable: The provider's keys cannot be had.
        """
        keys = self.provider.keys
        claims = self._signed_claims(keys.opened(token) if keys.decryption else token, at)
        registry = jwt.JWTClaimsRegistry(
            now=int(at.timestamp()), leeway=LEEWAY_S,
            iss={"essential": True, "value": self.provider.issuer},
            aud={"essential": True, "value": self.provider.client_id},
            exp={"essential": True}, iat={"essential": True}, sub={"essential": True},
            nonce={"essential": True, "value": nonce},
        )  # fmt: skip
        try:
            registry.validate(claims)
        except JoseError as error:
            raise OutsideRefused("what the provider said is not meant for this sign-in; begin again") from error
        self._check_level_and_party(claims)
        subject = claims["sub"]
        if not isinstance(subject, str) or not 0 < len(subject) <= 255:
            raise OutsideRefused("the provider names nobody; begin again")
        return OutsideAccount(self.provider.issuer, subject)

    def _check_level_and_party(self, claims: Mapping[str, Any]) -> None:
        if isinstance(claims["aud"], list) and len(claims["aud"]) > 1 and claims.get("azp") != self.provider.client_id:
            raise OutsideRefused("what the provider said was handed to somebody else; begin again")
        accepted = self.provider.acr_accepted or self.provider.acr_values
        if accepted and claims.get("acr") not in accepted:
            raise OutsideRefused("the provider did not check you as thoroughly as is asked for here")

    def _signed_claims(self, token: str, at: dt.datetime) -> dict[str, Any]:
        for is_last in (False, True):
            try:
                return dict(jwt.decode(token, self._key_set(at, anew=is_last), registry=SIGNATURES).claims)
            except (JoseError, ValueError) as error:
                if is_last:
                    raise OutsideRefused("what the provider said carries no signature of its own") from error
        raise AssertionError

    def _key_set(self, at: dt.datetime, *, anew: bool) -> KeySet:
        address = self.metadata().jwks_uri
        with self._lock:
            may_ask = self._asked_at is None or abs(at - self._asked_at) >= ASK_AGAIN_AFTER
            if self._keys is None or (anew and may_ask):
                keys = _json(_ask("GET", address))
                try:
                    self._keys = KeySet.import_key_set(keys)  # type: ignore[arg-type]  # checked by the library
                except (JoseError, KeyError, TypeError, ValueError) as error:
                    raise OutsideUnavailable("the provider's keys make no sense; try again later") from error
                self._asked_at = at
            return self._keys

    def _understood(self, found: Mapping[str, Any]) -> Metadata:
        """Discovery §4.3: the issuer must be the very one that was asked."""
        places = [found.get(name) for name in ("authorization_endpoint", "token_endpoint", "jwks_uri")]
        if found.get("issuer") != self.provider.issuer or not all(isinstance(place, str) for place in places):
            raise OutsideUnavailable("the provider describes itself as another; correct the issuer in the settings")
        if not all(_is_private(str(place)) for place in places):
            raise OutsideUnavailable("the provider wants to be asked in the clear; it is not used")
        return Metadata(*map(str, places))


def _ask(
    method: str, address: str, *, data: Mapping[str, str] | None = None, auth: tuple[str, str] | None = None
) -> httpx.Response:
    """One question; redirections are not followed."""
    try:
        with httpx.Client(timeout=TIMEOUT_S, follow_redirects=False, headers={"Accept": "application/json"}) as client:
            response = client.request(method, address, data=data, auth=auth)
    except httpx.HTTPError as error:
        raise OutsideUnavailable("the provider does not answer; try again later, or take another way") from error
    if response.status_code >= httpx.codes.INTERNAL_SERVER_ERROR:
        raise OutsideUnavailable("the provider is out of order; try again later, or take another way")
    return response


def _json(response: httpx.Response) -> dict[str, Any]:
    try:
        found = response.json() if len(response.content) <= LONGEST_ANSWER else None
    except ValueError as error:
        raise OutsideUnavailable("the provider's answer makes no sense; try again later") from error
    if not isinstance(found, dict):
        raise OutsideUnavailable("the provider's answer makes no sense; try again later")
    return found


def _is_private(address: str) -> bool:
    """Encrypted, or on this machine."""
    parts = urlsplit(address)
    return parts.scheme == "https" or (parts.scheme == "http" and parts.hostname in LOOPBACK)
