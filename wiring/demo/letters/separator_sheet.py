"""The sheet that an operator lays between two letters: a QR code, PATCH-T bars, and a line for people."""

from __future__ import annotations

import segno

from wiring.demo.letters.drawing import A4_WIDTH_MM, Mark, PageDrawing, Text, box
from wiring.demo.letters.fonts import Family, Style, width_mm

SEPARATOR_CONTENT = "POSTKAMER:SEPARATOR"
"""What the QR code says."""

_NOTICES = (
    ("en", "Separator sheet - a new letter starts here"),
    ("nl", "Scheidingsblad - hier begint een nieuwe brief"),
    ("fr", "Feuille de séparation - une nouvelle lettre commence ici"),
    ("de", "Trennblatt - hier beginnt ein neuer Brief"),
    ("it", "Foglio separatore - qui inizia una nuova lettera"),
)

# Kodak's patch code T: narrow, wide, narrow, wide; 0.08 and 0.20 inch with gaps of 0.08 inch.
_PATCH_T_MM = (2.03, 5.08, 2.03, 5.08)
_PATCH_GAP_MM = 2.03
_PATCH_LENGTH_MM = 120.0
_QR_MM = 60.0


def separator_sheet(content: str = SEPARATOR_CONTENT) -> PageDrawing:
    """The sheet as a drawing; `content` goes into the QR code."""
    title = Style(Family.DEJAVU_SANS, 26, bold=True)
    text = Style(Family.DEJAVU_SANS, 13)
    marks: list[Mark] = [_centred("POSTKAMER", 75, title), *_qr(content, 90)]
    marks += [_centred(notice, 172 + 9 * row, text) for row, (_, notice) in enumerate(_NOTICES)]
    # Bars at head and foot, so that they are found whichever way the sheet lies.
    marks += _patch_t(18)
    marks += _patch_t(255)
    return PageDrawing(tuple(marks))


def _centred(content: str, baseline: float, style: Style) -> Text:
    return Text((A4_WIDTH_MM - width_mm(content, style)) / 2, baseline, content, style)


def _qr(content: str, top: float) -> list[Mark]:
    modules = tuple(segno.make_qr(content, error="h").matrix)
    side = _QR_MM / len(modules)
    left = (A4_WIDTH_MM - _QR_MM) / 2
    return [
        box(left + side * column, top + side * row, side, side)
        for row, cells in enumerate(modules)
        for column, dark in enumerate(cells)
        if dark
    ]


def _patch_t(top: float) -> list[Mark]:
    left, bars = (A4_WIDTH_MM - _PATCH_LENGTH_MM) / 2, []
    for thickness in _PATCH_T_MM:
        bars.append(box(left, top, _PATCH_LENGTH_MM, thickness))
        top += thickness + _PATCH_GAP_MM
    return list(bars)
