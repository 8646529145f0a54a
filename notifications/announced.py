"""What an announcement stands for when its mail is written: who, and how much of which mailboxes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy.orm import Session

from kernel.ids import TenantId, UserId
from notifications.kinds import Kind
from notifications.models import Announcement
from notifications.turns import wishes_of


@dataclass(frozen=True, slots=True)
class Announced:
    """A mail of counts before it is put into words; the counts are those of the moment at which it was ordered."""

    user_id: UserId
    counts: Mapping[TenantId, Mapping[Kind, int]]


def look_up_announcement(session: Session, announcement_id: str) -> Announced | None:
    """What to say; None for somebody who wants none of these mails any more."""
    row = session.get(Announcement, announcement_id)
    if row is None or wishes_of(session, UserId(row.user_id)).stopped_at is not None:
        return None
    counts = {TenantId(each["tenant_id"]): _by_kind(each) for each in row.counts}
    return Announced(UserId(row.user_id), counts)


def _by_kind(counted: Mapping[str, int]) -> Mapping[Kind, int]:
    return {kind: counted[kind.value] for kind in Kind if kind.value in counted}
