"""The kinds of letters, and the words by which each is known in five languages.

Words are in plain form: lower case, no accents, parted by `;`. A line begins with its
kind: `kind!:` for words that name it, `kind:` for words that merely belong to it. `*` at
the end stands for any ending, at the beginning for any first half of a compound.
"""

from __future__ import annotations

import enum
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import TypeVar

from ocr_workers.kind_words import dutch, english, french, german, italian
from ocr_workers.postal import plain


class DocumentKind(enum.Enum):
    """What a letter is."""

    INVOICE = "invoice"
    CREDIT_NOTE = "credit_note"
    REMINDER = "reminder"
    BANK_STATEMENT = "bank_statement"
    INSURANCE = "insurance"
    TAX = "tax"
    COURT = "court"
    UTILITY = "utility"
    CONTRACT = "contract"
    MEDICAL = "medical"
    PAYSLIP = "payslip"
    ADVERTISING = "advertising"
    REGISTERED_MAIL_NOTICE = "registered_mail_notice"
    LETTER = "letter"
    OTHER = "other"


Key = TypeVar("Key")
KINDS = tuple(DocumentKind)
LISTS: Mapping[str, str] = {
    "en": english.WORDS, "nl": dutch.WORDS, "fr": french.WORDS, "de": german.WORDS, "it": italian.WORDS,
}  # fmt: skip
COMPOUNDING = frozenset(("nl", "de"))
"""Languages that write compounds as one word: "Privatrechnung" is a "Rechnung"."""
SHORTEST_HALF = 6
"""Letters that a word needs to be recognised as half of a compound."""
LONGEST_TERM = 6
_HEAD = re.compile(r"^(\w+)(!?):", re.MULTILINE)
_CONFUSED = str.maketrans({"1": "i", "l": "i", "|": "i", "0": "o", "5": "s", "8": "b"})


@dataclass(frozen=True, slots=True)
class Term:
    """What a word or phrase speaks for, and whether it names the kind."""

    kind: DocumentKind
    is_name: bool


@dataclass(frozen=True, slots=True)
class Lexicon:
    """The words of one language, for looking up; keys are folded words (see `folded`).

    Attributes:
        phrases: By one to `LONGEST_TERM` words.
        beginnings: By the letters before a `*`.
        endings: By the letters after a `*`, and in compounding languages every word that may end a compound.
    """

    phrases: Mapping[tuple[str, ...], tuple[Term, ...]]
    beginnings: Mapping[str, tuple[Term, ...]]
    endings: Mapping[str, tuple[Term, ...]]

    def terms_in(self, words: tuple[str, ...]) -> Iterator[tuple[str, tuple[Term, ...]]]:
        """The terms in some folded words, the longest at each place, with what they stand for."""
        at = 0
        while at < len(words):
            length, found = self._longest(words, at)
            if found:
                yield " ".join(words[at : at + length]), found
            at += length

    def _longest(self, words: tuple[str, ...], at: int) -> tuple[int, tuple[Term, ...]]:
        for length in range(min(LONGEST_TERM, len(words) - at), 0, -1):
            found = self.phrases.get(words[at : at + length])
            if found:
                return length, found
        return 1, self._part_of(words[at])

    def _part_of(self, word: str) -> tuple[Term, ...]:
        for length in range(len(word), 2, -1):
            if found := self.beginnings.get(word[:length]):
                return found
        for start in range(1, len(word) - SHORTEST_HALF + 1):
            if found := self.endings.get(word[start:]):
                return found
        return ()


def folded(text: str) -> tuple[str, ...]:
    """The words of a text in plain form, with letters that engines confuse made the same; numbers are left out."""
    return tuple(fold_word(word) for word in plain(text).split() if not word.isdecimal())


def fold_word(word: str) -> str:
    """One plain word with confused letters made the same: l, 1 and i; o and 0; rn and m."""
    return word.translate(_CONFUSED).replace("rn", "m")


@cache
def lexicon_of(language: str | None) -> Lexicon:
    """The words of a language (ISO 639-1), or of all where the language is not known."""
    phrases: dict[tuple[str, ...], tuple[Term, ...]] = {}
    beginnings: dict[str, tuple[Term, ...]] = {}
    endings: dict[str, tuple[Term, ...]] = {}
    for code in [each for each in LISTS if each == language] or LISTS:
        for term, words in _entries(LISTS[code]):
            _enter(term, words, phrases, beginnings, endings)
            if code in COMPOUNDING and len(words) >= SHORTEST_HALF and " " not in words and "*" not in words:
                _add(endings, fold_word(words), term)
    return Lexicon(phrases, beginnings, endings)


def _enter(
    term: Term,
    words: str,
    phrases: dict[tuple[str, ...], tuple[Term, ...]],
    beginnings: dict[str, tuple[Term, ...]],
    endings: dict[str, tuple[Term, ...]],
) -> None:
    if words.endswith("*"):
        _add(beginnings, fold_word(words[:-1]), term)
    elif words.startswith("*"):
        _add(endings, fold_word(words[1:]), term)
    else:
        _add(phrases, folded(words), term)


def _entries(words: str) -> Iterator[tuple[Term, str]]:
    _, *parts = _HEAD.split(words)
    for kind, mark, listed in zip(parts[::3], parts[1::3], parts[2::3], strict=True):
        term = Term(DocumentKind(kind), bool(mark))
        for entry in listed.split(";"):
            spelled = plain_entry(entry)
            if spelled.strip("*"):
                yield term, spelled


def plain_entry(entry: str) -> str:
    """An entry of a list in plain form, its `*` kept."""
    return "*".join(plain(part) for part in entry.split("*"))


def _add(index: dict[Key, tuple[Term, ...]], key: Key, term: Term) -> None:
    known = index.get(key, ())
    if not any(each.kind is term.kind for each in known):
        index[key] = (*known, term)
