"""Keys of programs: made for what a program needs, shown once, taken back at once."""

from __future__ import annotations

import datetime as dt

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from archive_ui.people import DIRECTORY
from archive_ui.routes import TenantRoute, TenantVisit
from archive_ui.words.programs import KEY_SCOPES
from archive_ui.words.refusals import refusal_text
from identity.api_keys import (
    READS_MAIL,
    AddApiKey,
    KeyScope,
    add_api_key,
    is_live,
    list_api_keys,
    restore_api_key,
    revoke_api_key,
)
from identity.errors import ApiKeyRefused
from kernel.tenancy.roles import Permission

LASTS_DAYS = (30, 90, 365)
USUAL_DAYS = 90
SOON = dt.timedelta(days=14)


def show_api_keys(visit: TenantVisit) -> ResponseReturnValue:
    """Those that open something, and below them those that no longer do."""
    now = visit.deps.clock.now()
    with visit.reading() as session:
        keys = list_api_keys(session, visit.tenant_id)
    return render_template(
        "api_keys.html", live=[key for key in keys if is_live(key, now)],
        over=[key for key in keys if not is_live(key, now)], scopes=KEY_SCOPES, soon=now + SOON,
    )  # fmt: skip


def show_new_key(visit: TenantVisit) -> ResponseReturnValue:
    """The form for another key."""
    return _form(visit, None)


def make_key(visit: TenantVisit) -> ResponseReturnValue:
    """Make the key and show it, this once."""
    chosen = frozenset(scope for scope in KeyScope if scope.value in request.form.getlist("scope"))
    order = AddApiKey(visit.tenant_id, request.form.get("name", ""), chosen, _lasts(), visit.user_id)
    try:
        made = add_api_key(order, visit.deps.database.unit_of_work(DIRECTORY), visit.deps.clock)
    except ApiKeyRefused as error:
        return _form(visit, error)
    return render_template("api_key_made.html", made=made, scopes=KEY_SCOPES)


def change_key(visit: TenantVisit, key_id: str) -> ResponseReturnValue:
    """Take a key back, or give it again a moment later."""
    uow = visit.unit_of_work()
    if request.values.get("do") == "restore":
        try:
            restore_api_key(visit.tenant_id, key_id, uow, visit.deps.clock, actor=visit.user_id)
        except ApiKeyRefused as error:
            flash(refusal_text(error), "problem")
        else:
            flash(gettext("The key opens this mailbox again."), "success")
    else:
        revoke_api_key(visit.tenant_id, key_id, uow, visit.deps.clock, actor=visit.user_id)
        undo = url_for("change_key", key_id=key_id, do="restore")
        text = gettext("The key opens nothing any more. For ten minutes this can be undone.")
        flash((text, undo), "undo")  # type: ignore[arg-type]  # Flask keeps any value that JSON can
    return redirect(url_for("api_keys"), 303)


def _lasts() -> dt.timedelta:
    written = request.form.get("days", "")
    days = next((days for days in LASTS_DAYS if str(days) == written), USUAL_DAYS)
    return dt.timedelta(days=days)


def _form(visit: TenantVisit, refusal: ApiKeyRefused | None) -> ResponseReturnValue:
    offered = {
        scope: text for scope, text in KEY_SCOPES.items() if not (visit.place.is_operator and scope in READS_MAIL)
    }
    page = render_template(
        "api_key_new.html", offered=offered, days=LASTS_DAYS, usual=USUAL_DAYS,
        written=request.form.get("name", ""), chosen=request.form.getlist("scope"),
        problem=refusal_text(refusal) if refusal else None,
    )  # fmt: skip
    return page, 422 if refusal else 200


_ALL = "/t/<tenant>/api-keys"
_MAY = Permission.ADMINISTER
ROUTES = (
    TenantRoute(_ALL, "api_keys", show_api_keys, _MAY),
    TenantRoute(f"{_ALL}/new", "new_key", show_new_key, _MAY, needs_proof=True),
    TenantRoute(f"{_ALL}/new", "make_key", make_key, _MAY, ("POST",), needs_proof=True),
    TenantRoute(f"{_ALL}/<key_id>", "change_key", change_key, _MAY, ("POST",)),
)
