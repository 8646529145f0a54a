"""Readings made of text lines at given places, for tests of what is understood from a page."""

from __future__ import annotations

from collections.abc import Iterable

from archive.reading import Barcode, Blankness, Line, PageReading, TextSource, Word
from paper.geometry import Box, mm_to_px

DPI = 300.0
WIDTH_PX, HEIGHT_PX = 2480, 3508
TEXT_MM = 3.0
"""Height of words in ordinary type."""
LETTER_MM = 1.85
"""Width of a letter in ordinary type."""

Placed = tuple[float, float, str] | tuple[float, float, str, float]


def word_line(x_mm: float, y_mm: float, text: str, height_mm: float = TEXT_MM, confidence: float = 0.95) -> Line:
    """A text line whose first word stands at a place in millimetres."""
    words: list[Word] = []
    letter = LETTER_MM * height_mm / TEXT_MM
    for part in text.split(" "):
        if part:
            box = Box(
                mm_to_px(x_mm, DPI), mm_to_px(y_mm, DPI), mm_to_px(letter * len(part), DPI), mm_to_px(height_mm, DPI)
            )
            words.append(Word(part, box, confidence))
        x_mm += letter * (len(part) + 1)
    return Line(tuple(words), 0)


def reading_of(
    lines: Iterable[Placed],
    *,
    number: int = 1,
    blankness: Blankness = Blankness.PRINTED,
    barcodes: tuple[Barcode, ...] = (),
    confidence: float = 0.95,
) -> PageReading:
    """An A4 page at 300 dpi with lines of `(x_mm, y_mm, text)` or `(x_mm, y_mm, text, height_mm)`."""
    placed = tuple(
        word_line(line[0], line[1], line[2], line[3] if len(line) == 4 else TEXT_MM, confidence) for line in lines
    )
    return PageReading(
        number=number,
        width_px=WIDTH_PX,
        height_px=HEIGHT_PX,
        dpi=DPI,
        orientation_deg=0,
        skew_deg=0.0,
        blankness=blankness,
        language=None,
        lines=placed,
        barcodes=barcodes,
        confidence=confidence,
        source=TextSource.RECOGNISED if placed else TextSource.NONE,
    )


def blank_back(number: int) -> PageReading:
    """A bare page."""
    return reading_of((), number=number, blankness=Blankness.BLANK)


DUTCH_INVOICE: tuple[Placed, ...] = (
    (20, 15, "Houthandel De Linde BV", 6.0),
    (20, 24, "Dorpsstraat 5 - 3500 Hasselt - Tel. 011 22 33 44", 2.4),
    (110, 50, "Jansen BV"),
    (110, 55, "t.a.v. de boekhouding"),
    (110, 60, "Kerkstraat 12"),
    (110, 65, "1000 Brussel"),
    (20, 85, "Hasselt, 12 maart 2026"),
    (20, 95, "Betreft: factuur 2026/0815"),
    (20, 105, "Geachte heer, mevrouw,"),
    (20, 113, "Voor de levering van 3 februari 2026 brengen wij u in rekening:"),
    (20, 125, "Eiken planken"),
    (170, 125, "1.000,00"),
    (20, 132, "BTW 21 %"),
    (170, 132, "210,00"),
    (20, 140, "Te betalen"),
    (165, 140, "€ 1.210,00"),
    (20, 150, "Gelieve te betalen vóór 11 april 2026 op BE68 5390 0754 7034 met mededeling"),
    (20, 156, "+++090/9337/55493+++"),
    (20, 250, "Met vriendelijke groeten"),
    (20, 283, "Houthandel De Linde BV - BTW BE 0428.759.497 - RPR Hasselt", 2.4),
)

GERMAN_LETTER: tuple[Placed, ...] = (
    (120, 12, "Stadtwerke Musterstadt AG", 6.0),
    (25, 46, "Stadtwerke Musterstadt AG · Ringstr. 1 · 50667 Köln", 1.9),
    (25, 52, "Müller Maschinenbau GmbH"),
    (25, 57, "z. Hd. Herrn Schmidt"),
    (25, 62, "Hauptstraße 7"),
    (25, 67, "10115 Berlin"),
    (125, 52, "Unser Zeichen: VS-4711/26"),
    (125, 57, "Ihr Schreiben vom: 02.02.2026"),
    (125, 62, "Datum: 10.02.2026"),
    (25, 98, "Ihre Stromrechnung für 2025"),
    (25, 110, "Sehr geehrte Damen und Herren,"),
    (25, 118, "vielen Dank für die Meldung Ihres Zählerstandes. Ihr Verbrauch betrug 3.120 kWh."),
    (25, 124, "Der Rechnungsbetrag von 1.045,30 EUR ist fällig am 01.03.2026."),
    (25, 132, "IBAN DE89 3704 0044 0532 0130 00"),
    (25, 270, "Seite 1 von 2"),
)

SECOND_PAGE: tuple[Placed, ...] = (
    (25, 15, "Seite 2 von 2"),
    (25, 30, "wird der Abschlag entsprechend angepasst. Die Abschläge werden zum Ersten jedes Monats"),
    (25, 36, "eingezogen. Weitere Auskünfte erhalten Sie unter der genannten Nummer."),
)
