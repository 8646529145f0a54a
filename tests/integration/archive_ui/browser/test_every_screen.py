"""Every screen of the URL map, in all languages by turns: light at the desk, dark on the phone, on paper, by key."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from archive_ui.app import ROUTES
from archive_ui.deps import LANGUAGES
from tests.integration.archive_ui.browser.inspection import Scales, axe, house_rules, learn, on_paper, too_wide
from tests.integration.archive_ui.browser.person import Desk
from tests.integration.archive_ui.browser.screens import PEOPLE, Screen, path_of, screens
from tests.integration.archive_ui.browser.survey import Report, Survey
from tests.integration.archive_ui.visitor import Visitor

pytestmark = pytest.mark.browser


def by_turns(number: int) -> tuple[str, ...]:
    """One language a screen; `bench/every_screen.py` speaks all of them on every screen."""
    return (LANGUAGES[number % len(LANGUAGES)],)


@pytest.fixture(scope="module")
def to_see(shared_street: Desk) -> dict[str | None, list[Screen]]:
    """Found once for all."""
    return screens(shared_street.app, shared_street.town)


@pytest.mark.parametrize("who", PEOPLE, ids=str)
def test_no_screen_keeps_anybody_out(street: Desk, to_see: dict[str | None, list[Screen]], who: str | None) -> None:
    report = Report()
    Survey(street, report, by_turns).go_round({who: to_see[who]})
    assert report.faults == {}
    assert min(report.weights_bytes.values()) > 10_000


def test_every_route_that_shows_a_page_is_looked_at(street: Desk, to_see: dict[str | None, list[Screen]]) -> None:
    seen = {screen.name for found in to_see.values() for screen in found}
    asked = {who: Visitor(street.app, who) for who in PEOPLE}
    unseen = [route.name for route in ROUTES if "GET" in route.methods and route.name not in seen]
    assert {name for name in unseen if not answers(street, name, asked)} == ELSEWHERE


def answers(street: Desk, name: str, asked: Mapping[str | None, Visitor]) -> bool:
    """Whether anybody gets something from there that is no page: a file, a fragment, figures."""
    ways = ((visitor, path_of(street.app, street.town, name, who)) for who, visitor in asked.items())
    return any(path is not None and visitor.get(path).status_code == 200 for visitor, path in ways)


def test_the_keyboard_reaches_the_content_first(street: Desk) -> None:
    page = street.sit_down("owner")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main"


def test_planted_faults_are_found(street: Desk) -> None:
    page = street.sit_down("owner", rest=True)
    learn(page)
    assert Scales(page).weigh(street.at("kroon", "inbox")) > 10_000
    page.evaluate(PLANTED)
    found = " ".join([*axe(page), *house_rules(page), *on_paper(page), *too_wide(page)])
    for fault in (
        "image-alt", "color-contrast", "target-size", "too wide", "jumps the queue", "shows no focus",
        "is covered", "another order", "moves though", "is printed",
    ):  # fmt: skip
        assert fault in found, fault


# Ways on to another page, what only a secret or a step before opens, files of what the town does not have. Pages among
# them are looked at where a journey comes by.
ELSEWHERE = {
    "home", "indexing_next", "leave", "come_back", "provider_keys", "second_factor", "show_link", "show_stop_mails",
    "shared_page", "shared_pdf", "shared_original", "calendar_feed", "upload_progress", "export_file", "webhook",
    "erasure_certificate", "closed", "closing_certificate",
}  # fmt: skip
# The tests' own page breaks every rule once; the browser's tools may, a page of ours could not.
PLANTED = """() => {
  const main = document.querySelector("main");
  const add = (tag, text, style, more = {}) => {
    const element = Object.assign(document.createElement(tag), more);
    element.textContent = text;
    element.style.cssText = style;
    main.append(element);
    return element;
  };
  add("img", "", "width: 50px; height: 50px", { src: "/static/favicon.svg" });
  add("p", "pale", "color: #999; background: #fff");
  add("a", "a", "display: inline-block; width: 8px; height: 8px; font-size: 6px", { href: "/1" });
  add("a", "b", "display: inline-block; width: 8px; height: 8px; font-size: 6px", { href: "/2" });
  add("p", "wide", "width: 2000px");
  add("a", "first", "", { href: "/3", tabIndex: 3 });
  add("a", "unseen", "outline: none", { href: "/4" });
  add("a", "beneath", "position: fixed; top: 200px; left: 300px", { href: "/5" });
  add("div", "above", "position: fixed; inset: 150px auto auto 250px; width: 300px; height: 300px; z-index: 9");
  add("p", "turned", "display: flex; flex-direction: row-reverse");
  add("p", "restless", "transition: color 2s");
  add("nav", "ways", "display: block !important");
}"""
