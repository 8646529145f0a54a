"""Addresses and what mails are good for: verifying one, changing it, and getting in without the password."""

from __future__ import annotations

import datetime as dt

from sqlalchemy.orm import Session

from identity.door import Door
from identity.errors import TokenRefused
from identity.journal import tell_tenants
from identity.messages import Matter, tell_person
from identity.models import VerifiedEmail
from identity.one_time import REFUSAL, issue, issue_by_mail, look_at, use_up, withdraw
from identity.passwords import check_strength
from identity.purposes import Purpose
from identity.sign_in import store_password
from identity.throttle import Origin, admit
from kernel.ids import UserId
from kernel.tenancy.directory import UserView, normal_email
from kernel.tenancy.directory_changes import EmailTaken, set_person
from kernel.tenancy.repository import find_user_by_email, get_user


def is_verified(session: Session, user: UserView) -> bool:
    """Whether the person was reached at the address that the account has now."""
    row = session.get(VerifiedEmail, user.id)
    return row is not None and row.email == user.email


def ask_verification(user_id: UserId, door: Door) -> None:
    """Send a link that proves the present address."""
    now = door.clock.now()
    with door.new_uow() as uow:
        user = get_user(uow.session, user_id)
        if is_verified(uow.session, user):
            return
        token_id = issue_by_mail(uow.session, Purpose.VERIFY_EMAIL, user_id, now, door.mail_key, email=user.email)
        tell_person(uow, user_id, Matter.VERIFY_EMAIL, token_id, now)
        uow.commit()


def verify_email(token: str, door: Door) -> UserId:
    """The link was followed: the address is the person's.

    Raises:
        TokenRefused: The link is no good, or the account has another address by now.
    """
    now = door.clock.now()
    with door.new_uow() as uow:
        leave = use_up(uow.session, Purpose.VERIFY_EMAIL, token, now)
        user = get_user(uow.session, _person(leave.user_id))
        if user.email != leave.details["email"]:
            raise TokenRefused(REFUSAL)
        note_verified(uow.session, user.id, user.email, now)
        tell_tenants(uow.session, user.id, "email_verified", now)
        uow.commit()
    return user.id


def note_verified(session: Session, user_id: UserId, email: str, at: dt.datetime) -> None:
    """Remember that the person was reached at the address."""
    session.merge(VerifiedEmail(user_id=user_id, email=email, verified_at=at))
    session.flush()


def ask_reset(email: str, network_address: str, door: Door) -> None:
    """Send a link to choose a new password, if the address is anybody's; nothing tells whether it is.

    Raises:
        TooManyAttempts: Too many were asked for, whether or not the address is anybody's.
    """
    now = door.clock.now()
    origin = Origin.of(door.throttle_key, f"reset {email.strip().casefold()}", f"reset {network_address}")
    with door.new_uow() as uow:
        admit(uow.session, origin, now, door.back_off)
        user = find_user_by_email(uow.session, email)
        if user is None or user.disabled_at:
            # The same rows are written for nobody, so that the answer takes the same time.
            issue(uow.session, Purpose.RESET_PASSWORD, now)
        else:
            token_id = issue_by_mail(uow.session, Purpose.RESET_PASSWORD, user.id, now, door.mail_key)
            tell_person(uow, user.id, Matter.RESET_PASSWORD, token_id, now)
        uow.commit()


def look_at_reset(token: str, door: Door) -> UserView:
    """Whose password the link may change.

    Raises:
        TokenRefused: It is no good.
    """
    with door.new_uow() as uow:
        leave = look_at(uow.session, Purpose.RESET_PASSWORD, token, door.clock.now())
        return get_user(uow.session, _person(leave.user_id))


def reset_password(token: str, new: str, door: Door) -> None:
    """Give the person a new password; all sessions end, and a second factor stays what it is.

    Raises:
        TokenRefused: The link is no good.
        PasswordRefused: The password is too weak; the link stays good.
    """
    user = look_at_reset(token, door)
    check_strength(new, (user.email, user.name))
    new_hash, now = door.passwords.hash(new), door.clock.now()
    with door.new_uow() as uow:
        use_up(uow.session, Purpose.RESET_PASSWORD, token, now)
        if get_user(uow.session, user.id).disabled_at:
            raise TokenRefused(REFUSAL)
        store_password(uow.session, user.id, new_hash, user.id, now)
        note_verified(uow.session, user.id, user.email, now)
        tell_person(uow, user.id, Matter.PASSWORD_CHANGED, user.id, now)
        uow.commit()


def ask_email_change(user_id: UserId, email: str, door: Door) -> None:
    """Send a link to the new address; nothing changes before it is followed.

    Where the address is somebody else's no mail is sent, and the answer is the same.

    Raises:
        EmailRefused: That is no address.
    """
    wanted, now = normal_email(email), door.clock.now()
    with door.new_uow() as uow:
        user = get_user(uow.session, user_id)
        token_id = issue_by_mail(
            uow.session, Purpose.CHANGE_EMAIL, user_id, now, door.mail_key, email=wanted, old=user.email
        )
        if find_user_by_email(uow.session, wanted) is None:
            tell_person(uow, user_id, Matter.CHANGE_EMAIL, token_id, now)
        tell_tenants(uow.session, user_id, "email_change_asked", now)
        uow.commit()


def change_email(token: str, door: Door) -> UserId:
    """The link at the new address was followed: it is the account's from now on, and the old one is told.

    Raises:
        TokenRefused: The link is no good, or the address was taken meanwhile.
    """
    now = door.clock.now()
    with door.new_uow() as uow:
        leave = use_up(uow.session, Purpose.CHANGE_EMAIL, token, now)
        user = get_user(uow.session, _person(leave.user_id))
        if user.disabled_at or user.email != leave.details["old"]:
            raise TokenRefused(REFUSAL)
        try:
            set_person(uow.session, user.id, email=leave.details["email"])
        except EmailTaken as error:
            raise TokenRefused(REFUSAL) from error
        note_verified(uow.session, user.id, leave.details["email"], now)
        # Links that went to the old address must not open the account any more.
        withdraw(uow.session, Purpose.RESET_PASSWORD, user.id, now)
        tell_tenants(uow.session, user.id, "email_changed", now)
        tell_person(uow, user.id, Matter.EMAIL_CHANGED, leave.token_id, now)
        uow.commit()
    return user.id


def _person(user_id: UserId | None) -> UserId:
    if user_id is None:
        raise TokenRefused(REFUSAL)
    return user_id
