"""What the page sandbox can be asked to do for reading; it runs in the sandbox's child, never in the platform.

    read_page    values: media_type, number; optional dpi, max_pixels, languages (codes to expect), timeout_s, profile
                 ("text" or "lossless"), engine (one of `engines.choice.ENGINE_NAMES`), upright_deg (clockwise quarter
                 turns by which the content stands turned, where a person said so; else null)
                 blob: the file
                 answer: values of the page's reading; blobs: viewer's picture (WebP), thumbnail (WebP), print image
    compose_pdf  as `ocr_workers.composing` says
    compose_plain_pdf
                 values: created, document_id; blobs: the viewer's picture of each page
                 answer: values pages; blob: the document as PDF/A-2b without text
    extract_e_invoice
                 values: media_type; blob: the file
                 answer: values invoice (or null)

The tasks of intake (`paper.file_inspection`) are offered beside them, so that one
sandbox serves a whole worker.
"""

from __future__ import annotations

import datetime
import io
from collections.abc import Callable, Mapping
from itertools import groupby
from typing import Any

import numpy as np
from PIL import Image

from archive.reading import Line, Word, as_values
from ocr_workers.composing import PRODUCER, compose_pdf_task
from ocr_workers.e_invoice.embedded import find_e_invoice
from ocr_workers.e_invoice.face import as_drawn
from ocr_workers.e_invoice.model import as_values as invoice_values
from ocr_workers.engines.choice import AUTO, engine_named
from ocr_workers.engines.tesseract import TesseractEngine
from ocr_workers.language import LANGUAGES
from ocr_workers.page_images import VIEWER_DPI, picture_page
from ocr_workers.pipeline import ReadingTools, ReadPage, read_born_digital, read_page
from ocr_workers.print_image import ReceivedFile, ScanningProfile, print_image
from ocr_workers.rehearsal import rehearse
from paper.file_inspection import TASKS as INSPECTION_TASKS
from paper.file_types import media_type_of
from paper.pdfa import PdfaMetadata, PdfaPage, write_pdfa
from paper.render import DEFAULT_MAX_PIXELS, PrintedWord, RenderedPage, render_page
from paper.sandbox_wire import TaskResult

RENDER_DPI = 300.0
ENGINE_TIMEOUT_S = 60.0

# The sandbox imports this module once and forks a child for every page: what is loaded here is shared by all of them.
rehearse()


def read_page_task(values: dict[str, Any], blobs: tuple[bytes, ...]) -> TaskResult:
    """Render one page of a file and read it."""
    file, media_type = as_drawn(blobs[0], values["media_type"])
    rendered = render_page(
        file,
        media_type,
        values["number"],
        dpi=values.get("dpi", RENDER_DPI),
        max_pixels=values.get("max_pixels", DEFAULT_MAX_PIXELS),
    )
    read = read_rendered(rendered, values["number"], _tools(values))
    pictures = picture_page(read.upright_raster, read.reading.dpi)
    profile = ScanningProfile(values.get("profile", ScanningProfile.TEXT))
    printed = print_image(profile, ReceivedFile(file, media_type), rendered, read)
    return TaskResult(as_values(printed.reading), (pictures.viewer, pictures.thumbnail, printed.image))


def inspect_task(values: dict[str, Any], blobs: tuple[bytes, ...]) -> TaskResult:
    """Look into a file; an invoice that came as data alone has the pages that are made for it."""
    given = media_type_of(blobs[0])
    file, drawn = as_drawn(blobs[0], given)
    found = INSPECTION_TASKS["inspect"](values, (file,))
    if drawn == given:
        return found
    return TaskResult({**found.values, "media_type": given, "extension": given.extension}, found.blobs)


def read_rendered(rendered: RenderedPage, number: int, tools: ReadingTools) -> ReadPage:
    """Read a rendered page: with its own words if it was born digital, else by looking at it."""
    if rendered.born_digital_words is None:
        return read_page(rendered.raster, rendered.dpi, number, tools)
    lines = _lines(rendered.born_digital_words)
    return read_born_digital(rendered.raster, rendered.dpi, number, lines, tools.upright_deg or 0)


def compose_plain_pdf_task(values: dict[str, Any], blobs: tuple[bytes, ...]) -> TaskResult:
    """Put the pictures that the screens show of a document's pages together as one PDF/A-2b without text."""
    pages = [_plain_page(picture) for picture in blobs]
    metadata = PdfaMetadata(
        title="",
        language=None,
        created=datetime.datetime.fromisoformat(values["created"]),
        producer=PRODUCER,
        document_id=values["document_id"],
    )
    return TaskResult({"pages": len(pages)}, (write_pdfa(pages, metadata),))


def extract_e_invoice_task(values: dict[str, Any], blobs: tuple[bytes, ...]) -> TaskResult:
    """Read the invoice that a file brings along in data, if it does."""
    invoice = find_e_invoice(blobs[0], values["media_type"])
    return TaskResult({"invoice": None if invoice is None else invoice_values(invoice)}, ())


def _plain_page(picture: bytes) -> PdfaPage:
    with Image.open(io.BytesIO(picture)) as opened:
        raster = np.asarray(opened.convert("L" if opened.mode == "L" else "RGB"))
    return PdfaPage(raster, raster.shape[1], raster.shape[0], VIEWER_DPI)


def _tools(values: Mapping[str, Any]) -> ReadingTools:
    tesseract = TesseractEngine(timeout_s=values.get("timeout_s", ENGINE_TIMEOUT_S))
    expected = tuple(code for code in values.get("languages", ()) if code in LANGUAGES)
    engine = engine_named(values.get("engine", AUTO), tesseract)
    return ReadingTools(engine, tesseract, expected, values.get("upright_deg"))


def _lines(words: list[PrintedWord]) -> list[Line]:
    by_line = groupby(words, key=lambda word: (word.block, word.line))
    return [Line(tuple(Word(w.text, w.box, 1.0) for w in group), block) for (block, _), group in by_line]


TASKS: Mapping[str, Callable[[dict[str, Any], tuple[bytes, ...]], TaskResult]] = {
    **INSPECTION_TASKS,
    "inspect": inspect_task,
    "read_page": read_page_task,
    "compose_pdf": compose_pdf_task,
    "compose_plain_pdf": compose_plain_pdf_task,
    "extract_e_invoice": extract_e_invoice_task,
}
