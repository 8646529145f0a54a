"""Setting a letter: words broken into lines, lines into pages, by the layout and the stationery."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass, field

from wiring.demo.letters.drawing import A4_WIDTH_MM, BLACK, Mark, PageDrawing, Stroke, Text, rule
from wiring.demo.letters.fonts import Style, shrunk_to_fit, width_mm
from wiring.demo.letters.layouts import BOTTOM_MM, FOOTER_TOP_MM, LEFT_MM, RIGHT_MM, Places
from wiring.demo.letters.letterheads import Stationery, footer, letterhead
from wiring.demo.letters.people_and_places import Sender
from wiring.demo.letters.tables import Table
from wiring.demo.letters.wording import LanguageWording

TEXT_WIDTH_MM = RIGHT_MM - LEFT_MM
_MM_PER_POINT = 25.4 / 72
_NEXT_PAGE_TOP_MM = 48.0


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Running text; `gap_mm` is the white below it."""

    text: str
    bold: bool = False
    gap_mm: float = 3.2


@dataclass(frozen=True, slots=True)
class Signature:
    """White for a pen, the pen's stroke, and who signs."""

    name: str
    office: str


Block = Paragraph | Table | Signature


@dataclass(frozen=True, slots=True)
class Manuscript:
    """A letter in words, ready to be set.

    Attributes:
        sender: For letterhead and footer.
        wording: Labels of the language.
        address: The recipient's block.
        details: Label and value pairs of the information block.
        day_line: "Place, date", set where the layout has a place for it.
        subject: The subject line with its label.
        blocks: What follows, in order.
        page_mark: Template over `page` and `pages`, or "" for none.
        mark_single: Whether a letter of one page is numbered too.
        running_head: What identifies the letter on its further pages.
        account_in_footer: Whether the sender's bank account stands in the footer.
    """

    sender: Sender
    wording: LanguageWording
    address: tuple[str, ...]
    details: tuple[tuple[str, str], ...]
    day_line: str
    subject: str
    blocks: tuple[Block, ...]
    page_mark: str
    mark_single: bool
    running_head: str
    account_in_footer: bool


def set_letter(rng: random.Random, manuscript: Manuscript, places: Places, look: Stationery) -> tuple[PageDrawing, ...]:
    """All pages of the letter, the first one with letterhead, address and footer."""
    flow = _Flow(look, manuscript.running_head, [list(_first_page(manuscript, places, look))], places.body_top)
    flow.paragraph(Paragraph(manuscript.subject, bold=True, gap_mm=5))
    for block in manuscript.blocks:
        match block:
            case Paragraph():
                flow.paragraph(block)
            case Table():
                flow.table(block)
            case Signature():
                flow.signature(rng, block)
    return _numbered(rng, manuscript, look, flow.pages)


def broken(text: str, style: Style, width: float) -> Iterator[str]:
    """The lines of `text` when no line may be wider than `width` millimetres."""
    line = ""
    for word in text.split():
        longer = f"{line} {word}" if line else word
        if line and width_mm(longer, style) > width:
            yield line
            line = word
        else:
            line = longer
    if line:
        yield line


@dataclass(slots=True)
class _Flow:
    """The pages so far and the height at which the next line stands."""

    look: Stationery
    running_head: str
    pages: list[list[Mark]]
    y: float
    leading: float = field(init=False)

    def __post_init__(self) -> None:
        self.leading = self.look.body.size_pt * _MM_PER_POINT * 1.32

    def need(self, height: float) -> None:
        """Turn to a fresh page where less than `height` millimetres are left."""
        if self.y + height <= BOTTOM_MM:
            return
        head = Text(LEFT_MM, 28, self.running_head, self.look.body.sized(8.5))
        self.pages.append([head, rule(LEFT_MM, 31, TEXT_WIDTH_MM, 0.2, self.look.accent)])
        self.y = _NEXT_PAGE_TOP_MM

    def put(self, x: float, text: str, style: Style, ink: int = BLACK) -> None:
        """Set characters on the current line."""
        self.pages[-1].append(Text(x, round(self.y, 3), text, style, ink))

    def paragraph(self, block: Paragraph) -> None:
        """Set running text."""
        style = self.look.body.sized(self.look.body.size_pt, bold=block.bold)
        # A heading stays with the first lines below it.
        self.need(self.leading * (4 if block.bold else 2))
        for line in broken(block.text, style, TEXT_WIDTH_MM):
            self.need(self.leading)
            self.put(LEFT_MM, line, style)
            self.y += self.leading
        self.y += block.gap_mm

    def table(self, table: Table) -> None:
        """Set headings, rows and totals between rules."""
        bold = self.look.body.sized(self.look.body.size_pt - 0.5, bold=True)
        plain = bold.sized(bold.size_pt, bold=False)
        self.need(self.leading * 4)
        self._row(table, table.headings, bold)
        self._rule(0.35)
        for row in table.rows:
            self.need(self.leading * 2)
            self._row(table, row, plain)
        self._rule(0.2)
        for index, (label, amount) in enumerate(table.totals):
            self.need(self.leading)
            self._total(label, amount, bold if index == len(table.totals) - 1 else plain)
        self.y += 4

    def signature(self, rng: random.Random, block: Signature) -> None:
        """Leave room for a pen, and sign."""
        self.need(26)
        self.pages[-1].append(_pen_stroke(rng, LEFT_MM + 2, self.y + 3))
        self.y += 13
        for line in (block.name, block.office):
            self.put(LEFT_MM, line, self.look.body)
            self.y += self.leading

    def _row(self, table: Table, cells: tuple[str, ...], style: Style) -> None:
        left = LEFT_MM
        for index, (cell, share) in enumerate(zip(cells, table.shares, strict=True)):
            width = TEXT_WIDTH_MM * share
            flush_right = index and index >= len(cells) - 2 + (len(cells) == 3)
            shift = width - width_mm(cell, style) if flush_right else 0
            if cell:
                self.put(left + shift, _clipped(cell, style, width), style)
            left += width
        self.y += self.leading * 1.1

    def _total(self, label: str, amount: str, style: Style) -> None:
        self.put(LEFT_MM + TEXT_WIDTH_MM * 0.5, label, style)
        self.put(RIGHT_MM - width_mm(amount, style), amount, style)
        self.y += self.leading * 1.1

    def _rule(self, width: float) -> None:
        self.pages[-1].append(rule(LEFT_MM, self.y - self.leading * 0.75, TEXT_WIDTH_MM, width))
        self.y += self.leading * 0.35


