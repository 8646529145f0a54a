"""Letters made of the texts in `understanding_letters/`, set on a page without drawing it, with what is true of them.

The texts were written apart from the demo's generator. Five of the eight ways to say the
same are for developing; three (two usual ones and an unusual one), and half of the senders,
are kept for the judgement alone: nothing is learned from them. Words stand where a printer would put
them; the engine's usual misreadings are strewn in.

`occasions/` is harder: letters by what they are about (`@kind occasion`, in the second line `^ sender`), a
quarter of the occasions kept for the judgement in all languages at once. A letter about that occasion was
never learned from in any wording, and the sentences that any letter may bear (`fillers.txt`) are other ones.
"""

from __future__ import annotations

import datetime as dt
import random
import re
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from archive.reading import Blankness, Line, PageReading, TextSource, Word
from bench.understanding_facts import UNBREAKABLE, Facts, draw_facts
from ocr_workers.kinds import DocumentKind
from paper.geometry import Box, mm_to_px

TEXTS = Path(__file__).parent / "understanding_letters"
LANGUAGES = ("en", "nl", "fr", "de", "it")
HELD_OUT = frozenset((1, 4, 6))
OCCASIONS_A_FOLD = 4
"""One in so many occasions is kept for the judgement."""
MOST_FILLERS = 4
DPI, WIDTH_PX, HEIGHT_PX = 300.0, 2480, 3508
TEXT_MM, LETTER_MM, LINE_MM = 3.0, 1.8, 5.2
RIGHT_MM = 192.0
LONGEST_LINE = 90
NOISE = (0.0, 0.0, 0.006, 0.02)
WITHOUT_PAYMENT = frozenset(
    (DocumentKind.COURT, DocumentKind.MEDICAL, DocumentKind.REGISTERED_MAIL_NOTICE, DocumentKind.CONTRACT)
)
SUMS_UP = frozenset(
    (
        DocumentKind.INVOICE, DocumentKind.CREDIT_NOTE, DocumentKind.REMINDER, DocumentKind.BANK_STATEMENT,
        DocumentKind.INSURANCE, DocumentKind.TAX, DocumentKind.UTILITY, DocumentKind.PAYSLIP,
    )
)  # fmt: skip
TAXED = frozenset((DocumentKind.INVOICE, DocumentKind.CREDIT_NOTE, DocumentKind.UTILITY))
_PLACE = re.compile(r"\{(\w+)\}")
# What engines confuse: pairs of what stands there and what is read.
_MISREAD = (
    ("rn", "m"), ("m", "rn"), ("l", "1"), ("I", "l"), ("é", "e"), ("è", "e"), ("ü", "u"), ("ä", "a"), ("ö", "o"),
    ("e", "c"), ("c", "e"), ("o", "0"), ("t", "f"), ("f", "t"), ("h", "b"), ("i", "l"), ("S", "5"), ("B", "8"),
    ("à", "a"), ("ß", "B"), (",", "."), ("n", "u"), ("a", "o"),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Text:
    """One way to say one kind of letter: lines of the notation in `understanding_letters`, and its turn from 0."""

    kind: DocumentKind
    language: str
    turn: int
    lines: tuple[str, ...]
    occasion: str = ""
    sender: str = ""

    @property
    def is_for_developing(self) -> bool:
        """Whether anything may be learned from it."""
        return self.fold % OCCASIONS_A_FOLD > 0 if self.occasion else self.turn not in HELD_OUT

    @property
    def fold(self) -> int:
        """A number that all letters about the same occasion share, in whichever language."""
        return zlib.crc32(f"{self.kind.value}/{self.occasion or self.turn}".encode()) >> 4

    @property
    def name(self) -> str:
        """Language, kind and occasion or turn."""
        return f"{self.language}/{self.kind.value}/{self.occasion or self.turn}"


@dataclass(frozen=True, slots=True)
class MadeLetter:
    """A letter as reading would hand it on, and the truth; a field that it does not print is not in `truth`."""

    kind: DocumentKind
    language: str
    name: str
    page: PageReading
    today: dt.date
    truth: dict[str, object] = field(default_factory=dict)
    fold: int = 0


@cache
def texts() -> tuple[Text, ...]:
    """All texts that say the same in several ways."""
    return tuple(text for language in LANGUAGES for text in _read(language))


@cache
def occasions() -> tuple[Text, ...]:
    """All texts by occasion, of the languages that have been written."""
    return tuple(text for language in LANGUAGES for text in _read_occasions(language))


def letters(*, developing: bool, variants: int, seed: int) -> Iterator[MadeLetter]:
    """Every text of one half, set `variants` times with other facts, layouts and misreadings."""
    for text in texts():
        if text.is_for_developing is developing:
            for variant in range(variants):
                yield _Setter(text, random.Random(f"{seed}/{text.language}/{text.kind}/{text.turn}/{variant}")).letter()


def letters_by_occasion(*, developing: bool, variants: int, seed: int) -> Iterator[MadeLetter]:
    """Every letter about the occasions of one side, set `variants` times."""
    for text in occasions():
        if text.is_for_developing is developing:
            for variant in range(variants):
                yield _Setter(text, random.Random(f"{seed}/{text.name}/{variant}")).letter()


def _read_occasions(language: str) -> Iterator[Text]:
    turns: dict[DocumentKind, int] = {}
    for path in sorted((TEXTS / "occasions" / language).glob("*.txt")):
        for chunk in re.split(r"^@", path.read_text(), flags=re.MULTILINE)[1:]:
            head, *lines = chunk.strip().splitlines()
            name, occasion = head.split()
            kind = DocumentKind(name)
            sender = lines.pop(0)[2:] if lines[0].startswith("^ ") else ""
            turns[kind] = turns.get(kind, -1) + 1
            yield Text(kind, language, turns[kind], tuple(_greeted(lines)), occasion, sender)


def _greeted(lines: list[str]) -> list[str]:
    """A letter with a subject line greets its reader before and after; notices and forms do not."""
    return [lines[0], "{hello}", *lines[1:], "{bye}"] if lines[0].startswith("> ") else lines


@cache
def fillers(language: str, *, for_developing: bool) -> tuple[str, ...]:
    """Sentences that letters of any kind bear; every other one is for developing."""
    lines = (TEXTS / "fillers" / f"{language}.txt").read_text().splitlines()
    return tuple(lines[0 if for_developing else 1 :: 2])


def _read(language: str) -> Iterator[Text]:
    turns: dict[str, int] = {}
    for chunk in (TEXTS / f"{language}.txt").read_text().split("@")[1:]:
        kind, *lines = chunk.strip().splitlines()
        turn = turns.get(kind, 0)
        turns[kind] = turn + 1
        yield Text(DocumentKind(kind), language, turn, tuple(lines))


class _Setter:
    """Sets one letter from top to bottom."""

    def __init__(self, text: Text, rng: random.Random) -> None:
        self._text, self._rng = text, rng
        self._facts: Facts = draw_facts(rng, text.language, for_developing=text.is_for_developing)
        self._facts.settle_sums(" ".join(text.lines))
        if text.sender:
            self._facts.sender = text.sender
        self._lines: list[Line] = []
        self._noise = rng.choice(NOISE)
        self._y_mm = 0.0
        self._truth: dict[str, object] = {}

    def letter(self) -> MadeLetter:
        """The letter."""
        is_plain = self._text.kind in (DocumentKind.OTHER, DocumentKind.REGISTERED_MAIL_NOTICE)
        self._head()
        if not is_plain or self._rng.random() < 0.3:
            self._recipient()
        if "{date}" not in " ".join(self._text.lines) and (not is_plain or self._rng.random() < 0.3):
            self._date()
        self._y_mm = max(self._y_mm + 6, 84 + self._rng.random() * 14)
        for line in self._text.lines:
            self._line(line)
        if self._text.occasion:
            self._fillers()
        self._foot()
        page = PageReading(
            number=1, width_px=WIDTH_PX, height_px=HEIGHT_PX, dpi=DPI, orientation_deg=0, skew_deg=0.0,
            blankness=Blankness.PRINTED, language=None, lines=tuple(self._lines), barcodes=(), confidence=0.95,
            source=TextSource.RECOGNISED,
        )  # fmt: skip
        made = self._text
        return MadeLetter(made.kind, made.language, made.name, page, self._facts.today, self._truth, made.fold)

    def _fillers(self) -> None:
        offered = fillers(self._text.language, for_developing=self._text.is_for_developing)
        for line in self._rng.sample(offered, self._rng.choice((0, 0, 1, 2, MOST_FILLERS))):
            self._paragraph(self._filled(line))

    def _head(self) -> None:
        facts, side = self._facts, self._rng.choice((20.0, 20.0, 75.0, 115.0))
        large = self._rng.choice((6.5, 5.5, 4.6, 3.4))
        self._put(side, 13.0, facts.sender, large)
        self._put(side, 21.5, self._rng.choice((facts.sender_address, facts.sender_contact)), 2.4)
        self._truth["sender"] = facts.sender
        self._y_mm = 30.0

    def _recipient(self) -> None:
        facts, side = self._facts, self._rng.choice((22.0, 22.0, 115.0))
        top = 44.0 + self._rng.random() * 6
        if self._rng.random() < 0.4:
            self._put(side, top - 5, f"{facts.sender} · {facts.sender_address.replace(' - ', ' · ')}", 1.9)
        for line in facts.recipient:
            self._put(side, top, line)
            top += LINE_MM
        self._y_mm = top

    def _date(self) -> None:
        facts = self._facts
        form = self._rng.choice((facts.place_and_date, facts.labelled_date, facts.place_and_date))
        self._put(self._rng.choice((22.0, 130.0)), self._y_mm + 3, form)
        self._truth["date"] = facts.date
        self._y_mm += 4

    def _line(self, line: str) -> None:
        mark, rest = (line[0], line[2:]) if line[:2] in ("! ", "> ") else ("", line)
        text = self._filled(rest)
        if mark == "!":
            self._y_mm += 4
            self._put(22.0, self._y_mm, text, self._rng.choice((5.5, 4.8, 4.2, TEXT_MM)))
            self._y_mm += 9
        elif mark == ">":
            self._truth["subject"] = text
            label = self._rng.choice((self._facts.subject_label, ""))
            self._put(22.0, self._y_mm, f"{label}{text}")
            self._y_mm += 9
        elif " | " in line or line.endswith(" |"):
            self._columns([cell.strip() for cell in text.split("|")])
        else:
            self._paragraph(text)

    def _columns(self, cells: list[str]) -> None:
        last = len(cells) - 1
        for position, cell in enumerate(cells):
            left = 22.0 + position * 150.0 / max(2, len(cells))
            if position == last and len(cell) < 24 and position:
                left = RIGHT_MM - LETTER_MM * len(cell)
            if cell:
                self._put(left, self._y_mm, cell)
        self._y_mm += LINE_MM + 0.6

    def _paragraph(self, text: str) -> None:
        words, line = text.split(" "), ""
        for word in words:
            if len(line) + len(word) + 1 > LONGEST_LINE:
                self._put(22.0, self._y_mm, line)
                self._y_mm += LINE_MM
                line = ""
            line = f"{line} {word}".strip()
        self._put(22.0, self._y_mm, line)
        self._y_mm += LINE_MM + 2

    def _foot(self) -> None:
        if self._rng.random() < 0.75:
            for step, line in enumerate(self._facts.footer(self._truth)):
                self._put(22.0, 280.0 + 4 * step, line, 2.3)

    def _filled(self, line: str) -> str:
        return _PLACE.sub(lambda found: self._fact(found[1]), line)

    def _fact(self, name: str) -> str:
        kind = self._text.kind
        wanted = {
            "due": kind not in WITHOUT_PAYMENT, "total": kind in SUMS_UP, "tax": kind in TAXED,
        }.get(name, True)  # fmt: skip
        printed, truth = self._facts.printed(name)
        if truth is not None and wanted:
            self._truth.setdefault(*truth)
        return printed

    def _put(self, x_mm: float, y_mm: float, text: str, height_mm: float = TEXT_MM) -> None:
        letter = LETTER_MM * height_mm / TEXT_MM
        words: list[Word] = []
        for part in self._misread(text).replace(UNBREAKABLE, " ").split(" "):
            if part:
                size = (mm_to_px(letter * len(part), DPI), mm_to_px(height_mm, DPI))
                words.append(Word(part, Box(mm_to_px(x_mm, DPI), mm_to_px(y_mm, DPI), *size), 0.93))
            x_mm += letter * (len(part) + 1)
        self._lines.append(Line(tuple(words), 0))

    def _misread(self, text: str) -> str:
        """The text with some letters misread; digits are spared, because nothing could be told from wrong ones."""
        words = text.split(" ")
        for position, word in enumerate(words):
            if not any(mark.isdigit() for mark in word) and self._rng.random() < self._noise * len(word):
                there, read = self._rng.choice(_MISREAD)
                words[position] = word.replace(there, read, 1)
        return " ".join(words)
