"""The invoice inside a file: XML attached to a PDF (Factur-X, ZUGFeRD, Peppol BIS as attachment), or alone.

Runs inside the sandbox only.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import dataclass

import pikepdf

from ocr_workers.e_invoice.model import EInvoice
from ocr_workers.e_invoice.syntaxes import read_invoice
from ocr_workers.e_invoice.xml_intake import xml_of
from ocr_workers.e_invoice.xml_tree import MOST_BYTES, XmlRefused, parse
from paper.errors import PaperError
from paper.file_types import MediaType

KNOWN_NAMES = ("factur-x.xml", "zugferd-invoice.xml", "xrechnung.xml", "order-x.xml")
MOST_ATTACHMENTS = 50
DAMAGE = (pikepdf.PdfError, ValueError, TypeError, KeyError, AttributeError, RuntimeError)
"""What pikepdf raises on attachments that are not what they should be."""


@dataclass(frozen=True, slots=True)
class AttachedXml:
    """An XML file attached to a PDF: its name, its bytes, and what its sender says that it is to the document."""

    name: str
    content: bytes
    relationship: str


def find_e_invoice(file: bytes, media_type: str) -> EInvoice | None:
    """The invoice that a file brings along; None where it brings none, or none that can be read."""
    if media_type == MediaType.PDF:
        return next((invoice for each in _attached(file) if (invoice := _read(each.content)) is not None), None)
    try:
        return _read(xml_of(file))
    except PaperError:
        return None


def attached_invoice(file: bytes) -> AttachedXml | None:
    """The file attached to a PDF that `find_e_invoice` reads; None where there is none."""
    return next((each for each in _attached(file) if _read(each.content) is not None), None)


def _read(document: bytes) -> EInvoice | None:
    try:
        return read_invoice(parse(document))
    except XmlRefused:
        return None


def _attached(file: bytes) -> Iterator[AttachedXml]:
    """The XML files attached to a PDF, those with an invoice's usual name first; damaged ones are passed over."""
    try:
        with pikepdf.open(io.BytesIO(file)) as pdf:
            names = [name for name in list(pdf.attachments)[:MOST_ATTACHMENTS] if name.lower().endswith(".xml")]
            for name in sorted(names, key=lambda name: name.lower() not in KNOWN_NAMES):
                spec = pdf.attachments[name]
                content = spec.get_file().read_bytes()
                if len(content) <= MOST_BYTES:
                    yield AttachedXml(name, content, str(spec.relationship or "")[1:])
    except DAMAGE:
        return
