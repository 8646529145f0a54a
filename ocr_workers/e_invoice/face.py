"""A page to look at for an invoice that came as data alone: A4, in the language of the invoice.

The same data give the same bytes: the page is made again whenever it is needed, and
the words that were read on it must lie where they lay. Runs inside the sandbox only.
"""

from __future__ import annotations

import datetime
import functools
import io
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal, InvalidOperation
from pathlib import Path
from xml.sax.saxutils import escape

import reportlab
from babel.dates import format_date
from babel.numbers import format_decimal
from reportlab.lib import colors
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.platypus import Flowable, LongTable, PageBreak, Paragraph, SimpleDocTemplate, Spacer, Table, TableStyle

from ocr_workers.e_invoice.contents import Contents, Fact, InvoiceLine, contents_of
from ocr_workers.e_invoice.labels import label
from ocr_workers.e_invoice.parties import Party
from ocr_workers.e_invoice.syntaxes import is_credit_code
from ocr_workers.e_invoice.xml_intake import invoice_root
from ocr_workers.language import tell_language
from paper.file_types import DATA_TYPES, MediaType

PLAIN, BOLD = "Vera", "VeraBd"
MARGIN = 18 * mm
WIDTH = A4[0] - 2 * MARGIN
# What a frame of reportlab keeps clear at its sides.
FRAME = 6
# Where a window envelope shows the address (DIN 5008, form B).
WINDOW_TOP = 27 * mm
MOST_LINES = 3_000
LONGEST_TEXT = 4_000
LANGUAGE_OF_COUNTRY = {"BE": "nl", "NL": "nl", "DE": "de", "AT": "de", "CH": "de", "FR": "fr", "LU": "fr", "IT": "it"}
DAYS = frozenset({"date", "due_date", "delivered", "from", "until"})
HAIRLINE = 0.4
GREY = colors.HexColor(0x606060)
BODY = ParagraphStyle("body", fontName=PLAIN, fontSize=8.5, leading=11, splitLongWords=1)
SMALL = ParagraphStyle("small", parent=BODY, fontSize=7, leading=9, textColor=GREY)
TITLE = ParagraphStyle("title", parent=BODY, fontName=BOLD, fontSize=15, leading=20)
STRONG = ParagraphStyle("strong", parent=BODY, fontName=BOLD)
RIGHT = ParagraphStyle("right", parent=BODY, alignment=2)
RIGHT_STRONG = ParagraphStyle("right_strong", parent=STRONG, alignment=2)


def as_drawn(file: bytes, media_type: str) -> tuple[bytes, str]:
    """The file that shows what was received, and its type: the received one, or the page made for data alone.

    Raises:
        PaperError: As `invoice_face`.
    """
    return (invoice_face(file), MediaType.PDF) if media_type in DATA_TYPES else (file, media_type)


def invoice_face(file: bytes) -> bytes:
    """The PDF that shows an invoice in XML, or in XML inside a signature.

    Raises:
        XmlBroken: It is not well-formed, too large, or declares a document type.
        XmlUnknown: It is no invoice of a syntax that is read.
        SignatureBroken: It is signed, and its signature does not fit.
    """
    invoices = contents_of(invoice_root(file), is_credit_code)
    parts: list[Flowable] = []
    for number, invoice in enumerate(invoices):
        parts += [PageBreak()] if number else []
        parts += _parts(invoice, _language(invoice))
    stream = io.BytesIO()
    document = SimpleDocTemplate(
        stream, pagesize=A4, invariant=1, leftMargin=MARGIN - FRAME, rightMargin=MARGIN - FRAME,
        topMargin=15 * mm, bottomMargin=15 * mm,
    )  # fmt: skip
    document.build(parts)
    return stream.getvalue()


