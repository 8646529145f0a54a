"""Showing counts on one device: at least once, outside any transaction, as the same notice when it repeats."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

from kernel.clock import Clock
from kernel.errors import PlatformError
from kernel.logs import get_logger
from kernel.outbox.inbox import Ticket, abandon, claim
from kernel.tenancy.scope import SystemScope, TenantScope
from kernel.unit_of_work import Database
from notifications.devices import DeviceAddress, address_of, forget_device
from notifications.letters import Letter, notice_of
from notifications.push_service import DeviceGone

PUSHING = SystemScope("a person is told of all their mailboxes on one device")
# Ten mailboxes fill a screen already.
LONGEST_BODY = 800
log = get_logger(__name__)


class Push(Protocol):
    """Reaches browsers."""

    def push(self, device: DeviceAddress, message: bytes) -> None:
        """Send one message to one browser.

        Raises:
            DeviceGone: Nobody is there any more.
            PlatformError: Not now, or never.
        """


@dataclass(frozen=True, slots=True)
class PushingDeps:
    """What showing counts on devices needs; wiring fills it.

    Attributes:
        letter_of: What an announcement's id stands for now; None where nothing is left to be said.
    """

    database: Database
    clock: Clock
    service: Push
    letter_of: Callable[[str], Letter | None]


def push_news(deps: PushingDeps, ticket: Ticket) -> None:
    """Show the counts that the ticket names on the device that it names, if both are there still.

    Raises:
        PlatformError: The push service is away, tried again later; or it refuses this message for good.
    """
    device_id, announcement_id = ticket.payload["device_id"], ticket.payload["announcement_id"]
    with deps.database.reading(PUSHING) as session:
        device = address_of(session, device_id)
    letter = deps.letter_of(announcement_id) if device else None
    is_gone = False
    if device is not None and letter is not None:
        is_gone = not _reached(deps, device, _message(letter, announcement_id))
    with deps.database.unit_of_work(PUSHING) as uow:
        claim(uow.session, ticket.message_id, deps.clock.now())
        if is_gone:
            forget_device(uow.session, device_id)
        uow.commit()
    log.info("device_gone" if is_gone else "news_pushed" if letter else "push_not_needed", device_id=device_id)


def give_up_push(deps: PushingDeps, ticket: Ticket, error: PlatformError) -> None:
    """Leave the failure as a row that people see and can retry."""
    with deps.database.unit_of_work(TenantScope(ticket.tenant_id)) as uow:
        abandon(uow.session, ticket.message_id, error.code, deps.clock.now())
        uow.commit()
    log.warning("push_given_up", device_id=ticket.payload["device_id"], code=error.code)


def _reached(deps: PushingDeps, device: DeviceAddress, message: bytes) -> bool:
    try:
        deps.service.push(device, message)
    except DeviceGone:
        return False
    return True


def _message(letter: Letter, announcement_id: str) -> bytes:
    """What the browser's worker reads; the tag makes a repeat take the place of the first."""
    body = "\n".join(notice_of(letter))
    shown = body if len(body) <= LONGEST_BODY else f"{body[: LONGEST_BODY - 1]}…"
    said = {"body": shown, "language": letter.language, "link": letter.link, "tag": announcement_id}
    return json.dumps(said, ensure_ascii=False).encode()
