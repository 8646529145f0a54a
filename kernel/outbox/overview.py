"""The work of several tenants at a glance: how much waits in each queue, how long already, and what was given up."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from sqlalchemy import ColumnElement, Select, case, func, select
from sqlalchemy.orm import Session

from kernel.db import UtcDateTime
from kernel.ids import TenantId
from kernel.outbox.models import Delivery, DeliveryState

WAITS = (DeliveryState.DUE, DeliveryState.PUBLISHED)


@dataclass(frozen=True, slots=True)
class QueueLength:
    """One queue.

    Attributes:
        waiting: Messages that nobody has begun.
        oldest_at: Since when the oldest of them is due.
        retried: How many of those that are not over were begun before and failed for the time being.
    """

    queue: str
    waiting: int
    running: int
    retried: int
    oldest_at: dt.datetime | None


@dataclass(frozen=True, slots=True)
class GivenUpWork:
    """A delivery that failed for good."""

    message_id: str
    tenant_id: TenantId
    actor: str
    cause: str | None
    at: dt.datetime


def queue_lengths(session: Session, tenants: Select[str]) -> Sequence[QueueLength]:
    """Every queue in which something of these tenants is not over; needs the system scope."""
    waits = Delivery.state.in_(WAITS)
    rows = (
        select(
            Delivery.queue,
            func.sum(case((waits, 1), else_=0)),
            func.sum(case((Delivery.state == DeliveryState.RUNNING, 1), else_=0)),
            func.sum(case((Delivery.attempts > 0, 1), else_=0)),
            func.min(case((waits, Delivery.due_at)), type_=UtcDateTime()),
        )
        .where(Delivery.state.in_((*WAITS, DeliveryState.RUNNING)), Delivery.tenant_id.in_(tenants))
        .group_by(Delivery.queue)
        .order_by(Delivery.queue)
    )
    return [QueueLength(row[0], int(row[1]), int(row[2]), int(row[3]), row[4]) for row in session.execute(rows)]


def given_up_work(
    session: Session, tenants: Select[str], shown_elsewhere: Collection[str], *, limit: int
) -> Sequence[GivenUpWork]:
    """What was given up, latest first, but for actors whose failures are rows of their own; needs the system scope."""
    rows = select(Delivery).where(*_given_up(tenants, shown_elsewhere)).order_by(Delivery.due_at.desc()).limit(limit)
    return [
        GivenUpWork(row.id, TenantId(row.tenant_id), row.actor, row.error_code, row.applied_at or row.due_at)
        for row in session.scalars(rows)
    ]


def count_given_up_work(session: Session, tenants: Select[str], shown_elsewhere: Collection[str]) -> int:
    """How many there are; needs the system scope."""
    rows = select(func.count()).select_from(Delivery).where(*_given_up(tenants, shown_elsewhere))
    return session.scalar(rows) or 0


def _given_up(tenants: Select[str], shown_elsewhere: Collection[str]) -> tuple[ColumnElement[bool], ...]:
    return (
        Delivery.state == DeliveryState.FAILED, Delivery.tenant_id.in_(tenants), Delivery.actor.not_in(shown_elsewhere)
    )  # fmt: skip
