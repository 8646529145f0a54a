"""Passkeys in Chromium, with an authenticator of its own: made, used, renamed, removed."""

from __future__ import annotations

import socket
import threading
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect
from waitress.server import create_server

from archive_ui.app import create_app
from identity.door import RelyingParty
from tests.integration.archive_ui.browser.person import DESKTOP, PHONE, Desk, overflow_px
from tests.integration.archive_ui.town import build_town

pytestmark = pytest.mark.browser
DEVICE = {
    "protocol": "ctap2", "transport": "internal", "hasResidentKey": True, "hasUserVerification": True,
    "isUserVerified": True, "automaticPresenceSimulation": True,
}  # fmt: skip


@pytest.fixture
def named_desk(chromium: Browser, tmp_path: Path) -> Iterator[Desk]:
    """Screens at a host that has a name: passkeys are not made for numbers."""
    town = build_town(tmp_path)
    place = socket.create_server(("127.0.0.1", 0))
    base = f"http://localhost:{place.getsockname()[1]}"
    door = replace(town.house.deps.door, relying_party=RelyingParty("localhost", base))
    server = create_server(create_app(replace(town.house.deps, door=door)), sockets=[place], threads=4)
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    desk = Desk(town, chromium, base)
    yield desk
    desk.close()
    server.close()
    thread.join(10)


def with_device(page: Page) -> None:
    tools = page.context.new_cdp_session(page)
    tools.send("WebAuthn.enable")
    tools.send("WebAuthn.addVirtualAuthenticator", {"options": DEVICE})


@pytest.mark.parametrize("size", [DESKTOP, PHONE], ids=["desktop", "phone"])
def test_a_passkey_is_made_used_renamed_and_removed(named_desk: Desk, size: tuple[int, int]) -> None:
    page = named_desk.sit_down("owner", size)
    with_device(page)
    page.goto(f"{named_desk.base}/account")
    page.get_by_role("button", name="Add a passkey").click()
    expect(page.locator(".codes li")).to_have_count(10)
    page.get_by_role("link", name="I have kept them").click()
    expect(page.locator("#second-step")).to_contain_text("Chrome on")
    assert overflow_px(page) <= 0
    page.get_by_text("Rename").first.click()
    page.get_by_label("Name of the passkey").fill("Desk key")
    page.keyboard.press("Enter")
    expect(page.locator("#second-step")).to_contain_text("Desk key")
    page.context.clear_cookies()
    page.goto(f"{named_desk.base}/sign-in?next=/account")
    page.get_by_role("button", name="Sign in with a passkey").click()
    page.wait_for_url("**/account")
    expect(page.locator("#second-step")).to_contain_text("last used")
    page.get_by_role("button", name="Remove Desk key").click()
    expect(page.locator("#second-step")).not_to_contain_text("Desk key")
    assert named_desk.complaints == []


def test_a_browser_without_a_passkey_says_so_and_the_password_still_works(named_desk: Desk) -> None:
    page = named_desk.open()
    tools = page.context.new_cdp_session(page)
    tools.send("WebAuthn.enable")
    tools.send("WebAuthn.addVirtualAuthenticator", {"options": {**DEVICE, "isUserVerified": False}})
    page.goto(f"{named_desk.base}/sign-in")
    page.get_by_role("button", name="Sign in with a passkey").click()
    expect(page.locator("[data-said]")).to_contain_text("No passkey was used")
    named_desk.sit_down("owner")


def test_where_passkeys_cannot_work_none_are_offered(desk: Desk) -> None:
    page = desk.open()
    page.goto(f"{desk.base}/sign-in")
    expect(page.get_by_role("button", name="Sign in with a passkey")).to_have_count(0)
    assert desk.complaints == []
