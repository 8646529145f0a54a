"""Whole journeys in a real browser: what people come for, at a desk and on a phone, in two languages."""

from __future__ import annotations

from contextlib import nullcontext
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.integration.archive_ui.browser.person import DESKTOP, PHONE, Desk, overflow_px

pytestmark = pytest.mark.browser
SIZES = pytest.mark.parametrize("size", [DESKTOP, PHONE], ids=["desktop", "phone"])


@SIZES
@pytest.mark.parametrize(
    ("who", "inbox", "marks"),
    [("owner", "Inbox", "2 marks on this page"), ("member", "Postvak", "2 markeringen op deze pagina")],
)
def test_from_signing_in_to_the_marked_word(
    street: Desk, size: tuple[int, int], who: str, inbox: str, marks: str
) -> None:
    page = street.sit_down(who, size)
    expect(page.locator("h1")).to_have_text(inbox)
    page.goto(street.at("kroon", "search"))
    page.fill("main input[name=q]", "water")
    page.click("main form[role=search] button.button--main")
    page.click(".found__title")
    expect(page.locator(".viewer__tools")).to_contain_text(marks)
    assert page.locator(".sheet__marks .hit").count() == 2
    assert overflow_px(page) <= 0
    _marks_cover_the_image(page)
    assert street.complaints == []


def _marks_cover_the_image(page: Page) -> None:
    """The overlay lies on the picture, and its marks within."""
    # Polling with a text of script is what the policy forbids; one call on the element is not.
    page.locator(".sheet img").evaluate("image => image.decode()")
    picture, overlay = page.locator(".sheet img").bounding_box(), page.locator(".sheet__marks").bounding_box()
    assert picture is not None
    assert overlay is not None
    for edge in ("x", "y", "width", "height"):
        assert abs(picture[edge] - overlay[edge]) < 2
    mark = page.locator(".sheet__marks .hit").first.bounding_box()
    assert mark is not None
    assert picture["x"] < mark["x"] < picture["x"] + picture["width"]


def test_turning_pages_changes_picture_and_text_in_place(street: Desk) -> None:
    page = street.sit_down("owner")
    page.goto(street.at("kroon", f"documents/{street.town.filed}?q=water"))
    page.evaluate("window.stayed = true")
    page.click("a[rel=next]")
    expect(page.locator("#page-text")).to_contain_text("Meterstand")
    assert page.evaluate("window.stayed")
    assert "page=2" in page.url
    assert street.complaints == []


@SIZES
def test_uploading_with_progress_then_following_it(street: Desk, size: tuple[int, int], tmp_path: Path) -> None:
    large = tmp_path / "groot.pdf"
    large.write_bytes(b"%PDF" + bytes(5_000_000))
    small = tmp_path / "klein.tiff"
    small.write_bytes(b"II*\x00")
    page = street.sit_down("owner", size)
    page.goto(street.at("kroon", "upload"))
    page.set_input_files("#files", [large, small])
    expect(page.locator("[data-transfers] .badge--good")).to_have_count(2)
    assert overflow_px(page) <= 0
    page.click("[data-after] a")
    expect(page.locator(".delivery__files", has_text="groot.pdf").first).to_be_visible()
    assert street.complaints == []


def test_the_received_list_follows_along_by_itself(street: Desk) -> None:
    page = street.sit_down("owner")
    street.town.house.receive("kroon", "eerste.pdf", b"first")
    page.goto(street.at("kroon", "received"))
    street.town.house.quarantine("kroon", "tweede.pdf", b"second", "file_broken")
    expect(page.locator(".delivery__files", has_text="tweede.pdf")).to_be_visible()
    expect(page.locator("#deliveries")).to_contain_text("The file is damaged")
    assert [text for text in street.complaints if "304" not in text] == []


def test_uploading_without_scripts(street: Desk, tmp_path: Path) -> None:
    letter = tmp_path / "brief.pdf"
    letter.write_bytes(b"%PDF plain")
    cookies = street.sit_down("owner").context.cookies()
    context = street.browser.new_context(java_script_enabled=False)
    street.contexts.append(context)
    context.add_cookies(cookies)  # type: ignore[arg-type]  # the same cookies, as Playwright itself spelled them
    page = context.new_page()
    page.goto(street.at("kroon", "upload"))
    page.set_input_files("#files", letter)
    page.click("button[data-plain]")
    expect(page.locator(".delivery__files", has_text="brief.pdf")).to_be_visible()


