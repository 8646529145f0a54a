"""Answering an invitation: with the account that one has, or with a new one."""

from __future__ import annotations

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from archive_ui.entrance import enter, network_address, this_browser
from archive_ui.languages import current_language
from archive_ui.people import places_of
from archive_ui.routes import Caller, OpenRoute, PersonRoute, Visit
from archive_ui.words.refusals import refusal_text
from identity.errors import InvitedElsewhere, PasswordRefused
from identity.invitations import Newcomer, accept, accept_anew, look_at_invitation
from identity.members import leave
from identity.sign_in import SignIn, sign_in
from kernel.errors import NotFound, PlatformError
from kernel.ids import TenantId
from kernel.tenancy.directory_changes import DirectoryEntryRefused

WRITTEN = ("name", "language")


def show_invitation(caller: Caller, token: str) -> ResponseReturnValue:
    """Who asks, where, and as what."""
    return _page(caller, token, dict.fromkeys(WRITTEN, ""), None)


def join(visit: Visit, token: str) -> ResponseReturnValue:
    """Accept with the account that is signed in."""
    try:
        tenant_id = accept(token, visit.person.user_id, visit.deps.door)
    except InvitedElsewhere as error:
        flash(refusal_text(error), "problem")
        return redirect(url_for("invitation", token=token), 303)
    flash(gettext("Welcome. This mailbox is now one of yours."))
    places = places_of(visit.deps.database, visit.person.user_id, visit.deps.clock.now())
    first_page = next((place.first_page for place in places if place.tenant_id == tenant_id), "inbox")
    return redirect(url_for(first_page, tenant=tenant_id), 303)


def join_anew(caller: Caller, token: str) -> ResponseReturnValue:
    """Accept with a new account, and sign in with it."""
    written = {name: request.form.get(name, "") for name in WRITTEN}
    password, door = request.form.get("password", ""), caller.deps.door
    email = look_at_invitation(token, door).email
    try:
        accept_anew(Newcomer(token, written["name"], written["language"], password), door)
    except (PasswordRefused, DirectoryEntryRefused) as error:
        return _page(caller, token, written, error)
    entrance = sign_in(SignIn(email, password, network_address(), this_browser()), door)
    return enter(caller, entrance, "/")


def leave_place(visit: Visit, tenant_id: str) -> ResponseReturnValue:
    """Give back access to somebody else's mailbox."""
    try:
        leave(visit.person.user_id, TenantId(tenant_id), visit.deps.door)
    except NotFound:
        flash(gettext("This access was over already."))
    else:
        flash(gettext("You have given back the access."))
    return redirect(url_for("account"), 303)


def _page(caller: Caller, token: str, written: dict[str, str], refusal: PlatformError | None) -> ResponseReturnValue:
    view = look_at_invitation(token, caller.deps.door)
    problems = {}
    if refusal is not None:
        problems = {"password" if isinstance(refusal, PasswordRefused) else "name": refusal_text(refusal)}
    language = written["language"] or current_language()
    page = render_template(
        "invitation.html", token=token, view=view, written=written, problems=problems, chosen=language
    )
    return page, 422 if refusal else 200


ROUTES = (
    OpenRoute("/invitation/<token>", "invitation", show_invitation),
    OpenRoute("/invitation/<token>", "join_anew", join_anew, ("POST",)),
    PersonRoute("/invitation/<token>/accept", "join", join, ("POST",)),
    PersonRoute("/account/places/<tenant_id>/leave", "leave_place", leave_place, ("POST",)),
)
