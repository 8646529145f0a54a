"""Printed pages of many layouts: what a mail room gets besides letters."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass

import cv2
import numpy as np
from PIL import Image

from bench.trial.sheet import A4_MM, Raster, Sheet
from bench.trial.words import BOLD, LANGUAGES, MONO, SANS, SERIFS, running_text

Layout = Callable[[Sheet, str], None]


@dataclass(frozen=True, slots=True)
class TrialPage:
    """An upright, straight page and what is printed on it."""

    layout: str
    language: str
    raster: Raster
    dpi: float
    lines: tuple[str, ...]


def draw_page(layout: str, seed: int, dpi: float) -> TrialPage:
    """The page of that layout and seed."""
    rng = random.Random(f"{layout} {seed}")
    language = rng.choice(LANGUAGES)
    size = (A4_MM[1], A4_MM[0]) if layout in LANDSCAPE else A4_MM
    sheet = Sheet(dpi, size, rng)
    LAYOUTS[layout](sheet, language)
    return TrialPage(layout, language, sheet.raster(), dpi, tuple(sheet.lines))


def article(sheet: Sheet, language: str) -> None:
    """Two columns of running text under a headline."""
    rng = sheet.rng
    sheet.write(18, 16, running_text(rng, language, 1)[:34], sheet.font(rng.choice(BOLD), 20))
    face = sheet.font(rng.choice(SERIFS), rng.choice((8.5, 9.5, 10.5)))
    for left in (18, 110):
        sheet.paragraph(left, 34, 82, running_text(rng, language, 26), face)


def short_note(sheet: Sheet, language: str) -> None:
    """A big logo, three lines and a name."""
    rng = sheet.rng
    sheet.draw.ellipse([sheet.px(v) for v in (70, 20, 140, 90)], fill=rng.randrange(40, 140))
    sheet.draw.polygon(
        [(sheet.px(80), sheet.px(80)), (sheet.px(105), sheet.px(30)), (sheet.px(130), sheet.px(80))], 240
    )
    face = sheet.font(rng.choice(SERIFS + SANS), 11)
    sheet.paragraph(25, rng.uniform(110, 180), 150, running_text(rng, language, 3), face)


def wide_table(sheet: Sheet, language: str) -> None:
    """A landscape table: figures in ruled columns."""
    rng = sheet.rng
    face, head = sheet.font(rng.choice(SANS), 8.5), sheet.font(BOLD[0], 8.5)
    ruled = rng.random() < 0.7
    columns = [14 + 30 * index for index in range(9)]
    for left in columns:
        sheet.write(left, 24, running_text(rng, language, 1).split()[1][:10], head)
    for row in range(rng.randrange(12, 28)):
        top = 32 + row * 6
        for left in columns:
            sheet.write(left, top, f"{rng.uniform(1, 9999):,.2f}", face)
        if ruled:
            sheet.rule(12, top - 0.8, 284, top - 0.8)
    if ruled:
        for left in columns:
            sheet.rule(left - 2, 22, left - 2, 200)


def form(sheet: Sheet, language: str) -> None:
    """Labels, dotted lines and boxes to tick."""
    rng = sheet.rng
    face = sheet.font(rng.choice(SANS), 9)
    sheet.write(20, 18, running_text(rng, language, 1)[:40].upper(), sheet.font(BOLD[0], 13))
    for row in range(24):
        top = 36 + row * 10
        sheet.write(20, top, " ".join(running_text(rng, language, 1).split()[:4]), face)
        if row % 3:
            sheet.rule(90, top + 4, 190, top + 4, 0.15, 90)
        else:
            sheet.draw.rectangle([sheet.px(v) for v in (90, top, 94, top + 4)], outline=40, width=2)


def picture_page(sheet: Sheet, language: str) -> None:
    """A photograph over half the page and a caption."""
    rng = sheet.rng
    grain = np.random.default_rng(rng.randrange(10**6))
    blobs = grain.integers(20, 235, (9, 8)).astype(np.uint8)
    size = (sheet.px(150), sheet.px(120))
    photo = cv2.resize(blobs, size, interpolation=cv2.INTER_CUBIC)
    sheet.image.paste(Image.fromarray(photo.astype(np.uint8)), (sheet.px(30), sheet.px(30)))
    face = sheet.font(rng.choice(SERIFS), 10.5)
    sheet.paragraph(30, 165, 150, running_text(rng, language, 7), face)


def capitals(sheet: Sheet, language: str) -> None:
    """Headings only, in capitals."""
    rng = sheet.rng
    face = sheet.font(rng.choice(BOLD), 13)
    for row in range(rng.randrange(4, 9)):
        sheet.write(30, 60 + row * 14, running_text(rng, language, 1).upper()[:38], face)


def typescript(sheet: Sheet, language: str) -> None:
    """A typewriter's page with uneven ink."""
    rng = sheet.rng
    face = sheet.font(rng.choice(MONO), 11)
    sheet.paragraph(25, rng.uniform(30, 70), 165, running_text(rng, language, rng.randrange(5, 22)), face, 50)


