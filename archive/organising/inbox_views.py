"""The inbox as one person looks at it: all, unread, starred, snoozed, theirs, by label or by folder, with counts.

Counts go no further than people read them ("999+"), so that none of them ever walks through the whole archive.
"""

from __future__ import annotations

import datetime as dt
import enum
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from sqlalchemy import ColumnElement, ScalarSelect, Select, exists, func, select, tuple_, union_all
from sqlalchemy.orm import Session

from archive.lifecycle import DocumentState
from archive.models import Document
from archive.organising.models import (
    DocumentAssignment,
    DocumentFolder,
    DocumentLabel,
    DocumentSnooze,
    DocumentStar,
    Folder,
    Label,
)
from archive.repository import INBOX_STATES, InboxCursor
from archive.seen import count_new, new_among, new_to, some_new
from archive.views import DocumentSummary, summary_of
from kernel.ids import UserId

MOST_COUNTED = 1_000
MOST_COUNTED_IN_ALL = 10_000
MOST_COUNTED_OF_EACH = 100
MOST_BACK = 20
MOST_MET = 200


class Shown(enum.Enum):
    """Which letters a person looks at."""

    ALL = "all"
    UNREAD = "unread"
    STARRED = "starred"
    SNOOZED = "snoozed"
    MINE = "mine"


@dataclass(frozen=True, slots=True)
class InboxView:
    """What the inbox is narrowed to, for whom, on which day.

    Attributes:
        today: Where the person is; what was snoozed until then is back.
        folder_id: Letters in this folder and in those within it.
    """

    user_id: UserId
    states: tuple[DocumentState, ...]
    today: dt.date
    shown: Shown = Shown.ALL
    label_id: str | None = None
    folder_id: str | None = None

    @property
    def is_plain(self) -> bool:
        """Nothing narrows it but reading: what sleeps is left out then."""
        return self.shown in (Shown.ALL, Shown.UNREAD) and self.label_id is None and self.folder_id is None


@dataclass(frozen=True, slots=True)
class InboxCounts:
    """How many letters each view holds.

    Attributes:
        total: All letters, no further than `MOST_COUNTED_IN_ALL`.
        shown: Every view but that of all letters, no further than `MOST_COUNTED`.
        back: Those that are back from snoozing, no further than they are listed.
    """

    total: int
    shown: Mapping[Shown, int]
    back: int


@dataclass(frozen=True, slots=True)
class WordCounts:
    """How many letters there are to each label and folder by its id, each no further than `MOST_COUNTED_OF_EACH`."""

    labels: Mapping[str, int]
    folders: Mapping[str, int]


def list_inbox(
    session: Session, view: InboxView, *, limit: int, after: InboxCursor | None = None
) -> list[DocumentSummary]:
    """Some of the letters of a view, latest received first; `is_opened` says whether anybody did."""
    if view.shown is Shown.UNREAD:
        return _list_unread(session, view, limit, after)
    return _latest(session, view.states, _narrowing(view), limit, after)


def letters_under(
    session: Session, label_id: str | None, folder_id: str | None, *, limit: int, after: InboxCursor | None = None
) -> list[DocumentSummary]:
    """Some of the letters under a label, in a folder, or both, latest received first; for nobody in particular."""
    return _latest(session, INBOX_STATES, [*_labelled(label_id), *_in_folder(folder_id)], limit, after)


def back_from_snoozing(session: Session, view: InboxView) -> list[DocumentSummary]:
    """Letters whose day has come and that were not looked at since, the earliest day first; as if they were new."""
    rows = (
        select(Document)
        .join(DocumentSnooze, DocumentSnooze.document_id == Document.id)
        .where(DocumentSnooze.user_id == view.user_id, DocumentSnooze.until <= view.today)
        .where(Document.state.in_(view.states))
        .order_by(DocumentSnooze.until, Document.received_at.desc(), Document.id)
        .limit(MOST_BACK)
    )
    return [replace(summary_of(row), is_opened=False) for row in session.scalars(rows)]


def count_inbox(session: Session, view: InboxView) -> InboxCounts:
    """How many letters there are to each view."""
    kept = (Shown.STARRED, Shown.SNOOZED, Shown.MINE)
    wanted = (
        _counted(select(Document.id).where(Document.state.in_(view.states)), MOST_COUNTED_IN_ALL),
        _counted(_woken(view), MOST_BACK),
        _counted(_within(view, Shown.UNREAD).where(Document.id.in_(_snoozes(view))), MOST_COUNTED),
        *(_counted(_within(view, each), MOST_COUNTED) for each in kept),
    )
    # One question instead of six: asking takes longer than answering.
    total, back, asleep, *shown = session.execute(select(*wanted)).one()
    new = count_new(session, view.user_id, view.states, MOST_COUNTED)
    # What is new, but for what sleeps, and with what is back.
    unread = new if new >= MOST_COUNTED else new - asleep + back
    return InboxCounts(total, {Shown.UNREAD: unread, **dict(zip(kept, shown, strict=True))}, back)


def count_under(session: Session, view: InboxView, labels: Sequence[str], folders: Sequence[str]) -> WordCounts:
    """How many letters there are to each of these labels and folders."""
    return WordCounts(_counts_of(session, view, Label, labels), _counts_of(session, view, Folder, folders))


