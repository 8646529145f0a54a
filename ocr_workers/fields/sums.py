"""Which of a letter's sums is the tax, and which is left to be paid.

Sums that add up prove each other: a tax is believed where another sum and it make a third.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ocr_workers.fields.amounts import AmountSpan, Money, find_amounts, usual_currency
from ocr_workers.fields.labels import any_of

if TYPE_CHECKING:
    from ocr_workers.fields.rows import Found, Row

# fmt: off
TAX_LABEL = any_of(
    r"\bvat\b", "value added tax", r"(?:^|\s{3})tax\b", r"sales tax", r"\bbtw\b", r"\btva\b", r"\bt\.v\.a", r"\btaxes?\b(?! fonc)", r"\bmwst", r"\bust\b", r"\bust\.",
    "mehrwertsteuer", "umsatzsteuer", r"(?:^|\s{3})steuer\b", r"\biva\b", r"\bi\.v\.a", "imposta sul valore", r"(?:^|\s{3})imposta\b", "versicherungsteuer",
    "premium tax", "taksen", "imposte assicurative",
)
NOT_TAX = any_of(
    r"\bexcl", r"\bincl", "zonder", "hors", "senza", r"\bht\b", r"\bttc\b", "inklusive", "einschl", "inclu", "compris", r"\bnumber", r"\bno\b",
    "nummer", r"\bnr\b", "id-?nr", "subtot", "netto", "imponibile", "grundlage", "base", "total (?:due|payable|incl|amount)", "eligible",
    "income", "to pay", "before tax", "tax year", "te betalen",
)
LEFT_TO_PAY = any_of(
    "amount (?:due|payable|outstanding)", "balance (?:due|outstanding|to pay)", "total due", "to pay", "to be paid", "please pay", "outstanding",
    "te betalen", "te voldoen", "openstaand", "verschuldigd", "nog te betalen", "à payer", "net à payer", "reste (?:d[ûu]|à)", "montant d[ûu]", "solde d[ûu]", "à régler",
    "zu zahlen", "zahlbetrag", "zahlungsbetrag", "offener? betrag", "restbetrag", "noch offen", "zu begleichen", "da pagare", "da versare", "importo dovuto", "residuo",
)
# fmt: on
_RATE = re.compile(r"\d{1,2}(?:[.,]\d{1,2})?\s?%")
ADDS_UP, LABELLED = 0.95, 0.7


@dataclass(frozen=True, slots=True)
class _Taxed:
    row: Row
    span: AmountSpan
    adds_up: bool


def find_tax(rows: Sequence[Row]) -> Found[Money] | None:
    """The tax in the total; where several rates are charged, the one of their sum if it is printed, else the largest."""
    sums = {span.amount_minor for row in rows for span in find_amounts(row.text) if span.has_cents}
    taxed = list(_taxed(rows, sums))
    if not taxed:
        return None
    best = max(taxed, key=lambda each: (each.adds_up, abs(each.span.amount_minor)))
    currency = best.span.currency or usual_currency(rows)
    if currency is None:
        return None
    sureness = ADDS_UP if best.adds_up else LABELLED
    return best.row.found(Money(best.span.amount_minor, currency), sureness, best.span.start, best.span.end)


def find_amount_due(rows: Sequence[Row]) -> Found[Money] | None:
    """What the letter says is left to be paid: the last sum behind words that say just that."""
    found: Found[Money] | None = None
    currency = usual_currency(rows)
    for row in rows:
        for span in find_amounts(row.text):
            label = LEFT_TO_PAY.search(row.text[max(0, span.start - 60) : span.start])
            named = span.currency or currency
            if label and span.has_cents and named:
                found = row.found(Money(span.amount_minor, named), LABELLED, span.start, span.end)
    return found


def _taxed(rows: Sequence[Row], sums: set[int]) -> Iterator[_Taxed]:
    for row in rows:
        spans = [span for span in find_amounts(_RATE.sub(lambda found: " " * len(found.group()), row.text)) if span.has_cents]
        for span in spans:
            before = row.text[: span.start][-50:]
            label = None
            for label in TAX_LABEL.finditer(before):
                pass
            if label is None or NOT_TAX.search(before[max(0, label.start() - 14) : label.end() + 14]):
                continue
            # "21 % on 100.00: 21.00": the tax is the last sum of its row.
            if span is spans[-1] or not before[label.end() :].strip(" :%0123456789,."):
                yield _Taxed(row, span, _adds_up(span.amount_minor, sums))


def _adds_up(tax: int, sums: set[int]) -> bool:
    return any(net + tax in sums for net in sums if net not in (0, tax) and abs(net) > abs(tax))
