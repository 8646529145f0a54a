"""The browsers on which somebody wants to be told: added there, listed, taken away."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from kernel.ids import UserId
from notifications.models import PushDevice
from notifications.push_sealing import BrowserKeys, DeviceRefused

LONGEST_ADDRESS = 2_000
# Nobody uses more; the one that was added first makes room.
MOST_DEVICES = 20


@dataclass(frozen=True, slots=True)
class DeviceAddress:
    """What a browser hands over when it subscribes.

    Attributes:
        endpoint: Where its push service takes messages.
        public_key: Its `p256dh`, in base64url.
        secret: Its `auth`, in base64url.
    """

    endpoint: str = field(repr=False)
    public_key: str
    secret: str = field(repr=False)

    @property
    def endpoint_hash(self) -> str:
        """SHA-256 of the endpoint, in hexadecimal."""
        return hashlib.sha256(self.endpoint.encode()).hexdigest()


@dataclass(frozen=True, slots=True)
class DeviceView:
    """A device, for the list of its owner."""

    id: str
    browser: str
    added_at: dt.datetime
    endpoint_hash: str


def add_device(session: Session, user_id: UserId, address: DeviceAddress, browser: str, at: dt.datetime) -> None:
    """Tell somebody on this browser too; whoever was told there before is not any more.

    Raises:
        DeviceRefused: It is no address of a push service, or its keys are none.
    """
    if not address.endpoint.startswith("https://") or len(address.endpoint) > LONGEST_ADDRESS:
        message = "turn notifications off in the browser, then on here again"
        raise DeviceRefused(message)
    BrowserKeys.of(address.public_key, address.secret)
    session.execute(delete(PushDevice).where(PushDevice.endpoint_hash == address.endpoint_hash))
    device = PushDevice(
        user_id=user_id, endpoint=address.endpoint, endpoint_hash=address.endpoint_hash,
        public_key=address.public_key, secret=address.secret, browser=browser[:80], added_at=at,
    )  # fmt: skip
    session.add(device)
    session.flush()
    for outdated in _rows(session, user_id)[MOST_DEVICES:]:
        session.delete(outdated)


def devices_of(session: Session, user_id: UserId) -> Sequence[DeviceView]:
    """Somebody's devices, the latest first."""
    return [DeviceView(row.id, row.browser, row.added_at, row.endpoint_hash) for row in _rows(session, user_id)]


def address_of(session: Session, device_id: str) -> DeviceAddress | None:
    """Where a device is reached; None where it was taken away."""
    row = session.get(PushDevice, device_id)
    return DeviceAddress(row.endpoint, row.public_key, row.secret) if row else None


def remove_device(session: Session, user_id: UserId, device_id: str) -> bool:
    """Take one away from its owner; False where they have no such device."""
    mine = delete(PushDevice).where(PushDevice.id == device_id, PushDevice.user_id == user_id)
    return session.execute(mine.returning(PushDevice.id)).first() is not None


def forget_device(session: Session, device_id: str) -> None:
    """Take one away that its push service knows no more."""
    session.execute(delete(PushDevice).where(PushDevice.id == device_id))


def forget_devices(session: Session, people: Collection[UserId]) -> None:
    """Tell these people on no device any more."""
    session.execute(delete(PushDevice).where(PushDevice.user_id.in_(people)))


def _rows(session: Session, user_id: UserId) -> Sequence[PushDevice]:
    mine = select(PushDevice).where(PushDevice.user_id == user_id)
    return session.scalars(mine.order_by(PushDevice.added_at.desc(), PushDevice.id)).all()
