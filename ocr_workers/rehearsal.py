"""One round through what the sandbox's tasks do, on content of our own, before any page of a stranger comes.

Libraries load parts of themselves, tables of fonts and colour profiles when they are
first used. The sandbox's parent does that once and its children share it: no page pays
for it again, and a worker goes on when the files of its environment are replaced
under it.
"""

from __future__ import annotations

import datetime
import importlib
import io

import numpy as np
from PIL import Image

from ocr_workers.e_invoice.face import invoice_face
from ocr_workers.engines.word_list import word_list
from ocr_workers.language import LANGUAGES, load_models
from ocr_workers.mixed_raster import take_apart
from paper.font_programs import load_glyph_names
from paper.geometry import Box
from paper.pdfa import KeptPage, PdfaMetadata, PdfaPage, write_pdfa
from paper.pdfa_keep import keep_pages, why_not_keepable
from paper.pdfa_layers import write_layers
from paper.render import render_page

AT = datetime.datetime(2026, 1, 1, tzinfo=datetime.UTC)
SIDE_PX, DPI = 600, 300.0
INVOICE = b"""<Invoice><ID>1</ID><IssueDate>2026-01-01</IssueDate><DocumentCurrencyCode>EUR</DocumentCurrencyCode>
<InvoiceLine><ID>1</ID><InvoicedQuantity>1.50</InvoicedQuantity><LineExtensionAmount>1000.00</LineExtensionAmount>
<Item><Name>One line, to be set in every font that a page may be set in.</Name></Item></InvoiceLine></Invoice>"""
FORMATS = ("JPEG", "PNG", "TIFF", "WEBP")
# Loaded by name at some first use.
LATE = ("numpy.ma",)


def rehearse() -> None:
    """Use once what tasks use."""
    for name in LATE:
        importlib.import_module(name)
    load_models()
    for language in LANGUAGES:
        word_list(language)
    load_glyph_names()
    raster = _page()
    _recode(raster)
    lines = [[("One", Box(60, 100, 90, 40)), ("line", Box(170, 100, 90, 40))]]
    picture = PdfaPage(write_layers(take_apart(raster, DPI)), SIDE_PX, SIDE_PX, DPI, lines)
    face = invoice_face(INVOICE)
    why_not_keepable(face, 1)
    kept = KeptPage(keep_pages(face, [1]), 0)
    written = write_pdfa([picture, kept], PdfaMetadata("", "en", AT, "", ""))
    render_page(written, "application/pdf", 1, dpi=72)


def _page() -> np.ndarray[tuple[int, ...], np.dtype[np.uint8]]:
    """White paper with some print, a grey surface and a red stamp."""
    raster = np.full((SIDE_PX, SIDE_PX, 3), 255, np.uint8)
    raster[100:140, 60:150] = 0
    raster[300:400, 60:300] = 190
    raster[300:400, 400:500] = (200, 30, 30)
    return raster


def _recode(raster: np.ndarray[tuple[int, ...], np.dtype[np.uint8]]) -> None:
    Image.init()
    for name in FORMATS:
        stream = io.BytesIO()
        Image.fromarray(raster).save(stream, name)
        Image.open(stream, formats=(name,)).load()
