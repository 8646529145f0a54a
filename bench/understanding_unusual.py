"""Fields of letters in unusual layouts: `PYTHONPATH=. python bench/understanding_unusual.py [--errors]`.

`bench/unusual_letters.txt` holds letters in the style of real ones of nine countries, with what they print and what
they must not be taken to print. Printed: F1 by field, and how many values are invented in a hundred letters: found
where none is printed, or another than the printed one.
"""

from __future__ import annotations

import argparse
import datetime as dt
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from archive.reading import Blankness as Blank
from archive.reading import Line, PageReading, TextSource, Word
from bench.understanding import FIELDS, Tally, field_values, is_same
from ocr_workers.understanding import understand
from paper.geometry import Box, mm_to_px

LETTERS = Path(__file__).parent / "unusual_letters.txt"
TODAY = dt.date(2026, 11, 22)
DPI, WIDTH_PX, HEIGHT_PX, TEXT_MM, LETTER_MM = 300.0, 2480, 3508, 3.0, 1.85
NEVER_INVENTED = ("due_date", "total", "payment_reference", "vat_number")
"""Fields that count as absent where the truth does not name them."""
SETS = {"first set": r"(?![no]\d)", "second set": r"n\d", "third set": r"o\d"}
"""How the names of each set's letters begin."""
_FACT = re.compile(rf"\b(?P<name>{'|'.join(FIELDS)})=(?P<value>.*?)(?=\s+(?:{'|'.join(FIELDS)})=|$)")


@dataclass(frozen=True, slots=True)
class UnusualLetter:
    """A letter's name, its page, and by field the value as the file writes it."""

    name: str
    page: PageReading
    truth: Mapping[str, str]


def unusual_letters() -> Iterator[UnusualLetter]:
    """The letters of the file."""
    for part in re.split(r"^#", LETTERS.read_text(encoding="utf-8"), flags=re.MULTILINE)[1:]:
        head, *lines = part.strip().split("\n")
        truth = {found["name"]: found["value"].strip() for found in _FACT.finditer(head)}
        absent = dict.fromkeys(NEVER_INVENTED, "-")
        yield UnusualLetter(head.split()[0], _page(lines), absent | truth)


def _page(lines: list[str]) -> PageReading:
    return PageReading(
        number=1, width_px=WIDTH_PX, height_px=HEIGHT_PX, dpi=DPI, orientation_deg=0, skew_deg=0.0,
        blankness=Blank.PRINTED, language=None, lines=tuple(_line(line) for line in lines), barcodes=(),
        confidence=0.95, source=TextSource.RECOGNISED,
    )  # fmt: skip


def _line(written: str) -> Line:
    x, y, text = written.split(" ", 2)
    top, _, height = y.partition("/")
    at, size = float(x), float(height or TEXT_MM)
    letter = LETTER_MM * size / TEXT_MM
    words: list[Word] = []
    for part in text.split(" "):
        box = Box(mm_to_px(at, DPI), mm_to_px(float(top), DPI), mm_to_px(letter * len(part), DPI), mm_to_px(size, DPI))
        words += [Word(part, box, 0.95)] if part else []
        at += letter * (len(part) + 1)
    return Line(tuple(words), 0)


def count(letter: UnusualLetter, tallies: Mapping[str, Tally]) -> None:
    """Count what is found of a letter, missed, and invented."""
    found = field_values(understand([letter.page], TODAY))
    for name, written in letter.truth.items():
        tally, got = tallies[name], found.get(name)
        wanted, is_optional = _meant(name, written.removeprefix("?")), written.startswith("?")
        if written == "~" or (is_optional and (got is None or wanted is None)):
            continue
        is_right = got is not None and wanted is not None and is_same(name, wanted, got)
        tally.right += is_right
        tally.missed += wanted is not None and not is_right
        tally.false += got is not None and not is_right
        if not is_right and (got is not None or wanted is not None):
            tally.examples.append(f"{letter.name}: {wanted!r} read as {got!r}")


def _meant(name: str, written: str) -> object:
    if written in ("-", "~", ""):
        return None
    if name in ("date", "due_date"):
        return dt.date.fromisoformat(written)
    if name == "total":
        minor, _, currency = written.partition(",")
        return int(minor), currency
    return written


def main() -> None:
    """Count and print, each set of letters by itself."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--errors", action="store_true", help="print what was missed or invented")
    asked = parser.parse_args()
    letters = list(unusual_letters())
    for title, begins in SETS.items():
        chosen = [letter for letter in letters if re.match(begins, letter.name)]
        tallies = {name: Tally() for name in FIELDS}
        for letter in chosen:
            count(letter, tallies)
        _show(title, len(chosen), tallies, with_errors=asked.errors)


def _show(title: str, letters: int, tallies: Mapping[str, Tally], *, with_errors: bool) -> None:
    print(f"{title}: {letters} letters")
    for name, tally in tallies.items():
        if tally.right + tally.missed + tally.false:
            print(f"{name:20} F1 {tally.f1:.3f}  right {tally.right}  missed {tally.missed}  false {tally.false}")
            print(*(f"    {each}" for each in tally.examples if with_errors), sep="\n", end="\n" if with_errors else "")
    print(f"invented in 100 letters: {100 * sum(tally.false for tally in tallies.values()) / letters:.0f}")


if __name__ == "__main__":
    main()
