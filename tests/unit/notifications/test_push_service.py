"""How push services are spoken to, and what their answers mean."""

from __future__ import annotations

from dataclasses import dataclass, field

import pytest
from cryptography.hazmat.primitives.asymmetric.ec import SECP256R1, EllipticCurvePublicKey
from joserfc import jwt
from joserfc.jwk import ECKey

from notifications.push_sealing import PADDED_TO, from_base64url
from notifications.push_service import DeviceGone, PushRefused, PushService, PushUnavailable, Sender
from tests.factories.push_browser import PushBrowser
from tests.fakes.clock import FakeClock

SENDER = Sender(bytes(range(64)), "mailto:post@post.example")


@dataclass(frozen=True, slots=True)
class Said:
    status: int


@dataclass(slots=True)
class Wire:
    """Takes what would be sent."""

    status: int = 201
    sent: list[tuple[str, dict[str, str], bytes]] = field(default_factory=list)

    def send(self, url: str, headers: dict[str, str], body: bytes) -> Said:
        self.sent.append((url, headers, body))
        return Said(self.status)


def test_a_message_is_sealed_signed_and_kept_for_a_day() -> None:
    browser, wire, clock = PushBrowser("https://push.example:8443/send/a?x=1"), Wire(), FakeClock()
    PushService(wire, SENDER, clock).push(browser.address, b'{"body": "1 new letter"}')

    ((url, headers, body),) = wire.sent
    assert url == browser.endpoint
    assert browser.read(body) == {"body": "1 new letter"}
    assert len(body) == 16 + 4 + 1 + 65 + PADDED_TO + 1 + 16
    assert headers["Content-Encoding"] == "aes128gcm"
    assert headers["TTL"] == "86400"

    scheme, token, key = headers["Authorization"].replace(",", "").split()
    assert scheme == "vapid"
    assert key == f"k={SENDER.public_key}"
    point = EllipticCurvePublicKey.from_encoded_point(SECP256R1(), from_base64url(SENDER.public_key))
    claims = jwt.decode(token.removeprefix("t="), ECKey.import_key(point), algorithms=["ES256"]).claims
    assert claims["aud"] == "https://push.example:8443"
    assert claims["sub"] == "mailto:post@post.example"
    assert 0 < claims["exp"] - clock.now().timestamp() <= 24 * 3600


def test_no_two_messages_are_sealed_alike() -> None:
    browser, wire = PushBrowser(), Wire()
    for _ in range(2):
        PushService(wire, SENDER, FakeClock()).push(browser.address, b"{}")
    assert len({body[:86] for _, _, body in wire.sent}) == 2


def test_the_key_follows_from_the_seed_and_another_seed_is_another_sender() -> None:
    assert Sender(SENDER.seed, "mailto:x@y.example").public_key == SENDER.public_key
    assert Sender(b"s" * 64, SENDER.contact).public_key != SENDER.public_key
    assert "00010203" not in repr(SENDER)


@pytest.mark.parametrize(
    ("status", "error"),
    [
        (404, DeviceGone), (410, DeviceGone), (429, PushUnavailable), (500, PushUnavailable), (503, PushUnavailable),
        (301, PushRefused), (400, PushRefused), (403, PushRefused), (413, PushRefused),
    ],
)  # fmt: skip
def test_what_a_push_service_answers(status: int, error: type[Exception]) -> None:
    with pytest.raises(error):
        PushService(Wire(status), SENDER, FakeClock()).push(PushBrowser().address, b"{}")
