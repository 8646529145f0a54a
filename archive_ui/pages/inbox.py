"""The inbox: filed documents, latest first, as one person looks at them."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from flask import render_template, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from archive.lifecycle import DocumentState
from archive.organising.folders import FolderView, folders_here, get_folder
from archive.organising.inbox_views import (
    InboxCounts,
    InboxView,
    Shown,
    back_from_snoozing,
    count_inbox,
    list_inbox,
)
from archive.organising.labels import LabelView, get_label, labels_here
from archive.organising.on_letters import added_to
from archive.repository import INBOX_STATES, InboxCursor, count_documents
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
    """What the inbox is narrowed to, and what it could be."""

    view: InboxView
    labels: list[LabelView]
    has_more_labels: bool
    folders: list[FolderView]
    counts: InboxCounts
    label: LabelView | None
    folder: FolderView | None

    def address(self, after: str | None = None) -> str:
        """The address of this view, from a place in its list."""
        shown = None if self.view.shown is Shown.ALL else self.view.shown.value
        return url_for("inbox", show=shown, label=self.view.label_id, folder=self.view.folder_id, after=after)

    def in_folder(self, folder: FolderView) -> int:
        """Letters in a folder and in those within it."""
        within = [each.folder_id for each in self.folders if each.parent_id == folder.folder_id]
        return sum(self.counts.folders.get(each, 0) for each in (folder.folder_id, *within))


def show_inbox(visit: TenantVisit) -> ResponseReturnValue:
    """One page of the list; one row more than shown tells whether there is a next page."""
    length = visit.deps.settings.list_length
    after = read_cursor(request.args.get("after"))
    with visit.reading() as session:
        narrowing = _narrowing(visit, session)
        view = narrowing.view
        rows = list_inbox(session, view, limit=length + 1, after=after)
        shown, back = rows[:length], back_from_snoozing(session, view) if view.is_plain and after is None else []
        due = open_tasks_until(session, today_at(visit) + DUE_SOON) if view.is_plain and after is None else ()
        counts = count_documents(session)
        total = sum(counts.get(state, 0) for state in view.states)
        added = added_to(session, hand_of(visit), [row.document_id for row in (*back, *shown)])
    return render_template(
        "inbox.html", documents=shown, back=back, added=added, narrowing=narrowing, Shown=Shown,
        colleagues=colleagues_of(visit), total=total, due=due,
        next_cursor=_cursor_after(shown) if len(rows) > length else None, is_first=after is None,
        guide=guide_of(visit, total) if view.is_plain and after is None else None,
    )  # fmt: skip


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
    labels, folders = labels_here(session, most=MOST_IN_MENU + 1), folders_here(session)
    offered = labels[:MOST_IN_MENU]
    counts = count_inbox(session, view, [each.label_id for each in offered], [each.folder_id for each in folders])
    return Narrowing(view, offered, len(labels) > MOST_IN_MENU, folders, counts, label, folder)


def _cursor_after(rows: list[DocumentSummary]) -> str:
    return write_cursor(InboxCursor(rows[-1].received_at, rows[-1].document_id))


ROUTES = (TenantRoute("/t/<tenant>/inbox", "inbox", show_inbox, Permission.READ_DOCUMENTS),)
