"""Telling other programs of a fact: one message per address that wants it, and an offer to bookkeeping."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Protocol

from sqlalchemy import select
from sqlalchemy.orm import Session

from integrations.deliveries import OVERDUE, DeliveryView, view_of
from integrations.endpoints import TenantKeyOf, endpoint_row
from integrations.erp_handover import offer
from integrations.events import WebhookDue
from integrations.lifecycle import DELIVERY, EndpointState
from integrations.messages import Topic
from integrations.models import WebhookDelivery, WebhookEndpoint
from integrations.post import Post
from kernel.clock import Clock
from kernel.errors import PlatformError
from kernel.ids import TenantId, derived_id, new_id
from kernel.outbox.inbox import Ticket, abandon, claim
from kernel.tenancy.scope import Scope, TenantScope
from kernel.unit_of_work import UnitOfWork


class Transactions(Protocol):
    """The database, as far as this room needs it."""

    def unit_of_work(self, scope: Scope) -> UnitOfWork:
        """A writing transaction."""


@dataclass(frozen=True, slots=True)
class IntegrationDeps:
    """What this room needs; wiring fills it."""

    database: Transactions
    clock: Clock
    post: Post
    key_of: TenantKeyOf


def announce(deps: IntegrationDeps, topic: Topic, ticket: Ticket) -> None:
    """Write down who is to be told of the ticket's document, once however often it is delivered."""
    document_id, now = ticket.payload["document_id"], deps.clock.now()
    with deps.database.unit_of_work(TenantScope(ticket.tenant_id)) as uow:
        claim(uow.session, ticket.message_id, now)
        for endpoint in _listeners(uow.session, topic):
            delivery_id = derived_id(ticket.message_id, endpoint.id)
            queue_message(uow, endpoint, topic, document_id, delivery_id, now)
        offer(uow.session, ticket.tenant_id, document_id, topic, now)
        uow.commit()


def give_up_announcing(deps: IntegrationDeps, ticket: Ticket, error: PlatformError) -> None:
    """Keep the failure as a row among the failed deliveries of the outbox."""
    with deps.database.unit_of_work(TenantScope(ticket.tenant_id)) as uow:
        abandon(uow.session, ticket.message_id, error.code, deps.clock.now())
        uow.commit()


def send_test(endpoint_id: str, uow: UnitOfWork, clock: Clock) -> DeliveryView:
    """Send an address a message that means nothing, so that its owner sees whether it arrives.

    Raises:
        NotFound: There is no such address.
    """
    with uow:
        endpoint = endpoint_row(uow.session, endpoint_id)
        sent = queue_message(uow, endpoint, Topic.TEST, endpoint_id, new_id(), clock.now())
        uow.commit()
    return sent


def queue_message(
    uow: UnitOfWork, endpoint: WebhookEndpoint, topic: Topic, subject_id: str, delivery_id: str, now: dt.datetime
) -> DeliveryView:
    """Put one message on its way, in the caller's transaction."""
    row = WebhookDelivery(
        id=delivery_id, tenant_id=endpoint.tenant_id, endpoint_id=endpoint.id, topic=topic.value,
        subject_id=subject_id, occurred_at=now, state=DELIVERY.initial, attempts=0, due_at=now + OVERDUE,
    )  # fmt: skip
    uow.session.add(row)
    uow.emit(WebhookDue(TenantId(endpoint.tenant_id), row.id))
    return view_of(row)


def _listeners(session: Session, topic: Topic) -> list[WebhookEndpoint]:
    rows = select(WebhookEndpoint).where(
        WebhookEndpoint.removed_at.is_(None), WebhookEndpoint.state == EndpointState.ACTIVE
    )
    return [row for row in session.scalars(rows.order_by(WebhookEndpoint.id)) if topic.value in row.topics]