def _clipped(cell: str, style: Style, width: float) -> str:
    return next(broken(cell, style, width - 2), cell)


def _first_page(manuscript: Manuscript, places: Places, look: Stationery) -> Iterator[Mark]:
    yield from letterhead(look, manuscript.sender)
    yield from _address(manuscript, places, look)
    yield from _details(manuscript, places, look)
    if places.day is not None:
        yield Text(*places.day, manuscript.day_line, look.body)
    for height in places.fold_marks:
        yield rule(4, height, 5, 0.15, 90)
    yield from footer(look, manuscript.sender, manuscript.wording, with_account=manuscript.account_in_footer)


def _address(manuscript: Manuscript, places: Places, look: Stationery) -> Iterator[Mark]:
    x, y = places.address
    style = look.body.sized(max(look.body.size_pt, 10))
    if places.return_line:
        sender = manuscript.sender
        line = f"{sender.name} · {sender.street} · {sender.postcode} {sender.city}"
        small = look.body.sized(6.5)
        yield Text(x, y - 6, next(broken(line, small, 82), line), small, 40)
        yield rule(x, y - 5, 80, 0.1, 60)
    for row, line in enumerate(manuscript.address):
        yield Text(x, y + 5.2 * row, line, style)


def _details(manuscript: Manuscript, places: Places, look: Stationery) -> Iterator[Mark]:
    small = look.body.sized(8, bold=False)
    if places.details_stacked:
        yield from _stacked_details(manuscript, places, small)
        return
    x, y = places.details
    # The widest label beside the widest value decides the size of all rows.
    label = max((f"{label}:" for label, _ in manuscript.details), key=len)
    value = max((value for _, value in manuscript.details), key=len)
    small = shrunk_to_fit(f"{label} {value}", small, min(A4_WIDTH_MM - 10 - x, 80))
    indent = 2 + max(width_mm(f"{label}:", small) for label, _ in manuscript.details)
    for row, (label, value) in enumerate(manuscript.details):
        yield Text(x, y + 4.6 * row, f"{label}:", small, 30)
        yield Text(x + indent, y + 4.6 * row, value, small)


def _stacked_details(manuscript: Manuscript, places: Places, small: Style) -> Iterator[Mark]:
    x, y = places.details
    step = TEXT_WIDTH_MM / len(manuscript.details)
    for row, (label, value) in enumerate(manuscript.details):
        left, fitting = x + step * row, shrunk_to_fit(value, small, step - 3)
        # A hair between the baselines keeps the columns from counting as one line.
        yield Text(left, y + 0.001 * row, label, shrunk_to_fit(label, small, step - 3), 50)
        yield Text(left, y + 4.2 + 0.001 * row, value, fitting)


def _numbered(
    rng: random.Random, manuscript: Manuscript, look: Stationery, pages: list[list[Mark]]
) -> tuple[PageDrawing, ...]:
    style = look.body.sized(8.5, bold=False)
    at_foot, flush_right = rng.random() < 0.6, rng.random() < 0.5
    for number, marks in enumerate(pages, start=1):
        if not manuscript.page_mark or (len(pages) == 1 and not manuscript.mark_single):
            continue
        mark = manuscript.page_mark.format(page=number, pages=len(pages))
        width = width_mm(mark, style)
        left = RIGHT_MM - width if flush_right else 105 - width / 2
        # The first page carries its number at the foot whatever the others do: its head is taken.
        marks.append(Text(left, FOOTER_TOP_MM - 4 if at_foot or number == 1 else 28.002, mark, style))
    return tuple(PageDrawing(tuple(marks)) for marks in pages)


def _pen_stroke(rng: random.Random, x: float, y: float) -> Stroke:
    points = [(x, y)]
    for step in range(1, 26):
        swing = 4.5 if step < 8 else 2.2
        points.append((x + step * 1.4 + rng.uniform(-1.2, 1.2), y + rng.uniform(-swing, swing) * (0.6 + step % 2)))
    return Stroke(tuple(points), 0.35, 50)
