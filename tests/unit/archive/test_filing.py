"""Filing: a letter reaches its owner with everything, and nothing of it stays behind."""

from __future__ import annotations

import datetime as dt

import pytest
from sqlalchemy import select

from archive import filing
from archive.filing import Verdict
from archive.handover import content_for, held_content
from archive.integrity import check_blobs, check_items_unique, check_pages_accounted, referenced_blobs
from archive.lifecycle import DocumentState
from archive.manual_indexing import Correction, correct_fields, index_by_hand, next_to_index, send_back
from archive.models import Batch, Document, IntakeItem, Page
from archive.page_role import PageRole
from archive.repository import get_document, list_documents
from kernel.db import Base
from kernel.errors import ChangedMeanwhile, MoveRefused, NotFound
from kernel.ids import BatchId, DocumentId, TenantId, UserId
from kernel.tenancy.isolation import foreign_links
from kernel.tenancy.scope import TenantScope
from tests.factories.mail_room import DOUBT, MailRoom
from tests.factories.outbox import TEST_SCOPE

ANN = UserId("ann")


def test_a_sure_letter_is_handed_over_to_its_owner(room: MailRoom) -> None:
    document_id = room.filed_letter(room.bakery, pages=2)

    with room.database.reading(TenantScope(room.bakery)) as session:
        shown = get_document(session, document_id)
    assert shown.summary.state is DocumentState.FILED
    assert len(shown.pages) == 2


def test_after_the_hand_over_the_operator_has_no_way_to_the_letter(room: MailRoom) -> None:
    document_id = room.filed_letter(room.bakery)

    with room.database.reading(TenantScope(room.operator)) as session:
        assert list_documents(session) == []
        with pytest.raises(NotFound):
            get_document(session, document_id)
    with room.database.reading(TEST_SCOPE) as session:
        assert list(foreign_links(session, Base.metadata)) == []


def test_after_the_hand_over_every_page_is_still_accounted_for(room: MailRoom) -> None:
    room.filed_letter(room.bakery, pages=3)

    with room.database.reading(TEST_SCOPE) as session:
        assert list(check_pages_accounted(session)) == []
        assert list(check_items_unique(session)) == []
        assert list(check_blobs(session, room.blobs)) == []


def test_a_lost_page_is_noticed(room: MailRoom) -> None:
    document_id = room.filed_letter(room.bakery, pages=2)
    with room.database.unit_of_work(TEST_SCOPE) as uow:
        uow.session.delete(uow.session.scalars(select(Page).where(Page.document_id == document_id).limit(1)).one())
        uow.commit()

    with room.database.reading(TEST_SCOPE) as session:
        assert [violation.invariant for violation in check_pages_accounted(session)] == ["I1"]


def test_an_altered_original_is_noticed(room: MailRoom) -> None:
    room.filed_letter(room.bakery)
    with room.database.reading(TEST_SCOPE) as session:
        tenant_id, key, *_ = next(row for row in referenced_blobs(session) if row[2].startswith("original"))
    room.blobs.content[TenantId(tenant_id), key] = b"forged"

    with room.database.reading(TEST_SCOPE) as session:
        assert any(violation.invariant in ("I2", "I5") for violation in check_blobs(session, room.blobs))


def test_the_operators_source_is_released_when_all_its_pages_have_left(room: MailRoom) -> None:
    room.filed_letter(room.bakery)
    with room.database.unit_of_work(TEST_SCOPE) as uow:
        batch_id = BatchId(uow.session.scalars(select(Batch.id)).one())
        filing.release_sources(uow.session, batch_id, room.clock.now())
        uow.commit()

    with room.database.reading(TEST_SCOPE) as session:
        assert session.scalars(select(IntakeItem.released_at)).one() == room.clock.now()


def test_a_source_is_kept_while_one_of_its_letters_is_still_here(room: MailRoom) -> None:
    item = room.receive(room.operator, addressee_id=None)
    room.unpack(item.intake_id, pages=2)
    first, second = room.pages(item.batch_id)
    room.read(first)
    room.read(second)
    left, _ = room.separate(item.batch_id, [first], [second])
    room.file(left, room.bakery)

    with room.database.unit_of_work(TEST_SCOPE) as uow:
        filing.release_sources(uow.session, item.batch_id, room.clock.now())
        uow.commit()

    with room.database.reading(TEST_SCOPE) as session:
        assert session.scalars(select(IntakeItem.released_at)).one() is None


def test_separating_twice_makes_no_second_document(room: MailRoom) -> None:
    item = room.receive(room.bakery)
    room.unpack(item.intake_id)
    pages = room.pages(item.batch_id)
    room.read(pages[0])

    assert len(room.separate(item.batch_id, pages)) == 1
    assert room.separate(item.batch_id, pages) == []


