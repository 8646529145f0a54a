"""While one person handles a letter, nobody else is given it."""

from __future__ import annotations

import pytest

from archive.handover import held_content
from archive.leases import (
    LEASE,
    HandledByAnother,
    Lease,
    give_back_lease,
    live_leases,
    take_lease,
    take_over_lease,
)
from archive.manual_indexing import Correction, index_by_hand, next_to_index
from kernel.audit.journal import history_of
from kernel.ids import DocumentId, UserId
from kernel.tenancy.scope import TenantScope
from tests.factories.mail_room import DOUBT, MailRoom

ANN, BEN = UserId("a" * 32), UserId("b" * 32)


@pytest.fixture
def letter(room: MailRoom) -> DocumentId:
    (document_id,) = room.separated_letter()
    room.file(document_id, room.operator, DOUBT)
    return document_id


def take(room: MailRoom, letter: DocumentId, who: UserId) -> Lease:
    with room.database.unit_of_work(TenantScope(room.operator)) as uow:
        lease = take_lease(uow.session, letter, who, room.clock.now())
        uow.commit()
    return lease


def file(room: MailRoom, letter: DocumentId, who: UserId) -> None:
    with room.database.unit_of_work(TenantScope(room.operator)) as uow:
        content = held_content(uow.session, letter).content
        index_by_hand(uow, room.operator, Correction(letter, who, 2, {}), content, room.clock.now())
        uow.commit()


def live(room: MailRoom) -> dict[DocumentId, Lease]:
    with room.database.reading(TenantScope(room.operator)) as session:
        return live_leases(session, room.clock.now())


def test_the_second_to_open_a_letter_learns_who_has_it(room: MailRoom, letter: DocumentId) -> None:
    first = take(room, letter, ANN)
    assert take(room, letter, BEN) == first == Lease(letter, ANN, room.clock.now() + LEASE)


def test_an_open_page_keeps_its_letter(room: MailRoom, letter: DocumentId) -> None:
    take(room, letter, ANN)
    room.clock.advance(seconds=170)
    take(room, letter, ANN)
    room.clock.advance(seconds=170)
    assert take(room, letter, BEN).holder_id == ANN


def test_a_lease_runs_out_by_itself(room: MailRoom, letter: DocumentId) -> None:
    take(room, letter, ANN)
    room.clock.advance(seconds=180)
    assert live(room) == {}
    assert take(room, letter, BEN).holder_id == BEN


def test_nobody_else_files_it_meanwhile(room: MailRoom, letter: DocumentId) -> None:
    take(room, letter, ANN)
    with pytest.raises(HandledByAnother):
        file(room, letter, BEN)
    file(room, letter, ANN)
    assert live(room) == {}


def test_a_letter_that_nobody_has_open_can_be_filed(room: MailRoom, letter: DocumentId) -> None:
    file(room, letter, BEN)
    with room.database.reading(TenantScope(room.operator)) as session:
        assert next_to_index(session) is None


def test_taking_over_is_written_down(room: MailRoom, letter: DocumentId) -> None:
    take(room, letter, ANN)
    with room.database.unit_of_work(TenantScope(room.operator)) as uow:
        lease = take_over_lease(uow.session, letter, BEN, room.clock.now())
        uow.commit()
    assert lease.holder_id == BEN
    with room.database.reading(TenantScope(room.operator)) as session:
        record = history_of(session, room.operator, "document", letter)[-1]
    assert (record.actor, record.action, record.details) == (BEN, "lease_taken_over", {"from": ANN})
    assert take(room, letter, ANN).holder_id == BEN


def test_only_the_holder_gives_it_back(room: MailRoom, letter: DocumentId) -> None:
    take(room, letter, ANN)
    for who, left in ((BEN, {letter}), (ANN, set())):
        with room.database.unit_of_work(TenantScope(room.operator)) as uow:
            give_back_lease(uow.session, letter, who)
            uow.commit()
        assert set(live(room)) == left


def test_the_next_letter_is_one_that_nobody_has(room: MailRoom, letter: DocumentId) -> None:
    room.wait(days=1)
    (second,) = room.separated_letter()
    room.file(second, room.operator, DOUBT)
    take(room, letter, ANN)
    with room.database.reading(TenantScope(room.operator)) as session:
        assert next_to_index(session) == letter
        assert next_to_index(session, passing_over=live(room)) == second


def test_another_tenant_finds_nothing(room: MailRoom, letter: DocumentId) -> None:
    take(room, letter, ANN)
    with room.database.reading(TenantScope(room.garage)) as session:
        assert live_leases(session, room.clock.now()) == {}
