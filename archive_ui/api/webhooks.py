"""Webhooks: which addresses are told what, what they were told, and once more."""

from __future__ import annotations

from archive_ui.api.routes import ApiRoute, ApiVisit
from archive_ui.api.webhook_values import (
    Deliveries,
    DeliveryRow,
    OrderedWebhook,
    WebhookRow,
    Webhooks,
    WebhookWithSecret,
)
from identity.api_keys import KeyScope
from integrations.announcing import send_test
from integrations.deliveries import DeliveryView, list_deliveries, replay
from integrations.endpoints import (
    AddEndpoint,
    EndpointView,
    NewSecret,
    add_endpoint,
    get_endpoint,
    list_endpoints,
    move_endpoint,
    remove_endpoint,
    rotate_secret,
)
from integrations.lifecycle import EndpointMove
from integrations.messages import Topic
from kernel.tenancy.scope import TenantScope
from kernel.unit_of_work import UnitOfWork


def show_webhooks(visit: ApiVisit) -> Webhooks:
    """Every address of the tenant, the oldest first."""
    with visit.reading() as session:
        return Webhooks(webhooks=[_row(each) for each in list_endpoints(session)])


def order_webhook(visit: ApiVisit, body: OrderedWebhook) -> WebhookWithSecret:
    """Tell one more address; its secret is in this answer and in no other."""
    topics = frozenset(Topic(topic) for topic in body.topics)
    http = visit.deps.settings.allows_http_webhooks
    order = AddEndpoint(visit.tenant_id, body.url, topics, body.description, visit.user_id, allows_http=http)
    return _with_secret(add_endpoint(order, _uow(visit), visit.deps.webhook_key_of, visit.deps.clock))


def show_webhook(visit: ApiVisit, webhook_id: str) -> WebhookRow:
    """One address."""
    with visit.reading() as session:
        return _row(get_endpoint(session, webhook_id))


def renew_secret(visit: ApiVisit, webhook_id: str) -> WebhookWithSecret:
    """A new secret; for a day messages carry signatures by the old one too."""
    key_of, clock = visit.deps.webhook_key_of, visit.deps.clock
    return _with_secret(rotate_secret(webhook_id, visit.user_id, _uow(visit), key_of, clock))


def pause(visit: ApiVisit, webhook_id: str) -> WebhookRow:
    """Tell it nothing until it is resumed; what happens meanwhile is not told later."""
    return _moved(visit, webhook_id, EndpointMove.PAUSE)


def resume(visit: ApiVisit, webhook_id: str) -> WebhookRow:
    """Tell it again, from now on."""
    return _moved(visit, webhook_id, EndpointMove.RESUME)


def remove(visit: ApiVisit, webhook_id: str) -> WebhookRow:
    """Tell it nothing any more."""
    row = show_webhook(visit, webhook_id)
    remove_endpoint(webhook_id, visit.user_id, _uow(visit), visit.deps.clock)
    return row


def test_webhook(visit: ApiVisit, webhook_id: str) -> DeliveryRow:
    """Send it a message that means nothing, to see that it arrives."""
    return _delivery(send_test(webhook_id, _uow(visit), visit.deps.clock))


def show_deliveries(visit: ApiVisit, webhook_id: str) -> Deliveries:
    """What it was told lately, and what came of that."""
    with visit.reading() as session:
        get_endpoint(session, webhook_id)
        return Deliveries(deliveries=[_delivery(each) for each in list_deliveries(session, webhook_id)])


def replay_delivery(visit: ApiVisit, delivery_id: str) -> DeliveryRow:
    """Send one message again, with the same id."""
    return _delivery(replay(delivery_id, visit.user_id, _uow(visit), visit.deps.clock))


def _moved(visit: ApiVisit, webhook_id: str, move: EndpointMove) -> WebhookRow:
    return _row(move_endpoint(webhook_id, move, visit.user_id, _uow(visit), visit.deps.clock))


def _uow(visit: ApiVisit) -> UnitOfWork:
    return visit.deps.database.unit_of_work(TenantScope(visit.tenant_id))


def _row(view: EndpointView) -> WebhookRow:
    return WebhookRow(
        webhook_id=view.endpoint_id, url=view.url, topics=sorted(view.topics, key=lambda topic: topic.value),
        description=view.description, state=view.state, created_at=view.created_at, failing_since=view.failing_since,
    )  # fmt: skip


def _with_secret(new: NewSecret) -> WebhookWithSecret:
    return WebhookWithSecret(**_row(new.view).model_dump(), secret=new.secret)


def _delivery(view: DeliveryView) -> DeliveryRow:
    return DeliveryRow(
        delivery_id=view.delivery_id, webhook_id=view.endpoint_id, topic=view.topic, subject_id=view.subject_id,
        occurred_at=view.occurred_at, state=view.state, attempts=view.attempts, due_at=view.due_at,
        status=view.status, code=view.error_code,
    )  # fmt: skip


_HOOKS = KeyScope.WEBHOOKS
_ALL, _ONE = "/v1/webhooks", "/v1/webhooks/<webhook_id>"
ROUTES = (
    ApiRoute(_ALL, "webhooks", show_webhooks, _HOOKS, "List the webhooks", Webhooks),
    ApiRoute(
        _ALL, "order_webhook", order_webhook, _HOOKS, "Tell one more address", WebhookWithSecret, method="POST",
        status=201, body=OrderedWebhook, problems=(400, 409, 413, 415, 422),
    ),
    ApiRoute(_ONE, "webhook", show_webhook, _HOOKS, "One webhook", WebhookRow, problems=(404,)),
    ApiRoute(
        _ONE, "remove_webhook", remove, _HOOKS, "Tell an address nothing any more", WebhookRow, method="DELETE",
        problems=(404,),
    ),
    ApiRoute(
        f"{_ONE}/secret", "renew_webhook_secret", renew_secret, _HOOKS, "Give it a new secret", WebhookWithSecret,
        method="POST", status=201, problems=(404,),
    ),
    ApiRoute(
        f"{_ONE}/pause", "pause_webhook", pause, _HOOKS, "Tell it nothing for a while", WebhookRow, method="POST",
        problems=(404, 409),
    ),
    ApiRoute(
        f"{_ONE}/resume", "resume_webhook", resume, _HOOKS, "Tell it again", WebhookRow, method="POST",
        problems=(404, 409),
    ),
    ApiRoute(
        f"{_ONE}/test", "test_webhook", test_webhook, _HOOKS, "Send it a message that means nothing", DeliveryRow,
        method="POST", status=202, problems=(404,),
    ),
    ApiRoute(
        f"{_ONE}/deliveries", "webhook_deliveries", show_deliveries, _HOOKS, "What it was told", Deliveries,
        problems=(404,),
    ),
    ApiRoute(
        "/v1/deliveries/<delivery_id>/replay", "replay_delivery", replay_delivery, _HOOKS, "Send a message again",
        DeliveryRow, method="POST", status=202, problems=(404, 409),
    ),
)  # fmt: skip
