"""Whether a page on which nothing is to be seen is empty because its content is damaged.

Renderers draw what they can, a broken image as a black or white area, and say
nothing about the rest. Such a page would be dropped as blank, so before that its
content is asked whether it can be decoded at all; the blank back of a scanned
sheet can.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from itertools import islice

import pikepdf

from paper.safe_image import DECODER_COMPLAINTS, Raster
from paper.safe_pdf import PDF_COMPLAINTS

CANNOT_TELL = (
    pikepdf.DependencyError,
    pikepdf.HifiPrintImageNotTranscodableError,
    pikepdf.NotExtractableError,
    pikepdf.UnsupportedImageTypeError,
)

MAX_IMAGES = 100
MAX_IMAGE_PIXELS = 200_000_000


def is_empty_by_damage(raster: Raster, file: bytes, number: int) -> bool:
    """Whether the page is of one colour although there is something on it, which cannot be decoded."""
    if not is_of_one_colour(raster):
        return False
    try:
        with pikepdf.open(io.BytesIO(file)) as pdf:
            page = pdf.pages[number - 1]
            return _has_broken_content(page) or any(_is_broken(image) for image in _images_of(page))
    except PDF_COMPLAINTS:
        return False


def is_of_one_colour(raster: Raster) -> bool:
    """Whether nothing at all is to be seen."""
    return bool(raster.min() == raster.max())


def _has_broken_content(page: pikepdf.Page) -> bool:
    contents = page.get("/Contents")
    streams = list(contents) if isinstance(contents, pikepdf.Array) else [contents]
    try:
        for stream in streams:
            if isinstance(stream, pikepdf.Stream):
                stream.read_bytes()
    except pikepdf.DataDecodingError:
        return True
    return False


def _images_of(page: pikepdf.Page) -> Iterator[pikepdf.Stream]:
    for image in islice(page.get_images().values(), MAX_IMAGES):
        if isinstance(image, pikepdf.Stream):
            yield image


def _is_broken(image: pikepdf.Stream) -> bool:
    if int(image.get("/Width", 0)) * int(image.get("/Height", 0)) > MAX_IMAGE_PIXELS:
        return False
    try:
        pikepdf.PdfImage(image).as_pil_image().load()
    except CANNOT_TELL:
        return False
    except DECODER_COMPLAINTS + PDF_COMPLAINTS:
        return True
    return False
