"""Signing in and out, and changing a password.

The slow comparison runs with no transaction open. An account that does not exist,
has no password or is disabled takes the same path and the same time as one whose
password is wrong, and is refused in the same words.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from sqlalchemy.orm import Session

from identity.errors import SignInRefused
from identity.models import Credential
from identity.passwords import Passwords, check_strength
from identity.sessions import NewSession, SessionLimits, create_session, end_all, end_session
from identity.throttle import BackOff, Origin, admit, mark_succeeded
from kernel.audit.journal import AuditFact, Detail, append
from kernel.clock import Clock
from kernel.db import Transaction
from kernel.ids import UserId
from kernel.tenancy.repository import find_user_by_email, get_user, memberships_of

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
class Door:
    """What signing in needs.

    Attributes:
        new_uow: A unit of work in the system scope: a person may belong to several tenants.
        throttle_key: 32 secret bytes under which accounts and addresses are hashed.
    """

    new_uow: Callable[[], Transaction]
    clock: Clock
    passwords: Passwords
    throttle_key: bytes = field(repr=False)
    back_off: BackOff = field(default_factory=BackOff)
    limits: SessionLimits = field(default_factory=SessionLimits)


def sign_in(command: SignIn, door: Door) -> NewSession:
    """Let a person in, or not.

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
        _journal(uow.session, user_id, user_id, "signed_out", clock)
        uow.commit()


def change_password(user_id: UserId, old: str, new: str, session_id: str, door: Door) -> None:
    """Change one's own password; all other sessions end.

    Raises:
        SignInRefused: The old password is wrong.
        PasswordRefused: The new one is too weak; the message says what to change.
        TooManyAttempts: The old password was guessed at too often.
    """
    with door.new_uow() as uow:
        user = get_user(uow.session, user_id)
        origin = Origin.of(door.throttle_key, user.email, f"session {session_id}")
        attempt_id = admit(uow.session, origin, door.clock.now(), door.back_off)
        _, password_hash = _credential(uow.session, user.email)
        uow.commit()
    if not door.passwords.matches(password_hash, old):
        raise SignInRefused("the old password is wrong; type it again")
    check_strength(new, (user.email, user.name))
    new_hash = door.passwords.hash(new)
    with door.new_uow() as uow:
        mark_succeeded(uow.session, attempt_id)
        _store(uow.session, user_id, new_hash, user_id, door.clock, keep=session_id)
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
        _store(uow.session, user_id, new_hash, actor, door.clock)
        uow.commit()


def end_sessions(user_id: UserId, uow: Transaction, clock: Clock, *, actor: str, but: str | None = None) -> int:
    """End all sessions of a person, perhaps but the present one; tells how many. Needs the system scope."""
    with uow:
        ended = end_all(uow.session, user_id, clock.now(), but=but)
        _journal(uow.session, user_id, actor, "sessions_ended", clock, count=ended)
        uow.commit()
    return ended


def _credential(session: Session, email: str) -> tuple[UserId | None, str | None]:
    user = find_user_by_email(session, email)
    row = session.get(Credential, user.id if user else "")
    if user is None or user.disabled_at or row is None:
        return None, None
    return user.id, row.password_hash


def _let_in(user_id: UserId, attempt_id: str, better_hash: str | None, user_agent: str, door: Door) -> NewSession:
    with door.new_uow() as uow:
        # Between the two transactions the person may have been disabled.
        if get_user(uow.session, user_id).disabled_at:
            raise SignInRefused(REFUSAL)
        failures = mark_succeeded(uow.session, attempt_id)
        if better_hash:
            uow.session.get_one(Credential, user_id).password_hash = better_hash
        begun = create_session(uow.session, user_id, user_agent, door.clock.now(), door.limits)
        # Failures are told here and not when they happen: a journal entry that only
        # existing accounts cause would tell by its time which ones exist.
        _journal(uow.session, user_id, user_id, "signed_in", door.clock, failures_before=failures)
        uow.commit()
    return begun


def _store(
    session: Session, user_id: UserId, new_hash: str, actor: str, clock: Clock, *, keep: str | None = None
) -> None:
    now = clock.now()
    session.merge(Credential(user_id=user_id, password_hash=new_hash, changed_at=now))
    end_all(session, user_id, now, but=keep)
    _journal(session, user_id, actor, "password_changed", clock)


def _journal(session: Session, user_id: UserId, actor: str, action: str, clock: Clock, **details: Detail) -> None:
    """Tell every tenant of the person, always in the same order, so that two writers cannot wait for each other."""
    for tenant_id in sorted(membership.tenant_id for membership in memberships_of(session, user_id)):
        append(session, AuditFact(tenant_id, actor, action, "user", user_id, details), clock.now())
