"""A person at a desk or with a phone, who sees what the screens really show."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cached_property

import pytest
from flask import Flask
from flask.sessions import SecureCookieSessionInterface
from playwright.sync_api import Browser, BrowserContext, Page
from waitress.server import create_server

from archive_ui.app import create_app
from archive_ui.cookies import FORM
from archive_ui.languages import CHOSEN, load_catalogue
from tests.integration.archive_ui.house import PASSWORD
from tests.integration.archive_ui.town import Town

DESKTOP = (1280, 860)
PHONE = (360, 740)
# Every journey is made at a desk and on a phone, each in another language.
WALKS = pytest.mark.parametrize(("language", "size"), [("nl", DESKTOP), ("fr", PHONE)], ids=["nl-desk", "fr-phone"])


@dataclass
class Desk:
    """Where people sit."""

    town: Town
    browser: Browser
    base: str
    contexts: list[BrowserContext] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)

    @cached_property
    def app(self) -> Flask:
        """The screens again, for questions that need no browser."""
        return create_app(self.town.house.deps)

    def sit_down(
        self,
        who: str,
        size: tuple[int, int] = DESKTOP,
        scheme: str = "light",
        language: str | None = None,
        *,
        rest: bool = False,
    ) -> Page:
        """A browser with `who` signed in; whatever it complains about (policy breaches too) is kept."""
        page = self.open(size, scheme, language, rest=rest)
        page.goto(f"{self.base}/sign-in")
        page.fill("#email", f"{who}@example.org")
        page.fill("#password", PASSWORD)
        page.click("main button.button--main")
        page.wait_for_url("**/t/**")
        return page

    def open(
        self, size: tuple[int, int] = DESKTOP, scheme: str = "light", language: str | None = None, *, rest: bool = False
    ) -> Page:
        """A fresh browser; with `rest` its owner asked for nothing to move."""
        context = self.browser.new_context(
            viewport={"width": size[0], "height": size[1]},
            color_scheme="dark" if scheme == "dark" else "light",
            locale="en-GB",
            reduced_motion="reduce" if rest else "no-preference",
        )
        context.set_default_timeout(30_000)
        self.contexts.append(context)
        page = context.new_page()
        if language:
            self.speak(page, language)
        page.on("console", lambda said: self.complaints.append(said.text) if said.type == "error" else None)
        page.on("pageerror", lambda error: self.complaints.append(str(error)))
        return page

    def speak(self, page: Page, language: str) -> None:
        """Let the browser have chosen this language, as its form cookie remembers it."""
        signer = Flask("signer")
        signer.secret_key = self.town.house.deps.settings.secret_key
        serializer = SecureCookieSessionInterface().get_signing_serializer(signer)
        assert serializer is not None
        value = serializer.dumps({CHOSEN: language})
        page.context.add_cookies([{"name": FORM, "value": str(value), "url": self.base}])

    def at(self, tenant: str, rest: str) -> str:
        return f"{self.base}/t/{self.town.house.tenants[tenant]}/{rest}"

    def close(self) -> None:
        for context in self.contexts:
            context.close()


@contextmanager
def opened(town: Town, browser: Browser) -> Iterator[Desk]:
    """The town's screens at an address, until everybody has gone home."""
    server = create_server(create_app(town.house.deps), host="127.0.0.1", port=0, threads=4)
    port: int = server.effective_port  # type: ignore[union-attr]  # one address, so one server
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    desk = Desk(town, browser, f"http://127.0.0.1:{port}")
    try:
        yield desk
    finally:
        desk.close()
        server.close()
        thread.join(10)


def words(language: str, text: str, **values: object) -> str:
    """A text of the screens, as people who speak this language see it."""
    said: str = load_catalogue(language).ugettext(text)
    return said % values if values else said


def overflow_px(page: Page) -> int:
    """How far the page can be pushed sideways."""
    return int(page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth"))