@SIZES
def test_an_operator_empties_the_queue(desk: Desk, size: tuple[int, int]) -> None:
    page = desk.sit_down("operator", size)
    page.goto(desk.at("operator", "indexing"))
    with page.expect_navigation():
        page.click("main .head a.button--main")
    page.fill("input[name=wanted]", "lumiere")
    expect(page.locator("#recipients .choice", has_text="Scanhuis")).to_have_count(0)
    page.locator("#recipients .choice", has_text="Lumière").click()
    assert overflow_px(page) <= 0
    page.click(".act-bar button[value=file]")
    expect(page.locator(".notice--success")).to_contain_text("Studio Lumière")
    page.click(".act-bar button[value=file]")
    expect(page.locator(".empty h2")).to_have_text("Nothing waits")
    assert desk.complaints == []


def test_a_letter_that_was_read_right_takes_one_key(desk: Desk) -> None:
    page = desk.sit_down("operator")
    page.goto(desk.at("operator", "indexing"))
    for key in ("g", "n", "Enter", "Enter"):
        with page.expect_navigation() if key in {"n", "Enter"} else nullcontext():
            page.keyboard.press(key)
    expect(page.locator(".empty h2")).to_have_text("Nothing waits")
    assert desk.complaints == []


def test_fields_are_filled_off_the_page_by_mouse_and_by_keyboard(street: Desk) -> None:
    page = street.sit_down("operator")
    page.goto(street.at("operator", f"indexing/{street.town.waiting[0]}"))
    expect(page.locator(".viewer--words")).to_be_visible()
    page.keyboard.press("F8")
    expect(page.locator("#document_date")).to_be_focused()
    _drag(page, (260, 525), None)
    expect(page.locator("#document_date")).to_have_value("2026-02-14")
    page.focus("#amount")
    _drag(page, (100, 770), (1100, 830))
    expect(page.locator("#amount")).to_have_value("1234.50")
    expect(page.locator("#currency")).to_have_value("EUR")
    page.focus("#reference")
    page.keyboard.press("PageDown")
    expect(page.locator(".viewer__tools")).to_contain_text("Page 2 of 2")
    expect(page.locator("#reference")).to_be_focused()
    page.keyboard.press("PageUp")
    page.locator("[data-offered='2026-02-14']").click()
    expect(page.locator("#document_date")).to_be_focused()
    expect(page.locator("#document_date")).to_have_value("2026-02-14")
    assert street.complaints == []


def test_fields_are_filled_with_words_of_the_page_by_keyboard(street: Desk) -> None:
    page = street.sit_down("operator")
    page.goto(street.at("operator", f"indexing/{street.town.waiting[0]}"))
    expect(page.locator(".viewer--words")).to_be_visible()
    field = page.get_by_role("combobox", name="Reference")
    field.press("Alt+ArrowDown")
    expect(page.get_by_role("listbox", name="Reference").get_by_role("option")).not_to_have_count(0)
    field.press("Escape")
    field.press_sequentially("0041")
    expect(page.get_by_role("option", name="2026/00417")).to_be_visible()
    field.press("ArrowDown")
    field.press("Enter")
    expect(field).to_have_value("2026/00417")
    expect(field).to_be_focused()
    page.focus("#sender")
    page.keyboard.press("F2")
    expect(page.locator(".lasso")).to_have_count(1)
    first = page.locator("[data-said]").text_content()
    for key in ("ArrowDown", "ArrowUp", "Shift+ArrowRight"):
        page.keyboard.press(key)
    expect(page.locator(".lasso")).to_have_count(2)
    page.keyboard.press("Enter")
    expect(page.locator("#sender")).to_have_value(f"{first} cv")
    expect(page.locator(".lasso")).to_have_count(0)
    page.focus("#wanted")
    page.keyboard.press("ArrowDown")
    expect(page.get_by_role("radio", checked=True)).to_be_focused()
    assert street.complaints == []


def _drag(page: Page, start: tuple[int, int], stop: tuple[int, int] | None) -> None:
    """Click at a place of the page, or draw a box from there; in pixels of the page."""
    sheet = page.locator(".sheet__marks").bounding_box()
    assert sheet is not None
    scale = sheet["width"] / 1240
    places = [(sheet["x"] + x * scale, sheet["y"] + y * scale) for x, y in (start, stop or start)]
    page.mouse.move(*places[0])
    page.mouse.down()
    page.mouse.move(*places[1], steps=4)
    page.mouse.up()
