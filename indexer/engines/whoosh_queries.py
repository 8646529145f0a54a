"""A plan in Whoosh's own query objects."""

# Whoosh is typed in part: its untyped functions may be called here, and only in these modules.
# mypy: allow-untyped-calls
from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import cast

from whoosh.matching.mcore import LeafMatcher, Matcher
from whoosh.query.compound import And, Or
from whoosh.query.qcore import Every, Query
from whoosh.query.ranges import NumericRange
from whoosh.query.spans import Span, SpanNear2
from whoosh.query.terms import Prefix, Term
from whoosh.query.wrappers import ConstantScoreQuery, Not
from whoosh.searching import SearchContext, Searcher

from indexer import plan
from indexer.query import AmountRange, DateRange, KindFilter, LanguageFilter

# A word in the very form that was typed is the better hit.
STEM_BOOST = 0.6


def whoosh_query(wanted: plan.Plan, languages: frozenset[str]) -> Query:
    """The query that finds what `wanted` finds in an index that holds stems of `languages`."""
    match wanted:
        case plan.AllOf(plans):
            return And([whoosh_query(inner, languages) for inner in plans]) if plans else Every()
        case plan.AnyOf(plans):
            return Or([whoosh_query(inner, languages) for inner in plans])
        case plan.NoneOf(inner):
            return And([Every(), Not(whoosh_query(inner, languages))])
        case plan.Term() | plan.Adjacent() | plan.Beginning() | plan.Everything():
            return _text_query(wanted, languages)
        case _:
            return ConstantScoreQuery(_filter_query(wanted), 0.0)


def _text_query(leaf: plan.TextLeaf | plan.Everything, languages: frozenset[str]) -> Query:
    match leaf:
        case plan.Term(forms, stems):
            held = (stem for stem in stems if stem[:2] in languages)
            return Or([_any_form(forms), *(Term("stems", stem, boost=STEM_BOOST) for stem in held)])
        case plan.Adjacent(steps):
            return _Adjacent([_any_form(step) for step in steps])
        case plan.Beginning(form):
            return Prefix("words", form)
        case plan.Everything():
            return Every()


def _any_form(forms: Sequence[str]) -> Query:
    terms = [Term("words", form) for form in forms]
    return terms[0] if len(terms) == 1 else Or(terms)


class _Adjacent(SpanNear2):
    """Forms side by side; compares positions as sets, several times as fast as Whoosh's own comparing of spans."""

    def matcher(self, searcher: Searcher, context: SearchContext | None = None) -> Matcher:
        positions = self._span_context(context)
        return _AdjacentMatcher([step.matcher(searcher, positions) for step in self.qs])


class _AdjacentMatcher(SpanNear2.SpanNear2Matcher):
    def copy(self) -> _AdjacentMatcher:
        return _AdjacentMatcher([matcher.copy() for matcher in self.ms])

    def _get_spans(self) -> list[Span]:
        starts: set[int] | None = None
        for offset, matcher in enumerate(self.ms):
            standing = {position - offset for position in _positions(matcher)}
            starts = standing if starts is None else starts & standing
        return [Span(start, start + len(self.ms) - 1) for start in sorted(starts or ())]


def _positions(matcher: Matcher) -> Iterable[int]:
    if isinstance(matcher, LeafMatcher):
        return cast("list[int]", matcher.value_as("positions"))
    return (span.start for span in matcher.spans())


Filter = plan.SenderTerm | plan.TagTerm | plan.OneOf | KindFilter | LanguageFilter | DateRange | AmountRange


def _filter_query(leaf: Filter) -> Query:
    match leaf:
        case plan.OneOf(document_ids):
            return Or([Term("id", document_id) for document_id in document_ids])
        case DateRange(first, last):
            return NumericRange("date", first.toordinal() if first else None, last.toordinal() if last else None)
        case AmountRange(minimum, maximum):
            return NumericRange("amount", minimum, maximum)
        case _:
            field, values = plan.held_terms(leaf)
            return Or([Term(field, value) for value in values])
