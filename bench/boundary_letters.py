"""Letters for `bench/boundaries.py`, as readings without pictures: the generator's, and layouts of the bench's own.

The families of layouts in `DEVELOPMENT` and in `HELD_OUT` share sentences and nothing else: neither the place of a
letterhead, nor the way pages are numbered, nor how later pages look.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from archive.reading import Blankness, Line, PageReading, TextSource, Word
from paper.geometry import Box, mm_to_px
from wiring.demo.letters.composition import grouped_iban
from wiring.demo.letters.drawing import PageDrawing, Text
from wiring.demo.letters.fonts import width_mm
from wiring.demo.letters.letter import LANGUAGES, WORDINGS
from wiring.demo.letters.people_and_places import draw_sender
from wiring.demo.letters.truth import LetterKind, Recipient

DPI = 300.0
SIZE_MM = 2.9
Placed = tuple[float, float, str, float]
Pages = list[list[Placed]]


@dataclass
class Press:
    """Sets one letter; a family draws its head and foot, and text flows from page to page."""

    rng: random.Random
    language: str
    to: Recipient
    size: float = SIZE_MM
    left: float = 25.0
    width: float = 160.0
    top: float = 30.0
    bottom: float = 262.0
    later: Callable[[Press, int], None] = lambda _press, _number: None
    before_break: Callable[[Press], None] = lambda _press: None
    pages: Pages = field(default_factory=lambda: [[]])
    y: float = 30.0

    def __post_init__(self) -> None:
        """Draw the sender and the numbers of the letter."""
        self.wording = WORDINGS[self.language]
        kind = self.rng.choice(list(LetterKind))
        self.sender = draw_sender(self.rng, self.language, kind)
        self.number = "".join(self.rng.choices("0123456789", k=self.rng.randrange(6, 10)))
        self.customer = f"{self.rng.randrange(100, 999)} {self.rng.randrange(1000, 9999)}"
        self.iban = grouped_iban(self.sender.iban)
        day, month = self.rng.randrange(1, 28), self.rng.randrange(12)
        numeric = (f"{day:02}.{month + 1:02}.2026", f"{day:02}/{month + 1:02}/2026")
        self.date = self.rng.choice((f"{day} {self.wording.months[month]} 2026", *numeric))

    def put(self, x: float, y: float, text: str, size: float | None = None) -> None:
        """A line at a place."""
        self.pages[-1].append((x, y, text, size or self.size))

    def centre(self, y: float, text: str, size: float | None = None) -> None:
        """A line in the middle."""
        self.put(105 - len(text) * (size or self.size) * 0.31, y, text, size)

    def right(self, y: float, text: str, size: float | None = None) -> None:
        """A line that ends at the right margin."""
        self.put(190 - len(text) * (size or self.size) * 0.62, y, text, size)

    def need(self, height: float) -> None:
        """Begin another page where there is no room."""
        if self.y + height > self.bottom:
            self.before_break(self)
            self.pages.append([])
            self.y = self.top
            self.later(self, len(self.pages))

    def text(self, text: str, size: float | None = None) -> None:
        """A paragraph."""
        size = size or self.size
        line: list[str] = []
        for word in [*text.split(), ""]:
            if not word or len(" ".join([*line, word])) * size * 0.62 > self.width:
                self.need(size * 1.6)
                self.put(self.left, self.y, " ".join(line), size)
                self.y += size * 1.65
                line = []
            line.append(word)
        self.y += size * 0.9

    def clause(self, numbered: int | None = None) -> None:
        """A headed paragraph, numbered if wished."""
        heading, text = self.rng.choice(self.wording.clauses)
        self.need(self.size * 6)
        self.put(self.left, self.y, f"{numbered}. {heading}" if numbered else heading)
        self.y += self.size * 1.9
        self.text(text)

    def row(self, *cells: str) -> None:
        """A row of a table."""
        self.need(self.size * 2)
        step = self.width / len(cells)
        for index, cell in enumerate(cells):
            self.put(self.left + step * index, self.y, cell)
        self.y += self.size * 1.9

    def amount(self) -> str:
        """Some money."""
        return f"{self.rng.randrange(10, 9000)}{self.wording.decimal}{self.rng.randrange(100):02}"

    def address(self, x: float, y: float) -> None:
        """The recipient."""
        for index, line in enumerate((self.to.name, self.to.street, f"{self.to.postcode} {self.to.city}")):
            self.put(x, y + 5 * index, line)

    def foot(self, y: float = 284, size: float = 2.0) -> None:
        """The sender's small print."""
        sender = self.sender
        self.put(self.left, y, f"{sender.name} - {sender.street} - {sender.postcode} {sender.city}", size)
        self.put(self.left, y + 4, f"{sender.phone} - {sender.email} - {sender.vat_number} - IBAN {self.iban}", size)


def reading_of(placed: Sequence[Placed], rng: random.Random, noise: float, language: str | None) -> PageReading:
    """A page as an engine reads it: letters confused at the rate `noise`, words lost, boxes off by a pixel or two."""
    lines = [line for line in (_line(each, rng, noise) for each in placed) if line.words and rng.random() >= noise / 8]
    lines.sort(key=lambda line: line.words[0].box.y)
    return PageReading(
        number=1, width_px=2480, height_px=3508, dpi=DPI, orientation_deg=0, skew_deg=0.0,
        blankness=Blankness.PRINTED if lines else Blankness.BLANK, language=language if lines else None,
        lines=tuple(lines), barcodes=(), confidence=0.95 if lines else 0.0,
        source=TextSource.RECOGNISED if lines else TextSource.NONE,
    )  # fmt: skip


def placed_of(drawing: PageDrawing) -> list[Placed]:
    """The generator's text marks: left, top, content, height of the type."""
    marks = [mark for mark in drawing.marks if isinstance(mark, Text)]
    return [(m.x_mm, m.baseline_mm - m.style.size_pt * 0.26, m.content, m.style.size_pt * 0.265) for m in marks]


def generator_width(drawing: PageDrawing) -> float:
    """How wide the generator's letters are beside their height, on the whole page."""
    marks = [mark for mark in drawing.marks if isinstance(mark, Text) and len(mark.content) > 8]
    return sum(width_mm(m.content, m.style) / (len(m.content) * m.style.size_pt * 0.265) for m in marks) / len(marks)


_CONFUSED = (
    "O0", "0O", "l1", "1l", "I1", "rn", "e c", "B8", "5S", "a4", "uü", "éE", "m ", ".,", ",.", "G6", "ti", "nu",
)  # fmt: skip


def _line(placed: Placed, rng: random.Random, noise: float) -> Line:
    x, y, text, size = placed
    words = []
    for word in text.split():
        width = len(word) * size * 0.62
        box = Box(
            mm_to_px(x, DPI) + rng.randrange(-2, 3), mm_to_px(y, DPI) + rng.randrange(-2, 3),
            mm_to_px(width, DPI), max(6, mm_to_px(size, DPI) + rng.randrange(-1, 2)),
        )  # fmt: skip
        x += width + size * 0.62
        read = "".join(_sign(sign, rng, noise) for sign in word).replace(" ", "")
        if read and rng.random() >= noise / 4:
            words.append(Word(read, box, 0.98 - 4 * noise * rng.random()))
    return Line(tuple(words), 0)


def _sign(sign: str, rng: random.Random, noise: float) -> str:
    if rng.random() >= noise:
        return sign
    return next((pair[-1] for pair in _CONFUSED if pair[0] == sign), rng.choice("aeilnrt,.1 "))


def any_language(rng: random.Random) -> str:
    """One of the five."""
    return rng.choice(LANGUAGES)
