from __future__ import annotations

from pathlib import Path
from typing import Any

from ocr_workers.read_result import FileResult
from ocr_workers.separation import Separation
from wiring.cli.reading import PdfShelf


def result(file: str, *renditions: bytes) -> FileResult:
    return FileResult(file, (), Separation((), ()), (), {}, None, renditions)


def test_each_document_gets_its_own_file_and_tells_where_it_is(tmp_path: Path) -> None:
    values: dict[str, Any] = {"documents": [{}, {}]}

    PdfShelf(tmp_path / "out").put(result("in/scan.tif", b"one", b"two"), values)

    assert (tmp_path / "out" / "scan-2.pdf").read_bytes() == b"two"
    assert values["documents"][0]["pdf"] == str(tmp_path / "out" / "scan-1.pdf")


def test_files_of_the_same_name_in_two_folders_do_not_replace_each_other(tmp_path: Path) -> None:
    shelf = PdfShelf(tmp_path)
    for content in (b"first", b"second"):
        shelf.put(result(f"{content!r}/scan.jpg", content), {"documents": [{}]})

    assert [(tmp_path / name).read_bytes() for name in ("scan.pdf", "scan~2.pdf")] == [b"first", b"second"]
