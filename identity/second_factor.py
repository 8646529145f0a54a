"""The authenticator app and the recovery codes: setting up, taking away, and the second half of signing in."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from typing import Any, cast

from sqlalchemy import CursorResult, delete, update
from sqlalchemy.orm import Session

from identity.door import Door
from identity.errors import CodeRefused, SignInRefused
from identity.factors import factors_of
from identity.journal import tell_tenants
from identity.messages import Matter, tell_person
from identity.models import Passkey, TotpFactor
from identity.one_time import look_at, use_up
from identity.purposes import Purpose
from identity.recovery import drop_codes, make_codes, use_code
from identity.sessions import NewSession, confirm_session, create_session, end_all
from identity.throttle import Origin, admit, mark_succeeded
from identity.totp import enrolment_uri, matching_step, new_secret
from kernel.errors import NotFound
from kernel.ids import UserId
from kernel.tenancy.repository import get_user

REFUSAL = "this code is wrong, too old or was used before; wait for the next one and type that"


@dataclass(frozen=True, slots=True)
class Enrolment:
    """What an authenticator app has to be told.

    Attributes:
        secret: Base32, for those who type it.
        uri: The same in a QR code.
    """

    secret: str = field(repr=False)
    uri: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class SecondHalf:
    """Somebody whose password was right, with a code.

    Attributes:
        token: What the first half gave to the browser.
        code: Of the app, or a recovery code, as typed.
    """

    token: str = field(repr=False)
    code: str = field(repr=False)
    network_address: str
    user_agent: str = "unknown browser"


def offer_app(user_id: UserId, door: Door) -> Enrolment:
    """A secret for a new app; the same one until it was confirmed, so that a page may be loaded twice."""
    with door.new_uow() as uow:
        user = get_user(uow.session, user_id)
        row = uow.session.get(TotpFactor, user_id)
        if row is None:
            sealed = door.vault.seal(new_secret().encode(), user_id)
            row = TotpFactor(user_id=user_id, sealed_secret=sealed, created_at=door.clock.now())
            uow.session.add(row)
            uow.commit()
        if row.confirmed_at:
            raise NotFound("an authenticator app is set up already; remove it first")
        secret = door.vault.open(row.sealed_secret, user_id).decode()
    return Enrolment(secret, enrolment_uri(secret, user.email))


def confirm_app(user_id: UserId, code: str, session_id: str, door: Door) -> tuple[str, ...]:
    """Let the app count from now on, once it has shown a right code; other sessions end.

    Returns:
        Recovery codes to be shown once; none where the person has some already.

    Raises:
        CodeRefused: The code is wrong.
        NotFound: No app was offered, or it counts already.
        TooManyAttempts: Too many codes were wrong.
    """
    attempt_id = _count_try(user_id, f"session {session_id}", door)
    now = door.clock.now()
    with door.new_uow() as uow:
        row = uow.session.get(TotpFactor, user_id)
        if row is None or row.confirmed_at:
            raise NotFound("no authenticator app is being set up; begin again")
        _take_app_code(uow.session, row, code, now, door)
        row.confirmed_at = now
        mark_succeeded(uow.session, attempt_id)
        codes = begin_second_factor(uow.session, user_id, session_id, now)
        tell_tenants(uow.session, user_id, "authenticator_added", now)
        tell_person(uow, user_id, Matter.SIGN_IN_CHANGED, user_id, now)
        uow.commit()
    return codes


def begin_second_factor(session: Session, user_id: UserId, session_id: str, at: dt.datetime) -> tuple[str, ...]:
    """What follows from any new second factor: this session has shown it, others end, recovery codes exist."""
    confirm_session(session, session_id, at, second_factor=True)
    end_all(session, user_id, at, but=session_id)
    return () if factors_of(session, user_id).codes_left else make_codes(session, user_id, at)


def remove_app(user_id: UserId, door: Door) -> None:
    """Take the authenticator app away; without any other second factor the recovery codes go with it."""
    now = door.clock.now()
    with door.new_uow() as uow:
        row = uow.session.get(TotpFactor, user_id)
        if row is None:
            return
        uow.session.delete(row)
        uow.session.flush()
        tell_tenants(uow.session, user_id, "authenticator_removed", now)
        tell_person(uow, user_id, Matter.SIGN_IN_CHANGED, user_id, now)
        drop_codes_without_factor(uow.session, user_id)
        uow.commit()


def drop_codes_without_factor(session: Session, user_id: UserId) -> None:
    """Recovery codes stand in for a factor; where there is none, they are nothing but a risk."""
    if not factors_of(session, user_id).is_any:
        drop_codes(session, user_id)


def forget_factors(user_id: UserId, door: Door, *, actor: str = "system:cli") -> None:
    """Take everything but the password from somebody who lost it all, on somebody else's authority; sessions end.

    Raises:
        NotFound: There is no such person.
    """
    now = door.clock.now()
    with door.new_uow() as uow:
        get_user(uow.session, user_id)
        uow.session.execute(delete(TotpFactor).where(TotpFactor.user_id == user_id))
        uow.session.execute(delete(Passkey).where(Passkey.user_id == user_id))
        drop_codes(uow.session, user_id)
        end_all(uow.session, user_id, now)
        tell_tenants(uow.session, user_id, "second_factors_forgotten", now, actor)
        tell_person(uow, user_id, Matter.SIGN_IN_CHANGED, user_id, now)
        uow.commit()


def renew_codes(user_id: UserId, door: Door) -> tuple[str, ...]:
    """Ten fresh recovery codes, to be shown once; the old ones are worthless.

    Raises:
        NotFound: The person has no second factor that they could stand in for.
    """
    now = door.clock.now()
    with door.new_uow() as uow:
        if not factors_of(uow.session, user_id).is_any:
            raise NotFound("recovery codes stand in for a second factor; set one up first")
        codes = make_codes(uow.session, user_id, now)
        tell_tenants(uow.session, user_id, "recovery_codes_renewed", now)
        uow.commit()
    return codes


def finish_sign_in(command: SecondHalf, door: Door) -> NewSession:
    """Let a person in whose password was right and who shows the second factor.

    Raises:
        TokenRefused: The first half is too long ago, or was finished already; sign in again.
        CodeRefused: The code is wrong, or was used before.
        TooManyAttempts: Too many codes were wrong.
    """
    now = door.clock.now()
    with door.new_uow() as uow:
        user_id = _halfway(uow.session, command.token, now)
    attempt_id = _count_try(user_id, command.network_address, door)
    with door.new_uow() as uow:
        if get_user(uow.session, user_id).disabled_at:
            raise SignInRefused(REFUSAL)
        use_up(uow.session, Purpose.SECOND_FACTOR, command.token, now)
        factor = _take_code(uow.session, user_id, command.code, now, door)
        failures = mark_succeeded(uow.session, attempt_id)
        begun = create_session(uow.session, user_id, command.user_agent, now, door.limits, second_factor=True)
        tell_tenants(uow.session, user_id, "signed_in", now, second_factor=factor, failures_before=failures)
        uow.commit()
    return begun


def _halfway(session: Session, token: str, at: dt.datetime) -> UserId:
    return cast("UserId", look_at(session, Purpose.SECOND_FACTOR, token, at).user_id)


def _count_try(user_id: UserId, network_address: str, door: Door) -> str:
    """Codes are counted apart from passwords: who knows the password must not clear their own slate with it."""
    origin = Origin.of(door.throttle_key, f"second factor {user_id}", network_address)
    with door.new_uow() as uow:
        attempt_id = admit(uow.session, origin, door.clock.now(), door.back_off)
        uow.commit()
    return attempt_id


def _take_code(session: Session, user_id: UserId, code: str, at: dt.datetime, door: Door) -> str:
    """Use up a code of either kind; tells which."""
    row = session.get(TotpFactor, user_id)
    if row is not None and row.confirmed_at and len("".join(code.split())) == 6:
        _take_app_code(session, row, code, at, door)
        return "authenticator"
    if use_code(session, user_id, code, at):
        return "recovery_code"
    raise CodeRefused(REFUSAL)


def _take_app_code(session: Session, row: TotpFactor, code: str, at: dt.datetime, door: Door) -> None:
    secret = door.vault.open(row.sealed_secret, UserId(row.user_id)).decode()
    step = matching_step(secret, code, at, row.last_step)
    if step is None:
        raise CodeRefused(REFUSAL)
    # The condition is the lock: of two who come with one code at once, one changes no row.
    taken = update(TotpFactor).where(TotpFactor.user_id == row.user_id, TotpFactor.last_step < step)
    result = session.execute(taken.values(last_step=step).execution_options(synchronize_session=False))
    if cast("CursorResult[Any]", result).rowcount != 1:
        raise CodeRefused(REFUSAL)
    session.expire(row, ["last_step"])
