from __future__ import annotations

import datetime as dt

import pytest
from sqlalchemy import select

from identity.delegations import delegates_at, delegations_of, end_expired
from identity.errors import InvitationRefused, InvitedElsewhere, LastWayIn, PasswordRefused, TokenRefused
from identity.invitations import (
    Invite,
    Newcomer,
    accept,
    accept_anew,
    invite,
    look_at_invitation,
    open_invitations,
    withdraw_invitation,
)
from identity.members import change_role, end_delegation, leave, people_at
from identity.messages import Matter, message_of
from identity.one_time import mailed_token
from identity.sessions import NewSession
from identity.sign_in import SignIn, sign_in
from kernel.audit.journal import verify_chain
from kernel.errors import NotFound
from kernel.ids import TenantId, UserId
from kernel.outbox.models import OutboxEvent
from kernel.tenancy.directory import EmailRefused
from kernel.tenancy.directory_changes import AddUser, add_user
from kernel.tenancy.repository import role_of
from kernel.tenancy.roles import Role
from tests.unit.identity.conftest import SYSTEM, House

BO, WORDS = "bo@example.be", "eleven drums behind a green door"


def ask(house: House, role: Role = Role.MEMBER, email: str = BO, days: float | None = None) -> str:
    """The token in the mail to Bo."""
    until = house.clock.now() + dt.timedelta(days=days) if days is not None else None
    invitation_id = invite(Invite(house.tenant, email, role, house.an, until), house.door)
    return mailed_token(invitation_id, house.door.mail_key)


def add_bo(house: House) -> UserId:
    return add_user(AddUser(BO, "Bo"), house.database.unit_of_work(SYSTEM), house.clock)


def role(house: House, user_id: UserId) -> Role | None:
    with house.database.reading(SYSTEM) as session:
        return role_of(session, user_id, house.tenant)


def lent_to(house: House, user_id: UserId) -> list[Role]:
    with house.database.reading(SYSTEM) as session:
        return [view.role for view in delegations_of(session, user_id, house.clock.now())]


def test_a_newcomer_gets_an_account_and_the_role(house: House) -> None:
    token = ask(house)
    assert not look_at_invitation(token, house.door).is_known
    user_id = accept_anew(Newcomer(token, "Bo Claes", "fr", WORDS), house.door)
    assert role(house, user_id) is Role.MEMBER
    assert isinstance(sign_in(SignIn(BO, WORDS, "192.0.2.7"), house.door), NewSession)
    assert {"person_invited", "invitation_accepted", "role_changed"} <= set(house.journal())


def test_somebody_with_an_account_joins_with_it(house: House) -> None:
    bo, token = add_bo(house), ask(house, Role.VIEWER)
    assert look_at_invitation(token, house.door).is_known
    assert accept(token, bo, house.door) == house.tenant
    assert role(house, bo) is Role.VIEWER


def test_an_invitation_is_for_its_address_alone(house: House) -> None:
    token = ask(house)
    other = add_user(AddUser("eve@example.be", "Eve"), house.database.unit_of_work(SYSTEM), house.clock)
    with pytest.raises(InvitedElsewhere):
        accept(token, other, house.door)
    assert role(house, other) is None
    accept(token, add_bo(house), house.door)


def test_it_works_once_for_a_week_and_the_last_one_only(house: House) -> None:
    bo, first = add_bo(house), ask(house)
    second = ask(house, Role.VIEWER)
    for worthless in (first, "nonsense"):
        with pytest.raises(TokenRefused):
            accept(worthless, bo, house.door)
    accept(second, bo, house.door)
    with pytest.raises(TokenRefused):
        accept(second, bo, house.door)
    late = ask(house, email="late@example.be")
    house.clock.advance(days=7)
    with pytest.raises(TokenRefused):
        look_at_invitation(late, house.door)


def test_what_was_taken_back_opens_nothing_and_is_not_mailed(house: House) -> None:
    token = ask(house)
    with house.database.reading(SYSTEM) as session:
        (asked,) = open_invitations(session, house.tenant, house.clock.now())
    with pytest.raises(NotFound):
        withdraw_invitation(TenantId("f" * 32), asked.invitation_id, house.an, house.door)
    for _ in range(2):
        withdraw_invitation(house.tenant, asked.invitation_id, house.an, house.door)
    with pytest.raises(TokenRefused):
        look_at_invitation(token, house.door)
    with house.database.reading(SYSTEM) as session:
        key = house.door.mail_key
        assert message_of(session, Matter.INVITATION, asked.invitation_id, key, house.clock.now()) is None
        assert open_invitations(session, house.tenant, house.clock.now()) == ()


def test_the_mail_names_tenant_and_host_and_carries_the_link(house: House) -> None:
    token = ask(house)
    with house.database.reading(SYSTEM) as session:
        event = session.scalars(select(OutboxEvent).where(OutboxEvent.name == "MessageDue")).one()
        subject = event.payload["subject_id"]
        message = message_of(session, Matter.INVITATION, subject, house.door.mail_key, house.clock.now())
    assert message is not None
    assert (message.to, message.path) == (BO, f"/invitation/{token}")
    assert message.facts == {"tenant": "Bakkerij Peeters", "host": "An Peeters", "name": ""}
    assert BO not in str(event.payload)


def test_a_weak_password_leaves_the_invitation_good(house: House) -> None:
    token = ask(house)
    with pytest.raises(PasswordRefused):
        accept_anew(Newcomer(token, "Bo", "nl", "short"), house.door)
    accept_anew(Newcomer(token, "Bo", "nl", WORDS), house.door)


