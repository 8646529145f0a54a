"""Webhooks: which addresses are told what, whether they take it, and once more."""

from __future__ import annotations

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from archive_ui.routes import TenantRoute, TenantVisit
from archive_ui.words.programs import DELIVERY_STATES, ENDPOINT_STATES, TOPICS, delivery_cause
from archive_ui.words.refusals import refusal_text
from integrations.announcing import send_test
from integrations.deliveries import list_deliveries, replay
from integrations.endpoints import (
    AddEndpoint,
    NewSecret,
    add_endpoint,
    get_endpoint,
    list_endpoints,
    move_endpoint,
    remove_endpoint,
    restore_endpoint,
    rotate_secret,
)
from integrations.errors import EndpointRefused, TooManyEndpoints
from integrations.lifecycle import EndpointMove
from integrations.messages import SUBSCRIBABLE, Topic
from kernel.errors import PlatformError
from kernel.tenancy.roles import Permission

OFFERED = tuple(topic for topic in Topic if topic in SUBSCRIBABLE)


def show_webhooks(visit: TenantVisit) -> ResponseReturnValue:
    """Every address, and a form for another."""
    return _page(visit, None)


def add_webhook(visit: TenantVisit) -> ResponseReturnValue:
    """Tell one more address, and show its secret this once."""
    topics = frozenset(topic for topic in OFFERED if topic.value in request.form.getlist("topic"))
    url, description = request.form.get("url", "").strip(), request.form.get("description", "")
    allows_http = visit.deps.settings.allows_http_webhooks
    order = AddEndpoint(visit.tenant_id, url, topics, description, visit.user_id, allows_http=allows_http)
    try:
        made = add_endpoint(order, visit.unit_of_work(), visit.deps.webhook_key_of, visit.deps.clock)
    except (EndpointRefused, TooManyEndpoints) as error:
        return _page(visit, error)
    return _secret(made)


def show_webhook(visit: TenantVisit, webhook_id: str) -> ResponseReturnValue:
    """One address: how it stands and what it was told lately."""
    with visit.reading() as session:
        endpoint = get_endpoint(session, webhook_id)
        deliveries = list_deliveries(session, webhook_id)
    return render_template(
        "webhook.html", endpoint=endpoint, deliveries=deliveries, topics=TOPICS, states=ENDPOINT_STATES,
        delivery_states=DELIVERY_STATES, cause=delivery_cause,
    )  # fmt: skip


def change_webhook(visit: TenantVisit, webhook_id: str) -> ResponseReturnValue:
    """Test it, pause it, go on with it, give it another secret, or remove it; `do` tells which."""
    clock, actor = visit.deps.clock, visit.user_id
    match request.values.get("do"):
        case "test":
            send_test(webhook_id, visit.unit_of_work(), clock)
            flash(gettext("The test is on its way. What came of it stands below in a moment."), "success")
        case "pause":
            move_endpoint(webhook_id, EndpointMove.PAUSE, actor, visit.unit_of_work(), clock)
            flash(gettext("Paused. What happens meanwhile is not told later."), "success")
        case "resume":
            move_endpoint(webhook_id, EndpointMove.RESUME, actor, visit.unit_of_work(), clock)
            flash(gettext("It is told again, from now on."), "success")
        case "secret":
            key_of = visit.deps.webhook_key_of
            return _secret(rotate_secret(webhook_id, actor, visit.unit_of_work(), key_of, clock))
        case "remove":
            return _removed(visit, webhook_id)
        case "restore":
            restore_endpoint(webhook_id, actor, visit.unit_of_work(), clock)
            flash(gettext("It is told again, with the secret it had."), "success")
        case _:
            with visit.reading() as session:
                get_endpoint(session, webhook_id)
            flash(gettext("Nothing was changed. Choose what is to be done."), "problem")
    return redirect(url_for("webhook", webhook_id=webhook_id), 303)


def replay_message(visit: TenantVisit, webhook_id: str, delivery_id: str) -> ResponseReturnValue:
    """Send one message again, with the same id."""
    with visit.reading() as session:
        get_endpoint(session, webhook_id)
    replay(delivery_id, visit.user_id, visit.unit_of_work(), visit.deps.clock)
    flash(gettext("The message is being sent again. A program that took it before knows it by its id."), "success")
    return redirect(url_for("webhook", webhook_id=webhook_id), 303)


def _removed(visit: TenantVisit, webhook_id: str) -> ResponseReturnValue:
    remove_endpoint(webhook_id, visit.user_id, visit.unit_of_work(), visit.deps.clock)
    undo = url_for("change_webhook", webhook_id=webhook_id, do="restore")
    text = gettext("The address is told nothing any more.")
    flash((text, undo), "undo")  # type: ignore[arg-type]  # Flask keeps any value that JSON can
    return redirect(url_for("webhooks"), 303)


def _secret(made: NewSecret) -> ResponseReturnValue:
    return render_template("webhook_secret.html", made=made)


def _page(visit: TenantVisit, refusal: PlatformError | None) -> ResponseReturnValue:
    with visit.reading() as session:
        endpoints = list_endpoints(session)
    written = {name: request.form.get(name, "") for name in ("url", "description")}
    chosen = request.form.getlist("topic") if refusal else [Topic.DOCUMENT_FILED.value]
    page = render_template(
        "webhooks.html", endpoints=endpoints, topics=TOPICS, offered=OFFERED, states=ENDPOINT_STATES,
        written=written, chosen=chosen, problem=refusal_text(refusal) if refusal else None,
    )  # fmt: skip
    return page, 422 if refusal else 200


_ALL = "/t/<tenant>/webhooks"
_ONE = f"{_ALL}/<webhook_id>"
_MAY = Permission.ADMINISTER
ROUTES = (
    TenantRoute(_ALL, "webhooks", show_webhooks, _MAY),
    TenantRoute(_ALL, "add_webhook", add_webhook, _MAY, ("POST",)),
    TenantRoute(_ONE, "webhook", show_webhook, _MAY),
    TenantRoute(_ONE, "change_webhook", change_webhook, _MAY, ("POST",)),
    TenantRoute(f"{_ONE}/deliveries/<delivery_id>", "replay_message", replay_message, _MAY, ("POST",)),
)
