"""What letters for a mailbox are known by: its names, addresses and numbers, as its owners see and change them."""

from __future__ import annotations

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from archive_ui.naming import Renaming, rename
from archive_ui.people import DIRECTORY
from archive_ui.routes import TenantRoute, TenantVisit
from archive_ui.words.naming import TOLD
from archive_ui.words.refusals import refusal_text
from kernel.tenancy.repository import get_tenant
from kernel.tenancy.roles import Permission


def show_names(visit: TenantVisit) -> ResponseReturnValue:
    """Everything that letters are matched by, with forms to change it."""
    return _page(visit, None)


def change_names(visit: TenantVisit) -> ResponseReturnValue:
    """Add a part, withdraw one, or put another in its place."""
    done = rename(visit, visit.tenant_id, sees_both=False)
    if done.refusal is not None:
        return _page(visit, done)
    tell(done, url_for("change_names", **done.undo))
    if done.alike:
        flash(
            gettext(
                "Somebody else whom your operator serves is called nearly the same. Letters that show no more than "
                "this name wait for a person, who looks at them."
            ),
            "warn",
        )
    return redirect(url_for("names", _anchor=done.kind.value), 303)


def tell(done: Renaming, way_back: str) -> None:
    """Say what was done, with the way back where there is one."""
    text = str(TOLD[done.do])
    if done.undo:
        flash((text, way_back), "undo")  # type: ignore[arg-type]  # Flask keeps any value that JSON can
    else:
        flash(text, "success")


def _page(visit: TenantVisit, done: Renaming | None) -> ResponseReturnValue:
    with visit.deps.database.reading(DIRECTORY) as session:
        tenant = get_tenant(session, visit.tenant_id)
    problem = refusal_text(done.refusal) if done and done.refusal else None
    page = render_template("names.html", tenant=tenant, done=done, problem=problem, action=url_for("change_names"))
    return page, 422 if problem else 200


ROUTES = (
    TenantRoute("/t/<tenant>/names", "names", show_names, Permission.ADMINISTER),
    TenantRoute("/t/<tenant>/names", "change_names", change_names, Permission.ADMINISTER, ("POST",)),
)
