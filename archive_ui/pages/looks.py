"""How the screens look and listen to one person: light or dark, and the keys."""

from __future__ import annotations

from flask import redirect, render_template, request, session, url_for
from flask.typing import ResponseReturnValue

from archive_ui.addresses import own_address
from archive_ui.routes import Caller, OpenRoute, PersonRoute, Visit
from archive_ui.tastes import KEYS, LOOK
from archive_ui.words.shortcuts import SHORTCUTS

LOOKS = ("auto", "light", "dark")
OFF = "off"


def set_look(caller: Caller) -> ResponseReturnValue:
    """Light, dark, or as the device says, from now on; then back to the page."""
    del caller
    look = request.form.get(LOOK, "")
    if look in LOOKS:
        session[LOOK] = look
    return redirect(own_address(request.form.get("next", "/")), 303)


def show_shortcuts(visit: Visit) -> ResponseReturnValue:
    """All keys on a page of their own, for those who have no scripts or no "?"."""
    del visit
    return render_template("shortcuts.html")


def set_shortcuts(visit: Visit) -> ResponseReturnValue:
    """Listen to single keys or not: people who dictate would set them off by speaking."""
    del visit
    session[KEYS] = OFF if request.form.get(KEYS) == OFF else "on"
    return redirect(url_for("shortcuts"), 303)


def chosen_look() -> str:
    """What the person chose; "auto" leaves it to the device."""
    look = session.get(LOOK)
    return look if look in LOOKS else LOOKS[0]


def listens_to_keys() -> bool:
    """Whether single keys do anything."""
    return session.get(KEYS) != OFF


def show_components(caller: Caller) -> ResponseReturnValue:
    """Every part that pages are put together from, with what it is for; for those who build pages."""
    del caller
    return render_template("components.html", shortcuts=SHORTCUTS)


ROUTES = (
    OpenRoute("/look", "set_look", set_look, ("POST",)),
    PersonRoute("/shortcuts", "shortcuts", show_shortcuts),
    PersonRoute("/shortcuts", "set_shortcuts", set_shortcuts, ("POST",)),
)
DEVELOPMENT_ROUTES = (OpenRoute("/_components", "components", show_components),)
