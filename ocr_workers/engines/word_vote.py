"""Two readings of one line, word against word: what both say is surer, and of two the one holds that is a word.

A reader without a dictionary takes a worn "e" for an "o" and is sure of it; one with a dictionary reads worn print
worse on the whole. Nothing is invented: each word was read by one of the two.
"""

from __future__ import annotations

import enum
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from rapidfuzz.distance import Levenshtein

LEAST_LIKENESS = 0.5
"""Share of letters that two readings of one word must have in common, or they are two words."""
SURE_OF_A_NAME = 0.85
"""How sure the other must be to change a word with a capital: a name is in no word list, its neighbour may be."""
_CORE = re.compile(r"(?P<before>\W*)(?P<core>.*?)(?P<behind>\W*)", re.DOTALL)
AND_SIGN = "&"
"""What a worn à is taken for."""


class Standing(enum.Enum):
    """What speaks for a word."""

    READ = "read"
    """The reader was sure of the line; nobody else was asked."""
    AGREED = "agreed"
    CHANGED = "changed"
    """The other's reading, because it is a word and the first is none."""
    WORD = "word"
    """Not agreed, but a word of the language."""
    STRANGE = "strange"
    """Neither agreed nor a word: a name, a figure, or misread."""


@dataclass(frozen=True, slots=True)
class Vote:
    """A word as it is believed, and what speaks for it."""

    text: str
    standing: Standing


@dataclass(frozen=True, slots=True)
class OtherWord:
    """A word as the other reader has it, with its confidence from 0 to 1."""

    text: str
    confidence: float


def vote(words: Sequence[str], others: Sequence[OtherWord], is_word: Callable[[str], bool]) -> list[Vote]:
    """The words of a line after hearing another reading of it; as many as they were."""
    against = _aligned(words, [other.text for other in others])
    return [
        _settled(word, others[against[index]] if index in against else None, is_word)
        for index, word in enumerate(words)
    ]


def _settled(word: str, other: OtherWord | None, is_word: Callable[[str], bool]) -> Vote:
    before, core, behind = _cut(word)
    other_core = _cut(other.text)[1] if other else ""
    if core and core == other_core:
        return Vote(word, Standing.AGREED)
    if other and word == AND_SIGN and len(other_core) == 1 and is_word(other_core):
        return Vote(other_core.lower(), Standing.CHANGED)
    if _has_figures(core):
        return Vote(word, Standing.STRANGE)
    if core and is_word(core):
        return Vote(word, Standing.WORD)
    if other and _may_change(core, other_core, other.confidence) and is_word(other_core):
        return Vote(before + other_core + behind, Standing.CHANGED)
    return Vote(word, Standing.STRANGE)


def _may_change(core: str, other_core: str, confidence: float) -> bool:
    if not core or not other_core or _has_figures(other_core) or _likeness(core, other_core) < LEAST_LIKENESS:
        return False
    return core.islower() or confidence >= SURE_OF_A_NAME


def _cut(word: str) -> tuple[str, str, str]:
    """The word's marks before, its letters, and its marks behind."""
    found = _CORE.fullmatch(word)
    return (found["before"], found["core"], found["behind"]) if found else ("", word, "")


def _has_figures(text: str) -> bool:
    return any(mark.isdigit() for mark in text)


def _likeness(one: str, other: str) -> float:
    return 1.0 - Levenshtein.normalized_distance(one.lower(), other.lower())


def _aligned(words: Sequence[str], others: Sequence[str]) -> dict[int, int]:
    """Which of the other words stands where each word stands, at the least cost of edits over the line."""
    rows, columns = len(words), len(others)
    cost = [[float(i + j) for j in range(columns + 1)] for i in range(rows + 1)]
    unlike = [[2.0 * (1.0 - _likeness(word, other)) for other in others] for word in words]
    for i in range(1, rows + 1):
        for j in range(1, columns + 1):
            cost[i][j] = min(cost[i - 1][j] + 1, cost[i][j - 1] + 1, cost[i - 1][j - 1] + unlike[i - 1][j - 1])
    against, i, j = {}, rows, columns
    while i and j:
        if cost[i][j] == cost[i - 1][j - 1] + unlike[i - 1][j - 1]:
            i, j = i - 1, j - 1
            against[i] = j
        elif cost[i][j] == cost[i - 1][j] + 1:
            i -= 1
        else:
            j -= 1
    return against
