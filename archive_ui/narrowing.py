"""Facets on the search screen: links that narrow a search, and what narrows it already, each with a link without it."""

from __future__ import annotations

import calendar
import datetime as dt
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace

from flask_babel import format_date, gettext, lazy_gettext

from archive_ui.finding import Question
from archive_ui.words import names
from indexer.facets import Facet, Facets, FacetValue

MOST_SHOWN = 8
TITLES: Mapping[Facet, names.Text] = {
    Facet.KIND: lazy_gettext("Kind"),
    Facet.SENDER: lazy_gettext("Sender"),
    Facet.YEAR: lazy_gettext("Year"),
    Facet.MONTH: lazy_gettext("Month"),
    Facet.LANGUAGE: lazy_gettext("Language"),
    Facet.TAG: lazy_gettext("Label"),
}


@dataclass(frozen=True, slots=True)
class Choice:
    """A value that narrows the search; `address` is the end of an address."""

    label: str
    count: int
    address: str


@dataclass(frozen=True, slots=True)
class Group:
    """The values of one facet: those shown at once, and the others."""

    title: names.Text
    choices: tuple[Choice, ...]
    more: tuple[Choice, ...]


@dataclass(frozen=True, slots=True)
class Chosen:
    """What narrows the search now; `address` is that of the search without it."""

    title: names.Text
    label: str
    address: str


def narrowing_of(question: Question, facets: Facets, total: int) -> list[Group]:
    """What can still be narrowed; a facet that would leave every letter there is left out."""
    groups = []
    for facet in _open_facets(question):
        values = [value for value in facets[facet] if value.count < total]
        choices = tuple(_choice(question, facet, value) for value in values)
        if choices:
            groups.append(Group(TITLES[facet], choices[:MOST_SHOWN], choices[MOST_SHOWN:]))
    return groups


def chosen_in(question: Question) -> list[Chosen]:
    """What narrows the search, in the order of the facets."""
    return list(_chosen(question))


def period_label(first: dt.date | None, last: dt.date | None) -> str:
    """A year, a month or a span as people say it."""
    if first is None or last is None:
        day = format_date(first or last, "medium")
        return str(gettext("from %(day)s", day=day) if first else gettext("until %(day)s", day=day))
    if (first, last) == _year(first.year):
        return str(first.year)
    if (first, last) == _month(first.year, first.month):
        return str(format_date(first, "LLLL yyyy"))
    return f"{format_date(first, 'medium')} – {format_date(last, 'medium')}"


def _open_facets(question: Question) -> Iterator[Facet]:
    if not question.kind:
        yield Facet.KIND
    if not question.sender:
        yield Facet.SENDER
    if not (question.first or question.last):
        yield Facet.YEAR
    elif question.first and question.last and (question.first, question.last) == _year(question.first.year):
        yield Facet.MONTH
    if not question.language:
        yield Facet.LANGUAGE
    if not question.tag:
        yield Facet.TAG


def _choice(question: Question, facet: Facet, value: FacetValue) -> Choice:
    narrowed = replace(_NARROWED[facet](question, value.value), number=1)
    return Choice(_label(facet, value.value), value.count, narrowed.address())


def _chosen(question: Question) -> Iterator[Chosen]:
    for facet, field in (
        (Facet.KIND, "kind"),
        (Facet.SENDER, "sender"),
        (Facet.LANGUAGE, "language"),
        (Facet.TAG, "tag"),
    ):
        value = getattr(question, field)
        if value:
            yield Chosen(TITLES[facet], _label(facet, value), _without(question, **{field: ""}))
    if question.first or question.last:
        label = period_label(question.first, question.last)
        yield Chosen(lazy_gettext("Dated"), label, _without(question, first=None, last=None))


def _without(question: Question, **nothing: str | None) -> str:
    return replace(question, number=1, **nothing).address()  # type: ignore[arg-type]  # each field's own empty value


def _label(facet: Facet, value: str) -> str:
    match facet:
        case Facet.KIND:
            return names.kind_name(value)
        case Facet.LANGUAGE:
            return names.named(names.LANGUAGES, value)
        case Facet.MONTH:
            return str(format_date(dt.date.fromisoformat(f"{value}-01"), "LLLL yyyy"))
        case _:
            return value


def _in_year(question: Question, value: str) -> Question:
    first, last = _year(int(value))
    return replace(question, first=first, last=last)


def _in_month(question: Question, value: str) -> Question:
    year, month = value.split("-")
    first, last = _month(int(year), int(month))
    return replace(question, first=first, last=last)


def _year(year: int) -> tuple[dt.date, dt.date]:
    return dt.date(year, 1, 1), dt.date(year, 12, 31)


def _month(year: int, month: int) -> tuple[dt.date, dt.date]:
    first = dt.date(year, month, 1)
    return first, first.replace(day=calendar.monthrange(year, month)[1])


_NARROWED: Mapping[Facet, Callable[[Question, str], Question]] = {
    Facet.KIND: lambda question, value: replace(question, kind=value),
    Facet.SENDER: lambda question, value: replace(question, sender=value),
    Facet.YEAR: _in_year,
    Facet.MONTH: _in_month,
    Facet.LANGUAGE: lambda question, value: replace(question, language=value),
    Facet.TAG: lambda question, value: replace(question, tag=value),
}
