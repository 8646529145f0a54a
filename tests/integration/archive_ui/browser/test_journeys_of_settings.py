"""Photos of a letter, a key for a program, when mails come, and a mailbox for somebody new."""

from __future__ import annotations

from pathlib import Path

import pytest
from PIL import Image
from playwright.sync_api import expect

from tests.integration.archive_ui.browser.person import WALKS, Desk, overflow_px, words

pytestmark = pytest.mark.browser


def photos(folder: Path, count: int) -> list[Path]:
    """Photos of nothing, each of another shade."""
    paths = [folder / f"photo-{number}.png" for number in range(1, count + 1)]
    for number, path in enumerate(paths):
        Image.new("L", (60, 80), 90 + 40 * number).save(path)
    return paths


@WALKS
def test_photos_of_a_letter_are_put_in_order_and_sent_as_one(
    street: Desk, tmp_path: Path, language: str, size: tuple[int, int]
) -> None:
    page = street.sit_down("owner", size, language=language)
    page.goto(street.at("kroon", "upload"))
    page.locator("#camera").set_input_files(photos(tmp_path, 3))
    shots = page.locator(".shot")
    expect(shots).to_have_count(3)
    shots.first.locator("[data-do=later]").click()
    expect(shots.locator("[data-name]")).to_have_text(["photo-2.png", "photo-1.png", "photo-3.png"])
    shots.last.locator("[data-do=remove]").click()
    expect(shots).to_have_count(2)
    assert overflow_px(page) <= 0
    page.locator("[data-do=send]").click()
    page.locator("[data-after] a").click()
    expect(page.locator("main article").first).to_contain_text({"nl": "Brief van 2", "fr": "Courrier de 2"}[language])
    assert overflow_px(page) <= 0
    assert street.complaints == []


@WALKS
def test_a_program_gets_a_key_that_is_shown_once(street: Desk, language: str, size: tuple[int, int]) -> None:
    page = street.sit_down("owner", size, language=language)
    page.goto(street.at("kroon", "settings"))
    page.locator("main").get_by_role("link", name=words(language, "API keys")).click()
    page.get_by_role("link", name=words(language, "Make a key")).click()
    page.get_by_label(words(language, "Which program is it for?")).fill(f"ERP {language}")
    page.locator("input[name=scope]").first.check()
    page.get_by_role("button", name=words(language, "Make the key")).click()
    secret = page.locator(".secret-box code").inner_text()
    assert overflow_px(page) <= 0
    page.get_by_role("link", name=words(language, "I have kept it")).click()
    expect(page.locator("main")).to_contain_text(f"ERP {language}")
    assert secret not in page.content()
    row = page.locator(".rows__row", has_text=f"ERP {language}")
    row.get_by_role("button", name=words(language, "Revoke")).click()
    page.locator(".notice__undo").click()
    expect(row.get_by_role("button", name=words(language, "Revoke"))).to_be_visible()
    assert overflow_px(page) <= 0
    assert street.complaints == []


@WALKS
def test_somebody_chooses_when_mails_come(street: Desk, language: str, size: tuple[int, int]) -> None:
    page = street.sit_down("owner", size, language=language)
    page.goto(f"{street.base}/account/mails")
    page.locator("select[name^=rhythm-]").first.select_option(index=1)
    page.fill("#quiet_from", "20:00")
    page.fill("#quiet_until", "07:30")
    page.get_by_role("button", name=words(language, "Keep"), exact=True).click()
    expect(page.locator(".notice--success")).to_contain_text(words(language, "Your choice is kept."))
    expect(page.locator("#quiet_from")).to_have_value("20:00")
    assert overflow_px(page) <= 0
    assert street.complaints == []


@WALKS
def test_an_operator_opens_a_mailbox(street: Desk, language: str, size: tuple[int, int]) -> None:
    name = {"nl": "Kaasmakerij Zuiderzon bv", "fr": "Verrerie des Trois Ponts"}[language]
    page = street.sit_down("chief", size, language=language)
    page.goto(street.at("operator", "administration/mailboxes/new"))
    page.fill("#name", name)
    page.fill("#email", f"eerste-{language}@example.org")
    page.get_by_role("button", name=words(language, "Add the mailbox")).click()
    expect(page.locator(".notice--success")).to_contain_text(
        words(language, "The mailbox is there. Its first owner is invited by mail.")
    )
    expect(page.locator("main")).to_contain_text(name)
    assert overflow_px(page) <= 0
    assert street.complaints == []