def test_the_same_letter_twice_is_shown_as_a_duplicate_to_its_owner(room: MailRoom) -> None:
    (first,) = room.separated_letter()
    room.wait(days=1)
    (second,) = room.separated_letter()
    content = room.content(first, room.bakery)
    room.file(first, room.bakery)
    with room.database.unit_of_work(TEST_SCOPE) as uow:
        row = uow.session.get_one(Document, second)
        row.content_sha256 = filing.content_hash(content.originals)
        row.tenant_id, row.batch_id = room.bakery, None
        uow.session.flush()
        assert filing.earlier_with_same_content(uow.session, row) == first


class TestManualIndexing:
    """A person decides what the machine was not sure of."""

    @pytest.fixture
    def doubted(self, room: MailRoom) -> DocumentId:
        (document_id,) = room.separated_letter()
        room.file(document_id, room.operator, DOUBT)
        return document_id

    def index(self, room: MailRoom, document_id: DocumentId, owner: TenantId, version: int = 2) -> None:
        with room.database.reading(TenantScope(room.operator)) as session:
            held = held_content(session, document_id)
        content = content_for(room.blobs, held, owner)
        correction = Correction(document_id, ANN, version, {"sender": "Engie", "kind": "invoice"})
        with room.database.unit_of_work(TEST_SCOPE) as uow:
            index_by_hand(uow, room.operator, correction, content, room.clock.now())
            uow.commit()

    def test_a_doubted_letter_waits_with_the_operator(self, room: MailRoom, doubted: DocumentId) -> None:
        with room.database.reading(TenantScope(room.operator)) as session:
            assert next_to_index(session) == doubted
            assert next_to_index(session, after=doubted) is None

    def test_a_person_hands_it_to_its_owner_with_corrected_fields(self, room: MailRoom, doubted: DocumentId) -> None:
        self.index(room, doubted, room.garage)

        with room.database.reading(TenantScope(room.garage)) as session:
            shown = get_document(session, doubted)
        assert (shown.summary.sender, shown.summary.kind) == ("Engie", "invoice")
        assert {(change.field, change.before, change.after) for change in shown.history} == {
            ("sender", None, "Engie"),
            ("kind", "other", "invoice"),
        }

    def test_nothing_points_across_after_a_hand_over_by_hand(self, room: MailRoom, doubted: DocumentId) -> None:
        self.index(room, doubted, room.garage)

        with room.database.reading(TEST_SCOPE) as session:
            assert list(foreign_links(session, Base.metadata)) == []
            assert list(check_blobs(session, room.blobs)) == []
            assert list(check_pages_accounted(session)) == []

    def test_two_people_cannot_file_the_same_letter(self, room: MailRoom, doubted: DocumentId) -> None:
        self.index(room, doubted, room.operator)

        with pytest.raises((ChangedMeanwhile, MoveRefused)):
            self.index(room, doubted, room.operator)

    def test_a_correction_is_kept_with_what_was_there_before(self, room: MailRoom) -> None:
        document_id = room.filed_letter(room.bakery)
        with room.database.unit_of_work(TenantScope(room.bakery)) as uow:
            correct_fields(uow, Correction(document_id, ANN, 2, {"subject": "Water"}), room.clock.now())
            uow.commit()

        with room.database.reading(TenantScope(room.bakery)) as session:
            (change,) = get_document(session, document_id).history
        assert (change.before, change.after, change.changed_by) == ("Gas", "Water", "ann")

    def test_a_form_that_was_overtaken_is_refused(self, room: MailRoom) -> None:
        document_id = room.filed_letter(room.bakery)
        with (
            room.database.unit_of_work(TenantScope(room.bakery)) as uow,
            pytest.raises(ChangedMeanwhile, match="look at it again"),
        ):
            correct_fields(uow, Correction(document_id, ANN, 7, {"subject": "Water"}), room.clock.now())

    def test_a_letter_with_the_wrong_owner_goes_back_to_the_operator_whole(self, room: MailRoom) -> None:
        document_id = room.filed_letter(room.bakery, pages=2)
        self.send_back(room, document_id, room.bakery)

        with room.database.reading(TenantScope(room.operator)) as session:
            shown = get_document(session, document_id)
            assert next_to_index(session) == document_id
        assert (shown.summary.state, shown.filed_at, len(shown.pages)) == (DocumentState.NEEDS_INDEXING, None, 2)
        with room.database.reading(TEST_SCOPE) as session:
            assert list(foreign_links(session, Base.metadata)) == []
            assert list(check_blobs(session, room.blobs)) == []

    def test_the_wrong_owner_has_it_no_longer(self, room: MailRoom) -> None:
        document_id = room.filed_letter(room.bakery)
        self.send_back(room, document_id, room.bakery)

        with room.database.reading(TenantScope(room.bakery)) as session, pytest.raises(NotFound):
            get_document(session, document_id)
        assert room.told()[-2:] == ["DocumentLeft", "DocumentDoubted"]

    def test_what_a_tenant_brought_in_itself_cannot_be_sent_back(self, room: MailRoom) -> None:
        item = room.receive(room.bakery)
        room.unpack(item.intake_id)
        room.read(room.pages(item.batch_id)[0])
        (document_id,) = room.separate(item.batch_id, room.pages(item.batch_id))
        room.file(document_id, room.bakery)

        with pytest.raises(MoveRefused, match="brought in here"):
            self.send_back(room, document_id, room.bakery)

    def send_back(self, room: MailRoom, document_id: DocumentId, holder: TenantId) -> None:
        with room.database.reading(TenantScope(holder)) as session:
            held = held_content(session, document_id)
        content = content_for(room.blobs, held, room.operator)
        with room.database.unit_of_work(TEST_SCOPE) as uow:
            send_back(uow, held, Correction(document_id, ANN, 2, {}), content, room.clock.now())
            uow.commit()


