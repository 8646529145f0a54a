"""What comes out of addresses and goes into pages, however it was spelled."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from archive.repository import InboxCursor
from archive_ui.finding import read_number, read_question
from archive_ui.formats import write_money, write_share, write_size
from archive_ui.pages.downloads import fit_name
from archive_ui.pages.search import marked_parts
from archive_ui.paging import read_cursor, write_cursor
from archive_ui.people import browser_family
from indexer.engines.api import Sorting
from indexer.query import And, DateRange, KindFilter, Word
from indexer.snippets import Snippet
from kernel.ids import DocumentId
from tests.unit.archive_ui.conftest import Speak


def test_a_cursor_comes_back_as_it_went() -> None:
    cursor = InboxCursor(dt.datetime(2026, 3, 2, 9, 0, 1, 5, tzinfo=dt.UTC), DocumentId("0" * 32))
    assert read_cursor(write_cursor(cursor)) == cursor


@example("MDAwMS0wMS0wMVQwMDowMCsxNDowMCBhYmM")  # a moment before the first that UTC has
@given(st.text())
def test_any_other_cursor_is_none(written: str) -> None:
    assert read_cursor(written) is None


@pytest.mark.parametrize(("written", "number"), [("3", 3), ("0", 1), ("-1", 1), ("", 1), ("²", 1), ("9" * 9, 1_000)])
def test_page_numbers(written: str, number: int) -> None:
    assert read_number(written) == number


def test_a_question_with_everything() -> None:
    question = read_question(
        {"q": "water", "kind": "invoice", "first": "2026-01-01", "sort": "newest_first", "page": "2"}
    )
    assert question.query() == And((Word("water"), KindFilter("invoice"), DateRange(dt.date(2026, 1, 1), None)))
    assert question.sort is Sorting.NEWEST_FIRST
    assert question.address() == "q=water&kind=invoice&first=2026-01-01&sort=newest_first&page=2"
    assert question.address(3).endswith("page=3")


def test_a_question_without_sense() -> None:
    question = read_question({"first": "soon", "sort": "sideways", "page": "last"})
    assert not question.is_asked
    assert question.ignored == ("first",)


@pytest.mark.parametrize(
    ("given_name", "fit"),
    [
        ("factuur mei.pdf", "factuur mei.pdf"), ("../../etc/passwd", "_.._etc_passwd"), ('a"b\r\nc.pdf', "a_b_c.pdf"),
        ("", "file"), (".pdf", "pdf"), ("x" * 300 + ".pdf", "x" * 120 + ".pdf"),
        ("Überweisung.tiff", "Überweisung.tiff"), ("brief.und.mehr text", "brief.und.mehr text"),
    ],
)  # fmt: skip
def test_file_names_for_somebodys_disk(given_name: str, fit: str) -> None:
    assert fit_name(given_name) == fit


def test_snippets_are_cut_at_their_marks() -> None:
    snippet = Snippet("de factuur voor water", ((3, 10), (16, 21)), 1)
    assert marked_parts(snippet) == [("de ", False), ("factuur", True), (" voor ", False), ("water", True)]


@pytest.mark.parametrize(
    ("language", "money", "size"),
    [("en", "€1,234.50", "1.5 MB"), ("de", "1.234,50\xa0€", "1,5 MB"), ("fr", "1\u202f234,50\xa0€", "1,5\xa0Mo")],
)
def test_money_and_sizes_follow_the_language(speak: Speak, language: str, money: str, size: str) -> None:
    speak(language)
    assert write_money(123_450, "EUR") == money
    assert write_size(1_500_000).replace("\u202f", "\xa0") == size.replace("\u202f", "\xa0")


@pytest.mark.usefixtures("english")
def test_nearly_certain_is_not_certain() -> None:
    assert write_share(0.999) == "99%"
    assert write_share(1.0) == "100%"
    assert write_money(500, None) == "5.00"
    assert write_money(500, "XXL") == "5.00"


@pytest.mark.parametrize(
    ("signature", "family"),
    [
        ("Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0", "Firefox on Linux"),
        ("Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537.36 Chrome/140.0 Safari/537.36 Edg/140.0", "Edge on Windows"),
        ("curl/8", "Browser"),
    ],
)
def test_browsers_are_called_by_family(signature: str, family: str) -> None:
    assert browser_family(signature) == family
