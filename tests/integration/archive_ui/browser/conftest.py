"""Chromium on a town of its own, over a real server."""

from __future__ import annotations

import os
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Error, Playwright, sync_playwright
from waitress.server import create_server

from archive_ui.app import create_app
from tests.integration.archive_ui.browser.person import Desk
from tests.integration.archive_ui.town import build_town

CHROMIUM = Path("/usr/bin/chromium")
FLAGS = (
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
)  # fmt: skip


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """Debian's Chromium; where it is missing, tests are skipped on a desk and fail in CI."""
    with sync_playwright() as playwright:
        browser = _launch(playwright)
        yield browser
        browser.close()


def _launch(playwright: Playwright) -> Browser:
    try:
        return playwright.chromium.launch(executable_path=CHROMIUM, args=list(FLAGS))
    except Error:
        if os.environ.get("CI"):
            raise
        pytest.skip("Chromium is not installed")


@pytest.fixture
def desk(chromium: Browser, tmp_path: Path) -> Iterator[Desk]:
    """A town, its screens at an address, and browsers to open them with."""
    town = build_town(tmp_path)
    server = create_server(create_app(town.house.deps), host="127.0.0.1", port=0, threads=4)
    port: int = server.effective_port  # type: ignore[union-attr]  # one address, so one server
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    desk = Desk(town, chromium, f"http://127.0.0.1:{port}")
    yield desk
    desk.close()
    server.close()
    thread.join(10)
