"""What a webhook says, and how it is signed (Standard Webhooks 1.0.0); pure.

A message carries ids and never content: the program that hears it asks the API, which
checks its key. So a message that goes astray tells nothing but that something happened.
"""

from __future__ import annotations

import base64
import datetime as dt
import enum
import json
from collections.abc import Sequence
from dataclasses import dataclass

from standardwebhooks import Webhook

from kernel.tenancy.master_key import derive

SECRET_PREFIX = "whsec_"  # noqa: S105 - the standard's own prefix, no secret
USER_AGENT = "Postkamer-Webhooks/1"


class Topic(enum.Enum):
    """What a message may be about."""

    DOCUMENT_FILED = "document.filed"
    DOCUMENT_CHANGED = "document.changed"
    DOCUMENT_LEFT = "document.left"
    TEST = "webhook.test"


SUBSCRIBABLE = frozenset({Topic.DOCUMENT_FILED, Topic.DOCUMENT_CHANGED, Topic.DOCUMENT_LEFT})


@dataclass(frozen=True, slots=True)
class Message:
    """One message, the same in every attempt.

    Attributes:
        message_id: The receiver knows a repeat by it.
        subject_id: The document's id; the endpoint's own for a test.
        occurred_at: When it happened, aware.
    """

    message_id: str
    topic: Topic
    subject_id: str
    occurred_at: dt.datetime


def body_of(message: Message) -> str:
    """The JSON that is sent: type, timestamp and data, as the standard recommends."""
    name = "endpoint_id" if message.topic is Topic.TEST else "document_id"
    moment = message.occurred_at.astimezone(dt.UTC).isoformat().replace("+00:00", "Z")
    return json.dumps(
        {"type": message.topic.value, "timestamp": moment, "data": {name: message.subject_id}}, separators=(",", ":")
    )


def headers_of(message: Message, body: str, secrets: Sequence[str], at: dt.datetime) -> dict[str, str]:
    """The headers that prove where a message comes from; one signature per secret, the latest first."""
    moment = at.astimezone(dt.UTC)
    signatures = [Webhook(secret).sign(message.message_id, moment, body) for secret in secrets]
    return {
        "Content-Type": "application/json",
        "User-Agent": USER_AGENT,
        "webhook-id": message.message_id,
        "webhook-timestamp": str(int(moment.timestamp())),
        "webhook-signature": " ".join(signatures),
    }


def secret_of(tenant_key: bytes, endpoint_id: str, generation: int) -> str:
    """An endpoint's secret, derived from its tenant's key: nothing is stored, and it dies with the tenant's key."""
    key = derive(tenant_key, f"postkamer webhook {endpoint_id} {generation}".encode())
    return SECRET_PREFIX + base64.b64encode(key).decode()
