"""Passkeys: made and kept in one's account, and used instead of a password.

The module `passkeys.js` asks for a challenge, lets the device answer it, and sends the
answer as a plain form, so that what follows is a page like any other.
"""

from __future__ import annotations

import json

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from archive_ui.addresses import own_address
from archive_ui.entrance import enter, network_address, this_browser
from archive_ui.routes import Caller, OpenRoute, PersonRoute, Visit
from archive_ui.words.names import Text
from identity.errors import PasskeyRefused, TokenRefused, TooManyAttempts
from identity.passkeys import (
    Answer,
    Challenge,
    Visitor,
    confirm_with_passkey,
    offer_registration,
    offer_sign_in,
    register,
    remove_passkey,
    rename_passkey,
    sign_in_with_passkey,
)
from kernel.errors import NotFound


def challenge_anybody(caller: Caller) -> ResponseReturnValue:
    """A challenge for whoever wants to sign in."""
    return _as_json(offer_sign_in(caller.deps.door))


def sign_in(caller: Caller) -> ResponseReturnValue:
    """Let somebody in by their passkey."""
    wanted = own_address(request.form.get("next", "/"))
    try:
        return enter(caller, sign_in_with_passkey(_answer(), _visitor(), caller.deps.door), wanted)
    except (PasskeyRefused, TokenRefused, TooManyAttempts) as error:
        flash(_refused(error), "problem")
        return redirect(url_for("sign_in", next=wanted), 303)


def confirm(visit: Visit) -> ResponseReturnValue:
    """It is still the same person."""
    wanted = own_address(request.form.get("next", "/"))
    try:
        session_id = visit.session.session_id
        confirm_with_passkey(visit.person.user_id, _answer(), _visitor(), session_id, visit.deps.door)
    except (PasskeyRefused, TokenRefused, TooManyAttempts) as error:
        flash(_refused(error), "problem")
        return redirect(url_for("confirm", next=wanted), 303)
    return redirect(wanted, 303)


def challenge_person(visit: Visit) -> ResponseReturnValue:
    """A challenge to make a new passkey."""
    return _as_json(offer_registration(visit.person.user_id, visit.deps.door))


def add(visit: Visit) -> ResponseReturnValue:
    """Keep a new passkey; the first second factor comes with recovery codes."""
    try:
        session_id = visit.session.session_id
        codes = register(visit.person.user_id, _answer(), this_browser(), session_id, visit.deps.door)
    except (PasskeyRefused, TokenRefused):
        flash(gettext("The passkey could not be set up. Nothing was changed; try again."), "problem")
        return _back()
    if codes:
        return render_template("recovery_codes.html", codes=codes)
    flash(gettext("The passkey is set up. It signs you in without a password."))
    return _back()


def rename(visit: Visit, passkey_id: str) -> ResponseReturnValue:
    """Call it something else."""
    rename_passkey(visit.person.user_id, passkey_id, request.form.get("name", ""), visit.deps.door)
    flash(gettext("The passkey has a new name."))
    return _back()


def remove(visit: Visit, passkey_id: str) -> ResponseReturnValue:
    """It opens nothing any more."""
    try:
        remove_passkey(visit.person.user_id, passkey_id, visit.deps.door)
    except NotFound:
        return _back()
    flash(gettext("The passkey opens nothing here any more. You can delete it from your device too."))
    return _back()


def _answer() -> Answer:
    return Answer(request.form.get("ticket", ""), request.form.get("credential", ""))


def _visitor() -> Visitor:
    return Visitor(network_address(), this_browser())


def _as_json(challenge: Challenge) -> ResponseReturnValue:
    return {"ticket": challenge.ticket, "options": json.loads(challenge.options)}


def _refused(error: PasskeyRefused | TokenRefused | TooManyAttempts) -> Text:
    if error.temporary:
        return gettext("Too many tries. Wait a few minutes, then try again.")
    return gettext("This passkey opens nothing here. Try another one, or your password.")


def _back() -> ResponseReturnValue:
    return redirect(url_for("account", _anchor="second-step"), 303)


ROUTES = (
    OpenRoute("/sign-in/passkey/challenge", "challenge_anybody", challenge_anybody, ("POST",)),
    OpenRoute("/sign-in/passkey", "sign_in_with_passkey", sign_in, ("POST",)),
    PersonRoute("/account/confirm/passkey", "confirm_with_passkey", confirm, ("POST",)),
    PersonRoute("/account/passkeys/challenge", "challenge_person", challenge_person, ("POST",), needs_proof=True),
    PersonRoute("/account/passkeys", "add_passkey", add, ("POST",), needs_proof=True),
    PersonRoute("/account/passkeys/<passkey_id>/name", "rename_passkey", rename, ("POST",)),
    PersonRoute("/account/passkeys/<passkey_id>/remove", "remove_passkey", remove, ("POST",), needs_proof=True),
)
