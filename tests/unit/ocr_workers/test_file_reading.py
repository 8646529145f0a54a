from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import Executor, ThreadPoolExecutor
from typing import Any

import pytest

from archive.reading import as_values
from ocr_workers.file_reading import FileReadingDeps, read_file
from paper.errors import FileEncrypted, PageUnreadable
from paper.sandbox import SandboxLimits, TaskResult
from tests.fakes.sandbox import ScriptedSandbox
from tests.unit.ocr_workers.letter_readings import DUTCH_INVOICE, GERMAN_LETTER, reading_of

NOW = dt.datetime(2026, 3, 20, 9, tzinfo=dt.UTC)
Values = Mapping[str, Any]
LETTERS = {1: DUTCH_INVOICE, 3: GERMAN_LETTER}


@pytest.fixture
def pages() -> Iterator[Executor]:
    with ThreadPoolExecutor(2) as executor:
        yield executor


class Table:
    """A sandbox in which page 2 of three is damaged."""

    def __init__(self) -> None:
        self.sandbox = ScriptedSandbox({"inspect": self.inspect, "read_page": self.read, "compose_pdf": self.compose})

    def inspect(self, values: Values, blobs: Sequence[bytes]) -> TaskResult:
        return TaskResult({"media_type": "image/tiff", "pages": [{"number": n} for n in (1, 2, 3)]}, ())

    def read(self, values: Values, blobs: Sequence[bytes]) -> TaskResult:
        number = values["number"]
        if number == 2:
            raise PageUnreadable(page=number)
        return TaskResult(as_values(reading_of(LETTERS[number], number=number)), (b"", b"", b"print %d" % number))

    def compose(self, values: Values, blobs: Sequence[bytes]) -> TaskResult:
        return TaskResult({"pages": len(blobs)}, (b"+".join(blobs),))


def deps(table: Table, pages: Executor, *, writes_pdf: bool) -> FileReadingDeps:
    return FileReadingDeps(table.sandbox, pages, {}, SandboxLimits(), NOW, {"engine": "tesseract"}, writes_pdf)


def test_pages_stay_in_order_and_a_damaged_one_is_named(pages: Executor) -> None:
    table = Table()

    result = read_file(deps(table, pages, writes_pdf=False), b"tiff", "scan.tif")

    assert [page.number for page in result.pages] == [1, 3]
    assert result.failures == {2: "page_unreadable"}
    assert {values["engine"] for task, values in table.sandbox.asked if task == "read_page"} == {"tesseract"}
    assert result.renditions == ()


def test_each_document_is_put_together_of_its_own_pages(pages: Executor) -> None:
    result = read_file(deps(Table(), pages, writes_pdf=True), b"tiff", "scan.tif")

    assert result.renditions == (b"print 1", b"print 3")


def test_a_file_that_cannot_be_opened_says_why(pages: Executor) -> None:
    table = Table()

    def locked(values: Values, blobs: Sequence[bytes]) -> TaskResult:
        raise FileEncrypted

    table.sandbox.answers["inspect"] = locked

    assert read_file(deps(table, pages, writes_pdf=True), b"pdf", "locked.pdf").cause == "file_encrypted"
