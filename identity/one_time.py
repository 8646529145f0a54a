"""One-time tokens: made, looked at, and used up.

The table keeps only hashes. A token that travels by mail is derived from its row's
id under a secret key, so that the mailer can write it down again at every attempt
while neither the queue nor the database ever holds it.
"""

from __future__ import annotations

import base64
import datetime as dt
import hashlib
import hmac
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, cast

from sqlalchemy import CursorResult, delete, select, update
from sqlalchemy.orm import Session

from identity.errors import TokenRefused
from identity.models import OneTimeToken
from identity.purposes import LASTS, Purpose
from kernel.ids import UserId, new_id

TOKEN_BYTES = 32
REFUSAL = "this link was used before, is too old or was not copied whole; ask for a new one"


@dataclass(frozen=True, slots=True)
class Leave:
    """What a live token stands for."""

    token_id: str
    purpose: Purpose
    user_id: UserId | None
    details: Mapping[str, str]


def issue(
    session: Session,
    purpose: Purpose,
    at: dt.datetime,
    *,
    user_id: UserId | None = None,
    details: Mapping[str, str] | None = None,
) -> str:
    """Make a token for somebody who is there; the answer is the token itself."""
    token = secrets.token_urlsafe(TOKEN_BYTES)
    _add(session, new_id(), token, Leave("", purpose, user_id, details or {}), at)
    return token


def issue_by_mail(
    session: Session, purpose: Purpose, user_id: UserId, at: dt.datetime, key: bytes, **details: str
) -> str:
    """Make a token that only the mailer will write down; the answer is its id. Older ones for the same end."""
    withdraw(session, purpose, user_id, at)
    token_id = new_id()
    _add(session, token_id, mailed_token(token_id, key), Leave("", purpose, user_id, details), at)
    return token_id


def issue_for_anybody(session: Session, purpose: Purpose, token_id: str, at: dt.datetime, key: bytes) -> None:
    """Make a token for somebody who need not have an account; its id is that of what it opens."""
    _add(session, token_id, mailed_token(token_id, key), Leave("", purpose, None, {}), at)


def withdraw_one(session: Session, token_id: str, at: dt.datetime) -> None:
    """Make one unused token worthless."""
    unused = update(OneTimeToken).where(OneTimeToken.id == token_id, OneTimeToken.used_at.is_(None))
    session.execute(unused.values(used_at=at))


def mailed_token(token_id: str, key: bytes) -> str:
    """The token of an id, for the mail and for nobody else."""
    digest = hmac.digest(key, f"mailed token\0{token_id}".encode(), hashlib.sha256)
    return base64.urlsafe_b64encode(digest).rstrip(b"=").decode()


def look_at(session: Session, purpose: Purpose, token: str, at: dt.datetime) -> Leave:
    """What a live token stands for, without using it up.

    Raises:
        TokenRefused: It is unknown, used or too old; which of them is told to nobody.
    """
    row = session.scalars(select(OneTimeToken).where(OneTimeToken.token_hash == _hash(token))).one_or_none()
    if row is None or row.purpose is not purpose or row.used_at or at >= row.expires_at:
        raise TokenRefused(REFUSAL)
    return _leave(row)


def look_up_leave(session: Session, token_id: str, at: dt.datetime, *, used: bool = False) -> Leave | None:
    """What the live token of this id stands for, or the one that was used; None for any other."""
    row = session.get(OneTimeToken, token_id)
    if row is None or bool(row.used_at) is not used or (not used and at >= row.expires_at):
        return None
    return _leave(row)


def use_up(session: Session, purpose: Purpose, token: str, at: dt.datetime) -> Leave:
    """Use a token up: of two who come at once, one is refused.

    Raises:
        TokenRefused: As for `look_at`.
    """
    leave = look_at(session, purpose, token, at)
    used = update(OneTimeToken).where(OneTimeToken.id == leave.token_id, OneTimeToken.used_at.is_(None))
    if cast("CursorResult[Any]", session.execute(used.values(used_at=at))).rowcount != 1:
        raise TokenRefused(REFUSAL)
    return leave


def withdraw(session: Session, purpose: Purpose, user_id: UserId, at: dt.datetime) -> None:
    """Make a person's unused tokens of one purpose worthless."""
    session.execute(
        update(OneTimeToken)
        .where(OneTimeToken.user_id == user_id, OneTimeToken.purpose == purpose, OneTimeToken.used_at.is_(None))
        .values(used_at=at)
    )


def forget_tokens(session: Session, before: dt.datetime) -> None:
    """Remove tokens that ran out before this moment."""
    session.execute(delete(OneTimeToken).where(OneTimeToken.expires_at < before))


def _add(session: Session, token_id: str, token: str, leave: Leave, at: dt.datetime) -> None:
    session.add(
        OneTimeToken(
            id=token_id, token_hash=_hash(token), purpose=leave.purpose, user_id=leave.user_id,
            details=dict(leave.details), created_at=at, expires_at=at + LASTS[leave.purpose],
        )
    )  # fmt: skip
    session.flush()


def _leave(row: OneTimeToken) -> Leave:
    return Leave(row.id, row.purpose, UserId(row.user_id) if row.user_id else None, row.details)


def _hash(token: str) -> str:
    return hashlib.sha256(token.encode("utf-8", "surrogatepass")).hexdigest()
