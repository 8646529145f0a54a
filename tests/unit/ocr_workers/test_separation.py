from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

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
        (SeparationProfile(is_duplex=True, splits_by_content=False), [(0, 1, 2, 3, 4)]),
        (SeparationProfile(is_duplex=True, blank_sheet_splits=True, splits_by_content=False), [(0, 1, 2, 3), (4,)]),
        (SeparationProfile(blank_sheet_splits=True, splits_by_content=False), [(0, 1, 2, 3), (4,)]),
    ],
)
def test_a_blank_sheet_divides_only_where_the_profile_says_so(
    profile: SeparationProfile, expected: list[tuple[int, ...]]
) -> None:
    assert spans([first(), unnumbered_second(), blank_back(3), blank_back(4), unnumbered_second()], profile) == expected


def test_one_blank_side_does_not_divide_a_duplex_batch() -> None:
    profile = SeparationProfile(is_duplex=True, blank_sheet_splits=True, splits_by_content=False)

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


def cover(content: str = "POSTKAMER:COVER:AAAA") -> PageReading:
    return reading_of(
        [(40, 40, "POSTKAMER COVER 1A2B3C4D", 7.0)], barcodes=(Barcode("QRCode", content, Box(600, 700, 900, 900)),)
    )


KINDS_OF_PAGE: dict[str, Callable[[], PageReading]] = {
    "first": first,
    "other": other_first,
    "second": second,
    "unnumbered": unnumbered_second,
    "blank": lambda: blank_back(1),
    "separator": separator,
    "cover": cover,
}
profiles = st.builds(
    SeparationProfile,
    is_duplex=st.booleans(),
    blank_sheet_splits=st.booleans(),
    splits_by_content=st.booleans(),
    is_one_document=st.booleans(),
)


@settings(deadline=None)
@given(st.lists(st.sampled_from(sorted(KINDS_OF_PAGE)), max_size=9), profiles, st.data())
def test_every_page_of_any_batch_is_in_one_document_or_a_sheet(
    kinds: list[str], profile: SeparationProfile, data: st.DataObject
) -> None:
    pages = [KINDS_OF_PAGE[kind]() for kind in kinds]
    covers = {i: data.draw(profiles) for i, kind in enumerate(kinds) if kind == "cover"}

    found = separate(pages, profile, covers)

    placed = [position for document in found.documents for position in document.pages]
    assert sorted([*placed, *found.separators]) == list(range(len(pages)))
    assert all(list(document.pages) == sorted(document.pages) for document in found.documents)
    for document in found.documents:
        assert 0.0 <= document.confidence <= 1.0
        between = range(document.pages[0], document.pages[-1] + 1)
        sheets_within = [p for p in between if kinds[p] in {"separator", "cover"}]
        # Only bare pages at the head of a batch, which are no letter's yet, are carried over a sheet.
        assert all(kinds[p] == "blank" for p in document.pages if sheets_within and p < sheets_within[-1])
        assert document.cover is None or kinds[document.cover] == "cover"


def test_a_document_is_no_surer_than_what_holds_its_pages_together() -> None:
    picture = reading_of([])

    (document,) = separate([first(), picture], SIMPLEX).documents

    assert document.pages == (0, 1)
    assert document.confidence < 0.8


def test_bare_pages_behind_a_sheet_come_with_what_follows_it() -> None:
    assert spans([first(), separator(), blank_back(3), other_first()], SIMPLEX) == [(0,), (2, 3)]


def test_a_cover_sheet_behind_leading_bare_pages_holds() -> None:
    (document,) = separate([blank_back(1), cover(), first()], SIMPLEX, {1: SIMPLEX}).documents

    assert (document.pages, document.cover) == ((0, 2), 1)


def test_a_letter_whose_first_page_wears_the_code_keeps_that_page() -> None:
    sticker = (Barcode("Code128", "PATCHT", Box(0, 0, 9, 9)),)
    lines = [(25.0, 100.0 + 5 * row, "een gewone brief met een heleboel gewone woorden erin") for row in range(16)]

    found = separate([first(), reading_of(lines, barcodes=sticker)], SeparationProfile(splits_by_content=False))

    assert [document.pages for document in found.documents] == [(0,), (1,)]
    assert found.separators == ()


def test_a_blank_sheet_of_a_duplex_batch_is_blank_on_both_sides_of_one_sheet() -> None:
    profile = SeparationProfile(is_duplex=True, blank_sheet_splits=True, splits_by_content=False)
    # A bare back and a bare front of the next sheet are two halves of two sheets.
    halves = [first(), blank_back(2), blank_back(3), unnumbered_second()]
    sheet = [first(), unnumbered_second(), blank_back(3), blank_back(4), first()]

    assert spans(halves, profile) == [(0, 1, 2, 3)]
    assert spans(sheet, profile) == [(0, 1, 2, 3), (4,)]


def test_what_a_cover_sheet_says_ends_at_the_next_sheet_of_any_sort() -> None:
    one = SeparationProfile(is_one_document=True)
    pages = [cover(), blank_back(2), first(), other_first(), separator(), blank_back(6), first(), other_first()]

    found = separate(pages, SeparationProfile(is_duplex=True), {0: one})

    assert [(document.pages, document.cover) for document in found.documents] == [
        ((2, 3), 0),
        ((6,), None),
        ((7,), None),
    ]
    assert found.documents[0].reason is SplitReason.COVER_SHEET
