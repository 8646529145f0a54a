"""Passkeys: registered, used instead of a password, renamed and removed (WebAuthn level 3).

Every use asks the device to verify its owner, by finger, face or number, so that a
passkey is two factors in one. Attestation is not asked for: which make of device a
person trusts is theirs to choose.
"""

from __future__ import annotations

import hmac
from dataclasses import dataclass, field

from sqlalchemy import select
from sqlalchemy.orm import Session
from webauthn import (
    generate_authentication_options,
    generate_registration_options,
    options_to_json,
    verify_authentication_response,
    verify_registration_response,
)
from webauthn.authentication.verify_authentication_response import VerifiedAuthentication
from webauthn.helpers import (
    base64url_to_bytes,
    bytes_to_base64url,
    parse_authentication_credential_json,
    parse_registration_credential_json,
)
from webauthn.helpers.exceptions import WebAuthnException
from webauthn.helpers.structs import (
    AuthenticationCredential,
    AuthenticatorSelectionCriteria,
    PublicKeyCredentialDescriptor,
    ResidentKeyRequirement,
    UserVerificationRequirement,
)
from webauthn.registration.verify_registration_response import VerifiedRegistration

from identity.door import Door
from identity.errors import PasskeyRefused
from identity.journal import tell_tenants
from identity.messages import Matter, tell_person
from identity.models import Passkey
from identity.one_time import Leave, issue, use_up
from identity.purposes import Purpose
from identity.second_factor import begin_second_factor, drop_codes_without_factor
from identity.sessions import NewSession, confirm_session, create_session
from identity.throttle import Origin, admit, mark_succeeded
from kernel.errors import NotFound
from kernel.ids import UserId
from kernel.tenancy.repository import get_user

LONGEST_NAME = 80
REFUSAL = "this passkey opens nothing here; try another one, or your password"


@dataclass(frozen=True, slots=True)
class Challenge:
    """What the browser has to answer.

    Attributes:
        ticket: Comes back with the answer; good once.
        options: JSON for `navigator.credentials`.
    """

    ticket: str = field(repr=False)
    options: str


@dataclass(frozen=True, slots=True)
class Answer:
    """What the browser answered.

    Attributes:
        credential: JSON, as the browser's `toJSON` writes it.
    """

    ticket: str = field(repr=False)
    credential: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class Visitor:
    """Who answers: where the request came from, and by what."""

    network_address: str
    user_agent: str = "unknown browser"


def offer_registration(user_id: UserId, door: Door) -> Challenge:
    """A challenge to make a key pair; devices that hold one already are told apart."""
    party = door.relying_party
    with door.new_uow() as uow:
        user = get_user(uow.session, user_id)
        options = generate_registration_options(
            rp_id=party.rp_id, rp_name=party.name, user_id=bytes.fromhex(user_id), user_name=user.email,
            user_display_name=user.name, exclude_credentials=_known_to(uow.session, user_id),
            authenticator_selection=AuthenticatorSelectionCriteria(
                resident_key=ResidentKeyRequirement.REQUIRED, user_verification=UserVerificationRequirement.REQUIRED
            ),
        )  # fmt: skip
        details = {"challenge": bytes_to_base64url(options.challenge)}
        ticket = issue(uow.session, Purpose.PASSKEY_REGISTRATION, door.clock.now(), user_id=user_id, details=details)
        uow.commit()
    return Challenge(ticket, options_to_json(options))


def register(user_id: UserId, answer: Answer, name: str, session_id: str, door: Door) -> tuple[str, ...]:
    """Keep the public half of a new passkey.

    Returns:
        Recovery codes to be shown once; none where the person has some already.

    Raises:
        TokenRefused: The challenge is too old, or was answered before.
        PasskeyRefused: The answer does not belong to the challenge, or the passkey is known already.
    """
    now = door.clock.now()
    with door.new_uow() as uow:
        leave = use_up(uow.session, Purpose.PASSKEY_REGISTRATION, answer.ticket, now)
        made = _verified_registration(answer.credential, leave, user_id, door)
        credential_id = bytes_to_base64url(made.credential_id)
        if _find(uow.session, credential_id) is not None:
            raise PasskeyRefused("this passkey is known already; choose another device")
        row = Passkey(
            user_id=user_id, credential_id=credential_id, public_key=made.credential_public_key,
            sign_count=made.sign_count, is_backed_up=made.credential_backed_up, name=_name(name), created_at=now,
        )  # fmt: skip
        uow.session.add(row)
        uow.session.flush()
        codes = begin_second_factor(uow.session, user_id, session_id, now)
        tell_tenants(uow.session, user_id, "passkey_added", now, passkey=row.id)
        tell_person(uow, user_id, Matter.SIGN_IN_CHANGED, user_id, now)
        uow.commit()
    return codes


