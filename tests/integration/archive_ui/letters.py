"""Letters as reading leaves them: the picture of a page, and its words with their boxes."""

from __future__ import annotations

import io
from functools import cache

from PIL import Image, ImageDraw, ImageFont

from archive.reading import Blankness, Line, PageReading, TextSource, Word
from paper.geometry import Box

WIDTH_PX, HEIGHT_PX = 1240, 1754
MARGIN_PX, LINE_PX, SIZE_PX = 140, 46, 30

Letter = tuple[str, ...]

WATER_BILL: Letter = (
    "Vivaqua cv", "Waterlaan 12, 1000 Brussel", "", "Brouwerij De Kroon nv", "Kerkstraat 7", "9000 Gent", "",
    "Factuur voor water", "Datum: 14 februari 2026", "Referentie: 2026/00417", "",
    "Geachte heer, mevrouw,", "hierbij de factuur voor uw verbruik van water",
    "in de maanden november tot en met januari.", "Te betalen: EUR 1.234,50 voor 15 maart 2026.", "",
    "Met vriendelijke groeten", "Vivaqua Klantendienst",
)  # fmt: skip
SECOND_PAGE: Letter = ("Bijlage bij de factuur", "", "Meterstand: 4711 kubieke meter water", "Tarief: 2,10 per eenheid")


@cache
def read_letter(lines: Letter, number: int = 1) -> tuple[PageReading, bytes, bytes]:
    """What was read, the page as WebP, and the page in small as WebP."""
    picture = Image.new("RGB", (WIDTH_PX, HEIGHT_PX), "white")
    draw, font = ImageDraw.Draw(picture), ImageFont.load_default(size=SIZE_PX)
    rows = [_draw_line(draw, font, text, MARGIN_PX + row * LINE_PX, row) for row, text in enumerate(lines) if text]
    reading = PageReading(
        number=number, width_px=WIDTH_PX, height_px=HEIGHT_PX, dpi=150, orientation_deg=0, skew_deg=0.0,
        blankness=Blankness.PRINTED, language="nl", lines=tuple(rows), barcodes=(), confidence=0.93,
        source=TextSource.RECOGNISED, ink_share=0.05,
    )  # fmt: skip
    small = picture.copy()
    small.thumbnail((160, 226))
    return reading, _webp(picture), _webp(small)


def _draw_line(
    draw: ImageDraw.ImageDraw, font: ImageFont.FreeTypeFont | ImageFont.ImageFont, text: str, y: int, row: int
) -> Line:
    words, x = [], float(MARGIN_PX)
    for part in text.split():
        draw.text((x, y), part, fill="black", font=font)
        width = draw.textlength(part, font=font)
        words.append(Word(part, Box(round(x), y, round(width), SIZE_PX + 6), 0.93))
        x += width + SIZE_PX * 0.3
    return Line(tuple(words), row)


def _webp(picture: Image.Image) -> bytes:
    target = io.BytesIO()
    picture.save(target, "WEBP", quality=60)
    return target.getvalue()
