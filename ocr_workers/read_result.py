"""What `postkamer read FILE --json` prints: the outcome of reading a file, without any database."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from archive.page_role import PageRole
from archive.reading import Blankness
from ocr_workers.understanding import as_values, field_values

if TYPE_CHECKING:
    from collections.abc import Sequence

    from archive.reading import PageReading
    from ocr_workers.separation import DocumentSpan, Separation
    from ocr_workers.understanding import Understanding


@dataclass(frozen=True, slots=True)
class FileResult:
    """A file that was read.

    Attributes:
        file: The file as the caller named it.
        pages: The readings of its pages, in order; a page that could not be read is missing and named in `failures`.
        separation: Which of `pages` belong together.
        understood: What each document of `separation` says, in the same order.
        failures: By page number the code of the error that kept the page from being read.
        cause: Code of the error that kept the whole file from being read; None where it was read.
        renditions: Of each document its searchable PDF/A, in the same order; empty where none was asked for.
    """

    file: str
    pages: tuple[PageReading, ...]
    separation: Separation
    understood: tuple[Understanding, ...]
    failures: dict[int, str]
    cause: str | None = None
    renditions: tuple[bytes, ...] = ()


def result_values(result: FileResult) -> dict[str, Any]:
    """The result of one file as plain JSON values; angles clockwise, boxes in pixels of the upright page."""
    failed = [_failed_values(number, cause) for number, cause in result.failures.items()]
    documents = zip(result.separation.documents, result.understood, strict=True)
    return {
        "file": result.file,
        "pages": sorted([*map(page_values, result.pages), *failed], key=lambda page: int(page["number"])),
        "documents": [document_values(span, understood, result.pages) for span, understood in documents],
        "cause": result.cause,
    }


def page_values(page: PageReading) -> dict[str, Any]:
    """One page: words as `[text, x, y, width, height, confidence]`."""
    return {
        "number": page.number,
        "blank": page.blankness is Blankness.BLANK,
        "blankness": page.blankness.value,
        "width_px": page.width_px,
        "height_px": page.height_px,
        "dpi": page.dpi,
        "orientation_deg": page.orientation_deg,
        "skew_deg": round(page.skew_deg, 3),
        "language": page.language,
        "text": page.text,
        "words": [
            [word.text, word.box.x, word.box.y, word.box.width, word.box.height, round(word.confidence, 3)]
            for word in page.words
        ],
        "barcodes": [
            {
                "symbology": code.symbology,
                "content": code.content,
                "box": [code.box.x, code.box.y, code.box.width, code.box.height],
            }
            for code in page.barcodes
        ],
        "confidence": round(page.confidence, 4),
        "source": page.source.value,
        "notes": list(page.notes),
    }


def document_values(span: DocumentSpan, understood: Understanding, pages: Sequence[PageReading]) -> dict[str, Any]:
    """One document: the numbers of its pages, why it begins there, and what it says."""
    numbered = list(zip(span.pages, span.roles, strict=True))
    values = as_values(understood)
    return {
        "pages": [pages[position].number for position in span.pages],
        "blank_pages": [pages[position].number for position, role in numbered if role is PageRole.BLANK],
        "separation": {"reason": span.reason.value, "confidence": span.confidence},
        **values,
        "fields": field_values(values),
    }


def _failed_values(number: int, cause: str) -> dict[str, Any]:
    nothing: dict[str, Any] = {"language": None, "text": "", "words": [], "barcodes": [], "confidence": 0.0}
    return {"number": number, "blank": False, "orientation_deg": 0, "skew_deg": 0.0, **nothing, "cause": cause}
