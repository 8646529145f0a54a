"""Events: facts that were committed, told to whoever is routed to hear them."""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass

from kernel.ids import TenantId


@dataclass(frozen=True, slots=True)
class Event:
    """A fact about one tenant, in the past tense; carries ids and never content.

    Each package lists its own events in its `events.py`. The class name is the
    event's name in the outbox and must stay when the class moves.
    """

    tenant_id: TenantId

    def payload(self) -> dict[str, str]:
        """The event's ids by field name, as they travel to the actors."""
        return {field.name: getattr(self, field.name) for field in dataclasses.fields(self)}
