"""Back-off after failed sign-ins, per account and per network address, the same for accounts that do not exist."""

from __future__ import annotations

import datetime as dt
import hashlib
import hmac
import math
from dataclasses import dataclass

from sqlalchemy import delete, func, select
from sqlalchemy.orm import InstrumentedAttribute, Session

from identity.errors import TooManyAttempts
from identity.models import SignInAttempt

# Where a success came from nowhere but the word of an administrator.
FORGIVEN = "forgiven"
LONG_AGO = dt.datetime(1970, 1, 1, tzinfo=dt.UTC)


@dataclass(frozen=True, slots=True)
class BackOff:
    """How failures slow down the next try.

    Attributes:
        free_per_account: Failures of one account that cost nothing.
        free_per_origin: Failures from one network address that cost nothing; offices share one.
        first_wait: The first pause; each further failure doubles it.
        longest_wait: It never grows beyond this.
        remembered: Failures older than this are forgiven.
    """

    free_per_account: int = 5
    free_per_origin: int = 30
    first_wait: dt.timedelta = dt.timedelta(seconds=2)
    longest_wait: dt.timedelta = dt.timedelta(minutes=15)
    remembered: dt.timedelta = dt.timedelta(days=1)

    def wait_after(self, failures: int, free: int) -> dt.timedelta:
        """The pause after so many failures in a row."""
        if failures < free:
            return dt.timedelta(0)
        doubled: dt.timedelta = self.first_wait * 2 ** min(failures - free, 20)
        return min(doubled, self.longest_wait)


@dataclass(frozen=True, slots=True)
class Origin:
    """Who tries, in a form that the table may keep: keyed hashes of account and network address."""

    account: str
    network: str

    @classmethod
    def of(cls, key: bytes, account: str, address: str) -> Origin:
        """Hash both under `key`, so that the table names nobody."""
        return cls(_hashed(key, "account", account), _hashed(key, "address", address))


def admit(session: Session, origin: Origin, at: dt.datetime, back_off: BackOff) -> str:
    """Count a try before anything is looked at, so that trying in parallel gains nothing.

    Returns:
        The attempt's id, for `mark_succeeded`.

    Raises:
        TooManyAttempts: The account or the network address has to wait; this try is not counted.
    """
    since = at - back_off.remembered
    waits = (
        _due(session, SignInAttempt.account, origin.account, since, back_off, back_off.free_per_account),
        _due(session, SignInAttempt.origin, origin.network, since, back_off, back_off.free_per_origin),
    )
    due = max(waits)
    if due > at:
        seconds = math.ceil((due - at).total_seconds())
        raise TooManyAttempts(f"too many tries went wrong; try again in {seconds} seconds", retry_after_s=seconds)
    attempt = SignInAttempt(account=origin.account, origin=origin.network, at=at)
    session.add(attempt)
    session.flush()
    return attempt.id


def mark_succeeded(session: Session, attempt_id: str) -> int:
    """Forgive the account's failures so far; tells how many there were since the last success."""
    attempt = session.get_one(SignInAttempt, attempt_id)
    failures, _ = _failures(session, SignInAttempt.account, attempt.account, LONG_AGO, but=attempt_id)
    attempt.succeeded = True
    session.flush()
    return failures


def waits_until(session: Session, account: str, at: dt.datetime, back_off: BackOff) -> dt.datetime | None:
    """Until when an account (its keyed hash) has to wait after failures; None where it need not."""
    since = at - back_off.remembered
    due = _due(session, SignInAttempt.account, account, since, back_off, back_off.free_per_account)
    return due if due > at else None


def forgive(session: Session, account: str, at: dt.datetime) -> None:
    """Let an account (its keyed hash) try again at once, on somebody's authority; network addresses go on waiting."""
    session.add(SignInAttempt(account=account, origin=FORGIVEN, at=at, succeeded=True))
    session.flush()


def forget_attempts(session: Session, before: dt.datetime) -> None:
    """Remove attempts older than this moment."""
    session.execute(delete(SignInAttempt).where(SignInAttempt.at < before))


def _due(
    session: Session,
    column: InstrumentedAttribute[str],
    value: str,
    since: dt.datetime,
    back_off: BackOff,
    free: int,
) -> dt.datetime:
    failures, last = _failures(session, column, value, since)
    return last + back_off.wait_after(failures, free) if last else since


def _failures(
    session: Session, column: InstrumentedAttribute[str], value: str, since: dt.datetime, *, but: str = ""
) -> tuple[int, dt.datetime | None]:
    """Failures since the last success, and the moment of the last."""
    success = select(func.max(SignInAttempt.at)).where(column == value, SignInAttempt.succeeded)
    start = max(since, session.scalar(success) or since)
    counted = select(func.count(), func.max(SignInAttempt.at)).where(
        column == value, SignInAttempt.at > start, SignInAttempt.succeeded.is_(False), SignInAttempt.id != but
    )
    failures, last = session.execute(counted).one()
    return failures, last


def _hashed(key: bytes, kind: str, text: str) -> str:
    return hmac.digest(key, f"{kind}\0{text}".encode("utf-8", "surrogatepass"), hashlib.sha256).hex()
