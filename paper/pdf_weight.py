"""How much a PDF unpacks to, found out without unpacking it into memory.

Images count as their declared size, which is what drawing them allocates; other
streams are inflated piece by piece and thrown away, so that a bomb is
measured, never held.
"""

from __future__ import annotations

import io
import zlib
from collections.abc import Iterable, Iterator

import pikepdf

from paper.errors import FileUnpacksTooLarge
from paper.safe_pdf import PDF_COMPLAINTS

PIECE_BYTES = 64 * 1024
COMPONENTS = {"/DeviceGray": 1, "/CalGray": 1, "/Indexed": 1, "/Separation": 1, "/DeviceCMYK": 4}


def check_weight(file: bytes, max_unpacked_bytes: int) -> None:
    """Refuse a PDF that unpacks to more than allowed; what qpdf cannot open is left to the sandbox's own limits.

    Raises:
        FileUnpacksTooLarge: It does.
    """
    unpacked = 0
    for weight in _weights(file, max_unpacked_bytes):
        unpacked += weight
        if unpacked > max_unpacked_bytes:
            raise FileUnpacksTooLarge(unpacked_bytes=unpacked, max_unpacked_bytes=max_unpacked_bytes)


def _weights(file: bytes, enough: int) -> Iterator[int]:
    try:
        with pikepdf.open(io.BytesIO(file)) as pdf:
            for each in pdf.objects:
                if isinstance(each, pikepdf.Stream):
                    yield from _weights_of_stream(each, enough)
    except PDF_COMPLAINTS:
        return


def _weights_of_stream(stream: pikepdf.Stream, enough: int) -> Iterator[int]:
    try:
        if stream.get("/Subtype") == "/Image":
            yield _declared_bytes(stream)
        else:
            yield from _inflated(stream, enough)
    except PDF_COMPLAINTS:
        return


def _declared_bytes(image: pikepdf.Stream) -> int:
    width, height = int(image.get("/Width", 0)), int(image.get("/Height", 0))
    bits = 1 if image.get("/ImageMask") else int(image.get("/BitsPerComponent", 8))
    space = image.get("/ColorSpace")
    name = str(space[0]) if isinstance(space, pikepdf.Array) and len(space) else str(space)
    components = 1 if image.get("/ImageMask") else COMPONENTS.get(name, 3)
    return max(width, 0) * max(height, 0) * max(bits, 1) * components // 8


def _inflated(stream: pikepdf.Stream, enough: int) -> Iterator[int]:
    raw = stream.read_raw_bytes()
    filters = stream.get("/Filter")
    names = [str(name) for name in filters] if isinstance(filters, pikepdf.Array) else [str(filters)]
    if "/FlateDecode" not in names:
        yield len(raw)
        return
    pieces: Iterable[bytes] = [raw]
    for _layer in names[: names.count("/FlateDecode")]:
        pieces = _inflate(pieces)
    total = 0
    for piece in pieces:
        total += len(piece)
        yield len(piece)
        if total > enough:
            return


def _inflate(pieces: Iterable[bytes]) -> Iterator[bytes]:
    inflater = zlib.decompressobj()
    for piece in pieces:
        rest = piece
        while rest and not inflater.eof:
            try:
                yield inflater.decompress(rest, PIECE_BYTES)
            except zlib.error:
                return
            rest = inflater.unconsumed_tail