def offer_sign_in(door: Door) -> Challenge:
    """A challenge for whichever passkey the person chooses; nobody is named, so nobody can be asked about."""
    options = generate_authentication_options(
        rp_id=door.relying_party.rp_id, user_verification=UserVerificationRequirement.REQUIRED
    )
    details = {"challenge": bytes_to_base64url(options.challenge)}
    with door.new_uow() as uow:
        ticket = issue(uow.session, Purpose.PASSKEY_SIGN_IN, door.clock.now(), details=details)
        uow.commit()
    return Challenge(ticket, options_to_json(options))


def sign_in_with_passkey(answer: Answer, visitor: Visitor, door: Door) -> NewSession:
    """Let a person in by their passkey alone.

    Raises:
        TokenRefused: The challenge is too old, or was answered before.
        PasskeyRefused: The passkey opens nothing here.
        TooManyAttempts: Too many tries went wrong.
    """
    now = door.clock.now()
    attempt_id, row = _checked(answer, visitor.network_address, door)
    user_id = UserId(row.user_id)
    with door.new_uow() as uow:
        if get_user(uow.session, user_id).disabled_at:
            raise PasskeyRefused(REFUSAL)
        failures = mark_succeeded(uow.session, attempt_id)
        begun = create_session(uow.session, user_id, visitor.user_agent, now, door.limits, second_factor=True)
        tell_tenants(
            uow.session, user_id, "signed_in", now, second_factor="passkey", passkey=row.id, failures_before=failures
        )
        uow.commit()
    return begun


def confirm_with_passkey(user_id: UserId, answer: Answer, visitor: Visitor, session_id: str, door: Door) -> None:
    """Let a person who is signed in prove by a passkey of theirs that it is still them.

    Raises:
        TokenRefused: The challenge is too old, or was answered before.
        PasskeyRefused: The passkey is not one of theirs.
        TooManyAttempts: Too many tries went wrong.
    """
    attempt_id, row = _checked(answer, visitor.network_address, door)
    if row.user_id != user_id:
        raise PasskeyRefused(REFUSAL)
    with door.new_uow() as uow:
        mark_succeeded(uow.session, attempt_id)
        confirm_session(uow.session, session_id, door.clock.now(), second_factor=True)
        uow.commit()


def rename_passkey(user_id: UserId, passkey_id: str, name: str, door: Door) -> None:
    """Call a passkey something else.

    Raises:
        NotFound: The person has no such passkey.
    """
    with door.new_uow() as uow:
        row = _own(uow.session, user_id, passkey_id)
        row.name = _name(name)
        tell_tenants(uow.session, user_id, "passkey_renamed", door.clock.now(), passkey=row.id)
        uow.commit()


def remove_passkey(user_id: UserId, passkey_id: str, door: Door) -> None:
    """Let a passkey open nothing any more.

    Raises:
        NotFound: The person has no such passkey.
    """
    now = door.clock.now()
    with door.new_uow() as uow:
        row = _own(uow.session, user_id, passkey_id)
        uow.session.delete(row)
        uow.session.flush()
        tell_tenants(uow.session, user_id, "passkey_removed", now, passkey=passkey_id)
        tell_person(uow, user_id, Matter.SIGN_IN_CHANGED, user_id, now)
        drop_codes_without_factor(uow.session, user_id)
        uow.commit()


