"""Reading one file without keeping anything: inspected, read, separated, understood, and put together as PDF/A.

The pages of a file are read side by side: as many at once as the executor has threads and the sandbox processes.
"""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Mapping, Sequence
from concurrent.futures import Executor
from dataclasses import dataclass, field, replace
from pathlib import PurePath
from typing import Any

from archive import reading
from archive.reading import PageReading, TextSource
from kernel.ids import derived_id
from ocr_workers.e_invoice.asking import STATING_TYPES, stated_invoice
from ocr_workers.e_invoice.model import EInvoice
from ocr_workers.e_invoice.preference import prefer
from ocr_workers.read_result import FileResult
from ocr_workers.rendition import Imprint, ReceivedPart, write_rendition
from ocr_workers.separation import Separation, SeparationProfile, separate
from ocr_workers.understanding import Understanding, understand
from paper.errors import PaperError
from paper.sandbox import Sandbox, SandboxLimits

NOTHING = Separation((), ())
PRINT_IMAGE = 2
"""Which of the blobs of the task `read_page` is the page for the PDF."""


@dataclass(frozen=True, slots=True)
class FileReadingDeps:
    """What reading a file needs.

    Attributes:
        pages: Runs the pages of one file side by side; never the executor that `read_file` itself runs in.
        inspection_limits: As the sandbox's task `inspect` takes them.
        page_limits: What reading one page may take; putting a document together may take the same.
        now: The time of reading, against which dates are understood.
        page_wishes: What the task `read_page` is told beside the page: engine, profile.
        writes_pdf: Put each document together as searchable PDF/A.
        embeds_received: Let the file travel inside the PDF/A where one document is all of it.
    """

    sandbox: Sandbox
    pages: Executor
    inspection_limits: Mapping[str, int]
    page_limits: SandboxLimits
    now: dt.datetime
    page_wishes: Mapping[str, str] = field(default_factory=dict)
    writes_pdf: bool = False
    embeds_received: bool = False


@dataclass(frozen=True, slots=True)
class _Page:
    """A page that was read and its print image, or the code of what kept it from being read."""

    number: int
    found: PageReading | None = None
    print_image: bytes = b""
    failure: str = ""


@dataclass(frozen=True, slots=True)
class _ReceivedFile:
    content: bytes
    media_type: str
    name: str


def read_file(deps: FileReadingDeps, content: bytes, file_name: str) -> FileResult:
    """Read a file; a page that cannot be read is named, the others are read all the same."""
    inspection = {"file_name": file_name, "limits": dict(deps.inspection_limits)}
    try:
        inspected = deps.sandbox.run("inspect", inspection, [content]).values
        pages = list(deps.pages.map(lambda page: _read(deps, content, inspected, page["number"]), inspected["pages"]))
        invoice = stated_invoice(deps.sandbox, content, inspected["media_type"], deps.page_limits)
        result = _with_stated(_understood(file_name, pages, deps.now.date()), invoice)
        if not deps.writes_pdf:
            return result
        file = _ReceivedFile(content, inspected["media_type"], PurePath(file_name).name)
        return replace(result, renditions=_renditions(deps, file, result, pages))
    except PaperError as error:
        return FileResult(file_name, (), NOTHING, (), {}, error.code)


def _read(deps: FileReadingDeps, content: bytes, inspected: Mapping[str, Any], number: int) -> _Page:
    task = {"media_type": inspected["media_type"], "number": number, **deps.page_wishes}
    try:
        answer = deps.sandbox.run("read_page", task, [content], limits=deps.page_limits)
    except PaperError as error:
        return _Page(number, failure=error.code)
    found = reading.from_values(answer.values)
    return _Page(number, found, answer.blobs[PRINT_IMAGE] if deps.writes_pdf else b"")


def _understood(file_name: str, pages: Sequence[_Page], today: dt.date) -> FileResult:
    readings = tuple(page.found for page in pages if page.found is not None)
    failures = {page.number: page.failure for page in pages if page.found is None}
    is_one = all(each.source is TextSource.BORN_DIGITAL for each in readings)
    cut = separate(readings, SeparationProfile(is_one_document=is_one)) if readings else NOTHING
    documents = tuple(understand([readings[i] for i in span.pages], today) for span in cut.documents)
    return FileResult(file_name, readings, cut, documents, failures)


def _with_stated(result: FileResult, invoice: EInvoice | None) -> FileResult:
    """What the file states in data is preferred, where it can only be meant of one document."""
    if invoice is None or len(result.understood) != 1:
        return result
    return replace(result, understood=(prefer(invoice, result.understood[0]),))


def _renditions(
    deps: FileReadingDeps, file: _ReceivedFile, result: FileResult, pages: Sequence[_Page]
) -> tuple[bytes, ...]:
    read = [page for page in pages if page.found is not None]
    name_space = hashlib.sha256(file.content).hexdigest()[:32]
    written = []
    for position, (span, understood) in enumerate(zip(result.separation.documents, result.understood, strict=True), 1):
        imprint = _imprint(understood, deps.now, derived_id(name_space, f"document {position}"))
        images = [read[i].print_image for i in span.pages]
        readings = [result.pages[i] for i in span.pages]
        places = {at: read[i].number for at, i in enumerate(span.pages)}
        source = ReceivedPart(file.content, file.media_type, file.name, len(places) == len(pages), places)
        written.append(
            write_rendition(
                deps.sandbox,
                imprint,
                readings,
                images,
                [source] if deps.embeds_received or file.media_type in STATING_TYPES else [],
                deps.page_limits,
                embeds_received=deps.embeds_received,
            )
        )
    return tuple(written)


def _imprint(understood: Understanding, now: dt.datetime, document_id: str) -> Imprint:
    title = understood.subject.value if understood.subject else ""
    return Imprint(title, understood.language, now, document_id)
