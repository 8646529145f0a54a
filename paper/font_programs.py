"""Font programs inside PDFs: which glyph stands for a name, a code or a CID, and how wide it is.

Runs inside the sandbox only. Widths are in thousandths of the em, as a PDF counts
them (ISO 32000-1, 9.2.4).
"""

from __future__ import annotations

import functools
import io
import struct
from collections.abc import Mapping, Sequence
from typing import Any

from fontTools.agl import AGL2UV, LEGACY_AGL2UV, toUnicode  # type: ignore[import-untyped]
from fontTools.cffLib import CFFFontSet, TopDict, cffISOAdobeStrings  # type: ignore[import-untyped]
from fontTools.encodings.MacRoman import MacRoman  # type: ignore[import-untyped]
from fontTools.encodings.StandardEncoding import StandardEncoding  # type: ignore[import-untyped]
from fontTools.misc.psCharStrings import T2WidthExtractor  # type: ignore[import-untyped]
from fontTools.pens.basePen import NullPen  # type: ignore[import-untyped]
from fontTools.t1Lib import T1Font  # type: ignore[import-untyped]
from fontTools.ttLib import TTFont, getTableModule  # type: ignore[import-untyped]

from paper.pdfa_refusal import NotKeepable

NOTDEF = ".notdef"
EM = 1000
USUAL_MATRIX = [0.001, 0, 0, 0.001, 0, 0]
# The forms that readers of PDF look into for simple fonts.
MAP_FORMATS = frozenset({0, 4, 6})
UNICODE, SYMBOL, MACINTOSH = (3, 1), (3, 0), (1, 0)
SYMBOL_PAGES = (0xF000, 0xF100, 0xF200, 0x0000)
MAX_GLYPHS = 65_536


class TrueTypeProgram:
    """The tables of a TrueType (or OpenType) program that are needed for showing text.

    Raises:
        NotKeepable: Tables are missing or damaged.
    """

    def __init__(self, program: bytes) -> None:
        self._program = program
        self._font = TTFont(io.BytesIO(program), lazy=True)
        reader = self._font.reader
        self._units_per_em = struct.unpack(">H", reader["head"][18:20])[0] or EM
        self.glyphs = struct.unpack(">H", reader["maxp"][4:6])[0]
        self._metrics_count = struct.unpack(">H", reader["hhea"][34:36])[0]
        self._metrics = reader["hmtx"]
        if not self._metrics_count or len(self._metrics) < 4 * self._metrics_count:
            raise NotKeepable("a font whose widths are damaged")

    def width(self, glyph: int) -> float | None:
        """The width of a glyph by its number; None where there is no such glyph."""
        if not 0 <= glyph < self.glyphs:
            return None
        at = 4 * min(glyph, self._metrics_count - 1)
        return float(struct.unpack(">H", self._metrics[at : at + 2])[0] * EM / self._units_per_em)

    def glyph_of_name(self, name: str) -> int:
        """The glyph of a letter by its name, 0 for none: by the Unicode map, or else the Macintosh one."""
        if UNICODE in self.maps:
            text = toUnicode(name)
            return self.maps[UNICODE].get(ord(text), 0) if len(text) == 1 else 0
        if MACINTOSH in self.maps and name in MacRoman:
            return self.maps[MACINTOSH].get(MacRoman.index(name), 0)
        return 0

    def glyph_of_code(self, code: int) -> int:
        """The glyph that a symbolic font has for a code, 0 for none (ISO 32000-1, 9.6.6.4)."""
        if SYMBOL in self.maps:
            found = (self.maps[SYMBOL].get(page + code, 0) for page in SYMBOL_PAGES)
            return next((glyph for glyph in found if glyph), 0)
        if MACINTOSH in self.maps:
            return self.maps[MACINTOSH].get(code, 0)
        return next(iter(self.maps.values())).get(code, 0) if len(self.maps) == 1 else 0

    @functools.cached_property
    def maps(self) -> Mapping[tuple[int, int], Mapping[int, int]]:
        """From code to glyph, by platform and encoding; maps in forms made for other uses are passed over."""
        return {
            (table.platformID, table.platEncID): {code: int(name) for code, name in table.cmap.items()}
            for table in self._map_tables
            if table.format in MAP_FORMATS
        }

    @property
    def map_count(self) -> int:
        """How many maps the program has."""
        return len(self._map_tables)

    def with_widths(self, widths: Mapping[int, float]) -> bytes:
        """The program with other widths of these glyphs; how they are drawn does not depend on them in a PDF.

        Raises:
            NotKeepable: A glyph shares its width with others.
        """
        metrics = bytearray(self._metrics)
        for glyph, width in widths.items():
            if glyph >= self._metrics_count:
                raise NotKeepable("a font whose letters share a width that is wrong")
            struct.pack_into(">H", metrics, 4 * glyph, round(width * self._units_per_em / EM))
        at = self._font.reader.tables["hmtx"].offset
        return self._program[:at] + bytes(metrics) + self._program[at + len(metrics) :]

    @functools.cached_property
    def _map_tables(self) -> list[Any]:
        if "cmap" not in self._font:
            return []
        # Names that are the glyphs' numbers spare fontTools the making of others.
        self._font.setGlyphOrder([str(glyph) for glyph in range(self.glyphs)])
        return list(self._font["cmap"].tables)


