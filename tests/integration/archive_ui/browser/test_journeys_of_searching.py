"""Looking for a letter: what the search box offers, what narrows, what is kept."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.integration.archive_ui.browser.person import WALKS, Desk, overflow_px, words
from tests.integration.archive_ui.town import CANARY

pytestmark = pytest.mark.browser


@WALKS
def test_a_suggestion_is_taken_with_the_keyboard(street: Desk, language: str, size: tuple[int, int]) -> None:
    page = street.sit_down("owner", size, language=language)
    page.goto(street.at("kroon", "search"))
    field = page.get_by_role("combobox", name=words(language, "Words to look for"))
    field.press_sequentially("viva")
    option = page.get_by_role("option", name=f"Vivaqua {CANARY}")
    expect(option).to_be_visible()
    expect(field).to_have_attribute("aria-expanded", "true")
    field.press("ArrowDown")
    expect(option).to_have_attribute("aria-selected", "true")
    assert field.get_attribute("aria-activedescendant") == option.get_attribute("id")
    field.press("Escape")
    expect(option).to_be_hidden()
    field.press("ArrowDown")
    field.press_sequentially("q")
    expect(option).to_be_visible()
    field.press("ArrowUp")
    field.press("Enter")
    expect(page.locator(".found > li")).to_have_count(1)
    assert overflow_px(page) <= 0
    assert street.complaints == []


@WALKS
def test_a_search_is_narrowed_and_kept(street: Desk, language: str, size: tuple[int, int]) -> None:
    page = street.sit_down("member", size, language=language)
    page.goto(street.at("kroon", f"search?q={CANARY}"))
    facets = page.locator(".narrowing__facets")
    if size[0] < 400:
        facets.locator("summary").first.click()
    facets.get_by_role("link", name="Proximus").click()
    expect(page.locator(".found > li")).to_have_count(1)
    page.get_by_text(words(language, "Save this search")).click()
    page.get_by_label(words(language, "Name"), exact=True).fill(f"Proximus {language}")
    page.locator("aside form button").click()
    page.locator(".narrowed a").click()
    expect(page.locator(".found > li")).to_have_count(3)
    page.goto(street.at("kroon", "search"))
    page.get_by_role("button", name=f"Proximus {language}", exact=True).click()
    expect(page.locator(".found > li")).to_have_count(1)
    assert overflow_px(page) <= 0
    assert street.complaints == []
