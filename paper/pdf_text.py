"""The text that a PDF page brings along, and whether it is to be trusted.

A page is born digital when what a reader sees is drawn from characters. An
invisible layer (text render mode 3, ISO 32000-1, 9.3.6) over an image is somebody
else's OCR: such a page counts as a scan and is read again. So is one whose
characters have no Unicode meaning.
"""

from __future__ import annotations

import ctypes
import statistics
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c

from paper.geometry import Box, around
from paper.reading_order import in_reading_order
from paper.safe_pdf import PDF_COMPLAINTS, PageSize

MIN_CHARS = 20
MIN_CHARS_ON_IMAGE = 250
LARGE_IMAGE_SHARE = 0.6
MAX_UNKNOWN_SHARE = 0.1
MAX_CHARS = 200_000
MAX_OBJECTS = 50_000
BLOCK_GAP_HEIGHTS = 1.4
HIDDEN_MODES = frozenset({pdfium_c.FPDF_TEXTRENDERMODE_INVISIBLE, pdfium_c.FPDF_TEXTRENDERMODE_CLIP})

# What PDFium gives for a hyphen at the end of a line.
LINE_END_HYPHENS = ("\x02", "\ufffe")


@dataclass(frozen=True, slots=True)
class PrintedWord:
    """One word of a born-digital page.

    Attributes:
        text: The word, ligatures taken apart.
        box: Where its ink is, in pixels of the page's raster.
        line: Number of its text line on the page, from 0, in reading order.
        block: Number of its text block, from 0.
    """

    text: str
    box: Box
    line: int
    block: int


@dataclass(frozen=True, slots=True)
class _Char:
    text: str
    # Left, bottom, right, top in PDF points; None for characters that PDFium put between words itself.
    bounds: tuple[float, float, float, float] | None


def is_born_digital(page: pdfium.PdfPage) -> bool:
    """Whether the page's visible content is characters with a known meaning."""
    try:
        visible = [char.text for char in _visible_chars(page) if char.bounds is not None and char.text.strip()]
        needed = MIN_CHARS_ON_IMAGE if _largest_image_share(page) >= LARGE_IMAGE_SHARE else MIN_CHARS
    except PDF_COMPLAINTS:
        return False
    unknown = sum(_is_unknown(char) for char in visible)
    return len(visible) >= needed and unknown <= MAX_UNKNOWN_SHARE * len(visible)


def printed_words(page: pdfium.PdfPage, size: PageSize) -> list[PrintedWord]:
    """The visible words of the page in reading order, placed on its raster."""
    words: list[PrintedWord] = []
    for number, line in enumerate(_lines(page)):
        boxed = [("".join(char.text for char in word), _box(page, size, word)) for word in line]
        words.extend(PrintedWord(_readable(text), box, number, 0) for text, box in boxed)
    return _in_blocks([word for word in words if word.text])


def _lines(page: pdfium.PdfPage) -> Iterator[list[list[_Char]]]:
    """The page's lines as words as characters; a line ends where PDFium says that it does."""
    line: list[list[_Char]] = []
    word: list[_Char] = []
    for char in (*_visible_chars(page), _Char("\n", None)):
        if char.bounds is not None and not char.text.isspace():
            word.append(char)
            continue
        if word:
            line.append(word)
            word = []
        if char.text in "\r\n" and line:
            yield line
            line = []


def _visible_chars(page: pdfium.PdfPage) -> Iterator[_Char]:
    textpage = page.get_textpage()
    hidden: dict[int | None, bool] = {}
    for index in range(min(textpage.count_chars(), MAX_CHARS)):
        text = _char_at(textpage, index)
        if pdfium_c.FPDFText_IsGenerated(textpage, index) == 1:
            yield _Char("-" if text in LINE_END_HYPHENS else text, None)
        elif not _is_hidden(textpage, index, hidden):
            yield _Char("-" if text in LINE_END_HYPHENS else text, textpage.get_charbox(index))


def _char_at(textpage: pdfium.PdfTextPage, index: int) -> str:
    code = pdfium_c.FPDFText_GetUnicode(textpage, index)
    return chr(code) if 0 < code <= 0x10FFFF else "\ufffd"


