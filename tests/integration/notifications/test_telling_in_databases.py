"""People are told by each kind of database, with row-level security where there is some."""

from __future__ import annotations

from pathlib import Path

import pytest
from sqlalchemy import Engine

from notifications.kinds import Rhythm
from tests.factories.announcing_mail_room import AnnouncingMailRoom
from tests.factories.push_browser import PushBrowser
from wiring.migrate import migrate

PHONE = PushBrowser()


@pytest.fixture
def room(tmp_path: Path, empty: Engine) -> AnnouncingMailRoom:
    migrate(empty)
    return AnnouncingMailRoom(tmp_path, empty)


def test_letters_tasks_and_quarantine_are_told_once(room: AnnouncingMailRoom) -> None:
    an = room.person("an", room.bakery, room.garage, language="de")
    room.operator_person("otto")
    for tenant in (room.bakery, room.garage):
        room.choose(an, tenant, Rhythm.INSTANT)
    room.hours(an, 22, 6)
    room.subscribe(an, PHONE)
    letter = room.filed_letter(room.bakery)
    room.task(letter, in_days=2)
    room.filed_letter(room.garage)
    room.quarantine(room.receive(room.operator).intake_id)
    room.tell()
    for _ in range(3):
        room.let_pass(days=1)
    said = sorted(line for mail in room.postbox.mails for line in mail.text.splitlines() if line.count(": ") == 1)
    assert said == [
        "Bakkerij Peeters: 1 neuer Brief, 1 Aufgabe ist bald fällig",
        "Garage Dupont: 1 neuer Brief",
        "Scan House: 1 file in quarantine",
    ]
    assert sorted(line for body in room.devices.bodies(PHONE.endpoint) for line in body.splitlines()) == said[:2]
