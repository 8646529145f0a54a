"""Several photos become one letter: by a plain form, and in parts that go on after a lost connection."""

from __future__ import annotations

import io
import re

from flask import Flask

from archive.models import IntakeItem
from archive.repository import list_intake
from archive.views import IntakeView
from kernel.tenancy.scope import TenantScope
from tests.integration.archive_ui.town import Town
from tests.integration.archive_ui.visitor import Visitor


def address(town: Town, rest: str) -> str:
    return f"/t/{town.house.tenants['kroon']}/{rest}"


def shots(town: Town) -> list[IntakeView]:
    with town.house.database.reading(TenantScope(town.house.tenants["kroon"])) as session:
        found = [item for item in list_intake(session) if item.file_name.startswith("shot")]
    return sorted(found, key=lambda item: item.file_name)


def place_of(town: Town, item: IntakeView) -> int:
    with town.house.database.reading(TenantScope(town.house.tenants["kroon"])) as session:
        return session.get_one(IntakeItem, item.intake_id).position


def test_photos_of_a_plain_form_are_one_letter_however_often_it_is_sent(own_app: Flask, own_town: Town) -> None:
    visitor = Visitor(own_app, "member")
    form_key = re.search(r'name="form_key" value="([0-9a-f]{32})"', visitor.get(address(own_town, "upload")).text)
    assert form_key is not None

    def send(*contents: bytes) -> None:
        files = [(io.BytesIO(content), f"shot{place}.jpg") for place, content in enumerate(contents)]
        form = {"files": files, "form_key": form_key[1], "together": "1"}
        assert visitor.send(address(own_town, "upload"), form).status_code == 303

    for _ in range(2):
        # The same picture twice is two pages.
        send(b"one", b"one", b"two")
    assert len(shots(own_town)) == 3
    assert len({item.batch_id for item in shots(own_town)}) == 1
    assert "Een brief van 3 bladzijden is ontvangen." in visitor.get(address(own_town, "received")).text
    send(b"two", b"one")
    assert len({item.batch_id for item in shots(own_town)}) == 2


def test_a_letter_with_a_photo_that_is_refused_is_not_received_at_all(own_app: Flask, own_town: Town) -> None:
    # A name that only turns the direction of writing is none.
    files = [(io.BytesIO(b"one"), "shot0.jpg"), (io.BytesIO(b"two"), "\u202e")]
    visitor = Visitor(own_app, "member")
    answer = visitor.send(address(own_town, "upload"), {"files": files, "together": "1"})
    assert answer.headers["Location"] == address(own_town, "upload")
    assert "Er is niets ontvangen" in visitor.get(answer.headers["Location"]).text
    assert shots(own_town) == []


def test_photos_sent_in_parts_are_finished_as_one_letter_in_the_order_told(own_app: Flask, own_town: Town) -> None:
    visitor, uploads = Visitor(own_app, "member"), address(own_town, "uploads")

    def begin(name: str, size: int) -> str:
        answer = visitor.call("POST", uploads, json={"file_name": name, "size_bytes": size})
        assert answer.json is not None
        return str(answer.json["upload_id"])

    ids = [begin(f"shot{place}.jpg", 4) for place in range(3)]
    for upload_id in ids[:2]:
        visitor.call("PATCH", f"{uploads}/{upload_id}?offset=0", data=b"half")
    order = [ids[1], ids[2], ids[0]]
    assert visitor.call("POST", f"{uploads}/letter", json={"upload_ids": order}).status_code == 409
    assert shots(own_town) == []

    visitor.call("PATCH", f"{uploads}/{ids[2]}?offset=0", data=b"rest")
    for _ in range(2):
        answer = visitor.call("POST", f"{uploads}/letter", json={"upload_ids": order})
        assert answer.status_code == 201
        assert answer.json is not None
        assert answer.json["pages"] == 3
    assert [place_of(own_town, item) for item in shots(own_town)] == [2, 0, 1]
    assert len({item.batch_id for item in shots(own_town)}) == 1


def test_a_letter_of_nothing_of_strangers_or_of_nonsense_is_refused(own_app: Flask, own_town: Town) -> None:
    visitor, uploads = Visitor(own_app, "member"), address(own_town, "uploads")
    for body, status in (({"upload_ids": []}, 400), ({"upload_ids": [1]}, 400), ({}, 400), ([], 400)):
        assert visitor.call("POST", f"{uploads}/letter", json=body).status_code == status
    assert visitor.call("POST", f"{uploads}/letter", json={"upload_ids": ["0" * 32]}).status_code == 404
