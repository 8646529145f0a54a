"""What the links in our mails open, without a script ever running."""

from __future__ import annotations

import pytest
from flask import Flask
from sqlalchemy import select

from identity.messages import Matter, message_of
from kernel.outbox.models import OutboxEvent
from tests.integration.archive_ui.house import PASSWORD, TOWN
from tests.integration.archive_ui.town import Town
from tests.integration.archive_ui.visitor import Visitor

NEW = "seven clouds over a violet kayak"
ALIKE = "If an account has this address, a mail is on its way."


def link(town: Town) -> str:
    """Where the last mail leads."""
    with town.house.database.reading(TOWN) as session:
        events = session.scalars(select(OutboxEvent).where(OutboxEvent.name == "MessageDue")).all()
        told = max(events, key=lambda event: event.occurred_at).payload
        door = town.house.deps.door
        message = message_of(session, Matter(told["matter"]), told["subject_id"], door.mail_key, door.clock.now())
    town.house.clock.advance(seconds=1)
    assert message is not None
    assert message.path is not None
    return message.path


def test_a_forgotten_password_is_chosen_anew(own_app: Flask, own_town: Town) -> None:
    visitor = Visitor(own_app)
    assert "Forgotten your password?" in visitor.get("/sign-in").text
    assert ALIKE in visitor.send("/forgotten", {"email": "owner@example.org"}).text
    address = link(own_town)
    assert "owner@example.org" in visitor.get(address).text
    assert "This is too short" in visitor.send(address, {"new": "short"}).text
    assert visitor.send(address, {"new": NEW}).headers["Location"] == "/sign-in"
    assert visitor.get(address).status_code == 410
    assert Visitor(own_app).sign_in("owner@example.org", PASSWORD).status_code == 401
    assert visitor.sign_in("owner@example.org", NEW).status_code == 303
    assert "confirmed" in visitor.get("/account").text


def test_the_form_speaks_the_language_of_the_account(own_app: Flask, own_town: Town) -> None:
    visitor = Visitor(own_app)
    visitor.send("/forgotten", {"email": "member@example.org"})
    assert "Nieuw wachtwoord" in visitor.get(link(own_town)).text


def test_whoever_asks_for_nobody_sees_the_same_page(own_app: Flask) -> None:
    pages = {
        Visitor(own_app).send("/forgotten", {"email": email}).text.replace(email, "").count("<")
        for email in ("owner@example.org", "nobody@example.org")
    }
    assert len(pages) == 1


def test_asking_again_and_again_is_told_to_wait(own_app: Flask) -> None:
    visitor = Visitor(own_app)
    statuses = [visitor.send("/forgotten", {"email": "nobody@example.org"}).status_code for _ in range(8)]
    assert statuses[0] == 200
    assert statuses[-1] == 429


@pytest.mark.parametrize("address", ["/reset/nonsense", "/verify/nonsense", "/new-address/nonsense"])
def test_a_link_that_is_none_says_what_to_do(app: Flask, address: str) -> None:
    answer = Visitor(app).send(address, {"new": NEW})
    assert answer.status_code == 410
    assert "Ask for a new one" in answer.text


def test_an_address_is_confirmed_by_pressing_a_button_not_by_looking(own_app: Flask, own_town: Town) -> None:
    visitor = Visitor(own_app, "owner")
    assert "not confirmed" in visitor.get("/account").text
    visitor.send("/account/email/verify")
    address = link(own_town)
    for _ in range(3):
        assert visitor.get(address).status_code == 200
    assert "not confirmed" in visitor.get("/account").text
    visitor.send(address)
    assert "not confirmed" not in visitor.get("/account").text


def test_another_address_takes_over_once_its_link_was_followed(own_app: Flask, own_town: Town) -> None:
    visitor = Visitor(own_app, "owner")
    visitor.send("/account/email", {"email": "olga@example.org"})
    assert "a mail is on its way there" in visitor.get("/account").text
    stranger = Visitor(own_app)
    assert stranger.send(link(own_town)).headers["Location"] == "/sign-in"
    assert stranger.sign_in("owner@example.org", PASSWORD).status_code == 401
    assert stranger.sign_in("olga@example.org", PASSWORD).status_code == 303


def test_a_new_address_asks_for_the_password_again(own_app: Flask, own_town: Town) -> None:
    visitor = Visitor(own_app, "owner")
    own_town.house.clock.advance(minutes=16)
    assert "/account/confirm" in visitor.send("/account/email", {"email": "x@example.org"}).headers["Location"]


def test_what_is_no_address_is_said_to_be_none(own_app: Flask) -> None:
    visitor = Visitor(own_app, "owner")
    visitor.send("/account/email", {"email": "no address"})
    assert "This is no e-mail address" in visitor.get("/account").text
