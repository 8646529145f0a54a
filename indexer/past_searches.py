"""What a person looked for before, in one tenant: suggested to that person alone, and forgotten in time."""

from __future__ import annotations

import datetime as dt

from sqlalchemy import Select, delete, select
from sqlalchemy.orm import Session

from indexer.models import PastSearch
from kernel.ids import TenantId, UserId

MOST_KEPT = 40
LONGEST = 200


def remember_search(session: Session, tenant_id: TenantId, user_id: UserId, text: str, at: dt.datetime) -> None:
    """Keep what was typed; the oldest beyond MOST_KEPT are forgotten, and so is what is too long to be of use."""
    plain = " ".join(text.split())
    if not plain or len(plain) > LONGEST:
        return
    session.merge(PastSearch(tenant_id=tenant_id, user_id=user_id, text=plain, asked_at=at))
    session.flush()
    for row in session.scalars(_of(user_id).offset(MOST_KEPT)).all():
        session.delete(row)


def past_searches(session: Session, user_id: UserId) -> list[str]:
    """What the person looked for, the latest first."""
    return [row.text for row in session.scalars(_of(user_id).limit(MOST_KEPT))]


def forget_searches(session: Session, user_id: UserId) -> None:
    """Forget all that the person looked for in this scope."""
    session.execute(delete(PastSearch).where(PastSearch.user_id == user_id))


def _of(user_id: UserId) -> Select[PastSearch]:
    return select(PastSearch).where(PastSearch.user_id == user_id).order_by(PastSearch.asked_at.desc(), PastSearch.text)
