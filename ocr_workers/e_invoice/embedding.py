"""Which files travel inside a document's PDF/A-3: its invoice as data, and the received file where that is wished."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Sequence
from pathlib import PurePath
from xml.etree.ElementTree import Element

from ocr_workers.e_invoice.embedded import attached_invoice
from ocr_workers.e_invoice.xml_tree import XmlRefused, name_of, parse, text_at
from paper.file_types import MediaType
from paper.pdfa import Attachment, XmpExtension
from paper.pdfa_attachments import Relationship

XML = "text/xml"
FACTUR_X_NAMES = ("factur-x.xml", "xrechnung.xml")
GUIDELINE = "ExchangedDocumentContext/GuidelineSpecifiedDocumentContextParameter/ID"

# Factur-X 1.07, section 6.2: the guideline's identifier ends in the profile; XMP knows the profile by these names.
PROFILES = (
    ("minimum", "MINIMUM"),
    ("basicwl", "BASIC WL"),
    ("basic", "BASIC"),
    ("extended", "EXTENDED"),
    ("xrechnung", "XRECHNUNG"),
    ("urn:cen.eu:en16931:2017", "EN 16931"),
)
MEANINGS = {
    "DocumentFileName": "The name of the embedded XML document",
    "DocumentType": "The type of the hybrid document in capital letters, e.g. INVOICE or ORDER",
    "Version": "The actual version of the standard applying to the embedded XML document",
    "ConformanceLevel": "The conformance level of the embedded XML document",
}


def files_to_embed(
    file: bytes, media_type: str, name: str, at: datetime.datetime, *, embeds_received: bool
) -> Iterator[Attachment]:
    """What of a received file travels along.

    Args:
        file: The received file; the document is all of it.
        media_type: What it is.
        name: What it was called; may be empty.
        at: When it was received, which is the last change that is known of.
        embeds_received: Whether the received file is wished inside.
    """
    if media_type == MediaType.PDF:
        invoice = attached_invoice(file)
        if invoice is not None:
            yield Attachment(
                invoice.name, invoice.content, XML, _stated_relationship(invoice.relationship), at, "Invoice data"
            )
    if media_type in (MediaType.XML, MediaType.SIGNED):
        own = PurePath(name).name or f"invoice.{MediaType(media_type).extension}"
        yield Attachment(own, file, _embedded_type(media_type), Relationship.SOURCE, at, "Invoice data, as received")
    elif embeds_received:
        own = PurePath(name).name or f"received.{MediaType(media_type).extension}"
        yield Attachment(own, file, media_type, Relationship.SOURCE, at, "The file as received")


def stated_extension(files: Sequence[Attachment]) -> XmpExtension | None:
    """What a Factur-X document says of its data (Factur-X 1.07, section 6.2); None where it is none."""
    for each in files:
        if each.name in FACTUR_X_NAMES and each.media_type == XML:
            level = _conformance_level(each.content)
            if level is not None:
                return XmpExtension(
                    schema="Factur-X PDFA Extension Schema",
                    namespace="urn:factur-x:pdfa:CrossIndustryDocument:invoice:1p0#",
                    prefix="fx",
                    facts={
                        "DocumentType": "INVOICE",
                        "DocumentFileName": each.name,
                        "Version": "1.0",
                        "ConformanceLevel": level,
                    },
                    meanings=MEANINGS,
                )
    return None


def _conformance_level(content: bytes) -> str | None:
    try:
        root = parse(content)
    except XmlRefused:
        return None
    return None if name_of(root) != "CrossIndustryInvoice" else _level(root)


def _level(root: Element) -> str | None:
    guideline = text_at(root, GUIDELINE) or ""
    return next((level for word, level in PROFILES if word in guideline), None)


def _stated_relationship(stated: str) -> Relationship:
    """What the sender says that the data are to the page; who says nothing means the same invoice in another form."""
    known = {each.value: each for each in Relationship}
    return known.get(stated, Relationship.ALTERNATIVE)


def _embedded_type(media_type: str) -> str:
    return XML if media_type == MediaType.XML else media_type
