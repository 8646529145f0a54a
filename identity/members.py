"""Who may come in at a tenant: its members and those from outside, as its owners see and change them."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from sqlalchemy.orm import Session

from identity.delegations import delegates_at, delegations_of, end
from identity.door import Door
from identity.errors import InvitationRefused, LastWayIn
from identity.factors import factors_of
from identity.invitations import InvitationView, open_invitations, roles_offered
from kernel.errors import NotFound
from kernel.ids import TenantId, UserId
from kernel.tenancy.directory import TenantKind
from kernel.tenancy.directory_changes import put_role
from kernel.tenancy.repository import get_tenant, get_user, members_of, role_of
from kernel.tenancy.roles import Role


@dataclass(frozen=True, slots=True)
class MemberView:
    """Somebody who may come in.

    Attributes:
        until: They come from outside and stay until then; None for members.
        delegation_id: Of somebody from outside.
        has_second_factor: A password alone does not let anybody in as this person.
    """

    user_id: UserId
    name: str
    email: str
    role: Role
    has_second_factor: bool
    is_disabled: bool
    until: dt.datetime | None = None
    delegation_id: str | None = None


@dataclass(frozen=True, slots=True)
class People:
    """Everybody who may come in at a tenant, or is asked to."""

    members: tuple[MemberView, ...]
    delegates: tuple[MemberView, ...]
    invitations: tuple[InvitationView, ...]


def people_at(session: Session, tenant_id: TenantId, at: dt.datetime) -> People:
    """Everybody at a tenant; needs the system scope."""
    members = tuple(
        MemberView(
            user.id, user.name, user.email, role, factors_of(session, user.id).is_any, user.disabled_at is not None
        )
        for user, role in members_of(session, tenant_id)
    )
    inside = {member.user_id for member in members}
    delegates = tuple(
        MemberView(
            user.id, user.name, user.email, view.role, factors_of(session, user.id).is_any,
            user.disabled_at is not None, view.expires_at, view.delegation_id,
        )
        for view in delegates_at(session, tenant_id, at)
        if (user := get_user(session, view.user_id)).id not in inside
    )  # fmt: skip
    return People(members, delegates, open_invitations(session, tenant_id, at))


def change_role(tenant_id: TenantId, user_id: UserId, role: Role | None, actor: UserId, door: Door) -> None:
    """Give a member another role, or with None take them out; access ends with their next click.

    Raises:
        NotFound: The person is no member.
        InvitationRefused: The role cannot be given here.
        LastWayIn: Nobody would be left who may let others in.
    """
    now = door.clock.now()
    with door.new_uow() as uow:
        present = role_of(uow.session, user_id, tenant_id)
        if all(member.id != user_id for member, _ in members_of(uow.session, tenant_id)):
            raise NotFound("this person is no member; look at the list again")
        is_operator = get_tenant(uow.session, tenant_id).kind is TenantKind.OPERATOR
        if role is not None and role not in roles_offered(at_operator=is_operator, from_outside=False):
            raise InvitationRefused("this role cannot be given here; choose another", reason="role")
        if role is present:
            return
        put_role(uow.session, user_id, tenant_id, role, actor, now)
        if not _owners(uow.session, tenant_id):
            raise LastWayIn("nobody would be left who may let others in; make somebody else an owner first")
        uow.commit()


def end_delegation(tenant_id: TenantId, delegation_id: str, actor: UserId, door: Door) -> None:
    """Send somebody from outside away before their day.

    Raises:
        NotFound: The tenant let nobody in by this.
    """
    now = door.clock.now()
    with door.new_uow() as uow:
        if all(view.delegation_id != delegation_id for view in delegates_at(uow.session, tenant_id, now)):
            raise NotFound("this access is over already; look at the list again")
        end(uow.session, delegation_id, actor, now)
        uow.commit()


def leave(user_id: UserId, tenant_id: TenantId, door: Door) -> None:
    """Give back what one was let into from outside.

    Raises:
        NotFound: One was not let in there.
    """
    now = door.clock.now()
    with door.new_uow() as uow:
        mine = [view for view in delegations_of(uow.session, user_id, now) if view.tenant_id == tenant_id]
        if not mine:
            raise NotFound("you have no access there from outside; look at the list again")
        for view in mine:
            end(uow.session, view.delegation_id, user_id, now)
        uow.commit()


def _owners(session: Session, tenant_id: TenantId) -> list[UserId]:
    people = members_of(session, tenant_id)
    return [user.id for user, role in people if role is Role.OWNER and user.disabled_at is None]
