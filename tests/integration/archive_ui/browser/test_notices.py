"""Notices in Chromium: the button, the worker and what appears; only the push service is ours."""

from __future__ import annotations

import json

import pytest
from playwright.sync_api import Page, expect

from notifications.devices import devices_of
from tests.factories.push_browser import PushBrowser
from tests.integration.archive_ui.browser.person import DESKTOP, PHONE, Desk, overflow_px
from tests.integration.archive_ui.house import TOWN

pytestmark = pytest.mark.browser
BROWSER = PushBrowser()
# What the push service of a browser answers, which nobody reaches from here.
SUBSCRIBED = """
([endpoint, key, secret]) => {
  const bytes = (text) => Uint8Array.from(atob(text.replaceAll("-", "+").replaceAll("_", "/")), (c) => c.charCodeAt(0));
  const getKey = (name) => bytes(name === "auth" ? secret : key).buffer;
  const made = { endpoint, getKey, unsubscribe: async () => true };
  PushManager.prototype.subscribe = async function (options) {
    if (!options.userVisibleOnly || options.applicationServerKey.length !== 65) throw new Error("wrong options");
    sessionStorage.setItem("subscribed", "yes");
    return made;
  };
  PushManager.prototype.getSubscription = async () => (sessionStorage.getItem("subscribed") ? made : null);
}
"""

APPEARED = """
async (body) => {
  const there = await navigator.serviceWorker.ready;
  for (let look = 0; look < 200; look += 1) {
    const all = await there.getNotifications();
    if (all.some((each) => each.body === body)) return all.map((each) => [each.title, each.body, each.data.link]);
    await new Promise((done) => setTimeout(done, 50));
  }
  return [];
}
"""


def subscribing(desk: Desk, who: str, size: tuple[int, int]) -> Page:
    page = desk.sit_down(who, size)
    page.context.grant_permissions(["notifications"], origin=desk.base)
    given = json.dumps([BROWSER.endpoint, BROWSER.address.public_key, BROWSER.address.secret])
    page.add_init_script(f"({SUBSCRIBED})({given})")
    page.goto(f"{desk.base}/account/mails")
    return page


@pytest.mark.parametrize(("who", "size"), [("owner", DESKTOP), ("member", PHONE)], ids=["en-desktop", "nl-phone"])
def test_notices_are_turned_on_appear_and_are_turned_off(street: Desk, who: str, size: tuple[int, int]) -> None:
    page = subscribing(street, who, size)
    section = page.locator("#devices")
    section.get_by_role("button").last.click()
    expect(section.locator("[data-here]")).to_be_visible()
    expect(section.locator("form[data-notices]")).to_be_hidden()
    assert overflow_px(page) <= 0
    with street.town.house.database.reading(TOWN) as session:
        assert len(devices_of(session, street.town.house.users[who])) == 1

    assert shown(page, {"body": "De Kroon: 2 new letters", "language": "en", "tag": "a", "link": "/t/x/inbox"}) == [
        ["Postkamer", "De Kroon: 2 new letters", f"{street.base}/t/x/inbox"]
    ]
    # The same tag takes the place of the one before, and no link leads out of the house.
    assert shown(page, {"body": "3", "language": "en", "tag": "a", "link": "https://elsewhere.example/"}) == [
        ["Postkamer", "3", f"{street.base}/"]
    ]

    section.get_by_role("button").first.click()
    expect(section.locator("[data-device]")).to_have_count(0)
    assert street.complaints == []


def test_a_browser_that_shows_no_notices_says_why_in_place_of_the_button(street: Desk) -> None:
    page = street.sit_down("owner")
    page.add_init_script("delete window.PushManager")
    page.goto(f"{street.base}/account/mails")
    expect(page.locator("[data-notices-said]")).to_contain_text("This browser shows no notices")
    expect(page.locator("form[data-notices]")).to_be_hidden()
    assert street.complaints == []


def shown(page: Page, said: dict[str, str]) -> list[list[str]]:
    """What the browser shows after its push service handed the worker a message."""
    tools = page.context.new_cdp_session(page)
    found: list[str] = []
    tools.on("ServiceWorker.workerRegistrationUpdated", lambda told: found.extend(
        each["registrationId"] for each in told["registrations"]
    ))  # fmt: skip
    tools.send("ServiceWorker.enable")
    page.wait_for_function("navigator.serviceWorker.ready.then((there) => there.active.state === 'activated')")
    origin = page.evaluate("location.origin")
    message = {"origin": origin, "registrationId": found[-1], "data": json.dumps(said)}
    tools.send("ServiceWorker.deliverPushMessage", message)
    notices: list[list[str]] = page.evaluate(APPEARED, said["body"])
    tools.detach()
    return notices
