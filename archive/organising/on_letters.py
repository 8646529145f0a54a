"""What people added to letters, read for a list or for one letter."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy.orm import Session

from archive.organising.aspects import UNREAD, Aspect, AspectKind, Hand, read_values
from archive.organising.folders import FolderView, folders_of
from archive.organising.labels import LabelView, labels_of
from kernel.ids import DocumentId, UserId


@dataclass(frozen=True, slots=True)
class Added:
    """What was added to one letter, as one person sees it.

    Attributes:
        snoozed_until: The day on which it comes back, or came back and was not looked at since.
    """

    is_unread: bool = False
    is_starred: bool = False
    snoozed_until: dt.date | None = None
    labels: tuple[LabelView, ...] = ()
    folder: FolderView | None = None
    assignee_id: UserId | None = None


def added_to(session: Session, hand: Hand, documents: Sequence[DocumentId]) -> Mapping[DocumentId, Added]:
    """What was added to each of the documents."""
    if not documents:
        return {}
    seen, star, snooze, assignee = (
        read_values(session, Aspect(kind), hand, documents)
        for kind in (AspectKind.SEEN, AspectKind.STAR, AspectKind.SNOOZE, AspectKind.ASSIGNEE)
    )
    labels, folders = labels_of(session, documents), folders_of(session, documents)
    return {
        each: Added(
            is_unread=(seen[each] or "").startswith(UNREAD), is_starred=star[each] is not None,
            snoozed_until=_day(snooze[each]), labels=labels.get(each, ()), folder=folders.get(each),
            assignee_id=_person(assignee[each]),
        )
        for each in documents
    }  # fmt: skip


def _day(spelled: str | None) -> dt.date | None:
    return dt.date.fromisoformat(spelled) if spelled else None


def _person(spelled: str | None) -> UserId | None:
    return UserId(spelled) if spelled else None
