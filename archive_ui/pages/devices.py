"""Notices on one's own devices: turned on in the browser that is to show them, listed, turned off anywhere."""

from __future__ import annotations

from pathlib import Path

from flask import Response, flash, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from archive_ui.people import DIRECTORY, browser_family
from archive_ui.routes import Caller, OpenRoute, PersonRoute, Visit
from notifications.devices import DeviceAddress, add_device, remove_device
from notifications.push_sealing import DeviceRefused

WORKER = Path(__file__).parent.parent / "static" / "js" / "notice_worker.js"


def turn_on_notices(visit: Visit) -> ResponseReturnValue:
    """Keep what the browser at hand subscribed with; the same browser again is the same device."""
    form = request.form
    address = DeviceAddress(form.get("endpoint", ""), form.get("public_key", ""), form.get("secret", ""))
    browser = browser_family(request.user_agent.string)
    try:
        with visit.deps.database.unit_of_work(DIRECTORY) as uow:
            add_device(uow.session, visit.person.user_id, address, browser, visit.deps.clock.now())
            uow.commit()
    except DeviceRefused:
        flash(
            gettext("This browser gave no address for notices. Forbid them in its settings, then try again."), "problem"
        )
    else:
        flash(gettext("Notices appear on this device from now on."), "success")
    return _back()


def turn_off_notices(visit: Visit, device_id: str) -> ResponseReturnValue:
    """No notices on one device any more; twice is once."""
    with visit.deps.database.unit_of_work(DIRECTORY) as uow:
        remove_device(uow.session, visit.person.user_id, device_id)
        uow.commit()
    flash(gettext("No more notices on that device. Turn them on again there."), "success")
    return _back()


def send_worker(caller: Caller) -> ResponseReturnValue:
    """The script that shows notices while no page is open; a browser lets it see the folder that it comes from."""
    del caller
    return Response(WORKER.read_bytes(), mimetype="text/javascript")


def _back() -> ResponseReturnValue:
    return redirect(url_for("announcements", _anchor="devices"), 303)


ROUTES = (
    PersonRoute("/account/mails/devices", "turn_on_notices", turn_on_notices, ("POST",)),
    PersonRoute("/account/mails/devices/<device_id>/off", "turn_off_notices", turn_off_notices, ("POST",)),
    OpenRoute("/notice-worker.js", "notice_worker", send_worker),
)
