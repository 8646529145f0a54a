"""The hand-over to bookkeeping: nothing leaves the list but what was acknowledged or refused."""

from __future__ import annotations

import dataclasses

import pytest

from integrations.erp_handover import (
    AnswerHandover,
    HandoverCursor,
    HandoverView,
    answer_handover,
    get_handover,
    list_open,
    offer,
)
from integrations.errors import OfferOutdated
from integrations.lifecycle import HandoverMove, HandoverState
from integrations.messages import Topic
from kernel.errors import NotFound
from kernel.ids import DocumentId, TenantId
from kernel.tenancy.scope import TenantScope
from tests.factories.telling_mail_room import ACTOR, TellingMailRoom


def open_offers(room: TellingMailRoom, tenant_id: TenantId) -> list[HandoverView]:
    with room.database.reading(TenantScope(tenant_id)) as session:
        return list_open(session, limit=10)


def answer(room: TellingMailRoom, tenant_id: TenantId, command: AnswerHandover) -> HandoverView:
    return answer_handover(command, room.database.unit_of_work(TenantScope(tenant_id)), room.clock)


def change(room: TellingMailRoom, document_id: DocumentId, topic: Topic = Topic.DOCUMENT_CHANGED) -> None:
    with room.database.unit_of_work(TenantScope(room.bakery)) as uow:
        offer(uow.session, room.bakery, document_id, topic, room.clock.now())
        uow.commit()


@pytest.fixture
def letter(room: TellingMailRoom) -> DocumentId:
    document_id = room.filed_letter(room.bakery)
    room.tell()
    return document_id


def test_a_filed_letter_waits_on_its_owners_list_and_on_no_other(room: TellingMailRoom, letter: DocumentId) -> None:
    assert [each.document_id for each in open_offers(room, room.bakery)] == [letter]
    assert open_offers(room, room.garage) == open_offers(room, room.operator) == []
    with room.database.reading(TenantScope(room.garage)) as session, pytest.raises(NotFound):
        get_handover(session, letter)


def test_it_leaves_the_list_when_it_is_acknowledged_and_twice_is_once(
    room: TellingMailRoom, letter: DocumentId
) -> None:
    (offered,) = open_offers(room, room.bakery)
    command = AnswerHandover(letter, HandoverMove.ACKNOWLEDGE, ACTOR, reference="INV-1", offered_at=offered.offered_at)
    first, again = answer(room, room.bakery, command), answer(room, room.bakery, command)

    assert open_offers(room, room.bakery) == []
    assert (first.state, first.reference) == (again.state, again.reference) == (HandoverState.ACKNOWLEDGED, "INV-1")


def test_what_changed_since_it_was_fetched_cannot_be_acknowledged(room: TellingMailRoom, letter: DocumentId) -> None:
    (seen,) = open_offers(room, room.bakery)
    room.clock.advance(minutes=1)
    change(room, letter)
    command = AnswerHandover(letter, HandoverMove.ACKNOWLEDGE, ACTOR, offered_at=seen.offered_at)

    with pytest.raises(OfferOutdated):
        answer(room, room.bakery, command)
    (newer,) = open_offers(room, room.bakery)
    answer(room, room.bakery, dataclasses.replace(command, offered_at=newer.offered_at))
    room.clock.advance(minutes=1)
    change(room, letter)
    assert [each.document_id for each in open_offers(room, room.bakery)] == [letter]


def test_a_refusal_keeps_its_reason_and_can_be_offered_again(room: TellingMailRoom, letter: DocumentId) -> None:
    refused = answer(room, room.bakery, AnswerHandover(letter, HandoverMove.REFUSE, ACTOR, reason="no such supplier"))
    assert (refused.state, refused.reason) == (HandoverState.REFUSED, "no such supplier")
    assert open_offers(room, room.bakery) == []

    answer(room, room.bakery, AnswerHandover(letter, HandoverMove.OFFER, ACTOR))
    assert [each.document_id for each in open_offers(room, room.bakery)] == [letter]


def test_nobody_answers_for_another_tenant(room: TellingMailRoom, letter: DocumentId) -> None:
    with pytest.raises(NotFound):
        answer(room, room.garage, AnswerHandover(letter, HandoverMove.ACKNOWLEDGE, ACTOR))
    assert len(open_offers(room, room.bakery)) == 1


def test_facts_out_of_order_offer_nothing_that_is_not_there(room: TellingMailRoom) -> None:
    for topic in (Topic.DOCUMENT_LEFT, Topic.DOCUMENT_FILED):
        change(room, DocumentId("f" * 32), topic)
    assert open_offers(room, room.bakery) == []


def test_the_list_is_read_in_parts(room: TellingMailRoom) -> None:
    letters = []
    for _ in range(3):
        letters.append(room.filed_letter(room.bakery))
        room.tell()
        room.clock.advance(minutes=1)
    with room.database.reading(TenantScope(room.bakery)) as session:
        first = list_open(session, limit=2)
        rest = list_open(session, limit=2, after=HandoverCursor(first[-1].offered_at, first[-1].document_id))

    assert [each.document_id for each in (*first, *rest)] == letters
