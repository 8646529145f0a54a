"""Housekeeping comes once an hour and removes only what is past its time."""

from __future__ import annotations

import io

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
