"""A day at the operator's: letters filed without a mouse, and the wall that counts them."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from archive.filing import IndexFields
from tests.integration.archive_ui.browser.person import WALKS, Desk, overflow_px, words
from tests.integration.archive_ui.house import Told
from tests.integration.archive_ui.letters import SECOND_PAGE, WATER_BILL

pytestmark = pytest.mark.browser


def doubted(street: Desk, subject: str) -> None:
    """One more letter that waits for a person."""
    proposals = ({"tenant_id": street.town.house.tenants["kroon"], "confidence": 0.62, "evidence": ["name agrees"]},)
    fields = IndexFields(kind="invoice", sender="Vivaqua", subject=subject, language="nl")
    told = Told(fields, is_sure=False, confidence=0.62, proposals=proposals)
    street.town.house.letter("operator", told, [(*WATER_BILL, subject), SECOND_PAGE], f"{subject}.png")


@WALKS
def test_letters_are_filed_without_a_mouse(desk: Desk, language: str, size: tuple[int, int]) -> None:
    page = desk.sit_down("operator", size, language=language)
    keys(page, "g", "x")
    expect(page.locator("h1")).to_have_text(words(language, "To be indexed"))
    keys(page, "g", "n")
    expect(page.locator(".viewer--words")).to_be_visible()
    assert overflow_px(page) <= 0
    page.keyboard.press("F8")
    expect(page.locator("#document_date")).to_be_focused()
    page.keyboard.type("14022026")
    page.keyboard.press("Enter")
    expect(page.locator(".notice--success")).to_contain_text("Brouwerij De Kroon nv")
    expect(page.locator(".viewer--words")).to_be_visible()
    page.keyboard.press("F7")
    page.keyboard.type("lumiere")
    expect(page.get_by_role("radio", name="Studio Lumière sprl", checked=True)).to_be_visible()
    page.keyboard.press("Enter")
    expect(page.locator(".notice--success")).to_contain_text("Studio Lumière sprl")
    expect(page.locator(".empty h2")).to_have_text(words(language, "Nothing waits"))
    assert desk.complaints == []


def keys(page: Page, *pressed: str) -> None:
    with page.expect_navigation():
        for key in pressed:
            page.keyboard.press(key)


@WALKS
def test_the_wall_counts_along(street: Desk, language: str, size: tuple[int, int]) -> None:
    page = street.sit_down("operator", size, language=language)
    page.clock.install()
    page.goto(street.at("operator", "wall"))
    figure = page.locator(".figure", has_text=words(language, "To be indexed"))
    before = int(figure.locator(".figure__count").text_content() or "")
    doubted(street, f"Telt mee {language}")
    page.clock.run_for(6_000)
    expect(figure.locator(".figure__count")).to_have_text(str(before + 1))
    assert overflow_px(page) <= 0
    figure.click()
    expect(page.locator("h1")).to_have_text(words(language, "To be indexed"))
    assert [text for text in street.complaints if "304" not in text] == []
