"""Facts that this room tells."""

from __future__ import annotations

from dataclasses import dataclass

from kernel.events import Event


@dataclass(frozen=True, slots=True)
class WebhookDue(Event):
    """It is time for the next attempt at a message."""

    delivery_id: str
