"""Which formats are read, and how a file's content tells them apart; its name never does.

A file that is two formats at once is the one that starts at its first byte: that
is what an image decoder sees, and a PDF reader that accepts leading garbage does not.
"""

from __future__ import annotations

import enum

from paper.errors import FileEmpty, FileUnknownType

# ISO 32000-1, Annex H, implementation note 13: readers accept the header within the first 1024 bytes.
PDF_HEADER_WITHIN = 1024

# ISO/IEC 23008-12: brands of still images in HEVC, and the general ones that cameras put first.
HEIF_BRANDS = frozenset({b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"mif1", b"msf1"})


class MediaType(enum.StrEnum):
    """A format that is read, as its media type."""

    PDF = "application/pdf"
    TIFF = "image/tiff"
    JPEG = "image/jpeg"
    PNG = "image/png"
    WEBP = "image/webp"
    HEIC = "image/heic"

    @property
    def extension(self) -> str:
        """What files of this format end in, without the dot."""
        return _EXTENSIONS[self]


_EXTENSIONS = {
    MediaType.PDF: "pdf",
    MediaType.TIFF: "tif",
    MediaType.JPEG: "jpg",
    MediaType.PNG: "png",
    MediaType.WEBP: "webp",
    MediaType.HEIC: "heic",
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
    raise FileUnknownType


def _heif_brands(file: bytes) -> set[bytes]:
    """Major and compatible brands of an ISO base media file (ISO/IEC 14496-12, 4.3)."""
    end = min(int.from_bytes(file[:4]), 256)
    return {file[8:12], *(file[at : at + 4] for at in range(16, end, 4))}
