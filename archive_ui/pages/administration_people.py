"""The people of those whom an operator organisation serves: let in after wrong tries, freed of lost second steps."""

from __future__ import annotations

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from archive_ui.finding import read_number
from archive_ui.people import DIRECTORY
from archive_ui.routes import TenantRoute, TenantVisit
from archive_ui.words.refusals import refusal_text
from identity.administering import people_served, reset_factors, unlock
from identity.errors import HelpRefused
from kernel.ids import UserId
from kernel.tenancy.roles import Permission

PAGE = 50


def show_people(visit: TenantVisit) -> ResponseReturnValue:
    """Those whose name or address holds the words that are looked for."""
    wanted, page = request.args.get("q", "")[:200], read_number(request.args.get("page", ""))
    with visit.deps.database.reading(DIRECTORY) as session:
        start = (page - 1) * PAGE
        rows = people_served(session, visit.tenant_id, wanted, visit.deps.door, limit=PAGE + 1, offset=start)
    following = url_for("served_people", q=wanted, page=page + 1) if len(rows) > PAGE else None
    before = url_for("served_people", q=wanted, page=page - 1) if page > 1 else None
    return render_template(
        "administration_people.html", rows=rows[:PAGE], wanted=wanted, following=following, before=before
    )  # fmt: skip


def unlock_person(visit: TenantVisit, user_id: str) -> ResponseReturnValue:
    """Let somebody try again at once."""
    unlock(visit.tenant_id, UserId(user_id), visit.user_id, visit.deps.door)
    flash(gettext("This person can try again at once. The journal keeps that you allowed it."), "success")
    return redirect(url_for("served_people"), 303)


def reset_person(visit: TenantVisit, user_id: str) -> ResponseReturnValue:
    """Take a lost second step from somebody; their password alone lets them in then."""
    try:
        reset_factors(visit.tenant_id, UserId(user_id), visit.user_id, visit.deps.door)
    except HelpRefused as error:
        flash(refusal_text(error), "problem")
    else:
        flash(gettext("The second step is gone and every session ended. The person is told by mail."), "success")
    return redirect(url_for("served_people"), 303)


_MAY = Permission.SERVE_TENANTS
_ALL = "/t/<tenant>/administration/people"
ROUTES = (
    TenantRoute(_ALL, "served_people", show_people, _MAY),
    TenantRoute(f"{_ALL}/<user_id>/unlock", "unlock_person", unlock_person, _MAY, ("POST",)),
    TenantRoute(f"{_ALL}/<user_id>/reset", "reset_person", reset_person, _MAY, ("POST",), needs_proof=True),
)
