"""Letters as files: born-digital PDF, and scans as PNG, JPEG and multi-page TIFF."""

from __future__ import annotations

import io
from collections.abc import Sequence

from PIL import Image
from reportlab.lib.pagesizes import A4
from reportlab.lib.units import mm
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

from wiring.demo.letters.drawing import A4_HEIGHT_MM, Ellipse, PageDrawing, Polygon, Stroke, Text
from wiring.demo.letters.fonts import Style, font_file
from wiring.demo.letters.letter import Letter
from wiring.demo.letters.raster import SCAN_DPI, Raster

# Scans are written once and read once: the fastest level that still compresses white.
_PNG_LEVEL = 1


def letter_pdf(letter: Letter) -> bytes:
    """The letter as a word processor would save it: text with embedded typefaces, no picture.

    The bytes are the same for the same letter.
    """
    target = io.BytesIO()
    canvas = Canvas(target, pagesize=A4, invariant=1, pageCompression=1)
    canvas.setTitle(letter.truth.subject)
    canvas.setAuthor(letter.truth.sender)
    for page in letter.pages:
        _draw(canvas, page)
        canvas.showPage()
    canvas.save()
    return target.getvalue()


def png(side: Raster, dpi: int = SCAN_DPI) -> bytes:
    """One side without losses; the resolution stands in the file."""
    target = io.BytesIO()
    Image.fromarray(side).save(target, "PNG", dpi=(dpi, dpi), compress_level=_PNG_LEVEL)
    return target.getvalue()


def jpeg(side: Raster, quality: int = 85, dpi: int = SCAN_DPI) -> bytes:
    """One side with the losses of `quality`, 1 to 100."""
    target = io.BytesIO()
    Image.fromarray(side).save(target, "JPEG", quality=quality, dpi=(dpi, dpi))
    return target.getvalue()


def tiff(sides: Sequence[Raster], dpi: int = SCAN_DPI) -> bytes:
    """All sides as the pages of one TIFF, without losses.

    Raises:
        ValueError: There is no side to write.
    """
    if not sides:
        raise ValueError("a TIFF needs at least one page; give one side or more")
    target = io.BytesIO()
    first, *others = (Image.fromarray(side) for side in sides)
    first.save(target, "TIFF", save_all=True, append_images=others, dpi=(dpi, dpi), compression="tiff_deflate")
    return target.getvalue()


def _draw(canvas: Canvas, page: PageDrawing) -> None:
    for mark in page.marks:
        canvas.setFillGray(mark.ink / 255)
        canvas.setStrokeGray(mark.ink / 255)
        match mark:
            case Text():
                canvas.setFont(_registered(mark.style), mark.style.size_pt)
                canvas.drawString(mark.x_mm * mm, _up(mark.baseline_mm), mark.content)
            case Stroke():
                canvas.setLineWidth(mark.width_mm * mm)
                _outline(canvas, mark.points, filled=False)
            case Polygon():
                _outline(canvas, mark.points, filled=True)
            case Ellipse():
                _ellipse(canvas, mark)


def _ellipse(canvas: Canvas, mark: Ellipse) -> None:
    canvas.setLineWidth(mark.ring_mm * mm)
    right, bottom = mark.x_mm + mark.width_mm, mark.y_mm + mark.height_mm
    ring = mark.ring_mm > 0
    canvas.ellipse(mark.x_mm * mm, _up(bottom), right * mm, _up(mark.y_mm), stroke=int(ring), fill=int(not ring))


def _outline(canvas: Canvas, points: tuple[tuple[float, float], ...], *, filled: bool) -> None:
    path = canvas.beginPath()
    (x, y), *others = points
    path.moveTo(x * mm, _up(y))
    for x, y in others:
        path.lineTo(x * mm, _up(y))
    canvas.drawPath(path, stroke=int(not filled), fill=int(filled))


def _registered(style: Style) -> str:
    name = f"{style.family.name}{'-Bold' if style.bold else ''}"
    if name not in pdfmetrics.getRegisteredFontNames():
        pdfmetrics.registerFont(TTFont(name, str(font_file(style.family, bold=style.bold))))
    return name


def _up(y_mm: float) -> float:
    # PDF counts from the foot of the page.
    return (A4_HEIGHT_MM - y_mm) * mm
