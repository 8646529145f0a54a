"""Signing in, in one step or two, and out; and the way to one's mailboxes."""

from __future__ import annotations

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from archive_ui.addresses import own_address
from archive_ui.cookies import forget_halfway_token, forget_session_token, halfway_token
from archive_ui.entrance import enter, fresh_form_cookie, network_address, this_browser
from archive_ui.languages import choose_language
from archive_ui.people import end_session
from archive_ui.routes import Caller, OpenRoute, PersonRoute, Visit
from identity.errors import CodeRefused, SignInRefused, TokenRefused, TooManyAttempts
from identity.second_factor import SecondHalf, finish_sign_in
from identity.sign_in import SignIn
from identity.sign_in import sign_in as open_door


def show_sign_in(caller: Caller) -> ResponseReturnValue:
    """The form; who is signed in already goes on."""
    wanted = own_address(request.args.get("next", "/"))
    if caller.session is not None:
        return redirect(wanted, 303)
    return render_template("sign_in.html", email="", wanted=wanted, refusal=None)


def sign_in(caller: Caller) -> ResponseReturnValue:
    """Begin a session; a refusal never tells whether the account exists."""
    email = request.form.get("email", "").strip()
    wanted = own_address(request.form.get("next", "/"))
    command = SignIn(email, request.form.get("password", ""), network_address(), this_browser())
    try:
        return enter(caller, open_door(command, caller.deps.door), wanted)
    except (SignInRefused, TooManyAttempts) as error:
        page = render_template("sign_in.html", email=email, wanted=wanted, refusal=error)
        return page, 429 if error.temporary else 401


def show_second_factor(caller: Caller) -> ResponseReturnValue:
    """The second half of signing in."""
    wanted = own_address(request.args.get("next", "/"))
    if not halfway_token(caller.deps.settings, request):
        return redirect(url_for("sign_in", next=wanted), 303)
    return render_template("second_factor.html", wanted=wanted, refusal=None)


def finish(caller: Caller) -> ResponseReturnValue:
    """Take the code of the app, or a recovery code."""
    wanted = own_address(request.form.get("next", "/"))
    token = halfway_token(caller.deps.settings, request)
    command = SecondHalf(token, request.form.get("code", ""), network_address(), this_browser())
    try:
        return enter(caller, finish_sign_in(command, caller.deps.door), wanted)
    except (CodeRefused, TooManyAttempts) as error:
        page = render_template("second_factor.html", wanted=wanted, refusal=error)
        return page, 429 if error.temporary else 401
    except (TokenRefused, SignInRefused):
        flash(gettext("That took too long. Sign in again."), "problem")
        response = redirect(url_for("sign_in", next=wanted), 303)
        forget_halfway_token(caller.deps.settings, response)
        return response


def sign_out(caller: Caller) -> ResponseReturnValue:
    """End the session here and on the server."""
    if caller.session is not None:
        end_session(caller.deps.database, caller.deps.door, caller.session)
    fresh_form_cookie()
    flash(gettext("You are signed out."))
    response = redirect(url_for("sign_in"), 303)
    forget_session_token(caller.deps.settings, response)
    return response


def show_home(visit: Visit) -> ResponseReturnValue:
    """The mailboxes to choose from; the only one opens by itself."""
    if len(visit.places) == 1:
        return redirect(url_for(visit.places[0].first_page, tenant=visit.places[0].tenant_id), 303)
    return render_template("home.html", places=visit.places)


def set_language(caller: Caller) -> ResponseReturnValue:
    """Speak another language from now on, and go back to the page."""
    language = request.form.get("language", "")
    if language in caller.deps.settings.languages:
        choose_language(language)
    return redirect(own_address(request.form.get("next", "/")), 303)


def show_health(caller: Caller) -> ResponseReturnValue:
    """The process answers; nothing is said about anybody's mail."""
    del caller
    return {"status": "ok"}


ROUTES = (
    OpenRoute("/sign-in", "sign_in", show_sign_in),
    OpenRoute("/sign-in", "begin_session", sign_in, ("POST",)),
    OpenRoute("/sign-in/code", "second_factor", show_second_factor),
    OpenRoute("/sign-in/code", "finish_sign_in", finish, ("POST",)),
    OpenRoute("/sign-out", "sign_out", sign_out, ("POST",)),
    OpenRoute("/language", "set_language", set_language, ("POST",)),
    OpenRoute("/healthz", "health", show_health),
    PersonRoute("/", "home", show_home),
)
