"""Notices on devices, as screens: turned on by a form, listed and turned off without a script."""

from __future__ import annotations

import pytest
from flask import Flask

from notifications.devices import DeviceView, devices_of
from tests.factories.push_browser import PushBrowser
from tests.integration.archive_ui.house import TOWN
from tests.integration.archive_ui.town import Town
from tests.integration.archive_ui.visitor import Visitor

PAGE = "/account/mails"
DEVICES = f"{PAGE}/devices"


def form_of(browser: PushBrowser) -> dict[str, str]:
    given = browser.address
    return {"endpoint": given.endpoint, "public_key": given.public_key, "secret": given.secret}


def devices(town: Town, who: str) -> list[DeviceView]:
    with town.house.database.reading(TOWN) as session:
        return list(devices_of(session, town.house.users[who]))


def test_a_device_is_turned_on_listed_and_turned_off(own_app: Flask, own_town: Town) -> None:
    owner, browser = Visitor(own_app, "owner"), PushBrowser()
    for _ in range(2):
        assert owner.send(DEVICES, form_of(browser)).headers["Location"] == f"{PAGE}#devices"
    (device,) = devices(own_town, "owner")
    page = owner.get(PAGE).text
    assert f'data-device="{device.endpoint_hash}"' in page
    assert browser.endpoint not in page
    assert "Notices appear on this device from now on." in page

    # Somebody else's button leads nowhere, and tells nothing.
    assert Visitor(own_app, "viewer").send(f"{DEVICES}/{device.id}/off").status_code == 303
    assert len(devices(own_town, "owner")) == 1
    for _ in range(2):
        assert owner.send(f"{DEVICES}/{device.id}/off").status_code == 303
    assert devices(own_town, "owner") == []


@pytest.mark.parametrize("wrong", [{"endpoint": "http://push.example"}, {"public_key": "x"}, {"secret": ""}])
def test_what_no_browser_would_give_is_refused_with_a_reason(
    own_app: Flask, own_town: Town, wrong: dict[str, str]
) -> None:
    owner = Visitor(own_app, "owner")
    owner.send(DEVICES, {**form_of(PushBrowser()), **wrong})
    assert "gave no address for notices" in owner.get(PAGE).text
    assert devices(own_town, "owner") == []


def test_the_worker_is_served_from_the_root_and_kept_by_nobody(app: Flask) -> None:
    answer = app.test_client().get("/notice-worker.js")
    assert answer.status_code == 200
    assert answer.mimetype == "text/javascript"
    assert answer.headers["Cache-Control"] == "no-store"
    # No page of anybody's ever goes through it.
    assert 'addEventListener("fetch"' not in answer.text


def test_signing_out_takes_the_worker_out_of_the_browser(app: Flask) -> None:
    assert '"storage"' in Visitor(app, "owner").send("/sign-out").headers["Clear-Site-Data"]
