"""A person at a desk or with a phone, who sees what the screens really show."""

from __future__ import annotations

from dataclasses import dataclass, field

from playwright.sync_api import Browser, BrowserContext, Page

from tests.integration.archive_ui.house import PASSWORD
from tests.integration.archive_ui.town import Town

DESKTOP = (1280, 860)
PHONE = (360, 740)


@dataclass
class Desk:
    """Where people sit."""

    town: Town
    browser: Browser
    base: str
    contexts: list[BrowserContext] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)

    def sit_down(self, who: str, size: tuple[int, int] = DESKTOP, scheme: str = "light") -> Page:
        """A browser with `who` signed in; whatever it complains about (policy breaches too) is kept."""
        page = self.open(size, scheme)
        page.goto(f"{self.base}/sign-in")
        page.fill("#email", f"{who}@example.org")
        page.fill("#password", PASSWORD)
        page.click("main button.button--main")
        page.wait_for_url("**/inbox")
        return page

    def open(self, size: tuple[int, int] = DESKTOP, scheme: str = "light") -> Page:
        """A fresh browser."""
        context = self.browser.new_context(
            viewport={"width": size[0], "height": size[1]},
            color_scheme="dark" if scheme == "dark" else "light",
            locale="en-GB",
        )
        context.set_default_timeout(30_000)
        self.contexts.append(context)
        page = context.new_page()
        page.on("console", lambda said: self.complaints.append(said.text) if said.type == "error" else None)
        page.on("pageerror", lambda error: self.complaints.append(str(error)))
        return page

    def at(self, tenant: str, rest: str) -> str:
        return f"{self.base}/t/{self.town.house.tenants[tenant]}/{rest}"

    def close(self) -> None:
        for context in self.contexts:
            context.close()


def overflow_px(page: Page) -> int:
    """How far the page can be pushed sideways."""
    return int(page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth"))
