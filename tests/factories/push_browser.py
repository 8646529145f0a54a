"""A browser that subscribed to notices: its keys, and opening what its push service hands it (RFC 8291 §3)."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import Any

from cryptography.hazmat.primitives.asymmetric.ec import (
    ECDH,
    SECP256R1,
    EllipticCurvePrivateKey,
    EllipticCurvePublicKey,
    generate_private_key,
)
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from notifications.devices import DeviceAddress
from notifications.push_sealing import to_base64url

SECRET = b"sixteen bytes..."


def _new_key() -> EllipticCurvePrivateKey:
    return generate_private_key(SECP256R1())


@dataclass(frozen=True, slots=True)
class PushBrowser:
    """The receiving side, written after the RFC and not after our sender."""

    endpoint: str = "https://push.example/send/a"
    key: EllipticCurvePrivateKey = field(default_factory=_new_key)

    @property
    def point(self) -> bytes:
        """Its public key, as the Push API gives it."""
        return self.key.public_key().public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)

    @property
    def address(self) -> DeviceAddress:
        """What it hands over when it subscribes."""
        return DeviceAddress(self.endpoint, to_base64url(self.point), to_base64url(SECRET))

    def open(self, body: bytes) -> bytes:
        """The message in one record; raises where anything was sealed for somebody else or changed."""
        salt, size, length = body[:16], int.from_bytes(body[16:20], "big"), body[20]
        assert len(body) <= size
        theirs, sealed = body[21 : 21 + length], body[21 + length :]
        shared = self.key.exchange(ECDH(), EllipticCurvePublicKey.from_encoded_point(SECP256R1(), theirs))
        secret = _hkdf(SECRET, shared, b"WebPush: info\0" + self.point + theirs, 32)
        key = _hkdf(salt, secret, b"Content-Encoding: aes128gcm\0", 16)
        nonce = _hkdf(salt, secret, b"Content-Encoding: nonce\0", 12)
        message, mark, padding = AESGCM(key).decrypt(nonce, sealed, None).rpartition(b"\x02")
        assert mark
        assert not padding.strip(b"\0")
        return message

    def read(self, body: bytes) -> dict[str, Any]:
        """The message as the worker of the page reads it."""
        said: dict[str, Any] = json.loads(self.open(body))
        return said


def _hkdf(salt: bytes, secret: bytes, info: bytes, length: int) -> bytes:
    return HKDF(algorithm=SHA256(), length=length, salt=salt, info=info).derive(secret)
