"""What the search box offers while somebody types: their own earlier searches, and senders and references here.

Everything comes from the tenant's own rows, and earlier searches from the person's own;
nothing is shared between tenants or people.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from indexer.folding import fold

SHORTEST = 2
LONGEST = 100
MOST_PAST, MOST_SENDERS, MOST_REFERENCES = 3, 5, 3
_WORD_START = re.compile(r"\b\w")


@dataclass(frozen=True, slots=True)
class Suggestion:
    """One offer.

    Attributes:
        kind: "past", "sender" or "reference".
        label: What is shown.
        question: What is searched when it is taken.
    """

    kind: str
    label: str
    question: str


def past_offers(past: Iterable[str], typed: str) -> list[Suggestion]:
    """Earlier searches that hold what was typed at the beginning of a word; the latest first."""
    found = [text for text in past if _begins_a_word(fold(text), fold(typed)) and fold(text) != fold(typed)]
    return [Suggestion("past", text, text) for text in found[:MOST_PAST]]


def sender_offers(senders: Iterable[tuple[str, int]], typed: str) -> list[Suggestion]:
    """Senders in whose name a word begins so; those with the most letters first, each spelling once."""
    wanted = fold(typed)
    found = [(name, count) for name, count in senders if _begins_a_word(fold(name), wanted)]
    ordered = (name for name, _ in sorted(found, key=lambda pair: (-pair[1], pair[0])))
    names = list({fold(name): name for name in reversed(list(ordered))}.values())[::-1]
    return [Suggestion("sender", name, f'sender:"={_quotable(name)}"') for name in names[:MOST_SENDERS]]


def reference_offers(references: Iterable[str]) -> list[Suggestion]:
    """References, to be looked for as they are."""
    return [Suggestion("reference", each, f'"{_quotable(each)}"') for each in references]


def _begins_a_word(text: str, wanted: str) -> bool:
    return any(text.startswith(wanted, start) for start in _word_starts(text))


def _word_starts(text: str) -> Iterator[int]:
    return (match.start() for match in _WORD_START.finditer(text))


def _quotable(text: str) -> str:
    return text.replace('"', " ")
