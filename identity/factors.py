"""Which second factors a person has."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from identity.models import Passkey, TotpFactor
from identity.recovery import codes_left
from kernel.ids import UserId


@dataclass(frozen=True, slots=True)
class PasskeyView:
    """A passkey, for the person's own list of them."""

    passkey_id: str
    name: str
    created_at: dt.datetime
    last_used_at: dt.datetime | None
    is_backed_up: bool


@dataclass(frozen=True, slots=True)
class Factors:
    """What a person can show beside a password.

    Attributes:
        app_since: Since when an authenticator app counts; None without one.
        codes_left: Recovery codes that were not used yet.
    """

    app_since: dt.datetime | None
    passkeys: tuple[PasskeyView, ...]
    codes_left: int

    @property
    def is_any(self) -> bool:
        """A password alone lets nobody in as this person."""
        return self.app_since is not None or bool(self.passkeys)


def factors_of(session: Session, user_id: UserId) -> Factors:
    """A person's second factors."""
    app = session.get(TotpFactor, user_id)
    rows = session.scalars(select(Passkey).where(Passkey.user_id == user_id).order_by(Passkey.created_at, Passkey.id))
    passkeys = tuple(PasskeyView(r.id, r.name, r.created_at, r.last_used_at, r.is_backed_up) for r in rows)
    return Factors(app.confirmed_at if app else None, passkeys, codes_left(session, user_id))
