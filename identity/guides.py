"""Who has put the guide of a mailbox's first steps away: theirs alone, and in every browser."""

from __future__ import annotations

import datetime as dt

from sqlalchemy.orm import Session

from identity.models import PutAwayGuide
from kernel.ids import TenantId, UserId


def is_put_away(session: Session, tenant_id: TenantId, user_id: UserId) -> bool:
    """Whether the person put it away in this mailbox."""
    return session.get(PutAwayGuide, (tenant_id, user_id)) is not None


def put_away(session: Session, tenant_id: TenantId, user_id: UserId, at: dt.datetime) -> None:
    """Put it away; doing so twice changes nothing."""
    if not is_put_away(session, tenant_id, user_id):
        session.add(PutAwayGuide(tenant_id=tenant_id, user_id=user_id, put_away_at=at))
        session.flush()


def bring_back(session: Session, tenant_id: TenantId, user_id: UserId) -> None:
    """Show it again."""
    row = session.get(PutAwayGuide, (tenant_id, user_id))
    if row is not None:
        session.delete(row)
        session.flush()
