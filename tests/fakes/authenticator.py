"""A security key of paper: it makes keys, counts and signs as WebAuthn asks, and lies where a test wants it to."""

from __future__ import annotations

import hashlib
import json
import struct
from dataclasses import dataclass, field

from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.hashes import SHA256
from webauthn.helpers import base64url_to_bytes, bytes_to_base64url, encode_cbor

PRESENT, VERIFIED, ATTESTED = 0x01, 0x04, 0x40
NO_AAGUID = bytes(16)


@dataclass
class Authenticator:
    """One key pair in one device.

    Attributes:
        origin: Where the browser says that it is.
        flags: What the device says of its owner: present, and verified by a finger.
        count: Signatures so far; a device that keeps no count stays at zero.
    """

    rp_id: str = "localhost"
    origin: str = "http://localhost:8600"
    flags: int = PRESENT | VERIFIED
    count: int = 0
    counts: bool = True
    credential_id: bytes = b"credential of paper"
    user_handle: bytes | None = None
    key: ec.EllipticCurvePrivateKey = field(default_factory=lambda: ec.generate_private_key(ec.SECP256R1()))

    def create(self, options: str) -> str:
        """Answer a challenge to make a key pair (WebAuthn §7.1), attested by nobody."""
        asked = json.loads(options)
        self.user_handle = base64url_to_bytes(asked["user"]["id"])
        attested = NO_AAGUID + struct.pack(">H", len(self.credential_id)) + self.credential_id + self._public_key()
        data = self._authenticator_data(ATTESTED) + attested
        response = {
            "clientDataJSON": self._client_data("webauthn.create", asked["challenge"]),
            "attestationObject": bytes_to_base64url(encode_cbor({"fmt": "none", "attStmt": {}, "authData": data})),
        }
        return self._credential(response)

    def get(self, options: str) -> str:
        """Answer a challenge to sign in (WebAuthn §7.2)."""
        asked = json.loads(options)
        self.count += self.counts
        client_data = self._client_data("webauthn.get", asked["challenge"])
        data = self._authenticator_data(0)
        signed = data + hashlib.sha256(base64url_to_bytes(client_data)).digest()
        response = {
            "clientDataJSON": client_data,
            "authenticatorData": bytes_to_base64url(data),
            "signature": bytes_to_base64url(self.key.sign(signed, ec.ECDSA(SHA256()))),
            "userHandle": bytes_to_base64url(self.user_handle or b""),
        }
        return self._credential(response)

    def _authenticator_data(self, more: int) -> bytes:
        head = hashlib.sha256(self.rp_id.encode()).digest()
        return head + bytes([self.flags | more]) + struct.pack(">I", self.count)

    def _client_data(self, kind: str, challenge: str) -> str:
        data = {"type": kind, "challenge": challenge, "origin": self.origin, "crossOrigin": False}
        return bytes_to_base64url(json.dumps(data).encode())

    def _public_key(self) -> bytes:
        """As COSE writes it (RFC 9053 §7.1.1): EC2, ES256, P-256."""
        numbers = self.key.public_key().public_numbers()
        return encode_cbor({1: 2, 3: -7, -1: 1, -2: numbers.x.to_bytes(32), -3: numbers.y.to_bytes(32)})

    def _credential(self, response: dict[str, str]) -> str:
        name = bytes_to_base64url(self.credential_id)
        return json.dumps({"id": name, "rawId": name, "type": "public-key", "response": response})
