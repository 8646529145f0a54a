"""Putting pages right on the screen: each step done by a plain form, each taken back by a button."""

from __future__ import annotations

import re

import pytest
from flask import Flask
from werkzeug.test import TestResponse

from archive.rearranging import arrangement_of
from kernel.ids import DocumentId, PageId
from tests.integration.archive_ui.house import TOWN
from tests.integration.archive_ui.town import CANARY, Town
from tests.integration.archive_ui.visitor import Visitor


def at(town: Town, rest: str) -> str:
    return f"/t/{town.house.tenants['kroon']}/documents/{town.filed}/{rest}"


def version(visitor: Visitor, town: Town) -> str:
    found = re.search(r'name="version" value="(\d+)"', visitor.get(at(town, "pages")).text)
    assert found is not None
    return found[1]


def pages(town: Town, *documents: DocumentId) -> list[tuple[PageId, ...]]:
    with town.house.database.reading(TOWN) as session:
        return list(arrangement_of(session, documents).values())


def send(visitor: Visitor, town: Town, **form: str) -> TestResponse:
    return visitor.send(at(town, "pages"), {"version": version(visitor, town), **form})


@pytest.fixture
def member(own_app: Flask) -> Visitor:
    return Visitor(own_app, "owner")


def test_a_letter_is_cut_and_mended_again(member: Visitor, own_town: Town) -> None:
    (before,) = pages(own_town, own_town.filed)
    answer = send(member, own_town, do="split", at="2")
    assert answer.status_code == 303
    shown = member.get(answer.headers["Location"]).text
    assert "The letter was cut in two." in shown
    assert "To the other letter" in shown
    assert pages(own_town, own_town.filed) == [before[:1]]
    undo = re.search(r'action="([^"]+/pages/undo/\w+)"', shown)
    assert undo is not None
    assert "as they did before" in member.get(member.send(undo[1]).headers["Location"]).text
    assert pages(own_town, own_town.filed) == [before]


def test_pages_are_put_in_order_by_numbers(member: Visitor, own_town: Town) -> None:
    (before,) = pages(own_town, own_town.filed)
    places = {f"place-{page}": str(place) for page, place in zip(before, (2, 1, 3), strict=True)}
    assert send(member, own_town, do="order", **places).status_code == 303
    assert pages(own_town, own_town.filed) == [(before[1], before[0], before[2])]


def neighbour(member: Visitor, town: Town) -> DocumentId:
    shown = member.get(at(town, "pages")).text
    found = re.search(r'type="radio" name="other" value="(\w+)"', shown)
    assert found is not None
    return DocumentId(found[1])


def test_letters_are_joined(member: Visitor, own_town: Town) -> None:
    other = neighbour(member, own_town)
    one, two = pages(own_town, own_town.filed, other)
    assert send(member, own_town, do="merge", other=other).status_code == 303
    assert pages(own_town, own_town.filed, other) == [one + two, ()]
    inbox = member.get(f"/t/{own_town.house.tenants['kroon']}/inbox").text
    assert other not in inbox
    gone = member.get(at(own_town, "pages").replace(own_town.filed, other)).text
    assert "This letter has no pages" in gone
    assert "Take back" in gone


def test_a_page_is_replaced_by_a_better_scan(member: Visitor, own_town: Town) -> None:
    other = neighbour(member, own_town)
    one, two = pages(own_town, own_town.filed, other)
    form = {"do": "exchange", "other": other, "page_id": one[2], "better": two[0]}
    assert send(member, own_town, **form).status_code == 303
    assert pages(own_town, own_town.filed, other) == [(*one[:2], two[0]), (one[2],)]


@pytest.mark.parametrize(
    "form", [{"do": "split", "at": "9"}, {"do": "merge"}, {"do": "burn"}, {"do": "order", "version": "1"}]
)
def test_what_makes_no_sense_moves_nothing(member: Visitor, own_town: Town, form: dict[str, str]) -> None:
    before = pages(own_town, own_town.filed)
    answer = send(member, own_town, **form)
    assert answer.status_code == 409
    assert pages(own_town, own_town.filed) == before


def test_another_tenants_letter_cannot_be_joined(own_app: Flask, own_town: Town) -> None:
    stranger = Visitor(own_app, "stranger")
    home = own_town.house.tenants["lumiere"]
    own = re.search(r"/documents/(\w{32})", stranger.get(f"/t/{home}/inbox").text)
    assert own is not None
    url = f"/t/{home}/documents/{own[1]}/pages"
    found = re.search(r'name="version" value="(\d+)"', stranger.get(url).text)
    assert found is not None
    answer = stranger.send(url, {"do": "merge", "version": found[1], "other": own_town.filed})
    assert answer.status_code == 404
    assert CANARY not in answer.text
