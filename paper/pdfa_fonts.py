"""Whether PDF/A-2 takes a font of a received PDF for the text that it shows (ISO 19005-2, 6.2.11).

It must be embedded, must have every letter that is shown, and must say the same of
their widths as its program does. Small faults that change nothing to look at are
mended: sets that are optional and often wrong, flags that contradict the encoding.
"""

from __future__ import annotations

import re
import struct
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any

import pikepdf
from fontTools.misc.psCharStrings import CharStringCompileError  # type: ignore[import-untyped]
from fontTools.misc.psLib import PSError, PSTokenError  # type: ignore[import-untyped]
from fontTools.ttLib import TTLibError  # type: ignore[import-untyped]
from pikepdf import Array, Dictionary, Name, Object, Stream

from paper.font_programs import (
    NOTDEF,
    UNICODE,
    CompactProgram,
    TrueTypeProgram,
    TypeOneProgram,
    base_encoding,
    compact_table,
    is_listed_name,
)
from paper.pdfa_refusal import NotKeepable

SYMBOLIC, NONSYMBOLIC = 4, 32
WIDTH_TOLERANCE = 1.0
TRUETYPE_ENCODINGS = frozenset({"/WinAnsiEncoding", "/MacRomanEncoding"})
IDENTITY = frozenset({"/Identity-H", "/Identity-V"})
DEFAULT_CID_WIDTH = 1000
CODES = range(256)
GLYPH_WIDTH = re.compile(rb"\s*([-+.\d]+)\s+[-+.\d]+\s+(?:d0|(?:[-+.\d]+\s+){4}d1)\b")

# What fontTools raises on programs that are not what they should be.
PROGRAM_COMPLAINTS = (
    TTLibError, CharStringCompileError, struct.error, ArithmeticError, AssertionError, AttributeError, LookupError,
    TypeError, ValueError, NotImplementedError, PSError, PSTokenError,
)  # fmt: skip

WidthOf = Callable[[int], float | None]


def check_font(font: Object, texts: Iterable[bytes]) -> bool:
    """Mend what may be mended of a font, and check that it shows these strings as PDF/A wants it.

    Returns:
        Whether its program was changed: a font that shares it has to be checked again.

    Raises:
        NotKeepable: It does not.
    """
    strings = tuple(texts)
    try:
        _say_what_it_is(font)
        match str(font.get("/Subtype")):
            case "/Type0":
                return _check_composite(font, strings)
            case "/TrueType":
                return _check_truetype(font, set().union(*strings))
            case "/Type3":
                _check_drawn(font, set().union(*strings))
            case "/Type1" | "/MMType1":
                _check_named(font, set().union(*strings))
            case _:
                raise NotKeepable("a font of an unknown kind")
    except (*PROGRAM_COMPLAINTS, pikepdf.PdfError) as error:
        raise NotKeepable("a font that is damaged") from error
    return False


def _say_what_it_is(font: Object) -> None:
    font["/Type"] = Name.Font
    for descendant in font.get("/DescendantFonts", Array()):
        descendant["/Type"] = Name.Font


def _check_composite(font: Object, strings: Sequence[bytes]) -> bool:
    if str(font.get("/Encoding")) not in IDENTITY:
        raise NotKeepable("a font with a code of its own for CIDs")
    descendant = font["/DescendantFonts"][0]
    descriptor = _embedded(descendant)
    if "/CIDSet" in descriptor:
        del descriptor["/CIDSet"]
    if any(len(string) % 2 for string in strings):
        raise NotKeepable("text that is cut in the middle of a letter")
    cids = {int.from_bytes(string[at : at + 2]) for string in strings for at in range(0, len(string), 2)}
    if 0 in cids:
        raise NotKeepable("a font without a letter that is shown in it")
    widths = _cid_widths(descendant)
    default = float(descendant.get("/DW", DEFAULT_CID_WIDTH))
    if str(descendant.get("/Subtype")) == "/CIDFontType0":
        compact = _compact_program(descriptor["/FontFile3"])
        _check_widths(cids, compact.width_of_cid, lambda cid: widths.get(cid, default))
        return False
    glyph_of = _glyph_of_cid(descendant)
    return _settle_widths(descriptor, {cid: glyph_of(cid) for cid in cids}, lambda cid: widths.get(cid, default))