def test_a_correction_outlives_the_letter_being_put_together_again(room: MailRoom) -> None:
    document_id = room.filed_letter(room.bakery)
    with room.database.unit_of_work(TenantScope(room.bakery)) as uow:
        correct_fields(uow, Correction(document_id, ANN, 2, {"subject": "Corrected by Ann"}), room.clock.now())
        uow.session.get_one(Document, document_id).state = DocumentState.ASSEMBLING
        uow.commit()

    room.file(document_id, room.bakery)

    with room.database.reading(TenantScope(room.bakery)) as session:
        shown = get_document(session, document_id)
    assert (shown.summary.subject, shown.summary.kind) == ("Corrected by Ann", "invoice")
    assert shown.version == 4


def test_nobody_files_what_another_tenant_holds(room: MailRoom) -> None:
    (document_id,) = room.separated_letter()
    room.file(document_id, room.operator, DOUBT)
    content = room.content(document_id, room.garage)

    with room.database.unit_of_work(TEST_SCOPE) as uow, pytest.raises(NotFound):
        index_by_hand(uow, room.bakery, Correction(document_id, ANN, 2, {}), content, room.clock.now())


def test_a_separator_sheet_does_not_hold_back_the_letters_that_left(room: MailRoom) -> None:
    item = room.receive(room.operator, addressee_id=None)
    room.unpack(item.intake_id, pages=2)
    letter, sheet = room.pages(item.batch_id)
    room.read(letter)
    room.read(sheet)
    with room.database.unit_of_work(TEST_SCOPE) as uow:
        span = filing.Span(((letter, PageRole.CONTENT),))
        (document_id,) = filing.separate(uow, item.batch_id, [span], [sheet])
        uow.commit()
    room.file(document_id, room.bakery)

    with room.database.unit_of_work(TEST_SCOPE) as uow:
        filing.release_sources(uow.session, item.batch_id, room.clock.now())
        uow.commit()

    with room.database.reading(TEST_SCOPE) as session:
        assert session.scalars(select(IntakeItem.released_at)).one() is not None
        assert list(check_blobs(session, room.blobs)) == []
        assert list(check_pages_accounted(session)) == []


def test_the_owner_does_not_see_what_the_operator_considered(room: MailRoom) -> None:
    (document_id,) = room.separated_letter()
    proposed = Verdict(True, 0.95, ({"tenant_id": room.garage, "confidence": 0.2, "evidence": []},), DOUBT.fields)

    room.file(document_id, room.bakery, proposed)

    with room.database.reading(TenantScope(room.bakery)) as session:
        assert get_document(session, document_id).proposals == ()


def test_a_correction_of_the_kind_moves_the_retention_date(room: MailRoom) -> None:
    document_id = room.filed_letter(room.bakery)
    values = {"kind": "medical", "document_date": dt.date(2026, 5, 1)}
    with room.database.unit_of_work(TenantScope(room.bakery)) as uow:
        correct_fields(uow, Correction(document_id, ANN, 2, values), room.clock.now())
        uow.commit()

    with room.database.reading(TenantScope(room.bakery)) as session:
        assert get_document(session, document_id).retain_until == dt.date(2057, 1, 1)