@functools.cache
def load_fonts() -> frozenset[int]:
    """Make the fonts known, and tell which letters they have: Bitstream Vera, which comes with reportlab."""
    folder = Path(reportlab.__file__).parent / "fonts"
    fonts = [TTFont(name, str(folder / f"{name}.ttf")) for name in (PLAIN, BOLD)]
    for font in fonts:
        pdfmetrics.registerFont(font)
    return frozenset.intersection(*(frozenset(font.face.charToGlyph) for font in fonts))


def _language(invoice: Contents) -> str:
    """The language that its texts are in, or else that of the buyer's country; English where neither tells."""
    texts = [*invoice.notes, *(line.text for line in invoice.lines[:50]), *(text for _, text in invoice.payment)]
    told = tell_language(" ".join(texts)[:LONGEST_TEXT])
    if told.is_sure and told.code:
        return told.code
    return LANGUAGE_OF_COUNTRY.get((invoice.buyer.country or "").upper(), "en")


def _parts(invoice: Contents, language: str) -> Iterator[Flowable]:
    title = label("credit_note" if invoice.is_credit else "invoice", language)
    number = next((text for code, text in invoice.facts if code == "number"), "")
    yield _paragraph(" ".join(_party_lines(invoice.seller)[:4]), SMALL)
    yield Spacer(0, WINDOW_TOP - 15 * mm)
    yield _beside([_paragraph(line, BODY) for line in _party_lines(invoice.buyer)], [])
    yield Spacer(0, 14 * mm)
    yield _paragraph(f"{title} {number}", TITLE)
    yield _paragraph(label("made_from_data", language), SMALL)
    yield Spacer(0, 4 * mm)
    yield _pairs(invoice.facts, language)
    yield Spacer(0, 3 * mm)
    yield _beside(_party(invoice.seller, "seller", language), _party(invoice.buyer, "buyer", language))
    yield Spacer(0, 4 * mm)
    yield from _lines(invoice, language)
    yield Spacer(0, 4 * mm)
    yield from _sums(invoice, language)
    yield Spacer(0, 4 * mm)
    yield _pairs(invoice.payment, language)
    if invoice.notes:
        yield Spacer(0, 3 * mm)
        yield _paragraph(label("notes", language), STRONG)
        yield from (_paragraph(note, BODY) for note in invoice.notes)


def _party_lines(party: Party) -> list[str]:
    return [line for line in (party.name, *party.address_lines) if line]


def _party(party: Party, role: str, language: str) -> list[Flowable]:
    numbers = [
        (code, text)
        for code in ("vat_number", "enterprise_number", "endpoint_id")
        if (text := getattr(party, code)) is not None
    ]
    names = dict.fromkeys((party.name or "", party.trading_name or ""))
    lines = [*(name for name in names if name), *party.address_lines]
    return [
        _paragraph(label(role, language), STRONG),
        *(_paragraph(line, BODY) for line in lines),
        *(_paragraph(f"{label(code, language)}: {text}", BODY) for code, text in numbers),
    ]


def _beside(left: Sequence[Flowable], right: Sequence[Flowable]) -> Flowable:
    return Table([[list(left), list(right)]], colWidths=[WIDTH / 2, WIDTH / 2], style=_plain())


def _pairs(facts: Iterable[Fact], language: str) -> Flowable:
    rows = [
        [_paragraph(label(code, language), STRONG), _paragraph(_shown_fact(code, text, language), BODY)]
        for code, text in facts
    ]
    return Table(rows, colWidths=[WIDTH * 0.3, WIDTH * 0.7], style=_plain()) if rows else Spacer(0, 0)


def _lines(invoice: Contents, language: str) -> Iterator[Flowable]:
    if not invoice.lines:
        return
    heads = ("text", "quantity", "price", "tax_percent", "amount")
    styles = (STRONG, *[RIGHT_STRONG] * 4)
    named = (_paragraph(label(head, language), style) for head, style in zip(heads, styles, strict=True))
    rows: list[list[Flowable]] = [[_paragraph("", STRONG), *named]]
    rows += [_line(line, language) for line in invoice.lines[:MOST_LINES]]
    widths = [WIDTH * share for share in (0.07, 0.41, 0.16, 0.13, 0.08, 0.15)]
    yield LongTable(rows, colWidths=widths, repeatRows=1, style=_ruled())
    left = len(invoice.lines) - MOST_LINES
    if left > 0:
        yield _paragraph(label("more_lines", language).format(count=left), BODY)


