"""One attempt at one message: signed, sent, and what came of it written down."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from integrations.announcing import IntegrationDeps
from integrations.endpoints import EndpointView, get_endpoint, secrets_at
from integrations.errors import AddressForbidden, ServerSilent
from integrations.lifecycle import DELIVERY, ENDPOINT, DeliveryMove, DeliveryState, EndpointMove, EndpointState
from integrations.messages import Message, Topic, body_of, headers_of
from integrations.models import WebhookDelivery, WebhookEndpoint
from integrations.patience import next_attempt
from integrations.post import Answer
from kernel.errors import NotFound, PlatformError
from kernel.logs import get_logger
from kernel.outbox.inbox import Ticket, abandon, claim
from kernel.tenancy.scope import TenantScope

GONE = 410
log = get_logger(__name__)


@dataclass(frozen=True, slots=True)
class Outcome:
    """What one attempt came to.

    Attributes:
        answer: What the server said; None where it did not.
        error_code: Why nothing was delivered; None on success.
        is_final: Trying again cannot help.
    """

    answer: Answer | None
    error_code: str | None
    is_final: bool = False


def send_webhook(deps: IntegrationDeps, ticket: Ticket) -> None:
    """Make the attempt that the ticket names; the call is made with no transaction open.

    A worker that dies between the call and its record makes the attempt again: receivers know a
    repeat by its `webhook-id`.
    """
    scope = TenantScope(ticket.tenant_id)
    with deps.database.unit_of_work(scope) as uow:
        waiting = _waiting(uow.session, ticket.payload["delivery_id"])
    outcome = _attempt(deps, *waiting) if waiting else None
    now = deps.clock.now()
    with deps.database.unit_of_work(scope) as uow:
        claim(uow.session, ticket.message_id, now)
        if waiting and outcome:
            _record(uow.session, waiting[0].message_id, outcome, now)
        uow.commit()


def give_up_sending(deps: IntegrationDeps, ticket: Ticket, error: PlatformError) -> None:
    """An attempt that failed for a reason of our own counts as one; the clock makes the next."""
    now = deps.clock.now()
    with deps.database.unit_of_work(TenantScope(ticket.tenant_id)) as uow:
        abandon(uow.session, ticket.message_id, error.code, now)
        _record(uow.session, ticket.payload["delivery_id"], Outcome(None, error.code), now)
        uow.commit()


def _waiting(session: Session, delivery_id: str) -> tuple[Message, EndpointView | None] | None:
    """The message and its address, which is None where it was removed; None where nothing is left to send."""
    row = session.scalars(select(WebhookDelivery).where(WebhookDelivery.id == delivery_id)).one_or_none()
    if row is None or row.state is not DeliveryState.WAITING:
        return None
    message = Message(row.id, Topic(row.topic), row.subject_id, row.occurred_at)
    try:
        return message, get_endpoint(session, row.endpoint_id)
    except NotFound:
        return message, None


def _attempt(deps: IntegrationDeps, message: Message, endpoint: EndpointView | None) -> Outcome:
    if endpoint is None or endpoint.state is not EndpointState.ACTIVE:
        state = endpoint.state.value if endpoint else "removed"
        return Outcome(None, f"endpoint_{state}", is_final=True)
    body, now = body_of(message), deps.clock.now()
    secrets = secrets_at(endpoint, deps.key_of(endpoint.tenant_id), now)
    try:
        answer = deps.post.send(endpoint.url, headers_of(message, body, secrets, now), body)
    except AddressForbidden as error:
        return Outcome(None, error.code, is_final=True)
    except ServerSilent as error:
        return Outcome(None, error.code)
    if answer.is_success:
        return Outcome(answer, None)
    return Outcome(answer, f"http_{answer.status}", is_final=answer.status == GONE)


def _record(session: Session, delivery_id: str, outcome: Outcome, now: dt.datetime) -> None:
    row = session.scalars(
        select(WebhookDelivery).where(WebhookDelivery.id == delivery_id).with_for_update()
    ).one_or_none()
    if row is None or row.state is not DeliveryState.WAITING:
        return
    row.attempts += 1
    row.status = outcome.answer.status if outcome.answer else None
    row.error_code = outcome.error_code
    asked = outcome.answer.retry_after_s if outcome.answer else None
    again = None if outcome.is_final else next_attempt(row.attempts, now, asked)
    move = _move(outcome, is_tried_again=again is not None)
    row.state = DELIVERY.next(row.state, move)
    row.due_at = again if move is DeliveryMove.TRY_AGAIN else None
    row.ended_at = None if move is DeliveryMove.TRY_AGAIN else now
    _tell_endpoint(session, row, outcome, now)
    log.info("webhook_attempted", tenant_id=row.tenant_id, delivery_id=row.id, status=row.status, code=row.error_code)


def _move(outcome: Outcome, *, is_tried_again: bool) -> DeliveryMove:
    if outcome.error_code is None:
        return DeliveryMove.SUCCEED
    return DeliveryMove.TRY_AGAIN if is_tried_again else DeliveryMove.GIVE_UP


def _tell_endpoint(session: Session, row: WebhookDelivery, outcome: Outcome, now: dt.datetime) -> None:
    endpoint = session.get(WebhookEndpoint, row.endpoint_id, with_for_update=True)
    if endpoint is None:
        return
    if outcome.error_code is None:
        endpoint.failing_since = None
        return
    endpoint.failing_since = endpoint.failing_since or now
    if row.status == GONE and ENDPOINT.allows(endpoint.state, EndpointMove.LEAVE):
        endpoint.state = ENDPOINT.next(endpoint.state, EndpointMove.LEAVE)