def _list_unread(session: Session, view: InboxView, limit: int, after: InboxCursor | None) -> list[DocumentSummary]:
    """A few new letters are named; where there are many, they are met along the list, most often at its beginning."""
    few = some_new(session, view.user_id, view.states, MOST_COUNTED)
    all_of_them = replace(view, shown=Shown.ALL)
    if len(few) < MOST_COUNTED:
        return _latest(session, view.states, [Document.id.in_(few), *_narrowing(all_of_them)], limit, after)
    met = _latest(session, view.states, _narrowing(all_of_them), MOST_MET, after)
    new = new_among(session, view.user_id, [row.document_id for row in met])
    found = [row for row in met if row.document_id in new][:limit]
    # Databases look at every letter for this one.
    return found if len(found) == limit else _latest(session, view.states, _narrowing(view), limit, after)


def _narrowing(view: InboxView) -> list[ColumnElement[bool]]:
    conditions = [] if view.shown is Shown.ALL else [_is_shown(view, view.shown)]
    if view.is_plain:
        conditions.append(~_snoozed(view.user_id))
    return [*conditions, *_labelled(view.label_id), *_in_folder(view.folder_id)]


def _labelled(label_id: str | None) -> list[ColumnElement[bool]]:
    if label_id is None:
        return []
    return [exists().where(DocumentLabel.document_id == Document.id, DocumentLabel.label_id == label_id)]


def _in_folder(folder_id: str | None) -> list[ColumnElement[bool]]:
    if folder_id is None:
        return []
    within = select(Folder.id).where(Folder.parent_id == folder_id, Folder.removed_at.is_(None))
    here = DocumentFolder.folder_id.in_(within) | (DocumentFolder.folder_id == folder_id)
    return [exists().where(DocumentFolder.document_id == Document.id, here)]


def _latest(
    session: Session,
    states: Sequence[DocumentState],
    conditions: Sequence[ColumnElement[bool]],
    limit: int,
    after: InboxCursor | None,
) -> list[DocumentSummary]:
    """Each state by itself along the index of the inbox: asked together, all letters would be sorted for a few."""
    place, order = tuple_(Document.received_at, Document.id), (Document.received_at.desc(), Document.id.desc())
    beyond = [] if after is None else [place < (after.received_at, after.document_id)]
    first = select(Document.id).where(*conditions, *beyond).order_by(*order).limit(limit)
    ids = union_all(*(select(first.where(Document.state == state).subquery().c.id) for state in states))
    rows = select(Document).where(Document.id.in_(ids)).order_by(*order).limit(limit)
    return [summary_of(row) for row in session.scalars(rows)]


def _is_shown(view: InboxView, shown: Shown) -> ColumnElement[bool]:
    match shown:
        case Shown.UNREAD:
            return new_to(view.user_id)
        case Shown.STARRED:
            return Document.id.in_(select(DocumentStar.document_id).where(DocumentStar.user_id == view.user_id))
        case Shown.SNOOZED:
            return Document.id.in_(_snoozes(view).where(DocumentSnooze.until > view.today))
        case _:
            mine = select(DocumentAssignment.document_id).where(DocumentAssignment.user_id == view.user_id)
            return Document.id.in_(mine)


def _snoozed(user_id: UserId) -> ColumnElement[bool]:
    return exists().where(DocumentSnooze.document_id == Document.id, DocumentSnooze.user_id == user_id)


def _within(view: InboxView, shown: Shown) -> Select[str]:
    return select(Document.id).where(Document.state.in_(view.states), _is_shown(view, shown))


def _snoozes(view: InboxView) -> Select[str]:
    return select(DocumentSnooze.document_id).where(DocumentSnooze.user_id == view.user_id)


def _woken(view: InboxView) -> Select[str]:
    return select(Document.id).where(
        Document.state.in_(view.states), Document.id.in_(_snoozes(view).where(DocumentSnooze.until <= view.today))
    )


def _counted(rows: Select[str], most: int) -> ScalarSelect[int]:
    return select(func.count()).select_from(rows.limit(most).subquery()).scalar_subquery()


def _counts_of(
    session: Session, view: InboxView, word: type[Label | Folder], wanted: Sequence[str]
) -> Mapping[str, int]:
    """Letters by label or by folder: each counted by itself and cut short, all in one question."""
    if not wanted:
        return {}
    link, column = (DocumentLabel, "label_id") if word is Label else (DocumentFolder, "folder_id")
    pairs, letters = link.__table__, Document.__table__
    # The label or folder is the tenant's own, and so is whatever bears it or lies in it.
    under = (
        select(pairs.c.document_id)
        .join(letters, letters.c.id == pairs.c.document_id)
        .where(pairs.c[column] == word.id, letters.c.state.in_(view.states))
        .correlate(word)
        .limit(MOST_COUNTED_OF_EACH)
    )
    counted = select(func.count()).select_from(under.subquery()).scalar_subquery()
    return {row[0]: row[1] for row in session.execute(select(word.id, counted).where(word.id.in_(wanted)))}
