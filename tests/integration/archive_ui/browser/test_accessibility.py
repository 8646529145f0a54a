"""axe finds nothing serious on any main screen, light and dark, desk and phone, and nothing can be pushed sideways."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Page

from tests.integration.archive_ui.browser.person import DESKTOP, PHONE, Desk, overflow_px

pytestmark = pytest.mark.browser
AXE = Path(__file__).parents[3] / "specimens" / "axe" / "axe.min.js"
LOOKS = [(DESKTOP, "light"), (DESKTOP, "dark"), (PHONE, "light"), (PHONE, "dark")]
RULES = "{runOnly: ['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa', 'best-practice']}"


def serious(page: Page) -> list[str]:
    # The policy forbids foreign scripts in the page; the browser's own tools are not bound by it.
    page.evaluate(AXE.read_text(encoding="utf-8"))
    found = page.evaluate(f"axe.run(document, {RULES}).then(result => result.violations)")
    return [
        f"{rule['id']}: {node['html'][:120]}"
        for rule in found
        if rule["impact"] in {"serious", "critical"}
        for node in rule["nodes"]
    ]


def addresses(desk: Desk, who: str) -> list[str]:
    if who == "operator":
        return [
            desk.at("operator", rest)
            for rest in (
                "wall",
                "indexing",
                f"indexing/{desk.town.waiting[0]}",
                f"indexing/{desk.town.waiting[0]}?turn=90",
            )
        ]
    letter = f"documents/{desk.town.filed}"
    pages = (
        "inbox",
        "upload",
        "received",
        "search",
        "search?q=water",
        "search?q=giraffe",
        "quarantine",
        "people",
        "nowhere",
    )
    own = [f"{desk.base}/{page}" for page in ("account", "account/app", "account/confirm", "shortcuts")]
    return own + [
        desk.at("kroon", rest)
        for rest in (*pages, f"{letter}?q=water", f"{letter}?zoom=1", f"{letter}/edit", f"{letter}/pages")
    ]


@pytest.mark.parametrize("who", ["owner", "member", "operator"])
@pytest.mark.parametrize(("size", "scheme"), LOOKS)
def test_everybody_can_use_every_screen(desk: Desk, who: str, size: tuple[int, int], scheme: str) -> None:
    page = desk.sit_down(who, size, scheme)
    for url in addresses(desk, who):
        page.goto(url)
        assert serious(page) == [], url
        assert overflow_px(page) <= 0, url


def test_everybody_can_sign_in(desk: Desk) -> None:
    for size, scheme in LOOKS:
        page = desk.open(size, scheme)
        for way_in in ("sign-in", "forgotten"):
            page.goto(f"{desk.base}/{way_in}")
            assert serious(page) == []
            assert overflow_px(page) <= 0


def test_the_keyboard_reaches_the_content_first(desk: Desk) -> None:
    page = desk.sit_down("owner")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main"


def test_a_planted_fault_is_found(desk: Desk) -> None:
    page = desk.sit_down("owner")
    page.evaluate("document.querySelector('main').append(new Image(50, 50))")
    assert any(found.startswith("image-alt") for found in serious(page))
