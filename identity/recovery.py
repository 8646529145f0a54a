"""Recovery codes: ten, shown once, each good for one sign-in without the second factor."""

from __future__ import annotations

import base64
import datetime as dt
import hashlib
import secrets
from typing import Any, cast

from sqlalchemy import CursorResult, delete, func, select, update
from sqlalchemy.orm import Session

from identity.models import RecoveryCode
from kernel.ids import UserId

COUNT = 10
# 80 bits: nobody guesses one, so a fast hash keeps it as well as a slow one would.
CODE_BYTES = 10
GROUP = 4


def make_codes(session: Session, user_id: UserId, at: dt.datetime) -> tuple[str, ...]:
    """Put ten fresh codes in the place of all present ones; they can be shown now and never again."""
    session.execute(delete(RecoveryCode).where(RecoveryCode.user_id == user_id))
    codes = tuple(_new_code() for _ in range(COUNT))
    session.add_all(RecoveryCode(user_id=user_id, code_hash=_hash(code), created_at=at) for code in codes)
    session.flush()
    return codes


def drop_codes(session: Session, user_id: UserId) -> None:
    """Make all codes worthless."""
    session.execute(delete(RecoveryCode).where(RecoveryCode.user_id == user_id))


def codes_left(session: Session, user_id: UserId) -> int:
    """How many were not used yet."""
    unused = select(func.count()).where(RecoveryCode.user_id == user_id, RecoveryCode.used_at.is_(None))
    return session.scalar(unused) or 0


def use_code(session: Session, user_id: UserId, typed: str, at: dt.datetime) -> bool:
    """Use a code up, however it was typed; False for a wrong one and for one that was used."""
    used = (
        update(RecoveryCode)
        .where(
            RecoveryCode.user_id == user_id, RecoveryCode.code_hash == _hash(typed), RecoveryCode.used_at.is_(None)
        )
        .values(used_at=at)
    )  # fmt: skip
    return cast("CursorResult[Any]", session.execute(used)).rowcount == 1


def _new_code() -> str:
    letters = base64.b32encode(secrets.token_bytes(CODE_BYTES)).decode().lower()
    return "-".join(letters[start : start + GROUP] for start in range(0, len(letters), GROUP))


def _hash(code: str) -> str:
    plain = "".join(sign for sign in code.lower() if sign.isalnum())
    return hashlib.sha256(plain.encode("utf-8", "surrogatepass")).hexdigest()
