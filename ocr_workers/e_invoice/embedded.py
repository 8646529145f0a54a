"""The invoice inside a file: XML attached to a PDF (Factur-X, ZUGFeRD, Peppol BIS as attachment), or alone.

Runs inside the sandbox only.
"""

from __future__ import annotations

import io
from collections.abc import Iterator

import pikepdf

from ocr_workers.e_invoice.model import EInvoice
from ocr_workers.e_invoice.syntaxes import read_invoice
from ocr_workers.e_invoice.xml_tree import MOST_BYTES, XmlRefused, parse
from paper.file_types import MediaType

KNOWN_NAMES = ("factur-x.xml", "zugferd-invoice.xml", "xrechnung.xml", "order-x.xml")
MOST_ATTACHMENTS = 50
DAMAGE = (pikepdf.PdfError, ValueError, TypeError, KeyError, AttributeError, RuntimeError)
"""What pikepdf raises on attachments that are not what they should be."""


def find_e_invoice(file: bytes, media_type: str) -> EInvoice | None:
    """The invoice that a file brings along; None where it brings none, or none that can be read."""
    documents = _attached(file) if media_type == MediaType.PDF else iter((file,))
    for document in documents:
        try:
            invoice = read_invoice(parse(document))
        except XmlRefused:
            continue
        if invoice is not None:
            return invoice
    return None


def _attached(file: bytes) -> Iterator[bytes]:
    """The XML files attached to a PDF, those with an invoice's usual name first; damaged ones are passed over."""
    try:
        with pikepdf.open(io.BytesIO(file)) as pdf:
            names = [name for name in list(pdf.attachments)[:MOST_ATTACHMENTS] if name.lower().endswith(".xml")]
            for name in sorted(names, key=lambda name: name.lower() not in KNOWN_NAMES):
                content = pdf.attachments[name].get_file().read_bytes()
                if len(content) <= MOST_BYTES:
                    yield content
    except DAMAGE:
        return
