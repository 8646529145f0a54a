"""How many keys and seconds filing by hand takes: `python bench/filing_by_hand.py [--letters N]`.

A person in Debian's Chromium files N letters whose recipient was proposed right, with the keyboard alone, from the list
to the empty queue. One letter in five has a field to correct: its date is typed. Prints keys and seconds a letter,
and what the first view of the form weighs, compressed as a proxy would.
"""

from __future__ import annotations

import argparse
import gzip
import sys
import tempfile
import threading
import time
from pathlib import Path

from playwright.sync_api import Page, Response, sync_playwright
from waitress.server import create_server

sys.path.insert(0, str(Path(__file__).parents[1]))

from archive.filing import IndexFields
from archive_ui.app import create_app
from tests.integration.archive_ui.browser.conftest import CHROMIUM, FLAGS
from tests.integration.archive_ui.browser.person import Desk
from tests.integration.archive_ui.house import Told
from tests.integration.archive_ui.letters import SECOND_PAGE, WATER_BILL
from tests.integration.archive_ui.town import Town, build_town

CORRECTED_EVERY = 5
DATE = "14022026"


def wait_for_a_person(town: Town, letters: int) -> None:
    """Let so many letters wait in all, each with a proposal."""
    proposals = ({"tenant_id": town.house.tenants["kroon"], "confidence": 0.62, "evidence": ["name agrees"]},)
    fields = IndexFields(kind="invoice", sender="Vivaqua", subject="Factuur voor water", language="nl")
    told = Told(fields, is_sure=False, confidence=0.62, proposals=proposals)
    for number in range(len(town.waiting), letters):
        town.house.letter("operator", told, [(*WATER_BILL, str(number)), SECOND_PAGE], f"zijde-{number}.png")


def file_all(page: Page, letters: int) -> int:
    """File every letter; the answer is how many keys that took."""
    keys = 0
    for number in range(letters):
        if number % CORRECTED_EVERY == 0:
            page.keyboard.press("F8")
            page.keyboard.type(DATE)
            keys += 1 + len(DATE)
        with page.expect_navigation():
            page.keyboard.press("Enter")
        keys += 1
    return keys


def main() -> None:
    """Build the town, file, tell."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--letters", type=int, default=50)
    letters = parser.parse_args().letters
    town = build_town(Path(tempfile.mkdtemp()))
    wait_for_a_person(town, letters)
    server = create_server(create_app(town.house.deps), host="127.0.0.1", port=0, threads=4)
    threading.Thread(target=server.run, daemon=True).start()
    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=CHROMIUM, args=list(FLAGS))
        desk = Desk(town, browser, f"http://127.0.0.1:{server.effective_port}")  # type: ignore[union-attr]  # one address
        page = desk.sit_down("operator")
        page.wait_for_load_state("networkidle")
        answers: list[Response] = []

        def keep(answer: Response) -> None:
            answers.append(answer)

        page.on("response", keep)
        page.goto(desk.at("operator", f"indexing/{town.waiting[0]}"))
        page.wait_for_load_state("networkidle")
        weights = [len(gzip.compress(answer.body())) for answer in answers if answer.status == 200]
        page.remove_listener("response", keep)
        started = time.perf_counter()
        keys = file_all(page, letters)
        seconds = time.perf_counter() - started
        browser.close()
    print(f"letters {letters}, keys a letter {keys / letters:.1f}, seconds a letter {seconds / letters:.2f}")
    print(f"first view {sum(weights) / 1000:.0f} kB compressed, {len(weights)} answers")


if __name__ == "__main__":
    main()
