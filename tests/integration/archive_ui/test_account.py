"""One's own account, without a script ever running."""

from __future__ import annotations

import re

import pyotp
import pytest
from flask import Flask

from archive_ui.app import create_app
from kernel.audit.journal import latest
from kernel.tenancy.roles import Role
from tests.integration.archive_ui.house import PASSWORD, TOWN
from tests.integration.archive_ui.town import Town, build_town
from tests.integration.archive_ui.visitor import Visitor

NEW = "seven clouds over a violet kayak"


def journal(town: Town) -> list[str]:
    with town.house.database.reading(TOWN) as session:
        return [record.action for record in latest(session, town.house.tenants["kroon"])]


def app_of(page: str) -> pyotp.TOTP:
    """The authenticator app of somebody who typed the key."""
    found = re.search(r'class="secret">([A-Z2-7 ]+)<', page)
    assert found is not None
    return pyotp.TOTP(found[1].replace(" ", ""))


def codes_of(page: str) -> list[str]:
    return re.findall(r"<li><code>([a-z2-7-]{19})</code></li>", page)


def enrol(visitor: Visitor, town: Town) -> tuple[pyotp.TOTP, list[str]]:
    app = app_of(visitor.get("/account/app").text)
    answer = visitor.send("/account/app", {"code": app.at(town.house.clock.now())})
    town.house.clock.advance(seconds=30)
    return app, codes_of(answer.text)


def test_a_new_name_and_language_are_kept_and_spoken(own_app: Flask, own_town: Town) -> None:
    visitor = Visitor(own_app, "viewer")
    assert visitor.send("/account/person", {"name": " Vera  Maes-Smit ", "language": "fr"}).status_code == 303
    page = visitor.get("/account").text
    assert "Vos données sont enregistrées." in page
    assert 'value="Vera Maes-Smit"' in page
    assert "Il n’y a rien ici" in visitor.get("/no-such-address").text
    assert journal(own_town)[0] == "person_changed"


@pytest.mark.parametrize("name", ["", "x" * 201, "a\x00b"])
def test_a_name_that_is_none_comes_back_with_the_form(own_app: Flask, name: str) -> None:
    answer = Visitor(own_app, "viewer").send("/account/person", {"name": name, "language": "en"})
    assert answer.status_code == 422
    assert 'id="name-problem"' in answer.text


def test_a_new_password_ends_the_other_sessions_and_works(own_app: Flask) -> None:
    here, elsewhere = Visitor(own_app, "owner"), Visitor(own_app, "owner")
    assert here.send("/account/password", {"old": PASSWORD, "new": NEW}).status_code == 303
    assert here.get("/account").status_code == 200
    assert elsewhere.get("/account").status_code == 303
    assert Visitor(own_app).sign_in("owner@example.org", PASSWORD).status_code == 401
    assert Visitor(own_app).sign_in("owner@example.org", NEW).status_code == 303


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("wrong", NEW, "This password is wrong"),
        (PASSWORD, "short", "This is too short"),
        (PASSWORD, "owner@example.org", "This is easy to guess"),
        (PASSWORD, "x" * 201, "This is too long"),
    ],
)
def test_a_refused_password_says_why(own_app: Flask, old: str, new: str, said: str) -> None:
    answer = Visitor(own_app, "owner").send("/account/password", {"old": old, "new": new})
    assert answer.status_code == 422
    assert said in answer.text


def test_one_sees_and_ends_ones_own_sessions_only(own_app: Flask) -> None:
    here, there, viewer = Visitor(own_app, "owner"), Visitor(own_app, "owner"), Visitor(own_app, "viewer")
    (end,) = re.findall(r'action="(/account/sessions/[0-9a-f]{64}/end)"', here.get("/account").text)
    viewer.send(end)
    assert there.get("/account").status_code == 200
    assert "The session has ended." in (here.send(end), here.get("/account"))[1].text
    assert there.get("/account").status_code == 303
    assert "was over already" in (here.send(end), here.get("/account"))[1].text


