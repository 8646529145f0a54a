"""The pages of a document put together as one searchable PDF/A; runs in the sandbox's child.

compose_pdf  values: title, language (or null), created (ISO 8601 with zone), document_id, readings (values of
             each page), optional producer; optional sources: a list of {media_type, name, is_whole, places}, the
             received files that pages of the document are kept out of or that may travel inside it, `places`
             mapping positions of pages of the document, from 0 and as text, to their numbers in the file;
             optional embeds_received
             blobs: the print image of each reading, in the same order, then the sources
             answer: values pages (how many), part (2 or 3), drawn (positions of the pages that could not be
             kept after all); blob: the document as PDF/A-2b, or as PDF/A-3b where files travel inside
"""

from __future__ import annotations

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from archive.reading import PageReading, from_values
from ocr_workers.e_invoice.embedding import files_to_embed, stated_extension
from ocr_workers.e_invoice.face import as_drawn
from ocr_workers.mixed_raster import take_apart
from ocr_workers.print_image import KEPT_AS_RECEIVED
from paper.file_types import MediaType
from paper.pdfa import Attachment, KeptPage, PdfaMetadata, PdfaPage, write_pdfa
from paper.pdfa_keep import keep_pages
from paper.pdfa_layers import write_layers
from paper.pdfa_refusal import NotKeepable
from paper.render import render_page
from paper.sandbox_wire import TaskResult

PRODUCER = "Postkamer"


@dataclass(frozen=True, slots=True)
class Source:
    """A received file of the document.

    Attributes:
        content: Its bytes.
        media_type: What it is.
        name: What it was called.
        is_whole: Whether the document is all of it, so that it may travel along.
        places: By position of a page in the document, from 0, its number in the file.
    """

    content: bytes
    media_type: str
    name: str
    is_whole: bool
    places: Mapping[int, int]


def compose_pdf_task(values: dict[str, Any], blobs: tuple[bytes, ...]) -> TaskResult:
    """Put the pages of a document together as one searchable PDF/A."""
    readings = [from_values(reading) for reading in values["readings"]]
    images, contents = blobs[: len(readings)], blobs[len(readings) :]
    sources = [_source(each, content) for each, content in zip(values.get("sources", ()), contents, strict=True)]
    metadata = PdfaMetadata(
        title=values["title"],
        language=values["language"],
        created=datetime.datetime.fromisoformat(values["created"]),
        producer=values.get("producer", PRODUCER),
        document_id=values["document_id"],
    )
    pages: dict[int, PdfaPage | KeptPage] = {
        position: _pictured(readings[position], image)
        for position, image in enumerate(images)
        if image != KEPT_AS_RECEIVED
    }
    drawn = [position for source in sources for position in _place_kept(source, images, readings, pages)]
    files = _attachments(sources, metadata.created, embeds_received=bool(values.get("embeds_received")))
    written = write_pdfa(
        [pages[position] for position in range(len(readings))], metadata, files, stated_extension(files)
    )
    return TaskResult({"pages": len(pages), "part": 3 if files else 2, "drawn": sorted(drawn)}, (written,))


def _source(values: Mapping[str, Any], content: bytes) -> Source:
    places = {int(position): int(number) for position, number in values["places"].items()}
    return Source(content, values["media_type"], values["name"], values["is_whole"], places)


def _place_kept(
    source: Source, images: Sequence[bytes], readings: Sequence[PageReading], pages: dict[int, PdfaPage | KeptPage]
) -> list[int]:
    """Put a source's pages in their places; the answer is which of them had to be drawn after all.

    All at once, so that they share their fonts in the document as they did in the file.
    """
    wanted = {at: number for at, number in source.places.items() if images[at] == KEPT_AS_RECEIVED}
    if not wanted:
        return []
    file, _ = as_drawn(source.content, source.media_type)
    try:
        kept = keep_pages(file, list(wanted.values()))
    except NotKeepable:
        pages.update({at: _pictured(readings[at], _drawn(file, number)) for at, number in wanted.items()})
        return list(wanted)
    pages.update({at: KeptPage(kept, index) for index, at in enumerate(wanted)})
    return []


def _drawn(file: bytes, number: int) -> bytes:
    rendered = render_page(file, MediaType.PDF, number)
    return write_layers(take_apart(rendered.raster, rendered.dpi))


def _pictured(reading: PageReading, image: bytes) -> PdfaPage:
    lines = [[(word.text, word.box) for word in line.words] for line in reading.lines]
    return PdfaPage(image, reading.width_px, reading.height_px, reading.dpi, lines)


def _attachments(sources: Sequence[Source], at: datetime.datetime, *, embeds_received: bool) -> list[Attachment]:
    """The files that travel inside: of whole sources their e-invoices, and they themselves where that is wished."""
    found: dict[str, Attachment] = {}
    for source in sources:
        if source.is_whole:
            for each in files_to_embed(
                source.content, source.media_type, source.name, at, embeds_received=embeds_received
            ):
                found.setdefault(each.name, each)
    return list(found.values())
