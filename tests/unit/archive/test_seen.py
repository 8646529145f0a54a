"""What is new to one person is no news of another's, and the rows stay with whoever owns the document."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest
from sqlalchemy import select, update

from archive.lifecycle import DocumentState
from archive.models import Document, DocumentSeen
from archive.repository import list_documents
from archive.seen import as_seen_by, count_new, is_new, mark_seen
from kernel.ids import DocumentId, UserId
from kernel.tenancy.models import User
from kernel.tenancy.scope import TenantScope
from tests.factories.mail_room import DOUBT, MailRoom
from tests.factories.outbox import TEST_SCOPE

ANNA, BRAM = UserId("anna"), UserId("bram")
FILED = (DocumentState.FILED,)


@pytest.fixture
def room(tmp_path: Path) -> MailRoom:
    made = MailRoom(tmp_path)
    with made.database.unit_of_work(TEST_SCOPE) as uow:
        for user_id in (ANNA, BRAM):
            uow.session.add(
                User(
                    id=user_id, email=f"{user_id}@example.org", name=user_id, language="en", created_at=made.clock.now()
                )
            )
        uow.commit()
    return made


def see(room: MailRoom, document_id: DocumentId, user_id: UserId) -> None:
    with room.database.unit_of_work(TenantScope(room.bakery)) as uow:
        mark_seen(uow.session, document_id, user_id, room.clock.now())
        uow.commit()


def new_to(room: MailRoom, user_id: UserId) -> int:
    with room.database.reading(TenantScope(room.bakery)) as session:
        return count_new(session, user_id, FILED)


def test_a_letter_is_new_to_each_person_until_they_open_it(room: MailRoom) -> None:
    letters = [room.filed_letter(room.bakery) for _ in range(3)]
    room.filed_letter(room.garage)
    assert (new_to(room, ANNA), new_to(room, BRAM)) == (3, 3)

    see(room, letters[0], ANNA)
    see(room, letters[0], ANNA)
    assert (new_to(room, ANNA), new_to(room, BRAM)) == (2, 3)

    with room.database.reading(TenantScope(room.bakery)) as session:
        rows = list_documents(session)
        opened = {row.document_id for row in as_seen_by(session, ANNA, rows) if row.is_opened}
        assert opened == {letters[0]}
        assert not any(row.is_opened for row in as_seen_by(session, BRAM, rows))
        assert (is_new(session, letters[0], ANNA), is_new(session, letters[0], BRAM)) == (False, True)


def test_what_was_opened_before_it_was_noted_by_whom_is_new_to_nobody(room: MailRoom) -> None:
    document_id = room.filed_letter(room.bakery)
    with room.database.unit_of_work(TEST_SCOPE) as uow:
        long_ago = dt.datetime(2020, 1, 1, tzinfo=dt.UTC)
        uow.session.execute(update(Document).where(Document.id == document_id).values(opened_at=long_ago))
        uow.commit()
    assert new_to(room, ANNA) == 0


def test_what_the_operator_looked_at_does_not_move_along(room: MailRoom) -> None:
    (document_id,) = room.separated_letter()
    room.file(document_id, room.operator, DOUBT)
    with room.database.unit_of_work(TenantScope(room.operator)) as uow:
        mark_seen(uow.session, document_id, BRAM, room.clock.now())
        uow.commit()
    with room.database.unit_of_work(TEST_SCOPE) as uow:
        row = uow.session.get_one(Document, document_id)
        row.state = DocumentState.ASSEMBLING
        uow.commit()

    room.file(document_id, room.bakery)

    with room.database.reading(TEST_SCOPE) as session:
        assert session.scalars(select(DocumentSeen)).all() == []
    assert new_to(room, BRAM) == 1
