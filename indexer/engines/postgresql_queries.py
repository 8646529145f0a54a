"""A plan as a condition on the rows of one index in PostgreSQL."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy import BigInteger, ColumnElement, Integer, Table, and_, cast, false, func, not_, or_, select, true
from sqlalchemy.dialects.postgresql import ARRAY, TSQUERY
from sqlalchemy.types import Text

from indexer import plan
from indexer.engines.postgresql_rows import filter_lexeme, kept, quoted, stem_lexeme
from indexer.query import AmountRange, DateRange, KindFilter, LanguageFilter

Condition = ColumnElement[bool]
_INT8 = 2**63 - 1


@dataclass(frozen=True, slots=True)
class Target:
    """The tables of an index; `tails` only where there are long documents, as looking there costs time."""

    documents: Table
    tails: Table | None


def condition(wanted: plan.Plan, target: Target) -> Condition:
    """What is true of the rows of `target.documents` that `wanted` finds."""
    match wanted:
        case plan.AllOf(plans):
            return and_(true(), *(condition(inner, target) for inner in plans))
        case plan.AnyOf(plans):
            return or_(false(), *(condition(inner, target) for inner in plans))
        case plan.NoneOf(inner):
            return not_(condition(inner, target))
        case plan.Everything():
            return true()
        case plan.Term() | plan.Adjacent() | plan.Beginning():
            return _text_condition(wanted, target)
        case _:
            return _filter_condition(wanted, target.documents)


def ranking(leaves: Iterable[plan.TextLeaf]) -> str:
    """One question out of all that makes a hit, for the weighing of hits."""
    return " | ".join(f"({_written(leaf)})" for leaf in leaves)


def asked(written: str) -> ColumnElement[object]:
    """A question to a tsvector, as a parameter of the statement."""
    return cast(written, TSQUERY)


def _text_condition(leaf: plan.TextLeaf, target: Target) -> Condition:
    question = asked(_written(leaf))
    here = target.documents.c.words.bool_op("@@")(question)
    if target.tails is None:
        return here
    beyond = select(target.tails.c.id).where(target.tails.c.words.bool_op("@@")(question)).scalar_subquery()
    return or_(here, target.documents.c.id == func.any(func.array(beyond)))


def _written(leaf: plan.TextLeaf) -> str:
    match leaf:
        case plan.Term(forms, stems):
            return _any_of((*forms, *map(stem_lexeme, stems)))
        case plan.Adjacent(steps):
            return " <-> ".join(f"({_any_of(step)})" for step in steps)
        case plan.Beginning(form):
            return f"{quoted(form)}:*"


def _any_of(lexemes: Iterable[str]) -> str:
    return " | ".join(quoted(lexeme) for lexeme in dict.fromkeys(map(kept, lexemes)))


Filter = plan.SenderTerm | plan.TagTerm | plan.OneOf | KindFilter | LanguageFilter | DateRange | AmountRange


def _filter_condition(leaf: Filter, documents: Table) -> Condition:
    match leaf:
        case plan.OneOf(document_ids):
            return documents.c.id == func.any(cast(list(document_ids), ARRAY(Text(collation="C"))))
        case DateRange(first, last):
            bounds = [] if first is None else [documents.c.day >= cast(first.toordinal(), Integer)]
            bounds += [] if last is None else [documents.c.day <= cast(last.toordinal(), Integer)]
            return and_(documents.c.day.is_not(None), *bounds)
        case AmountRange(minimum, maximum):
            amount = func.unnest(documents.c.amounts).column_valued("amount")
            least = cast(-_INT8 if minimum is None else minimum, BigInteger)
            most = cast(_INT8 if maximum is None else maximum, BigInteger)
            return select(amount).where(amount >= least, amount <= most).exists()
        case _:
            field, values = plan.held_terms(leaf)
            lexemes = (filter_lexeme(field, value) for value in values)
            return documents.c.words.bool_op("@@")(asked(_any_of(lexemes)))
