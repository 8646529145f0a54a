"""Tables of what other programs are told and take over."""

from __future__ import annotations

import datetime as dt

from sqlalchemy import JSON, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from integrations.lifecycle import DeliveryState, EndpointState, HandoverState
from kernel.db import Base, TenantOwned, UtcDateTime
from kernel.ids import new_id


class WebhookEndpoint(TenantOwned, Base):
    """An address of a tenant's that is told what happens.

    Attributes:
        topics: Values of `Topic` that it wants.
        generation: Counts the changes of its secret, which is derived and stored nowhere.
        rotated_at: When the secret changed; the one before signs beside it for a day.
        failing_since: When the first of the attempts that fail without a break was made; None while it answers.
    """

    __tablename__ = "webhook_endpoints"

    id: Mapped[str] = mapped_column(String(32), primary_key=True, default=new_id)
    url: Mapped[str] = mapped_column(String(2000))
    description: Mapped[str] = mapped_column(String(200))
    topics: Mapped[list[str]] = mapped_column(JSON)
    state: Mapped[EndpointState]
    generation: Mapped[int] = mapped_column(default=1)
    rotated_at: Mapped[dt.datetime | None] = mapped_column(UtcDateTime)
    created_at: Mapped[dt.datetime] = mapped_column(UtcDateTime)
    failing_since: Mapped[dt.datetime | None] = mapped_column(UtcDateTime)
    removed_at: Mapped[dt.datetime | None] = mapped_column(UtcDateTime)


class WebhookDelivery(TenantOwned, Base):
    """One message to one address.

    Attributes:
        id: The message's id (`webhook-id`), the same in every attempt.
        subject_id: The document that it is about.
        attempts: Tries so far; a replay starts again at 0.
        due_at: When the next attempt is to be made; None when none is.
        status: What the server answered last; None where it did not.
        error_code: Why the last attempt failed.
    """

    __tablename__ = "webhook_deliveries"
    __table_args__ = (Index("ix_webhook_deliveries_due_at", "due_at"),)

    id: Mapped[str] = mapped_column(String(32), primary_key=True)
    endpoint_id: Mapped[str] = mapped_column(String(32), index=True)
    topic: Mapped[str] = mapped_column(String(40))
    subject_id: Mapped[str] = mapped_column(String(32))
    occurred_at: Mapped[dt.datetime] = mapped_column(UtcDateTime)
    state: Mapped[DeliveryState]
    attempts: Mapped[int] = mapped_column(default=0)
    due_at: Mapped[dt.datetime | None] = mapped_column(UtcDateTime)
    status: Mapped[int | None]
    error_code: Mapped[str | None] = mapped_column(String(40))
    ended_at: Mapped[dt.datetime | None] = mapped_column(UtcDateTime)


class ErpHandover(TenantOwned, Base):
    """A document on its way to a tenant's bookkeeping.

    Attributes:
        offered_at: When it was offered last: on filing, after a change, or by hand.
        reference: What bookkeeping calls it.
        reason: Why it was refused, in the other program's words.
    """

    __tablename__ = "erp_handovers"
    __table_args__ = (
        UniqueConstraint("tenant_id", "document_id"),
        Index("ix_erp_handovers_open", "tenant_id", "state", "offered_at"),
    )

    id: Mapped[str] = mapped_column(String(32), primary_key=True, default=new_id)
    document_id: Mapped[str] = mapped_column(String(32))
    state: Mapped[HandoverState]
    offered_at: Mapped[dt.datetime] = mapped_column(UtcDateTime)
    answered_at: Mapped[dt.datetime | None] = mapped_column(UtcDateTime)
    reference: Mapped[str | None] = mapped_column(String(120))
    reason: Mapped[str | None] = mapped_column(String(500))
