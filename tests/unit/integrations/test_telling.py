"""A fact becomes one message per address, tried until it is taken or given up."""

from __future__ import annotations

import json

import pytest

from integrations.announcing import send_test
from integrations.deliveries import replay
from integrations.endpoints import get_endpoint, move_endpoint, remove_endpoint
from integrations.errors import AddressForbidden
from integrations.lifecycle import DeliveryState, EndpointMove, EndpointState
from integrations.patience import WAITS
from integrations.post import Answer
from kernel.errors import MoveRefused, NotFound
from kernel.tenancy.scope import TenantScope
from tests.factories.telling_mail_room import ACTOR, TellingMailRoom


def test_a_filed_letter_is_told_once_to_each_address_of_its_owner(room: TellingMailRoom) -> None:
    erp, crm = room.endpoint(room.bakery), room.endpoint(room.bakery, "https://crm.example/in")
    other = room.endpoint(room.garage)
    document_id = room.filed_letter(room.bakery)
    room.tell()

    assert sorted(url for url, _, _ in room.post.told) == ["https://crm.example/in", "https://erp.example/hooks"]
    assert {json.loads(body)["data"]["document_id"] for _, _, body in room.post.told} == {document_id}
    assert [d.state for e in (erp, crm) for d in room.deliveries(e)] == [DeliveryState.DELIVERED] * 2
    assert room.deliveries(other) == []


def test_who_is_paused_is_not_told(room: TellingMailRoom) -> None:
    endpoint = room.endpoint(room.bakery)
    uow = room.database.unit_of_work(TenantScope(room.bakery))
    move_endpoint(endpoint.view.endpoint_id, EndpointMove.PAUSE, ACTOR, uow, room.clock)
    room.filed_letter(room.bakery)
    room.tell()

    assert room.post.told == []


def test_a_silent_server_is_asked_again_when_the_clock_says_so(room: TellingMailRoom) -> None:
    room.post.statuses = [None, 503, 200]
    endpoint = room.endpoint(room.bakery)
    room.filed_letter(room.bakery)
    room.tell()
    assert room.clock_strikes() == 0
    for wait in WAITS[:2]:
        room.clock.advance(seconds=wait.total_seconds())
        assert room.clock_strikes() == 1

    (delivery,) = room.deliveries(endpoint)
    assert (delivery.state, delivery.attempts, delivery.status) == (DeliveryState.DELIVERED, 3, 200)
    assert len({headers["webhook-id"] for _, headers, _ in room.post.told}) == 1
    assert len(room.post.told) == 3


def test_after_three_days_it_is_given_up_visibly_and_can_be_replayed(room: TellingMailRoom) -> None:
    room.post.statuses = [500]
    endpoint = room.endpoint(room.bakery)
    room.filed_letter(room.bakery)
    room.tell()
    for wait in WAITS:
        room.clock.advance(seconds=wait.total_seconds())
        room.clock_strikes()
    (given_up,) = room.deliveries(endpoint)
    assert (given_up.state, given_up.attempts, given_up.error_code) == (DeliveryState.FAILED, 10, "http_500")

    room.post.statuses = [200]
    replay(given_up.delivery_id, ACTOR, room.database.unit_of_work(TenantScope(room.bakery)), room.clock)
    room.tell()
    (replayed,) = room.deliveries(endpoint)
    assert (replayed.state, replayed.attempts) == (DeliveryState.DELIVERED, 1)
    assert room.post.told[0][1]["webhook-id"] == room.post.told[-1][1]["webhook-id"]


def test_a_message_on_its_way_is_not_replayed(room: TellingMailRoom) -> None:
    room.post.statuses = [500]
    endpoint = room.endpoint(room.bakery)
    room.filed_letter(room.bakery)
    room.tell()
    (waiting,) = room.deliveries(endpoint)

    with pytest.raises(MoveRefused):
        replay(waiting.delivery_id, ACTOR, room.database.unit_of_work(TenantScope(room.bakery)), room.clock)
    with pytest.raises(NotFound):
        replay(waiting.delivery_id, ACTOR, room.database.unit_of_work(TenantScope(room.garage)), room.clock)


def test_a_server_that_says_gone_is_left_alone(room: TellingMailRoom) -> None:
    room.post.statuses = [410]
    endpoint = room.endpoint(room.bakery)
    room.filed_letter(room.bakery)
    room.tell()
    room.filed_letter(room.bakery)
    room.tell()

    assert [d.state for d in room.deliveries(endpoint)] == [DeliveryState.FAILED]
    with room.database.reading(TenantScope(room.bakery)) as session:
        assert get_endpoint(session, endpoint.view.endpoint_id).state is EndpointState.GONE


def test_what_leads_into_a_private_network_is_given_up_at_once(
    room: TellingMailRoom, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(self: object, url: str, headers: dict[str, str], body: str) -> Answer:
        raise AddressForbidden("private")

    monkeypatch.setattr(type(room.post), "send", refuse)
    endpoint = room.endpoint(room.bakery)
    room.filed_letter(room.bakery)
    room.tell()

    (delivery,) = room.deliveries(endpoint)
    assert (delivery.state, delivery.error_code) == (DeliveryState.FAILED, "address_forbidden")


def test_a_removed_address_is_told_nothing_more(room: TellingMailRoom) -> None:
    room.post.statuses = [500]
    endpoint = room.endpoint(room.bakery)
    room.filed_letter(room.bakery)
    room.tell()
    scope = TenantScope(room.bakery)
    remove_endpoint(endpoint.view.endpoint_id, ACTOR, room.database.unit_of_work(scope), room.clock)
    room.clock.advance(hours=1)
    room.clock_strikes()

    assert len(room.post.told) == 1
    (delivery,) = room.deliveries(endpoint)
    assert (delivery.state, delivery.error_code) == (DeliveryState.FAILED, "endpoint_removed")


def test_an_attempt_that_got_lost_is_made_again(room: TellingMailRoom) -> None:
    endpoint = room.endpoint(room.bakery)
    scope = TenantScope(room.bakery)
    send_test(endpoint.view.endpoint_id, room.database.unit_of_work(scope), room.clock)
    room.relay.run_once()
    # The broker loses what it was given.
    room.publisher.published.clear()
    room.clock.advance(minutes=3)

    assert room.clock_strikes() == 1
    assert [d.state for d in room.deliveries(endpoint)] == [DeliveryState.DELIVERED]
    assert json.loads(room.post.told[0][2])["type"] == "webhook.test"
