"""What sending mails needs, given once."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from kernel.clock import Clock
from kernel.unit_of_work import Database
from notifications.letters import Letter
from notifications.mailer import Mailer
from notifications.noting import NotingDeps
from notifications.pushing import PushingDeps


@dataclass(frozen=True, slots=True)
class NotificationDeps:
    """The ports of this room; wiring fills them.

    Attributes:
        letter_of: What an event's ids stand for now; None where nothing is left to be said.
    """

    database: Database
    clock: Clock
    mailer: Mailer
    letter_of: Callable[[Mapping[str, str]], Letter | None]
    noting: NotingDeps
    pushing: PushingDeps
