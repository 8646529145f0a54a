"""Chromium on a town of its own, over a real server."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Error, Playwright, expect, sync_playwright

from tests.integration.archive_ui.browser.person import Desk, opened
from tests.integration.archive_ui.town import build_town

CHROMIUM = Path("/usr/bin/chromium")
FLAGS = (
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
)  # fmt: skip


# A busy machine is slow, not wrong.
expect.set_options(timeout=20_000)


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
    with opened(build_town(tmp_path), chromium) as desk:
        yield desk


@pytest.fixture(scope="module")
def shared_street(chromium: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    """A desk for all tests of a file; each brings letters of its own."""
    with opened(build_town(tmp_path_factory.mktemp("street")), chromium) as desk:
        yield desk


@pytest.fixture
def street(shared_street: Desk) -> Iterator[Desk]:
    """The shared desk, with browsers and complaints of this test alone."""
    shared_street.complaints.clear()
    yield shared_street
    shared_street.close()
    shared_street.contexts.clear()
