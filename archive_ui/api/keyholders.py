"""Which program is there: the one place where the API asks about keys."""

from __future__ import annotations

import datetime as dt

from flask import Request

from archive_ui.api.problems import KeyNeeded
from archive_ui.deps import UiDeps
from archive_ui.people import DIRECTORY
from identity.api_keys import ApiKeyView, is_due_to_touch, look_up_api_key, touch_api_key
from identity.door import Door
from identity.throttle import Origin, admit

SCHEME = "bearer"


def key_of(deps: UiDeps, request: Request) -> ApiKeyView:
    """The live key that came with the request.

    Raises:
        KeyNeeded: There is none, or it opens nothing; which of them is told to nobody.
        TooManyAttempts: The address, or the same useless key, came too often.
    """
    secret = _presented(request)
    if not secret:
        raise KeyNeeded("this needs an API key")
    now = deps.clock.now()
    with deps.database.reading(DIRECTORY) as session:
        found = look_up_api_key(session, secret, now)
    if found is None:
        _count_refusal(deps.door, secret, request.remote_addr or "", now)
        raise KeyNeeded("this key opens nothing")
    if is_due_to_touch(found, now):
        with deps.database.unit_of_work(DIRECTORY) as uow:
            touch_api_key(uow.session, found.key_id, now)
            uow.commit()
    return found


def _presented(request: Request) -> str:
    """The key as the header carries it (RFC 6750 §2.1); keys in addresses end in logs and are not looked for."""
    scheme, _, secret = request.headers.get("Authorization", "").partition(" ")
    return secret.strip() if scheme.lower() == SCHEME else ""


def _count_refusal(door: Door, secret: str, address: str, now: dt.datetime) -> None:
    """Slow down whoever tries keys, apart from those who sign in: a forgotten program locks no office out."""
    origin = Origin.of(door.throttle_key, f"api key {secret}", f"api {address}")
    with door.new_uow() as uow:
        admit(uow.session, origin, now, door.back_off)
        uow.commit()
