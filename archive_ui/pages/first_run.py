"""The guide of the first steps: put away, and brought back."""

from __future__ import annotations

from flask import flash, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from archive_ui.first_steps import hide_guide
from archive_ui.routes import TenantRoute, TenantVisit
from kernel.tenancy.roles import Permission

HIDE = "hide"


def change_guide(visit: TenantVisit) -> ResponseReturnValue:
    """Hide it, or show it again; the steps themselves stay as they really are."""
    is_hidden = request.form.get("do") == HIDE
    hide_guide(visit, is_hidden=is_hidden)
    if is_hidden:
        # A notice with its way back: the template that shows it knows the pair by its category.
        back = (gettext("The first steps are put away."), url_for("change_guide"))
        flash(back, "undo")  # type: ignore[arg-type]  # Flask keeps any value that JSON can
    return redirect(url_for("inbox"), 303)


ROUTES = (TenantRoute("/t/<tenant>/first-steps", "change_guide", change_guide, Permission.READ_DOCUMENTS, ("POST",)),)
