"""What the API takes and answers about webhooks, as JSON: names stay, new ones may come."""

from __future__ import annotations

from typing import Literal

from pydantic import AwareDatetime, Field

from archive_ui.api.values import Given, Id, Taken
from integrations.endpoints import LONGEST_DESCRIPTION, LONGEST_URL
from integrations.lifecycle import DeliveryState, EndpointState
from integrations.messages import Topic

Subscribable = Literal["document.filed", "document.changed", "document.left"]


class OrderedWebhook(Taken):
    """An address that wants to be told."""

    url: str = Field(
        max_length=LONGEST_URL, description="An https address of a public host.",
        json_schema_extra={"format": "webhook-address"},
    )  # fmt: skip
    topics: list[Subscribable] = Field(min_length=1, max_length=3)
    description: str = Field("", max_length=LONGEST_DESCRIPTION)


class WebhookRow(Given):
    """An address that is told what happens."""

    webhook_id: Id
    url: str
    topics: list[Topic]
    description: str
    state: EndpointState
    created_at: AwareDatetime
    failing_since: AwareDatetime | None = Field(description="Since when it has taken nothing; null while it answers.")


class WebhookWithSecret(WebhookRow):
    """An address with the secret that its messages are signed with, shown this once."""

    secret: str = Field(description="`whsec_` and base64, as Standard Webhooks writes it.")


class Webhooks(Given):
    """All addresses of the tenant."""

    webhooks: list[WebhookRow]


class DeliveryRow(Given):
    """One message to one address."""

    delivery_id: Id = Field(description="The `webhook-id` of every attempt.")
    webhook_id: Id
    topic: Topic
    subject_id: Id
    occurred_at: AwareDatetime
    state: DeliveryState
    attempts: int
    due_at: AwareDatetime | None = Field(description="When the next attempt is made.")
    status: int | None = Field(description="What the server answered last.")
    code: str | None = Field(description="Why the last attempt failed.")


class Deliveries(Given):
    """The last messages to an address, newest first."""

    deliveries: list[DeliveryRow]
