"""Takes the pictures of the screens in `docs/screens/` from a running demo.

Start `./postkamer demo`, then run `./postkamer python docs/make_screens.py` with the environment of `./postkamer test`
(it has the browser driver). Pictures are WebP, some tens of kilobytes each.
"""

from __future__ import annotations

import io
import json
import os
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser, Page, sync_playwright

ADDRESS = os.environ.get("POSTKAMER_ADDRESS", "http://127.0.0.1:8600")
DATA = Path(os.environ.get("POSTKAMER_DATA", "var"))
FOLDER = Path(__file__).parent / "screens"
CHROMIUM = "/usr/bin/chromium"
ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking"]
BUSINESS, OPERATOR, PERSON = "hugo@menuiserie.example", "operator@scanhuis.example", "giulia@ferrante.example"
CHIEF = "chief@scanhuis.example"
DESKTOP, PHONE = (1280, 860), (360, 740)
QUALITY = 72
DARK = "dark"


@dataclass(frozen=True, slots=True)
class Shot:
    """One picture.

    Attributes:
        path: Within the mailbox of `who`, or from the root where it begins with a slash.
        before: What somebody does before it is taken.
        looks: Light always; also dark, and on a phone.
    """

    name: str
    who: str
    path: str
    before: Callable[[Page], None] = lambda _: None
    looks: tuple[str, ...] = ()


def open_first(address_part: str) -> Callable[[Page], None]:
    """Follow the first link of the page that leads there."""

    def go(page: Page) -> None:
        page.locator(f"main a[href*='{address_part}']").first.click()
        page.wait_for_load_state("networkidle")

    return go


def begin_indexing(page: Page) -> None:
    """Open the oldest letter that waits, with its words to be clicked and a field chosen."""
    open_first("/indexing/")(page)
    page.wait_for_selector(".viewer--words")
    page.focus("#sender")


def put_pages_right(page: Page) -> None:
    """From the letter that waits to its pages."""
    open_first("/indexing/")(page)
    page.goto(page.url.replace("/indexing/", "/documents/") + "/pages")


SHOTS = (
    Shot("inbox", BUSINESS, "inbox", looks=(DARK, "phone", "phone-dark")),
    Shot("search", BUSINESS, "search?q=insurance", looks=("phone",)),
    Shot("document", BUSINESS, "search?q=insurance", open_first("/documents/"), (DARK, "phone")),
    Shot("shortcuts", BUSINESS, "inbox", lambda page: page.keyboard.press("?")),
    Shot("upload", BUSINESS, "upload", looks=("phone",)),
    Shot("people", BUSINESS, "people"),
    Shot("account", BUSINESS, "/account"),
    Shot("organising", BUSINESS, "inbox", open_first("/documents/"), (DARK, "phone")),
    Shot("labels", BUSINESS, "labels"),
    Shot("calendar", BUSINESS, "calendar", looks=("phone",)),
    Shot("exports", BUSINESS, "exports", looks=("phone",)),
    Shot("settings", BUSINESS, "settings", looks=("phone-dark",)),
    Shot("webhooks", BUSINESS, "webhooks"),
    Shot("retention", BUSINESS, "retention"),
    Shot("quarantine", PERSON, "quarantine", looks=("phone",)),
    Shot("indexing", OPERATOR, "indexing", begin_indexing, (DARK,)),
    Shot("pages", OPERATOR, "indexing", put_pages_right),
    Shot("wall", OPERATOR, "wall", looks=(DARK,)),
    Shot("administration", CHIEF, "administration", looks=("phone",)),
    Shot("mailboxes", CHIEF, "administration/mailboxes"),
    Shot("health", CHIEF, "administration/health", looks=(DARK,)),
)


def signed_in(browser: Browser, email: str, look: str) -> Page:
    """A page on which somebody of the demo has signed in."""
    width_px, height_px = PHONE if look.startswith("phone") else DESKTOP
    scheme = "dark" if look.endswith(DARK) else "light"
    page = browser.new_page(viewport={"width": width_px, "height": height_px}, color_scheme=scheme)  # type: ignore[arg-type]  # "dark" or "light"
    page.goto(f"{ADDRESS}/sign-in")
    page.fill("input[name=email]", email)
    page.fill("input[type=password]", json.loads((DATA / "demo-sign-ins.json").read_text())[email])
    page.click("form[action='/sign-in'] button")
    page.wait_for_url("**/t/**")
    return page


def shoot(page: Page, name: str) -> None:
    """Keep what the page shows."""
    page.wait_for_load_state("networkidle")
    with Image.open(io.BytesIO(page.screenshot())) as picture:
        picture.convert("RGB").save(FOLDER / f"{name}.webp", "WEBP", quality=QUALITY, method=6)
    sys.stdout.write(f"{FOLDER / name}.webp\n")


def take(browser: Browser, who: str, look: str) -> None:
    """All pictures of one person's screens in one look."""
    wanted = [shot for shot in SHOTS if shot.who == who and (look == "light" or look in shot.looks)]
    if not wanted:
        return
    page = signed_in(browser, who, look)
    home = "/".join(page.url.split("/")[:5])
    for shot in wanted:
        page.goto(f"{ADDRESS}{shot.path}" if shot.path.startswith("/") else f"{home}/{shot.path}")
        shot.before(page)
        shoot(page, shot.name if look == "light" else f"{shot.name}-{look}")
    page.close()


def main() -> None:
    """All pictures."""
    FOLDER.mkdir(exist_ok=True)
    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        for who in (BUSINESS, OPERATOR, PERSON, CHIEF):
            for look in ("light", DARK, "phone", "phone-dark"):
                take(browser, who, look)
        browser.close()


if __name__ == "__main__":
    main()
