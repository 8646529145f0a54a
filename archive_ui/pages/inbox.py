"""The inbox: filed documents, latest first."""

from __future__ import annotations

import datetime as dt

from flask import render_template, request
from flask.typing import ResponseReturnValue

from archive.lifecycle import DocumentState
from archive.repository import INBOX_STATES, InboxCursor, count_documents, list_documents
from archive.seen import as_seen_by, count_new
from archive.tasks import open_tasks_until
from archive.views import DocumentSummary
from archive_ui.paging import read_cursor, write_cursor
from archive_ui.routes import TenantRoute, TenantVisit
from kernel.tenancy.roles import Permission

# A tenant sees its own letters while they wait for a check; an operator has a queue for everybody's.
DUE_SOON = dt.timedelta(days=14)
WITH_DOUBTED = (*INBOX_STATES, DocumentState.NEEDS_INDEXING)


def show_inbox(visit: TenantVisit) -> ResponseReturnValue:
    """One page of the list; one row more than shown tells whether there is a next page."""
    length = visit.deps.settings.list_length
    states = shown_states(visit)
    after = read_cursor(request.args.get("after"))
    with visit.reading() as session:
        rows = list_documents(session, states, limit=length + 1, after=after)
        counts = count_documents(session)
        shown = as_seen_by(session, visit.user_id, rows[:length])
        due = open_tasks_until(session, visit.deps.clock.now().date() + DUE_SOON) if after is None else ()
        new = count_new(session, visit.user_id, states)
    return render_template(
        "inbox.html",
        documents=shown,
        total=sum(counts.get(state, 0) for state in states),
        new=new,
        due=due,
        next_cursor=_cursor_after(shown) if len(rows) > length else None,
        is_first=after is None,
    )


def shown_states(visit: TenantVisit) -> tuple[DocumentState, ...]:
    """Which documents the inbox of this person shows."""
    return INBOX_STATES if visit.place.may(Permission.INDEX_MANUALLY) else WITH_DOUBTED


def _cursor_after(rows: list[DocumentSummary]) -> str:
    return write_cursor(InboxCursor(rows[-1].received_at, rows[-1].document_id))


ROUTES = (TenantRoute("/t/<tenant>/inbox", "inbox", show_inbox, Permission.READ_DOCUMENTS),)
