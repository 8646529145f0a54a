"""Tables of the outbox: what happened, and what became of telling it."""

from __future__ import annotations

import datetime as dt
import enum

from sqlalchemy import JSON, ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from kernel.db import Base, TenantOwned, UtcDateTime
from kernel.ids import new_id


class DeliveryState(enum.Enum):
    """How far a delivery has come."""

    DUE = "due"
    PUBLISHED = "published"
    RUNNING = "running"
    APPLIED = "applied"
    FAILED = "failed"


class OutboxEvent(TenantOwned, Base):
    """A committed fact that waits to be expanded into deliveries; its trace goes along to whatever it sets going."""

    __tablename__ = "outbox_events"
    __table_args__ = (Index("ix_outbox_events_expanded", "expanded_at", "occurred_at"),)

    id: Mapped[str] = mapped_column(String(32), primary_key=True, default=new_id)
    name: Mapped[str] = mapped_column(String(80))
    payload: Mapped[dict[str, str]] = mapped_column(JSON)
    trace_id: Mapped[str | None] = mapped_column(String(32))
    occurred_at: Mapped[dt.datetime] = mapped_column(UtcDateTime)
    expanded_at: Mapped[dt.datetime | None] = mapped_column(UtcDateTime)


class Delivery(TenantOwned, Base):
    """One event on its way to one actor: outbox and inbox in one row.

    Attributes:
        id: The message id, derived from event and actor, so that a repeat is the same row.
        attempts: How often work was begun; counted before it begins, so that a killed worker counts too.
        due_at: Not published before this moment.
        publish_failures: How often the broker did not confirm it, since it last did.
        lease_until: While a worker lives it keeps moving this moment ahead of the clock.
    """

    __tablename__ = "deliveries"
    __table_args__ = (
        Index("ix_deliveries_waiting", "queue", "state", "due_at"),
        Index("ix_deliveries_under_way", "state", "lease_until", "published_at"),
        Index("ix_deliveries_applied", "state", "applied_at"),
        Index("ix_deliveries_event", "event_id"),
    )

    id: Mapped[str] = mapped_column(String(32), primary_key=True)
    event_id: Mapped[str] = mapped_column(ForeignKey("outbox_events.id"))
    actor: Mapped[str] = mapped_column(String(80))
    queue: Mapped[str] = mapped_column(String(40))
    payload: Mapped[dict[str, str]] = mapped_column(JSON)
    trace_id: Mapped[str | None] = mapped_column(String(32))
    state: Mapped[DeliveryState] = mapped_column(default=DeliveryState.DUE)
    attempts: Mapped[int] = mapped_column(default=0)
    due_at: Mapped[dt.datetime] = mapped_column(UtcDateTime)
    published_at: Mapped[dt.datetime | None] = mapped_column(UtcDateTime)
    publish_failures: Mapped[int] = mapped_column(default=0, server_default="0")
    worker_id: Mapped[str | None] = mapped_column(String(32))
    lease_until: Mapped[dt.datetime | None] = mapped_column(UtcDateTime)
    applied_at: Mapped[dt.datetime | None] = mapped_column(UtcDateTime)
    error_code: Mapped[str | None] = mapped_column(String(80))
