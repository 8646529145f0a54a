"""Housekeeping comes once an hour and removes only what is past its time."""

from __future__ import annotations

import io
from pathlib import Path

from tests.factories.mail_room import MailRoom
from wiring.schedule import Housekeeping


def test_an_old_blob_that_no_row_names_goes_with_the_hourly_round(tmp_path: Path) -> None:
    room = MailRoom(tmp_path)
    kept = room.receive(room.bakery, b"a letter")
    room.blobs.put(room.bakery, io.BytesIO(b"left over from a repeat"))
    rounds = Housekeeping(room)

    rounds.step()
    room.clock.advance(days=2)
    rounds.step()

    assert kept.intake_id
    assert list(room.blobs.content.values()) == [b"a letter"]


def test_nothing_is_done_before_the_hour(tmp_path: Path) -> None:
    room = MailRoom(tmp_path)
    room.blobs.put(room.bakery, io.BytesIO(b"left over"))
    rounds = Housekeeping(room)

    rounds.step()
    room.clock.advance(minutes=59)
    rounds.step()

    assert len(room.blobs.content) == 1
