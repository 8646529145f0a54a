"""Messages on their way: shown, sent again, and made due by the clock."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from sqlalchemy import ColumnElement, Select, func, select
from sqlalchemy.orm import Session

from integrations.events import WebhookDue
from integrations.lifecycle import DELIVERY, DeliveryMove, DeliveryState
from integrations.messages import Topic
from integrations.models import WebhookDelivery
from kernel.audit.journal import AuditFact, append
from kernel.clock import Clock
from kernel.errors import NotFound
from kernel.ids import TenantId
from kernel.unit_of_work import UnitOfWork

# Whoever sets an attempt going leaves it this long; one that was lost on the way is made due again then.
OVERDUE = dt.timedelta(minutes=2)
DUE_AT_ONCE = 200


@dataclass(frozen=True, slots=True)
class DeliveryView:
    """A message as it may be shown.

    Attributes:
        status: What the server answered last; None where it did not.
    """

    delivery_id: str
    endpoint_id: str
    topic: Topic
    subject_id: str
    occurred_at: dt.datetime
    state: DeliveryState
    attempts: int
    due_at: dt.datetime | None
    status: int | None
    error_code: str | None
    ended_at: dt.datetime | None


@dataclass(frozen=True, slots=True)
class FailedMessage:
    """A message that was given up, as those see it who keep the machine going."""

    delivery_id: str
    tenant_id: TenantId
    cause: str | None
    at: dt.datetime


def list_deliveries(session: Session, endpoint_id: str, limit: int = 50) -> list[DeliveryView]:
    """The last messages to one address of the session's tenant, newest first."""
    rows = select(WebhookDelivery).where(WebhookDelivery.endpoint_id == endpoint_id)
    newest = rows.order_by(WebhookDelivery.occurred_at.desc(), WebhookDelivery.id).limit(limit)
    return [view_of(row) for row in session.scalars(newest)]


def failed_messages(session: Session, tenants: Select[str], *, limit: int) -> list[FailedMessage]:
    """Messages to programs of these tenants that were given up, latest first; needs the system scope."""
    rows = select(WebhookDelivery).where(*_failed(tenants)).order_by(WebhookDelivery.occurred_at.desc()).limit(limit)
    return [
        FailedMessage(row.id, TenantId(row.tenant_id), row.error_code, row.occurred_at) for row in session.scalars(rows)
    ]


def count_failed_messages(session: Session, tenants: Select[str]) -> int:
    """How many there are; needs the system scope."""
    return session.scalar(select(func.count()).select_from(WebhookDelivery).where(*_failed(tenants))) or 0


def replay(delivery_id: str, actor: str, uow: UnitOfWork, clock: Clock) -> DeliveryView:
    """Send a message once more, with the same id: whoever took it before knows it by that.

    Raises:
        NotFound: The tenant has no such message.
        MoveRefused: It is on its way already.
    """
    with uow:
        row = uow.session.scalars(
            select(WebhookDelivery).where(WebhookDelivery.id == delivery_id).with_for_update()
        ).one_or_none()
        if row is None:
            raise NotFound("there is no such message; look at the list", delivery_id=delivery_id)
        row.state = DELIVERY.next(row.state, DeliveryMove.REPLAY)
        row.attempts, row.due_at, row.ended_at = 0, clock.now() + OVERDUE, None
        append(
            uow.session,
            AuditFact(TenantId(row.tenant_id), actor, "webhook_replayed", "webhook_delivery", row.id),
            clock.now(),
        )
        uow.emit(WebhookDue(TenantId(row.tenant_id), row.id))
        uow.commit()
    return view_of(row)


def make_due(uow: UnitOfWork, now: dt.datetime) -> int:
    """Set going every message whose next attempt is due; tells how many. Needs the system scope."""
    with uow:
        wanted = select(WebhookDelivery).where(
            WebhookDelivery.state == DeliveryState.WAITING, WebhookDelivery.due_at <= now
        )
        rows = uow.session.scalars(
            wanted.order_by(WebhookDelivery.due_at).limit(DUE_AT_ONCE).with_for_update(skip_locked=True)
        ).all()
        for row in rows:
            row.due_at = now + OVERDUE
            uow.emit(WebhookDue(TenantId(row.tenant_id), row.id))
        if rows:
            uow.commit()
    return len(rows)


def _failed(tenants: Select[str]) -> tuple[ColumnElement[bool], ...]:
    return WebhookDelivery.state == DeliveryState.FAILED, WebhookDelivery.tenant_id.in_(tenants)


def view_of(row: WebhookDelivery) -> DeliveryView:
    """A row as it may be shown."""
    return DeliveryView(
        delivery_id=row.id, endpoint_id=row.endpoint_id, topic=Topic(row.topic), subject_id=row.subject_id,
        occurred_at=row.occurred_at, state=row.state, attempts=row.attempts, due_at=row.due_at, status=row.status,
        error_code=row.error_code, ended_at=row.ended_at,
    )  # fmt: skip
