"""Figures for the room, and what a letter asks to be paid."""

from __future__ import annotations

import datetime as dt

import pytest
from flask import Flask
from sqlalchemy import select

from archive.models import Document
from kernel.ids import DocumentId
from tests.integration.archive_ui.house import TOWN
from tests.integration.archive_ui.town import Town
from tests.integration.archive_ui.visitor import Visitor


def wall(town: Town, rest: str = "") -> str:
    return f"/t/{town.house.tenants['operator']}/wall{rest}"


def test_the_wall_counts_what_waits(own_app: Flask, own_town: Town) -> None:
    shown = Visitor(own_app, "operator").get(wall(own_town)).text
    assert shown.count("figure__count") == 7
    assert '<strong class="figure__count">2</strong>' in shown
    assert "all within 8 h" in shown
    assert "kanariepiet" not in shown


def test_letters_that_wait_too_long_are_late(own_app: Flask, own_town: Town) -> None:
    own_town.house.clock.advance(hours=9)
    shown = Visitor(own_app, "operator").get(wall(own_town)).text
    assert "2 later than 8 h" in shown
    assert "oldest: 9 hours" in shown or "oldest: 10 hours" in shown


def test_an_unchanged_wall_is_not_sent_again(own_app: Flask, own_town: Town) -> None:
    visitor = Visitor(own_app, "operator")
    tag = visitor.get(wall(own_town)).headers["ETag"]
    assert visitor.get(wall(own_town, "/figures"), {"If-None-Match": tag}).status_code == 304
    own_town.house.quarantine("operator", "nog-een.pdf", b"more", "file_broken")
    again = visitor.get(wall(own_town, "/figures"), {"If-None-Match": tag})
    assert again.status_code == 200
    assert again.headers["ETag"] != tag


def print_accounts(town: Town, document_id: DocumentId, *accounts: str) -> None:
    with town.house.database.unit_of_work(TOWN) as uow:
        row = uow.session.scalars(select(Document).where(Document.id == document_id)).one()
        row.fields = {"ibans": [{"value": account, "confidence": 0.97} for account in accounts]}
        uow.commit()


def test_a_letter_that_can_be_paid_says_how(own_app: Flask, own_town: Town) -> None:
    visitor = Visitor(own_app, "viewer")
    letter = f"/t/{own_town.house.tenants['kroon']}/documents/{own_town.filed}"
    print_accounts(own_town, own_town.filed)
    assert "payment.svg" not in visitor.get(letter).text
    assert visitor.get(f"{letter}/payment.svg").status_code == 404
    print_accounts(own_town, own_town.filed, "BE68539007547034")
    assert "BE68 5390 0754 7034" in visitor.get(letter).text
    code = visitor.get(f"{letter}/payment.svg")
    assert code.mimetype == "image/svg+xml"
    assert code.headers["Content-Security-Policy"].startswith("default-src 'none'")


@pytest.mark.parametrize("kind", ["invoice", "reminder"])
def test_other_letters_of_the_sender_are_listed(own_app: Flask, own_town: Town, kind: str) -> None:
    house = own_town.house
    with house.database.unit_of_work(TOWN) as uow:
        for row in uow.session.scalars(select(Document).where(Document.tenant_id == house.tenants["kroon"])):
            row.sender = "VIVAQUA" if row.id != own_town.filed else "Vivaqua"
            row.kind, row.received_at = kind, row.received_at - dt.timedelta(days=1)
        uow.commit()
    shown = Visitor(own_app, "viewer").get(f"/t/{house.tenants['kroon']}/documents/{own_town.filed}").text
    assert "From the same sender" in shown
    assert "Rekeninguittreksel" in shown


def test_numbers_that_fail_their_check_are_told_of(own_app: Flask, own_town: Town) -> None:
    house, words = own_town.house, "the check digits do not fit. Compare with the page."
    failing = {"failing_ibans": [{"value": "BE68539007547035", "confidence": 0.3, "page": 1, "boxes": []}]}
    with house.database.unit_of_work(TOWN) as uow:
        for row in uow.session.scalars(select(Document)):
            row.fields, row.kind_confidence = failing, 0.3
        uow.commit()
    letter = f"/t/{house.tenants['kroon']}/documents/{own_town.filed}"
    waiting = f"/t/{house.tenants['operator']}/indexing/{own_town.waiting[0]}"
    shown = [Visitor(own_app, "owner").get(letter), Visitor(own_app, "owner").get(f"{letter}/edit")]
    for answer in (*shown, Visitor(own_app, "operator").get(waiting)):
        assert words in answer.text
        assert "BE68 5390 0754 7035" in answer.text
    assert "The kind is a guess" in shown[0].text
    assert "payment.svg" not in shown[0].text
    print_accounts(own_town, own_town.filed, "BE68539007547034")
    right = Visitor(own_app, "owner").get(letter).text
    assert words not in right
