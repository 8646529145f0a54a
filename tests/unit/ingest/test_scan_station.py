"""A scan run: one batch whatever the station repeats, closed when all its sides are known."""

from __future__ import annotations

import io

from archive.lifecycle import BatchState
from archive.repository import progress
from ingest.sources.scan_station import RunSide, ScanRun, close_run, open_run, receive_side
from tests.factories.mail_room import MailRoom
from tests.factories.outbox import TEST_SCOPE


def test_a_run_found_again_after_a_crash_is_the_same_batch(room: MailRoom) -> None:
    run = ScanRun(room.operator, "station-1", "job-7")
    batch_id = open_run(room.deps, run)
    receive_side(room.deps, run, batch_id, RunSide(0, 1, 1, "1a.png"), io.BytesIO(b"front"))

    assert open_run(room.deps, run) == batch_id
    again = receive_side(room.deps, run, batch_id, RunSide(0, 1, 1, "1a.png"), io.BytesIO(b"front"))

    assert again.is_repeat


def test_a_closed_run_waits_for_its_sides_and_then_moves_on(room: MailRoom) -> None:
    run = ScanRun(room.operator, "station-1", "job-7")
    batch_id = open_run(room.deps, run)
    sides = [RunSide(n, 1, n + 1, f"{n}.png") for n in range(2)]
    items = [receive_side(room.deps, run, batch_id, side, io.BytesIO(side.file_name.encode())) for side in sides]
    close_run(room.deps, run, batch_id, len(sides))
    for item in items:
        room.unpack(item.intake_id)
    for page_id in room.pages(batch_id):
        room.read(page_id)

    with room.database.reading(TEST_SCOPE) as session:
        assert progress(session, batch_id).state is BatchState.READ
    assert room.told().count("BatchRead") == 1


def test_a_side_that_comes_after_its_run_was_closed_gets_a_batch_of_its_own(room: MailRoom) -> None:
    run = ScanRun(room.operator, "station-1", "job-7")
    batch_id = open_run(room.deps, run)
    close_run(room.deps, run, batch_id, 0)

    late = receive_side(room.deps, run, batch_id, RunSide(0, 1, 1, "1a.png"), io.BytesIO(b"late"))
    again = receive_side(room.deps, run, batch_id, RunSide(0, 1, 1, "1a.png"), io.BytesIO(b"late"))
    room.unpack(late.intake_id)
    room.read(room.pages(late.batch_id)[0])

    assert late.batch_id != batch_id
    assert again.is_repeat
    with room.database.reading(TEST_SCOPE) as session:
        assert progress(session, late.batch_id).state is BatchState.READ