def test_a_known_address_gets_no_second_account(house: House) -> None:
    token = ask(house)
    add_bo(house)
    with pytest.raises(TokenRefused):
        accept_anew(Newcomer(token, "Impostor", "nl", WORDS), house.door)


@pytest.mark.parametrize(
    ("wanted", "days", "reason"),
    [
        (Role.OPERATOR, None, "role"),
        (Role.OWNER, 30, "role"),
        (Role.OPERATOR, 30, "role"),
        (Role.VIEWER, 0, "until"),
        (Role.VIEWER, -1, "until"),
        (Role.VIEWER, 367, "until"),
    ],
)
def test_what_cannot_be_given_is_refused(house: House, wanted: Role, days: float | None, reason: str) -> None:
    with pytest.raises(InvitationRefused) as caught:
        ask(house, wanted, days=days)
    assert caught.value.context["reason"] == reason


def test_members_are_not_invited_again_and_nobody_is_no_address(house: House) -> None:
    with pytest.raises(InvitationRefused):
        ask(house, email=" AN@example.be")
    with pytest.raises(EmailRefused):
        ask(house, email="nobody")


def test_access_from_outside_ends_by_itself_and_is_told(house: House) -> None:
    bo = add_bo(house)
    accept(ask(house, Role.VIEWER, days=30), bo, house.door)
    assert role(house, bo) is None
    assert lent_to(house, bo) == [Role.VIEWER]
    house.clock.advance(days=30)
    assert lent_to(house, bo) == []
    for expected in (1, 0):
        with house.database.unit_of_work(SYSTEM) as uow:
            assert end_expired(uow, house.clock.now()) == expected
            uow.commit()
    assert house.journal()[0] == "delegation_ended"
    with house.database.reading(SYSTEM) as session:
        told = [event.payload for event in session.scalars(select(OutboxEvent))][-1]
        message = message_of(
            session, Matter(told["matter"]), told["subject_id"], house.door.mail_key, house.clock.now()
        )
        assert verify_chain(session, house.tenant) == []
    assert message is not None
    assert (message.matter, message.to) == (Matter.DELEGATION_ENDED, BO)


def test_an_invitation_accepted_after_its_last_day_lends_nothing(house: House) -> None:
    bo, token = add_bo(house), ask(house, Role.VIEWER, days=2)
    house.clock.advance(days=3)
    accept(token, bo, house.door)
    assert lent_to(house, bo) == []


def test_a_new_grant_takes_the_place_of_the_old(house: House) -> None:
    bo = add_bo(house)
    accept(ask(house, Role.MEMBER, days=30), bo, house.door)
    accept(ask(house, Role.VIEWER, days=10), bo, house.door)
    assert lent_to(house, bo) == [Role.VIEWER]


def test_either_side_ends_it_before(house: House) -> None:
    bo = add_bo(house)
    accept(ask(house, Role.VIEWER, days=30), bo, house.door)
    with house.database.reading(SYSTEM) as session:
        (view,) = delegates_at(session, house.tenant, house.clock.now())
    with pytest.raises(NotFound):
        end_delegation(TenantId("f" * 32), view.delegation_id, bo, house.door)
    end_delegation(house.tenant, view.delegation_id, house.an, house.door)
    assert lent_to(house, bo) == []
    accept(ask(house, Role.VIEWER, days=30), bo, house.door)
    leave(bo, house.tenant, house.door)
    assert lent_to(house, bo) == []
    with pytest.raises(NotFound):
        leave(bo, house.tenant, house.door)


def test_who_is_a_member_stays_what_they_are(house: House) -> None:
    bo = add_bo(house)
    for_a_time, for_good = ask(house, Role.VIEWER, days=30), ask(house, Role.MEMBER)
    del for_a_time
    accept(for_good, bo, house.door)
    change_role(house.tenant, bo, Role.OWNER, house.an, house.door)
    assert role(house, bo) is Role.OWNER


def test_the_last_owner_stays_one(house: House) -> None:
    bo = add_bo(house)
    accept(ask(house), bo, house.door)
    for wanted in (Role.MEMBER, None):
        with pytest.raises(LastWayIn):
            change_role(house.tenant, house.an, wanted, house.an, house.door)
    assert role(house, house.an) is Role.OWNER
    change_role(house.tenant, bo, Role.OWNER, house.an, house.door)
    change_role(house.tenant, house.an, None, house.an, house.door)
    assert role(house, house.an) is None


def test_only_members_change_and_only_to_what_fits(house: House) -> None:
    with pytest.raises(NotFound):
        change_role(house.tenant, add_bo(house), Role.OWNER, house.an, house.door)
    with pytest.raises(InvitationRefused):
        change_role(house.tenant, house.an, Role.OPERATOR, house.an, house.door)


def test_everybody_at_a_tenant_is_listed_once(house: House) -> None:
    bo = add_bo(house)
    accept(ask(house, Role.VIEWER, days=30), bo, house.door)
    ask(house, email="eve@example.be")
    with house.database.reading(SYSTEM) as session:
        people = people_at(session, house.tenant, house.clock.now())
    assert [member.user_id for member in people.members] == [house.an]
    assert [guest.user_id for guest in people.delegates] == [bo]
    assert [asked.email for asked in people.invitations] == ["eve@example.be"]
