"""Signing in and out, and the way to one's mailboxes."""

from __future__ import annotations

from flask import flash, redirect, render_template, request, session, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from archive_ui.addresses import own_address as _wanted
from archive_ui.cookies import forget_session_token, keep_session_token
from archive_ui.languages import CHOSEN, choose_language
from archive_ui.pages.looks import TASTES
from archive_ui.people import begin_session, browser_family, end_session
from archive_ui.routes import Caller, OpenRoute, PersonRoute, Visit
from identity.errors import SignInRefused, TooManyAttempts


def show_sign_in(caller: Caller) -> ResponseReturnValue:
    """The form; who is signed in already goes on."""
    if caller.session is not None:
        return redirect(_wanted(request.args.get("next", "/")), 303)
    return render_template("sign_in.html", email="", wanted=_wanted(request.args.get("next", "/")), refusal=None)


def sign_in(caller: Caller) -> ResponseReturnValue:
    """Begin a session; a refusal never tells whether the account exists."""
    email = request.form.get("email", "").strip()
    wanted = _wanted(request.form.get("next", "/"))
    browser = browser_family(request.user_agent.string)
    try:
        token = begin_session(
            caller.deps.door, email, request.form.get("password", ""), request.remote_addr or "", browser
        )
    except (SignInRefused, TooManyAttempts) as error:
        page = render_template("sign_in.html", email=email, wanted=wanted, refusal=error)
        return page, 429 if error.temporary else 401
    _fresh_form_cookie()
    response = redirect(wanted, 303)
    keep_session_token(caller.deps.settings, response, token)
    return response


def sign_out(caller: Caller) -> ResponseReturnValue:
    """End the session here and on the server."""
    if caller.session is not None:
        end_session(caller.deps.database, caller.deps.door, caller.session)
    _fresh_form_cookie()
    flash(gettext("You are signed out."))
    response = redirect(url_for("sign_in"), 303)
    forget_session_token(caller.deps.settings, response)
    return response


def show_home(visit: Visit) -> ResponseReturnValue:
    """The mailboxes to choose from; the only one opens by itself."""
    if len(visit.places) == 1:
        return redirect(url_for("inbox", tenant=visit.places[0].tenant_id), 303)
    return render_template("home.html", places=visit.places)


def set_language(caller: Caller) -> ResponseReturnValue:
    """Speak another language from now on, and go back to the page."""
    language = request.form.get("language", "")
    if language in caller.deps.settings.languages:
        choose_language(language)
    return redirect(_wanted(request.form.get("next", "/")), 303)


def show_health(caller: Caller) -> ResponseReturnValue:
    """The process answers; nothing is said about anybody's mail."""
    del caller
    return {"status": "ok"}


def _fresh_form_cookie() -> None:
    """A form token never outlives a change of who is signed in; language, look and keys stay."""
    kept = {name: session[name] for name in (CHOSEN, *TASTES) if name in session}
    session.clear()
    session.update(kept)


ROUTES = (
    OpenRoute("/sign-in", "sign_in", show_sign_in),
    OpenRoute("/sign-in", "begin_session", sign_in, ("POST",)),
    OpenRoute("/sign-out", "sign_out", sign_out, ("POST",)),
    OpenRoute("/language", "set_language", set_language, ("POST",)),
    OpenRoute("/healthz", "health", show_health),
    PersonRoute("/", "home", show_home),
)
