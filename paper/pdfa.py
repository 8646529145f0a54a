"""Searchable documents for the archive: PDF/A-2b (ISO 19005-2), an image per page with its text under it.

Pages that were born digital are kept as they are, where PDF/A takes them; where files
travel inside, the document is PDF/A-3b (ISO 19005-3).

The same input gives the same bytes, so a document that is written again is known
to be the same. Decision and what was weighed: ADR 0003.
"""

from __future__ import annotations

import contextlib
import functools
import io
from collections.abc import Sequence
from dataclasses import dataclass

import pikepdf
from PIL import ImageCms

from paper.glyphless_font import add_font
from paper.pdfa_attachments import Attachment, attach
from paper.pdfa_images import Bilevel, Raster, add_image
from paper.pdfa_layers import add_layers, are_layers
from paper.pdfa_text import PlacedLine, text_operators
from paper.pdfa_xmp import PdfaMetadata, XmpExtension, describe

__all__ = ["Attachment", "KeptPage", "PdfaMetadata", "PdfaPage", "XmpExtension", "srgb_profile", "write_pdfa"]

POINTS_PER_INCH = 72.0
DEFAULT_QUALITY = 75
PART, PART_WITH_FILES = 2, 3

# ISO 32000-1, Annex C.2: what readers of the time could show; a larger page is written at this size.
MAX_PAGE_PT = 14_400.0
MIN_PAGE_PT = 3.0

# Header fields of an ICC profile (ICC.1:2010, 7.2): version, and the time it was made.
ICC_VERSION = slice(8, 12)
ICC_MADE = slice(24, 36)
ICC_V4_2 = bytes((4, 0x20, 0, 0))
ICC_FIXED_DATE = b"".join(part.to_bytes(2) for part in (2026, 1, 1, 0, 0, 0))


@dataclass(frozen=True, slots=True)
class KeptPage:
    """A page that goes in as it is: what `paper.pdfa_keep.keep_pages` wrote, and which page of that, from 0."""

    file: bytes
    index: int


@dataclass(frozen=True, slots=True)
class PdfaPage:
    """A page that is a picture.

    Attributes:
        image: A grey or RGB JPEG file, kept byte by byte; what `paper.pdfa_layers` wrote; a bool raster (True is ink),
            kept exactly as CCITT G4; or a uint8 raster (grey or RGB), compressed as JPEG.
        width_px: Width of the page in the pixels that the boxes count in; the image may have more or fewer.
        height_px: Height likewise.
        dpi: Such pixels per inch: gives the size of the paper.
        lines: The words with their boxes, line by line in reading order.
        quality: JPEG quality for a uint8 raster.
    """

    image: bytes | Bilevel | Raster
    width_px: int
    height_px: int
    dpi: float
    lines: Sequence[PlacedLine] = ()
    quality: int = DEFAULT_QUALITY


def write_pdfa(
    pages: Sequence[PdfaPage | KeptPage],
    metadata: PdfaMetadata,
    attachments: Sequence[Attachment] = (),
    extension: XmpExtension | None = None,
) -> bytes:
    """The pages as one PDF/A-2b file; as PDF/A-3b where files travel inside it.

    Args:
        pages: In order.
        metadata: What the document says of itself.
        attachments: Files to embed.
        extension: What else its metadata says.

    Raises:
        ValueError: There is no page, the time has no zone, or a JPEG is not grey or RGB.
    """
    if not pages:
        raise ValueError("a document needs at least one page")
    if metadata.created.tzinfo is None:
        raise ValueError("the time of creation needs a time zone")
    with pikepdf.new() as pdf, contextlib.ExitStack() as opened:
        _add_pages(pdf, pages, opened)
        _describe(pdf, metadata, attachments, extension)
        saved = io.BytesIO()
        pdf.save(
            saved,
            min_version="1.7",
            deterministic_id=True,
            object_stream_mode=pikepdf.ObjectStreamMode.generate,
            compress_streams=True,
        )
    return saved.getvalue()


