from __future__ import annotations

import datetime as dt

import pytest
from sqlalchemy import select

from identity.email import (
    ask_email_change,
    ask_reset,
    ask_verification,
    change_email,
    is_verified,
    look_at_reset,
    reset_password,
    verify_email,
)
from identity.errors import PasswordRefused, SignInRefused, TokenRefused, TooManyAttempts
from identity.messages import Matter, Message, message_of
from identity.models import OneTimeToken
from identity.one_time import forget_tokens
from identity.sessions import NewSession, look_up
from identity.sign_in import SignIn, set_password, sign_in
from kernel.outbox.models import OutboxEvent
from kernel.tenancy.directory import EmailRefused
from kernel.tenancy.directory_changes import AddUser, add_user, disable_user
from kernel.tenancy.repository import get_user
from kernel.tenancy.roles import Role
from tests.unit.identity.conftest import EMAIL, PASSWORD, SYSTEM, House

NEW = "eleven drums behind a green door"
FROM = "192.0.2.7"


def ordered(house: House) -> list[tuple[Matter, str]]:
    """What was ordered so far: matter and subject."""
    with house.database.reading(SYSTEM) as session:
        rows = session.scalars(select(OutboxEvent).where(OutboxEvent.name == "MessageDue"))
        return [(Matter(row.payload["matter"]), row.payload["subject_id"]) for row in rows]


def last_mail(house: House) -> Message | None:
    matter, subject_id = ordered(house)[-1]
    with house.database.reading(SYSTEM) as session:
        return message_of(session, matter, subject_id, house.door.mail_key, house.clock.now())


def token(house: House) -> str:
    """The token in the last mail, as its reader finds it."""
    message = last_mail(house)
    assert message is not None
    assert message.path is not None
    return message.path.rpartition("/")[2]


def come(house: House, email: str = EMAIL, password: str = PASSWORD) -> NewSession:
    entrance = sign_in(SignIn(email, password, FROM), house.door)
    assert isinstance(entrance, NewSession)
    return entrance


def verified(house: House) -> bool:
    with house.database.reading(SYSTEM) as session:
        return is_verified(session, get_user(session, house.an))


def test_a_reset_gives_a_new_password_and_ends_every_session(house: House) -> None:
    before = come(house)
    ask_reset(" An@Example.be ", FROM, house.door)
    message = last_mail(house)
    assert message is not None
    assert (message.to, message.language) == (EMAIL, "en")
    assert look_at_reset(token(house), house.door).id == house.an
    reset_password(token(house), NEW, house.door)
    with house.database.reading(SYSTEM) as session:
        assert look_up(session, before.token, house.clock.now(), house.door.limits) is None
    with pytest.raises(SignInRefused):
        come(house)
    come(house, password=NEW)
    assert verified(house)
    assert ordered(house)[-1] == (Matter.PASSWORD_CHANGED, house.an)
    assert "password_changed" in house.journal()


def test_nobody_gets_a_mail_and_the_same_answer(house: House) -> None:
    gone = add_user(AddUser("gone@example.be", "C", roles=((house.tenant, Role.MEMBER),)),
                    house.database.unit_of_work(SYSTEM), house.clock)  # fmt: skip
    disable_user(gone, house.database.unit_of_work(SYSTEM), house.clock)
    for email in ("nobody@example.be", "gone@example.be", "no address", ""):
        assert ask_reset(email, FROM, house.door) is None  # type: ignore[func-returns-value]  # that is the point
    assert ordered(house) == []
    with house.database.reading(SYSTEM) as session:
        assert len(session.scalars(select(OneTimeToken)).all()) == 4


@pytest.mark.parametrize("email", [EMAIL, "nobody@example.be"])
def test_asking_too_often_is_slowed_down_for_anybody_alike(house: House, email: str) -> None:
    for _ in range(5):
        ask_reset(email, FROM, house.door)
        house.clock.advance(milliseconds=1)
    with pytest.raises(TooManyAttempts):
        ask_reset(email, "198.51.100.1", house.door)
    come(house)


