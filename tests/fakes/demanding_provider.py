"""A provider that takes no secret and seals what it says, as those of electronic identities do."""

from __future__ import annotations

import datetime as dt
import secrets
from collections.abc import Callable
from typing import Any
from urllib.parse import urlencode

from flask import Flask, Response, jsonify, redirect, request
from joserfc import jwe, jwt
from joserfc.errors import JoseError
from joserfc.jwk import ECKey, KeySet

from identity.oidc_keys import ASSERTION_TYPE

OWN = ECKey.generate_key("P-256", parameters={"kid": "of the provider"})


class DemandingProvider:
    """OpenID Connect's code flow, for one client that proves itself by `private_key_jwt`.

    Attributes:
        fetch_keys: Where the client's public keys come from.
        seal: How ID tokens are sealed; None says them openly.
        who: Whom it names next.
        acr: The level that it says they were checked at.
        seen: Every assertion's `jti`; each is taken once.
    """

    def __init__(self, issuer: str, client_id: str, fetch_keys: Callable[[], Any]) -> None:
        self.issuer, self.client_id, self.fetch_keys = issuer, client_id, fetch_keys
        self.seal: str | None = "RSA-OAEP"
        self.who, self.acr = "pairwise-1", "eidas2"
        self.seen: set[str] = set()
        self._asked: dict[str, dict[str, str]] = {}

    def app(self) -> Flask:
        """Its four addresses."""
        app = Flask("demanding_provider")
        app.add_url_rule("/.well-known/openid-configuration", "about", self._about)
        app.add_url_rule("/authorize", "authorize", self._authorize)
        app.add_url_rule("/token", "token", self._token, methods=["POST"])
        app.add_url_rule("/jwks", "jwks", lambda: jsonify(KeySet([OWN]).as_dict()))
        return app

    def _about(self) -> Response:
        places = {"authorization_endpoint": "authorize", "token_endpoint": "token", "jwks_uri": "jwks"}
        return jsonify({"issuer": self.issuer, **{name: f"{self.issuer}/{path}" for name, path in places.items()}})

    def _authorize(self) -> Any:  # noqa: ANN401 - Werkzeug's own response
        code = secrets.token_urlsafe(16)
        self._asked[code] = request.args.to_dict()
        answer = {"code": code, "state": request.args["state"], "iss": self.issuer}
        return redirect(f"{request.args['redirect_uri']}?{urlencode(answer)}")

    def _token(self) -> tuple[Response, int]:
        asked = self._asked.pop(request.form.get("code", ""), None)
        if asked is None or not self._knows_the_client():
            return jsonify({"error": "invalid_client"}), 401
        return jsonify({"access_token": "a", "token_type": "Bearer", "id_token": self._id_token(asked["nonce"])}), 200

    def _knows_the_client(self) -> bool:
        if request.form.get("client_assertion_type") != ASSERTION_TYPE or request.authorization:
            return False
        try:
            keys = KeySet.import_key_set(self.fetch_keys())
            said = jwt.decode(request.form["client_assertion"], keys, algorithms=["ES256", "RS256"]).claims
        except (JoseError, ValueError):
            return False
        meant = {"iss": self.client_id, "sub": self.client_id, "aud": f"{self.issuer}/token"}
        is_new = said["jti"] not in self.seen
        self.seen.add(said["jti"])
        now = dt.datetime.now(dt.UTC).timestamp()
        return is_new and meant.items() <= said.items() and said["iat"] - 60 < now < said["exp"] < now + 600

    def _id_token(self, nonce: str) -> str:
        now = int(dt.datetime.now(dt.UTC).timestamp())
        claims = {
            "iss": self.issuer, "aud": self.client_id, "sub": self.who, "nonce": nonce, "iat": now, "exp": now + 60,
            "acr": self.acr,
        }  # fmt: skip
        signed = jwt.encode({"alg": "ES256", "kid": OWN.kid}, claims, OWN, algorithms=["ES256"])
        if self.seal is None:
            return signed
        (key,) = (key for key in KeySet.import_key_set(self.fetch_keys()) if key.get("use") == "enc")
        # oidc-provider repeats claims in the header (RFC 7519 §5.3).
        repeated = {"iss": self.issuer, "aud": self.client_id}
        head = {"alg": self.seal, "enc": "A256GCM", "cty": "JWT", "kid": key.kid, **repeated}
        lenient = jwe.JWERegistry(algorithms=[self.seal, "A256GCM"], strict_check_header=False)
        return jwe.encrypt_compact(head, signed, key, registry=lenient)
