"""Each invariant is broken once, on purpose, to see that `verify` says so."""

from __future__ import annotations

import io
import json

import pytest
from sqlalchemy import Table, text, update

from ingest.refused import Refusal, record_refusal
from ingest.sources.scan_station import RunSide, ScanRun, close_run, open_run, receive_side
from kernel.ids import DocumentId, TenantId
from tests.factories.outbox import TEST_SCOPE
from tests.unit.wiring.conftest import KeptRoom
from wiring.schema import METADATA
from wiring.verify import Report, verify_all


def change(room: KeptRoom, table: Table, row_id: str, **values: object) -> None:
    with room.database.unit_of_work(TEST_SCOPE) as uow:
        uow.session.execute(update(table).where(table.c.id == row_id).values(**values))
        uow.commit()


def invariants(report: Report) -> set[str]:
    return {violation.invariant for violation in report.violations}


def test_a_quiet_room_violates_nothing(room: KeptRoom) -> None:
    room.quiet_letter()
    report = verify_all(room, quiet_s=0)
    assert report.violations == ()
    assert report.counts["pages"] == {"read": 2}
    assert report.counts["documents"] == {"filed": 1}
    assert report.counts["channels"] == {"upload": {"unpacked": 1}}
    assert report.counts["under_way"] == {"events": 0, "deliveries": 0, "dead_leases": 0, "index_differences": 0}


def test_the_report_is_json(room: KeptRoom) -> None:
    room.quarantine(room.receive(room.bakery).intake_id)
    values = json.loads(json.dumps(verify_all(room).values()))
    assert set(values) == {"violations", "counts", "failures"}
    assert [(each["kind"], each["cause"]) for each in values["failures"]] == [("intake item", "file_broken")]


def test_work_under_way_is_counted_and_no_violation(room: KeptRoom) -> None:
    room.receive(room.bakery)
    report = verify_all(room)
    assert report.violations == ()
    assert report.counts["under_way"]["events"] == 1


def test_i8_what_is_never_told_violates_after_quiet_time(room: KeptRoom) -> None:
    room.receive(room.bakery)
    assert invariants(verify_all(room, quiet_s=0)) == {"I8"}


def test_i1_a_page_that_waits_for_nobody(room: KeptRoom) -> None:
    item = room.receive(room.bakery)
    room.unpack(item.intake_id)
    room.tell_everything()
    (violation,) = verify_all(room).violations
    assert violation.invariant == "I1"
    assert violation.subject.startswith("page ")


def test_i1_a_batch_that_did_not_move_on(room: KeptRoom) -> None:
    item = room.receive(room.bakery)
    room.quarantine(item.intake_id)
    room.tell_everything()
    assert verify_all(room).violations == ()
    change(room, METADATA.tables["batches"], item.batch_id, state="CLOSED")
    assert invariants(verify_all(room)) == {"I1"}


def test_i2_a_blob_that_is_gone(room: KeptRoom) -> None:
    room.quiet_letter()
    room.blobs.content.popitem()
    assert invariants(verify_all(room)) == {"I2"}


def test_i2_a_blob_that_was_altered(room: KeptRoom) -> None:
    room.quiet_letter()
    place, content = room.blobs.content.popitem()
    room.blobs.content[place] = content + b"!"
    assert invariants(verify_all(room)) == {"I2"}


def test_i2_a_part_of_an_upload_that_is_gone(room: KeptRoom) -> None:
    with room.database.unit_of_work(TEST_SCOPE) as uow:
        row = {"id": "u", "user_id": "jan", "file_name": "a.pdf", "size_bytes": 2, "received_bytes": 1}
        more = {"tenant_id": room.bakery, "parts": [["0" * 64, 1]], "started_at": room.clock.now()}
        uow.session.execute(METADATA.tables["uploads"].insert().values(**row, **more))
        uow.commit()
    (violation,) = verify_all(room).violations
    assert (violation.invariant, violation.subject) == ("I2", "part of upload u")


def test_i4_a_letter_that_cannot_be_found(room: KeptRoom) -> None:
    document_id = room.quiet_letter()
    room.index(room.bakery, [])
    (violation,) = verify_all(room).violations
    assert violation.invariant == "I4"
    assert document_id in violation.problem


def test_i4_a_letter_that_is_found_and_is_not_there(room: KeptRoom) -> None:
    document_id = room.quiet_letter()
    room.index(room.bakery, [document_id, DocumentId("gone")])
    (violation,) = verify_all(room).violations
    assert "document gone is found" in violation.problem


def test_i4_a_broken_index(room: KeptRoom) -> None:
    room.quiet_letter()
    room.search_engine.damage(room.bakery)
    assert invariants(verify_all(room)) == {"I4"}


def test_i4_is_only_counted_while_the_indexer_is_behind(room: KeptRoom) -> None:
    room.filed_letter(room.bakery)
    report = verify_all(room)
    assert report.violations == ()
    assert report.counts["under_way"]["index_differences"] == 1


