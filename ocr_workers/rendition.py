"""The searchable rendition of a document: PDF/A-2b with the text under the page images."""

from __future__ import annotations

import io
from collections.abc import Sequence

from PIL import Image, ImageDraw

from archive.assembly import DocumentToUnderstand, WorkPage
from archive.reading import Blankness, PageReading, TextSource, as_values
from ocr_workers.deps import OcrDeps

# A page that could not be read is a page all the same: whoever counts must not miss it.
PLACEHOLDER_PX = (1240, 1754)
PLACEHOLDER_DPI = 150.0


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
    values = {
        "title": title,
        "language": language,
        "created": document.received_at.isoformat(),
        "document_id": document.document_id,
        "readings": [as_values(found or _unread(number)) for number, (_, found) in enumerate(pages, 1)],
    }
    return deps.sandbox.run("compose_pdf", values, images, limits=deps.document_limits).blobs[0]


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
    task = {"media_type": page.media_type, "number": page.source_number}
    return deps.sandbox.run("read_page", task, [content], limits=deps.page_limits).blobs[2]


def _unread(number: int) -> PageReading:
    width, height = PLACEHOLDER_PX
    return PageReading(
        number=number, width_px=width, height_px=height, dpi=PLACEHOLDER_DPI, orientation_deg=0, skew_deg=0.0,
        blankness=Blankness.DOUBTFUL, language=None, lines=(), barcodes=(), confidence=0.0, source=TextSource.NONE,
        notes=("not_read",),
    )  # fmt: skip
