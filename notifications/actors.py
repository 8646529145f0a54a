"""Entry point of mail for the workers: thin, one use case."""

from __future__ import annotations

from functools import partial

import dramatiq

from kernel.broker import Job, declare
from kernel.outbox.inbox import Inbox
from notifications.deps import NotificationDeps
from notifications.sending import PATIENT, give_up_mail, send_mail


def declare_actors(broker: dramatiq.Broker, inbox: Inbox, deps: NotificationDeps) -> None:
    """Let the workers of `broker` send mails."""
    work, give_up = partial(send_mail, deps), partial(give_up_mail, deps)
    declare(broker, inbox, Job("notifications.send_mail", "mail", work, give_up, PATIENT))
