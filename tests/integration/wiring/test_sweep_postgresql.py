"""The sweep on PostgreSQL: the database itself sorts and streams what rows name."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from kernel.db import Base, open_engine
from kernel.unit_of_work import Database
from tests.factories import mail_room
from tests.factories.mail_room import MailRoom
from tests.factories.outbox import TEST_SCOPE
from wiring.blob_references import named_in_order, references
from wiring.sweep import sweep_blobs

pytestmark = pytest.mark.postgresql


@pytest.fixture
def room(tmp_path: Path, postgresql_url: str, monkeypatch: pytest.MonkeyPatch) -> Iterator[MailRoom]:
    engine = open_engine(postgresql_url)
    Base.metadata.create_all(engine)
    monkeypatch.setattr(mail_room, "sqlite_database", lambda _folder, clock: Database(engine, clock))
    yield MailRoom(tmp_path)
    engine.dispose()


def test_only_what_nothing_names_goes(room: MailRoom, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("wiring.blob_references.ROWS_AT_ONCE", 3)
    for _ in range(4):
        room.filed_letter(room.bakery, pages=2)
    spare = room.put(room.bakery, "nobody's")
    room.wait(days=2)
    with room.database.reading(TEST_SCOPE) as session:
        named = set(references(session))
        ours = list(named_in_order(session, room.bakery))

    assert ours == sorted({key for tenant_id, key in named if tenant_id == room.bakery})
    assert sweep_blobs(room).blobs > 1
    assert (room.bakery, spare) not in room.blobs.content
    assert set(room.blobs.content) == named
