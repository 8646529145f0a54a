"""From a right answer to a session in the browser: the one place where somebody becomes signed in."""

from __future__ import annotations

from flask import redirect, request, session, url_for
from werkzeug.wrappers import Response

from archive_ui.cookies import forget_halfway_token, keep_halfway_token, keep_session_token
from archive_ui.languages import CHOSEN
from archive_ui.people import browser_family
from archive_ui.routes import Caller
from archive_ui.tastes import TASTES
from identity.sessions import NewSession
from identity.sign_in import Halfway

# Leave to tie an account elsewhere to the one that signs in next.
TICKET = "outside_ticket"


def enter(caller: Caller, entrance: NewSession | Halfway, wanted: str) -> Response:
    """Begin the session in this browser, or ask for the second factor; then on to the page."""
    settings = caller.deps.settings
    if isinstance(entrance, Halfway):
        response = redirect(url_for("second_factor", next=wanted), 303)
        keep_halfway_token(settings, response, entrance.token)
        return response
    response = redirect(wanted, 303)
    admit(caller, entrance, response)
    return response


def admit(caller: Caller, begun: NewSession, response: Response) -> None:
    """Give the browser its session; nothing of who was there before stays."""
    fresh_form_cookie(TICKET)
    keep_session_token(caller.deps.settings, response, begun.token)
    forget_halfway_token(caller.deps.settings, response)


def fresh_form_cookie(*also: str) -> None:
    """A form token never outlives a change of who is signed in; language, look and keys stay, and what is named."""
    kept = {name: session[name] for name in (CHOSEN, *TASTES, *also) if name in session}
    session.clear()
    session.update(kept)


def this_browser() -> str:
    """What the browser at the other end is called."""
    return browser_family(request.user_agent.string)


def network_address() -> str:
    """Where the request came from."""
    return request.remote_addr or ""
