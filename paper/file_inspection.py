"""Sandbox tasks of intake: what a received file is, whether it keeps within the limits, and its pages one by one.

    inspect        values: file_name, limits {max_pages, max_pixels, max_unpacked_bytes}; blob: the file
                   answer: media_type, extension, pages [{number, width_px, height_px, dpi, born_digital, cause}]
    extract_pages  values: pages [numbers from 1]; blob: a PDF or TIFF
                   answer: blob: a file of the same type with these pages only

`cause` is None, or the code of the error that this one page has while others are
well; a file of which no page is well is refused with that error.
"""

from __future__ import annotations

import io
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from itertools import islice
from typing import Any

import numpy as np
import pypdfium2 as pdfium
from PIL import Image
from PIL.TiffImagePlugin import AppendingTiffWriter

from paper.errors import (
    FileBroken,
    FileTooManyPages,
    FileUnknownType,
    FileUnpacksTooLarge,
    PageTooLarge,
    PageUnreadable,
)
from paper.file_types import DATA_TYPES, MediaType, media_type_of
from paper.pdf_text import is_born_digital
from paper.pdf_weight import check_weight
from paper.safe_image import DECODER_COMPLAINTS, FrameFacts, decode, open_image, page_of, pages_of
from paper.safe_pdf import DEFAULT_DPI, PDF_COMPLAINTS, PageSize, extract_pages, open_with_pdfium, size_of
from paper.sandbox_wire import TaskResult


@dataclass(frozen=True, slots=True)
class FileLimits:
    """What one file may hold: pages, pixels of its largest page, bytes when unpacked."""

    max_pages: int
    max_pixels: int
    max_unpacked_bytes: int


@dataclass(frozen=True, slots=True)
class PageFacts:
    """A page as it will be read; `cause` is the code of the error that keeps it from being read."""

    number: int
    width_px: int
    height_px: int
    dpi: float
    born_digital: bool
    cause: str | None = None


def inspect(values: dict[str, Any], blobs: tuple[bytes, ...]) -> TaskResult:
    """Task: what the file is.

    Raises:
        PaperError: It is none that can be read, or breaks a limit.
    """
    file = blobs[0]
    media_type = media_type_of(file)
    if media_type in DATA_TYPES:
        # Whoever knows what the data mean makes pages of them, and has those inspected.
        raise FileUnknownType
    limits = FileLimits(**values["limits"])
    pages = _pdf_pages(file, limits) if media_type == MediaType.PDF else _image_pages(file, media_type, limits)
    facts = [asdict(page) for page in pages]
    return TaskResult({"media_type": media_type, "extension": media_type.extension, "pages": facts})


def extract(values: dict[str, Any], blobs: tuple[bytes, ...]) -> TaskResult:
    """Task: some pages of a PDF or TIFF as a file of the same type.

    Raises:
        PaperError: The file or one of the pages cannot be read.
    """
    file, numbers = blobs[0], [int(number) for number in values["pages"]]
    match media_type_of(file):
        case MediaType.PDF:
            return TaskResult({"media_type": MediaType.PDF}, (extract_pages(file, numbers),))
        case MediaType.TIFF:
            return TaskResult({"media_type": MediaType.TIFF}, (_extract_frames(file, numbers),))
        case _:
            raise FileUnknownType


def _pdf_pages(file: bytes, limits: FileLimits) -> list[PageFacts]:
    document = open_with_pdfium(file)
    _check_count(len(document), limits)
    check_weight(file, limits.max_unpacked_bytes)
    return _some_well([_pdf_page(document, number, limits) for number in range(1, len(document) + 1)], limits)


def _pdf_page(document: pdfium.PdfDocument, number: int, limits: FileLimits) -> PageFacts:
    try:
        page = document[number - 1]
        size = size_of(page, number, DEFAULT_DPI, limits.max_pixels)
        facts = PageFacts(number, size.width_px, size.height_px, size.dpi, is_born_digital(page))
        page.close()
    except PageTooLarge as error:
        return PageFacts(number, 0, 0, 0.0, born_digital=False, cause=error.code)
    except PDF_COMPLAINTS:
        # The renderer has a second opinion (poppler), so an odd page is not yet a lost one.
        size = PageSize(0, 0, DEFAULT_DPI)
        return PageFacts(number, size.width_px, size.height_px, size.dpi, born_digital=False)
    return facts


def _image_pages(file: bytes, media_type: MediaType, limits: FileLimits) -> list[PageFacts]:
    image = open_image(file, media_type)
    frames = list(islice(pages_of(image, media_type), limits.max_pages + 1))
    if not frames:
        raise FileBroken
    _check_count(len(frames), limits)
    pages = _some_well([_image_page(frame, n, limits) for n, frame in enumerate(frames, start=1)], limits)
    unpacked = sum(frame.unpacked_bytes for frame in frames)
    if unpacked > limits.max_unpacked_bytes:
        raise FileUnpacksTooLarge(unpacked_bytes=unpacked, max_unpacked_bytes=limits.max_unpacked_bytes)
    if len(frames) == 1:
        _check_whole(image, frames[0], limits)
    return pages


def _image_page(frame: FrameFacts, number: int, limits: FileLimits) -> PageFacts:
    too_large = frame.width_px * frame.height_px > limits.max_pixels
    cause = PageTooLarge.code if too_large else None
    return PageFacts(number, frame.width_px, frame.height_px, frame.dpi, born_digital=False, cause=cause)


def _check_whole(image: Image.Image, frame: FrameFacts, limits: FileLimits) -> None:
    """A single image is decoded once on the way in: the sender of half a photo should hear of it at once."""
    try:
        decode(image, frame, 1, limits.max_pixels)
    except PageUnreadable as error:
        raise FileBroken from error


def _check_count(pages: int, limits: FileLimits) -> None:
    if pages > limits.max_pages:
        raise FileTooManyPages(pages=pages, max_pages=limits.max_pages)


def _some_well(pages: list[PageFacts], limits: FileLimits) -> list[PageFacts]:
    """The pages, if at least one of them can be read."""
    if any(page.cause is None for page in pages):
        return pages
    worst = pages[0]
    raise PageTooLarge(page=1, pixels=worst.width_px * worst.height_px, max_pixels=limits.max_pixels)


def _extract_frames(file: bytes, numbers: Sequence[int]) -> bytes:
    """These pages of a TIFF; pixels stay as they are, compression is lossless."""
    saved = io.BytesIO()
    image = open_image(file, MediaType.TIFF)
    with AppendingTiffWriter(saved, new=True) as writer:
        for number in numbers:
            facts = page_of(image, MediaType.TIFF, number)
            _append_frame(writer, image, number, facts.dpi)
    return saved.getvalue()


def _append_frame(writer: AppendingTiffWriter, image: Image.Image, number: int, dpi: float) -> None:
    resolution = image.info.get("dpi", (dpi, dpi))
    try:
        image.load()
        frame = Image.fromarray(np.asarray(image)) if image.mode == "1" else image.copy()
        compression = "group4" if image.mode == "1" else "tiff_adobe_deflate"
        frame.save(writer, "TIFF", compression=compression, dpi=resolution)
        writer.newFrame()
    except DECODER_COMPLAINTS as error:
        raise PageUnreadable(page=number) from error


TASKS: dict[str, Callable[[dict[str, Any], tuple[bytes, ...]], TaskResult]] = {
    "inspect": inspect,
    "extract_pages": extract,
}

__all__ = ["TASKS", "FileLimits", "PageFacts", "extract", "inspect"]
