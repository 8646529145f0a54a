"""What people say of letters is remembered when they file one, and taken back when it comes back."""

from __future__ import annotations

from dataclasses import replace

import pytest

from archive.handover import content_for, held_content
from archive.manual_indexing import Correction, index_by_hand, send_back
from archive.recipient_history import Recollection, recall
from kernel.errors import ChangedMeanwhile
from kernel.ids import DocumentId, TenantId, UserId
from kernel.tenancy.scope import TenantScope
from tests.factories.mail_room import DOUBT, SURE, MailRoom
from tests.factories.outbox import TEST_SCOPE

ANN = UserId("ann")
TRACES = ("1" * 64, "2" * 64)


def doubted(room: MailRoom) -> DocumentId:
    (document_id,) = room.separated_letter()
    room.file(document_id, room.operator, replace(DOUBT, traces=TRACES))
    return document_id


def give(room: MailRoom, document_id: DocumentId, owner_id: TenantId, version: int = 2) -> None:
    with room.database.reading(TenantScope(room.operator)) as session:
        held = held_content(session, document_id)
    content = content_for(room.blobs, held, owner_id)
    with room.database.unit_of_work(TEST_SCOPE) as uow:
        index_by_hand(uow, room.operator, Correction(document_id, ANN, version, {}), content, room.clock.now())
        uow.commit()


def take_back(room: MailRoom, document_id: DocumentId, holder: TenantId, version: int) -> None:
    with room.database.reading(TenantScope(holder)) as session:
        held = held_content(session, document_id)
    content = content_for(room.blobs, held, room.operator)
    with room.database.unit_of_work(TEST_SCOPE) as uow:
        send_back(uow, held, Correction(document_id, ANN, version, {}), content, room.clock.now())
        uow.commit()


def remembered(room: MailRoom) -> dict[TenantId, tuple[int, int]]:
    with room.database.reading(TenantScope(room.operator)) as session:
        said: tuple[Recollection, ...] = recall(session, room.operator, TRACES[:1])
    return {each.owner_id: (each.confirmed, each.refused) for each in said}


def test_filing_by_hand_is_remembered_for_the_tenant_that_was_chosen(room: MailRoom) -> None:
    give(room, doubted(room), room.bakery)
    give(room, doubted(room), room.bakery)

    assert remembered(room) == {room.bakery: (2, 0)}


def test_a_form_that_is_sent_twice_counts_once(room: MailRoom) -> None:
    document_id = doubted(room)
    give(room, document_id, room.bakery)

    with pytest.raises(ChangedMeanwhile):
        take_back(room, document_id, room.bakery, version=2)

    assert remembered(room) == {room.bakery: (1, 0)}


def test_a_letter_that_comes_back_is_unlearned_and_learned_for_its_real_owner(room: MailRoom) -> None:
    document_id = doubted(room)
    give(room, document_id, room.bakery)

    take_back(room, document_id, room.bakery, version=3)
    give(room, document_id, room.garage, version=4)

    assert remembered(room) == {room.bakery: (0, 1), room.garage: (1, 0)}


def test_what_the_machine_filed_is_no_persons_word(room: MailRoom) -> None:
    (document_id,) = room.separated_letter()
    room.file(document_id, room.bakery, replace(SURE, traces=TRACES))

    assert remembered(room) == {}


def test_what_the_machine_filed_wrongly_is_remembered_as_refused(room: MailRoom) -> None:
    (document_id,) = room.separated_letter()
    room.file(document_id, room.bakery, replace(SURE, traces=TRACES))

    take_back(room, document_id, room.bakery, version=2)

    assert remembered(room) == {room.bakery: (0, 1)}
