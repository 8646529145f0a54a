"""The authenticator app and the recovery codes of one's account."""

from __future__ import annotations

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from archive_ui.qr_drawing import QrDrawing, draw_qr
from archive_ui.routes import PersonRoute, Visit
from archive_ui.words.refusals import refusal_text
from identity.errors import CodeRefused, TooManyAttempts
from identity.second_factor import confirm_app, offer_app, remove_app, renew_codes
from kernel.errors import NotFound, PlatformError


def show_app(visit: Visit) -> ResponseReturnValue:
    """A secret for the app, as a QR code and in letters."""
    return _page(visit, None)


def confirm(visit: Visit) -> ResponseReturnValue:
    """The first code of the app; from then on it counts."""
    try:
        codes = confirm_app(
            visit.person.user_id, request.form.get("code", ""), visit.session.session_id, visit.deps.door
        )
    except (CodeRefused, TooManyAttempts) as error:
        return _page(visit, error)
    except NotFound:
        return redirect(url_for("account"), 303)
    if codes:
        return render_template("recovery_codes.html", codes=codes)
    flash(gettext("From now on your authenticator app is asked for at sign-in."))
    return redirect(url_for("account", _anchor="second-step"), 303)


def remove(visit: Visit) -> ResponseReturnValue:
    """Take the app away."""
    remove_app(visit.person.user_id, visit.deps.door)
    flash(gettext("Your authenticator app is no longer asked for."))
    return redirect(url_for("account", _anchor="second-step"), 303)


def renew(visit: Visit) -> ResponseReturnValue:
    """Fresh recovery codes, shown this once."""
    try:
        return render_template("recovery_codes.html", codes=renew_codes(visit.person.user_id, visit.deps.door))
    except NotFound:
        return redirect(url_for("account"), 303)


def _page(visit: Visit, refusal: PlatformError | None) -> ResponseReturnValue:
    try:
        offer = offer_app(visit.person.user_id, visit.deps.door)
    except NotFound:
        return redirect(url_for("account"), 303)
    secret = " ".join(offer.secret[start : start + 4] for start in range(0, len(offer.secret), 4))
    drawing: QrDrawing = draw_qr(offer.uri)
    problem = refusal_text(refusal) if refusal else None
    page = render_template("authenticator.html", secret=secret, uri=offer.uri, qr=drawing, problem=problem)
    if refusal is None:
        return page
    return page, 429 if refusal.temporary else 422


ROUTES = (
    PersonRoute("/account/app", "app", show_app, needs_proof=True),
    PersonRoute("/account/app", "confirm_app", confirm, ("POST",), needs_proof=True),
    PersonRoute("/account/app/remove", "remove_app", remove, ("POST",), needs_proof=True),
    PersonRoute("/account/recovery-codes", "renew_codes", renew, ("POST",), needs_proof=True),
)