def _compact_program(stream: Object) -> CompactProgram:
    """The program of a font without TrueType outlines; where an OpenType file passes for it, what is inside that."""
    given = stream.read_bytes()
    program = compact_table(given)
    if program is not given:
        if str(stream.get("/Subtype")) == "/OpenType":
            raise NotKeepable("an OpenType font")
        stream.write(program)
    return CompactProgram(program)


def _glyph_of_cid(descendant: Object) -> Callable[[int], int]:
    given = descendant.get("/CIDToGIDMap")
    if given is None:
        # What a reader does without it; PDF/A wants it said.
        descendant["/CIDToGIDMap"] = Name.Identity
    if not isinstance(given, Stream):
        return lambda cid: cid
    table = given.read_bytes()
    return lambda cid: int.from_bytes(table[2 * cid : 2 * cid + 2])


def _cid_widths(descendant: Object) -> dict[int, float]:
    """The widths of a CID font (ISO 32000-1, 9.7.4.3): `first [w w ...]` and `first last w`."""
    widths: dict[int, float] = {}
    parts = list(descendant.get("/W", Array()))
    while parts:
        first = int(parts.pop(0))
        following = parts.pop(0)
        if isinstance(following, Array):
            widths.update((first + offset, float(width)) for offset, width in enumerate(following))
        else:
            width = float(parts.pop(0))
            widths.update(dict.fromkeys(range(first, min(int(following), 0xFFFF) + 1), width))
    return widths


def _check_named(font: Object, codes: set[int]) -> None:
    descriptor = _embedded(font)
    if "/CharSet" in descriptor:
        del descriptor["/CharSet"]
    program: CompactProgram | TypeOneProgram = (
        _compact_program(descriptor["/FontFile3"])
        if "/FontFile3" in descriptor
        else TypeOneProgram(descriptor["/FontFile"].read_bytes())
    )
    encoding = font.get("/Encoding")
    base = _base_name(encoding)
    names = list(base_encoding(base) or program.encoding)
    _apply_differences(names, encoding)
    _check_widths(codes, lambda code: _named_width(program, names[code]), _stated_widths(font))


def _named_width(program: CompactProgram | TypeOneProgram, name: str) -> float | None:
    return None if name == NOTDEF else program.width(name)


def _check_truetype(font: Object, codes: set[int]) -> bool:
    descriptor = _embedded(font)
    program = TrueTypeProgram(descriptor["/FontFile2"].read_bytes())
    if not program.maps:
        raise NotKeepable("a font without a map of its codes")
    if _is_latin(font, program):
        _set_symbolic(descriptor, is_symbolic=False)
        glyph_of = _latin_glyphs(font, program)
    else:
        _set_symbolic(descriptor, is_symbolic=True)
        _require_one_map(font, program)
        glyph_of = program.glyph_of_code
    return _settle_widths(descriptor, {code: glyph_of(code) for code in codes}, _stated_widths(font))


def _settle_widths(descriptor: Object, glyphs: Mapping[int, int], stated: WidthOf) -> bool:
    """Let a TrueType program say the widths that its text is set by.

    A reader goes by the widths of the PDF; some writers round them badly. Where a glyph
    stands for codes of different widths, no program could agree.
    """
    stream = descriptor["/FontFile2"] if "/FontFile2" in descriptor else descriptor["/FontFile3"]
    program = TrueTypeProgram(stream.read_bytes())
    wrong: dict[int, float] = {}
    for code, glyph in glyphs.items():
        width, said = program.width(glyph) if glyph else None, stated(code)
        if width is not None and said is not None and abs(width - said) > WIDTH_TOLERANCE:
            wrong[glyph] = said
    if wrong:
        mended = program.with_widths(wrong)
        stream.write(mended)
        program = TrueTypeProgram(mended)
    _check_widths(glyphs, lambda code: program.width(glyphs[code]) if glyphs[code] else None, stated)
    return bool(wrong)


def _is_latin(font: Object, program: TrueTypeProgram) -> bool:
    """Whether the font can be taken as one of the Latin encodings (6.2.11.6): it names one, and has a map for it."""
    encoding = font.get("/Encoding")
    if encoding is None or _base_name(encoding) not in {*TRUETYPE_ENCODINGS, None}:
        return False
    if not {UNICODE, (1, 0)} & set(program.maps):
        return False
    return UNICODE in program.maps or "/Differences" not in _as_dictionary(encoding)


