"""Image files, looked at before they are decoded, and decoded into one kind of raster.

Runs inside the sandbox only. Sizes are checked on the header; an image that lies
about its size meets the sandbox's memory limit instead.
"""

from __future__ import annotations

import contextlib
import io
import struct
import warnings
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import pi_heif
from numpy.typing import NDArray
from PIL import Image, ImageCms

from paper.errors import FileBroken, PageMissing, PageTooLarge, PageUnreadable
from paper.file_types import MediaType

Raster = NDArray[np.uint8]

# The limits of `paper` are checked before anything is decoded, and are stricter than Pillow's own.
Image.MAX_IMAGE_PIXELS = None
pi_heif.register_heif_opener()

PILLOW_FORMATS = {
    MediaType.TIFF: ("TIFF",),
    MediaType.JPEG: ("JPEG", "MPO"),
    MediaType.PNG: ("PNG",),
    MediaType.WEBP: ("WEBP",),
    MediaType.HEIC: ("HEIF",),
}

# Only these hold pages one after the other. The further images of a camera's JPEG or HEIC are previews and depth maps.
PAGED = frozenset({MediaType.TIFF, MediaType.WEBP})

# What decoders raise on broken input beside their own errors; Pillow's parsers meet garbage as it comes.
DECODER_COMPLAINTS = (
    ArithmeticError,
    AssertionError,
    AttributeError,
    EOFError,
    LookupError,
    OSError,
    RuntimeError,
    SyntaxError,
    TypeError,
    ValueError,
    Image.DecompressionBombError,
    ImageCms.PyCMSError,
    struct.error,
)

TAG_SUBFILE_TYPE, TAG_OLD_SUBFILE_TYPE, TAG_ORIENTATION = 254, 255, 274
TURNS = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}
SIDEWAYS = (TURNS[5], TURNS[6], TURNS[7], TURNS[8])
REDUCED_RESOLUTION, OLD_REDUCED_RESOLUTION = 1, 2

A4_LONG_IN, A4_SHORT_IN = 297 / 25.4, 210 / 25.4
LARGEST_PAPER_IN = 36.0
SMALLEST_PAPER_IN = 1.5
MIN_DPI, MAX_DPI = 50.0, 2400.0
COLOUR_SPREAD = 24
COLOURED_SHARE = 1e-4
SAMPLED_EVERY = 4


@dataclass(frozen=True, slots=True)
class FrameFacts:
    """An image as its header describes it, upright and with square pixels.

    Attributes:
        frame: Which image of the file it is, from 0.
        width_px: Columns after turning by the camera's orientation.
        height_px: Rows, likewise.
        dpi: Resolution that the header names, or a guess where it names none that can be true.
        unpacked_bytes: What decoding it takes.
        turn: What makes it upright, where it is not.
    """

    frame: int
    width_px: int
    height_px: int
    dpi: float
    unpacked_bytes: int
    turn: Image.Transpose | None


def open_image(file: bytes, media_type: MediaType) -> Image.Image:
    """The file's first image with nothing but its header read.

    Raises:
        FileBroken: Not even the header can be read.
    """
    try:
        with _quiet():
            return Image.open(io.BytesIO(file), formats=PILLOW_FORMATS[media_type])
    except DECODER_COMPLAINTS as error:
        raise FileBroken from error


def pages_of(image: Image.Image, media_type: MediaType) -> Iterator[FrameFacts]:
    """The images that are pages, one after the other; previews at reduced resolution are passed over.

    A file whose later frames cannot be reached ends where they begin.
    """
    frame = 0
    while True:
        try:
            with _quiet():
                image.seek(frame)
                facts = _facts(image, frame)
                is_page = not _is_preview(image)
        except DECODER_COMPLAINTS:
            return
        if is_page:
            yield facts
        frame += 1
        if media_type not in PAGED:
            return


def page_of(image: Image.Image, media_type: MediaType, number: int) -> FrameFacts:
    """The page with this number, from 1; the image is left standing at it.

    Raises:
        PageMissing: The file ends before.
    """
    count = 0
    for facts in pages_of(image, media_type):
        count += 1
        if count == number:
            return facts
    raise PageMissing(page=number, pages=count)


def decode(
    image: Image.Image, facts: FrameFacts, number: int, max_pixels: int, *, keeps_false_colour: bool = False
) -> Raster:
    """The page's pixels: upright, square, rows x columns grey or rows x columns x 3 RGB, on white.

    Colours that are only noise become grey, unless `keeps_false_colour`.

    Raises:
        PageTooLarge: The header names more than `max_pixels`.
        PageUnreadable: The data behind the header is damaged.
    """
    pixels = facts.width_px * facts.height_px
    if pixels > max_pixels:
        raise PageTooLarge(page=number, pixels=pixels, max_pixels=max_pixels)
    try:
        with _quiet():
            image.load()
            plain = _plain(image if facts.turn is None else image.transpose(facts.turn))
            if plain.size != (facts.width_px, facts.height_px):
                plain = plain.resize((facts.width_px, facts.height_px), Image.Resampling.BICUBIC)
            raster = np.asarray(plain, dtype=np.uint8)
            return np.ascontiguousarray(raster) if keeps_false_colour else without_false_colour(raster)
    except DECODER_COMPLAINTS as error:
        raise PageUnreadable(page=number) from error


