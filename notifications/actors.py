"""Entry points of mail for the workers: thin, one use case each."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial

import dramatiq

from kernel.broker import Job, declare
from kernel.outbox.inbox import Inbox
from notifications.deps import NotificationDeps
from notifications.kinds import Kind
from notifications.noting import About, give_up_noting, note_event
from notifications.pushing import give_up_push, push_news
from notifications.sending import PATIENT, give_up_mail, send_mail

QUEUE = "mail"
NOTED: Mapping[str, About] = {
    "notifications.note_letter": About(Kind.NEW_LETTER, "document_id"),
    "notifications.note_assigned": About(Kind.ASSIGNED, "document_id", person="assignee_id"),
    "notifications.note_quarantine": About(Kind.QUARANTINE, "intake_id"),
}
"""Which actor notes what: an event sets going the one that fits."""


def declare_actors(broker: dramatiq.Broker, inbox: Inbox, deps: NotificationDeps) -> None:
    """Let the workers of `broker` note what there is to tell, send mails and reach devices."""
    for actor, about in NOTED.items():
        work, give_up = partial(note_event, deps.noting, about), partial(give_up_noting, deps.noting)
        declare(broker, inbox, Job(actor, QUEUE, work, give_up))
    send, give_up_sending = partial(send_mail, deps), partial(give_up_mail, deps)
    declare(broker, inbox, Job("notifications.send_mail", QUEUE, send, give_up_sending, PATIENT))
    push, give_up_pushing = partial(push_news, deps.pushing), partial(give_up_push, deps.pushing)
    declare(broker, inbox, Job("notifications.push_news", QUEUE, push, give_up_pushing, PATIENT))
