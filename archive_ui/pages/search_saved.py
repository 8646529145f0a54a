"""Saved searches: kept under a name, asked again, renamed, deleted and brought back."""

from __future__ import annotations

from flask import flash, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from archive_ui.finding import read_address
from archive_ui.routes import TenantRoute, TenantVisit
from indexer.saved_searches import delete_search, look_at, rename_search, restore_search, save_search
from kernel.tenancy.roles import Permission

LONGEST_QUESTION = 4_000


def keep_search(visit: TenantVisit) -> ResponseReturnValue:
    """Save the question that the page shows."""
    question = read_address(request.form.get("question", "")[:LONGEST_QUESTION])
    if not question.is_asked:
        flash(gettext("There was nothing to save: search for something first."), "problem")
        return redirect(url_for("search"), 303)
    address = question.address(1)
    name = request.form.get("name", "").strip() or question.text
    with visit.unit_of_work() as uow:
        save_search(uow.session, visit.tenant_id, visit.user_id, name, address, visit.deps.clock.now())
        uow.commit()
    flash(gettext("The search is saved. You find it where you search."), "success")
    return redirect(f"{url_for('search')}?{address}", 303)


def run_search(visit: TenantVisit, search_id: str) -> ResponseReturnValue:
    """Ask it again; what it finds counts as seen from now on."""
    with visit.unit_of_work() as uow:
        search = look_at(uow.session, visit.user_id, search_id, visit.deps.clock.now())
        uow.commit()
    return redirect(f"{url_for('search')}?{search.question}", 303)


def rename(visit: TenantVisit, search_id: str) -> ResponseReturnValue:
    """Give it another name."""
    with visit.unit_of_work() as uow:
        rename_search(uow.session, visit.user_id, search_id, request.form.get("name", ""))
        uow.commit()
    flash(gettext("The name is changed."), "success")
    return redirect(url_for("search"), 303)


def delete(visit: TenantVisit, search_id: str) -> ResponseReturnValue:
    """Put it aside; one click brings it back."""
    with visit.unit_of_work() as uow:
        name = delete_search(uow.session, visit.user_id, search_id, visit.deps.clock.now())
        uow.commit()
    undo = url_for("restore_saved_search", search_id=search_id)
    flash((gettext("“%(name)s” is deleted.", name=name), undo), "undo")  # type: ignore[arg-type]  # Flask keeps any value that JSON can
    return redirect(url_for("search"), 303)


def restore(visit: TenantVisit, search_id: str) -> ResponseReturnValue:
    """Bring back what was deleted."""
    with visit.unit_of_work() as uow:
        restore_search(uow.session, visit.user_id, search_id)
        uow.commit()
    flash(gettext("The saved search is back."), "success")
    return redirect(url_for("search"), 303)


_ONE = "/t/<tenant>/search/saved/<search_id>"
_READ = Permission.READ_DOCUMENTS
ROUTES = (
    TenantRoute("/t/<tenant>/search/saved", "save_search", keep_search, _READ, ("POST",)),
    TenantRoute(f"{_ONE}/run", "run_saved_search", run_search, _READ, ("POST",)),
    TenantRoute(f"{_ONE}/name", "rename_saved_search", rename, _READ, ("POST",)),
    TenantRoute(f"{_ONE}/delete", "delete_saved_search", delete, _READ, ("POST",)),
    TenantRoute(f"{_ONE}/restore", "restore_saved_search", restore, _READ, ("POST",)),
)
