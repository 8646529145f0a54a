"""Going round all screens of one person, with a report of what is wrong on which."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from playwright.sync_api import Page

from tests.integration.archive_ui.browser.inspection import (
    HEAVIEST_BYTES,
    Scales,
    axe,
    house_rules,
    learn,
    on_paper,
    paint,
    too_wide,
)
from tests.integration.archive_ui.browser.person import DESKTOP, PHONE, Desk
from tests.integration.archive_ui.browser.screens import Screen

# Size, colours, and the rules of axe that are asked, none being all.
Look = tuple[tuple[int, int], str, tuple[str, ...]]
BY_TURNS: tuple[Look, ...] = ((DESKTOP, "light", ()), (PHONE, "dark", ()))
# By night only the colours are others.
WHOLE: tuple[Look, ...] = tuple(
    (size, colours, rules)
    for size in (DESKTOP, PHONE)
    for colours, rules in (("light", ()), ("dark", ("color-contrast",)))
)


@dataclass
class Report:
    """What was found, and what every screen weighed.

    Attributes:
        faults: By screen and language; empty is as it should be.
        weights_bytes: By screen, over the wire and with nothing kept from before.
        runs: How often axe looked at a page.
    """

    faults: dict[str, list[str]] = field(default_factory=dict)
    weights_bytes: dict[str, float] = field(default_factory=dict)
    runs: int = 0

    def add(self, where: str, found: list[str]) -> None:
        if found:
            self.faults.setdefault(where, []).extend(found)


@dataclass(frozen=True)
class Survey:
    """A round of all screens.

    Attributes:
        languages_of: Which languages a screen speaks, by its number: the first is looked at by all rules, the others by
            axe and for their width.
        looks: Sizes and colours that each is seen in.
    """

    desk: Desk
    report: Report
    languages_of: Callable[[int], tuple[str, ...]]
    looks: tuple[Look, ...] = BY_TURNS

    def go_round(self, to_see: Mapping[str | None, Sequence[Screen]]) -> None:
        """Look at every screen of everybody."""
        numbers = itertools.count()
        for who, found in to_see.items():
            page = self.desk.sit_down(who, rest=True) if who else self.desk.open(rest=True)
            learn(page)
            scales = Scales(page)
            for screen in found:
                self._look(scales, screen, self.languages_of(next(numbers)))

    def _look(self, scales: Scales, screen: Screen, languages: Sequence[str]) -> None:
        page, report, name = scales.page, self.report, screen.name + screen.face
        self.desk.speak(page, languages[0])
        report.weights_bytes[name] = scales.weigh(self.desk.base + screen.path)
        if report.weights_bytes[name] > HEAVIEST_BYTES:
            report.add(name, [f"weighs {report.weights_bytes[name]:.0f} bytes"])
        report.add(f"{name} ({languages[0]})", [*house_rules(page), *on_paper(page), *self._seen(page)])
        for language in languages[1:]:
            self.desk.speak(page, language)
            page.goto(self.desk.base + screen.path)
            report.add(f"{name} ({language})", list(self._seen(page)))

    def _seen(self, page: Page) -> Iterator[str]:
        # The link that skips to the content lies over the letterhead as long as it has the focus, and only then.
        page.evaluate("document.activeElement?.blur()")
        for (width, height), colours, rules in self.looks:
            page.set_viewport_size({"width": width, "height": height})
            paint(page, colours)
            yield from (f"{width} px, {colours}: {said}" for said in axe(page, *rules))
            self.report.runs += 1
        yield from too_wide(page)
        page.set_viewport_size({"width": DESKTOP[0], "height": DESKTOP[1]})
