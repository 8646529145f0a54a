"""The searchable rendition of a document: PDF/A-2b with the text under the page images."""

from __future__ import annotations

import datetime
import io
from collections.abc import Sequence
from dataclasses import dataclass

from PIL import Image, ImageDraw

from archive.assembly import DocumentToUnderstand, WorkPage
from archive.reading import Blankness, PageReading, TextSource, as_values
from ocr_workers.deps import OcrDeps
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
    return write_rendition(deps.sandbox, imprint, known, images, deps.document_limits)


def write_rendition(
    sandbox: Sandbox,
    imprint: Imprint,
    readings: Sequence[PageReading],
    images: Sequence[bytes],
    limits: SandboxLimits | None = None,
) -> bytes:
    """Put pages and what was read on them together as PDF/A-2b, in the sandbox.

    Args:
        sandbox: Where the images are opened.
        imprint: What the file says of itself.
        readings: The pages' readings.
        images: The print image of each, as the task `read_page` made it.
        limits: What it may take.

    Raises:
        PaperError: The sandbox failed.
    """
    values = {
        "title": imprint.title,
        "language": imprint.language,
        "created": imprint.created.isoformat(),
        "document_id": imprint.document_id,
        "readings": [as_values(each) for each in readings],
    }
    return sandbox.run("compose_pdf", values, images, limits=limits).blobs[0]


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
    task = {"media_type": page.media_type, "number": page.source_number, "profile": deps.profile}
    return deps.sandbox.run("read_page", task, [content], limits=deps.page_limits).blobs[2]


def _unread(number: int) -> PageReading:
    width, height = PLACEHOLDER_PX
    return PageReading(
        number=number, width_px=width, height_px=height, dpi=PLACEHOLDER_DPI, orientation_deg=0, skew_deg=0.0,
        blankness=Blankness.DOUBTFUL, language=None, lines=(), barcodes=(), confidence=0.0, source=TextSource.NONE,
        notes=("not_read",),
    )  # fmt: skip
