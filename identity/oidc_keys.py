"""Keys of our own towards a provider: one signs who we are, one opens what is sealed for us.

Providers of electronic identities ask for more than a secret: itsme for an assertion
that the client signs (`private_key_jwt`, OpenID Connect Core 1.0 §9, RFC 7523 §3),
both itsme and FranceConnect+ seal their tokens for the client (JWE, RFC 7516). They
learn the public halves from an address of ours.
"""

from __future__ import annotations

import datetime as dt
import secrets
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal

from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.hazmat.primitives.asymmetric.ec import SECP256R1, EllipticCurvePrivateKey
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey
from cryptography.hazmat.primitives.serialization import load_pem_private_key
from joserfc import jwe, jwt
from joserfc.errors import JoseError
from joserfc.jwk import ECKey, RSAKey

from identity.errors import OutsideRefused
from kernel.errors import Misconfigured

ClientKey = RSAKey | ECKey
ASSERTION_TYPE = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer"
# Long enough for clocks that differ; the provider takes each assertion once, by its `jti`.
ASSERTED_FOR = dt.timedelta(minutes=3)
SHORTEST_RSA_BITS = 2048
# What OpenID providers seal with. Not RSA1_5, whose padding tells too much, and no compression: a small token must
# not become a large one here.
SEALED_WITH = (
    "RSA-OAEP", "RSA-OAEP-256", "ECDH-ES", "ECDH-ES+A128KW", "ECDH-ES+A256KW",
    "A128CBC-HS256", "A256CBC-HS512", "A128GCM", "A256GCM",
)  # fmt: skip
# Claims may be repeated in the header (RFC 7519 §5.3), which the library takes for a mistake; they are not looked at.
SEALS = jwe.JWERegistry(algorithms=list(SEALED_WITH), strict_check_header=False)


@dataclass(frozen=True, slots=True)
class ClientKeys:
    """Ours towards one provider, private halves included.

    Attributes:
        signing: The first signs; all are published, so that a new one is known before it is used.
        decryption: The first is published; all open, so that what was sealed for the one before can still be read.
    """

    signing: tuple[ClientKey, ...] = field(default=(), repr=False)
    decryption: tuple[ClientKey, ...] = field(default=(), repr=False)

    def assertion(self, client_id: str, audience: str, at: dt.datetime) -> str:
        """A signed word that it is us who ask (RFC 7523 §3), good for once and some minutes."""
        key = self.signing[0]
        moment = int(at.timestamp())
        claims = {
            "iss": client_id, "sub": client_id, "aud": audience, "jti": secrets.token_urlsafe(24),
            "iat": moment, "exp": moment + int(ASSERTED_FOR.total_seconds()),
        }  # fmt: skip
        algorithm = _signs_with(key)
        return jwt.encode({"alg": algorithm, "kid": key.thumbprint()}, claims, key, algorithms=[algorithm])

    def opened(self, token: str) -> str:
        """What is inside a token that was sealed for us (signed first, then sealed: a nested JWT).

        Raises:
            OutsideRefused: It is not sealed, or not for one of our keys.
        """
        for key in self.decryption:
            try:
                return (jwe.decrypt_compact(token, key, registry=SEALS).plaintext or b"").decode()
            except (JoseError, ValueError):
                continue
        raise OutsideRefused("what the provider said was not sealed for us; begin again")

    def published(self) -> dict[str, list[Any]]:
        """The public halves as a JWK set (RFC 7517 §5), for the provider to fetch."""
        signing = [key.as_dict(private=False, use="sig", alg=_signs_with(key)) for key in self.signing]
        sealing = [key.as_dict(private=False, use="enc") for key in self.decryption[:1]]
        return {"keys": [*signing, *sealing]}


def load_client_keys(signing: Sequence[Path], decryption: Sequence[Path]) -> ClientKeys:
    """Private keys from PEM files.

    Raises:
        Misconfigured: A file cannot be read, is protected by a password or holds no RSA key of 2048 bits and more, and
            none of the curve P-256.
    """
    return ClientKeys(tuple(_load(path) for path in signing), tuple(_load(path) for path in decryption))


def _load(path: Path) -> ClientKey:
    try:
        pem = path.read_bytes()
        private = load_pem_private_key(pem, None)
    except (OSError, TypeError, ValueError, UnsupportedAlgorithm) as error:
        raise Misconfigured(f"no private key can be read from {path.name}; give a PEM file without password") from error
    match private:
        case RSAPrivateKey() if private.key_size >= SHORTEST_RSA_BITS:
            key: ClientKey = RSAKey.import_key(pem)
        case EllipticCurvePrivateKey(curve=SECP256R1()):
            key = ECKey.import_key(pem)
        case _:
            raise Misconfigured(
                f"the key in {path.name} is of no use here; make an RSA key of 2048 bits or a P-256 one"
            )
    key.ensure_kid()
    return key


def _signs_with(key: ClientKey) -> Literal["RS256", "ES256"]:
    return "RS256" if isinstance(key, RSAKey) else "ES256"
