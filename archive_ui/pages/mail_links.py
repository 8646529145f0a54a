"""What the links in our mails open: a new password, a verified address, a new address.

A link that is only opened changes nothing: programs that look at mails open links too.
"""

from __future__ import annotations

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext, lazy_gettext

from archive_ui.entrance import network_address
from archive_ui.languages import choose_language
from archive_ui.routes import Caller, OpenRoute, PersonRoute, Visit
from archive_ui.words.names import Text
from archive_ui.words.refusals import refusal_text
from identity.email import (
    ask_email_change,
    ask_reset,
    ask_verification,
    change_email,
    look_at_reset,
    reset_password,
    verify_email,
)
from identity.errors import PasswordRefused, TooManyAttempts
from kernel.errors import PlatformError
from kernel.tenancy.directory import EmailRefused

VERIFY: Text = lazy_gettext("Confirm your e-mail address")
CHANGE: Text = lazy_gettext("Use this e-mail address from now on")


def show_forgotten(caller: Caller) -> ResponseReturnValue:
    """Where to send the link?"""
    del caller
    return render_template("forgotten.html", sent=False, refusal=None)


def ask(caller: Caller) -> ResponseReturnValue:
    """Send it, or not; the answer is the same."""
    try:
        ask_reset(request.form.get("email", ""), network_address(), caller.deps.door)
    except TooManyAttempts as error:
        return render_template("forgotten.html", sent=False, refusal=refusal_text(error)), 429
    return render_template("forgotten.html", sent=True, refusal=None)


def show_reset(caller: Caller, token: str) -> ResponseReturnValue:
    """A new password for whoever got the mail, in the language of their account."""
    return _reset_page(caller, token, None)


def reset(caller: Caller, token: str) -> ResponseReturnValue:
    """Keep it; signing in comes next, with the second step where there is one."""
    try:
        reset_password(token, request.form.get("new", ""), caller.deps.door)
    except PasswordRefused as error:
        return _reset_page(caller, token, error)
    flash(gettext("Your password is changed. All sessions have ended. Sign in with the new one."))
    return redirect(url_for("sign_in"), 303)


def show_verify(caller: Caller, token: str) -> ResponseReturnValue:
    """One press of a button."""
    del caller
    return render_template("mail_link.html", title=VERIFY, action=url_for("verify_email", token=token))


def verify(caller: Caller, token: str) -> ResponseReturnValue:
    """The address is the person's."""
    verify_email(token, caller.deps.door)
    flash(gettext("Your e-mail address is confirmed."))
    return redirect(url_for("account" if caller.session else "sign_in"), 303)


def show_new_address(caller: Caller, token: str) -> ResponseReturnValue:
    """One press of a button, too."""
    del caller
    return render_template("mail_link.html", title=CHANGE, action=url_for("use_new_address", token=token))


def use_new_address(caller: Caller, token: str) -> ResponseReturnValue:
    """The account has another address from now on."""
    change_email(token, caller.deps.door)
    flash(gettext("From now on you sign in with the new address."))
    return redirect(url_for("account" if caller.session else "sign_in"), 303)


def send_verification(visit: Visit) -> ResponseReturnValue:
    """Send the link that proves the present address."""
    ask_verification(visit.person.user_id, visit.deps.door)
    flash(gettext("A mail is on its way. Follow its link to confirm the address."))
    return redirect(url_for("account"), 303)


def ask_new_address(visit: Visit) -> ResponseReturnValue:
    """Send the link that proves another address."""
    try:
        ask_email_change(visit.person.user_id, request.form.get("email", ""), visit.deps.door)
    except EmailRefused as error:
        flash(refusal_text(error), "problem")
        return redirect(url_for("account", _anchor="address"), 303)
    flash(
        gettext("If this address can be used, a mail is on its way there. Until its link is followed nothing changes.")
    )
    return redirect(url_for("account"), 303)


def _reset_page(caller: Caller, token: str, refusal: PlatformError | None) -> ResponseReturnValue:
    user = look_at_reset(token, caller.deps.door)
    if caller.session is None:
        choose_language(user.language)
    problem = refusal_text(refusal) if refusal else None
    page = render_template("reset.html", token=token, email=user.email, problem=problem)
    return page, 422 if refusal else 200


ROUTES = (
    OpenRoute("/forgotten", "forgotten", show_forgotten),
    OpenRoute("/forgotten", "ask_reset", ask, ("POST",)),
    OpenRoute("/reset/<token>", "reset", show_reset),
    OpenRoute("/reset/<token>", "reset_password", reset, ("POST",)),
    OpenRoute("/verify/<token>", "verify", show_verify),
    OpenRoute("/verify/<token>", "verify_email", verify, ("POST",)),
    OpenRoute("/new-address/<token>", "new_address", show_new_address),
    OpenRoute("/new-address/<token>", "use_new_address", use_new_address, ("POST",)),
    PersonRoute("/account/email/verify", "send_verification", send_verification, ("POST",)),
    PersonRoute("/account/email", "ask_new_address", ask_new_address, ("POST",), needs_proof=True),
)
