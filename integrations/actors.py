"""Entry points for the workers: thin, one use case each."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial

import dramatiq

from integrations.announcing import IntegrationDeps, announce, give_up_announcing
from integrations.messages import Topic
from integrations.sending import give_up_sending, send_webhook
from kernel.broker import Job, declare
from kernel.outbox.inbox import Inbox

__all__ = ["ANNOUNCERS", "IntegrationDeps", "declare_actors"]

QUEUE = "webhooks"
ANNOUNCERS: Mapping[str, Topic] = {
    "integrations.announce_filed": Topic.DOCUMENT_FILED,
    "integrations.announce_changed": Topic.DOCUMENT_CHANGED,
    "integrations.announce_left": Topic.DOCUMENT_LEFT,
}
"""Which actor tells of what: an event sets going the one that fits."""


def declare_actors(broker: dramatiq.Broker, inbox: Inbox, deps: IntegrationDeps) -> None:
    """Let the workers of `broker` tell other programs."""
    for actor, topic in ANNOUNCERS.items():
        declare(broker, inbox, Job(actor, QUEUE, partial(announce, deps, topic), partial(give_up_announcing, deps)))
    work, give_up = partial(send_webhook, deps), partial(give_up_sending, deps)
    declare(broker, inbox, Job("integrations.send_webhook", QUEUE, work, give_up))