class CompactProgram:
    """A CFF program (Type1C, CIDFontType0C)."""

    def __init__(self, program: bytes) -> None:
        fonts = CFFFontSet()
        fonts.decompile(io.BytesIO(program), None, isCFF2=False)
        self._globals = fonts.GlobalSubrs
        self._top: TopDict = fonts[0]
        private = getattr(self._top, "Private", None)
        if private is not None and not float(private.nominalWidthX).is_integer():
            raise NotKeepable("a font whose widths are fractions")
        if getattr(self._top, "charset", None) is None:
            self._top.charset = list(cffISOAdobeStrings)[: self._top.numGlyphs]
        if list(getattr(self._top, "FontMatrix", USUAL_MATRIX)) != USUAL_MATRIX:
            raise NotKeepable("a font with an unusual scale")
        self._glyphs = self._top.CharStrings
        self.is_cid_keyed = hasattr(self._top, "ROS")
        self.names: list[str] = list(self._top.charset)
        self._known = frozenset(self.names)

    @property
    def encoding(self) -> Sequence[str]:
        """The names that the program itself gives to the codes from 0 to 255."""
        own = self._top.Encoding
        return list(StandardEncoding) if own in ("StandardEncoding", 0) else list(own)

    def width(self, name: str) -> float | None:
        """The width of a glyph by its name, `cid00017` in a CID-keyed font; None where there is none."""
        if name not in self._known:
            return None
        glyph = self._glyphs[name]
        private = glyph.private
        measure = T2WidthExtractor(
            getattr(private, "Subrs", []), self._globals, private.nominalWidthX, private.defaultWidthX
        )
        measure.execute(glyph)
        return float(measure.width)

    def width_of_cid(self, cid: int) -> float | None:
        """The width of a glyph by its CID; in a font without CIDs that is its number."""
        if self.is_cid_keyed:
            return self.width(f"cid{cid:05d}" if cid else NOTDEF)
        return self.width(self.names[cid]) if cid < len(self.names) else None


class TypeOneProgram:
    """A Type 1 program, in the three parts that a PDF keeps (ISO 32000-1, 9.9)."""

    def __init__(self, program: bytes) -> None:
        font = T1Font.__new__(T1Font)
        font.data, font.encoding = program, "ascii"
        font.parse()
        self._glyphs = font.font["CharStrings"]
        self._scale = float(font.font.get("FontMatrix", [0.001])[0]) * EM
        self.encoding: Sequence[str] = list(font.font["Encoding"])

    def width(self, name: str) -> float | None:
        """The width of a glyph by its name; None where there is none."""
        glyph = self._glyphs.get(name)
        if glyph is None:
            return None
        glyph.draw(NullPen())
        return float(glyph.width) * self._scale


def compact_table(program: bytes) -> bytes:
    """The CFF program inside an OpenType file; any other program as it is."""
    if program[:4] != b"OTTO":
        return program
    table: bytes = TTFont(io.BytesIO(program), lazy=True).reader["CFF "]
    return table


def load_glyph_names() -> None:
    """Read the lists of names and the parts of the font library that are otherwise read at their first use."""
    toUnicode("a")
    for table in ("head", "hhea", "maxp", "hmtx", "cmap", "OS/2", "post", "name", "glyf", "loca"):
        getTableModule(table)


def base_encoding(name: str | None) -> Sequence[str] | None:
    """The names of codes 0 to 255 in one of the encodings that PDF knows by name; None for another."""
    match name:
        case "/WinAnsiEncoding":
            return WIN_ANSI
        case "/MacRomanEncoding":
            return list(MacRoman)
        case "/StandardEncoding":
            return list(StandardEncoding)
        case _:
            return None


def is_listed_name(name: str) -> bool:
    """Whether the Adobe Glyph List has the name."""
    return name in AGL2UV or name in LEGACY_AGL2UV


def _win_ansi() -> list[str]:
    """ISO 32000-1, Annex D.2; what has no name of its own there is a bullet."""
    by_unicode = {ord(text): name for name in _LATIN_NAMES if len(text := toUnicode(name)) == 1}
    names = [NOTDEF] * 256
    for code in range(0x20, 256):
        character = bytes([code]).decode("cp1252", "ignore")
        names[code] = by_unicode.get(ord(character), "bullet") if character else "bullet"
    names[0x7F], names[0xA0], names[0xAD] = "bullet", "space", "hyphen"
    return names


_OTHER_LATIN_NAMES = (
    "Euro Zcaron zcaron Scaron scaron brokenbar onesuperior twosuperior threesuperior onequarter onehalf threequarters "
    "Eth eth Thorn thorn Yacute yacute minus multiply"
)
_LATIN_NAMES = frozenset(StandardEncoding) | frozenset(MacRoman) | frozenset(_OTHER_LATIN_NAMES.split())
WIN_ANSI: Sequence[str] = _win_ansi()
