"""The font of the invisible text layer: every character as wide as half its height, and none with any ink.

Built here with fontTools, so no foreign font and no licence travels with an
archived letter. The character code is the Unicode code point (UTF-16, ISO 32000-1,
9.7.5.2 Identity-H), so any text of any language can be laid under any page.
"""

from __future__ import annotations

import functools
import io

import pikepdf
from fontTools.fontBuilder import FontBuilder  # type: ignore[import-untyped]
from fontTools.pens.ttGlyphPen import TTGlyphPen  # type: ignore[import-untyped]
from fontTools.ttLib.tables._g_l_y_f import Glyph  # type: ignore[import-untyped]

NAME = "PostkamerGlyphless"
UNITS_PER_EM = 1000
ADVANCE = 500
ASCENT, DESCENT = 800, -200
BMP_CODES = 0x10000
BLOCK = 100

# Seconds from 1904 (TrueType's epoch) to 2026; a font that carried the day of its making would change every PDF.
FONT_MADE = 3_850_070_400


def add_font(pdf: pikepdf.Pdf) -> pikepdf.Object:
    """The font as an indirect object of `pdf`, embedded and with its way back to Unicode (9.10.3)."""
    descendant = pdf.make_indirect(
        pikepdf.Dictionary(
            Type=pikepdf.Name.Font,
            Subtype=pikepdf.Name.CIDFontType2,
            BaseFont=pikepdf.Name("/" + NAME),
            CIDSystemInfo=pikepdf.Dictionary(Registry="Adobe", Ordering="Identity", Supplement=0),
            DW=ADVANCE,
            CIDToGIDMap=pdf.make_stream(_all_codes_to_the_one_glyph()),
            FontDescriptor=_descriptor(pdf),
        )
    )
    return pdf.make_indirect(
        pikepdf.Dictionary(
            Type=pikepdf.Name.Font,
            Subtype=pikepdf.Name.Type0,
            BaseFont=pikepdf.Name("/" + NAME),
            Encoding=pikepdf.Name("/Identity-H"),
            DescendantFonts=pikepdf.Array([descendant]),
            ToUnicode=pdf.make_stream(_to_unicode()),
        )
    )


def _descriptor(pdf: pikepdf.Pdf) -> pikepdf.Object:
    program = truetype_program()
    return pdf.make_indirect(
        pikepdf.Dictionary(
            Type=pikepdf.Name.FontDescriptor,
            FontName=pikepdf.Name("/" + NAME),
            Flags=5,
            FontBBox=pikepdf.Array([0, DESCENT, ADVANCE, ASCENT]),
            ItalicAngle=0,
            Ascent=ASCENT,
            Descent=DESCENT,
            CapHeight=ASCENT,
            StemV=80,
            FontFile2=pdf.make_stream(program, Length1=len(program)),
        )
    )


@functools.cache
def truetype_program() -> bytes:
    """The font file: `.notdef` and one glyph for everything, the same bytes every time."""
    builder = FontBuilder(UNITS_PER_EM, isTTF=True)
    builder.setupGlyphOrder([".notdef", "any"])
    builder.setupCharacterMap({0x20: "any"})
    builder.setupGlyf({".notdef": TTGlyphPen(None).glyph(), "any": _extent_without_ink()})
    builder.setupHorizontalMetrics({".notdef": (ADVANCE, 0), "any": (ADVANCE, 0)})
    builder.setupHorizontalHeader(ascent=ASCENT, descent=DESCENT)
    builder.setupNameTable({"familyName": NAME, "styleName": "Regular", "psName": NAME})
    builder.setupOS2(sTypoAscender=ASCENT, sTypoDescender=DESCENT, usWinAscent=ASCENT, usWinDescent=-DESCENT)
    builder.setupPost()
    builder.font.recalcTimestamp = False
    builder.font["head"].created = builder.font["head"].modified = FONT_MADE
    file = io.BytesIO()
    builder.save(file)
    return file.getvalue()


def _extent_without_ink() -> Glyph:
    """A line there and back: no area to fill, but an extent, without which PDFium passes over one-letter words."""
    pen = TTGlyphPen(None)
    pen.moveTo((0, DESCENT))
    pen.lineTo((ADVANCE, ASCENT))
    pen.closePath()
    return pen.glyph()


def _all_codes_to_the_one_glyph() -> bytes:
    # Never to glyph 0: PDF/A-2 forbids showing .notdef whatever the render mode (ISO 19005-2, 6.2.11.8).
    return b"\x00\x01" * BMP_CODES


@functools.cache
def _to_unicode() -> bytes:
    """A CMap that maps each two-byte code to itself; a range may only run over its last byte (Adobe note 5014)."""
    rows = [f"<{high:02X}00> <{high:02X}FF> <{high:02X}00>" for high in range(256)]
    blocks = [rows[at : at + BLOCK] for at in range(0, len(rows), BLOCK)]
    ranges = "\n".join(f"{len(block)} beginbfrange\n" + "\n".join(block) + "\nendbfrange" for block in blocks)
    return f"""/CIDInit /ProcSet findresource begin
12 dict begin
begincmap
/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def
/CMapName /Adobe-Identity-UCS def
/CMapType 2 def
1 begincodespacerange
<0000> <FFFF>
endcodespacerange
{ranges}
endcmap
CMapName currentdict /CMap defineresource pop
end
end
""".encode()
