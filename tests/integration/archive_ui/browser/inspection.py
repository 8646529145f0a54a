"""What is looked at on every screen: by axe, by the rules of the house, and by weight."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from playwright.sync_api import Page

AXE = (Path(__file__).parents[3] / "specimens" / "axe" / "axe.min.js").read_text(encoding="utf-8")
PAGE_RULES = Path(__file__).with_name("page_rules.js").read_text(encoding="utf-8")
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
GRAVE = {"serious", "critical"}
# The first view of any screen, everything that it loads included, as it comes over the wire.
HEAVIEST_BYTES = 300_000
# 1280 px at 200 % (of all, or of text alone: sizes and breakpoints are in rem), the narrowest telephone that is meant,
# and where WCAG 2.2 §1.4.10 wants no second scroll bar.
WIDTHS = (640, 360, 320)
HEIGHT = 740


def learn(page: Page) -> None:
    """Teach a browser the rules; the screens' own policy binds the page and not the browser's tools."""
    page.context.add_init_script(script=f"{AXE};{PAGE_RULES}")


def axe(page: Page, *rules: str) -> list[str]:
    """Grave findings of axe: of these rules alone, or of all."""
    only = {"type": "rule", "values": list(rules)} if rules else {"type": "tag", "values": TAGS}
    found: list[Any] = page.evaluate(
        "only => axe.run(document, {runOnly: only, resultTypes: ['violations']}).then(said => said.violations)", only
    )
    return [
        f"{rule['id']}: {node['html'][:160]}" for rule in found if rule["impact"] in GRAVE for node in rule["nodes"]
    ]


def paint(page: Page, look: str) -> None:
    """Light or dark, as the person's own choice would have it."""
    page.evaluate("look => { document.documentElement.dataset.look = look }", look)


def house_rules(page: Page) -> list[str]:
    """Focus that shows, is not covered and follows the page; nothing moves for those who asked for rest."""
    page.keyboard.press("Tab")  # From here on the browser shows the focus, as to somebody at a keyboard.
    return [str(said) for said in page.evaluate("pageRules.focus()")]


def too_wide(page: Page) -> Iterator[str]:
    """Widths at which a page can be pushed sideways."""
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": HEIGHT})
        if over := page.evaluate("pageRules.tooWide()"):
            yield f"at {width} px the page is {over}"


def on_paper(page: Page) -> list[str]:
    """What should not be printed, or not like this."""
    page.emulate_media(media="print")
    found = [str(said) for said in page.evaluate("pageRules.paper()")]
    page.emulate_media(media="screen")
    return found


@dataclass
class Scales:
    """Weighs what a page loads, its cache empty (`Network.loadingFinished`, encodedDataLength)."""

    page: Page
    bytes: float = 0
    parts: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        tools = self.page.context.new_cdp_session(self.page)
        tools.send("Network.enable")
        tools.send("Network.setCacheDisabled", {"cacheDisabled": True})
        tools.on("Network.loadingFinished", self._add)

    def _add(self, event: dict[str, Any]) -> None:
        self.bytes += event["encodedDataLength"]

    def weigh(self, url: str) -> float:
        """Open the page; bytes until it had loaded, with all that it loads of its own accord."""
        self.bytes = 0
        self.page.goto(url)
        self.page.wait_for_load_state("load")
        return self.bytes
