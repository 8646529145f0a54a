"""One's own account: name, language, password, sessions."""

from __future__ import annotations

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from archive_ui.account_view import account_of
from archive_ui.addresses import own_address
from archive_ui.languages import choose_language
from archive_ui.people import DIRECTORY
from archive_ui.routes import PersonRoute, Visit
from archive_ui.words.refusals import refusal_text
from identity.errors import PasswordRefused, SignInRefused, TooManyAttempts
from identity.person import change_person as store_person
from identity.sign_in import change_password as store_password
from identity.sign_in import confirm_presence, end_one_session, end_sessions
from kernel.errors import NotFound, PlatformError
from kernel.tenancy.directory_changes import DirectoryEntryRefused


def show_account(visit: Visit) -> ResponseReturnValue:
    """Everything about oneself on one page."""
    return _page(visit)


def change_person(visit: Visit) -> ResponseReturnValue:
    """Another name, another language."""
    name, language = request.form.get("name", ""), request.form.get("language", "")
    uow = visit.deps.database.unit_of_work(DIRECTORY)
    try:
        store_person(visit.person.user_id, name, language, uow, visit.deps.clock)
    except DirectoryEntryRefused as error:
        return _page(visit, {"name": error}, 422)
    choose_language(language)
    flash(gettext("Your details are kept."))
    return redirect(url_for("account"), 303)


def change_password(visit: Visit) -> ResponseReturnValue:
    """Another password; all other sessions end."""
    old, new = request.form.get("old", ""), request.form.get("new", "")
    try:
        store_password(visit.person.user_id, old, new, visit.session.session_id, visit.deps.door)
    except (SignInRefused, TooManyAttempts) as error:
        return _page(visit, {"old": error}, 429 if error.temporary else 422)
    except PasswordRefused as error:
        return _page(visit, {"new": error}, 422)
    flash(gettext("Your password is changed. All other sessions have ended."))
    return redirect(url_for("account"), 303)


def end_one(visit: Visit, session_id: str) -> ResponseReturnValue:
    """End one session, wherever it is."""
    uow = visit.deps.database.unit_of_work(DIRECTORY)
    try:
        end_one_session(visit.person.user_id, session_id, uow, visit.deps.clock)
    except NotFound:
        flash(gettext("This session was over already."))
    else:
        flash(gettext("The session has ended."))
    return redirect(url_for("account", _anchor="sessions"), 303)


def end_others(visit: Visit) -> ResponseReturnValue:
    """End all sessions but this one."""
    uow = visit.deps.database.unit_of_work(DIRECTORY)
    user_id, here = visit.person.user_id, visit.session.session_id
    end_sessions(user_id, uow, visit.deps.clock, actor=user_id, but=here)
    flash(gettext("All other sessions have ended."))
    return redirect(url_for("account", _anchor="sessions"), 303)


def show_confirm(visit: Visit) -> ResponseReturnValue:
    """Is it still you?"""
    return _confirm_page(visit, None)


def confirm(visit: Visit) -> ResponseReturnValue:
    """The password again, then on to what was asked for."""
    typed = request.form.get("password", "")
    try:
        confirm_presence(visit.person.user_id, typed, visit.session.session_id, visit.deps.door)
    except (SignInRefused, TooManyAttempts) as error:
        return _confirm_page(visit, error)
    return redirect(own_address(request.form.get("next", "/")), 303)


def _confirm_page(visit: Visit, refusal: PlatformError | None) -> ResponseReturnValue:
    wanted = own_address(request.values.get("next", "/"))
    page = render_template("confirm.html", wanted=wanted, refusal=refusal, account=account_of(visit))
    if refusal is None:
        return page
    return page, 429 if refusal.temporary else 401


def _page(visit: Visit, problems: dict[str, PlatformError] | None = None, status: int = 200) -> ResponseReturnValue:
    texts = {name: refusal_text(error) for name, error in (problems or {}).items()}
    return render_template("account.html", account=account_of(visit), problems=texts), status


ROUTES = (
    PersonRoute("/account", "account", show_account),
    PersonRoute("/account/person", "change_person", change_person, ("POST",)),
    PersonRoute("/account/password", "change_password", change_password, ("POST",)),
    PersonRoute("/account/sessions/<session_id>/end", "end_one_session", end_one, ("POST",)),
    PersonRoute("/account/sessions/end-others", "end_other_sessions", end_others, ("POST",)),
    PersonRoute("/account/confirm", "confirm", show_confirm),
    PersonRoute("/account/confirm", "confirm_presence", confirm, ("POST",)),
)
