"""A batch moves on exactly once, when its last page does; a poison page does not hold it up."""

from __future__ import annotations

import pytest

from archive import batches
from archive.assembly import document_to_understand
from archive.intake import retry_item
from archive.lifecycle import BatchState, DocumentState, IntakeState, PageState
from archive.manual_indexing import Correction, index_by_hand
from archive.models import Batch, Document, IntakeItem, Page
from archive.repository import progress
from kernel.errors import ChangedMeanwhile, MoveRefused
from kernel.ids import BatchId, DocumentId, PageId, UserId
from kernel.tenancy.scope import TenantScope
from tests.factories.mail_room import DOUBT, MailRoom
from tests.factories.outbox import TEST_SCOPE

ANN = UserId("ann")


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


def test_a_letter_whose_page_is_read_again_cannot_be_filed_by_hand_meanwhile(room: MailRoom) -> None:
    document_id, page_id = failed_page_of_a_doubted_letter(room)
    with room.database.unit_of_work(TEST_SCOPE) as uow:
        batches.retry_page(uow, page_id, "ann", room.clock.now())
        uow.commit()

    content = room.content(document_id, room.garage)
    with room.database.unit_of_work(TEST_SCOPE) as uow, pytest.raises((MoveRefused, ChangedMeanwhile)):
        index_by_hand(uow, room.operator, Correction(document_id, ANN, 2, {}), content, room.clock.now())


def test_two_pages_of_a_letter_read_again_together_put_it_together_once(room: MailRoom) -> None:
    item = room.receive(room.bakery)
    room.unpack(item.intake_id, pages=2)
    pages = room.pages(item.batch_id)
    for page_id in pages:
        room.fail(page_id)
    (document_id,) = room.separate(item.batch_id, pages)
    room.file(document_id, room.bakery)
    with room.database.unit_of_work(TEST_SCOPE) as uow:
        for page_id in pages:
            batches.retry_page(uow, page_id, "ann", room.clock.now())
        uow.commit()

    room.read(pages[0])
    with room.database.reading(TEST_SCOPE) as session:
        assert document_to_understand(session, document_id) is None
    room.fail(pages[1])

    with room.database.reading(TEST_SCOPE) as session:
        assert document_to_understand(session, document_id) is not None
    assert room.told().count("DocumentSeparated") == 2


def test_a_page_that_left_with_its_letter_is_nothing_to_read_for_the_former_holder(room: MailRoom) -> None:
    document_id, page_id = failed_page_of_a_doubted_letter(room)
    content = room.content(document_id, room.garage)
    with room.database.unit_of_work(TEST_SCOPE) as uow:
        index_by_hand(uow, room.operator, Correction(document_id, ANN, 2, {}), content, room.clock.now())
        uow.commit()

    with room.database.reading(TenantScope(room.operator)) as session:
        assert batches.page_source(session, page_id) is None


def test_a_batch_that_was_closed_takes_no_further_item(room: MailRoom) -> None:
    item = room.receive(room.bakery)

    with pytest.raises(batches.BatchClosed, match="another one"):
        room.receive(room.bakery, b"late", batch_id=item.batch_id)


def failed_page_of_a_doubted_letter(room: MailRoom) -> tuple[DocumentId, PageId]:
    item = room.receive(room.operator, addressee_id=None)
    room.unpack(item.intake_id)
    (page_id,) = room.pages(item.batch_id)
    room.fail(page_id)
    (document_id,) = room.separate(item.batch_id, [page_id])
    room.file(document_id, room.operator, DOUBT)
    return document_id, page_id