def small_print(sheet: Sheet, language: str) -> None:
    """Conditions in six points, three columns."""
    rng = sheet.rng
    face = sheet.font(rng.choice(SANS + SERIFS), 6.5)
    for left in (12, 76, 140):
        sheet.paragraph(left, 14, 58, running_text(rng, language, 45), face, rng.choice((20, 90)))


def office_letter(sheet: Sheet, language: str) -> None:
    """Letterhead on the right, address on the left, a body and a footer in small type."""
    rng = sheet.rng
    name = rng.choice(SERIFS + SANS)
    sheet.write(130, 14, running_text(rng, language, 1).split()[0].upper(), sheet.font(rng.choice(BOLD), 18))
    for row in range(4):
        words = running_text(rng, language, 1).split()[:3]
        sheet.write(22, 52 + 5 * row, " ".join(words), sheet.font(name, 10.5))
        sheet.write(140, 40 + 4 * row, " ".join(words[:2]), sheet.font(name, 8))
    body = sheet.font(name, rng.choice((9.5, 10.5, 11.5)))
    end = sheet.paragraph(22, 98, 165, running_text(rng, language, rng.randrange(4, 12)), body)
    sheet.paragraph(22, end + 5, 165, running_text(rng, language, rng.randrange(2, 8)), body)
    sheet.paragraph(22, 276, 170, running_text(rng, language, 2), sheet.font(name, 6.5), 90)


def invoice(sheet: Sheet, language: str) -> None:
    """Items in rows, shaded heads, amounts on the right."""
    rng = sheet.rng
    face, bold = sheet.font(rng.choice(SANS), 9), sheet.font(BOLD[2], 9)
    sheet.write(20, 20, running_text(rng, language, 1).split()[-1].upper(), sheet.font(BOLD[0], 22))
    sheet.box(18, 92, 174, 7, 205)
    for left in (20, 110, 140, 170):
        sheet.write(left, 93.5, running_text(rng, language, 1).split()[2][:9], bold)
    for row in range(rng.randrange(2, 18)):
        top = 102 + row * 7.0
        sheet.write(20, top, " ".join(running_text(rng, language, 1).split()[:5]), face)
        for left in (112, 142, 172):
            sheet.write(left, top, f"{rng.uniform(1, 999):.2f}", face)
    sheet.rule(110, 240, 192, 240)
    sheet.write(112, 243, f"EUR {rng.uniform(10, 9999):.2f}", bold)
    sheet.paragraph(20, 262, 170, running_text(rng, language, 2), sheet.font(SANS[0], 7), 60)


LAYOUTS: dict[str, Layout] = {
    layout.__name__: layout
    for layout in (
        article,
        short_note,
        wide_table,
        form,
        picture_page,
        capitals,
        typescript,
        small_print,
        office_letter,
        invoice,
    )
}
LANDSCAPE = frozenset({"wide_table"})
