"""Secret addresses of calendars: one per person and tenant, shown once, kept as a hash, renewed or ended at will.

Whether the person may still come in is asked at every fetch, by whoever answers it; the address alone opens nothing.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import secrets
from dataclasses import dataclass, field

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from archive.organising.models import CalendarFeed
from kernel.audit.journal import AuditFact, append
from kernel.ids import TenantId, UserId, new_id

SECRET_BYTES = 32
NOTED_EVERY = dt.timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class FeedView:
    """A calendar's address as it may be shown: everything but the secret in it."""

    feed_id: str
    tenant_id: TenantId
    user_id: UserId
    tells_sender: bool
    made_at: dt.datetime
    fetched_at: dt.datetime | None

    def is_due_to_note(self, at: dt.datetime) -> bool:
        """Whether this fetch is worth noting; reading stays reading in between."""
        return self.fetched_at is None or at - self.fetched_at >= NOTED_EVERY


@dataclass(frozen=True, slots=True)
class NewFeed:
    """A calendar's address just made.

    Attributes:
        secret: For whoever ordered it; it cannot be shown again.
    """

    secret: str = field(repr=False)
    view: FeedView


def feed_of(session: Session, user_id: UserId) -> FeedView | None:
    """The person's calendar at the tenant of the session."""
    row = session.scalars(select(CalendarFeed).where(CalendarFeed.user_id == user_id)).one_or_none()
    return _view(row) if row else None


def renew_feed(
    session: Session, tenant_id: TenantId, user_id: UserId, at: dt.datetime, *, tells_sender: bool
) -> NewFeed:
    """Make the person's address, a fresh one in place of an older one, which opens nothing from now on."""
    session.execute(delete(CalendarFeed).where(CalendarFeed.user_id == user_id))
    secret = secrets.token_urlsafe(SECRET_BYTES)
    row = CalendarFeed(
        id=new_id(),
        tenant_id=tenant_id,
        user_id=user_id,
        token_hash=_hash(secret),
        tells_sender=tells_sender,
        made_at=at,
    )
    session.add(row)
    session.flush()
    append(session, AuditFact(tenant_id, user_id, "calendar_made", "calendar", row.id), at)
    return NewFeed(secret, _view(row))


def end_feed(session: Session, tenant_id: TenantId, user_id: UserId, at: dt.datetime) -> bool:
    """Let the person's address open nothing any more; whether there was one."""
    row = session.scalars(select(CalendarFeed).where(CalendarFeed.user_id == user_id)).one_or_none()
    if row is None:
        return False
    session.delete(row)
    append(session, AuditFact(tenant_id, user_id, "calendar_ended", "calendar", row.id), at)
    return True


def look_up_feed(session: Session, secret: str) -> FeedView | None:
    """The calendar that `secret` names; needs the system scope."""
    row = session.scalars(select(CalendarFeed).where(CalendarFeed.token_hash == _hash(secret))).one_or_none()
    return _view(row) if row else None


def note_fetched(session: Session, feed_id: str, at: dt.datetime) -> None:
    """Note that a calendar program came, so that the person sees whether anybody uses the address."""
    row = session.get(CalendarFeed, feed_id)
    if row is not None:
        row.fetched_at = at


def _hash(secret: str) -> str:
    return hashlib.sha256(secret.encode("utf-8", "surrogatepass")).hexdigest()


def _view(row: CalendarFeed) -> FeedView:
    return FeedView(row.id, TenantId(row.tenant_id), UserId(row.user_id), row.tells_sender, row.made_at, row.fetched_at)
