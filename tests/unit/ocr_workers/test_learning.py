"""Learning: a corrected letter teaches its sender's next ones, in its own tenant, until it is taken back."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from pathlib import Path

import pytest

from archive.filing import IndexFields, Verdict
from archive.manual_indexing import Correction, correct_fields
from archive.models import SenderMark
from archive.repository import get_document
from kernel.ids import DocumentId, TenantId, UserId
from kernel.tenancy.scope import TenantScope
from ocr_workers.deps import OcrDeps
from ocr_workers.fields.rows import LEARNED
from ocr_workers.kinds import DocumentKind
from ocr_workers.learning import marks_of
from ocr_workers.learning_work import heed_corrections, learn
from ocr_workers.understanding import Understanding, as_values, understand
from tests.factories.mail_room import MailRoom
from tests.factories.outbox import TEST_SCOPE
from tests.fakes.sandbox import ScriptedSandbox
from tests.unit.ocr_workers.letter_readings import DUTCH_INVOICE, GERMAN_LETTER, Placed, reading_of

TODAY = dt.date(2026, 3, 20)
ANN = UserId("ann")
NEXT_INVOICE: tuple[Placed, ...] = tuple(
    (line[0], line[1], line[2].replace("2026/0815", "2026/0999").replace("12 maart", "18 maart"), *line[3:])
    for line in DUTCH_INVOICE
)


class Keys:
    """A key of each tenant's own."""

    def key_for(self, tenant_id: TenantId, purpose: bytes) -> bytes:
        return purpose + tenant_id.encode()


class School:
    """A mail room whose clients correct letters."""

    def __init__(self, folder: Path) -> None:
        self.room = MailRoom(folder)
        self.deps = OcrDeps(self.room.database, self.room.blobs, ScriptedSandbox({}), self.room.clock, keys=Keys())

    def file(self, understood: Understanding, owner: TenantId) -> DocumentId:
        (document_id,) = self.room.separated_letter()
        sender = understood.sender.value if understood.sender else None
        fields = IndexFields(
            kind=understood.kind.value, kind_confidence=understood.kind_confidence, sender=sender,
            more=as_values(understood),
        )  # fmt: skip
        self.room.file(document_id, owner, Verdict(is_sure=True, tenant_confidence=1.0, proposals=(), fields=fields))
        return document_id

    def correct(self, document_id: DocumentId, owner: TenantId, **values: str) -> None:
        self.room.wait(days=1)
        with self.room.database.unit_of_work(TenantScope(owner)) as uow:
            version = get_document(uow.session, document_id).version
            correct_fields(uow, Correction(document_id, ANN, version, dict(values)), self.room.clock.now())
            uow.commit()
        self.learn(document_id, owner)

    def learn(self, document_id: DocumentId, owner: TenantId) -> None:
        with self.room.database.unit_of_work(TenantScope(owner)) as uow:
            learn(uow.session, self.deps.keys, document_id)
            uow.commit()

    def heeded(self, understood: Understanding, owner: TenantId) -> Understanding:
        return heed_corrections(self.deps, owner, understood)

    def marks(self) -> int:
        with self.room.database.reading(TEST_SCOPE) as session:
            return session.query(SenderMark).count()


@pytest.fixture
def school(tmp_path: Path) -> School:
    return School(tmp_path)


def read(lines: tuple[Placed, ...]) -> Understanding:
    return understand([reading_of(lines)], TODAY)


def test_the_next_letter_gets_the_corrected_name_and_kind(school: School) -> None:
    bakery = school.room.bakery
    document_id = school.file(read(DUTCH_INVOICE), bakery)
    school.correct(document_id, bakery, sender="De Linde", kind="contract")

    before, after = read(NEXT_INVOICE), school.heeded(read(NEXT_INVOICE), bakery)

    assert after.sender is not None
    assert (after.sender.value, after.sender.source) == ("De Linde", LEARNED)
    assert after.kinds[DocumentKind.CONTRACT] > before.kinds[DocumentKind.CONTRACT]
    assert sum(after.kinds.values()) == pytest.approx(1.0)


