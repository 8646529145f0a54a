"""Housekeeping comes once an hour and removes only what is past its time."""

from __future__ import annotations

import io

import pytest

from ingest.sources.upload import StartUpload, append, begin, finish, view
from kernel.errors import NotFound
from kernel.ids import UserId
from kernel.tenancy.closing import set_disabled
from kernel.tenancy.directory_changes import AddUser, add_user
from notifications.devices import add_device, devices_of
from tests.factories.outbox import TEST_SCOPE
from tests.factories.push_browser import PushBrowser
from tests.unit.wiring.conftest import KeptRoom
from wiring.schedule import Housekeeping
from wiring.upkeep_lock import upkeep_lock


def test_an_old_blob_that_no_row_names_goes_with_the_hourly_round(room: KeptRoom) -> None:
    kept = room.receive(room.bakery, b"a letter")
    room.blobs.put(room.bakery, io.BytesIO(b"left over from a repeat"))
    rounds = Housekeeping(room)

    rounds.step()
    room.clock.advance(days=2)
    rounds.step()

    assert kept.intake_id
    assert list(room.blobs.content.values()) == [b"a letter"]


def test_nothing_is_done_before_the_hour(room: KeptRoom) -> None:
    room.blobs.put(room.bakery, io.BytesIO(b"left over"))
    rounds = Housekeeping(room)

    rounds.step()
    room.clock.advance(minutes=59)
    rounds.step()

    assert len(room.blobs.content) == 1


def test_nothing_is_swept_while_a_backup_copies(room: KeptRoom) -> None:
    room.blobs.put(room.bakery, io.BytesIO(b"left over"))
    rounds = Housekeeping(room)
    rounds.step()

    room.clock.advance(days=2)
    with upkeep_lock(room.settings.data_dir):
        rounds.step()
    assert len(room.blobs.content) == 1

    room.clock.advance(hours=1)
    rounds.step()
    assert len(room.blobs.content) == 0


def test_an_upload_that_nobody_goes_on_with_makes_room_after_a_week(room: KeptRoom) -> None:
    start = StartUpload(room.bakery, UserId("user"), "huge.pdf", 10)
    left, done = begin(room.deps, start), begin(room.deps, start)
    append(room.deps, room.bakery, left.upload_id, 0, io.BytesIO(b"half"))
    append(room.deps, room.bakery, done.upload_id, 0, io.BytesIO(b"a letter.."))
    item = finish(room.deps, room.bakery, done.upload_id)
    rounds = Housekeeping(room)
    rounds.step()

    room.clock.advance(days=6)
    rounds.step()
    assert view(room.deps, room.bakery, left.upload_id).received_bytes == 4

    room.clock.advance(days=2)
    rounds.step()
    room.clock.advance(days=2)
    rounds.step()
    for again in (view, finish):
        with pytest.raises(NotFound):
            again(room.deps, room.bakery, left.upload_id)
    with pytest.raises(NotFound):
        append(room.deps, room.bakery, left.upload_id, 4, io.BytesIO(b"rest"))
    assert b"half" not in room.blobs.content.values()
    assert finish(room.deps, room.bakery, done.upload_id).intake_id == item.intake_id


def test_devices_of_people_who_are_shut_out_are_forgotten(room: KeptRoom) -> None:
    rounds, now = Housekeeping(room), room.clock.now()
    rounds.step()
    people = [
        add_user(AddUser(f"{name}@example.be", name, "en"), room.database.unit_of_work(TEST_SCOPE), room.clock)
        for name in ("an", "bo")
    ]
    with room.database.unit_of_work(TEST_SCOPE) as uow:
        for number, person in enumerate(people):
            add_device(uow.session, person, PushBrowser(f"https://push.example/{number}").address, "Firefox", now)
        set_disabled(uow.session, people[:1], now)
        uow.commit()

    room.clock.advance(hours=1)
    rounds.step()
    with room.database.unit_of_work(TEST_SCOPE) as uow:
        assert [len(devices_of(uow.session, person)) for person in people] == [0, 1]
