"""Sessions of signed-in browsers: kept in the database, so that ending one ends it everywhere."""

from __future__ import annotations

import datetime as dt
import hashlib
import secrets
from dataclasses import dataclass, field

from sqlalchemy import delete, select, update
from sqlalchemy.orm import Session

from identity.models import WebSession
from kernel.ids import UserId
from kernel.tenancy.directory import UserView
from kernel.tenancy.repository import get_user

TOKEN_BYTES = 32
# A request moves the idle limit ahead at most this often, so that reading stays reading.
TOUCH_EVERY = dt.timedelta(minutes=1)


@dataclass(frozen=True, slots=True)
class SessionLimits:
    """How long a session lasts.

    Attributes:
        idle: Ends after this long without a request.
        absolute: Ends after this long whatever happens.
        fresh: For so long after a proof a person may change how they sign in.
    """

    idle: dt.timedelta = dt.timedelta(hours=1)
    absolute: dt.timedelta = dt.timedelta(hours=12)
    fresh: dt.timedelta = dt.timedelta(minutes=15)


@dataclass(frozen=True, slots=True)
class NewSession:
    """A session just begun.

    Attributes:
        token: For the cookie, and for nobody else: the database keeps only its hash.
    """

    token: str = field(repr=False)
    id: str
    user_id: UserId
    expires_at: dt.datetime


@dataclass(frozen=True, slots=True)
class SignedIn:
    """Whose session a token is.

    Attributes:
        is_due_to_touch: Call `touch` in a writing transaction, so that the session does not fall idle.
        is_fresh: The person proved who they are only minutes ago, and may change how they sign in.
        has_second_factor: More than a password was shown.
    """

    session_id: str
    user: UserView
    is_due_to_touch: bool
    is_fresh: bool
    has_second_factor: bool


@dataclass(frozen=True, slots=True)
class SessionView:
    """A session, for the person's own list of them."""

    id: str
    created_at: dt.datetime
    last_seen_at: dt.datetime
    user_agent: str


def create_session(
    session: Session,
    user_id: UserId,
    user_agent: str,
    at: dt.datetime,
    limits: SessionLimits,
    *,
    second_factor: bool = False,
) -> NewSession:
    """Begin a session; `user_agent` is the browser's family, for example ``Firefox on Linux``."""
    token = secrets.token_urlsafe(TOKEN_BYTES)
    row = WebSession(
        id=_id_of(token),
        user_id=user_id,
        created_at=at,
        last_seen_at=at,
        expires_at=at + limits.absolute,
        user_agent=user_agent[:80],
        confirmed_at=at,
        second_factor_at=at if second_factor else None,
    )
    session.add(row)
    session.flush()
    return NewSession(token, row.id, user_id, row.expires_at)


def look_up(session: Session, token: str, at: dt.datetime, limits: SessionLimits) -> SignedIn | None:
    """Whose session the token is; None for an unknown, ended or outlived one, and for a disabled person's."""
    row = session.get(WebSession, _id_of(token))
    if row is None or row.ended_at or at >= row.expires_at or at - row.last_seen_at >= limits.idle:
        return None
    user = get_user(session, UserId(row.user_id))
    if user.disabled_at:
        return None
    return SignedIn(
        row.id, user,
        is_due_to_touch=at - row.last_seen_at >= TOUCH_EVERY,
        is_fresh=row.confirmed_at is not None and dt.timedelta(0) <= at - row.confirmed_at < limits.fresh,
        has_second_factor=row.second_factor_at is not None,
    )  # fmt: skip


def confirm_session(session: Session, session_id: str, at: dt.datetime, *, second_factor: bool = False) -> None:
    """Note that the person just proved again who they are, perhaps by a second factor."""
    values: dict[str, dt.datetime] = {"confirmed_at": at}
    if second_factor:
        values["second_factor_at"] = at
    session.execute(update(WebSession).where(WebSession.id == session_id).values(values))


def touch(session: Session, session_id: str, at: dt.datetime) -> None:
    """Move the idle limit ahead."""
    session.execute(
        update(WebSession).where(WebSession.id == session_id, WebSession.last_seen_at < at).values(last_seen_at=at)
    )


def end_session(session: Session, session_id: str, at: dt.datetime) -> None:
    """End one session; nothing happens where it has ended."""
    session.execute(
        update(WebSession).where(WebSession.id == session_id, WebSession.ended_at.is_(None)).values(ended_at=at)
    )


def end_own(session: Session, user_id: UserId, session_id: str, at: dt.datetime) -> bool:
    """End one of a person's sessions; False where it is somebody else's, is over or never was."""
    row = session.get(WebSession, session_id)
    if row is None or row.user_id != user_id or row.ended_at:
        return False
    row.ended_at = at
    session.flush()
    return True


def end_all(session: Session, user_id: UserId, at: dt.datetime, *, but: str | None = None) -> int:
    """End all sessions of a person, `but` one of them perhaps; tells how many."""
    wanted = select(WebSession).where(WebSession.user_id == user_id, WebSession.ended_at.is_(None))
    rows = [row for row in session.scalars(wanted) if row.id != but]
    for row in rows:
        row.ended_at = at
    session.flush()
    return len(rows)


def list_sessions(session: Session, user_id: UserId, at: dt.datetime, limits: SessionLimits) -> list[SessionView]:
    """The person's live sessions, the latest seen first."""
    wanted = (
        select(WebSession)
        .where(
            WebSession.user_id == user_id,
            WebSession.ended_at.is_(None),
            WebSession.expires_at > at,
            WebSession.last_seen_at > at - limits.idle,
        )
        .order_by(WebSession.last_seen_at.desc())
    )
    return [SessionView(row.id, row.created_at, row.last_seen_at, row.user_agent) for row in session.scalars(wanted)]


def forget_sessions(session: Session, before: dt.datetime) -> None:
    """Remove what outlived its time before this moment."""
    session.execute(delete(WebSession).where(WebSession.expires_at < before))


def _id_of(token: str) -> str:
    return hashlib.sha256(token.encode("utf-8", "surrogatepass")).hexdigest()
