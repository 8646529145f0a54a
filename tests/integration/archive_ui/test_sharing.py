"""Share links: made by a member, opened by somebody who has nothing but the link, ended by time, hand and number."""

from __future__ import annotations

import datetime as dt
import re

import pytest
from flask import Flask
from sqlalchemy import select
from werkzeug.test import TestResponse

from archive.sharing.ending import end_links
from archive.sharing.models import ShareLink
from kernel.audit.journal import history_of
from kernel.tenancy.models import Tenant
from tests.integration.archive_ui.house import TOWN
from tests.integration.archive_ui.town import CANARY, Town
from tests.integration.archive_ui.visitor import Visitor

ADDRESS = re.compile(r'value="http://localhost:8600(/shared/[A-Za-z0-9_-]{43})"')


def letter(town: Town) -> str:
    return f"/t/{town.house.tenants['kroon']}/documents/{town.filed}"


def share(app: Flask, town: Town, **form: object) -> str:
    """The address of a fresh link."""
    answer = Visitor(app, "member").send(f"{letter(town)}/share", {"form": "both", "days": "7", **form})
    assert answer.status_code == 200
    found = ADDRESS.search(answer.text)
    assert found is not None
    return found[1]


def link_id(town: Town) -> str:
    with town.house.database.reading(TOWN) as session:
        return str(session.scalars(select(ShareLink.id)).one())


def journal(town: Town) -> list[tuple[str, str | None]]:
    with town.house.database.reading(TOWN) as session:
        records = history_of(session, town.house.tenants["kroon"], "document", town.filed)
    return [(each.action, each.details.get("cause")) for each in records if each.action.startswith("share_")]


def is_closed(answer: TestResponse) -> bool:
    return answer.status_code == 404 and "Ask whoever sent it" in answer.text and CANARY not in answer.text


def test_a_stranger_opens_the_document_with_the_link_alone(own_app: Flask, own_town: Town) -> None:
    address = share(own_app, own_town)
    stranger = Visitor(own_app)

    page = stranger.get(address)
    assert page.status_code == 200
    assert CANARY not in page.text
    assert stranger.get(f"{address}/document.pdf").status_code == 303
    assert stranger.get(f"{address}/pages/1.webp").status_code == 303
    assert journal(own_town) == [("share_made", None)]

    assert stranger.send(address).status_code == 303
    assert f"{address}/pages/1.webp" in stranger.get(address).text
    pdf = stranger.get(f"{address}/document.pdf")
    assert pdf.data.startswith(b"%PDF")
    assert pdf.headers["Content-Disposition"] == "attachment; filename=document.pdf"
    original = stranger.get(f"{address}/originals/0")
    assert original.data.startswith(b"original kroon")
    assert original.headers["Content-Disposition"] == "attachment; filename=original-1.pdf"
    assert stranger.get(f"{address}/pages/1.webp").mimetype == "image/webp"
    assert journal(own_town) == [("share_made", None), ("share_opened", None)]
    assert "opened 1 time" in Visitor(own_app, "owner").get(letter(own_town)).text


def test_the_page_is_kept_in_no_list_and_tells_nobody_its_address(own_app: Flask, own_town: Town) -> None:
    address = share(own_app, own_town)
    for page in (Visitor(own_app).get(address), Visitor(own_app).get(f"/shared/{'x' * 43}")):
        assert page.headers["Referrer-Policy"] == "no-referrer"
        assert "noindex" in page.headers["X-Robots-Tag"]
        assert page.headers["Cache-Control"] == "no-store"
        assert "<script" not in page.text


def test_the_table_keeps_no_secret(own_app: Flask, own_town: Town) -> None:
    secret = share(own_app, own_town, password="eight signs").removeprefix("/shared/")
    with own_town.house.database.reading(TOWN) as session:
        row = session.scalars(select(ShareLink)).one()
    kept = " ".join(str(value) for value in vars(row).values())
    assert secret not in kept
    assert "eight signs" not in kept
    assert (row.password_hash or "").startswith("$argon2id$")


def test_a_password_is_asked_for_and_guessing_slows_down(own_app: Flask, own_town: Town) -> None:
    address = share(own_app, own_town, password="water en brood")
    stranger = Visitor(own_app)
    assert stranger.send(address, {"password": "water"}).status_code == 403
    assert journal(own_town)[-1] == ("share_refused", "password")
    assert stranger.send(address, {"password": "water en brood"}).status_code == 303

    own_town.house.clock.advance(seconds=1)
    guesses = [stranger.send(address, {"password": f"guess {number}"}).status_code for number in range(7)]
    assert guesses[0] == 403
    assert guesses[-1] == 429
    assert stranger.send(address, {"password": "water en brood"}).status_code == 429


