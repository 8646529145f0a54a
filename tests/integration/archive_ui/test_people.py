"""Who may come in at a mailbox: asked, let in, sent away; without a script ever running."""

from __future__ import annotations

import re

import pytest
from flask import Flask

from identity.messages import Matter
from tests.integration.archive_ui.house import PASSWORD
from tests.integration.archive_ui.test_mail_links import link
from tests.integration.archive_ui.town import CANARY, Town
from tests.integration.archive_ui.visitor import Visitor

NEW = "seven clouds over a violet kayak"
assert Matter.INVITATION.value == "invitation"


def at(town: Town, rest: str = "people") -> str:
    return f"/t/{town.house.tenants['kroon']}/{rest}"


def ask(visitor: Visitor, town: Town, **values: str) -> int:
    form = {"kind": "members", "email": "bo@example.org", "role": "member", **values}
    return visitor.send(at(town), form).status_code


def action(page: str, word: str) -> str:
    found = re.search(rf'action="([^"]*/{word})"', page)
    assert found is not None
    return found[1]


def test_a_newcomer_follows_the_link_and_is_in(own_app: Flask, own_town: Town) -> None:
    owner = Visitor(own_app, "owner")
    assert ask(owner, own_town) == 303
    assert "bo@example.org" in owner.get(at(own_town)).text
    address, newcomer = link(own_town), Visitor(own_app)
    page = newcomer.get(address).text
    assert "Olga Peeters asks you in." in page
    assert CANARY not in page
    values = {"name": "Bo Claes", "language": "nl", "password": NEW}
    assert "field__problem" in newcomer.send(address, {**values, "password": "short"}).text
    assert newcomer.send(address, values).headers["Location"] == "/"
    assert newcomer.get(at(own_town, "inbox")).status_code == 200
    assert newcomer.get(at(own_town)).status_code == 403
    assert newcomer.get(address).status_code == 410


def test_somebody_with_an_account_signs_in_and_accepts(own_app: Flask, own_town: Town) -> None:
    owner, stranger = Visitor(own_app, "owner"), Visitor(own_app)
    ask(owner, own_town, email="stranger@example.org", role="viewer")
    address = link(own_town)
    assert "then accept" in stranger.get(address).text
    stranger.sign_in("stranger@example.org", PASSWORD, address)
    assert "Accepter" in stranger.get(address).text
    assert stranger.send(f"{address}/accept").headers["Location"] == at(own_town, "inbox")
    assert stranger.get(at(own_town, "upload")).status_code == 403


def test_somebody_else_is_told_that_it_is_not_theirs(own_app: Flask, own_town: Town) -> None:
    ask(Visitor(own_app, "owner"), own_town)
    address, eve = link(own_town), Visitor(own_app, "stranger")
    assert eve.send(f"{address}/accept").headers["Location"] == address
    assert eve.get(at(own_town, "inbox")).status_code == 404


def test_an_accountant_reads_until_the_day_and_both_sides_see_it(own_app: Flask, own_town: Town) -> None:
    owner, stranger = Visitor(own_app, "owner"), Visitor(own_app, "stranger")
    until = own_town.house.clock.now().date().replace(day=30).isoformat()
    assert ask(owner, own_town, kind="outside", email="stranger@example.org", role="viewer", until=until) == 303
    stranger.send(f"{link(own_town)}/accept")
    assert stranger.get(at(own_town, "inbox")).status_code == 200
    assert stranger.get(at(own_town, "upload")).status_code == 403
    assert "de l'extérieur, jusqu'au" in stranger.get("/account").text
    assert "Sylvie Dubois" in owner.get(at(own_town)).text
    own_town.house.clock.advance(days=29)
    own_town.house.clock.advance(minutes=1)
    late = Visitor(own_app, "stranger")
    assert late.get(at(own_town, "inbox")).status_code == 404
    assert "Sylvie Dubois" not in Visitor(own_app, "owner").get(at(own_town)).text


def test_either_side_ends_the_access_at_once(own_app: Flask, own_town: Town) -> None:
    owner, stranger = Visitor(own_app, "owner"), Visitor(own_app, "stranger")
    for _ in range(2):
        values = {"kind": "outside", "email": "stranger@example.org", "role": "member", "until": "2026-04-30"}
        ask(owner, own_town, **values)
        stranger.send(f"{link(own_town)}/accept")
        assert stranger.get(at(own_town, "upload")).status_code == 200
        if _ == 0:
            owner.send(action(owner.get(at(own_town)).text, "end"))
        else:
            stranger.send(action(stranger.get("/account").text, "leave"))
        assert stranger.get(at(own_town, "upload")).status_code == 404


def test_roles_change_and_members_go_but_never_the_last_owner(own_app: Flask, own_town: Town) -> None:
    owner, viewer = Visitor(own_app, "owner"), Visitor(own_app, "viewer")
    users = own_town.house.users
    owner.send(at(own_town, f"people/{users['viewer']}/role"), {"role": "member"})
    assert viewer.get(at(own_town, "upload")).status_code == 200
    owner.send(at(own_town, f"people/{users['viewer']}/remove"))
    assert viewer.get(at(own_town, "inbox")).status_code == 404
    owner.send(at(own_town, f"people/{users['owner']}/remove"))
    assert "Nobody would be left" in owner.get(at(own_town)).text


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ({"email": "no address"}, "This is no e-mail address"),
        ({"email": "member@example.org"}, "is a member already"),
        ({"role": "operator"}, "This role cannot be given"),
        ({"role": "nonsense"}, "This role cannot be given"),
        ({"kind": "outside", "role": "viewer", "until": "2020-01-01"}, "ends within a year"),
        ({"kind": "outside", "role": "viewer", "until": "soon"}, "ends within a year"),
        ({"kind": "outside", "role": "owner", "until": "2026-04-30"}, "This role cannot be given"),
    ],
)
def test_what_cannot_be_given_comes_back_with_the_form(
    app: Flask, town: Town, values: dict[str, str], said: str
) -> None:
    form = {"kind": "members", "email": "bo@example.org", "role": "member", **values}
    answer = Visitor(app, "owner").send(at(town), form)
    assert answer.status_code == 422
    assert said in answer.text


def test_a_mail_that_was_taken_back_opens_nothing(own_app: Flask, own_town: Town) -> None:
    owner = Visitor(own_app, "owner")
    ask(owner, own_town)
    address = link(own_town)
    owner.send(action(owner.get(at(own_town)).text, "withdraw"))
    assert Visitor(own_app).get(address).status_code == 410
