"""Mail that costs next to nothing to read, in the mixture that a mail room sees: for trials that count, not read.

Every file is made from a seed and a serial number: the same two give the same bytes.
"""

from __future__ import annotations

import io
import random
from collections.abc import Iterator
from dataclasses import dataclass

from PIL import Image, ImageDraw
from PIL.PngImagePlugin import PngInfo
from reportlab.pdfgen.canvas import Canvas

SHEET_PT = (200, 120)
SHEET_PX = (400, 240)
DPI = 300


@dataclass(frozen=True, slots=True)
class TinyFile:
    """A file, and what has to become of it.

    Attributes:
        pages: How many pages it has; 0 where it cannot be opened.
        cause: Why it goes to quarantine; None where it can be opened.
    """

    name: str
    content: bytes
    pages: int
    cause: str | None = None


def mixed_mail(seed: int, pages: int, *, recognised: int = 4) -> list[TinyFile]:
    """Files with at least so many pages in all, `recognised` of which have to be recognised by looking at them."""
    chance = random.Random(seed)
    files = [recognised_page(f"{seed}-photo-{number}") for number in range(recognised)]
    while sum(file.pages for file in files) < pages:
        files.append(_any_file(chance, f"{seed}-{len(files)}", files))
    chance.shuffle(files)
    return files


def _any_file(chance: random.Random, label: str, before: list[TinyFile]) -> TinyFile:
    match chance.choices(("printed", "scanned", "blank", "again", "broken"), (50, 25, 10, 10, 5))[0]:
        case "scanned":
            return scanned_tiff(label, chance.randint(2, 8))
        case "blank":
            return blank_pdf(label, chance.randint(1, 2))
        case "again":
            earlier = chance.choice(before)
            return TinyFile(f"{label}-again-{earlier.name}", earlier.content, earlier.pages, earlier.cause)
        case "broken":
            return next(broken_files(chance, label))
        case _:
            return printed_pdf(label, chance.randint(1, 4))


def printed_pdf(label: str, pages: int = 1) -> TinyFile:
    """A born-digital PDF: its words are taken as they are."""
    stream = io.BytesIO()
    canvas = Canvas(stream, pagesize=SHEET_PT, invariant=True)
    for number in range(1, pages + 1):
        canvas.drawString(12, 80, f"Letter {label} about the rent")
        canvas.drawString(12, 60, f"This is page {number} of {pages}.")
        canvas.showPage()
    canvas.save()
    return TinyFile(f"{label}.pdf", stream.getvalue(), pages)


def blank_pdf(label: str, pages: int = 1) -> TinyFile:
    """A PDF with nothing on its pages."""
    stream = io.BytesIO()
    canvas = Canvas(stream, pagesize=SHEET_PT, invariant=True)
    canvas.setTitle(label)
    for _ in range(pages):
        canvas.showPage()
    canvas.save()
    return TinyFile(f"{label}-blank.pdf", stream.getvalue(), pages)


def scanned_tiff(label: str, pages: int = 2) -> TinyFile:
    """A multi-page fax of empty sheets; only the tag tells two of them apart."""
    sheets = [Image.new("1", SHEET_PX, color=1) for _ in range(pages)]
    stream = io.BytesIO()
    sheets[0].save(
        stream, "TIFF", save_all=True, append_images=sheets[1:], compression="group4", dpi=(DPI, DPI), description=label
    )
    return TinyFile(f"{label}.tif", stream.getvalue(), pages)


def scanned_sheet(label: str) -> TinyFile:
    """One empty side as a scanner delivers it; only the text chunk tells two of them apart."""
    about = PngInfo()
    about.add_text("Description", label)
    stream = io.BytesIO()
    Image.new("1", SHEET_PX, color=1).save(stream, "PNG", dpi=(DPI, DPI), pnginfo=about)
    return TinyFile(f"{label}.png", stream.getvalue(), 1)


def recognised_page(label: str) -> TinyFile:
    """A picture of one printed line, which has to be recognised."""
    sheet = Image.new("L", (900, 300), color=255)
    ImageDraw.Draw(sheet).text((40, 120), f"Invoice {label} for two loaves", fill=0, font_size=48)
    stream = io.BytesIO()
    sheet.save(stream, "PNG", dpi=(DPI, DPI))
    return TinyFile(f"{label}.png", stream.getvalue(), 1)


def broken_files(chance: random.Random, label: str) -> Iterator[TinyFile]:
    """Files that nobody can open, each with the cause that people are to see."""
    noise = b"\x00" + chance.randbytes(64)
    causes = [
        TinyFile(f"{label}-noise.bin", noise, 0, "file_unknown_type"),
        TinyFile(f"{label}-cut.pdf", printed_pdf(label).content[:60], 0, "file_broken"),
        TinyFile(f"{label}-cut.png", recognised_page(label).content[:90], 0, "file_broken"),
    ]
    chance.shuffle(causes)
    yield from causes