def _latin_glyphs(font: Object, program: TrueTypeProgram) -> Callable[[int], int]:
    encoding = font["/Encoding"]
    if isinstance(encoding, Dictionary) and "/BaseEncoding" not in encoding:
        encoding["/BaseEncoding"] = Name.WinAnsiEncoding
    names = list(base_encoding(_base_name(font["/Encoding"])) or ())
    for name in _apply_differences(names, encoding):
        if not is_listed_name(name):
            raise NotKeepable("a TrueType font with letters of unknown names")
    return lambda code: program.glyph_of_name(names[code])


def _require_one_map(font: Object, program: TrueTypeProgram) -> None:
    if "/Encoding" in font:
        # A symbolic font is read by its own map alone; whether it still looks the same is looked at afterwards.
        del font["/Encoding"]
    if program.map_count != 1 and (3, 0) not in program.maps:
        raise NotKeepable("a symbolic font with several maps")


def _set_symbolic(descriptor: Object, *, is_symbolic: bool) -> None:
    flags = int(descriptor.get("/Flags", 0)) & ~(SYMBOLIC | NONSYMBOLIC)
    descriptor["/Flags"] = flags | (SYMBOLIC if is_symbolic else NONSYMBOLIC)


def _check_drawn(font: Object, codes: set[int]) -> None:
    """A font whose letters are drawings (Type 3)."""
    encoding = font.get("/Encoding")
    names = list(base_encoding(_base_name(encoding)) or [NOTDEF] * 256)
    _apply_differences(names, encoding)
    drawings = font["/CharProcs"]

    def width(code: int) -> float | None:
        drawing = drawings.get(f"/{names[code]}") if names[code] != NOTDEF else None
        found = GLYPH_WIDTH.match(drawing.read_bytes()) if isinstance(drawing, Stream) else None
        return float(found.group(1)) if found else None

    _check_widths(codes, width, _stated_widths(font))


def _embedded(font: Object) -> Object:
    """The descriptor of a font that is embedded."""
    descriptor = font.get("/FontDescriptor")
    if not isinstance(descriptor, Dictionary) or not any(
        isinstance(descriptor.get(key), Stream) for key in ("/FontFile", "/FontFile2", "/FontFile3")
    ):
        raise NotKeepable("a font that is not embedded")
    return descriptor


def _stated_widths(font: Object) -> WidthOf:
    first, widths = int(font["/FirstChar"]), [float(width) for width in font["/Widths"]]
    if int(font["/LastChar"]) - first + 1 > len(widths):
        raise NotKeepable("a font with too few widths")
    descriptor = font.get("/FontDescriptor")
    missing = float(descriptor.get("/MissingWidth", 0)) if isinstance(descriptor, Dictionary) else 0.0
    return lambda code: widths[code - first] if 0 <= code - first < len(widths) else missing


def _check_widths(codes: Iterable[int], in_program: WidthOf, stated: WidthOf) -> None:
    for code in codes:
        width, said = in_program(code), stated(code)
        if width is None:
            raise NotKeepable("a font without a letter that is shown in it")
        if said is None or abs(width - said) > WIDTH_TOLERANCE:
            raise NotKeepable("a font that disagrees with itself on a width")


def _base_name(encoding: Any) -> str | None:  # noqa: ANN401 - what an encoding is differs
    if isinstance(encoding, Name):
        return str(encoding)
    named = _as_dictionary(encoding).get("/BaseEncoding")
    return None if named is None else str(named)


def _as_dictionary(encoding: Any) -> Dictionary:  # noqa: ANN401 - as above
    return encoding if isinstance(encoding, Dictionary) else Dictionary()


def _apply_differences(names: list[str], encoding: Any) -> list[str]:  # noqa: ANN401 - as above
    """Put the names of `/Differences` in their places, and give them."""
    named = []
    for code, name in _differences(encoding):
        names[code] = name
        named.append(name)
    return named


def _differences(encoding: Any) -> Iterator[tuple[int, str]]:  # noqa: ANN401 - as above
    code = 0
    for each in _as_dictionary(encoding).get("/Differences", Array()):
        if isinstance(each, Name):
            if code in CODES:
                yield code, str(each)[1:]
            code += 1
        else:
            code = int(each)