def test_i6_a_journal_that_was_edited(room: KeptRoom) -> None:
    room.quarantine(room.receive(room.bakery).intake_id)
    room.tell_everything()
    with room.database.unit_of_work(TEST_SCOPE) as uow:
        uow.session.execute(text("UPDATE audit_entries SET actor = 'nobody'"))
        uow.commit()
    assert invariants(verify_all(room)) == {"I6"}


def test_i7_a_row_that_points_to_another_tenant(room: KeptRoom) -> None:
    room.quiet_letter()
    with room.database.unit_of_work(TEST_SCOPE) as uow:
        uow.session.execute(update(METADATA.tables["originals"]).values(tenant_id=room.garage))
        uow.commit()
    # The foreign row's blob is not among its new tenant's, either.
    assert invariants(verify_all(room)) == {"I2", "I7"}


@pytest.mark.parametrize("table", ["documents", "intake_items"])
def test_i7_a_duplicate_of_what_another_tenant_holds(room: KeptRoom, table: str) -> None:
    room.quiet_letter()
    theirs = room.receive(room.garage).intake_id if table == "intake_items" else room.filed_letter(room.garage)
    room.tell_everything()
    rows = METADATA.tables[table]
    with room.database.unit_of_work(TEST_SCOPE) as uow:
        ours = update(rows).where(rows.c.tenant_id != room.garage)
        uow.session.execute(ours.values(duplicate_of=theirs))
        uow.commit()
    found = {(each.invariant, each.subject.split(" of ")[0]) for each in verify_all(room).violations}
    assert ("I7", f"{table}.duplicate_of") in found


def test_i9_a_lease_that_nobody_took_back(room: KeptRoom) -> None:
    _running_delivery(room, room.bakery)
    report = verify_all(room)
    assert report.violations == ()
    assert report.counts["under_way"]["dead_leases"] == 1
    assert invariants(verify_all(room, quiet_s=0)) == {"I8", "I9"}


def test_a_refused_file_is_a_failure_that_people_see(room: KeptRoom) -> None:
    refusal = Refusal(room.garage, "a.pdf", "post", "a.pdf", "a.pdf", 2_000, "file_too_large")
    with room.database.unit_of_work(TEST_SCOPE) as uow:
        record_refusal(uow.session, "hot_folder", refusal, room.clock.now())
        uow.commit()
    (failure,) = verify_all(room).failures
    assert (failure.kind, failure.cause, failure.tenant_id) == ("refused file", "file_too_large", room.garage)


def test_counts_tell_what_can_be_swept(room: KeptRoom) -> None:
    room.put(room.bakery, "nobody's")
    assert verify_all(room).counts["blobs"]["unreferenced"] == 1
    assert verify_all(room).counts["blobs"]["to_sweep"] == 0
    room.wait(days=2)
    assert verify_all(room).counts["blobs"]["to_sweep"] == 1


@pytest.mark.parametrize("state", ["APPLIED", "FAILED"])
def test_deliveries_that_are_over_are_quiet(room: KeptRoom, state: str) -> None:
    _running_delivery(room, room.bakery, state)
    assert verify_all(room, quiet_s=0).violations == ()


def _running_delivery(room: KeptRoom, tenant_id: TenantId, state: str = "RUNNING") -> None:
    now = room.clock.now()
    event = {"id": "e", "tenant_id": tenant_id, "name": "LampLit", "payload": {}, "occurred_at": now}
    delivery = {"id": "d", "tenant_id": tenant_id, "event_id": "e", "actor": "lamp.light", "queue": "lamps"}
    with room.database.unit_of_work(TEST_SCOPE) as uow:
        uow.session.execute(METADATA.tables["outbox_events"].insert().values(**event, expanded_at=now))
        more = {"payload": {}, "state": state, "attempts": 1, "due_at": now, "lease_until": now}
        uow.session.execute(METADATA.tables["deliveries"].insert().values(**delivery, **more))
        uow.commit()
    room.clock.advance(seconds=1)


def test_a_run_that_nobody_closed_is_told_after_a_day(room: KeptRoom) -> None:
    run = ScanRun(room.operator, "station 1", "job-7")
    batch_id = open_run(room.deps, run)
    receive_side(room.deps, run, batch_id, RunSide(0, 1, 1, "1a.png"), io.BytesIO(b"front"))
    open_run(room.deps, ScanRun(room.operator, "station 1", "job-8"))
    room.clock.advance(hours=23)
    assert verify_all(room).failures == ()

    room.clock.advance(hours=2)
    with_sides, empty = sorted(verify_all(room).failures, key=lambda each: each.id != batch_id)

    assert (with_sides.kind, with_sides.id, with_sides.tenant_id) == ("open run", batch_id, room.operator)
    assert "scan SCANNER --station 'station 1' --job job-7" in (with_sides.cause or "")
    assert "nothing came in" in (empty.cause or "")
    close_run(room.deps, run, batch_id, 1)
    assert [each.id for each in verify_all(room).failures] == [empty.id]