def _checked(answer: Answer, network_address: str, door: Door) -> tuple[str, Passkey]:
    """The passkey that gave a right answer, and the id of the attempt that it was counted as."""
    credential = _parsed(answer.credential)
    origin = Origin.of(door.throttle_key, f"passkey {credential.id}", network_address)
    now = door.clock.now()
    with door.new_uow() as uow:
        attempt_id = admit(uow.session, origin, now, door.back_off)
        leave = use_up(uow.session, Purpose.PASSKEY_SIGN_IN, answer.ticket, now)
        # Kept even if the answer is wrong: a challenge is good for one answer.
        uow.commit()
    with door.new_uow() as uow:
        row = _find(uow.session, credential.id)
        if row is None or not _is_handle_of(credential, row):
            raise PasskeyRefused(REFUSAL)
        verified = _verified_answer(credential, leave, row, door)
        is_copy = _is_copy(verified.new_sign_count, row.sign_count)
        if is_copy:
            tell_tenants(uow.session, UserId(row.user_id), "passkey_copy_suspected", now, passkey=row.id)
        else:
            row.sign_count, row.is_backed_up = verified.new_sign_count, verified.credential_backed_up
            row.last_used_at = now
        uow.commit()
    if is_copy:
        raise PasskeyRefused("this passkey may have been copied; sign in another way, remove it, and make a new one")
    return attempt_id, row


def _is_copy(counted: int, before: int) -> bool:
    """WebAuthn level 3 §6.1.1: a count that does not rise, where one is kept, tells of a second device."""
    return (counted > 0 or before > 0) and counted <= before


def _verified_registration(credential: str, leave: Leave, user_id: UserId, door: Door) -> VerifiedRegistration:
    if leave.user_id != user_id:
        raise PasskeyRefused("this answer belongs to somebody else; begin again")
    try:
        return verify_registration_response(
            credential=parse_registration_credential_json(credential),
            expected_challenge=base64url_to_bytes(leave.details["challenge"]),
            expected_rp_id=door.relying_party.rp_id,
            expected_origin=door.relying_party.origin,
            require_user_verification=True,
        )
    except (WebAuthnException, ValueError) as error:
        raise PasskeyRefused("the passkey could not be set up; begin again") from error


def _verified_answer(
    credential: AuthenticationCredential, leave: Leave, row: Passkey, door: Door
) -> VerifiedAuthentication:
    try:
        return verify_authentication_response(
            credential=credential,
            expected_challenge=base64url_to_bytes(leave.details["challenge"]),
            expected_rp_id=door.relying_party.rp_id,
            expected_origin=door.relying_party.origin,
            credential_public_key=row.public_key,
            # The count is looked at here and not there: a copy is to be written down, not only refused.
            credential_current_sign_count=0,
            require_user_verification=True,
        )
    except (WebAuthnException, ValueError) as error:
        raise PasskeyRefused(REFUSAL) from error


def _parsed(credential: str) -> AuthenticationCredential:
    try:
        return parse_authentication_credential_json(credential)
    except (WebAuthnException, ValueError) as error:
        raise PasskeyRefused(REFUSAL) from error


def _is_handle_of(credential: AuthenticationCredential, row: Passkey) -> bool:
    handle = credential.response.user_handle
    return handle is None or hmac.compare_digest(handle, bytes.fromhex(row.user_id))


def _known_to(session: Session, user_id: UserId) -> list[PublicKeyCredentialDescriptor]:
    rows = session.scalars(select(Passkey.credential_id).where(Passkey.user_id == user_id))
    return [PublicKeyCredentialDescriptor(id=base64url_to_bytes(row)) for row in rows]


def _find(session: Session, credential_id: str) -> Passkey | None:
    return session.scalars(select(Passkey).where(Passkey.credential_id == credential_id)).one_or_none()


def _own(session: Session, user_id: UserId, passkey_id: str) -> Passkey:
    row = session.get(Passkey, passkey_id)
    if row is None or row.user_id != user_id:
        raise NotFound("you have no such passkey; look at the list again")
    return row


def _name(typed: str) -> str:
    plain = " ".join(typed.split())[:LONGEST_NAME]
    return plain if plain and plain.isprintable() else "Passkey"
