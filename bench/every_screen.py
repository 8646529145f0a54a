"""Looks at every screen in every language, light and dark, desk and phone: `python bench/every_screen.py`.

What `tests/integration/archive_ui/browser/test_every_screen.py` does in one language a screen, done in all of them.
Prints grave findings of axe and broken rules of the house, and what each screen weighs over the wire; leaves with 1
where there are any.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from pathlib import Path

from playwright.sync_api import sync_playwright

sys.path.insert(0, str(Path(__file__).parents[1]))

from archive_ui.deps import LANGUAGES
from kernel.logs import configure_logs
from tests.integration.archive_ui.browser.conftest import CHROMIUM, FLAGS
from tests.integration.archive_ui.browser.person import opened
from tests.integration.archive_ui.browser.screens import screens
from tests.integration.archive_ui.browser.survey import WHOLE, Report, Survey
from tests.integration.archive_ui.town import build_town


def main() -> int:
    """Survey, then tell."""
    configure_logs(level="ERROR", as_json=False)
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--languages", nargs="+", default=list(LANGUAGES), choices=LANGUAGES)
    languages = tuple(parser.parse_args().languages)
    report = Report()
    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=CHROMIUM, args=list(FLAGS))
        with opened(build_town(Path(tempfile.mkdtemp())), browser) as desk:
            Survey(desk, report, lambda _: languages, WHOLE).go_round(screens(desk.app, desk.town))
        browser.close()
    for where, faults in report.faults.items():
        print(where, *faults, sep="\n  ")
    weights = sorted(report.weights_bytes.items(), key=lambda pair: -pair[1])
    print(
        f"{len(weights)} screens, {len(languages)} languages, axe looked {report.runs} times: {len(report.faults)} bad"
    )
    print("heaviest:", ", ".join(f"{name} {weight / 1000:.0f} kB" for name, weight in weights[:5]))
    return 1 if report.faults else 0


if __name__ == "__main__":
    sys.exit(main())