def _line(line: InvoiceLine, language: str) -> list[Flowable]:
    quantity = f"{_number(line.quantity, language)} {line.unit}".strip()
    numbers = (quantity, *(_number(text, language) for text in (line.price, line.tax_percent, line.amount)))
    return [
        _paragraph(line.number, BODY),
        _paragraph(line.text[:LONGEST_TEXT], BODY),
        *(_paragraph(number, RIGHT) for number in numbers),
    ]


def _sums(invoice: Contents, language: str) -> Iterator[Flowable]:
    if invoice.taxes:
        rows = [[_paragraph(label(head, language), RIGHT_STRONG) for head in ("tax_percent", "tax_base", "tax")]]
        rows += [[_paragraph(_number(text, language), RIGHT) for text in row] for row in invoice.taxes]
        yield Table(rows, colWidths=[WIDTH * 0.12, WIDTH * 0.25, WIDTH * 0.18], style=_ruled(), hAlign="RIGHT")
        yield Spacer(0, 2 * mm)
    rows = [
        [
            _paragraph(label(code, language), RIGHT_STRONG),
            _paragraph(f"{_number(text, language)} {invoice.currency}", RIGHT),
        ]
        for code, text in invoice.sums
    ]
    if rows:
        yield Table(rows, colWidths=[WIDTH * 0.35, WIDTH * 0.2], style=_plain(), hAlign="RIGHT")


def _shown_fact(code: str, text: str, language: str) -> str:
    if code not in DAYS:
        return text
    try:
        day = datetime.date.fromisoformat(text[:8] if text[:8].isdecimal() else text[:10])
    except ValueError:
        return text
    return format_date(day, "long", locale=language)


def _number(text: str, language: str) -> str:
    try:
        number = Decimal(text)
    except InvalidOperation:
        return text
    if not number.is_finite() or abs(number.adjusted()) > 30:
        return text
    return format_decimal(number, format=_pattern(number), locale=language)


def _pattern(number: Decimal) -> str:
    """As many decimals as stated, and two at least where there are any."""
    exponent = number.as_tuple().exponent
    decimals = -exponent if isinstance(exponent, int) and exponent < 0 else 0
    return "#,##0." + "0" * max(decimals, 2) if decimals else "#,##0"


def _paragraph(text: str, style: ParagraphStyle) -> Paragraph:
    shown = escape("".join(_showable(text))).replace("\n", "<br/>")
    return Paragraph(shown, style)


def _showable(text: str) -> Iterator[str]:
    """Letters that the font has; of others what they are without their accents, or a question mark."""
    known = load_fonts()
    for character in text[:LONGEST_TEXT]:
        if ord(character) in known or character == "\n":
            yield character
        elif character.isspace():
            yield " "
        else:
            plain = [part for part in unicodedata.normalize("NFKD", character) if ord(part) in known]
            yield "".join(plain) or "?"


def _plain() -> TableStyle:
    sides = [(f"{side}PADDING", (0, 0), (-1, -1), 0) for side in ("LEFT", "RIGHT", "TOP", "BOTTOM")]
    return TableStyle([*sides, ("VALIGN", (0, 0), (-1, -1), "TOP"), ("BOTTOMPADDING", (0, 0), (-1, -1), 1.5)])


def _ruled() -> TableStyle:
    return TableStyle(
        [
            ("VALIGN", (0, 0), (-1, -1), "TOP"),
            ("LEFTPADDING", (0, 0), (-1, -1), 2),
            ("RIGHTPADDING", (0, 0), (-1, -1), 2),
            ("LINEBELOW", (0, 0), (-1, -1), HAIRLINE, GREY),
        ]
    )
