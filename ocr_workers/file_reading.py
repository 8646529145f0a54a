"""Reading one file without keeping anything: inspected, read, separated and understood."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from archive import reading
from archive.reading import PageReading, TextSource
from ocr_workers.read_result import FileResult
from ocr_workers.separation import Separation, SeparationProfile, separate
from ocr_workers.understanding import understand
from paper.errors import PaperError
from paper.sandbox import Sandbox, SandboxLimits

NOTHING = Separation((), ())


@dataclass(frozen=True, slots=True)
class FileReadingDeps:
    """What reading a file needs.

    Attributes:
        inspection_limits: As the sandbox's task `inspect` takes them.
        page_limits: What reading one page may take.
        today: The day of reading, against which dates are understood.
    """

    sandbox: Sandbox
    inspection_limits: Mapping[str, int]
    page_limits: SandboxLimits
    today: dt.date


def read_file(deps: FileReadingDeps, content: bytes, file_name: str) -> FileResult:
    """Read a file page by page; a page that cannot be read is named, the others are read all the same."""
    inspection = {"file_name": file_name, "limits": dict(deps.inspection_limits)}
    try:
        found = deps.sandbox.run("inspect", inspection, [content]).values
    except PaperError as error:
        return FileResult(file_name, (), NOTHING, (), {}, error.code)
    pages: list[PageReading] = []
    failures: dict[int, str] = {}
    for page in found["pages"]:
        task = {"media_type": found["media_type"], "number": page["number"]}
        try:
            pages.append(
                reading.from_values(deps.sandbox.run("read_page", task, [content], limits=deps.page_limits).values)
            )
        except PaperError as error:
            failures[page["number"]] = error.code
    return _understood(file_name, pages, failures, deps.today)


def _understood(file_name: str, pages: Sequence[PageReading], failures: dict[int, str], today: dt.date) -> FileResult:
    is_one = all(page.source is TextSource.BORN_DIGITAL for page in pages)
    cut = separate(pages, SeparationProfile(is_one_document=is_one)) if pages else NOTHING
    documents = tuple(understand([pages[i] for i in span.pages], today) for span in cut.documents)
    return FileResult(file_name, tuple(pages), cut, documents, failures)
