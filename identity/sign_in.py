"""Signing in and out, and changing a password.

The slow comparison runs with no transaction open. An account that does not exist,
has no password or is disabled takes the same path and the same time as one whose
password is wrong, and is refused in the same words.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field

from sqlalchemy.orm import Session

from identity.door import Door
from identity.errors import SignInRefused
from identity.factors import factors_of
from identity.journal import tell_tenants
from identity.messages import Matter, tell_person
from identity.models import Credential
from identity.one_time import issue
from identity.passwords import check_strength
from identity.purposes import Purpose
from identity.sessions import NewSession, SessionLimits, confirm_session, create_session, end_all, end_own, end_session
from identity.throttle import Origin, admit, mark_succeeded
from kernel.audit.journal import Detail
from kernel.clock import Clock
from kernel.db import Transaction
from kernel.errors import NotFound
from kernel.ids import UserId
from kernel.tenancy.repository import find_user_by_email, get_user

REFUSAL = "e-mail address or password is wrong; check both, or ask an owner of your organisation for a new password"


@dataclass(frozen=True, slots=True)
class SignIn:
    """Somebody at the door.

    Attributes:
        network_address: Where the request came from, for back-off; kept only as a keyed hash.
        user_agent: The browser's family.
    """

    email: str
    password: str = field(repr=False)
    network_address: str
    user_agent: str = "unknown browser"


@dataclass(frozen=True, slots=True)
class Halfway:
    """The password was right, and the person has a second factor to show.

    Attributes:
        token: For the browser, for some minutes; it opens nothing by itself.
    """

    token: str = field(repr=False)


def sign_in(command: SignIn, door: Door) -> NewSession | Halfway:
    """Let a person in, halfway where they have a second factor, or not.

    Raises:
        SignInRefused: Address and password do not belong together.
        TooManyAttempts: Too many tries went wrong; the error says how long to wait.
    """
    account = command.email.strip().casefold()
    origin = Origin.of(door.throttle_key, account, command.network_address)
    with door.new_uow() as uow:
        attempt_id = admit(uow.session, origin, door.clock.now(), door.back_off)
        user_id, password_hash = _credential(uow.session, command.email)
        uow.commit()
    if not door.passwords.matches(password_hash, command.password) or user_id is None:
        raise SignInRefused(REFUSAL)
    is_outdated = door.passwords.is_outdated(password_hash or "")
    better_hash = door.passwords.hash(command.password) if is_outdated else None
    return _let_in(user_id, attempt_id, better_hash, command.user_agent, door)


def sign_out(session_id: str, user_id: UserId, uow: Transaction, clock: Clock) -> None:
    """End one session of a person; needs the system scope."""
    with uow:
        end_session(uow.session, session_id, clock.now())
        tell_tenants(uow.session, user_id, "signed_out", clock.now())
        uow.commit()


def change_password(user_id: UserId, old: str, new: str, session_id: str, door: Door) -> None:
    """Change one's own password; all other sessions end.

    Raises:
        SignInRefused: The old password is wrong.
        PasswordRefused: The new one is too weak; the message says what to change.
        TooManyAttempts: The old password was guessed at too often.
    """
    attempt_id = _check_own_password(user_id, old, session_id, door)
    with door.new_uow() as uow:
        user = get_user(uow.session, user_id)
    check_strength(new, (user.email, user.name))
    new_hash = door.passwords.hash(new)
    with door.new_uow() as uow:
        mark_succeeded(uow.session, attempt_id)
        confirm_session(uow.session, session_id, door.clock.now())
        store_password(uow.session, user_id, new_hash, user_id, door.clock.now(), keep=session_id)
        tell_person(uow, user_id, Matter.PASSWORD_CHANGED, user_id, door.clock.now())
        uow.commit()


def confirm_presence(user_id: UserId, password: str, session_id: str, door: Door) -> None:
    """Let a person who is signed in prove that it is still them, before they change how they sign in.

    Raises:
        SignInRefused: The password is wrong.
        TooManyAttempts: It was guessed at too often.
    """
    attempt_id = _check_own_password(user_id, password, session_id, door)
    with door.new_uow() as uow:
        mark_succeeded(uow.session, attempt_id)
        confirm_session(uow.session, session_id, door.clock.now())
        uow.commit()


def set_password(user_id: UserId, new: str, door: Door, *, actor: str = "system:cli") -> None:
    """Give a person a password on somebody else's authority; all sessions of the person end.

    Raises:
        NotFound: There is no such person.
        PasswordRefused: It is too weak; the message says what to change.
    """
    with door.new_uow() as uow:
        user = get_user(uow.session, user_id)
    check_strength(new, (user.email, user.name))
    new_hash = door.passwords.hash(new)
    with door.new_uow() as uow:
        store_password(uow.session, user_id, new_hash, actor, door.clock.now())
        uow.commit()


def end_sessions(user_id: UserId, uow: Transaction, clock: Clock, *, actor: str, but: str | None = None) -> int:
    """End all sessions of a person, perhaps but the present one; tells how many. Needs the system scope."""
    with uow:
        ended = end_all(uow.session, user_id, clock.now(), but=but)
        tell_tenants(uow.session, user_id, "sessions_ended", clock.now(), actor, count=ended)
        uow.commit()
    return ended


def end_one_session(user_id: UserId, session_id: str, uow: Transaction, clock: Clock) -> None:
    """End one of a person's own sessions; needs the system scope.

    Raises:
        NotFound: The person has no such live session.
    """
    with uow:
        if not end_own(uow.session, user_id, session_id, clock.now()):
            raise NotFound("this session is over; look at the list of sessions again")
        tell_tenants(uow.session, user_id, "sessions_ended", clock.now(), count=1)
        uow.commit()


def has_password(session: Session, user_id: UserId) -> bool:
    """Whether a person can sign in with a password at all."""
    return session.get(Credential, user_id) is not None


def _check_own_password(user_id: UserId, password: str, session_id: str, door: Door) -> str:
    """Compare the password of somebody who is signed in; the answer is the attempt's id."""
    with door.new_uow() as uow:
        user = get_user(uow.session, user_id)
        origin = Origin.of(door.throttle_key, user.email, f"session {session_id}")
        attempt_id = admit(uow.session, origin, door.clock.now(), door.back_off)
        _, password_hash = _credential(uow.session, user.email)
        uow.commit()
    if not door.passwords.matches(password_hash, password):
        raise SignInRefused("the password is wrong; type it again")
    return attempt_id


