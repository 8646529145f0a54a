"""A plan in Whoosh's own query objects."""

# Whoosh is typed in part: its untyped functions may be called here, and only in these modules.
# mypy: allow-untyped-calls
from __future__ import annotations

from collections.abc import Sequence

from whoosh.query.compound import And, Or
from whoosh.query.qcore import Every, Query
from whoosh.query.ranges import NumericRange
from whoosh.query.spans import SpanNear2
from whoosh.query.terms import Prefix, Term
from whoosh.query.wrappers import ConstantScoreQuery, Not

from indexer import plan
from indexer.query import AmountRange, DateRange, KindFilter, LanguageFilter

# A word in the very form that was typed is the better hit.
STEM_BOOST = 0.6


def whoosh_query(wanted: plan.Plan) -> Query:
    """The query that finds what `wanted` finds."""
    match wanted:
        case plan.AllOf(plans):
            return And([whoosh_query(inner) for inner in plans]) if plans else Every()
        case plan.AnyOf(plans):
            return Or([whoosh_query(inner) for inner in plans])
        case plan.NoneOf(inner):
            return And([Every(), Not(whoosh_query(inner))])
        case plan.Term() | plan.Adjacent() | plan.Beginning() | plan.Everything():
            return _text_query(wanted)
        case _:
            return ConstantScoreQuery(_filter_query(wanted), 0.0)


def _text_query(leaf: plan.TextLeaf | plan.Everything) -> Query:
    match leaf:
        case plan.Term(forms, stems):
            exact = [Term("words", form) for form in forms]
            return Or([*exact, *(Term("stems", stem, boost=STEM_BOOST) for stem in stems)])
        case plan.Adjacent(steps):
            return SpanNear2([_any_form(step) for step in steps], slop=1, ordered=True)
        case plan.Beginning(form):
            return Prefix("words", form)
        case plan.Everything():
            return Every()


def _any_form(step: Sequence[str]) -> Query:
    terms = [Term("words", form) for form in step]
    return terms[0] if len(terms) == 1 else Or(terms)


Filter = plan.SenderTerm | plan.TagTerm | KindFilter | LanguageFilter | DateRange | AmountRange


def _filter_query(leaf: Filter) -> Query:
    match leaf:
        case plan.SenderTerm(forms):
            return Or([Term("sender", form) for form in forms])
        case plan.TagTerm(tag):
            return Term("tag", tag)
        case KindFilter(kind):
            return Term("kind", kind)
        case LanguageFilter(language):
            return Term("language", language)
        case DateRange(first, last):
            return NumericRange("date", first.toordinal() if first else None, last.toordinal() if last else None)
        case AmountRange(minimum, maximum):
            return NumericRange("amount", minimum, maximum)
