"""What people cut and joined is kept for the holder, in hashes, until they take it back."""

from __future__ import annotations

import io
from pathlib import Path

import pytest

from archive import reading
from archive.arrangement import Arrangement, merge, split
from archive.cuts.models import CutMark
from archive.models import Page
from archive.reading import PageReading
from archive.rearranging import Rearrange, arrangement_of, rearrange, take_back
from archive.repository import get_document
from kernel.ids import DocumentId, TenantId, UserId, new_id
from kernel.tenancy.scope import TenantScope
from ocr_workers.boundary_odds import Signs
from ocr_workers.cut_learning_work import learn_cuts, taught_about
from ocr_workers.deps import OcrDeps
from tests.factories.mail_room import DOUBT, MailRoom
from tests.factories.outbox import TEST_SCOPE
from tests.fakes.sandbox import ScriptedSandbox
from tests.unit.ocr_workers.letter_readings import reading_of
from tests.unit.ocr_workers.test_cut_learning import DETAIL, FIRST

ANN = UserId("a" * 32)
SECOND = reading_of(DETAIL, number=2)


class Keys:
    """A key of each tenant's own."""

    def key_for(self, tenant_id: TenantId, purpose: bytes) -> bytes:
        return purpose + tenant_id.encode()


class Desk:
    """An operator's desk at which letters are cut and joined."""

    def __init__(self, folder: Path) -> None:
        self.room = MailRoom(folder)
        self.deps = OcrDeps(self.room.database, self.room.blobs, ScriptedSandbox({}), self.room.clock, keys=Keys())
        self.holder = self.room.operator

    def letter(self, *pages: PageReading) -> DocumentId:
        (document_id,) = self.room.separated_letter(len(pages))
        self.room.file(document_id, self.holder, DOUBT)
        with self.room.database.unit_of_work(TEST_SCOPE) as uow:
            for page_id, page in zip(arrangement_of(uow.session, [document_id])[document_id], pages, strict=True):
                stored = self.room.blobs.put(self.holder, io.BytesIO(reading.to_json(page)))
                uow.session.get_one(Page, page_id).reading_key = stored.key
            uow.commit()
        return document_id

    def lay(self, operation: str, after: Arrangement, *documents: DocumentId) -> str:
        with self.room.database.unit_of_work(TenantScope(self.holder)) as uow:
            seen = {each: get_document(uow.session, each).version for each in documents}
            change_id = rearrange(uow, Rearrange(ANN, operation, seen, after), self.room.clock.now())
            uow.commit()
        return change_id

    def cut(self, document_id: DocumentId) -> tuple[str, DocumentId]:
        new = DocumentId(new_id())
        with self.room.database.reading(TEST_SCOPE) as session:
            after = split(arrangement_of(session, [document_id]), document_id, 2, new)
        return self.lay("split", after, document_id), new

    def join(self, one: DocumentId, other: DocumentId) -> str:
        with self.room.database.reading(TEST_SCOPE) as session:
            after = merge(arrangement_of(session, [one, other]), one, other)
        return self.lay("merge", after, one, other)

    def odds(self, holder: TenantId | None = None) -> float:
        taught = taught_about(self.deps, holder or self.holder, [FIRST, SECOND])
        return taught.odds(0, 1, Signs({})) if taught else 0.0

    def marks(self) -> int:
        with self.room.database.reading(TEST_SCOPE) as session:
            return session.query(CutMark).count()


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(tmp_path)


def test_a_letter_cut_apart_teaches_that_such_pages_begin_one(desk: Desk) -> None:
    _, cut_off = desk.cut(desk.letter(FIRST, SECOND))
    learn_cuts(desk.deps, desk.holder, cut_off)
    once = desk.marks()
    learn_cuts(desk.deps, desk.holder, cut_off)

    assert desk.odds() > 0
    assert desk.marks() == once > 0


def test_letters_joined_teach_that_such_pages_go_on(desk: Desk) -> None:
    one, other = desk.letter(FIRST), desk.letter(SECOND)
    desk.join(one, other)
    learn_cuts(desk.deps, desk.holder, one)

    assert desk.odds() < 0


def test_a_change_that_is_taken_back_is_unlearned(desk: Desk) -> None:
    letter = desk.letter(FIRST, SECOND)
    change_id, cut_off = desk.cut(letter)
    learn_cuts(desk.deps, desk.holder, cut_off)
    with desk.room.database.unit_of_work(TenantScope(desk.holder)) as uow:
        take_back(uow, change_id, ANN, desk.room.clock.now())
        uow.commit()
    learn_cuts(desk.deps, desk.holder, letter)

    assert desk.marks() == 0


def test_nothing_is_told_to_another_holder(desk: Desk) -> None:
    _, cut_off = desk.cut(desk.letter(FIRST, SECOND))
    learn_cuts(desk.deps, desk.holder, cut_off)

    assert desk.odds(TenantId(new_id())) == 0
