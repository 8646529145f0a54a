"""A cover sheet as a page to print: its code, patch-code bars at head and foot, and words for people.

Everything is drawn in black on one A4 page. The code has error-correction level H, so
that a staple, a fold or a coffee stain over a quarter of it does no harm. The bars make
any scanner take the sheet for a separator, even where the code is lost.
"""

from __future__ import annotations

import io
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import reportlab
import segno
from babel.dates import format_date
from babel.support import Translations
from reportlab.lib.pagesizes import A4
from reportlab.lib.units import mm
from reportlab.lib.utils import simpleSplit
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

from archive.cover_sheet_code import SheetProfile
from archive.cover_sheets import IssuedSheet
from archive_ui.languages import load_catalogue

# Kodak's patch code T: narrow, wide, narrow, wide; 0.08 and 0.20 inch with gaps of 0.08 inch.
PATCH_T_MM = (2.03, 5.08, 2.03, 5.08)
PATCH_GAP_MM = 2.03
PATCH_LENGTH_MM = 120.0
HEAD_BARS_MM, FOOT_BARS_MM = 14.0, 262.0
CODE_MM = 100.0
CODE_TOP_MM = 58.0
TEXT_LEFT_MM, TEXT_TOP_MM = 30.0, 172.0
FONT, BOLD = "Vera", "VeraBd"
FOLDER = Path(reportlab.__file__).parent / "fonts"


@dataclass(frozen=True, slots=True)
class SheetWords:
    """What stands on the sheet for people: names, and the language of everything else (ISO 639-1)."""

    operator_name: str
    tenant_name: str | None
    language: str


def cover_sheet_pdf(sheet: IssuedSheet, words: SheetWords) -> bytes:
    """The sheet as a PDF of one A4 page; the bytes are the same for the same sheet."""
    for name in (FONT, BOLD):
        if name not in pdfmetrics.getRegisteredFontNames():
            pdfmetrics.registerFont(TTFont(name, str(FOLDER / f"{name}.ttf")))
    target = io.BytesIO()
    canvas = Canvas(target, pagesize=A4, invariant=1, pageCompression=1, lang=words.language)
    canvas.setTitle(f"Postkamer {sheet.view.short_id}")
    for top in (HEAD_BARS_MM, FOOT_BARS_MM):
        _bars(canvas, top)
    canvas.setFont(BOLD, 22)
    canvas.drawCentredString(A4[0] / 2, _up(50), f"POSTKAMER COVER {sheet.view.short_id}")
    _code(canvas, sheet.content)
    _words(canvas, sheet, words)
    canvas.showPage()
    canvas.save()
    return target.getvalue()


def profile_name(profile: SheetProfile, catalogue: Translations) -> str:
    """What a profile does to the pages behind the sheet."""
    names: Mapping[SheetProfile, str] = {
        SheetProfile.AS_SCANNED: catalogue.gettext("As the batch is usually separated"),
        SheetProfile.ONE_DOCUMENT: catalogue.gettext("All pages are one letter"),
        SheetProfile.BLANK_SHEETS: catalogue.gettext("A blank sheet begins a new letter"),
        SheetProfile.BY_CONTENT: catalogue.gettext("Letters are told apart by what they say"),
    }
    return names[profile]


def _words(canvas: Canvas, sheet: IssuedSheet, words: SheetWords) -> None:
    catalogue, view = load_catalogue(words.language), sheet.view
    facts = (
        (catalogue.gettext("Recipient"), words.tenant_name or catalogue.gettext("told by each letter itself")),
        (catalogue.gettext("Batch"), view.label or "–"),
        (catalogue.gettext("Letters"), profile_name(view.profile, catalogue)),
        (catalogue.gettext("Valid until"), format_date(view.expires_at.date(), "long", locale=words.language)),
        (catalogue.gettext("Issued by"), words.operator_name),
    )
    y = TEXT_TOP_MM
    for row in _rows(facts):
        canvas.setFont(BOLD if row.is_label else FONT, 12)
        canvas.drawString((TEXT_LEFT_MM + (0 if row.is_label else 42)) * mm, _up(y + row.line * 6.5), row.text)
    y += 6.5 * (1 + max(row.line for row in _rows(facts))) + 4
    hint = catalogue.gettext(
        "Lay this sheet in front of the letters. It holds for everything up to the next separator or cover sheet."
    )
    canvas.setFont(FONT, 11)
    for number, line in enumerate(simpleSplit(hint, FONT, 11, 150 * mm)):
        canvas.drawString(TEXT_LEFT_MM * mm, _up(y + number * 5.5), line)


@dataclass(frozen=True, slots=True)
class _Row:
    line: int
    text: str
    is_label: bool


def _rows(facts: Sequence[tuple[str, str]]) -> Iterator[_Row]:
    line = 0
    for label, value in facts:
        yield _Row(line, label, is_label=True)
        for text in simpleSplit(value, FONT, 12, 108 * mm)[:2]:
            yield _Row(line, text, is_label=False)
            line += 1


def _bars(canvas: Canvas, top: float) -> None:
    left = (A4[0] / mm - PATCH_LENGTH_MM) / 2
    for thickness in PATCH_T_MM:
        canvas.rect(left * mm, _up(top + thickness), PATCH_LENGTH_MM * mm, thickness * mm, stroke=0, fill=1)
        top += thickness + PATCH_GAP_MM


def _code(canvas: Canvas, content: str) -> None:
    matrix = tuple(segno.make_qr(content, error="h", boost_error=False).matrix)
    side = CODE_MM / len(matrix)
    left = (A4[0] / mm - CODE_MM) / 2
    for row, cells in enumerate(matrix):
        for column, is_dark in enumerate(cells):
            if is_dark:
                x, bottom = left + side * column, CODE_TOP_MM + side * (row + 1)
                canvas.rect(x * mm, _up(bottom), side * mm, side * mm, stroke=0, fill=1)


def _up(y_mm: float) -> float:
    # PDF counts from the foot of the page.
    return A4[1] - y_mm * mm
