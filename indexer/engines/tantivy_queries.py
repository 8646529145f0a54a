"""A plan in Tantivy's own query objects."""

from __future__ import annotations

import itertools
import math
from collections.abc import Iterable, Sequence

from tantivy import FieldType, Occur, Query

from indexer import plan
from indexer.engines.tantivy_schema import schema
from indexer.query import AmountRange, DateRange, KindFilter, LanguageFilter

# A word in the very form that was typed is the better hit.
STEM_BOOST = 0.6
# Subject, sender and reference are in `words` too: this comes on top.
HEADING_BOOST = 3.0
MOST_SPELLINGS = 16
LEAST, MOST = -(2**62), 2**62

Filter = plan.SenderTerm | plan.TagTerm | plan.OneOf | KindFilter | LanguageFilter | DateRange | AmountRange


def tantivy_query(wanted: plan.Plan) -> Query:
    """The query that finds what `wanted` finds."""
    match wanted:
        case plan.AllOf(plans):
            return _all_of(plans)
        case plan.AnyOf(plans):
            return _any_of(tantivy_query(inner) for inner in plans)
        case plan.NoneOf():
            return _all_of((wanted,))
        case plan.Everything():
            return Query.all_query()
        case plan.Term() | plan.Adjacent() | plan.Beginning():
            return _text_query(wanted)
        case _:
            return Query.const_score_query(_filter_query(wanted), 0.0)


def _all_of(plans: Sequence[plan.Plan]) -> Query:
    refused = [(Occur.MustNot, tantivy_query(inner.plan)) for inner in plans if isinstance(inner, plan.NoneOf)]
    asked = [(Occur.Must, tantivy_query(inner)) for inner in plans if not isinstance(inner, plan.NoneOf)]
    if not asked:
        # What is not there weighs nothing; but something has to be taken away from.
        asked = [(Occur.Must, Query.const_score_query(Query.all_query(), 0.0))]
    return Query.boolean_query([*asked, *refused])


def _any_of(queries: Iterable[Query]) -> Query:
    wanted = [(Occur.Should, query) for query in queries]
    return Query.boolean_query(wanted) if wanted else Query.empty_query()


def _text_query(leaf: plan.TextLeaf) -> Query:
    match leaf:
        case plan.Term(forms, stems):
            exact = [*_terms("words", forms), *_boosted("heading", forms, HEADING_BOOST)]
            inflected = [*_boosted("stems", stems, STEM_BOOST), *_boosted("heading", stems, HEADING_BOOST * STEM_BOOST)]
            return _any_of((*exact, *inflected))
        case plan.Adjacent(steps):
            return _adjacent(steps)
        case plan.Beginning(form):
            # Forms are letters and digits, so none of them means anything to a regular expression.
            return Query.regex_query(schema(), "words", f"{form}.*")


def _terms(field: str, forms: Iterable[str]) -> list[Query]:
    return [Query.term_query(schema(), field, form, "freq") for form in forms]


def _boosted(field: str, forms: Iterable[str], boost: float) -> list[Query]:
    return [Query.boost_query(query, boost) for query in _terms(field, forms)]


def _adjacent(steps: Sequence[Sequence[str]]) -> Query:
    """Forms side by side; every choice of spellings is a phrase, unless there are too many of them."""
    if math.prod(map(len, steps)) <= MOST_SPELLINGS:
        phrases = itertools.product(*steps)
        return _any_of(Query.phrase_query(schema(), "words", list(phrase)) for phrase in phrases)
    return Query.regex_phrase_query(schema(), "words", [f"({'|'.join(step)})" for step in steps])


def _filter_query(leaf: Filter) -> Query:
    match leaf:
        case plan.OneOf(document_ids):
            return Query.term_set_query(schema(), "id", list(document_ids))
        case DateRange(first, last):
            return _between("date", first.toordinal() if first else None, last.toordinal() if last else None)
        case AmountRange(minimum, maximum):
            return _between("amount", minimum, maximum)
        case _:
            field, values = plan.held_terms(leaf)
            return _any_of(Query.term_query(schema(), field, value, "basic") for value in values)


def _between(field: str, least: int | None, most: int | None) -> Query:
    lower = LEAST if least is None else max(least, LEAST)
    upper = MOST if most is None else min(most, MOST)
    if lower > upper:
        return Query.empty_query()
    return Query.range_query(schema(), field, FieldType.Integer, lower, upper)
