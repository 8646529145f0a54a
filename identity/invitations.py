"""Invitations: somebody is asked by mail to join a tenant, for good or from outside until a day."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from identity.delegations import DELEGABLE, Grant, grant
from identity.door import Door
from identity.email import note_verified
from identity.errors import InvitationRefused, InvitedElsewhere, TokenRefused
from identity.events import MessageDue
from identity.messages import Matter
from identity.models import Invitation
from identity.one_time import REFUSAL, issue_for_anybody, look_at, use_up, withdraw_one
from identity.passwords import check_strength
from identity.purposes import LASTS, Purpose
from identity.sign_in import store_password
from kernel.audit.journal import AuditFact, Detail, append
from kernel.errors import NotFound
from kernel.ids import TenantId, UserId, new_id
from kernel.tenancy.directory import TenantKind, normal_email
from kernel.tenancy.directory_changes import AddUser, create_user, put_role
from kernel.tenancy.repository import find_user_by_email, get_tenant, get_user, members_of, role_of
from kernel.tenancy.roles import Role

LONGEST_ACCESS = dt.timedelta(days=366)
_ROLES: Mapping[bool, tuple[Role, ...]] = {
    True: (Role.OPERATOR, Role.OWNER),
    False: (Role.OWNER, Role.MEMBER, Role.VIEWER),
}


@dataclass(frozen=True, slots=True)
class Invite:
    """Whom a tenant asks, and for what.

    Attributes:
        until: They come from outside and stay until then; None to join for good.
        host: The member who asks.
    """

    tenant_id: TenantId
    email: str = field(repr=False)
    role: Role
    host: UserId
    until: dt.datetime | None = None


@dataclass(frozen=True, slots=True)
class InvitationView:
    """An invitation as it stands.

    Attributes:
        is_known: Somebody with this address has an account.
    """

    invitation_id: str
    tenant_id: TenantId
    tenant_name: str
    host_name: str
    email: str = field(repr=False)
    role: Role
    access_until: dt.datetime | None
    expires_at: dt.datetime
    is_known: bool


@dataclass(frozen=True, slots=True)
class Newcomer:
    """Somebody without an account who accepts."""

    token: str = field(repr=False)
    name: str = field(repr=False)
    language: str
    password: str = field(repr=False)


def roles_offered(*, at_operator: bool, from_outside: bool) -> tuple[Role, ...]:
    """The roles that a tenant of this kind can give."""
    if from_outside:
        return () if at_operator else DELEGABLE
    return _ROLES[at_operator]


def invite(command: Invite, door: Door) -> str:
    """Ask somebody by mail; an invitation that they have not answered yet is replaced. Tells the new one's id.

    Raises:
        EmailRefused: That is no address.
        InvitationRefused: The role or the day does not fit, or the person is in already.
    """
    email, now, invitation_id = normal_email(command.email), door.clock.now(), new_id()
    with door.new_uow() as uow:
        _check(uow.session, command, email, now)
        for earlier in _open_for(uow.session, command.tenant_id, email):
            _withdraw(uow.session, earlier, now)
        uow.session.add(
            Invitation(
                id=invitation_id, tenant_id=command.tenant_id, email=email, role=command.role,
                access_until=command.until, invited_by=command.host, created_at=now,
                expires_at=now + LASTS[Purpose.INVITATION],
            )
        )  # fmt: skip
        issue_for_anybody(uow.session, Purpose.INVITATION, invitation_id, now, door.mail_key)
        until = command.until.date().isoformat() if command.until else None
        _journal(uow.session, command.tenant_id, command.host, "person_invited", invitation_id, now,
                 role=command.role.value, until=until)  # fmt: skip
        uow.emit(MessageDue(command.tenant_id, Matter.INVITATION.value, invitation_id))
        uow.commit()
    return invitation_id


def withdraw_invitation(tenant_id: TenantId, invitation_id: str, actor: UserId, door: Door) -> None:
    """Take an invitation back; nothing happens where it was answered or taken back before.

    Raises:
        NotFound: The tenant sent no such invitation.
    """
    now = door.clock.now()
    with door.new_uow() as uow:
        row = uow.session.get(Invitation, invitation_id)
        if row is None or row.tenant_id != tenant_id:
            raise NotFound("there is no such invitation; look at the list again")
        if row.answered_at or row.withdrawn_at:
            return
        _withdraw(uow.session, row, now)
        _journal(uow.session, tenant_id, actor, "invitation_withdrawn", invitation_id, now)
        uow.commit()


def open_invitations(session: Session, tenant_id: TenantId, at: dt.datetime) -> tuple[InvitationView, ...]:
    """What a tenant asked and nobody has answered yet, the latest first."""
    wanted = select(Invitation).where(
        Invitation.tenant_id == tenant_id, Invitation.answered_at.is_(None), Invitation.withdrawn_at.is_(None),
        Invitation.expires_at > at,
    ).order_by(Invitation.created_at.desc(), Invitation.id)  # fmt: skip
    return tuple(_view(session, row) for row in session.scalars(wanted))


def look_at_invitation(token: str, door: Door) -> InvitationView:
    """What a link from a mail invites to.

    Raises:
        TokenRefused: It was answered, taken back, or is too old.
    """
    with door.new_uow() as uow:
        leave = look_at(uow.session, Purpose.INVITATION, token, door.clock.now())
        return _view(uow.session, uow.session.get_one(Invitation, leave.token_id))


def accept(token: str, user_id: UserId, door: Door) -> TenantId:
    """Join with the account that is signed in.

    Raises:
        TokenRefused: The invitation is no good any more.
        InvitedElsewhere: It is for another address.
    """
    now = door.clock.now()
    with door.new_uow() as uow:
        row = _answered(uow.session, token, now)
        user = get_user(uow.session, user_id)
        if user.email != row.email:
            raise InvitedElsewhere("this invitation is for another address; sign in with that one")
        note_verified(uow.session, user_id, user.email, now)
        _join(uow.session, row, user_id, now)
        uow.commit()
        return TenantId(row.tenant_id)


def accept_anew(newcomer: Newcomer, door: Door) -> UserId:
    """Join with a new account; the mail proved the address.

    Raises:
        TokenRefused: The invitation is no good any more, or somebody has the address by now.
        PasswordRefused: The password is too weak.
        DirectoryEntryRefused: The name or the language is unusable.
    """
    view = look_at_invitation(newcomer.token, door)
    check_strength(newcomer.password, (view.email, newcomer.name))
    password_hash, now = door.passwords.hash(newcomer.password), door.clock.now()
    with door.new_uow() as uow:
        row = _answered(uow.session, newcomer.token, now)
        if find_user_by_email(uow.session, row.email) is not None:
            raise TokenRefused(REFUSAL)
        command = AddUser(row.email, newcomer.name, newcomer.language)
        user_id = create_user(uow.session, command, now)
        note_verified(uow.session, user_id, row.email, now)
        _join(uow.session, row, user_id, now)
        store_password(uow.session, user_id, password_hash, user_id, now)
        uow.commit()
    return user_id


def _check(session: Session, command: Invite, email: str, at: dt.datetime) -> None:
    is_operator = get_tenant(session, command.tenant_id).kind is TenantKind.OPERATOR
    offered = roles_offered(at_operator=is_operator, from_outside=command.until is not None)
    if command.role not in offered:
        raise InvitationRefused("this role cannot be given here; choose another", reason="role")
    if command.until is not None and not at < command.until <= at + LONGEST_ACCESS:
        raise InvitationRefused("access from outside ends within a year; choose a day in that time", reason="until")
    if any(member.email == email for member, _ in members_of(session, command.tenant_id)):
        raise InvitationRefused("this person is in already; change the role instead", reason="member")


def _open_for(session: Session, tenant_id: TenantId, email: str) -> list[Invitation]:
    wanted = select(Invitation).where(
        Invitation.tenant_id == tenant_id, Invitation.email == email, Invitation.answered_at.is_(None),
        Invitation.withdrawn_at.is_(None),
    )  # fmt: skip
    return list(session.scalars(wanted))


def _withdraw(session: Session, row: Invitation, at: dt.datetime) -> None:
    row.withdrawn_at = at
    withdraw_one(session, row.id, at)
    session.flush()


def _answered(session: Session, token: str, at: dt.datetime) -> Invitation:
    leave = use_up(session, Purpose.INVITATION, token, at)
    session.execute(update(Invitation).where(Invitation.id == leave.token_id).values(answered_at=at))
    row = session.get_one(Invitation, leave.token_id)
    if get_tenant(session, TenantId(row.tenant_id)).closed_at:
        raise TokenRefused(REFUSAL)
    return row


def _join(session: Session, row: Invitation, user_id: UserId, at: dt.datetime) -> None:
    """Give the person what the invitation says; who is a member already stays what they are."""
    tenant_id = TenantId(row.tenant_id)
    _journal(session, tenant_id, user_id, "invitation_accepted", row.id, at)
    if role_of(session, user_id, tenant_id) is not None:
        return
    if row.access_until is None:
        put_role(session, user_id, tenant_id, row.role, user_id, at)
    elif row.access_until > at:
        grant(session, Grant(tenant_id, user_id, row.role, UserId(row.invited_by), row.access_until), at)


def _view(session: Session, row: Invitation) -> InvitationView:
    return InvitationView(
        row.id, TenantId(row.tenant_id), get_tenant(session, TenantId(row.tenant_id)).name,
        get_user(session, UserId(row.invited_by)).name, row.email, row.role, row.access_until, row.expires_at,
        find_user_by_email(session, row.email) is not None,
    )  # fmt: skip


def _journal(
    session: Session, tenant_id: TenantId, actor: UserId, action: str, invitation_id: str, at: dt.datetime,
    **details: Detail,
) -> None:  # fmt: skip
    append(session, AuditFact(tenant_id, actor, action, "invitation", invitation_id, details), at)
