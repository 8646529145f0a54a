"""Takes the pictures of the screens in `docs/screens/` from a running demo.

Start `./postkamer demo`, then run `./postkamer python docs/make_screens.py` with the environment of `./postkamer test`
(it has the browser driver).
"""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

ADDRESS = os.environ.get("POSTKAMER_ADDRESS", "http://127.0.0.1:8600")
DATA = Path(os.environ.get("POSTKAMER_DATA", "var"))
FOLDER = Path(__file__).parent / "screens"
CHROMIUM = "/usr/bin/chromium"
ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking"]
BUSINESS, OPERATOR, PERSON = "hugo@menuiserie.example", "operator@scanhuis.example", "giulia@ferrante.example"


def signed_in(browser: Browser, email: str, width_px: int, height_px: int) -> Page:
    """A page on which somebody of the demo has signed in."""
    password = json.loads((DATA / "demo-sign-ins.json").read_text())[email]
    page = browser.new_page(viewport={"width": width_px, "height": height_px})
    page.goto(f"{ADDRESS}/sign-in")
    page.fill("input[name=email]", email)
    page.fill("input[type=password]", password)
    page.click("form[action='/sign-in'] button")
    page.wait_for_url("**/t/**")
    return page


def shoot(page: Page, name: str) -> None:
    """Keep what the page shows."""
    page.wait_for_load_state("networkidle")
    page.screenshot(path=FOLDER / f"{name}.png")
    sys.stdout.write(f"{FOLDER / name}.png\n")


def business_screens(browser: Browser) -> None:
    """Inbox, search and a letter with its hits."""
    page = signed_in(browser, BUSINESS, 1280, 860)
    shoot(page, "inbox")
    tenant = page.url.split("/inbox")[0]
    page.goto(f"{tenant}/search?q=insurance")
    shoot(page, "search")
    page.click("main a[href*='/documents/']")
    shoot(page, "document")
    page.keyboard.press("?")
    shoot(page, "shortcuts")


def operator_screens(browser: Browser) -> None:
    """The letter that nobody claimed, beside its form."""
    page = signed_in(browser, OPERATOR, 1280, 860)
    tenant = "/".join(page.url.split("/")[:5])
    page.goto(f"{tenant}/indexing")
    page.click("main a[href*='/indexing/']")
    page.wait_for_selector(".viewer--words")
    page.focus("#sender")
    shoot(page, "indexing")
    page.goto(page.url.replace("/indexing/", "/documents/") + "/pages")
    shoot(page, "pages")
    page.goto(f"{tenant}/wall")
    shoot(page, "wall")


def phone_screens(browser: Browser) -> None:
    """The inbox and the quarantine on a phone."""
    page = signed_in(browser, PERSON, 360, 740)
    shoot(page, "phone-inbox")
    page.goto(page.url.replace("/inbox", "/quarantine"))
    shoot(page, "phone-quarantine")


def main() -> None:
    """All pictures."""
    FOLDER.mkdir(exist_ok=True)
    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        business_screens(browser)
        operator_screens(browser)
        phone_screens(browser)
        browser.close()


if __name__ == "__main__":
    main()
