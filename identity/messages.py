"""What identity tells people by mail: ordered in a transaction, looked up again when the mail is written.

Only ids travel in between. Whatever is no longer true by then is not sent.
"""

from __future__ import annotations

import datetime as dt
import enum
from collections.abc import Mapping
from dataclasses import dataclass, field

from sqlalchemy.orm import Session

from identity.delegations import look_up_delegation
from identity.events import MessageDue
from identity.journal import tenants_told
from identity.models import Invitation
from identity.one_time import Leave, look_up_leave, mailed_token
from kernel.errors import NotFound
from kernel.ids import TenantId, UserId
from kernel.tenancy.repository import find_user_by_email, get_tenant, get_user
from kernel.unit_of_work import UnitOfWork


class Matter(enum.Enum):
    """What a message is about."""

    VERIFY_EMAIL = "verify_email"
    RESET_PASSWORD = "reset_password"  # noqa: S105 - a matter, not a password
    CHANGE_EMAIL = "change_email"
    EMAIL_CHANGED = "email_changed"
    PASSWORD_CHANGED = "password_changed"  # noqa: S105 - as above
    SIGN_IN_CHANGED = "sign_in_changed"
    INVITATION = "invitation"
    DELEGATION_ENDED = "delegation_ended"


@dataclass(frozen=True, slots=True)
class Message:
    """A message before it is put into words.

    Attributes:
        language: ISO 639-1 code.
        path: Where its link leads on our own host; None without one.
        facts: Names and days that its words mention; never anything of a letter.
    """

    matter: Matter
    to: str = field(repr=False)
    language: str
    path: str | None = field(repr=False)
    facts: Mapping[str, str] = field(repr=False)


_PATHS: Mapping[Matter, str] = {
    Matter.VERIFY_EMAIL: "/verify/{token}",
    Matter.RESET_PASSWORD: "/reset/{token}",
    Matter.CHANGE_EMAIL: "/new-address/{token}",
    Matter.EMAIL_CHANGED: "/account",
    Matter.PASSWORD_CHANGED: "/forgotten",
    Matter.SIGN_IN_CHANGED: "/account",
    Matter.INVITATION: "/invitation/{token}",
    Matter.DELEGATION_ENDED: "/",
}
_OF_TOKENS = frozenset({Matter.VERIFY_EMAIL, Matter.RESET_PASSWORD, Matter.CHANGE_EMAIL})


def tell_person(uow: UnitOfWork, user_id: UserId, matter: Matter, subject_id: str, at: dt.datetime) -> bool:
    """Order a message to a person; False for somebody whom no tenant knows any more.

    The event travels in the name of one of the person's tenants, because every event belongs to one.
    """
    tenants = tenants_told(uow.session, user_id, at)
    if tenants:
        uow.emit(MessageDue(tenants[0], matter.value, subject_id))
    return bool(tenants)


def message_of(session: Session, matter: Matter, subject_id: str, key: bytes, at: dt.datetime) -> Message | None:
    """The message as things stand now; None where it is no longer worth sending. Needs the system scope."""
    try:
        if matter is Matter.INVITATION:
            return _invitation(session, subject_id, key, at)
        if matter in _OF_TOKENS:
            leave = look_up_leave(session, subject_id, at)
            return _of_token(session, matter, leave, key) if leave else None
        if matter is Matter.EMAIL_CHANGED:
            return _to_old_address(session, subject_id, at)
        if matter is Matter.DELEGATION_ENDED:
            return _delegation_ended(session, subject_id)
        return _notice(session, matter, UserId(subject_id))
    except NotFound:
        return None


def _of_token(session: Session, matter: Matter, leave: Leave, key: bytes) -> Message | None:
    if leave.user_id is None:
        return None
    user = get_user(session, leave.user_id)
    path = _PATHS[matter].format(token=mailed_token(leave.token_id, key))
    return Message(matter, leave.details.get("email", user.email), user.language, path, {"name": user.name})


def _to_old_address(session: Session, token_id: str, at: dt.datetime) -> Message | None:
    leave = look_up_leave(session, token_id, at, used=True)
    if leave is None or leave.user_id is None:
        return None
    user = get_user(session, leave.user_id)
    path = _PATHS[Matter.EMAIL_CHANGED]
    return Message(Matter.EMAIL_CHANGED, leave.details["old"], user.language, path, {"name": user.name})


def _notice(session: Session, matter: Matter, user_id: UserId) -> Message | None:
    user = get_user(session, user_id)
    return None if user.disabled_at else Message(matter, user.email, user.language, _PATHS[matter], {"name": user.name})


def _delegation_ended(session: Session, delegation_id: str) -> Message | None:
    view = look_up_delegation(session, delegation_id)
    if view is None:
        return None
    user, tenant = get_user(session, view.user_id), get_tenant(session, view.tenant_id)
    facts, path = {"name": user.name, "tenant": tenant.name}, _PATHS[Matter.DELEGATION_ENDED]
    return Message(Matter.DELEGATION_ENDED, user.email, user.language, path, facts)


def _invitation(session: Session, invitation_id: str, key: bytes, at: dt.datetime) -> Message | None:
    row = session.get(Invitation, invitation_id)
    if row is None or row.answered_at or row.withdrawn_at or at >= row.expires_at:
        return None
    tenant, host = get_tenant(session, TenantId(row.tenant_id)), get_user(session, UserId(row.invited_by))
    guest = find_user_by_email(session, row.email)
    facts = {"tenant": tenant.name, "host": host.name, "name": guest.name if guest else ""}
    path = _PATHS[Matter.INVITATION].format(token=mailed_token(row.id, key))
    return Message(Matter.INVITATION, row.email, guest.language if guest else tenant.language, path, facts)
