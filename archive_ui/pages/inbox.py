"""The inbox: filed documents, latest first, as one person looks at them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from flask import render_template, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from archive.lifecycle import DocumentState
from archive.organising.folders import FolderView, folders_here, get_folder
from archive.organising.inbox_views import (
    MOST_COUNTED_IN_ALL,
    InboxCounts,
    InboxView,
    Shown,
    WordCounts,
    back_from_snoozing,
    count_inbox,
    count_under,
    list_inbox,
)
from archive.organising.labels import LabelView, get_label, labels_here
from archive.organising.on_letters import added_to
from archive.repository import INBOX_STATES, InboxCursor
from archive.tasks import open_tasks_until
from archive.views import DocumentSummary
from archive_ui.first_steps import guide_of
from archive_ui.organising import colleagues_of, hand_of, today_at
from archive_ui.paging import read_cursor, write_cursor
from archive_ui.routes import TenantRoute, TenantVisit
from kernel.tenancy.roles import Permission

# A tenant sees its own letters while they wait for a check; an operator has a queue for everybody's.
DUE_SOON = dt.timedelta(days=14)
MOST_IN_MENU = 50
WITH_DOUBTED = (*INBOX_STATES, DocumentState.NEEDS_INDEXING)


@dataclass(frozen=True, slots=True)
class Narrowing:
    """What the inbox is narrowed to, and how much there is of each view."""

    view: InboxView
    counts: InboxCounts
    label: LabelView | None
    folder: FolderView | None

    def address(self, after: str | None = None) -> str:
        """The address of this view, from a place in its list."""
        shown = None if self.view.shown is Shown.ALL else self.view.shown.value
        return url_for("inbox", show=shown, label=self.view.label_id, folder=self.view.folder_id, after=after)


def show_inbox(visit: TenantVisit) -> ResponseReturnValue:
    """One page of the list; one row more than shown tells whether there is a next page."""
    length = visit.deps.settings.list_length
    after = read_cursor(request.args.get("after"))
    with visit.reading() as session:
        narrowing = _narrowing(visit, session)
        view, is_start = narrowing.view, narrowing.view.is_plain and after is None
        rows = list_inbox(session, view, limit=length + 1, after=after)
        listed, back = rows[:length], back_from_snoozing(session, view) if is_start and narrowing.counts.back else []
        due = open_tasks_until(session, today_at(visit) + DUE_SOON) if is_start else ()
        added = added_to(session, hand_of(visit), [row.document_id for row in (*back, *listed)])
    shown = [replace(row, is_opened=not added[row.document_id].is_unread) for row in listed]
    total = narrowing.counts.total
    return render_template(
        "inbox.html", documents=shown, back=back, added=added, narrowing=narrowing, Shown=Shown,
        colleagues=colleagues_of(visit) if any(each.assignee_id for each in added.values()) else {},
        total=total, most_counted=MOST_COUNTED_IN_ALL, due=due,
        next_cursor=_cursor_after(shown) if len(rows) > length else None, is_first=after is None,
        guide=guide_of(visit, total) if is_start else None,
    )  # fmt: skip


def show_words(visit: TenantVisit) -> ResponseReturnValue:
    """The menu of labels, or with `?of=folders` of folders, with what is under each; fetched when it is opened."""
    view = InboxView(visit.user_id, shown_states(visit), today_at(visit))
    is_of_folders = request.args.get("of") == "folders"
    with visit.reading() as session:
        found = [] if is_of_folders else labels_here(session, most=MOST_IN_MENU + 1)
        labels, folders = found[:MOST_IN_MENU], folders_here(session) if is_of_folders else []
        counts = count_under(session, view, [each.label_id for each in labels], [each.folder_id for each in folders])
    return render_template(
        "inbox_words.html", is_of_folders=is_of_folders, labels=labels, has_more=len(found) > MOST_IN_MENU,
        folders=folders, counts=counts, in_folder=in_folders(folders, counts),
    )  # fmt: skip


def in_folders(folders: Sequence[FolderView], counts: WordCounts) -> Mapping[str, int]:
    """Letters in each folder and in those within it."""
    sums = {folder.folder_id: counts.folders.get(folder.folder_id, 0) for folder in folders}
    for folder in folders:
        if folder.parent_id is not None and folder.parent_id in sums:
            sums[folder.parent_id] += counts.folders.get(folder.folder_id, 0)
    return sums


def shown_states(visit: TenantVisit) -> tuple[DocumentState, ...]:
    """Which documents the inbox of this person shows."""
    return INBOX_STATES if visit.place.may(Permission.INDEX_MANUALLY) else WITH_DOUBTED


def _narrowing(visit: TenantVisit, session: Session) -> Narrowing:
    """What the address asks for.

    Raises:
        NotFound: It names a label or folder that is not here.
    """
    asked = request.args.get("show", "")
    label_id, folder_id = (request.args.get(name) or None for name in ("label", "folder"))
    label = get_label(session, label_id) if label_id else None
    folder = get_folder(session, folder_id) if folder_id else None
    shown = next((each for each in Shown if each.value == asked), Shown.ALL)
    view = InboxView(visit.user_id, shown_states(visit), today_at(visit), shown, label_id, folder_id)
    return Narrowing(view, count_inbox(session, view), label, folder)


def _cursor_after(rows: list[DocumentSummary]) -> str:
    return write_cursor(InboxCursor(rows[-1].received_at, rows[-1].document_id))


ROUTES = (
    TenantRoute("/t/<tenant>/inbox", "inbox", show_inbox, Permission.READ_DOCUMENTS),
    TenantRoute("/t/<tenant>/inbox/words", "inbox_words", show_words, Permission.READ_DOCUMENTS),
)
