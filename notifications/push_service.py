"""Handing a sealed message to a browser's push service (RFC 8030), which knows us by our key (RFC 8292)."""

from __future__ import annotations

import datetime as dt
import secrets
from dataclasses import dataclass, field
from typing import Protocol
from urllib.parse import urlsplit

from cryptography.hazmat.primitives.asymmetric.ec import SECP256R1, derive_private_key, generate_private_key
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from joserfc import jwt
from joserfc.jwk import ECKey

from kernel.clock import Clock
from kernel.errors import PlatformError
from notifications.devices import DeviceAddress
from notifications.push_sealing import SALT_BYTES, BrowserKeys, padded, seal, to_base64url

# P-256's, from SEC 2 §2.4.2.
ORDER = 0xFFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551
# A day at most (RFC 8292 §2); clocks differ.
SIGNED_FOR = dt.timedelta(hours=12)
# A telephone that is off for longer shows the letters themselves when it is opened.
KEPT_FOR = dt.timedelta(days=1)
GONE = frozenset({404, 410})
TRY_AGAIN = frozenset({408, 425, 429})
SERVER_ERRORS = 500


class DeviceGone(PlatformError):
    """The browser wants no messages any more, or has another address: its person turns them on there again."""

    code = "push_device_gone"


class PushUnavailable(PlatformError):
    """The push service is away or busy; the message is sent again later."""

    code = "push_unavailable"
    temporary = True


class PushRefused(PlatformError):
    """The push service refuses the message for good; look at its status and at our clock."""

    code = "push_refused"


class Answer(Protocol):
    """What a server said."""

    @property
    def status(self) -> int:
        """Its HTTP status."""


class Post(Protocol):
    """Takes messages to servers of the public network, and to no other."""

    def send(self, url: str, headers: dict[str, str], body: bytes) -> Answer:
        """Deliver one message.

        Raises:
            PlatformError: There was no answer, or the address is none of the public network's.
        """


@dataclass(frozen=True, slots=True)
class Sender:
    """Who we are to push services.

    Attributes:
        seed: 64 secret bytes from which our key follows: nothing more is to be kept, and a restored backup has it.
        contact: A `mailto:` or `https:` address of whoever runs this.
    """

    seed: bytes = field(repr=False)
    contact: str

    @property
    def public_key(self) -> str:
        """What a browser is to subscribe with, in base64url: its push service takes messages of nobody else."""
        key = derive_private_key(self._scalar(), SECP256R1())
        return to_base64url(key.public_key().public_bytes(Encoding.X962, PublicFormat.UncompressedPoint))

    def authorization(self, endpoint: str, now: dt.datetime) -> str:
        """The header that says who sends, good for this push service and half a day (RFC 8292 §2 and §3)."""
        there = urlsplit(endpoint)
        claims: dict[str, object] = {
            "aud": f"{there.scheme}://{there.netloc}", "exp": int((now + SIGNED_FOR).timestamp()), "sub": self.contact,
        }  # fmt: skip
        key = ECKey.import_key(derive_private_key(self._scalar(), SECP256R1()))
        return f"vapid t={jwt.encode({'typ': 'JWT', 'alg': 'ES256'}, claims, key)}, k={self.public_key}"

    def _scalar(self) -> int:
        # Far more bits than the order has, so that no number is likelier than another (FIPS 186-5 A.2.1).
        return int.from_bytes(self.seed, "big") % (ORDER - 1) + 1


@dataclass(frozen=True, slots=True)
class PushService:
    """Reaches browsers through their push services."""

    post: Post
    sender: Sender
    clock: Clock

    def push(self, device: DeviceAddress, message: bytes) -> None:
        """Send one message to one browser.

        Raises:
            DeviceGone: Nobody is there any more.
            PushUnavailable: Not now; the same message may be sent again.
            PushRefused: Never.
        """
        keys = BrowserKeys.of(device.public_key, device.secret)
        sealed = seal(padded(message), keys, generate_private_key(SECP256R1()), secrets.token_bytes(SALT_BYTES))
        headers = {
            "Authorization": self.sender.authorization(device.endpoint, self.clock.now()),
            "Content-Type": "application/octet-stream", "Content-Encoding": "aes128gcm",
            "TTL": str(int(KEPT_FOR.total_seconds())), "Urgency": "normal",
        }  # fmt: skip
        _heed(self.post.send(device.endpoint, headers, sealed).status)


def _heed(status: int) -> None:
    if status in GONE:
        raise DeviceGone("its browser wants no messages any more; turn them on there again", status=status)
    if status in TRY_AGAIN or status >= SERVER_ERRORS:
        raise PushUnavailable("the push service is away or busy; the message is sent again later", status=status)
    if not 200 <= status < 300:
        raise PushRefused("the push service refuses the message; look at its status and at the clock", status=status)
