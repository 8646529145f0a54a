"""What a one-time token is good for, and for how long."""

from __future__ import annotations

import datetime as dt
import enum
from collections.abc import Mapping


class Purpose(enum.Enum):
    """The one thing that a token lets its bearer do."""

    SECOND_FACTOR = "second_factor"
    PASSKEY_REGISTRATION = "passkey_registration"
    PASSKEY_SIGN_IN = "passkey_sign_in"
    VERIFY_EMAIL = "verify_email"
    RESET_PASSWORD = "reset_password"  # noqa: S105 - a purpose, not a password
    CHANGE_EMAIL = "change_email"
    INVITATION = "invitation"
    OUTSIDE_SIGN_IN = "outside_sign_in"
    OUTSIDE_LINK = "outside_link"


LASTS: Mapping[Purpose, dt.timedelta] = {
    Purpose.SECOND_FACTOR: dt.timedelta(minutes=10),
    Purpose.PASSKEY_REGISTRATION: dt.timedelta(minutes=10),
    Purpose.PASSKEY_SIGN_IN: dt.timedelta(minutes=10),
    Purpose.VERIFY_EMAIL: dt.timedelta(days=2),
    Purpose.RESET_PASSWORD: dt.timedelta(hours=1),
    Purpose.CHANGE_EMAIL: dt.timedelta(hours=24),
    Purpose.INVITATION: dt.timedelta(days=7),
    Purpose.OUTSIDE_SIGN_IN: dt.timedelta(minutes=10),
    Purpose.OUTSIDE_LINK: dt.timedelta(minutes=10),
}
