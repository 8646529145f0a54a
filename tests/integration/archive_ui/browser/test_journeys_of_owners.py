"""What owners do with their letters: put them in order, take that back, and let others see one."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from archive.filing import IndexFields
from kernel.ids import DocumentId
from tests.integration.archive_ui.browser.person import PHONE, WALKS, Desk, overflow_px, words
from tests.integration.archive_ui.house import Told
from tests.integration.archive_ui.letters import SECOND_PAGE, WATER_BILL

pytestmark = pytest.mark.browser


def letter(street: Desk, sender: str) -> DocumentId:
    """A letter of De Kroon's that no other test touches."""
    told = Told(IndexFields(kind="invoice", sender=sender, subject=f"Aan {sender}", language="nl"))
    return street.town.house.letter("kroon", told, [(*WATER_BILL, sender), SECOND_PAGE], f"{sender}.pdf")


@WALKS
def test_letters_are_ticked_starred_and_left_as_they_were(street: Desk, language: str, size: tuple[int, int]) -> None:
    senders = [f"Zender {language} {number}" for number in (1, 2)]
    for sender in senders:
        letter(street, sender)
    page = street.sit_down("owner", size, language=language)
    for sender in senders:
        page.get_by_role("checkbox", name=words(language, "Select: %(sender)s", sender=sender)).check()
    expect(page.locator("[data-chosen-count]")).to_have_text("2")
    page.locator(".choose__acts").get_by_role("button", name=words(language, "Star")).click()
    pressed = page.locator(".star[aria-pressed=true]")
    expect(pressed).to_have_count(2)
    assert overflow_px(page) <= 0
    page.locator(".notice__undo").click()
    expect(pressed).to_have_count(0)
    assert street.complaints == []


@WALKS
def test_a_note_is_left_for_colleagues(street: Desk, language: str, size: tuple[int, int]) -> None:
    document_id = letter(street, f"Nota {language}")
    page = street.sit_down("owner", size, language=language)
    page.goto(street.at("kroon", f"documents/{document_id}"))
    page.get_by_role("textbox", name=words(language, "New note")).fill("Bel Vivaqua op maandag.")
    page.get_by_role("button", name=words(language, "Add the note")).click()
    expect(page.locator(".notes")).to_contain_text("Bel Vivaqua op maandag.")
    expect(page.locator(".notes")).to_contain_text("Olga Peeters")
    assert overflow_px(page) <= 0
    assert street.complaints == []


@WALKS
def test_a_link_shows_one_letter_to_somebody_without_an_account(
    street: Desk, language: str, size: tuple[int, int]
) -> None:
    document_id = letter(street, f"Gedeeld {language}")
    page = street.sit_down("owner", size, language=language)
    page.goto(street.at("kroon", f"documents/{document_id}"))
    page.get_by_role("link", name=words(language, "Share"), exact=True).click()
    page.get_by_role("button", name=words(language, "Make the link")).click()
    expect(page.get_by_role("heading", name=words(language, "The link is made"))).to_be_visible()
    assert overflow_px(page) <= 0
    path = page.locator("#address").input_value().partition("/shared/")[2]
    stranger = street.open(PHONE, language=language)
    stranger.goto(f"{street.base}/shared/{path}")
    stranger.get_by_role("button", name=words(language, "Open the document")).click()
    expect(stranger.locator(".sheets img")).to_have_count(2)
    assert overflow_px(stranger) <= 0
    page.reload()
    assert street.complaints == []
