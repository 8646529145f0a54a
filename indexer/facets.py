"""Facets: what the letters that a search found have in common, counted, so that a click narrows the search.

A document puts marks into the index ("kind:invoice", "sender:Proximus NV"); engines count
the marks of what was found, and what becomes of the counts is decided here.
"""

from __future__ import annotations

import enum
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from indexer.folding import fold

# An engine may leave out what is rarer than so many others; of a facet, so many values are shown.
MOST_COUNTED = 500
MOST_VALUES = 24


class Facet(enum.Enum):
    """By what found letters are counted."""

    KIND = "kind"
    SENDER = "sender"
    YEAR = "year"
    MONTH = "month"
    LANGUAGE = "language"
    TAG = "tag"


@dataclass(frozen=True, slots=True)
class FacetValue:
    """One value and how many of the found letters have it; of a sender's spellings the most frequent one."""

    value: str
    count: int


Facets = Mapping[Facet, tuple[FacetValue, ...]]


def sender_key(name: str) -> str:
    """What spellings of one sender's name have in common: accents, case and blanks aside."""
    return " ".join(fold(name).split())


def whole_name(sender: str) -> str:
    """The form under which a sender is found by the whole of its name."""
    return f"={sender_key(sender)}"


def counted_marks(counts: Iterable[tuple[str, int]]) -> Facets:
    """Facets out of how often each mark was found; a mark is "facet:value", see `engines.analysed.marks_of`."""
    by_facet: dict[Facet, list[tuple[str, int]]] = defaultdict(list)
    for mark, count in counts:
        name, _, value = mark.partition(":")
        by_facet[Facet(name)].append((value, count))
    return {facet: ordered(facet, by_facet[facet]) for facet in Facet}


def ordered(facet: Facet, counts: Iterable[tuple[str, int]]) -> tuple[FacetValue, ...]:
    """The values to show: the latest first of years and months, else the most frequent first."""
    spellings: dict[str, list[tuple[str, int]]] = defaultdict(list)
    for value, count in counts:
        spellings[_key(facet, value)].append((value, count))
    values = [
        FacetValue(min(same, key=lambda pair: (-pair[1], pair[0]))[0], sum(count for _, count in same))
        for same in spellings.values()
    ]
    if facet in {Facet.YEAR, Facet.MONTH}:
        return tuple(sorted(values, key=lambda each: each.value, reverse=True))
    return tuple(sorted(values, key=lambda each: (-each.count, each.value))[:MOST_VALUES])


def _key(facet: Facet, value: str) -> str:
    return sender_key(value) if facet in {Facet.SENDER, Facet.TAG} else value
