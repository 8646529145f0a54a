"""People cut and join letters, take it back, and nothing of another letter stays behind."""

from __future__ import annotations

import pytest
from sqlalchemy import select

from archive.arrangement import Arrangement, exchange, merge, put_in_order, split
from archive.assembly import document_to_understand
from archive.filing import fail_document, file_document
from archive.handover import content_for, held_content
from archive.integrity import check_pages_accounted, referenced_blobs
from archive.leases import HandledByAnother, take_lease
from archive.lifecycle import DocumentState
from archive.models import Batch, Page
from archive.rearranging import Rearrange, arrangement_of, rearrange, rearrangements_of, take_back
from archive.repository import get_document
from kernel.errors import ChangedMeanwhile, MoveRefused, NotFound
from kernel.ids import DocumentId, TenantId, UserId, new_id
from kernel.tenancy.scope import TenantScope
from tests.factories.mail_room import DOUBT, SURE, MailRoom
from tests.factories.outbox import TEST_SCOPE

ANN = UserId("a" * 32)


def doubted(room: MailRoom, pages: int) -> DocumentId:
    (document_id,) = room.separated_letter(pages)
    room.file(document_id, room.operator, DOUBT)
    return document_id


def lay(room: MailRoom, tenant_id: TenantId, operation: str, *documents: DocumentId, **how: object) -> str:
    """Do one thing to the pages of some documents, as a screen would."""
    rules = {"split": split, "merge": merge, "order": put_in_order, "exchange": exchange}
    with room.database.unit_of_work(TenantScope(tenant_id)) as uow:
        before = arrangement_of(uow.session, documents)
        seen = {each: get_document(uow.session, each).version for each in documents}
        after: Arrangement = rules[operation](before, *how.values())  # type: ignore[operator]
        change_id = rearrange(uow, Rearrange(ANN, operation, seen, after), room.clock.now())
        uow.commit()
    return change_id


def undo(room: MailRoom, tenant_id: TenantId, change_id: str) -> list[DocumentId]:
    with room.database.unit_of_work(TenantScope(tenant_id)) as uow:
        back = take_back(uow, change_id, ANN, room.clock.now())
        uow.commit()
    return back


def now(room: MailRoom, *documents: DocumentId) -> Arrangement:
    with room.database.reading(TEST_SCOPE) as session:
        return arrangement_of(session, documents)


def state(room: MailRoom, document_id: DocumentId) -> DocumentState:
    with room.database.reading(TEST_SCOPE) as session:
        return get_document(session, document_id).summary.state


def sources(room: MailRoom) -> dict[str, tuple[str | None, int]]:
    with room.database.reading(TEST_SCOPE) as session:
        return {page.id: (page.source_key, page.source_number) for page in session.scalars(select(Page))}


def test_a_cut_letter_is_two_that_are_understood_anew(room: MailRoom) -> None:
    letter, second = doubted(room, 3), DocumentId(new_id())
    (first_page, *others) = now(room, letter)[letter]
    lay(room, room.operator, "split", letter, document_id=letter, at=2, new_id=second)
    assert now(room, letter, second) == {letter: (first_page,), second: tuple(others)}
    assert state(room, letter) is state(room, second) is DocumentState.ASSEMBLING
    assert room.told()[-2:] == ["DocumentSeparated", "DocumentSeparated"]
    with room.database.reading(TEST_SCOPE) as session:
        assert list(check_pages_accounted(session)) == []


def test_each_part_takes_only_its_own_pages_of_the_file(room: MailRoom) -> None:
    """The original held all three pages; neither part may keep it whole."""
    letter, second = doubted(room, 3), DocumentId(new_id())
    lay(room, room.operator, "split", letter, document_id=letter, at=2, new_id=second)
    with room.database.reading(TEST_SCOPE) as session:
        for document_id, count in ((letter, 1), (second, 2)):
            work = document_to_understand(session, document_id)
            assert work is not None
            assert not work.was_filed
            assert [page.file_pages for page in work.pages] == [3] * count
            assert {page.file_name for page in work.pages} == {"letter.pdf"}


def test_the_operator_decides_whose_the_parts_are(room: MailRoom) -> None:
    letter, second = doubted(room, 2), DocumentId(new_id())
    lay(room, room.operator, "split", letter, document_id=letter, at=2, new_id=second)
    with room.database.reading(TEST_SCOPE) as session:
        work = document_to_understand(session, second)
    assert work is not None
    assert (work.owner_id, work.waits_for_person) == (None, True)


def test_an_owners_letters_stay_the_owners(room: MailRoom) -> None:
    letter, second = room.filed_letter(room.bakery, 2), DocumentId(new_id())
    lay(room, room.bakery, "split", letter, document_id=letter, at=2, new_id=second)
    with room.database.reading(TEST_SCOPE) as session:
        for document_id in (letter, second):
            work = document_to_understand(session, document_id)
            assert work is not None
            assert (work.owner_id, work.waits_for_person) == (room.bakery, False)


def test_what_a_business_sent_in_itself_never_waits_for_an_operator(room: MailRoom) -> None:
    item, second = room.receive(room.bakery), DocumentId(new_id())
    room.unpack(item.intake_id, pages=2)
    for page_id in room.pages(item.batch_id):
        room.read(page_id)
    (letter,) = room.separate(item.batch_id, room.pages(item.batch_id))
    with room.database.unit_of_work(TEST_SCOPE) as uow:
        fail_document(uow, letter, "sandbox_crashed", room.clock.now())
        uow.commit()
    lay(room, room.bakery, "split", letter, document_id=letter, at=2, new_id=second)
    with room.database.reading(TEST_SCOPE) as session:
        work = document_to_understand(session, second)
    assert work is not None
    assert (work.owner_id, work.waits_for_person) == (room.bakery, False)


