"""The relay publishes what was committed, in turns, and again when it was lost."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from pathlib import Path

import pytest
from sqlalchemy import select

from kernel.ids import MessageId
from kernel.outbox.inbox import Inbox, RetryPolicy
from kernel.outbox.integrity import SilentQueue, silent_queues
from kernel.outbox.models import Delivery, DeliveryState
from kernel.outbox.relay import BrokerSilent, Relay, RelayLimits, Route
from kernel.unit_of_work import Database
from tests.factories.outbox import TEST_SCOPE, LampLit, NotingPublisher, add_tenants, light_lamp, sqlite_database
from tests.fakes.clock import FakeClock

SHINE = Route("lamps.shine", "light")
ROUTES: dict[str, Sequence[Route]] = {"LampLit": (SHINE,)}
LIMITS = RelayLimits(in_flight=4, redeliver_after=dt.timedelta(minutes=5))


class House:
    """A database, a clock, a transport and the relay between them."""

    def __init__(self, folder: Path) -> None:
        self.clock = FakeClock()
        self.database: Database = sqlite_database(folder, self.clock)
        self.publisher = NotingPublisher()
        self.relay = Relay(self.database, self.clock, self.publisher, ROUTES, LIMITS)
        self.inbox = Inbox(self.database, self.clock, "worker", dt.timedelta(seconds=60))

    def deliveries(self) -> list[Delivery]:
        with self.database.reading(TEST_SCOPE) as session:
            return list(session.scalars(select(Delivery)))


@pytest.fixture
def house(tmp_path: Path) -> House:
    return House(tmp_path)


def test_a_committed_event_is_published_once_to_each_listener(house: House) -> None:
    (tenant,) = add_tenants(house.database, ["Bakkerij Peeters"])
    light_lamp(house.database, tenant, "hall")

    house.relay.run_once()
    house.relay.run_once()

    assert [(actor, queue) for actor, queue, _ in house.publisher.published] == [("lamps.shine", "light")]


def test_an_event_that_was_rolled_back_is_never_told(house: House) -> None:
    (tenant,) = add_tenants(house.database, ["Bakkerij Peeters"])
    with house.database.unit_of_work(TEST_SCOPE) as uow:
        uow.emit(LampLit(tenant, "hall"))

    house.relay.run_once()

    assert house.publisher.published == []


def test_tenants_take_turns_so_that_a_thousand_pages_do_not_starve_one(house: House) -> None:
    many, few = add_tenants(house.database, ["Many", "Few"])
    for number in range(10):
        light_lamp(house.database, many, f"many {number}")
    light_lamp(house.database, few, "few")

    house.relay.run_once()

    first_round = {row.id: row.tenant_id for row in house.deliveries()}
    assert few in [first_round[message_id] for message_id in house.publisher.message_ids[:2]]


def test_no_more_is_in_flight_than_allowed(house: House) -> None:
    (tenant,) = add_tenants(house.database, ["Many"])
    for number in range(10):
        light_lamp(house.database, tenant, str(number))

    house.relay.run_once()
    house.relay.run_once()

    assert len(house.publisher.published) == LIMITS.in_flight


def test_what_the_transport_refuses_stays_due_and_goes_out_later(house: House) -> None:
    (tenant,) = add_tenants(house.database, ["Bakkerij Peeters"])
    light_lamp(house.database, tenant, "hall")
    house.publisher.is_away = True
    house.relay.run_once()

    house.publisher.is_away = False
    house.relay.run_once()

    assert len(house.publisher.published) == 1


def test_a_message_that_no_worker_began_is_published_again(house: House) -> None:
    (tenant,) = add_tenants(house.database, ["Bakkerij Peeters"])
    light_lamp(house.database, tenant, "hall")
    house.relay.run_once()

    house.clock.advance(minutes=6)
    house.relay.run_once()

    first, second = house.publisher.message_ids
    assert first == second


def test_the_work_of_a_dead_worker_is_published_again(house: House) -> None:
    (tenant,) = add_tenants(house.database, ["Bakkerij Peeters"])
    light_lamp(house.database, tenant, "hall")
    house.relay.run_once()
    house.inbox.begin(house.publisher.message_ids[0], RetryPolicy())

    house.clock.advance(seconds=61)
    house.relay.run_once()

    assert len(house.publisher.published) == 2


def test_a_worker_that_keeps_its_lease_keeps_its_work(house: House) -> None:
    (tenant,) = add_tenants(house.database, ["Bakkerij Peeters"])
    light_lamp(house.database, tenant, "hall")
    house.relay.run_once()
    house.inbox.begin(house.publisher.message_ids[0], RetryPolicy())

    house.clock.advance(seconds=50)
    house.inbox.renew_leases()
    house.clock.advance(seconds=50)
    house.relay.run_once()

    assert len(house.publisher.published) == 1
    assert house.deliveries()[0].state is DeliveryState.RUNNING


def test_a_new_process_on_its_own_memory_takes_everything_back(house: House) -> None:
    (tenant,) = add_tenants(house.database, ["Bakkerij Peeters"])
    light_lamp(house.database, tenant, "hall")
    house.relay.run_once()

    house.relay.take_back_everything()
    house.relay.run_once()

    assert len(house.publisher.published) == 2


class MutePublisher(NotingPublisher):
    """A transport that confirms nothing for one queue, and counts how long it was asked to."""

    def __init__(self, queue: str) -> None:
        super().__init__()
        self.mute: str | None = queue
        self.asked = 0

    def publish(self, actor: str, queue: str, message_id: MessageId) -> None:
        if queue == self.mute:
            self.asked += 1
            raise BrokerSilent(actor)
        super().publish(actor, queue, message_id)


def house_with_a_mute_queue(folder: Path) -> tuple[House, MutePublisher]:
    house = House(folder)
    publisher = MutePublisher("attic")
    routes = {"LampLit": (Route("lamps.count", "attic"), SHINE)}
    house.relay = Relay(house.database, house.clock, publisher, routes, LIMITS)
    (tenant,) = add_tenants(house.database, ["Bakkerij Peeters"])
    light_lamp(house.database, tenant, "hall")
    light_lamp(house.database, tenant, "cellar")
    return house, publisher


def test_a_queue_that_confirms_nothing_holds_up_no_other(tmp_path: Path) -> None:
    house, publisher = house_with_a_mute_queue(tmp_path)

    house.relay.run_once()
    house.relay.run_once()

    assert [queue for _, queue, _ in publisher.published] == ["light", "light"]
    assert publisher.asked == 1, "each question costs the whole deadline; a silent queue rests between two"


def test_attempts_at_publishing_are_counted_until_one_is_confirmed(tmp_path: Path) -> None:
    house, publisher = house_with_a_mute_queue(tmp_path)
    for _ in range(3):
        house.relay.run_once()
        house.clock.advance(seconds=31)

    with house.database.reading(TEST_SCOPE) as session:
        assert list(silent_queues(session)) == [SilentQueue("attic", messages=1, failures=3)]

    publisher.mute = None
    house.relay.run_once()

    with house.database.reading(TEST_SCOPE) as session:
        assert list(silent_queues(session)) == []
    assert len(publisher.published) == 4
    assert {row.attempts for row in house.deliveries()} == {0}, "work that never began has used up no attempt"
