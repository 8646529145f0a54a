"""How long the outbox remembers what was applied: long enough for every repeat, not for ever."""

from __future__ import annotations

import datetime as dt

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from kernel.outbox.models import Delivery, DeliveryState, OutboxEvent

AT_ONCE = 5_000


def forget_applied(session: Session, before: dt.datetime) -> int:
    """Remove deliveries that took effect before this moment, and events that are fully told; tells how many.

    What failed stays until a person has answered it.
    """
    old = (
        select(Delivery.id)
        .where(Delivery.state == DeliveryState.APPLIED, Delivery.applied_at < before)
        .order_by(Delivery.applied_at)
        .limit(AT_ONCE)
    )
    ids = list(session.scalars(old))
    session.execute(delete(Delivery).where(Delivery.id.in_(ids)))
    open_events = select(Delivery.event_id)
    session.execute(
        delete(OutboxEvent).where(
            OutboxEvent.expanded_at.is_not(None), OutboxEvent.occurred_at < before, OutboxEvent.id.not_in(open_events)
        )
    )
    return len(ids)
