"""Pixels coded without loss in the shortest way that Flate has for them.

What a sensor adds to paper is noise: prediction from the pixels beside (PNG, RFC 2083, 6) doubles it, and looking for
repeats finds none, so that plain counting of grey levels is often a quarter shorter and much faster. On drawn and
smooth pages it is the other way round. Which is shortest for a page is tried on a part of it.
"""

from __future__ import annotations

import io
import zlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from PIL import Image

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Raster = NDArray[np.uint8]

LEVEL, MEMORY = 6, 9
PNG_SIGNATURE = b"\x89PNG\r\n\x1a\n"
PNG_DEPTH = 8
"""Place of the bit depth in a PNG's header."""
STRIPS, STRIP_ROWS = 12, 24
"""How much of a page is tried: strips from top to foot, and rows in each."""


@dataclass(frozen=True, slots=True)
class CodedPixels:
    """Pixels behind Flate.

    Attributes:
        data: The code.
        bits: Bits a channel.
        is_predicted: Whether each row begins with the number of its predictor, as PNG's rows do.
    """

    data: bytes
    bits: int
    is_predicted: bool


def shortest_code(raster: Raster) -> CodedPixels:
    """The shortest code of pixels (uint8, rows x columns, or rows x columns x 3)."""
    sample = _strips(raster)
    return min(CODINGS.values(), key=lambda coding: len(coding(sample).data))(raster)


def as_png_codes(image: Image.Image) -> CodedPixels:
    """An image of any mode that PNG has, coded as PNG does: each row behind the predictor that suits it."""
    file = io.BytesIO()
    image.save(file, "PNG", compress_level=LEVEL)
    header, data = _png_parts(file.getvalue())
    return CodedPixels(data, header[PNG_DEPTH], is_predicted=True)


def _strips(raster: Raster) -> Raster:
    rows = raster.shape[0]
    if rows <= 2 * STRIPS * STRIP_ROWS:
        return raster
    starts = np.linspace(0, rows - STRIP_ROWS, STRIPS).astype(int)
    return np.concatenate([raster[start : start + STRIP_ROWS] for start in starts])


def _as_png(raster: Raster) -> CodedPixels:
    return as_png_codes(Image.fromarray(raster))


def _counted(raster: Raster) -> CodedPixels:
    return CodedPixels(_packed(raster.tobytes(), zlib.Z_HUFFMAN_ONLY), 8, is_predicted=False)


def _repeated(raster: Raster) -> CodedPixels:
    return CodedPixels(_packed(raster.tobytes(), zlib.Z_DEFAULT_STRATEGY), 8, is_predicted=False)


def _counted_from_above(raster: Raster) -> CodedPixels:
    """Each row behind predictor 2, up."""
    rows = raster.reshape(len(raster), -1)
    return _counted_rows(2, rows - np.vstack([np.zeros_like(rows[:1]), rows[:-1]]))


def _counted_from_the_mean(raster: Raster) -> CodedPixels:
    """Each row behind predictor 3, the mean of the pixels on the left and above."""
    rows = raster.reshape(len(raster), -1)
    channels = 1 if raster.ndim == 2 else raster.shape[2]
    wide = rows.astype(np.uint16)
    above = np.vstack([np.zeros_like(wide[:1]), wide[:-1]])
    left = np.pad(wide, ((0, 0), (channels, 0)))[:, :-channels]
    return _counted_rows(3, rows - ((left + above) // 2).astype(np.uint8))


def _counted_rows(predictor: int, rest: Raster) -> CodedPixels:
    numbered = np.hstack([np.full((len(rest), 1), predictor, np.uint8), rest])
    return CodedPixels(_packed(numbered.tobytes(), zlib.Z_HUFFMAN_ONLY), 8, is_predicted=True)


def _packed(content: bytes, strategy: int) -> bytes:
    packer = zlib.compressobj(LEVEL, zlib.DEFLATED, zlib.MAX_WBITS, MEMORY, strategy)
    return packer.compress(content) + packer.flush()


def _png_parts(file: bytes) -> tuple[bytes, bytes]:
    """The header of a PNG file, and its picture data in one piece."""
    header, data, at = b"", [], len(PNG_SIGNATURE)
    while at < len(file):
        length, kind = int.from_bytes(file[at : at + 4]), file[at + 4 : at + 8]
        content = file[at + 8 : at + 8 + length]
        header = content if kind == b"IHDR" else header
        data += [content] if kind == b"IDAT" else []
        at += 12 + length
    return header, b"".join(data)


CODINGS: Mapping[str, Callable[[Raster], CodedPixels]] = {
    "png": _as_png,
    "counted": _counted,
    "repeated": _repeated,
    "counted from above": _counted_from_above,
    "counted from the mean": _counted_from_the_mean,
}
"""The ways that are tried; of equally short ones the first is taken."""
