"""Values out of a page's own words: what a person clicked, boxed or is offered becomes what the form understands.

A printed "14 februari 2026" is a date, "1.234,50 €" an amount with its currency, an
account number loses its blanks; what makes no sense for the field is None, and the
person is told.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import TypeVar

from schwifty import IBAN
from schwifty.exceptions import SchwiftyException

from archive.reading import PageReading
from archive_ui.fields_form import LENGTHS
from archive_ui.formats import write_plain_amount
from ocr_workers.fields.amounts import find_amounts, parse_number
from ocr_workers.fields.dates import find_dates

MOST_SUGGESTED = 80
SHORTEST_REFERENCE = 4
# "Referentie: 2026/00417": the label is not part of the value.
_LABEL = re.compile(r"^[^\W\d][^\d:]{1,40}:\s+(?=\S)")
_IBAN_LIKE = re.compile(r"\b[A-Z]{2}\d{2}(?:[\s.]?[A-Z0-9]){11,30}\b")
_HAS_DIGIT = re.compile(r"\d")

Values = Mapping[str, str]
_Value = TypeVar("_Value", str, dt.date)


@dataclass(frozen=True, slots=True)
class Suggestions:
    """What the open page offers for each kind of field, in reading order, each once."""

    lines: tuple[str, ...] = ()
    dates: tuple[dt.date, ...] = ()
    amounts: tuple[str, ...] = ()
    references: tuple[str, ...] = ()


def values_for(field: str, text: str, line: str = "") -> Values | None:
    """What the form's inputs get when `text` is put into `field`; None where it makes no sense there.

    Args:
        field: Name of the input that has the focus.
        text: The words that were chosen, in reading order.
        line: The whole text line, for a date or a sum of which one word was chosen.
    """
    read = _READERS.get(field)
    if read is None:
        return None
    for candidate in (text, line):
        values = read(" ".join(candidate.split())) if candidate.strip() else None
        if values is not None:
            return values
    return None


def suggestions_of(reading: PageReading | None) -> Suggestions:
    """What to offer while somebody types, from the page that is open."""
    if reading is None:
        return Suggestions()
    lines = [line.text for line in reading.lines]
    return Suggestions(
        lines=_each_once(line[: LENGTHS["sender"]] for line in lines if len(line) > 2),
        dates=_each_once(span.day for line in lines for span in find_dates(line)),
        amounts=_each_once(
            write_plain_amount(span.amount_minor, span.currency) for line in lines for span in find_amounts(line)
        ),
        references=_each_once(word.text.strip(".,;:()") for word in reading.words if _may_be_reference(word.text)),
    )


def _may_be_reference(word: str) -> bool:
    return len(word) >= SHORTEST_REFERENCE and bool(_HAS_DIGIT.search(word))


def _each_once(found: Iterable[_Value]) -> tuple[_Value, ...]:
    return tuple(dict.fromkeys(found))[:MOST_SUGGESTED]


def _read_date(text: str) -> Values | None:
    spans = find_dates(text)
    return {"document_date": spans[0].day.isoformat()} if spans else None


def _read_amount(text: str) -> Values | None:
    spans = find_amounts(text)
    if spans:
        last = spans[-1]
        amount = {"amount": write_plain_amount(last.amount_minor, last.currency)}
        return amount | ({"currency": last.currency} if last.currency else {})
    number = parse_number(text) if _HAS_DIGIT.match(text) else None
    return {"amount": write_plain_amount(number[0], None)} if number else None


def _read_reference(text: str) -> Values:
    account = next(filter(None, map(_account, _IBAN_LIKE.findall(text))), None)
    return {"reference": account or _LABEL.sub("", text)[: LENGTHS["reference"]]}


def _account(printed: str) -> str | None:
    try:
        return str(IBAN(printed.replace(".", "")).compact)
    except SchwiftyException:
        return None


def _read_text(field: str) -> Callable[[str], Values]:
    return lambda text: {field: text[: LENGTHS[field]]}


_READERS: Mapping[str, Callable[[str], Values | None]] = {
    "sender": _read_text("sender"),
    "subject": lambda text: {"subject": _LABEL.sub("", text)[: LENGTHS["subject"]]},
    "reference": _read_reference,
    "document_date": _read_date,
    "amount": _read_amount,
}
