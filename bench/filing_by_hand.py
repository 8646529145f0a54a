"""How many keys and seconds filing by hand takes: `python bench/filing_by_hand.py [--letters N]`.

A person in Debian's Chromium files N letters with the keyboard alone, from the list to the empty queue. Of ten letters
seven were read right, two need their date typed, and one goes to another recipient than the proposed one. Prints keys
and seconds a letter, and what the first view of the form weighs as it comes over the wire.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from collections import defaultdict
from itertools import chain
from pathlib import Path

from playwright.sync_api import Page, expect, sync_playwright

sys.path.insert(0, str(Path(__file__).parents[1]))

from archive.filing import IndexFields
from kernel.logs import configure_logs
from tests.integration.archive_ui.browser.conftest import CHROMIUM, FLAGS
from tests.integration.archive_ui.browser.inspection import Scales
from tests.integration.archive_ui.browser.person import opened
from tests.integration.archive_ui.house import Told
from tests.integration.archive_ui.letters import SECOND_PAGE, WATER_BILL
from tests.integration.archive_ui.town import Town, build_town

DATE, OTHER = "14022026", "lumiere"
RIGHT, DATED, ELSEWHERE = "read right", "date typed", "other recipient"
# By turns, as the letters come.
TURNS = (RIGHT, DATED, RIGHT, RIGHT, ELSEWHERE, RIGHT, RIGHT, DATED, RIGHT, RIGHT)


def wait_for_a_person(town: Town, letters: int) -> None:
    """Let so many letters wait in all, each with a proposal."""
    proposals = ({"tenant_id": town.house.tenants["kroon"], "confidence": 0.62, "evidence": ["name agrees"]},)
    fields = IndexFields(kind="invoice", sender="Vivaqua", subject="Factuur voor water", language="nl")
    told = Told(fields, is_sure=False, confidence=0.62, proposals=proposals)
    for number in range(len(town.waiting), letters):
        town.house.letter("operator", told, [(*WATER_BILL, str(number)), SECOND_PAGE], f"zijde-{number}.png")


def file_one(page: Page, turn: str) -> int:
    """File the letter at hand; the answer is how many keys that took."""
    keys = {DATED: ("F8", *DATE), ELSEWHERE: ("F7", *OTHER)}.get(turn, ())
    for key in keys:
        page.keyboard.press(key)
    if turn == ELSEWHERE:
        expect(page.get_by_role("radio", name="Studio Lumière sprl", checked=True)).to_be_visible()
    with page.expect_navigation():
        page.keyboard.press("Enter")
    return len(keys) + 1


def main() -> None:
    """Build the town, file, tell."""
    configure_logs(level="ERROR", as_json=False)
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--letters", type=int, default=50)
    letters = parser.parse_args().letters
    town = build_town(Path(tempfile.mkdtemp()))
    wait_for_a_person(town, letters)
    keys, seconds = defaultdict[str, list[int]](list), defaultdict[str, list[float]](list)
    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=CHROMIUM, args=list(FLAGS))
        with opened(town, browser) as desk:
            page = desk.sit_down("operator")
            weight = Scales(page).weigh(desk.at("operator", f"indexing/{town.waiting[0]}"))
            for number in range(letters):
                turn, started = TURNS[number % len(TURNS)], time.perf_counter()
                keys[turn].append(file_one(page, turn))
                seconds[turn].append(time.perf_counter() - started)
            assert page.locator(".empty").count() == 1
        browser.close()
    rows = [(turn, keys[turn], seconds[turn]) for turn in keys]
    everything = ("all", [*chain(*keys.values())], [*chain(*seconds.values())])
    for name, counts, times in [*rows, everything]:
        each = f"{sum(counts) / len(counts):.1f} keys and {sum(times) / len(times):.2f} s each"
        print(f"{name}: {len(counts)} letters, {each}")
    print(f"first view {weight / 1000:.0f} kB")


if __name__ == "__main__":
    main()
