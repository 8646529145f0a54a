"""What reading does to printed lines, in families: those of tuning and, beside them, those kept for testing.

Each family is a handful of rates: letters taken for look-alikes, accents lost, words merged and split, letters lost,
digits mistaken, whole lines lost or swapped, specks read as marks.
"""

from __future__ import annotations

import random
import re
import unicodedata
from dataclasses import dataclass, replace

_LIKE = {
    "m": ("rn", "nn"), "rn": ("m",), "w": ("vv",), "d": ("cl",), "cl": ("d",), "o": ("0", "c"), "l": ("1", "I", "i"),
    "i": ("l", "1", "j"), "e": ("c", "o"), "c": ("e",), "a": ("o", "s"), "s": ("5",), "b": ("6", "h"), "h": ("b",),
    "n": ("u", "ri"), "u": ("ii", "n"), "t": ("f", "l"), "f": ("t",), "g": ("q", "9"), "z": ("2",), "v": ("y",),
    "I": ("l", "1"), "O": ("0", "Q"), "B": ("8", "R"), "S": ("5", "8"), "G": ("6", "C"), "D": ("O",), "Z": ("2",),
    "E": ("F",), "V": ("Y",), "H": ("N", "II"), "M": ("N",), "R": ("P",), "U": ("V",), "é": ("6", "e"), "ö": ("6", "o"),
    "ß": ("B", "ss", "b"), "ü": ("ii", "u"), "ä": ("a",),
}  # fmt: skip
_DIGITS = {
    "0": "O8",
    "1": "7lI",
    "2": "Z7",
    "3": "85",
    "4": "9A",
    "5": "S6",
    "6": "58b",
    "7": "12",
    "8": "3B6",
    "9": "48g",
}


@dataclass(frozen=True, slots=True)
class Family:
    """Rates per letter, word or line, 0 to 1."""

    name: str
    letter: float = 0.0
    accent: float = 0.0
    merge: float = 0.0
    split: float = 0.0
    lost_letter: float = 0.0
    digit: float = 0.0
    lost_line: float = 0.0
    swapped: float = 0.0
    speck: float = 0.0
    upper: float = 0.0
    confidence: float = 0.95


FAMILIES = {
    "dev": (
        Family("clean"),
        Family("clean, lost accents", accent=0.6),
        Family(
            "reference engine, worn print", letter=0.012,
            accent=0.15, digit=0.003, split=0.01, speck=0.03, confidence=0.88,
        ),
        Family(
            "fast engine, worn print", letter=0.006,
            accent=0.25, merge=0.08, lost_letter=0.002, digit=0.002, confidence=0.93,
        ),
        Family(
            "poor scan", letter=0.03,
            accent=0.3, merge=0.03, split=0.02, lost_letter=0.008, digit=0.01, lost_line=0.01, swapped=0.01,
            speck=0.05, confidence=0.75,
        ),
    ),
    "test": (
        Family("clean"),
        Family("born digital, odd order", swapped=0.03),
        Family(
            "capitals, worn print", letter=0.01,
            upper=1.0, accent=0.7, digit=0.003, split=0.01, confidence=0.88,
        ),
        Family(
            "fast engine, tight type", letter=0.004,
            accent=0.1, merge=0.2, lost_letter=0.002, digit=0.001, confidence=0.94,
        ),
        Family(
            "dot matrix", letter=0.02,
            accent=0.5, split=0.05, lost_letter=0.01, digit=0.008, speck=0.08, confidence=0.7,
        ),
        Family(
            "fax", letter=0.035,
            accent=0.4, merge=0.02, split=0.01, lost_letter=0.012, digit=0.012, lost_line=0.02, speck=0.06,
            confidence=0.68,
        ),
    ),
}  # fmt: skip
MEASURED = {"dot matrix": (0.011, 0.0045, 0.038), "fax": (0.006, 0.002, 0.013)}
"""Letters misread, letters lost and digits misread, as the engine did on recipients that were printed, worn and read
(ADR 17): nine pins, and the worse of two faxes."""
WEIGHTS = {"dev": (30, 12, 25, 25, 8), "test": (30, 10, 15, 25, 12, 8)}


def draw_family(rng: random.Random, part: str) -> Family:
    """One of the part's families; clean pages are the commonest, as they are in life."""
    return rng.choices(FAMILIES[part], WEIGHTS[part])[0]


def as_measured(family: Family) -> Family:
    """The family with the rates at which the engine really misreads such print, where they were measured."""
    if family.name not in MEASURED:
        return family
    letter, lost, digit = MEASURED[family.name]
    return replace(family, letter=letter, lost_letter=lost, digit=digit)


def worn(rng: random.Random, family: Family, lines: list[str]) -> list[str]:
    """The lines as read; some may be lost or out of order."""
    kept = [line for line in lines if rng.random() >= family.lost_line]
    if len(kept) > 2 and rng.random() < family.swapped:
        at = rng.randrange(len(kept) - 1)
        kept[at], kept[at + 1] = kept[at + 1], kept[at]
    return [each for each in (_worn_line(rng, family, line) for line in kept) if each]


def _worn_line(rng: random.Random, family: Family, line: str) -> str:
    text = line.upper() if rng.random() < family.upper else line
    text = "".join(_worn_letter(rng, family, letter) for letter in text)
    words = text.split(" ")
    out = words[0]
    for word in words[1:]:
        out += ("" if rng.random() < family.merge else " ") + word
    if rng.random() < family.split * len(words):
        at = rng.randrange(1, max(2, len(out)))
        out = out[:at] + " " + out[at:]
    if rng.random() < family.speck:
        out = (
            rng.choice((". ", "' ", "- ", "| ", "_ ")) + out
            if rng.random() < 0.5
            else out + rng.choice((" .", " |", " '", ","))
        )
    return re.sub(r"\s+", " ", out).strip()


def _worn_letter(rng: random.Random, family: Family, letter: str) -> str:
    if letter.isdigit():
        return rng.choice(_DIGITS[letter]) if rng.random() < family.digit else letter
    if not letter.isalpha():
        return letter
    if rng.random() < family.lost_letter:
        return ""
    if rng.random() < family.letter:
        return rng.choice(_LIKE.get(letter, (letter,)))
    if rng.random() < family.accent:
        return "".join(m for m in unicodedata.normalize("NFKD", letter) if not unicodedata.combining(m))
    return letter
