"""The first steps show how things really stand, to those who set a mailbox up, until they are done or put away."""

from __future__ import annotations

import re

from flask import Flask

from tests.integration.archive_ui.town import Town
from tests.integration.archive_ui.visitor import Visitor


def inbox(town: Town, tenant: str = "kroon") -> str:
    return f"/t/{town.house.tenants[tenant]}/inbox"


def done(page: str) -> list[bool]:
    return [bool(look) for look in re.findall(r'class="first-run__step( first-run__step--done)?"', page)]


def test_an_owner_sees_what_is_done_and_what_comes_next(own_app: Flask, own_town: Town) -> None:
    visitor = Visitor(own_app, "owner")
    page = visitor.get(inbox(own_town)).text
    # An address, letters and colleagues are there; she has opened nothing, and a password is all she has.
    assert done(page) == [True, True, False, True, False]
    assert "First steps: 3 of 5 done" in page
    visitor.get(f"/t/{own_town.house.tenants['kroon']}/documents/{own_town.filed}")
    assert done(visitor.get(inbox(own_town)).text) == [True, True, True, True, False]


def test_it_can_be_put_away_and_brought_back(own_app: Flask, own_town: Town) -> None:
    visitor, steps = Visitor(own_app, "owner"), inbox(own_town).replace("inbox", "first-steps")
    assert visitor.send(steps, {"do": "hide"}).status_code == 303
    page = visitor.get(inbox(own_town)).text
    assert done(page) == []
    assert 'value="show"' in page
    assert "The first steps are put away." in page
    assert done(Visitor(own_app, "owner").get(inbox(own_town)).text) == []
    visitor.send(steps, {"do": "hide"})
    visitor.send(steps)
    assert len(done(visitor.get(inbox(own_town)).text)) == 5


def test_an_operator_has_steps_of_its_own(app: Flask, town: Town) -> None:
    page = Visitor(app, "operator").get(inbox(town, "operator")).text
    assert "Scan a first pile" in page
    assert done(page)[:2] == [True, True]


def test_who_only_works_here_is_not_bothered(app: Flask, town: Town) -> None:
    for who in ("member", "viewer", "accountant"):
        assert "first-run" not in Visitor(app, who).get(inbox(town)).text
