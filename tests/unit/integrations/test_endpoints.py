"""Addresses that are told: which are taken, and whose they are."""

from __future__ import annotations

import pytest
from standardwebhooks import Webhook

from integrations.endpoints import (
    MOST_ENDPOINTS,
    OLD_SECRET_LASTS,
    AddEndpoint,
    add_endpoint,
    get_endpoint,
    list_endpoints,
    move_endpoint,
    remove_endpoint,
    rotate_secret,
    secrets_at,
)
from integrations.errors import EndpointRefused, TooManyEndpoints
from integrations.lifecycle import EndpointMove, EndpointState
from integrations.messages import SUBSCRIBABLE, Topic
from kernel.audit.journal import history_of
from kernel.errors import NotFound
from kernel.tenancy.scope import TenantScope
from tests.factories.telling_mail_room import ACTOR, TellingMailRoom, key_of


@pytest.mark.parametrize(
    "url",
    ["", "erp.example", "http://erp.example/", "ftp://erp.example/", "https://", "https://me:pw@erp.example/",
     "https://erp.example/#part", "https://[::1", "https://erp.example/" + "a" * 2000, "https://erp.example/\n",
     "https://erp.example:70000/"],
)  # fmt: skip
def test_what_cannot_be_told_is_refused(room: TellingMailRoom, url: str) -> None:
    with pytest.raises(EndpointRefused):
        room.endpoint(room.bakery, url)
    with room.database.reading(TenantScope(room.bakery)) as session:
        assert list_endpoints(session) == []


@pytest.mark.parametrize("topics", [frozenset(), frozenset({Topic.TEST})])
def test_it_must_want_something_that_can_be_wanted(room: TellingMailRoom, topics: frozenset[Topic]) -> None:
    order = AddEndpoint(room.bakery, "https://erp.example", topics, "", ACTOR)
    with pytest.raises(EndpointRefused):
        add_endpoint(order, room.database.unit_of_work(TenantScope(room.bakery)), key_of, room.clock)


def test_there_is_an_end_to_their_number(room: TellingMailRoom) -> None:
    for _ in range(MOST_ENDPOINTS):
        room.endpoint(room.bakery)
    with pytest.raises(TooManyEndpoints):
        room.endpoint(room.bakery)
    room.endpoint(room.garage)


def test_nobody_sees_or_moves_anothers(room: TellingMailRoom) -> None:
    mine = room.endpoint(room.bakery).view
    others = TenantScope(room.garage)
    with room.database.reading(others) as session:
        assert list_endpoints(session) == []
        with pytest.raises(NotFound):
            get_endpoint(session, mine.endpoint_id)
    for change in (
        lambda uow: move_endpoint(mine.endpoint_id, EndpointMove.PAUSE, ACTOR, uow, room.clock),
        lambda uow: rotate_secret(mine.endpoint_id, ACTOR, uow, key_of, room.clock),
        lambda uow: remove_endpoint(mine.endpoint_id, ACTOR, uow, room.clock),
    ):
        with pytest.raises(NotFound):
            change(room.database.unit_of_work(others))


def test_a_renewed_secret_signs_beside_the_old_one_for_a_day(room: TellingMailRoom) -> None:
    first = room.endpoint(room.bakery)
    uow = room.database.unit_of_work(TenantScope(room.bakery))
    second = rotate_secret(first.view.endpoint_id, ACTOR, uow, key_of, room.clock)
    key = key_of(room.bakery)

    assert secrets_at(second.view, key, room.clock.now()) == [second.secret, first.secret]
    room.clock.advance(seconds=OLD_SECRET_LASTS.total_seconds())
    assert secrets_at(second.view, key, room.clock.now()) == [second.secret]
    assert Webhook(second.secret).sign("m", room.clock.now(), "{}").startswith("v1,")


def test_what_was_done_is_in_the_journal(room: TellingMailRoom) -> None:
    endpoint_id = room.endpoint(room.bakery).view.endpoint_id
    scope = TenantScope(room.bakery)
    paused = move_endpoint(endpoint_id, EndpointMove.PAUSE, ACTOR, room.database.unit_of_work(scope), room.clock)
    remove_endpoint(endpoint_id, ACTOR, room.database.unit_of_work(scope), room.clock)

    assert (paused.state, paused.topics) == (EndpointState.PAUSED, SUBSCRIBABLE)
    with room.database.reading(scope) as session:
        actions = [entry.action for entry in history_of(session, room.bakery, "webhook", endpoint_id)]
    assert actions == ["webhook_added", "webhook_paused", "webhook_removed"]