def without_false_colour(raster: Raster) -> Raster:
    """The raster as grey where its colours are only noise, untouched where something on it is coloured."""
    if raster.ndim == 2:
        return np.ascontiguousarray(raster)
    sample = raster[::SAMPLED_EVERY, ::SAMPLED_EVERY].astype(np.int16)
    spread = sample.max(axis=2) - sample.min(axis=2)
    if float((spread > COLOUR_SPREAD).mean()) > COLOURED_SHARE:
        return np.ascontiguousarray(raster)
    return np.asarray(Image.fromarray(raster).convert("L"), dtype=np.uint8)


@contextlib.contextmanager
def _quiet() -> Iterator[None]:
    """Decoders warn about what we judge ourselves."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        yield


def _facts(image: Image.Image, frame: int) -> FrameFacts:
    width, height = image.size
    if width <= 0 or height <= 0:
        raise ValueError("an image without pixels")
    dpi_x, dpi_y = _dpi(image)
    dpi = max(dpi_x, dpi_y)
    width, height = round(width * dpi / dpi_x), round(height * dpi / dpi_y)
    turn = _turn_of(image)
    if turn in SIDEWAYS:
        width, height = height, width
    return FrameFacts(frame, width, height, round(dpi, 2), width * height * _bytes_per_pixel(image), turn)


def _turn_of(image: Image.Image) -> Image.Transpose | None:
    """How the camera wants its picture turned; asked of the header alone."""
    # Pillow turns TIFF by itself and already names the turned size. Of PNG it would decode the pixels to look
    # for the tag behind them.
    if image.format == "TIFF" or (image.format == "PNG" and "exif" not in image.info):
        return None
    return TURNS.get(image.getexif().get(TAG_ORIENTATION, 1))


def _bytes_per_pixel(image: Image.Image) -> int:
    wide = 4 if image.mode in ("I", "F") else 1
    return max(len(image.getbands()), wide)


def _dpi(image: Image.Image) -> tuple[float, float]:
    """Horizontal and vertical resolution; a fax has different ones."""
    try:
        dpi_x, dpi_y = (float(value) for value in image.info.get("dpi", (0, 0)))
    except (TypeError, ValueError, ZeroDivisionError):
        dpi_x = dpi_y = 0.0
    if _is_plausible(image.width, dpi_x) and _is_plausible(image.height, dpi_y) and 0.4 < dpi_x / dpi_y < 2.5:
        return dpi_x, dpi_y
    guess = _dpi_of_full_a4(image.width, image.height)
    return guess, guess


def _is_plausible(length_px: int, dpi: float) -> bool:
    return MIN_DPI <= dpi <= MAX_DPI and SMALLEST_PAPER_IN <= length_px / dpi <= LARGEST_PAPER_IN


def _dpi_of_full_a4(width_px: int, height_px: int) -> float:
    """The resolution at which the image just fits on A4: how a letter is usually photographed."""
    long_px, short_px = max(width_px, height_px), min(width_px, height_px)
    return min(max(long_px / A4_LONG_IN, short_px / A4_SHORT_IN, MIN_DPI), MAX_DPI)


def _is_preview(image: Image.Image) -> bool:
    tags = getattr(image, "tag_v2", {})
    reduced = int(tags.get(TAG_SUBFILE_TYPE, 0)) & REDUCED_RESOLUTION
    return bool(reduced) or tags.get(TAG_OLD_SUBFILE_TYPE) == OLD_REDUCED_RESOLUTION


def _plain(image: Image.Image) -> Image.Image:
    """The image in mode L or RGB."""
    if image.has_transparency_data:
        return _on_white(image)
    match image.mode:
        case "L" | "RGB":
            return image
        case "1":
            return image.convert("L")
        case "I" | "F" | "I;16" | "I;16L" | "I;16B" | "I;16N":
            return _from_deep_grey(image)
        case "LAB":
            return _from_lab(image)
        case _:
            return image.convert("RGB")


def _from_deep_grey(image: Image.Image) -> Image.Image:
    values = np.asarray(image).astype(np.float64)
    top = float(values.max(initial=0.0))
    full = next((limit for limit in (1.0, 255.0, 65_535.0) if top <= limit), top)
    if image.mode.startswith("I;16"):
        full = 65_535.0
    return Image.fromarray(np.clip(values / full * 255.0, 0, 255).round().astype(np.uint8))


def _from_lab(image: Image.Image) -> Image.Image:
    lab, srgb = ImageCms.createProfile("LAB"), ImageCms.createProfile("sRGB")
    transform = ImageCms.buildTransform(lab, srgb, "LAB", "RGB")
    return ImageCms.applyTransform(image, transform) or image.convert("RGB")


def _on_white(image: Image.Image) -> Image.Image:
    layered = image.convert("RGBA")
    page = Image.new("RGBA", layered.size, (255, 255, 255, 255))
    return Image.alpha_composite(page, layered).convert("RGB")
