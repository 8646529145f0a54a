"""Signing in with an account elsewhere, and tying one to the account here."""

from __future__ import annotations

import hmac

from flask import flash, jsonify, redirect, render_template, request, session, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from archive_ui.addresses import own_address
from archive_ui.entrance import TICKET, enter, this_browser
from archive_ui.routes import Caller, OpenRoute, PersonRoute, Visit
from identity.errors import OutsideRefused, OutsideUnavailable, TokenRefused
from identity.oidc import LinkOffer, arrive, depart, link, unlink
from identity.oidc_provider import ProviderClient
from kernel.errors import NotFound

# In the form cookie, which is signed: the browser that comes back must be the one that left.
STATE, WANTED = "outside_state", "outside_wanted"


def leave(caller: Caller, provider: str) -> ResponseReturnValue:
    """To the provider; a plain link, because a form may not lead away from here."""
    client = _client(caller, provider)
    try:
        departure = depart(client, _back_here(caller, provider), caller.deps.door)
    except OutsideUnavailable:
        return _refused(gettext("This way in does not answer at the moment. Try again later, or take another way."))
    session[STATE], session[WANTED] = departure.state, own_address(request.args.get("next", "/"))
    return redirect(departure.address, 303)


def come_back(caller: Caller, provider: str) -> ResponseReturnValue:
    """From the provider: in, or on to tying the two accounts together."""
    client = _client(caller, provider)
    state, wanted = session.pop(STATE, ""), own_address(session.pop(WANTED, "/"))
    if not state or not hmac.compare_digest(state, request.args.get("state", "")):
        return _refused(gettext("This did not begin in this browser, or too long ago. Begin again."))
    try:
        here = _back_here(caller, provider)
        entrance = arrive(client, here, request.args.to_dict(), this_browser(), caller.deps.door)
    except TokenRefused:
        return _refused(gettext("This did not begin in this browser, or too long ago. Begin again."))
    except OutsideUnavailable:
        return _refused(gettext("This way in does not answer at the moment. Try again later, or take another way."))
    except OutsideRefused:
        return _refused(gettext("This way in did not open. Try again, or take another way."))
    if not isinstance(entrance, LinkOffer):
        return enter(caller, entrance, wanted)
    return _offer(caller, entrance)


def show_keys(caller: Caller, provider: str) -> ResponseReturnValue:
    """The public halves of our keys towards this provider, who asks for them itself."""
    keys = _client(caller, provider).provider.keys.published()
    if not keys["keys"]:
        raise NotFound("no keys are used with this way in; there is nothing to fetch")
    return jsonify(keys)


def show_link(visit: Visit) -> ResponseReturnValue:
    """Is it you who wants this? Nothing is tied before the answer."""
    del visit
    return render_template("outside_link.html") if session.get(TICKET) else redirect(url_for("account"), 303)


def tie(visit: Visit) -> ResponseReturnValue:
    """It is; from now on either account signs in."""
    try:
        link(visit.person.user_id, session.pop(TICKET, ""), visit.deps.door)
    except (TokenRefused, OutsideRefused):
        flash(gettext("The accounts could not be tied together. Begin again."), "problem")
    else:
        flash(gettext("The accounts are tied together. Either signs you in."))
    return redirect(url_for("account", _anchor="outside"), 303)


def untie(visit: Visit, link_id: str) -> ResponseReturnValue:
    """The account elsewhere opens nothing here any more."""
    try:
        unlink(visit.person.user_id, link_id, visit.deps.door)
    except NotFound:
        return redirect(url_for("account"), 303)
    flash(gettext("The account elsewhere opens nothing here any more."))
    return redirect(url_for("account", _anchor="outside"), 303)


def _offer(caller: Caller, offer: LinkOffer) -> ResponseReturnValue:
    """Whoever has no tie yet signs in as ever, then ties; the words do not tell whether they have an account."""
    session[TICKET] = offer.ticket
    if caller.session is None:
        flash(gettext("This account is not tied to one here yet. Sign in as you always do, then tie them together."))
        return redirect(url_for("sign_in", next=url_for("show_link")), 303)
    return redirect(url_for("show_link"), 303)


def _client(caller: Caller, name: str) -> ProviderClient:
    found = next((each for each in caller.deps.providers if each.provider.name == name), None)
    if found is None:
        raise NotFound("there is no such way in; start again from the sign-in page")
    return found


def _back_here(caller: Caller, provider: str) -> str:
    """The address that the provider knows us by: from the settings, never from the request."""
    return f"{caller.deps.door.relying_party.origin}{url_for('come_back', provider=provider)}"


def _refused(words: str) -> ResponseReturnValue:
    flash(words, "problem")
    return redirect(url_for("sign_in"), 303)


ROUTES = (
    OpenRoute("/sign-in/with/<provider>", "leave", leave),
    OpenRoute("/sign-in/with/<provider>/back", "come_back", come_back),
    OpenRoute("/sign-in/with/<provider>/keys", "provider_keys", show_keys),
    PersonRoute("/account/outside", "show_link", show_link),
    PersonRoute("/account/outside", "tie", tie, ("POST",), needs_proof=True),
    PersonRoute("/account/outside/<link_id>/remove", "untie", untie, ("POST",), needs_proof=True),
)
