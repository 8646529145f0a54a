"""A batch moves on exactly once, when its last page does; a poison page does not hold it up."""

from __future__ import annotations

from archive import batches
from archive.intake import retry_item
from archive.lifecycle import BatchState, DocumentState, IntakeState, PageState
from archive.models import Batch, Document, IntakeItem, Page
from archive.repository import progress
from kernel.ids import BatchId
from tests.factories.mail_room import MailRoom
from tests.factories.outbox import TEST_SCOPE


def state(room: MailRoom, batch_id: BatchId) -> BatchState:
    with room.database.reading(TEST_SCOPE) as session:
        return session.get_one(Batch, batch_id).state


def test_the_last_page_sets_the_batch_going(room: MailRoom) -> None:
    item = room.receive(room.bakery)
    room.unpack(item.intake_id, pages=2)
    first, second = room.pages(item.batch_id)

    room.read(first)
    assert state(room, item.batch_id) is BatchState.CLOSED
    room.read(second)

    assert state(room, item.batch_id) is BatchState.READ
    assert room.told().count("BatchRead") == 1


def test_a_page_that_was_given_up_does_not_hold_the_batch(room: MailRoom) -> None:
    item = room.receive(room.bakery)
    room.unpack(item.intake_id, pages=2)
    first, second = room.pages(item.batch_id)

    room.fail(first)
    room.read(second)

    assert state(room, item.batch_id) is BatchState.READ


def test_a_batch_of_which_nothing_could_be_opened_ends_empty(room: MailRoom) -> None:
    item = room.receive(room.bakery)

    room.quarantine(item.intake_id)

    assert state(room, item.batch_id) is BatchState.EMPTY


def test_a_retried_item_gets_a_batch_of_its_own_and_keeps_its_addressee(room: MailRoom) -> None:
    item = room.receive(room.bakery)
    room.quarantine(item.intake_id)

    with room.database.unit_of_work(TEST_SCOPE) as uow:
        retry_item(uow, item.intake_id, "ann", room.clock.now())
        uow.commit()

    with room.database.reading(TEST_SCOPE) as session:
        row = session.get_one(IntakeItem, item.intake_id)
        assert row.state is IntakeState.RECEIVED
        assert row.batch_id != item.batch_id
        assert session.get_one(Batch, row.batch_id).addressee_id == room.bakery


def test_a_page_read_after_all_puts_its_document_together_again(room: MailRoom) -> None:
    item = room.receive(room.bakery)
    room.unpack(item.intake_id)
    (page_id,) = room.pages(item.batch_id)
    room.fail(page_id)
    (document_id,) = room.separate(item.batch_id, [page_id])
    room.file(document_id, room.bakery)

    with room.database.unit_of_work(TEST_SCOPE) as uow:
        batches.retry_page(uow, page_id, "ann", room.clock.now())
        uow.commit()
    room.read(page_id)

    with room.database.reading(TEST_SCOPE) as session:
        assert session.get_one(Page, page_id).state is PageState.READ
        assert session.get_one(Document, document_id).state is DocumentState.ASSEMBLING
    assert room.told().count("DocumentSeparated") == 2


def test_progress_counts_what_people_wait_for(room: MailRoom) -> None:
    item = room.receive(room.bakery)
    room.unpack(item.intake_id, pages=3)
    for page_id in room.pages(item.batch_id)[:2]:
        room.read(page_id)

    with room.database.reading(TEST_SCOPE) as session:
        seen = progress(session, item.batch_id)

    assert (seen.pages, seen.pages_read, seen.is_over) == (3, 2, False)
