"""A query as an engine carries it out: words resolved to the forms and stems that the index holds.

Engines translate this tree and nothing else, so that all of them fold, stem and join
numbers alike; the marking of hits reads the same leaves.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby
from operator import attrgetter

from indexer.analysis import Occurrence, occurrences, without_elisions
from indexer.facets import whole_name
from indexer.folding import fold
from indexer.query import (
    AmountRange,
    And,
    DateRange,
    Filter,
    KindFilter,
    LanguageFilter,
    MatchAll,
    Not,
    Or,
    Phrase,
    Prefix,
    Query,
    SenderFilter,
    TagFilter,
    Word,
)
from kernel.ids import DocumentId

MOST_WORDS_JOINED = 9


@dataclass(frozen=True, slots=True)
class Everything:
    """Every document."""


@dataclass(frozen=True, slots=True)
class Term:
    """Text that holds one of the forms, or a word with one of the tagged stems."""

    forms: tuple[str, ...]
    stems: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Adjacent:
    """Forms at consecutive positions; each step lists its spellings."""

    steps: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Beginning:
    """Text that holds a form which begins so."""

    form: str


@dataclass(frozen=True, slots=True)
class SenderTerm:
    """A sender whose name holds one of the forms."""

    forms: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class TagTerm:
    """A tag, folded."""

    tag: str


@dataclass(frozen=True, slots=True)
class OneOf:
    """One of these documents."""

    document_ids: tuple[DocumentId, ...]


@dataclass(frozen=True, slots=True)
class AllOf:
    """Documents that all of `plans` find."""

    plans: tuple[Plan, ...]


@dataclass(frozen=True, slots=True)
class AnyOf:
    """Documents that at least one of `plans` finds."""

    plans: tuple[Plan, ...]


@dataclass(frozen=True, slots=True)
class NoneOf:
    """Documents that `plan` does not find."""

    plan: Plan


TextLeaf = Term | Adjacent | Beginning
Plan = (
    TextLeaf
    | Everything
    | SenderTerm
    | TagTerm
    | OneOf
    | KindFilter
    | LanguageFilter
    | DateRange
    | AmountRange
    | AllOf
    | AnyOf
    | NoneOf
)


def plan_query(query: Query) -> Plan:
    """How to carry out `query`."""
    match query:
        case And(queries):
            return AllOf(_plan_side_by_side(queries))
        case Or(queries):
            return AnyOf(tuple(plan_query(inner) for inner in queries))
        case Not(inner):
            return NoneOf(plan_query(inner))
        case Word(text):
            return _plan_word(text)
        case Phrase(text):
            return _plan_phrase(text, _plain(text))
        case _:
            return _plan_leaf(query)


def _plan_leaf(leaf: MatchAll | Prefix | Filter) -> Plan:
    match leaf:
        case MatchAll():
            return Everything()
        case Prefix(text):
            return _plan_prefix(text)
        case SenderFilter(text) if text.startswith("="):
            return SenderTerm((whole_name(text[1:]),))
        case SenderFilter(text):
            return AllOf(tuple(SenderTerm(step) for step in _steps(_plain(text))))
        case TagFilter(tag):
            return TagTerm(fold(tag))
        case _:
            return leaf


def held_terms(leaf: SenderTerm | TagTerm | KindFilter | LanguageFilter) -> tuple[str, tuple[str, ...]]:
    """The field that a filter looks at, and the terms of which it wants one."""
    match leaf:
        case SenderTerm(forms):
            return "sender", forms
        case TagTerm(tag):
            return "tag", (tag,)
        case KindFilter(kind):
            return "kind", (kind,)
        case LanguageFilter(language):
            return "language", (language,)


def wanted_leaves(plan: Plan) -> tuple[TextLeaf, ...]:
    """What makes a hit and can be marked in the text; nothing of what must not be there."""
    match plan:
        case Term() | Adjacent() | Beginning():
            return (plan,)
        case AllOf(plans) | AnyOf(plans):
            return tuple(leaf for inner in plans for leaf in wanted_leaves(inner))
    return ()


def _plan_word(text: str) -> Plan:
    kept = without_elisions(text, _plain(text))
    steps = _steps(kept)
    if len(steps) != 1:
        return _plan_phrase(text, kept)
    return Term(steps[0], tuple(sorted({stem for occurrence in kept for stem in occurrence.stems})))


def _plan_phrase(text: str, plain: Sequence[Occurrence]) -> Plan:
    """The pieces side by side, or all of them as the one form that a number has without its separators."""
    steps = _steps(plain)
    if not steps:
        return Everything()
    if len(steps) == 1:
        return Term(steps[0])
    whole = (plain[0].start, plain[-1].end)
    joined = tuple(found.form for found in _joined(text) if (found.start, found.end) == whole)
    return AnyOf((Adjacent(steps), Term(joined))) if joined else Adjacent(steps)


def _plan_prefix(text: str) -> Plan:
    kept = without_elisions(text, _plain(text))
    if not kept:
        return Everything()
    # Several pieces ("2024/001*") can only be the beginning of a joined form.
    return Beginning("".join(step[0] for step in _steps(kept)))


def _plan_side_by_side(queries: Sequence[Query]) -> tuple[Plan, ...]:
    """Plans for each of `queries`; words in a row that make up one number are also looked for as that number."""
    plans: list[Plan] = []
    index = 0
    while index < len(queries):
        form, count = _number_from(queries[index : index + MOST_WORDS_JOINED])
        apart = tuple(plan_query(query) for query in queries[index : index + count])
        plans.append(AnyOf((AllOf(apart), Term((form,)))) if form else apart[0])
        index += count
    return tuple(plans)


def _number_from(queries: Sequence[Query]) -> tuple[str, int]:
    """The longest joined form that the first words of `queries` make up, and how many words; ("", 1) for none."""
    words: list[str] = []
    best = ("", 1)
    for query in queries:
        if not isinstance(query, Word):
            break
        words.append(query.text)
        text = " ".join(words)
        whole = (0, len(text))
        joined = [found.form for found in _joined(text) if (found.start, found.end) == whole] if words[1:] else []
        best = (joined[0], len(words)) if joined else best
    return best


def _plain(text: str) -> list[Occurrence]:
    return [occurrence for occurrence in occurrences(text, None) if occurrence.pieces == 1]


def _joined(text: str) -> list[Occurrence]:
    return [occurrence for occurrence in occurrences(text, None) if occurrence.pieces > 1]


def _steps(plain: Sequence[Occurrence]) -> tuple[tuple[str, ...], ...]:
    by_position = groupby(plain, key=attrgetter("position"))
    return tuple(tuple(occurrence.form for occurrence in group) for _, group in by_position)
