"""Which formats are read, and how a file's content tells them apart; its name never does.

A file that is two formats at once is the one that starts at its first byte: that
is what an image decoder sees, and a PDF reader that accepts leading garbage does not.
"""

from __future__ import annotations

import base64
import binascii
import enum
import re

from paper.errors import FileEmpty, FileUnknownType

# ISO 32000-1, Annex H, implementation note 13: readers accept the header within the first 1024 bytes.
PDF_HEADER_WITHIN = 1024

# ISO/IEC 23008-12: brands of still images in HEVC, and the general ones that cameras put first.
HEIF_BRANDS = frozenset({b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"mif1", b"msf1"})


# Object identifier 1.2.840.113549.1.7.2 (RFC 5652, 5.1), which comes right after the outermost length.
SIGNED_DATA = b"\x06\x09\x2a\x86\x48\x86\xf7\x0d\x01\x07\x02"
SIGNED_WITHIN = 120

XML_WITHIN = 256
XML_START = re.compile(rb"<(\?xml\s|!--|[A-Za-z_])")
BYTE_ORDER_MARKS = (
    (b"\xef\xbb\xbf", "utf-8"), (b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be"),
    )  # fmt: skip


class MediaType(enum.StrEnum):
    """A format that is read, as its media type."""

    PDF = "application/pdf"
    TIFF = "image/tiff"
    JPEG = "image/jpeg"
    PNG = "image/png"
    WEBP = "image/webp"
    HEIC = "image/heic"
    XML = "application/xml"
    SIGNED = "application/pkcs7-mime"

    @property
    def extension(self) -> str:
        """What files of this format end in, without the dot."""
        return _EXTENSIONS[self]


DATA_TYPES = frozenset({MediaType.XML, MediaType.SIGNED})
"""What brings no pages of its own: an invoice as data alone, plain or signed."""

_EXTENSIONS = {
    MediaType.PDF: "pdf",
    MediaType.TIFF: "tif",
    MediaType.JPEG: "jpg",
    MediaType.PNG: "png",
    MediaType.WEBP: "webp",
    MediaType.HEIC: "heic",
    MediaType.XML: "xml",
    MediaType.SIGNED: "xml.p7m",
}

_STARTS = (
    (b"\xff\xd8\xff", MediaType.JPEG),
    (b"\x89PNG\r\n\x1a\n", MediaType.PNG),
    (b"II*\x00", MediaType.TIFF),
    (b"MM\x00*", MediaType.TIFF),
    (b"II+\x00", MediaType.TIFF),
    (b"MM\x00+", MediaType.TIFF),
)


def media_type_of(file: bytes) -> MediaType:
    """The format of a file by its content.

    Raises:
        FileEmpty: There is no content.
        FileUnknownType: It is none of the formats that are read.
    """
    if not file:
        raise FileEmpty
    for start, media_type in _STARTS:
        if file.startswith(start):
            return media_type
    if file.startswith(b"RIFF") and file[8:12] == b"WEBP":
        return MediaType.WEBP
    if file[4:8] == b"ftyp" and _heif_brands(file) & HEIF_BRANDS:
        return MediaType.HEIC
    if b"%PDF-" in file[:PDF_HEADER_WITHIN]:
        return MediaType.PDF
    if _is_signed(file):
        return MediaType.SIGNED
    if _is_xml(file):
        return MediaType.XML
    raise FileUnknownType


def _is_signed(file: bytes) -> bool:
    """Whether it is CMS SignedData (RFC 5652), binary or in base64."""
    head = file[:SIGNED_WITHIN]
    if head.startswith(b"\x30"):
        return SIGNED_DATA in head
    text = b"".join(line for line in head.split(b"\n") if not line.startswith(b"-----")).replace(b"\r", b"")
    try:
        decoded = base64.b64decode(text[: len(text) // 4 * 4], validate=True)
    except binascii.Error:
        return False
    return decoded.startswith(b"\x30") and SIGNED_DATA in decoded


def _is_xml(file: bytes) -> bool:
    """Whether it starts as XML does; a web page is none, however it is spelled."""
    head = file[:XML_WITHIN]
    for mark, encoding in BYTE_ORDER_MARKS:
        if head.startswith(mark):
            head = head[len(mark) :].decode(encoding, "ignore").encode()
            break
    text = head.lstrip()
    return bool(XML_START.match(text)) and not text[:5].lower().startswith((b"<html", b"<!doc"))


def _heif_brands(file: bytes) -> set[bytes]:
    """Major and compatible brands of an ISO base media file (ISO/IEC 14496-12, 4.3)."""
    end = min(int.from_bytes(file[:4]), 256)
    return {file[8:12], *(file[at : at + 4] for at in range(16, end, 4))}
