"""Links that are over, how an account closes, and what a webhook is told: sound under axe, desk and phone."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from notifications.stopping import stop_token
from tests.integration.archive_ui.browser.inspection import axe, learn
from tests.integration.archive_ui.browser.person import DESKTOP, PHONE, WALKS, Desk, overflow_px, words
from tests.integration.archive_ui.test_mail_links import link
from tests.integration.archive_ui.test_sharing import share
from tests.integration.archive_ui.visitor import Visitor

pytestmark = pytest.mark.browser


def assert_sound(page: Page, heading: str) -> None:
    """The page that was meant, whole on this screen, with nothing that keeps anybody out."""
    expect(page.locator("h1")).to_have_text(heading)
    page.evaluate("document.activeElement?.blur()")
    assert axe(page) == []
    assert overflow_px(page) <= 0


def used_invitation(street: Desk, language: str) -> str:
    """A link that somebody came in by already."""
    email = f"gast-{language}@example.org"
    Visitor(street.app, "owner").send(
        f"/t/{street.town.house.tenants['kroon']}/people", {"kind": "members", "email": email, "role": "viewer"}
    )
    address = link(street.town)
    joined = {"name": "Bo Claes", "language": language, "password": "seven clouds over a violet kayak"}
    assert Visitor(street.app).send(address, joined).status_code == 303
    return address


@WALKS
def test_links_that_are_over_say_so(street: Desk, language: str, size: tuple[int, int]) -> None:
    page = street.open(size, language=language, rest=True)
    learn(page)
    page.goto(f"{street.base}{used_invitation(street, language)}")
    assert_sound(page, words(language, "This link no longer works"))
    address = share(street.app, street.town, days="1")
    page.goto(f"{street.base}{address}")
    page.get_by_role("button", name=words(language, "Open the document")).click()
    expect(page.locator(".sheets img").first).to_be_visible()
    assert axe(page) == []
    street.town.house.clock.advance(days=2)
    page.goto(f"{street.base}{address}")
    assert_sound(page, words(language, "This link opens nothing"))


@WALKS
def test_mails_are_stopped_and_taken_up_again(street: Desk, language: str, size: tuple[int, int]) -> None:
    page = street.open(size, language=language, rest=True)
    learn(page)
    token = stop_token(street.town.house.users["owner"], street.town.house.deps.door.mail_key)
    page.goto(f"{street.base}/mails/stop/{token}")
    heading = page.locator("h1").inner_text()
    assert_sound(page, heading)
    page.locator("main .button--main").click()
    expect(page.locator("h1")).not_to_have_text(heading)
    assert_sound(page, page.locator("h1").inner_text())
    page.locator("main button[value=take_up]").click()
    expect(page.locator("main button[value=take_up]")).to_have_count(0)
    assert_sound(page, page.locator("h1").inner_text())
    page.goto(f"{street.base}/mails/stop/{token[:-1]}")
    assert axe(page) == []
    assert overflow_px(page) <= 0


@WALKS
def test_a_program_is_told_of_letters(street: Desk, language: str, size: tuple[int, int]) -> None:
    page = street.sit_down("owner", size, language=language, rest=True)
    learn(page)
    page.goto(street.at("kroon", "webhooks"))
    page.get_by_label(words(language, "Address"), exact=True).fill("https://127.0.0.1/hooks")
    page.get_by_role("button", name=words(language, "Add"), exact=True).click()
    expect(page.get_by_role("alert")).to_be_visible()
    assert_sound(page, words(language, "Webhooks"))
    page.get_by_label(words(language, "Address"), exact=True).fill(f"https://erp.example/{language}")
    page.get_by_label(words(language, "What is it for?")).fill(f"ERP {language}")
    page.get_by_role("button", name=words(language, "Add"), exact=True).click()
    assert_sound(page, words(language, "The secret of the webhook"))
    secret = page.locator(".secret-box code").inner_text()
    page.get_by_role("link", name=words(language, "I have kept it")).click()
    page.get_by_role("button", name=words(language, "Send a test")).click()
    expect(page.locator(".rows__row")).to_have_count(1)
    assert_sound(page, f"ERP {language}")
    assert secret not in page.content()
    page.get_by_role("button", name=words(language, "Pause")).click()
    expect(page.get_by_role("button", name=words(language, "Go on"))).to_be_visible()
    page.get_by_role("button", name=words(language, "Remove")).click()
    page.locator(".notice__undo").click()
    expect(page.locator("h1")).to_have_text(f"ERP {language}")
    assert [said for said in street.complaints if "422" not in said] == []


def test_a_mailbox_is_closed_and_opened_again(desk: Desk) -> None:
    page = desk.sit_down("owner", DESKTOP, language="nl", rest=True)
    learn(page)
    page.goto(desk.at("kroon", "closing"))
    assert_sound(page, words("nl", "Close the account"))
    page.get_by_role("checkbox", name=words("nl", "I have taken along what I need.")).check()
    page.get_by_role("button", name="Brouwerij De Kroon nv").click()
    assert_sound(page, words("nl", "The mailbox is closed"))
    path = page.locator("#address").input_value().partition("/closed/")[2]
    phone = desk.open(PHONE, "dark", "fr", rest=True)
    learn(phone)
    phone.goto(f"{desk.base}/closed/{path}")
    assert_sound(phone, words("fr", "A closed mailbox"))
    phone.get_by_role("button", name=words("fr", "Open the mailbox again")).click()
    assert_sound(phone, words("fr", "Sign in"))
    phone.goto(f"{desk.base}/closed/{path}")
    assert_sound(phone, words("fr", "This link opens nothing"))
