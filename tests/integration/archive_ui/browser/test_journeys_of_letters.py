"""What becomes of a letter, from the file that somebody sends to the word that somebody finds, clicks and corrects."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect
from sqlalchemy import select

from archive.filing import IndexFields
from archive.intake import AcceptedItem
from archive.models import IntakeItem
from kernel.ids import BatchId, DocumentId, IntakeId
from tests.integration.archive_ui.browser.person import WALKS, Desk, overflow_px, words
from tests.integration.archive_ui.house import TOWN, Told
from tests.integration.archive_ui.letters import SECOND_PAGE, WATER_BILL

pytestmark = pytest.mark.browser


def letter(street: Desk, subject: str, pages: int = 2) -> DocumentId:
    """A letter of De Kroon's that no other test touches."""
    told = Told(IndexFields(kind="invoice", sender="Vivaqua", subject=subject, language="nl"))
    lines = [(*WATER_BILL, subject), SECOND_PAGE, ("Derde blad",)][:pages]
    return street.town.house.letter("kroon", told, lines, f"{subject}.pdf")


@WALKS
def test_a_file_is_sent_read_found_and_marked(
    street: Desk, language: str, size: tuple[int, int], tmp_path: Path
) -> None:
    file = tmp_path / f"waterrekening-{language}.pdf"
    file.write_bytes(b"%PDF" + language.encode() + bytes(5_000_000))
    page = street.sit_down("owner", size, language=language)
    page.locator("main").get_by_role("link", name=words(language, "Upload")).click()
    expect(
        page.locator("button[data-plain]")
    ).to_be_hidden()  # The script is there; without it a button sends the files.
    page.get_by_label(words(language, "Choose files, or drop them here")).set_input_files(file)
    expect(page.locator("[data-transfers]")).to_contain_text(words(language, "Received"))
    page.get_by_role("link", name=words(language, "See what becomes of them")).click()
    delivery = page.locator(".delivery", has_text=file.name)
    expect(delivery).to_contain_text(words(language, "In progress"))
    assert overflow_px(page) <= 0
    document_id = read_by_machine(street, file.name)
    page.goto(street.at("kroon", "inbox"))
    page.locator(f"a[href*='{document_id}']").click()
    page.get_by_role("searchbox", name=words(language, "Mark words in this letter")).fill("verbruik")
    page.keyboard.press("Enter")
    expect(page.locator(".sheet__marks .hit")).to_have_count(1)
    lies_on_the_image(page)
    assert street.complaints == []


def read_by_machine(street: Desk, file_name: str) -> DocumentId:
    """What the workers would do with what was just received."""
    house = street.town.house
    with house.database.reading(TOWN) as session:
        row = session.scalars(select(IntakeItem).where(IntakeItem.file_name == file_name)).one()
        item = AcceptedItem(IntakeId(row.id), BatchId(row.batch_id), is_repeat=False, duplicate_of=None)
    document_id = house.separate(item.batch_id, house.read("kroon", item, [(*WATER_BILL, file_name), SECOND_PAGE]))
    fields = IndexFields(kind="invoice", sender="Vivaqua", subject=file_name, language="nl")
    house.understand("kroon", document_id, Told(fields), file_name)
    return document_id


def lies_on_the_image(page: Page) -> None:
    """The mark is where the word stands on the picture: in the line of the sentence, right of its beginning."""
    page.locator(".sheet img").evaluate("image => image.decode()")
    picture, mark = page.locator(".sheet img").bounding_box(), page.locator(".hit").bounding_box()
    assert picture is not None
    assert mark is not None
    across, down = (mark["x"] - picture["x"]) / picture["width"], (mark["y"] - picture["y"]) / picture["height"]
    assert 0.3 < across < 0.6
    assert 0.38 < down < 0.46


@WALKS
def test_a_letter_is_cut_mended_joined_and_parted_again(street: Desk, language: str, size: tuple[int, int]) -> None:
    document_id = letter(street, f"Knippen {language}", 3)
    page = street.sit_down("owner", size, language=language)
    page.goto(street.at("kroon", f"documents/{document_id}"))
    page.get_by_role("link", name=words(language, "Put the pages right: cut, join, order, replace")).click()
    own = page.locator(".pages__page")
    take_back = page.locator(".history").get_by_role("button", name=words(language, "Take back")).first
    page.get_by_role("button", name=words(language, "A new letter begins here")).last.click()
    expect(own).to_have_count(2)
    assert overflow_px(page) <= 0
    take_back.click()
    expect(own).to_have_count(3)
    page.locator(".choice--page").first.click()
    page.get_by_role("button", name=words(language, "Join them")).click()
    expect(page.locator(".history")).to_contain_text(words(language, "Joined"))
    expect(own.nth(3)).to_be_visible()
    take_back.click()
    expect(own).to_have_count(3)
    assert street.complaints == []


@WALKS
def test_a_field_is_put_right_by_clicking_a_word(street: Desk, language: str, size: tuple[int, int]) -> None:
    document_id = letter(street, f"Verbeteren {language}")
    page = street.sit_down("owner", size, language=language)
    page.goto(street.at("kroon", f"documents/{document_id}"))
    page.get_by_role("link", name=words(language, "Change"), exact=True).click()
    expect(page.locator(".viewer--words")).to_be_visible()
    reference = page.get_by_role("combobox", name=words(language, "Reference"), exact=True)
    reference.focus()
    touch(page, "2026/00417")
    expect(reference).to_have_value("2026/00417")
    assert overflow_px(page) <= 0
    page.get_by_role("button", name=words(language, "Keep the changes")).click()
    expect(page.locator(".facts").last).to_contain_text("2026/00417")
    page.get_by_text(words(language, "History")).click()
    expect(page.locator(".history")).to_contain_text("Olga Peeters")
    assert street.complaints == []


def touch(page: Page, word: str) -> None:
    """Click a word where it stands on the page's image; `letters.py` prints it in the tenth line of the bill."""
    sheet = page.locator(".sheet img")
    sheet.evaluate("image => image.decode()")
    box = sheet.bounding_box()
    assert box is not None
    line = next(number for number, text in enumerate(WATER_BILL) if word in text)
    sheet.click(
        position={"x": box["width"] * 370 / 1240, "y": box["height"] * (140 + line * 46 + 15) / 1754}, force=True
    )


@WALKS
def test_a_file_in_quarantine_is_tried_again(street: Desk, language: str, size: tuple[int, int]) -> None:
    name = f"kapot-{language}.pdf"
    street.town.house.quarantine("kroon", name, name.encode(), "file_broken")
    page = street.sit_down("owner", size, language=language)
    page.goto(street.at("kroon", "quarantine"))
    fault = page.locator(".fault", has_text=name)
    with page.expect_download() as download:
        fault.get_by_role("link", name=words(language, "Original")).click()
    assert download.value.suggested_filename == name
    assert overflow_px(page) <= 0
    fault.get_by_role("button", name=words(language, "Try again")).click()
    expect(page.locator(".notice--success")).to_contain_text(words(language, "The file is being tried again."))
    expect(page.locator(".fault", has_text=name)).to_have_count(0)
    assert street.complaints == []
