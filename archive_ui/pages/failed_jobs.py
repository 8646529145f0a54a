"""Work: how much waits in each queue and how long, and what was given up, to be tried again."""

from __future__ import annotations

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext, ngettext

from archive_ui.failed_work import KINDS, count_failed_work, failed_work, try_again
from archive_ui.people import DIRECTORY
from archive_ui.routes import TenantRoute, TenantVisit
from archive_ui.words.work import FAILED_KINDS, QUEUES, TASKS, work_cause
from kernel.outbox.overview import queue_lengths
from kernel.tenancy.repository import served_by
from kernel.tenancy.roles import Permission
from kernel.tenancy.served import names_of_served

SHOWN = 50
TRIED_AT_ONCE = 500


def show_work(visit: TenantVisit) -> ResponseReturnValue:
    """Queues first, then everything that was given up, by kind."""
    now = visit.deps.clock.now()
    with visit.deps.database.reading(DIRECTORY) as session:
        waiting = queue_lengths(session, served_by(visit.tenant_id))
        rows = failed_work(session, visit.tenant_id, limit=SHOWN)
        counts = count_failed_work(session, visit.tenant_id)
        tenants = {row.tenant_id for some in rows.values() for row in some}
        names = names_of_served(session, visit.tenant_id, sorted(tenants))
    ages = {q.queue: int((now - q.oldest_at).total_seconds() // 60) for q in waiting if q.oldest_at}
    return render_template(
        "work.html", waiting=waiting, ages=ages, rows=rows, counts=counts, tenants=names, queues=QUEUES,
        kinds=FAILED_KINDS, tasks=TASKS, why=work_cause,
    )  # fmt: skip


def retry_work(visit: TenantVisit) -> ResponseReturnValue:
    """Try the ticked ones again, or all of a kind."""
    every = request.form.get("all", "")
    if every in KINDS:
        with visit.deps.database.reading(DIRECTORY) as session:
            rows = failed_work(session, visit.tenant_id, limit=TRIED_AT_ONCE)[every]
        handles = [row.handle for row in rows]
    else:
        handles = request.form.getlist("which")[:TRIED_AT_ONCE]
    done, gone = try_again(visit, handles)
    if done:
        flash(ngettext("%(num)d is being tried again.", "%(num)d are being tried again.", done), "success")
    if gone:
        text = ngettext("%(num)d was settled meanwhile.", "%(num)d were settled meanwhile.", gone)
        flash(text, "warn")
    if not handles:
        flash(gettext("Nothing was tried again. Tick what is to be."), "problem")
    return redirect(url_for("work"), 303)


_WORK = "/t/<tenant>/administration/work"
ROUTES = (
    TenantRoute(_WORK, "work", show_work, Permission.SERVE_TENANTS),
    TenantRoute(_WORK, "retry_work", retry_work, Permission.SERVE_TENANTS, ("POST",)),
)