def _add_pages(pdf: pikepdf.Pdf, pages: Sequence[PdfaPage | KeptPage], opened: contextlib.ExitStack) -> None:
    kept: dict[int, pikepdf.Pdf] = {}
    font = add_font(pdf) if any(isinstance(page, PdfaPage) for page in pages) else None
    for page in pages:
        if isinstance(page, PdfaPage) and font is not None:
            _add_page(pdf, page, font)
        elif isinstance(page, KeptPage):
            # Out of one source once: pages of a file share their fonts and images in the document too.
            source = kept.get(id(page.file)) or opened.enter_context(pikepdf.open(io.BytesIO(page.file)))
            kept[id(page.file)] = source
            pdf.pages.append(source.pages[page.index])


def _add_page(pdf: pikepdf.Pdf, page: PdfaPage, font: pikepdf.Object) -> None:
    points_per_px = _points_per_px(page)
    width_pt, height_pt = round(page.width_px * points_per_px, 4), round(page.height_px * points_per_px, 4)
    added = pdf.add_blank_page(page_size=(width_pt, height_pt))
    shown, scale_x, scale_y = _shown(pdf, page, width_pt, height_pt)
    added.obj.Resources = pikepdf.Dictionary(
        XObject=pikepdf.Dictionary(Im=shown), Font=pikepdf.Dictionary(F=font)
    )  # fmt: skip
    picture = f"q\n{scale_x:g} 0 0 {scale_y:g} 0 0 cm\n/Im Do\nQ\n".encode()
    added.obj.Contents = pdf.make_stream(picture + text_operators(page.lines, page.height_px, points_per_px, "F"))


def _shown(pdf: pikepdf.Pdf, page: PdfaPage, width_pt: float, height_pt: float) -> tuple[pikepdf.Object, float, float]:
    """What the page shows, and the scale at which it fills the page: an image is 1 by 1, layers have their size."""
    if isinstance(page.image, bytes) and are_layers(page.image):
        layers, width, height = add_layers(pdf, page.image)
        return layers, round(width_pt / width, 8), round(height_pt / height, 8)
    return add_image(pdf, page.image, page.quality), width_pt, height_pt


def _points_per_px(page: PdfaPage) -> float:
    natural = POINTS_PER_INCH / page.dpi
    longest, shortest = max(page.width_px, page.height_px), min(page.width_px, page.height_px)
    return max(min(natural, MAX_PAGE_PT / longest), MIN_PAGE_PT / shortest)


def _describe(
    pdf: pikepdf.Pdf, metadata: PdfaMetadata, attachments: Sequence[Attachment], extension: XmpExtension | None
) -> None:
    _add_output_intent(pdf)
    pdf.Root.ViewerPreferences = pikepdf.Dictionary(DisplayDocTitle=True)
    if metadata.language:
        pdf.Root.Lang = pikepdf.String(metadata.language)
    if attachments:
        attach(pdf, attachments)
    describe(pdf, metadata, PART_WITH_FILES if attachments else PART, extension)


def _add_output_intent(pdf: pikepdf.Pdf) -> None:
    profile = pdf.make_stream(srgb_profile(), N=3, Alternate=pikepdf.Name.DeviceRGB)
    intent = pikepdf.Dictionary(
        Type=pikepdf.Name.OutputIntent,
        S=pikepdf.Name.GTS_PDFA1,
        OutputConditionIdentifier="sRGB",
        Info="sRGB IEC61966-2.1",
        RegistryName="http://www.color.org",
        DestOutputProfile=profile,
    )
    pdf.Root.OutputIntents = pikepdf.Array([pdf.make_indirect(intent)])


@functools.cache
def srgb_profile() -> bytes:
    """An sRGB profile as LittleCMS builds it ("No copyright, use freely"), with version and date held fixed."""
    profile = bytearray(ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes())
    profile[ICC_VERSION] = ICC_V4_2
    profile[ICC_MADE] = ICC_FIXED_DATE
    return bytes(profile)
