"""The searchable rendition of a document: PDF/A-2b with its pages as they came, or as pictures with their text.

PDF/A-3b where an invoice in data, or the received file, travels inside.
"""

from __future__ import annotations

import datetime
import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from PIL import Image, ImageDraw

from archive.assembly import DocumentToUnderstand, WorkPage
from archive.reading import Blankness, PageReading, TextSource, as_values
from ocr_workers.deps import OcrDeps
from ocr_workers.e_invoice.asking import STATING_TYPES
from paper.sandbox import Sandbox, SandboxLimits

# A page that could not be read is a page all the same: whoever counts must not miss it.
PLACEHOLDER_PX = (1240, 1754)
PLACEHOLDER_DPI = 150.0


@dataclass(frozen=True, slots=True)
class Imprint:
    """What a rendition says of itself: a title (may be empty), the language, when it was made, the document's name."""

    title: str
    language: str | None
    created: datetime.datetime
    document_id: str


@dataclass(frozen=True, slots=True)
class ReceivedPart:
    """A received file that pages of a document came in.

    Attributes:
        content: Its bytes.
        media_type: What it is.
        name: What it was called; may be empty.
        is_whole: Whether the document is all of it, so that it tells nothing of another letter.
        places: By position of a page in the document, from 0, its number in the file, from 1.
    """

    content: bytes
    media_type: str
    name: str
    is_whole: bool
    places: Mapping[int, int]


def compose_pdf(
    deps: OcrDeps,
    document: DocumentToUnderstand,
    readings: Sequence[PageReading | None],
    *,
    title: str,
    language: str | None,
) -> bytes:
    """Write the document as PDF/A-2b (ISO 19005-2), in the sandbox.

    Raises:
        PaperError: The sandbox failed.
    """
    pages = list(zip(document.pages, readings, strict=True))
    images = [_print_image(deps, document, page, found) for page, found in pages]
    known = [found or _unread(number) for number, (_, found) in enumerate(pages, 1)]
    imprint = Imprint(title, language, document.received_at, document.document_id)
    sources = _sources(deps, document)
    return write_rendition(
        deps.sandbox, imprint, known, images, sources, deps.document_limits, embeds_received=deps.embeds_received
    )


def write_rendition(
    sandbox: Sandbox,
    imprint: Imprint,
    readings: Sequence[PageReading],
    images: Sequence[bytes],
    sources: Sequence[ReceivedPart] = (),
    limits: SandboxLimits | None = None,
    *,
    embeds_received: bool = False,
) -> bytes:
    """Put pages and what was read on them together as PDF/A, in the sandbox.

    Args:
        sandbox: Where the images are opened.
        imprint: What the file says of itself.
        readings: The pages' readings.
        images: The print image of each, as the task `read_page` made it.
        sources: The received files that pages are kept out of or that may travel inside.
        limits: What it may take.
        embeds_received: Whether files that are all of the document's travel inside.

    Raises:
        PaperError: The sandbox failed.
    """
    values = {
        "title": imprint.title,
        "language": imprint.language,
        "created": imprint.created.isoformat(),
        "document_id": imprint.document_id,
        "readings": [as_values(each) for each in readings],
        "sources": [_source_values(each) for each in sources],
        "embeds_received": embeds_received,
    }
    blobs = [*images, *(each.content for each in sources)]
    return sandbox.run("compose_pdf", values, blobs, limits=limits).blobs[0]


def placeholder(number: int) -> bytes:
    """A JPEG that says that page `number` could not be read, A4 at 150 dpi."""
    sheet = Image.new("L", PLACEHOLDER_PX, color=255)
    ImageDraw.Draw(sheet).text((120, 160), f"Page {number}: could not be read; see the original.", fill=0, font_size=36)
    stream = io.BytesIO()
    sheet.save(stream, "JPEG", quality=70)
    return stream.getvalue()


def _print_image(deps: OcrDeps, document: DocumentToUnderstand, page: WorkPage, found: PageReading | None) -> bytes:
    if found is None:
        return placeholder(page.source_number)
    if page.print_key is not None:
        return deps.blobs.read(document.holder_id, page.print_key)
    # The image for the PDF is dropped once a document is filed; put together again, the page is rendered again.
    content = deps.blobs.read(document.holder_id, page.source_key)
    task = {
        "media_type": page.media_type, "number": page.source_number, "profile": deps.profile,
        "upright_deg": page.upright_deg,
    }  # fmt: skip
    return deps.sandbox.run("read_page", task, [content], limits=deps.page_limits).blobs[2]


def _sources(deps: OcrDeps, document: DocumentToUnderstand) -> list[ReceivedPart]:
    """The received files of the document, each once; images travel along only where that is wished."""
    by_file: dict[str, dict[int, WorkPage]] = {}
    for position, page in enumerate(document.pages):
        if deps.embeds_received or page.media_type in STATING_TYPES:
            by_file.setdefault(page.source_key, {})[position] = page
    return [_source(deps, document, key, pages) for key, pages in by_file.items()]


def _source(deps: OcrDeps, document: DocumentToUnderstand, key: str, pages: Mapping[int, WorkPage]) -> ReceivedPart:
    first = next(iter(pages.values()))
    return ReceivedPart(
        content=deps.blobs.read(document.holder_id, key),
        media_type=first.media_type,
        name=first.file_name,
        is_whole=first.file_pages in (None, len(pages)),
        places={position: page.source_number for position, page in pages.items()},
    )


def _source_values(source: ReceivedPart) -> dict[str, Any]:
    return {
        "media_type": source.media_type,
        "name": source.name,
        "is_whole": source.is_whole,
        "places": {str(position): number for position, number in source.places.items()},
    }


def _unread(number: int) -> PageReading:
    width, height = PLACEHOLDER_PX
    return PageReading(
        number=number, width_px=width, height_px=height, dpi=PLACEHOLDER_DPI, orientation_deg=0, skew_deg=0.0,
        blankness=Blankness.DOUBTFUL, language=None, lines=(), barcodes=(), confidence=0.0, source=TextSource.NONE,
        notes=("not_read",),
    )  # fmt: skip
