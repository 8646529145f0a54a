"""Sending one mail: at least once, never while a transaction is open, recognisable when it comes twice."""

from __future__ import annotations

import datetime as dt

from kernel.errors import PlatformError
from kernel.logs import get_logger
from kernel.outbox.inbox import RetryPolicy, Ticket, abandon, claim
from kernel.tenancy.scope import TenantScope
from notifications.deps import NotificationDeps
from notifications.letters import compose

# A mail server may be away for an hour; links live that long at least.
PATIENT = RetryPolicy(attempts=10, first_wait=dt.timedelta(seconds=10), longest_wait=dt.timedelta(minutes=10))
log = get_logger(__name__)


def send_mail(deps: NotificationDeps, ticket: Ticket) -> None:
    """Send what the ticket names, if it is still worth saying.

    Raises:
        MailerUnavailable: The mail server is away; tried again later.
        MailRefused: The mail server refuses this mail for good.
    """
    letter = deps.letter_of(ticket.payload)
    if letter is not None:
        deps.mailer.send(compose(letter, ticket.message_id))
    with deps.database.unit_of_work(TenantScope(ticket.tenant_id)) as uow:
        claim(uow.session, ticket.message_id, deps.clock.now())
        uow.commit()
    log.info("mail_sent" if letter else "mail_not_needed", matter=ticket.payload.get("matter"))


def give_up_mail(deps: NotificationDeps, ticket: Ticket, error: PlatformError) -> None:
    """Leave the failure as a row that people see and can retry."""
    code = str(error.context.get("cause", error.code))
    with deps.database.unit_of_work(TenantScope(ticket.tenant_id)) as uow:
        abandon(uow.session, ticket.message_id, code, deps.clock.now())
        uow.commit()
    log.warning("mail_given_up", matter=ticket.payload.get("matter"), code=code)