def test_guessing_addresses_slows_down_and_leaves_signing_in_alone(own_app: Flask, own_town: Town) -> None:
    stranger = Visitor(own_app)
    answers = [stranger.get(f"/shared/{number:043d}").status_code for number in range(32)]
    assert set(answers[:30]) == {404}
    assert answers[-1] == 429
    assert stranger.sign_in("member@example.org", "wrong").status_code != 429


def test_wrong_expired_withdrawn_and_used_up_look_alike(own_app: Flask, own_town: Town) -> None:
    wrong = Visitor(own_app).get(f"/shared/{'A' * 43}")
    assert is_closed(wrong)

    used_up = share(own_app, own_town, openings="1")
    first = Visitor(own_app)
    assert first.send(used_up).status_code == 303
    # Who opened it last may still look; nobody else may.
    assert first.get(f"{used_up}/document.pdf").status_code == 200
    assert Visitor(own_app).get(used_up).data == wrong.data
    assert is_closed(Visitor(own_app).send(used_up))

    expired = share(own_app, own_town, days="1")
    own_town.house.clock.advance(days=1)
    assert Visitor(own_app).get(expired).data == wrong.data
    assert {cause for _, cause in journal(own_town)} == {None, "used_up", "expired"}


def test_a_link_is_withdrawn_with_one_click_and_given_back_with_another(own_app: Flask, own_town: Town) -> None:
    address = share(own_app, own_town)
    member, stranger = Visitor(own_app, "member"), Visitor(own_app)
    stranger.send(address)
    url = f"{letter(own_town)}/share/{link_id(own_town)}"

    assert member.send(f"{url}/withdraw").status_code == 303
    # Also for who has it open.
    assert is_closed(stranger.get(address))
    assert stranger.get(f"{address}/document.pdf").status_code == 303
    assert f"{url}/restore" in member.get(f"{letter(own_town)}/share").text

    assert member.send(f"{url}/restore").status_code == 303
    assert Visitor(own_app).get(address).status_code == 200


def test_a_link_dies_with_its_tenant_and_with_its_document(own_app: Flask, own_town: Town) -> None:
    address = share(own_app, own_town)
    house = own_town.house
    with house.database.unit_of_work(TOWN) as uow:
        uow.session.get_one(Tenant, house.tenants["kroon"]).closed_at = house.clock.now()
        uow.commit()
    assert is_closed(Visitor(own_app).get(address))

    with house.database.unit_of_work(TOWN) as uow:
        uow.session.get_one(Tenant, house.tenants["kroon"]).closed_at = None
        end_links(uow.session, own_town.filed, "system:test", house.clock.now())
        uow.commit()
    assert is_closed(Visitor(own_app).get(address))
    assert journal(own_town)[-1] == ("share_ended", None)


def test_a_link_hands_out_what_it_was_made_for(own_app: Flask, own_town: Town) -> None:
    for form, given, kept in (("pdf", "document.pdf", "originals/0"), ("original", "originals/0", "document.pdf")):
        address = share(own_app, own_town, form=form)
        stranger = Visitor(own_app)
        stranger.send(address)
        assert stranger.get(f"{address}/{given}").status_code == 200
        assert stranger.get(f"{address}/{kept}").status_code == 404


@pytest.mark.parametrize(
    "form", [{"days": "0"}, {"days": "91"}, {"days": "soon"}, {"openings": "0"}, {"password": "short"}]
)
def test_a_link_that_makes_no_sense_is_refused_beside_its_field(
    app: Flask, town: Town, form: dict[str, object]
) -> None:
    answer = Visitor(app, "owner").send(f"{letter(town)}/share", {"form": "pdf", "days": "7", **form})
    assert answer.status_code == 422
    assert "field__problem" in answer.text


def test_a_moment_is_enough_to_see_how_long_links_last(own_app: Flask, own_town: Town) -> None:
    share(own_app, own_town, days="3")
    with own_town.house.database.reading(TOWN) as session:
        row = session.scalars(select(ShareLink)).one()
    assert row.expires_at - row.made_at == dt.timedelta(days=3)
