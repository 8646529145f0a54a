"""Born-digital PDFs as programs write them: with their fonts inside, and with the faults that programs leave."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path

import pikepdf
import reportlab
from pikepdf import Array, Dictionary, Name, Pdf, Stream
from reportlab.lib.pagesizes import A4
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

WORDS = "Sehr geehrte Damen und Herren, die Gebühr beträgt 19,90 € – fällig sofort."
FONT = "Vera"


def letter(*texts: str, font: str = FONT) -> bytes:
    """A page for each text, set in an embedded font, with a line and a grey box."""
    pdfmetrics.registerFont(TTFont(FONT, str(Path(reportlab.__file__).parent / "fonts" / "Vera.ttf")))
    stream = io.BytesIO()
    canvas = Canvas(stream, pagesize=A4, invariant=1)
    for text in texts:
        canvas.setFont(font, 11)
        for row in range(12):
            canvas.drawString(70, 700 - 30 * row, f"{row} {text}")
        canvas.setFillGray(0.8)
        canvas.rect(70, 200, 200, 40, fill=1, stroke=0)
        canvas.line(70, 190, 500, 190)
        canvas.showPage()
    canvas.save()
    return stream.getvalue()


def altered(file: bytes, alter: Callable[[Pdf], None]) -> bytes:
    """The file after something was done to it."""
    with pikepdf.open(io.BytesIO(file)) as pdf:
        alter(pdf)
        saved = io.BytesIO()
        pdf.save(saved, compress_streams=False)
    return saved.getvalue()


def first_font(pdf: Pdf) -> pikepdf.Object:
    """The font that the first page's text is set in."""
    fonts = pdf.pages[0].obj.Resources.Font
    return next(fonts[key] for key in fonts.keys() if "/FontDescriptor" in fonts[key])  # noqa: SIM118 - an Object


def with_everything_forbidden(pdf: Pdf) -> None:
    """Scripts, actions, an attachment, layers, tags: what hangs on a PDF and is no part of what it shows."""
    script = Dictionary(S=Name.JavaScript, JS="app.alert(1)")
    pdf.Root.OpenAction = script
    pdf.Root.AA = Dictionary(WC=script)
    pdf.attachments["secret.txt"] = pikepdf.AttachedFileSpec(
        pdf, b"CANARY-attachment", filename="secret.txt", description="", mime_type="", creation_date="", mod_date=""
    )
    page = pdf.pages[0].obj
    page.AA = Dictionary(O=script)
    page.Metadata = Stream(pdf, b"CANARY-metadata")
    link = Dictionary(Type=Name.Annot, Subtype=Name.Link, Rect=Array([0, 0, 9, 9]), Border=Array([0, 0, 0]), A=script)
    page.Annots = Array([pdf.make_indirect(link)])


def draws(content: bytes, **resources: Dictionary) -> Callable[[Pdf], None]:
    """Have the first page draw something more."""

    def alter(pdf: Pdf) -> None:
        page = pdf.pages[0]
        for category, entries in resources.items():
            held = page.obj.Resources.get(f"/{category}", Dictionary())
            for name in entries.keys():  # noqa: SIM118 - an Object
                held[name] = entries[name]
            page.obj.Resources[f"/{category}"] = held
        page.contents_add(content)

    return alter
