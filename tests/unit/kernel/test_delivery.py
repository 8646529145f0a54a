"""One delivery takes effect once, is tried a few times, and fails where someone sees it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from pathlib import Path
from typing import ClassVar

import pytest

from kernel.broker import Job, run_delivery
from kernel.errors import PlatformError
from kernel.ids import MessageId, TenantId
from kernel.logs import current_trace, traced
from kernel.outbox.inbox import Inbox, RetryPolicy, Ticket, abandon, claim, failed_deliveries
from kernel.outbox.models import Delivery, DeliveryState
from kernel.outbox.ports import Outcome
from kernel.outbox.relay import Relay, RelayLimits, Route
from tests.factories.outbox import TEST_SCOPE, NotingPublisher, add_tenants, light_lamp, sqlite_database
from tests.fakes.clock import FakeClock

POLICY = RetryPolicy(attempts=3, first_wait=dt.timedelta(seconds=5))


class LampBroken(PlatformError):
    code = "lamp_broken"


class LampHot(PlatformError):
    code = "lamp_hot"
    temporary: ClassVar[bool] = True


class Workshop:
    """One published delivery and a worker that can be told how to behave."""

    def __init__(self, folder: Path) -> None:
        self.clock = FakeClock()
        self.database = sqlite_database(folder, self.clock)
        self.inbox = Inbox(self.database, self.clock, "worker", dt.timedelta(seconds=60))
        (tenant,) = add_tenants(self.database, ["Bakkerij Peeters"])
        light_lamp(self.database, tenant, "hall")
        self.publisher = NotingPublisher()
        routes = {"LampLit": (Route("lamps.shine", "light"),)}
        self.relay = Relay(self.database, self.clock, self.publisher, routes, RelayLimits())
        self.relay.run_once()
        self.effects: list[str] = []
        self.failures: list[str] = []
        self.behave: Callable[[], None] = lambda: None

    @property
    def message_id(self) -> MessageId:
        return self.publisher.message_ids[0]

    def work(self, ticket: Ticket) -> None:
        self.behave()
        with self.database.unit_of_work(TEST_SCOPE) as uow:
            claim(uow.session, ticket.message_id, self.clock.now())
            self.effects.append(ticket.payload["lamp_id"])
            uow.commit()

    def give_up(self, ticket: Ticket, error: PlatformError) -> None:
        with self.database.unit_of_work(TEST_SCOPE) as uow:
            abandon(uow.session, ticket.message_id, error.code, self.clock.now())
            self.failures.append(error.code)
            uow.commit()

    def deliver(self) -> None:
        run_delivery(self.inbox, Job("lamps.shine", "light", self.work, self.give_up, POLICY), self.message_id)

    def deliver_later(self) -> None:
        self.clock.advance(minutes=20)
        self.relay.run_once()
        self.deliver()

    def row(self) -> Delivery:
        with self.database.reading(TEST_SCOPE) as session:
            return session.get_one(Delivery, self.message_id)


def fail_with(error: Exception) -> Callable[[], None]:
    def behave() -> None:
        raise error

    return behave


@pytest.fixture
def shop(tmp_path: Path) -> Workshop:
    return Workshop(tmp_path)


def test_a_message_delivered_three_times_takes_effect_once(shop: Workshop) -> None:
    for _ in range(3):
        shop.deliver()

    assert shop.effects == ["hall"]
    assert shop.row().state is DeliveryState.APPLIED


def test_a_message_that_is_being_worked_on_is_not_begun_twice(shop: Workshop) -> None:
    shop.inbox.begin(shop.message_id, POLICY)

    shop.deliver()

    assert shop.effects == []


def test_a_temporary_failure_is_tried_again_after_a_pause(shop: Workshop) -> None:
    shop.behave = fail_with(LampHot("let it cool"))
    shop.deliver()
    assert shop.row().due_at == shop.clock.now() + POLICY.first_wait

    shop.behave = lambda: None
    shop.deliver_later()

    assert shop.effects == ["hall"]


def test_a_permanent_failure_is_given_up_at_once_and_seen(shop: Workshop) -> None:
    shop.behave = fail_with(LampBroken("replace it"))

    shop.deliver()

    assert shop.failures == ["lamp_broken"]
    with shop.database.reading(TEST_SCOPE) as session:
        assert [row.error_code for row in failed_deliveries(session)] == ["lamp_broken"]


def test_an_unforeseen_error_counts_as_temporary_and_ends_after_all_attempts(shop: Workshop) -> None:
    shop.behave = fail_with(ZeroDivisionError())

    shop.deliver()
    shop.deliver_later()
    shop.deliver_later()

    assert shop.failures == ["unexpected_failure"]


def test_a_worker_that_is_killed_every_time_is_given_up_without_another_try(shop: Workshop) -> None:
    for _ in range(POLICY.attempts):
        shop.inbox.begin(shop.message_id, POLICY)
        shop.clock.advance(minutes=2)

    shop.deliver()

    assert shop.effects == []
    assert shop.failures == ["work_interrupted"]


class Counted:
    """Notes how attempts ended."""

    def __init__(self) -> None:
        self.ended: list[tuple[str, Outcome]] = []

    def delivery_ended(self, actor: str, outcome: Outcome, seconds: float) -> None:
        assert seconds >= 0
        self.ended.append((actor, outcome))


def test_every_attempt_is_counted_by_how_it_ended(shop: Workshop) -> None:
    counted = shop.inbox.measures = Counted()
    shop.behave = fail_with(LampHot("too hot"))
    shop.deliver()
    shop.behave = lambda: None
    shop.deliver_later()
    shop.deliver()
    assert counted.ended == [("lamps.shine", Outcome.POSTPONED), ("lamps.shine", Outcome.APPLIED)]

    shop.behave = fail_with(LampBroken("broken"))
    with shop.database.unit_of_work(TEST_SCOPE) as uow:
        retried = uow.session.get_one(Delivery, shop.message_id)
        retried.state, retried.attempts = DeliveryState.DUE, 0
        uow.commit()
    shop.deliver()
    assert counted.ended[-1] == ("lamps.shine", Outcome.GIVEN_UP)


def test_what_a_request_sets_going_carries_its_trace_to_the_end(shop: Workshop) -> None:
    seen: list[str | None] = []
    trace = "4bf92f3577b34da6a3ce929d0e0e4736"
    with shop.database.reading(TEST_SCOPE) as session:
        tenant = TenantId(session.get_one(Delivery, shop.message_id).tenant_id)
    with traced(trace):
        light_lamp(shop.database, tenant, "attic")
    shop.relay.run_once()

    def behave() -> None:
        seen.append(current_trace())
        light_lamp(shop.database, tenant, "lit by the worker")

    shop.behave = behave
    job = Job("lamps.shine", "light", shop.work, shop.give_up, POLICY)
    run_delivery(shop.inbox, job, shop.publisher.message_ids[1])
    shop.relay.run_once()
    shop.behave = lambda: seen.append(current_trace())
    run_delivery(shop.inbox, job, shop.publisher.message_ids[2])

    assert seen == [trace, trace]
    assert current_trace() is None
    first = shop.row().trace_id
    assert first is not None, "what nobody asked for begins a trace of its own"
    assert first != trace


def test_pauses_double_up_to_the_longest() -> None:
    policy = RetryPolicy(first_wait=dt.timedelta(seconds=5), longest_wait=dt.timedelta(seconds=30))

    waits = [policy.wait_after(attempt).total_seconds() for attempt in (1, 2, 3, 4, 50)]

    assert waits == [5, 10, 20, 30, 30]


def test_work_whose_end_could_not_be_recorded_is_done_again(shop: Workshop, monkeypatch: pytest.MonkeyPatch) -> None:
    def lose_connection(*_: object) -> None:
        raise ConnectionError

    shop.behave = fail_with(LampHot("let it cool"))
    monkeypatch.setattr(shop.inbox, "postpone", lose_connection)
    with pytest.raises(ConnectionError):
        shop.deliver()

    # The worker lives on, and its heartbeat with it.
    for _ in range(4):
        shop.clock.advance(seconds=20)
        shop.inbox.renew_leases()
        shop.relay.run_once()

    assert len(shop.publisher.published) == 2