def _is_hidden(textpage: pdfium.PdfTextPage, index: int, known: dict[int | None, bool]) -> bool:
    """Whether the character's text object draws no ink; asked once per object."""
    text_object = pdfium_c.FPDFText_GetTextObject(textpage, index)
    address = ctypes.cast(text_object, ctypes.c_void_p).value
    if address not in known:
        known[address] = pdfium_c.FPDFTextObj_GetTextRenderMode(text_object) in HIDDEN_MODES
    return known[address]


def _is_unknown(text: str) -> bool:
    """Whether a character says nothing: replacement, private use, control."""
    return text == "\ufffd" or unicodedata.category(text) in ("Cc", "Cn", "Co")


def _largest_image_share(page: pdfium.PdfPage) -> float:
    width, height = page.get_size()
    largest = 0.0
    for count, image in enumerate(page.get_objects(filter=[pdfium_c.FPDF_PAGEOBJ_IMAGE])):
        if count > MAX_OBJECTS:
            break
        largest = max(largest, _area_on_page(image))
    return largest / max(float(width * height), 1.0)


def _area_on_page(image: pdfium.PdfObject) -> float:
    left, bottom, right, top = image.get_bounds()
    area = abs((right - left) * (top - bottom))
    container = image.container
    while container is not None:
        matrix = container.get_matrix()
        area *= abs(matrix.a * matrix.d - matrix.b * matrix.c)
        container = container.container
    return float(area)


def _box(page: pdfium.PdfPage, size: PageSize, word: list[_Char]) -> Box:
    bounds = [char.bounds for char in word if char.bounds is not None]
    left, bottom = min(b[0] for b in bounds), min(b[1] for b in bounds)
    right, top = max(b[2] for b in bounds), max(b[3] for b in bounds)
    corners = [_on_raster(page, size, x, y) for x, y in ((left, top), (right, bottom))]
    (x0, x1), (y0, y1) = (sorted(c[axis] for c in corners) for axis in (0, 1))
    return Box(x0, y0, max(x1 - x0, 1), max(y1 - y0, 1))


def _on_raster(page: pdfium.PdfPage, size: PageSize, x: float, y: float) -> tuple[int, int]:
    column, row = ctypes.c_int(), ctypes.c_int()
    pdfium_c.FPDF_PageToDevice(page, 0, 0, size.width_px, size.height_px, 0, x, y, column, row)
    return min(max(column.value, 0), size.width_px - 1), min(max(row.value, 0), size.height_px - 1)


def _readable(text: str) -> str:
    """Without control characters, surrogates joined, ligatures and half-width forms taken apart."""
    joined = text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    plain = "".join(unicodedata.normalize("NFKC", c) if "\ufb00" <= c <= "\ufb06" else c for c in joined)
    return unicodedata.normalize("NFC", "".join(c for c in plain if unicodedata.category(c) not in ("Cc", "Cf", "Cn")))


def _in_blocks(words: list[PrintedWord]) -> list[PrintedWord]:
    """The same words in reading order, with line and block numbers to match."""
    blocks = _blocks(words)
    order = in_reading_order([around(word.box for word in block) for block in blocks])
    lines: dict[int, int] = {}
    return [
        PrintedWord(word.text, word.box, lines.setdefault(word.line, len(lines)), number)
        for number, index in enumerate(order)
        for word in blocks[index]
    ]


def _blocks(words: list[PrintedWord]) -> list[list[PrintedWord]]:
    """A block ends at a gap, or where the text moves back up the page."""
    usual_height = statistics.median(word.box.height for word in words) if words else 0.0
    blocks: list[list[PrintedWord]] = []
    for word in words:
        last = blocks[-1][-1] if blocks else None
        if last is None or (word.line != last.line and _starts_block(last.box, word.box, usual_height)):
            blocks.append([])
        blocks[-1].append(word)
    return blocks


def _starts_block(before: Box, box: Box, usual_height: float) -> bool:
    return box.y - before.bottom > BLOCK_GAP_HEIGHTS * usual_height or box.bottom < before.y
