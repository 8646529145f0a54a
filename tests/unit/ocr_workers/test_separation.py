from __future__ import annotations

import pytest

from archive.page_role import PageRole
from archive.reading import Barcode, PageReading
from ocr_workers.separation import SeparationProfile, SplitReason, separate
from paper.geometry import Box
from tests.unit.ocr_workers.letter_readings import (
    DUTCH_INVOICE,
    GERMAN_LETTER,
    SECOND_PAGE,
    blank_back,
    reading_of,
)

SIMPLEX = SeparationProfile()
DUPLEX = SeparationProfile(is_duplex=True)


def separator() -> PageReading:
    return reading_of([(90, 40, "Separator sheet")], barcodes=(Barcode("PATCH-T", "T", Box(0, 0, 9, 9)),))


def spans(pages: list[PageReading], profile: SeparationProfile) -> list[tuple[int, ...]]:
    return [document.pages for document in separate(pages, profile).documents]


def first() -> PageReading:
    return reading_of(DUTCH_INVOICE)


def other_first() -> PageReading:
    return reading_of(GERMAN_LETTER)


def second() -> PageReading:
    return reading_of(SECOND_PAGE)


def unnumbered_second() -> PageReading:
    return reading_of(SECOND_PAGE[1:])


def test_a_separator_sheet_divides_and_belongs_to_nobody() -> None:
    found = separate([first(), separator(), unnumbered_second()], SIMPLEX)

    assert [document.pages for document in found.documents] == [(0,), (2,)]
    assert found.separators == (1,)
    assert found.documents[1].reason is SplitReason.SEPARATOR_SHEET


def test_the_back_of_a_separator_sheet_goes_with_it() -> None:
    found = separate([first(), blank_back(2), separator(), blank_back(4), other_first()], DUPLEX)

    assert [document.pages for document in found.documents] == [(0, 1), (4,)]
    assert found.separators == (2, 3)


def test_separators_before_after_and_twice_make_no_empty_documents() -> None:
    assert spans([separator(), first(), separator(), separator(), other_first(), separator()], SIMPLEX) == [(1,), (4,)]


def test_a_blank_back_stays_with_its_front() -> None:
    found = separate([first(), blank_back(2), other_first(), blank_back(4)], DUPLEX)

    assert [document.pages for document in found.documents] == [(0, 1), (2, 3)]
    assert found.documents[0].roles == (PageRole.CONTENT, PageRole.BLANK)


@pytest.mark.parametrize(
    ("profile", "expected"),
    [
        (DUPLEX, [(0, 1, 2, 3, 4)]),
        (SeparationProfile(is_duplex=True, blank_sheet_splits=True), [(0, 1, 2, 3), (4,)]),
        (SeparationProfile(blank_sheet_splits=True), [(0, 1, 2, 3), (4,)]),
    ],
)
def test_a_blank_sheet_divides_only_where_the_profile_says_so(
    profile: SeparationProfile, expected: list[tuple[int, ...]]
) -> None:
    assert spans([first(), unnumbered_second(), blank_back(3), blank_back(4), unnumbered_second()], profile) == expected


def test_one_blank_side_does_not_divide_a_duplex_batch() -> None:
    profile = SeparationProfile(is_duplex=True, blank_sheet_splits=True)

    assert spans([first(), blank_back(2), unnumbered_second(), blank_back(4)], profile) == [(0, 1, 2, 3)]


def test_letters_of_one_file_are_told_apart_by_how_they_begin() -> None:
    found = separate([first(), other_first(), second(), first(), blank_back(5)], SIMPLEX)

    assert [document.pages for document in found.documents] == [(0,), (1, 2), (3, 4)]
    assert {document.reason for document in found.documents[1:]} <= {SplitReason.LAYOUT, SplitReason.PAGE_NUMBER}


def test_page_numbers_outweigh_looks() -> None:
    numbered = reading_of([(25, 283, "Pagina 2 van 2"), *DUTCH_INVOICE])

    assert spans([reading_of([*DUTCH_INVOICE, (150, 290, "Pagina 1 van 2")]), numbered], SIMPLEX) == [(0, 1)]


def test_a_born_digital_upload_is_one_document() -> None:
    assert spans([first(), other_first(), first()], SeparationProfile(is_one_document=True)) == [(0, 1, 2)]


def test_only_separators_divide_where_the_profile_trusts_nothing_else() -> None:
    profile = SeparationProfile(splits_by_content=False)

    assert spans([first(), other_first(), separator(), first()], profile) == [(0, 1), (3,)]


def test_blank_pages_alone_are_one_document() -> None:
    found = separate([blank_back(1), blank_back(2)], DUPLEX)

    assert [document.pages for document in found.documents] == [(0, 1)]


def test_leading_blank_pages_go_with_what_follows() -> None:
    assert spans([blank_back(1), first(), other_first()], SIMPLEX) == [(0, 1), (2,)]


def test_no_pages_make_no_documents() -> None:
    assert separate([], SIMPLEX).documents == ()


@pytest.mark.parametrize("profile", [SIMPLEX, DUPLEX, SeparationProfile(blank_sheet_splits=True)])
def test_every_page_is_accounted_for_once(profile: SeparationProfile) -> None:
    pages = [blank_back(1), first(), blank_back(3), separator(), blank_back(5), other_first(), second(), blank_back(8)]

    found = separate(pages, profile)

    placed = [position for document in found.documents for position in document.pages]
    assert sorted([*placed, *found.separators]) == list(range(len(pages)))
