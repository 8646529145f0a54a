"""What must hold of the outbox once everything is quiet."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from kernel.db import UtcDateTime
from kernel.outbox.models import Delivery, DeliveryState, OutboxEvent


def unexpanded_events(session: Session) -> Iterator[str]:
    """I8: events that no relay has told yet, by id."""
    yield from session.scalars(select(OutboxEvent.id).where(OutboxEvent.expanded_at.is_(None)))


def unapplied_deliveries(session: Session) -> Iterator[tuple[str, str, str]]:
    """I8: deliveries that had no effect yet and were not given up: (message id, actor, state)."""
    over = (DeliveryState.APPLIED, DeliveryState.FAILED)
    for row in session.scalars(select(Delivery).where(Delivery.state.not_in(over))):
        yield row.id, row.actor, row.state.value


def given_up_deliveries(session: Session) -> Iterator[tuple[str, str, str | None]]:
    """Deliveries that were given up: (message id, actor, error code). Visible failures, not violations."""
    for row in session.scalars(select(Delivery).where(Delivery.state == DeliveryState.FAILED)):
        yield row.id, row.actor, row.error_code


def dead_leases(session: Session, now: dt.datetime) -> Iterator[str]:
    """I9: deliveries whose worker has died and that no relay has taken back."""
    dead = select(Delivery.id).where(Delivery.state == DeliveryState.RUNNING, Delivery.lease_until < now)
    yield from session.scalars(dead)


def messages_by_queue(session: Session) -> Iterator[tuple[str, str, int]]:
    """How many messages are not over: (queue, state, count). What was applied is kept for repeats, and not counted."""
    here = Delivery.state != DeliveryState.APPLIED
    counted = select(Delivery.queue, Delivery.state, func.count()).where(here).group_by(Delivery.queue, Delivery.state)
    for queue, state, count in session.execute(counted):
        yield queue, state.value, count


def oldest_due(session: Session, now: dt.datetime) -> Iterator[tuple[str, dt.datetime]]:
    """Since when the oldest message of each queue is due: (queue, moment)."""
    due = select(Delivery.queue, func.min(Delivery.due_at, type_=UtcDateTime())).where(
        Delivery.state == DeliveryState.DUE, Delivery.due_at <= now
    )
    for row in session.execute(due.group_by(Delivery.queue)):
        yield row[0], row[1]


def oldest_event(session: Session) -> dt.datetime | None:
    """When the oldest event occurred that no relay has told; None where all were."""
    return session.scalar(
        select(func.min(OutboxEvent.occurred_at, type_=UtcDateTime())).where(OutboxEvent.expanded_at.is_(None))
    )


@dataclass(frozen=True, slots=True)
class SilentQueue:
    """A queue for which the broker confirms nothing: how many messages were tried, and how often the worst of them."""

    queue: str
    messages: int
    failures: int


def silent_queues(session: Session) -> Iterator[SilentQueue]:
    """Queues with messages that are due, were handed to the broker, and were not confirmed."""
    tried = select(Delivery.queue, func.count(), func.max(Delivery.publish_failures)).where(
        Delivery.state == DeliveryState.DUE, Delivery.publish_failures > 0
    )
    for queue, messages, failures in session.execute(tried.group_by(Delivery.queue).order_by(Delivery.queue)):
        yield SilentQueue(queue, messages, failures)


def retry_delivery(session: Session, message_id: str, at: dt.datetime) -> bool:
    """Let a given-up delivery be tried from the first attempt again; tells whether there was one."""
    row = session.get(Delivery, message_id, with_for_update=True)
    if row is None or row.state is not DeliveryState.FAILED:
        return False
    row.state, row.attempts, row.due_at, row.applied_at = DeliveryState.DUE, 0, at, None
    return True
