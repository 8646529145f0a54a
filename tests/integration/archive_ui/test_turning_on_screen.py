"""A page is turned for good from the viewer, and the page says how far the letter has come."""

from __future__ import annotations

from flask import Flask

from archive.models import Page
from kernel.tenancy.scope import TenantScope
from tests.integration.archive_ui.town import Town
from tests.integration.archive_ui.visitor import Visitor


def letter(town: Town, rest: str = "") -> str:
    return f"/t/{town.house.tenants['kroon']}/documents/{town.filed}{rest}"


def test_a_turned_view_is_kept_and_the_letter_says_that_it_is_put_together_anew(own_app: Flask, own_town: Town) -> None:
    visitor = Visitor(own_app, "owner")
    assert "Keep it turned" not in visitor.get(letter(own_town)).text
    assert 'name="by" value="90"' in visitor.get(letter(own_town, "?turn=90")).text
    assert 'name="by"' not in Visitor(own_app, "viewer").get(letter(own_town, "?turn=90")).text

    answer = visitor.send(letter(own_town, "/pages/1/turn"), {"by": "90"})
    assert answer.headers["Location"] == letter(own_town, "?page=1")
    page = visitor.get(answer.headers["Location"]).text
    assert letter(own_town, "/pages/1/stand/found") in page
    assert 'id="assembling"' in page
    with own_town.house.database.reading(TenantScope(own_town.house.tenants["kroon"])) as session:
        turned = session.query(Page).filter(Page.document_id == own_town.filed, Page.number == 1).one()
    assert turned.upright_deg == 270

    first = visitor.get(letter(own_town, "/progress"))
    again = visitor.get(letter(own_town, "/progress"), {"If-None-Match": first.headers["ETag"]})
    assert (first.status_code, again.status_code, again.data) == (200, 304, b"")
    assert visitor.send(letter(own_town, "/pages/1/stand/found")).status_code == 409


def test_a_letter_that_is_whole_lets_the_page_load_again(app: Flask, town: Town) -> None:
    answer = Visitor(app, "viewer").get(letter(town, "/progress"))
    assert answer.headers["HX-Refresh"] == "true"


def test_what_is_no_turn_is_refused(app: Flask, town: Town) -> None:
    visitor = Visitor(app, "owner")
    for by in ("", "0", "45", "x"):
        assert visitor.send(letter(town, "/pages/1/turn"), {"by": by}).status_code == 409
    assert visitor.send(letter(town, "/pages/9/turn"), {"by": "90"}).status_code == 404
    assert visitor.send(letter(town, "/pages/1/stand/45")).status_code == 404