def test_a_link_works_once_and_for_an_hour_and_the_last_one_only(house: House) -> None:
    ask_reset(EMAIL, FROM, house.door)
    first = token(house)
    ask_reset(EMAIL, FROM, house.door)
    second = token(house)
    with pytest.raises(TokenRefused):
        look_at_reset(first, house.door)
    reset_password(second, NEW, house.door)
    with pytest.raises(TokenRefused):
        reset_password(second, NEW, house.door)
    house.clock.advance(minutes=1)
    ask_reset(EMAIL, FROM, house.door)
    late = token(house)
    house.clock.advance(hours=1)
    with pytest.raises(TokenRefused):
        look_at_reset(late, house.door)
    assert last_mail(house) is None


def test_a_weak_password_leaves_the_link_good(house: House) -> None:
    ask_reset(EMAIL, FROM, house.door)
    with pytest.raises(PasswordRefused):
        reset_password(token(house), "short", house.door)
    reset_password(token(house), NEW, house.door)


def test_the_table_and_the_queue_hold_no_token(house: House) -> None:
    ask_reset(EMAIL, FROM, house.door)
    with house.database.reading(SYSTEM) as session:
        row = session.scalars(select(OneTimeToken)).one()
        told = [event.payload for event in session.scalars(select(OutboxEvent))]
    written = f"{row.token_hash} {row.details} {told}"
    assert token(house) not in written
    assert EMAIL not in written


def test_an_address_is_confirmed_by_its_link_alone(house: House) -> None:
    ask_verification(house.an, house.door)
    assert not verified(house)
    sent = token(house)
    with pytest.raises(TokenRefused):
        reset_password(sent, NEW, house.door)
    assert verify_email(sent, house.door) == house.an
    assert verified(house)
    ask_verification(house.an, house.door)
    assert len(ordered(house)) == 1


def test_another_address_counts_once_confirmed_there_and_the_old_one_is_told(house: House) -> None:
    ask_email_change(house.an, " An.New@Example.be", house.door)
    message = last_mail(house)
    assert message is not None
    assert message.to == "an.new@example.be"
    come(house)
    change_email(token(house), house.door)
    told = last_mail(house)
    assert told is not None
    assert (told.matter, told.to) == (Matter.EMAIL_CHANGED, EMAIL)
    with pytest.raises(SignInRefused):
        come(house)
    come(house, "an.new@example.be")
    assert verified(house)
    assert "email_changed" in house.journal()


def test_the_old_address_is_told_even_a_day_later(house: House) -> None:
    ask_email_change(house.an, "an.new@example.be", house.door)
    change_email(token(house), house.door)
    house.clock.advance(hours=30)
    with house.database.unit_of_work(SYSTEM) as uow:
        forget_tokens(uow.session, house.clock.now() - dt.timedelta(days=2))
        uow.commit()
    assert last_mail(house) is not None


def test_somebody_elses_address_gets_no_mail_and_is_not_told_apart(house: House) -> None:
    add_user(AddUser("bo@example.be", "Bo"), house.database.unit_of_work(SYSTEM), house.clock)
    ask_email_change(house.an, "bo@example.be", house.door)
    assert ordered(house) == []
    with pytest.raises(EmailRefused):
        ask_email_change(house.an, "no address", house.door)


def test_an_address_taken_meanwhile_is_not_taken_twice(house: House) -> None:
    ask_email_change(house.an, "bo@example.be", house.door)
    sent = token(house)
    add_user(AddUser("bo@example.be", "Bo"), house.database.unit_of_work(SYSTEM), house.clock)
    with pytest.raises(TokenRefused):
        change_email(sent, house.door)


def test_links_to_the_old_address_open_nothing_after_a_change(house: House) -> None:
    ask_reset(EMAIL, FROM, house.door)
    to_old = token(house)
    ask_verification(house.an, house.door)
    verification = token(house)
    ask_email_change(house.an, "an.new@example.be", house.door)
    change_email(token(house), house.door)
    with pytest.raises(TokenRefused):
        reset_password(to_old, NEW, house.door)
    with pytest.raises(TokenRefused):
        verify_email(verification, house.door)


def test_a_person_whom_no_tenant_knows_is_told_nothing(house: House) -> None:
    alone = add_user(AddUser("alone@example.be", "A"), house.database.unit_of_work(SYSTEM), house.clock)
    set_password(alone, NEW, house.door)
    ask_reset("alone@example.be", FROM, house.door)
    assert ordered(house) == []