def _credential(session: Session, email: str) -> tuple[UserId | None, str | None]:
    user = find_user_by_email(session, email)
    row = session.get(Credential, user.id if user else "")
    if user is None or user.disabled_at or row is None:
        return None, None
    return user.id, row.password_hash


def _let_in(
    user_id: UserId, attempt_id: str, better_hash: str | None, user_agent: str, door: Door
) -> NewSession | Halfway:
    now = door.clock.now()
    with door.new_uow() as uow:
        # Between the two transactions the person may have been disabled.
        if get_user(uow.session, user_id).disabled_at:
            raise SignInRefused(REFUSAL)
        failures = mark_succeeded(uow.session, attempt_id)
        if better_hash:
            uow.session.get_one(Credential, user_id).password_hash = better_hash
        entrance = begin(uow.session, user_id, user_agent, now, door.limits, failures_before=failures)
        uow.commit()
    return entrance


def begin(
    session: Session, user_id: UserId, user_agent: str, at: dt.datetime, limits: SessionLimits, **details: Detail
) -> NewSession | Halfway:
    """Begin a session for whoever proved one factor, or ask for the second where the person has one.

    Failures are told here and not when they happen: a journal entry that only existing
    accounts cause would tell by its time which ones exist.
    """
    if factors_of(session, user_id).is_any:
        tell_tenants(session, user_id, "second_factor_asked", at, **details)
        return Halfway(issue(session, Purpose.SECOND_FACTOR, at, user_id=user_id))
    tell_tenants(session, user_id, "signed_in", at, **details)
    return create_session(session, user_id, user_agent, at, limits)


def store_password(
    session: Session, user_id: UserId, new_hash: str, actor: str, at: dt.datetime, *, keep: str | None = None
) -> None:
    """Put a password's hash in the place of the present one; all sessions end, but perhaps one."""
    session.merge(Credential(user_id=user_id, password_hash=new_hash, changed_at=at))
    end_all(session, user_id, at, but=keep)
    tell_tenants(session, user_id, "password_changed", at, actor)
