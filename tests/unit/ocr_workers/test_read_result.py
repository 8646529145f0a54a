from __future__ import annotations

import datetime
import json

from archive.reading import PageReading
from ocr_workers.read_result import FileResult, result_values
from ocr_workers.separation import Separation, SeparationProfile, separate
from ocr_workers.understanding import understand
from tests.unit.ocr_workers.letter_readings import DUTCH_INVOICE, GERMAN_LETTER, blank_back, reading_of

TODAY = datetime.date(2026, 3, 20)


def read_as(pages: tuple[PageReading, ...], failures: dict[int, str] | None = None) -> FileResult:
    cut = separate(pages, SeparationProfile())
    understood = tuple(understand([pages[i] for i in span.pages], TODAY) for span in cut.documents)
    return FileResult("scan.tif", pages, cut, understood, failures or {})


def test_a_scan_of_two_letters_is_two_documents() -> None:
    pages = (reading_of(DUTCH_INVOICE), blank_back(2), reading_of(GERMAN_LETTER, number=3))

    values = json.loads(json.dumps(result_values(read_as(pages))))

    assert [document["pages"] for document in values["documents"]] == [[1, 2], [3]]
    assert values["documents"][0]["blank_pages"] == [2]
    assert values["documents"][0]["date"]["value"] == "2026-03-12"
    assert [page["blank"] for page in values["pages"]] == [False, True, False]


def test_words_are_lists_of_text_box_and_confidence() -> None:
    page = reading_of([(25.4, 50.8, "Geachte")])

    assert result_values(read_as((page,)))["pages"][0]["words"] == [["Geachte", 300, 600, 153, 35, 0.95]]


def test_a_page_that_could_not_be_read_stands_in_its_place_with_the_cause() -> None:
    values = result_values(read_as((reading_of(DUTCH_INVOICE, number=2),), {1: "page_unreadable"}))

    assert [page["number"] for page in values["pages"]] == [1, 2]
    assert values["pages"][0]["cause"] == "page_unreadable"
    assert values["documents"][0]["pages"] == [2]


def test_a_file_that_could_not_be_opened_has_a_cause_and_no_pages() -> None:
    values = result_values(FileResult("locked.pdf", (), Separation((), ()), (), {}, "file_encrypted"))

    assert values == {"file": "locked.pdf", "pages": [], "documents": [], "cause": "file_encrypted"}


def test_fields_are_those_that_were_found_each_with_its_place() -> None:
    fields = result_values(read_as((reading_of(DUTCH_INVOICE),)))["documents"][0]["fields"]

    assert fields["date"]["value"] == "2026-03-12"
    assert {"value", "confidence", "page", "boxes", "source"} == set(fields["total"])
    assert fields["currency"]["value"] == fields["total"]["value"]["currency"]
    assert fields["iban"] == fields["ibans"][0]
    assert None not in fields.values()