def test_two_corrections_outweigh_what_the_letter_says(school: School) -> None:
    bakery = school.room.bakery
    for _ in range(2):
        school.correct(school.file(read(DUTCH_INVOICE), bakery), bakery, kind="contract")

    assert school.heeded(read(NEXT_INVOICE), bakery).kind is DocumentKind.CONTRACT


def test_the_same_letter_understood_twice_is_the_same(school: School) -> None:
    bakery = school.room.bakery
    school.correct(school.file(read(DUTCH_INVOICE), bakery), bakery, sender="De Linde")

    assert school.heeded(read(NEXT_INVOICE), bakery) == school.heeded(read(NEXT_INVOICE), bakery)


def test_a_spoilt_letterhead_is_known_by_the_senders_numbers(school: School) -> None:
    bakery = school.room.bakery
    school.correct(school.file(read(DUTCH_INVOICE), bakery), bakery, sender="De Linde")
    spoilt = read(tuple((*line[:2], "W0vth el D", *line[3:]) if line[1] < 40 else line for line in NEXT_INVOICE))

    heeded = school.heeded(spoilt, bakery)

    assert heeded.sender is not None
    assert heeded.sender.value == "De Linde"


def test_another_senders_letter_learns_nothing(school: School) -> None:
    bakery = school.room.bakery
    school.correct(school.file(read(DUTCH_INVOICE), bakery), bakery, sender="De Linde", kind="contract")

    assert school.heeded(read(GERMAN_LETTER), bakery) == read(GERMAN_LETTER)


def test_one_number_of_the_recipients_own_is_not_enough(school: School) -> None:
    bakery = school.room.bakery
    school.correct(school.file(read(DUTCH_INVOICE), bakery), bakery, sender="De Linde")
    other = read((*GERMAN_LETTER, (20, 140, "Ihre USt-IdNr.: BE 0428.759.497")))

    assert school.heeded(other, bakery) == other


def test_nothing_crosses_to_another_tenant(school: School) -> None:
    room = school.room
    school.correct(school.file(read(DUTCH_INVOICE), room.bakery), room.bakery, sender="De Linde", kind="contract")

    assert school.heeded(read(NEXT_INVOICE), room.garage) == read(NEXT_INVOICE)


def test_a_correction_that_is_taken_back_is_unlearned(school: School) -> None:
    bakery = school.room.bakery
    understood = read(DUTCH_INVOICE)
    assert understood.sender is not None
    document_id = school.file(understood, bakery)
    school.correct(document_id, bakery, sender="De Linde")
    assert school.marks() > 0

    school.correct(document_id, bakery, sender=understood.sender.value)

    assert school.marks() == 0
    assert school.heeded(read(NEXT_INVOICE), bakery) == read(NEXT_INVOICE)


def test_learning_twice_is_learning_once(school: School) -> None:
    bakery = school.room.bakery
    document_id = school.file(read(DUTCH_INVOICE), bakery)
    school.correct(document_id, bakery, sender="De Linde")
    once = school.marks()

    school.learn(document_id, bakery)

    assert school.marks() == once


def test_a_letter_nobody_corrected_teaches_nothing(school: School) -> None:
    bakery = school.room.bakery
    school.learn(school.file(read(DUTCH_INVOICE), bakery), bakery)

    assert school.marks() == 0


def test_marks_hold_nothing_in_clear_and_differ_between_tenants() -> None:
    fields = as_values(read(DUTCH_INVOICE))

    mine, theirs = marks_of(fields, b"mine"), marks_of(fields, b"theirs")

    assert set(mine.values()) >= {"vat", "iban", "name", "title"}
    assert not set(mine) & set(theirs)
    assert all(len(mark) == 64 and "be68" not in mark for mark in mine)


def test_a_stated_sender_is_not_overruled(school: School) -> None:
    bakery = school.room.bakery
    school.correct(school.file(read(DUTCH_INVOICE), bakery), bakery, sender="De Linde")
    understood = read(NEXT_INVOICE)
    assert understood.sender is not None
    stated = replace(understood, sender=replace(understood.sender, confidence=1.0))

    assert school.heeded(stated, bakery).sender == stated.sender
