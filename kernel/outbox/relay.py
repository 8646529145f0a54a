"""The relay: the only publisher; turns committed events into messages, fairly.

Three short steps, each of which may be killed at any instruction and run again:
expand events into deliveries, take back what was published or begun but never
finished, and publish what is due, tenants taking turns. A broker that lost its
disk loses nothing: what was published but never applied is published again.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from sqlalchemy import func, or_, select, update
from sqlalchemy.orm import Session

from kernel.clock import Clock
from kernel.ids import MessageId, derived_id
from kernel.logs import get_logger
from kernel.outbox.models import Delivery, DeliveryState, OutboxEvent
from kernel.outbox.ports import Transactions
from kernel.tenancy.scope import SystemScope

RELAY = SystemScope("the relay publishes every tenant's messages in turn")
EXPAND_AT_ONCE = 500
log = get_logger(__name__)


class PublishFailed(Exception):
    """The transport did not confirm the message; it stays due."""


class BrokerSilent(PublishFailed):
    """The transport is there and confirmed nothing before the deadline, as a queue does that lost its majority."""


class Publisher(Protocol):
    """The transport, as the relay sees it."""

    def publish(self, actor: str, queue: str, message_id: MessageId) -> None:
        """Hand one message over, confirmed.

        Raises:
            PublishFailed: It was not confirmed.
        """


@dataclass(frozen=True, slots=True)
class Route:
    """One actor that listens to an event, and the queue it works from."""

    actor: str
    queue: str


@dataclass(frozen=True, slots=True)
class RelayLimits:
    """How much may be under way, and when silence counts as loss.

    Attributes:
        in_flight: Messages published or running per queue; the rest waits in the database, where turns are fair.
        redeliver_after: A message published this long ago and not begun is published again.
        rest_after_silence: A queue that confirmed nothing is left alone for so long, so that others have their turn.
    """

    in_flight: int = 64
    redeliver_after: dt.timedelta = dt.timedelta(minutes=5)
    rest_after_silence: dt.timedelta = dt.timedelta(seconds=30)


class Relay:
    """Moves events to the transport; `run_once` is called in a loop by `wiring`."""

    def __init__(
        self,
        database: Transactions,
        clock: Clock,
        publisher: Publisher,
        routes: Mapping[str, Sequence[Route]],
        limits: RelayLimits,
    ) -> None:
        """Keep the parts; `routes` maps event names to listeners."""
        self._database = database
        self._clock = clock
        self._publisher = publisher
        self._routes = routes
        self._limits = limits
        self._queues = sorted({route.queue for listeners in routes.values() for route in listeners})
        self._resting_until: dict[str, dt.datetime] = {}

    def run_once(self) -> int:
        """One round; tells how many events were expanded and messages published."""
        moved = self._expand()
        self._take_back()
        return moved + sum(self._publish_due(queue) for queue in self._queues if not self._rests(queue))

    def take_back_everything(self) -> None:
        """Make all unfinished deliveries due at once.

        Right only where the transport is this process's own memory and no other
        process works on this data: whatever was under way died with the last one.
        """
        under_way = (DeliveryState.PUBLISHED, DeliveryState.RUNNING)
        with self._database.unit_of_work(RELAY) as uow:
            uow.session.execute(
                update(Delivery)
                .where(Delivery.state.in_(under_way))
                .values(state=DeliveryState.DUE, due_at=self._clock.now(), lease_until=None)
            )
            uow.commit()

    def _expand(self) -> int:
        with self._database.unit_of_work(RELAY) as uow:
            waiting = select(OutboxEvent).where(OutboxEvent.expanded_at.is_(None))
            events = uow.session.scalars(
                waiting.order_by(OutboxEvent.occurred_at).limit(EXPAND_AT_ONCE).with_for_update(skip_locked=True)
            ).all()
            for event in events:
                self._add_deliveries(uow.session, event)
            uow.commit()
            return len(events)

    def _add_deliveries(self, session: Session, event: OutboxEvent) -> None:
        now = self._clock.now()
        for route in self._routes.get(event.name, ()):
            session.add(
                Delivery(
                    id=derived_id(event.id, route.actor),
                    event_id=event.id,
                    tenant_id=event.tenant_id,
                    actor=route.actor,
                    queue=route.queue,
                    payload=event.payload,
                    trace_id=event.trace_id,
                    due_at=now,
                )
            )
        event.expanded_at = now

    def _take_back(self) -> None:
        now = self._clock.now()
        lost = or_(
            (Delivery.state == DeliveryState.RUNNING) & (Delivery.lease_until < now),
            (Delivery.state == DeliveryState.PUBLISHED) & (Delivery.published_at < now - self._limits.redeliver_after),
        )
        with self._database.unit_of_work(RELAY) as uow:
            uow.session.execute(update(Delivery).where(lost).values(state=DeliveryState.DUE, due_at=now))
            uow.commit()

    def _publish_due(self, queue: str) -> int:
        due = self._due(queue)
        published: list[str] = []
        for message_id, actor in due:
            try:
                self._publisher.publish(actor, queue, MessageId(message_id))
            except PublishFailed as error:
                self._answer(queue, MessageId(message_id), error)
                break
            published.append(message_id)
        self._mark_published(published)
        return len(published)

    def _rests(self, queue: str) -> bool:
        return queue in self._resting_until and self._clock.now() < self._resting_until[queue]

    def _answer(self, queue: str, message_id: MessageId, error: PublishFailed) -> None:
        """Count the attempt, where people can see it, and let a silent queue rest."""
        is_silent = isinstance(error, BrokerSilent)
        log.warning("publish_failed", queue=queue, message_id=message_id, silent=is_silent)
        if is_silent:
            self._resting_until[queue] = self._clock.now() + self._limits.rest_after_silence
        with self._database.unit_of_work(RELAY) as uow:
            failed = update(Delivery).where(Delivery.id == message_id)
            uow.session.execute(failed.values(publish_failures=Delivery.publish_failures + 1))
            uow.commit()

    def _due(self, queue: str) -> list[tuple[str, str]]:
        """What may be published now: every tenant's first, then every tenant's second, and so on."""
        with self._database.reading(RELAY) as session:
            room = self._limits.in_flight - self._in_flight(session, queue)
            if room <= 0:
                return []
            turn = func.row_number().over(partition_by=Delivery.tenant_id, order_by=Delivery.due_at)
            waiting = (
                select(Delivery.id, Delivery.actor, Delivery.due_at, turn.label("turn"))
                .where(Delivery.queue == queue, Delivery.state == DeliveryState.DUE)
                .where(Delivery.due_at <= self._clock.now())
                .subquery()
            )
            in_turns = select(waiting.c.id, waiting.c.actor).order_by(waiting.c.turn, waiting.c.due_at).limit(room)
            return [(row.id, row.actor) for row in session.execute(in_turns)]

    def _in_flight(self, session: Session, queue: str) -> int:
        under_way = (DeliveryState.PUBLISHED, DeliveryState.RUNNING)
        count = select(func.count()).where(Delivery.queue == queue, Delivery.state.in_(under_way))
        return session.scalar(count) or 0

    def _mark_published(self, message_ids: Sequence[str]) -> None:
        if not message_ids:
            return
        with self._database.unit_of_work(RELAY) as uow:
            # A fast worker may have begun already: only what is still due moves.
            uow.session.execute(
                update(Delivery)
                .where(Delivery.id.in_(message_ids), Delivery.state == DeliveryState.DUE)
                .values(state=DeliveryState.PUBLISHED, published_at=self._clock.now(), publish_failures=0)
            )
            uow.commit()
