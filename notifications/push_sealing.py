"""Sealing a message for one browser (RFC 8291): its push service carries it and cannot read it.

Put together from `cryptography` and held to the example of RFC 8291 §5; why no library does it says ADR 30.
"""

from __future__ import annotations

import base64
import binascii
from dataclasses import dataclass, field

from cryptography.hazmat.primitives.asymmetric.ec import (
    ECDH,
    SECP256R1,
    EllipticCurvePrivateKey,
    EllipticCurvePublicKey,
)
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from kernel.errors import PlatformError

SALT_BYTES, SECRET_BYTES, KEY_BYTES, NONCE_BYTES = 16, 16, 16, 12
# One record holds everything; push services take messages of 4,096 bytes (RFC 8030 §7.2).
RECORD_BYTES = 4_096
# The header of 86 bytes, the tag of 16 and the mark of the last record share it with the words.
LONGEST = 3_900
LAST_RECORD = b"\x02"
# What is carried is as long for one letter as for a hundred: the length tells nothing, either.
PADDED_TO = 1_024


class DeviceRefused(PlatformError):
    """What the browser gave is no address for messages: turn them off in the browser, then on here again."""

    code = "push_device_refused"


@dataclass(frozen=True, slots=True)
class BrowserKeys:
    """What a browser gave us to seal messages for it.

    Attributes:
        public_key: The `p256dh` of its subscription.
        secret: The `auth` of its subscription, 16 bytes.
    """

    public_key: EllipticCurvePublicKey
    secret: bytes = field(repr=False)

    @classmethod
    def of(cls, public_key: str, secret: str) -> BrowserKeys:
        """Read both as the Push API writes them, in base64url.

        Raises:
            DeviceRefused: One of them is no key.
        """
        message = "turn notifications off in the browser, then on here again"
        try:
            keys = cls(EllipticCurvePublicKey.from_encoded_point(SECP256R1(), from_base64url(public_key)),
                       from_base64url(secret))  # fmt: skip
        except (ValueError, binascii.Error) as error:
            raise DeviceRefused(message) from error
        if len(keys.secret) != SECRET_BYTES:
            raise DeviceRefused(message)
        return keys


def seal(message: bytes, keys: BrowserKeys, ours: EllipticCurvePrivateKey, salt: bytes) -> bytes:
    """The message as a push service takes it, with ``Content-Encoding: aes128gcm`` (RFC 8188).

    Args:
        message: At most 3,900 bytes.
        keys: Whom it is for.
        ours: A key made for this message alone.
        salt: 16 random bytes, for this message alone.

    Raises:
        ValueError: The message is too long for one record.
    """
    if len(message) > LONGEST:
        too_long = f"a message has at most {LONGEST} bytes"
        raise ValueError(too_long)
    mine = _point(ours.public_key())
    context = b"WebPush: info\0" + _point(keys.public_key) + mine
    shared = _derived(keys.secret, ours.exchange(ECDH(), keys.public_key), context, 32)
    key = _derived(salt, shared, b"Content-Encoding: aes128gcm\0", KEY_BYTES)
    nonce = _derived(salt, shared, b"Content-Encoding: nonce\0", NONCE_BYTES)
    sealed = AESGCM(key).encrypt(nonce, message + LAST_RECORD, None)
    return salt + RECORD_BYTES.to_bytes(4, "big") + bytes([len(mine)]) + mine + sealed


def padded(message: bytes) -> bytes:
    """The same JSON with spaces behind it, which no reader of JSON minds."""
    return message.ljust(PADDED_TO)


def from_base64url(text: str) -> bytes:
    """The bytes of base64url, with or without padding.

    Raises:
        ValueError: It is none.
    """
    return base64.b64decode(text.rstrip("=") + "=" * (-len(text.rstrip("=")) % 4), altchars=b"-_", validate=True)


def to_base64url(content: bytes) -> str:
    """Base64url without padding, as JSON Web Tokens and the Push API write it."""
    return base64.urlsafe_b64encode(content).rstrip(b"=").decode()


def _point(key: EllipticCurvePublicKey) -> bytes:
    return key.public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)


def _derived(salt: bytes, secret: bytes, info: bytes, length: int) -> bytes:
    return HKDF(algorithm=SHA256(), length=length, salt=salt, info=info).derive(secret)
