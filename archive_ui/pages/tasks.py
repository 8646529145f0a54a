"""What letters ask for: a person says that it is done, or not relevant, or due on another day, and can take it back."""

from __future__ import annotations

import datetime as dt

from flask import flash, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from archive.task_kinds import TaskState
from archive.tasks import close_task, set_due, tasks_of
from archive_ui.routes import TenantRoute, TenantVisit
from archive_ui.words.tasks import TOLD
from kernel.errors import NotFound
from kernel.ids import DocumentId
from kernel.tenancy.roles import Permission

STATES = {"done": TaskState.DONE, "not_relevant": TaskState.NOT_RELEVANT, "open": TaskState.OPEN}
EARLIEST = dt.date(1900, 1, 1)


def change_task(visit: TenantVisit, document_id: str, task_id: str) -> ResponseReturnValue:
    """Close a task, open it again, or set its day; `do` tells which."""
    asked = request.form.get("do", "")
    if asked in STATES:
        _close(visit, DocumentId(document_id), task_id, STATES[asked])
        flash(str(TOLD[STATES[asked]]), "success")
    elif asked in ("date", "read_date"):
        _set_day(visit, DocumentId(document_id), task_id, as_read=asked == "read_date")
    else:
        _require(visit, DocumentId(document_id), task_id)
        flash(gettext("Nothing was changed: choose what became of the task."), "problem")
    letter = url_for("document", document_id=document_id, _anchor="tasks")
    return redirect(url_for("inbox") if request.form.get("from") == "inbox" else letter, 303)


def _require(visit: TenantVisit, document_id: DocumentId, task_id: str) -> None:
    with visit.reading() as session:
        if all(task.task_id != task_id for task in tasks_of(session, document_id)):
            raise NotFound("the letter has no such task any more; look at its list again")


def _close(visit: TenantVisit, document_id: DocumentId, task_id: str, state: TaskState) -> None:
    with visit.unit_of_work() as uow:
        close_task(uow.session, document_id, task_id, state, visit.user_id, visit.deps.clock.now())
        uow.commit()


def _set_day(visit: TenantVisit, document_id: DocumentId, task_id: str, *, as_read: bool) -> None:
    day = None if as_read else _day(request.form.get("due_on", ""))
    if day is None and not as_read:
        flash(gettext("Write the date as year-month-day, for example 2026-03-31."), "problem")
        return
    with visit.unit_of_work() as uow:
        set_due(uow.session, document_id, task_id, day, visit.user_id, visit.deps.clock.now())
        uow.commit()
    flash(gettext("The day is changed."), "success")


def _day(written: str) -> dt.date | None:
    try:
        day = dt.date.fromisoformat(written.strip())
    except ValueError:
        return None
    return day if day >= EARLIEST else None


ROUTES = (
    TenantRoute(
        "/t/<tenant>/documents/<document_id>/tasks/<task_id>",
        "change_task",
        change_task,
        Permission.EDIT_DOCUMENTS,
        ("POST",),
    ),
)
