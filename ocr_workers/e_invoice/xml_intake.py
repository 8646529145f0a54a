"""An invoice that comes as data alone: XML, or XML inside a signature (CAdES, as Italy signs it).

Runs inside the sandbox only.
"""

from __future__ import annotations

from xml.etree.ElementTree import Element

from ocr_workers.e_invoice.signed_content import signed_content
from ocr_workers.e_invoice.syntaxes import READERS
from ocr_workers.e_invoice.xml_tree import XmlRefused, name_of, parse
from paper.errors import XmlBroken, XmlUnknown
from paper.file_types import MediaType, media_type_of


def xml_of(file: bytes) -> bytes:
    """The XML of a file: the file itself, or what a signature holds.

    Raises:
        SignatureBroken: The signature does not fit its content, or cannot be opened.
        FileUnknownType: It holds something else than XML.
    """
    return signed_content(file) if media_type_of(file) == MediaType.SIGNED else file


def invoice_root(file: bytes) -> Element:
    """The root of an invoice.

    Raises:
        XmlBroken: It is not well-formed, too large, or declares a document type.
        XmlUnknown: It is no invoice of a syntax that is read.
        SignatureBroken: It is signed, and its signature does not fit.
    """
    try:
        root = parse(xml_of(file))
    except XmlRefused as error:
        raise XmlBroken from error
    if name_of(root) not in READERS:
        raise XmlUnknown
    return root
