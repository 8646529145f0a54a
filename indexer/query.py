"""What a person looks for: an engine-neutral tree.

Every engine behind `engines.api` answers the same tree, so that nothing of one
engine's query language ever reaches a screen, a saved search or a test. Trees are
values: two are equal when they ask for the same thing in the same order.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class MatchAll:
    """Every document."""


@dataclass(frozen=True, slots=True)
class Word:
    """One word as typed; finds its inflections in the document's language, accents and case aside."""

    text: str


@dataclass(frozen=True, slots=True)
class Phrase:
    """These very words side by side, accents and case aside, without inflections."""

    text: str


@dataclass(frozen=True, slots=True)
class Prefix:
    """Words that begin so."""

    text: str


@dataclass(frozen=True, slots=True)
class SenderFilter:
    """The sender's name holds these words, in any order; after an equals sign, it is this name and no longer one."""

    text: str


@dataclass(frozen=True, slots=True)
class KindFilter:
    """The kind of document, by its code ("invoice")."""

    kind: str


@dataclass(frozen=True, slots=True)
class LanguageFilter:
    """The document's language, as ISO 639-1 code."""

    language: str


@dataclass(frozen=True, slots=True)
class TagFilter:
    """The document carries this tag, accents and case aside."""

    tag: str


@dataclass(frozen=True, slots=True)
class DateRange:
    """The document's own date lies here, both ends included; None leaves an end open."""

    first: dt.date | None
    last: dt.date | None


@dataclass(frozen=True, slots=True)
class AmountRange:
    """Some amount on the document lies here, in hundredths, both ends included; None leaves an end open.

    Currencies are not told apart: who looks for 100 wants to see dollars as well.
    """

    minimum_minor: int | None
    maximum_minor: int | None


@dataclass(frozen=True, slots=True)
class Not:
    """Documents that `query` does not find."""

    query: Query


@dataclass(frozen=True, slots=True)
class And:
    """Documents that all of `queries` find."""

    queries: tuple[Query, ...]


@dataclass(frozen=True, slots=True)
class Or:
    """Documents that at least one of `queries` finds."""

    queries: tuple[Query, ...]


Filter = SenderFilter | KindFilter | LanguageFilter | TagFilter | DateRange | AmountRange
Leaf = MatchAll | Word | Phrase | Prefix | Filter
Query = Leaf | Not | And | Or


def all_of(queries: tuple[Query, ...]) -> Query:
    """The conjunction in its plainest form: nested ones opened, a single one by itself, none as everything."""
    flat = tuple(inner for query in queries for inner in (query.queries if isinstance(query, And) else (query,)))
    if not flat:
        return MatchAll()
    return flat[0] if len(flat) == 1 else And(flat)


def any_of(queries: tuple[Query, ...]) -> Query:
    """The alternative in its plainest form: nested ones opened, a single one by itself, none as everything."""
    flat = tuple(inner for query in queries for inner in (query.queries if isinstance(query, Or) else (query,)))
    if not flat:
        return MatchAll()
    return flat[0] if len(flat) == 1 else Or(flat)


def none_of(query: Query) -> Query:
    """The opposite in its plainest form."""
    return query.query if isinstance(query, Not) else Not(query)
