"""Page images as PDF image objects: JPEG as it is, black and white as CCITT G4, other rasters as JPEG or deflated."""

from __future__ import annotations

import io
import zlib

import numpy as np
import pikepdf
from numpy.typing import NDArray
from PIL import Image
from PIL.TiffImagePlugin import TiffImageFile

from paper.exact_pixels import CodedPixels, as_png_codes, shortest_code

Bilevel = NDArray[np.bool_]
Raster = NDArray[np.uint8]

COLOUR_SPACES = {"L": pikepdf.Name.DeviceGray, "RGB": pikepdf.Name.DeviceRGB}
TAG_STRIP_OFFSETS, TAG_STRIP_BYTES = 273, 279
ONE_STRIP = 2**31 - 1
WHITE = 255
DEFLATE_LEVEL, MOST_MEMORY = 6, 9
WORTH_PACKING = 0.95
PALETTE_COLOURS = 256


def add_image(pdf: pikepdf.Pdf, image: bytes | Bilevel | Raster, quality: int) -> pikepdf.Stream:
    """The image as an object of `pdf`.

    Args:
        pdf: The document that it becomes part of.
        image: A JPEG file, kept byte by byte; a bool raster (True is ink), kept exactly; or a uint8 raster
            (rows x columns grey, or rows x columns x 3 RGB), compressed as JPEG.
        quality: JPEG quality for a uint8 raster.

    Raises:
        ValueError: The JPEG is not grey or RGB, which PDF/A with an sRGB output intent asks for.
    """
    if isinstance(image, bytes):
        return _jpeg(pdf, image)
    if image.dtype == np.bool_:
        return _ccitt(pdf, image.astype(np.bool_, copy=False))
    encoded = io.BytesIO()
    Image.fromarray(image).save(encoded, "JPEG", quality=quality, optimize=True)
    return _jpeg(pdf, encoded.getvalue())


def _jpeg(pdf: pikepdf.Pdf, file: bytes) -> pikepdf.Stream:
    with Image.open(io.BytesIO(file), formats=("JPEG",)) as header:
        mode, (width, height) = header.mode, header.size
    if mode not in COLOUR_SPACES:
        raise ValueError(f"a page image must be a grey or RGB JPEG, not {mode}; convert it first")
    entries = _entries(width, height, COLOUR_SPACES[mode], 8)
    # Scanners code their JPEGs hastily: deflated once more, the same file is a fifth smaller.
    packer = zlib.compressobj(DEFLATE_LEVEL, memLevel=MOST_MEMORY)
    packed = packer.compress(file) + packer.flush()
    if len(packed) > WORTH_PACKING * len(file):
        entries.Filter = pikepdf.Name.DCTDecode
        return pikepdf.Stream(pdf, file, entries)
    entries.Filter = pikepdf.Array([pikepdf.Name.FlateDecode, pikepdf.Name.DCTDecode])
    return pikepdf.Stream(pdf, packed, entries)


def add_exact(pdf: pikepdf.Pdf, raster: Raster) -> pikepdf.Stream:
    """A uint8 raster (grey or RGB) without any loss, in the least that it needs.

    CCITT G4 if it is black and white, grey if all its channels agree, a palette if it has few colours;
    else deflated in the way that is shortest for it.
    """
    plain = _without_needless_channels(raster)
    if plain.ndim == 2 and not np.any((plain != 0) & (plain != WHITE)):
        return _ccitt(pdf, plain == 0)
    image = Image.fromarray(plain)
    colours = image.getcolors(PALETTE_COLOURS) if plain.ndim == 3 else None
    if colours is None:
        return _deflated(pdf, plain)
    indexed = image.quantize(len(colours), method=Image.Quantize.FASTOCTREE, dither=Image.Dither.NONE)
    if not np.array_equal(np.asarray(indexed.convert("RGB")), plain):
        return _deflated(pdf, plain)
    palette = bytes(indexed.getpalette("RGB") or ())
    space = pikepdf.Array(
        [pikepdf.Name.Indexed, pikepdf.Name.DeviceRGB, len(palette) // 3 - 1, pikepdf.String(palette)]
    )
    return _flate(pdf, as_png_codes(indexed), plain.shape[:2], space)


def _without_needless_channels(raster: Raster) -> Raster:
    """A grey raster for an RGB one whose channels are all the same."""
    if raster.ndim == 2:
        return raster
    red, green, blue = (raster[..., channel] for channel in range(3))
    return red.copy() if np.array_equal(red, green) and np.array_equal(green, blue) else raster


def _deflated(pdf: pikepdf.Pdf, raster: Raster) -> pikepdf.Stream:
    space = pikepdf.Name.DeviceRGB if raster.ndim == 3 else pikepdf.Name.DeviceGray
    return _flate(pdf, shortest_code(raster), raster.shape, space)


def _flate(pdf: pikepdf.Pdf, code: CodedPixels, shape: tuple[int, ...], space: pikepdf.Object) -> pikepdf.Stream:
    """Coded pixels as an image; PDF takes PNG's predictors as they are (ISO 32000-1, 7.4.4.4)."""
    entries = _entries(shape[1], shape[0], space, code.bits)
    entries.Filter = pikepdf.Name.FlateDecode
    if code.is_predicted:
        entries.DecodeParms = pikepdf.Dictionary(
            Predictor=15, Colors=3 if len(shape) == 3 else 1, BitsPerComponent=code.bits, Columns=shape[1]
        )
    return pikepdf.Stream(pdf, code.data, entries)


def add_stencil(pdf: pikepdf.Pdf, ink: Bilevel) -> pikepdf.Stream:
    """A bool raster as a stencil (ISO 32000-1, 8.9.6.2): ink takes the colour of the moment, the rest nothing."""
    stencil = _ccitt(pdf, ink)
    del stencil.ColorSpace
    stencil.ImageMask = True
    return stencil


def _ccitt(pdf: pikepdf.Pdf, ink: Bilevel) -> pikepdf.Stream:
    height, width = ink.shape
    entries = _entries(width, height, pikepdf.Name.DeviceGray, 1)
    entries.Filter = pikepdf.Name.CCITTFaxDecode
    entries.DecodeParms = pikepdf.Dictionary(K=-1, Columns=width, Rows=height, BlackIs1=False)
    return pikepdf.Stream(pdf, ccitt_g4(ink), entries)


def ccitt_g4(ink: Bilevel) -> bytes:
    """CCITT T.6 code of a bool raster, ink as black runs; lifted out of the TIFF that libtiff writes."""
    tiff = io.BytesIO()
    # libtiff codes ones as black runs whatever the TIFF says that they mean, so ink goes in as ones.
    Image.fromarray(ink).save(tiff, "TIFF", compression="group4", strip_size=ONE_STRIP)
    with TiffImageFile(io.BytesIO(tiff.getvalue())) as written:
        offsets, lengths = written.tag_v2[TAG_STRIP_OFFSETS], written.tag_v2[TAG_STRIP_BYTES]
    if len(offsets) != 1:
        raise RuntimeError("libtiff wrote more than the one strip that was asked for; report which Pillow this is")
    return tiff.getvalue()[offsets[0] : offsets[0] + lengths[0]]


def _entries(width: int, height: int, space: pikepdf.Object, bits: int) -> pikepdf.Dictionary:
    return pikepdf.Dictionary(
        Type=pikepdf.Name.XObject,
        Subtype=pikepdf.Name.Image,
        Width=width,
        Height=height,
        ColorSpace=space,
        BitsPerComponent=bits,
    )
