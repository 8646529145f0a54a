from __future__ import annotations

import datetime as dt
import io
from collections.abc import Iterator

import pytest

from ingest.sources.upload import StartUpload, append, begin, finish
from kernel.ids import TenantId, UserId
from tests.factories.outbox import TEST_SCOPE
from tests.unit.wiring.conftest import KeptRoom
from wiring.blob_references import references
from wiring.sweep import PORTION, sweep_blobs


def stored(room: KeptRoom) -> set[str]:
    return {key for _, key in room.blobs.content}


def test_only_what_nothing_names_goes(room: KeptRoom) -> None:
    room.quiet_letter()
    with room.database.reading(TEST_SCOPE) as session:
        named = set(references(session))
    spare = room.put(room.bakery, "nobody's")
    room.wait(days=2)
    # The operator's own copies go as well: the letter was handed over to its owner.
    assert sweep_blobs(room).blobs > 1
    assert spare not in stored(room)
    assert set(room.blobs.content) == named


def test_what_was_put_today_stays(room: KeptRoom) -> None:
    spare = room.put(room.bakery, "on its way")
    room.clock.advance(hours=23)
    assert sweep_blobs(room).blobs == 0
    assert spare in stored(room)


def test_a_day_is_the_least(room: KeptRoom) -> None:
    room.put(room.bakery, "on its way")
    room.clock.advance(hours=2)
    assert sweep_blobs(room, dt.timedelta(hours=1)).blobs == 0


def test_what_is_put_again_meanwhile_stays(room: KeptRoom, monkeypatch: pytest.MonkeyPatch) -> None:
    spare = room.put(room.bakery, "sent twice")
    room.wait(days=2)
    listed = room.blobs.keys

    def keys(tenant_id: TenantId) -> Iterator[tuple[str, dt.datetime]]:
        # After each listing, somebody sends the same content once more.
        yield from list(listed(tenant_id))
        room.put(room.bakery, "sent twice")

    monkeypatch.setattr(room.blobs, "keys", keys)
    assert sweep_blobs(room).blobs == 0
    assert spare in stored(room)


def test_parts_of_an_upload_that_is_under_way_stay(room: KeptRoom) -> None:
    begun = begin(room.deps, StartUpload(room.bakery, UserId("user"), "large.pdf", 10))
    append(room.deps, room.bakery, begun.upload_id, 0, io.BytesIO(b"12345"))
    room.wait(days=2)
    assert sweep_blobs(room).blobs == 0
    append(room.deps, room.bakery, begun.upload_id, 5, io.BytesIO(b"67890"))
    finish(room.deps, room.bakery, begun.upload_id)
    room.wait(days=2)
    assert sweep_blobs(room).blobs == 2


def test_a_list_out_of_order_makes_nothing_go_that_is_named(room: KeptRoom, monkeypatch: pytest.MonkeyPatch) -> None:
    room.quiet_letter()
    room.wait(days=2)
    listed = room.blobs.keys
    monkeypatch.setattr(room.blobs, "keys", lambda tenant_id: reversed(list(listed(tenant_id))))
    sweep_blobs(room)
    with room.database.reading(TEST_SCOPE) as session:
        assert set(references(session)) <= set(room.blobs.content)


def test_more_than_a_portion_goes_at_once(room: KeptRoom) -> None:
    for number in range(2 * PORTION + 1):
        room.put(room.bakery, str(number))
    room.wait(days=2)
    assert sweep_blobs(room).blobs == 2 * PORTION + 1


def test_what_is_named_meanwhile_stays(room: KeptRoom, monkeypatch: pytest.MonkeyPatch) -> None:
    spare = room.put(room.bakery, "%PDF")
    room.wait(days=2)
    listed, moments = room.blobs.keys, dict(room.blobs._moments)

    def keys(tenant_id: TenantId) -> Iterator[tuple[str, dt.datetime]]:
        yield from list(listed(tenant_id))
        if not room.told():
            room.deps.blobs.put(room.bakery, io.BytesIO(b"%PDF"))
            room.receive(room.bakery, b"%PDF")
            room.blobs._moments.update(moments)  # a store whose clock is wrong: the row alone must do

    monkeypatch.setattr(room.blobs, "keys", keys)
    assert sweep_blobs(room).blobs == 0
    assert spare in stored(room)
