"""How people come in: with a second step, and asked by somebody who is in; at a desk and on a phone."""

from __future__ import annotations

import pyotp
import pytest
from playwright.sync_api import Page, expect

from tests.integration.archive_ui.browser.person import DESKTOP, WALKS, Desk, overflow_px, words
from tests.integration.archive_ui.house import PASSWORD
from tests.integration.archive_ui.test_mail_links import link

pytestmark = pytest.mark.browser
WRONG_CODE = "This code is wrong, or it was used before. Wait for the next one and type that."
NEW = "seven clouds over a violet kayak"


def menu(page: Page, size: tuple[int, int]) -> None:
    """Open what hangs under one's name, or under the phone's menu."""
    page.locator(".bar details.only-wide summary" if size == DESKTOP else ".bar details.only-phone summary").click()


def choose(page: Page, size: tuple[int, int], name: str, role: str = "link") -> None:
    menu(page, size)
    page.locator(".bar details[open]").get_by_role(role, name=name).click()  # type: ignore[arg-type]  # a role's name


@WALKS
def test_signing_in_with_a_second_step(street: Desk, language: str, size: tuple[int, int]) -> None:
    who = {"nl": "member", "fr": "stranger"}[language]
    page = street.sit_down(who, size, language=language)
    app = enrol(street, page, language, size)
    choose(page, size, words(language, "Sign out"), "button")
    page.get_by_label(words(language, "E-mail address")).fill(f"{who}@example.org")
    page.get_by_label(words(language, "Password"), exact=True).fill(PASSWORD)
    page.keyboard.press("Enter")
    expect(page.locator("h1")).to_have_text(words(language, "Second step"))
    assert overflow_px(page) <= 0
    page.get_by_label(words(language, "Code")).fill("000000")
    page.keyboard.press("Enter")
    expect(page.get_by_role("alert")).to_contain_text(words(language, WRONG_CODE))
    street.town.house.clock.advance(seconds=30)
    page.get_by_label(words(language, "Code")).fill(app.at(street.town.house.clock.now()))
    page.keyboard.press("Enter")
    expect(page.locator("h1")).to_have_text(words(language, "Inbox"))
    assert [said for said in street.complaints if "401" not in said] == []


def enrol(street: Desk, page: Page, language: str, size: tuple[int, int]) -> pyotp.TOTP:
    """Set the authenticator app up, as the screens tell one to."""
    choose(page, size, words(language, "Your account"))
    page.get_by_role("link", name=words(language, "Set up")).click()
    page.get_by_text(words(language, "Or type this key")).click()
    app = pyotp.TOTP((page.locator(".secret").text_content() or "").replace(" ", ""))
    page.get_by_label(words(language, "Code"), exact=True).fill(app.at(street.town.house.clock.now()))
    page.get_by_role("button", name=words(language, "Switch on")).click()
    expect(page.locator(".codes li")).to_have_count(10)
    assert overflow_px(page) <= 0
    page.get_by_role("link", name=words(language, "I have kept them")).click()
    expect(page.locator("#second-step")).to_contain_text(words(language, "on"))
    return app


@WALKS
def test_an_invitation_brings_somebody_in(street: Desk, language: str, size: tuple[int, int]) -> None:
    email = f"bo-{language}@example.org"
    street.town.house.clock.advance(minutes=1)  # The mail that is looked for is the newest.
    owner = street.sit_down("owner", size, language=language)
    if size == DESKTOP:
        owner.get_by_role("link", name=words(language, "People")).click()
    else:
        choose(owner, size, words(language, "People"))
    form = owner.get_by_role("form", name=words(language, "Invite a member"))
    form.get_by_label(words(language, "E-mail address")).fill(email)
    form.get_by_role("button", name=words(language, "Send the invitation")).click()
    expect(owner.get_by_role("heading", name=email)).to_be_visible()
    newcomer = street.open(size, language=language)
    newcomer.goto(street.base + link(street.town))
    expect(newcomer.locator("main")).to_contain_text("Olga Peeters")
    assert overflow_px(newcomer) <= 0
    newcomer.get_by_label(words(language, "Name")).fill("Bo Claes")
    newcomer.get_by_label(words(language, "Language")).select_option(language)
    newcomer.get_by_label(words(language, "Password")).fill(NEW)
    newcomer.get_by_role("button", name=words(language, "Accept and come in")).click()
    expect(newcomer.locator("h1")).to_have_text(words(language, "Inbox"))
    owner.reload()
    members = owner.locator("section", has=owner.get_by_role("heading", name=words(language, "Members")))
    expect(members.get_by_role("heading", name="Bo Claes")).to_be_visible()
    members.get_by_role("button", name=f"{words(language, 'Remove')} Bo Claes").click()
    expect(owner.get_by_role("heading", name="Bo Claes")).to_have_count(0)
    assert street.complaints == []