def test_undo_brings_pages_and_files_back(room: MailRoom) -> None:
    letter, second = room.filed_letter(room.bakery, 2), DocumentId(new_id())
    before, files = now(room, letter), sources(room)
    change = lay(room, room.bakery, "split", letter, document_id=letter, at=2, new_id=second)
    room.file(letter, room.bakery)
    room.file(second, room.bakery)
    assert sources(room) != files
    with room.database.reading(TEST_SCOPE) as session:
        assert {key for key, _ in files.values()} <= {row[1] for row in referenced_blobs(session)}
    assert undo(room, room.bakery, change) == [letter]
    assert now(room, letter) == before
    assert sources(room) == files
    assert state(room, second) is DocumentState.DISSOLVED
    with room.database.reading(TEST_SCOPE) as session:
        assert list(check_pages_accounted(session)) == []
        assert [view.is_undone for view in rearrangements_of(session, letter)] == [True]
    with pytest.raises(MoveRefused):
        undo(room, room.bakery, change)


def test_joined_letters_part_again(room: MailRoom) -> None:
    one, other = room.filed_letter(room.bakery), room.filed_letter(room.bakery, 2)
    before = now(room, one, other)
    change = lay(room, room.bakery, "merge", one, other, document_id=one, following_id=other)
    assert state(room, other) is DocumentState.DISSOLVED
    assert now(room, one)[one] == before[one] + before[other]
    assert set(undo(room, room.bakery, change)) == {one, other}
    assert now(room, one, other) == before
    assert state(room, other) is DocumentState.ASSEMBLING


def test_letters_of_two_batches_leave_both_when_they_were_joined(room: MailRoom) -> None:
    one, other = doubted(room, 1), doubted(room, 2)
    lay(room, room.operator, "merge", one, other, document_id=one, following_id=other)
    room.file(one, room.bakery)
    with room.database.reading(TEST_SCOPE) as session:
        assert sorted(session.scalars(select(Batch.pages_left))) == [1, 2]
        assert list(check_pages_accounted(session)) == []


def test_a_better_scan_changes_places_with_the_first(room: MailRoom) -> None:
    one, other = room.filed_letter(room.bakery, 2), room.filed_letter(room.bakery)
    before = now(room, one, other)
    bad, better = before[one][1], before[other][0]
    lay(room, room.bakery, "exchange", one, other, page_id=bad, better_id=better)
    assert now(room, one, other) == {one: (before[one][0], better), other: (bad,)}


def test_a_change_is_taken_back_from_the_latest_on(room: MailRoom) -> None:
    letter, second = room.filed_letter(room.bakery, 3), DocumentId(new_id())
    first = lay(room, room.bakery, "split", letter, document_id=letter, at=2, new_id=second)
    lay(room, room.bakery, "order", second, document_id=second, pages=tuple(reversed(now(room, second)[second])))
    with pytest.raises(ChangedMeanwhile):
        undo(room, room.bakery, first)


def test_what_left_can_neither_be_taken_back_nor_seen(room: MailRoom) -> None:
    """Isolation: once a part is its owner's, nothing here names its pages any more."""
    letter, second = doubted(room, 2), DocumentId(new_id())
    change = lay(room, room.operator, "split", letter, document_id=letter, at=2, new_id=second)
    room.file(second, room.garage)
    with room.database.reading(TEST_SCOPE) as session:
        assert rearrangements_of(session, letter) == rearrangements_of(session, second) == []
    with pytest.raises(NotFound):
        undo(room, room.operator, change)


def test_another_tenants_letters_cannot_be_touched(room: MailRoom) -> None:
    letter = room.filed_letter(room.bakery, 2)
    with pytest.raises(NotFound):
        lay(room, room.garage, "split", letter, document_id=letter, at=2, new_id=DocumentId(new_id()))


def test_a_verdict_on_pages_that_were_moved_meanwhile_is_dropped(room: MailRoom) -> None:
    """The worker read two pages; one of them is another letter by the time it would file them."""
    letter, second = doubted(room, 2), DocumentId(new_id())
    with room.database.reading(TEST_SCOPE) as session:
        held = held_content(session, letter)
    stale = content_for(room.blobs, held, room.garage)
    lay(room, room.operator, "split", letter, document_id=letter, at=2, new_id=second)
    with room.database.unit_of_work(TEST_SCOPE) as uow:
        file_document(uow, letter, stale, SURE, room.clock.now())
        uow.commit()
    assert state(room, letter) is DocumentState.ASSEMBLING
    with room.database.reading(TEST_SCOPE) as session:
        assert {page.tenant_id for page in session.scalars(select(Page))} == {room.operator}


def test_a_form_that_is_older_than_the_letter_moves_nothing(room: MailRoom) -> None:
    letter = room.filed_letter(room.bakery, 2)
    with room.database.unit_of_work(TenantScope(room.bakery)) as uow:
        after = split(arrangement_of(uow.session, [letter]), letter, 2, DocumentId(new_id()))
        with pytest.raises(ChangedMeanwhile):
            rearrange(uow, Rearrange(ANN, "split", {letter: 1}, after), room.clock.now())


def test_a_letter_that_somebody_else_handles_is_left_alone(room: MailRoom) -> None:
    letter = doubted(room, 2)
    with room.database.unit_of_work(TenantScope(room.operator)) as uow:
        take_lease(uow.session, letter, UserId("b" * 32), room.clock.now())
        uow.commit()
    with pytest.raises(HandledByAnother):
        lay(room, room.operator, "split", letter, document_id=letter, at=2, new_id=DocumentId(new_id()))