def test_all_other_sessions_end_at_once(own_app: Flask, own_town: Town) -> None:
    here, others = Visitor(own_app, "owner"), [Visitor(own_app, "owner") for _ in range(3)]
    here.send("/account/sessions/end-others")
    assert here.get("/account").status_code == 200
    assert {other.get("/account").status_code for other in others} == {303}
    assert journal(own_town)[0] == "sessions_ended"


def test_signing_in_takes_two_steps_once_there_is_an_app(own_app: Flask, own_town: Town) -> None:
    first = Visitor(own_app, "owner")
    page = first.get("/account/app")
    assert '<svg class="qr"' in page.text
    app, codes = enrol(first, own_town)
    assert len(codes) == 10
    wanted = f"/t/{own_town.house.tenants['kroon']}/search"
    visitor = Visitor(own_app)
    answer = visitor.sign_in("owner@example.org", PASSWORD, wanted)
    assert answer.headers["Location"].startswith("/sign-in/code?next=")
    assert visitor.get(wanted).status_code == 303
    assert visitor.send("/sign-in/code", {"code": "000000", "next": wanted}).status_code == 401
    done = visitor.send("/sign-in/code", {"code": app.at(own_town.house.clock.now()), "next": wanted})
    assert done.headers["Location"] == wanted
    assert visitor.get(wanted).status_code == 200
    assert visitor.client.get_cookie("postkamer_halfway") is None


def test_a_recovery_code_is_counted_down(own_app: Flask, own_town: Town) -> None:
    _, codes = enrol(Visitor(own_app, "owner"), own_town)
    visitor = Visitor(own_app)
    visitor.sign_in("owner@example.org", PASSWORD)
    assert visitor.send("/sign-in/code", {"code": codes[0]}).status_code == 303
    assert "9 codes left" in visitor.get("/account").text
    assert len(codes_of(visitor.send("/account/recovery-codes").text)) == 10
    assert "10 codes left" in visitor.get("/account").text
    assert journal(own_town)[0] == "recovery_codes_renewed"


def test_without_the_first_half_there_is_no_second(own_app: Flask) -> None:
    visitor = Visitor(own_app)
    assert visitor.get("/sign-in/code").headers["Location"].startswith("/sign-in")
    assert visitor.send("/sign-in/code", {"code": "123456"}).headers["Location"].startswith("/sign-in")


def test_changing_how_one_signs_in_asks_for_the_password_again(own_app: Flask, own_town: Town) -> None:
    visitor = Visitor(own_app, "owner")
    own_town.house.clock.advance(minutes=16)
    answer = visitor.get("/account/app")
    assert answer.headers["Location"].endswith("/account/confirm?next=/account/app")
    for path in ("/account/app", "/account/app/remove", "/account/recovery-codes"):
        assert "/account/confirm" in visitor.send(path).headers["Location"]
    assert visitor.send("/account/confirm", {"password": "wrong", "next": "/account/app"}).status_code == 401
    again = visitor.send("/account/confirm", {"password": PASSWORD, "next": "/account/app"})
    assert again.headers["Location"] == "/account/app"
    assert visitor.get("/account/app").status_code == 200


def test_a_role_may_ask_for_a_second_step(tmp_path_factory: pytest.TempPathFactory) -> None:
    town = build_town(tmp_path_factory.mktemp("strict"), strict_roles=frozenset({Role.OPERATOR}))
    screens = create_app(town.house.deps)
    queue = f"/t/{town.house.tenants['operator']}/indexing"
    visitor = Visitor(screens, "operator")
    assert visitor.get(queue).headers["Location"] == "/account#second-step"
    assert "This mailbox asks for a second step" in visitor.get("/account").text
    enrol(visitor, town)
    assert visitor.get(queue).status_code == 200
    assert Visitor(screens, "owner").get(f"/t/{town.house.tenants['kroon']}/inbox").status_code == 200
