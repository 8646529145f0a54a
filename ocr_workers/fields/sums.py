"""Which of a letter's sums is the total, which the tax, and which is left to be paid.

Sums that add up prove each other: a tax is believed where another sum and it make a third.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ocr_workers.fields.amounts import AmountSpan, Money, find_amounts, usual_currency
from ocr_workers.fields.labels import NOT_TOTAL, STRONG_TOTAL, TOTAL, WITH_TAX, any_of

if TYPE_CHECKING:
    from ocr_workers.fields.rows import Found, Row

# fmt: off
TAX_LABEL = any_of(
    r"\bvat\b", "value added tax", r"(?:^|\s{3})tax\b", r"sales tax", r"\bbtw\b", r"\btva\b", r"\bt\.v\.a",
    r"\btaxes?\b(?! fonc)", r"\bmwst", r"\bust\b", r"\bust\.",
    "mehrwertsteuer", "umsatzsteuer", r"(?:^|\s{3})steuer\b", r"\biva\b", r"\bi\.v\.a", "imposta sul valore",
    r"(?:^|\s{3})imposta\b", "versicherungsteuer", "steuerbetrag", "btw[- ]?bedrag", "importo iva", "totale imposta",
    "premium tax", "taksen", "imposte assicurative",
)
NOT_TAX = any_of(
    r"\bexcl", r"\bincl", "zonder", "hors", "senza", r"\bht\b", r"\bttc\b", "inklusive", "einschl", "inclu",
    "compris", r"\bnumber", r"\bno\b",
    "nummer", r"\bnr\b", "id-?nr", "subtot", "netto", "imponibile", "grundlage", "basis", "base",
    "total (?:due|payable|incl|amount)", "eligible",
    "income", "to pay", "before tax", "tax year", "te betalen",
)
LEFT_TO_PAY = any_of(
    "amount (?:due|payable|outstanding)", "balance (?:due|outstanding|to pay)", "total due", "to pay", "to be paid",
    "please pay", "outstanding",
    "te betalen", "te voldoen", "openstaand", "verschuldigd", "nog te betalen", "à payer", "net à payer",
    "reste (?:d[ûu]|à)", "montant d[ûu]", "solde d[ûu]", "à régler",
    "zu zahlen", "zahlbetrag", "zahlungsbetrag", "offener? betrag", "restbetrag", "noch offen", "zu begleichen",
    "da pagare", "da versare", "importo dovuto", "residuo",
)
# fmt: on
_RATE = re.compile(r"\d{1,2}(?:[.,]\d{1,2})?\s?%")
USUAL_RATES = (2.1, 2.6, 4, 5, 5.5, 6, 7, 7.7, 8.1, 9, 10, 12, 13, 15, 17, 18, 19, 20, 21, 22, 23, 24, 25)
ADDS_UP, LABELLED = 0.95, 0.7
ENOUGH, ENOUGH_ALONE = 2.0, 1.0
"""The score from which a sum is a total: beside others, and where it is the letter's only one."""


NAMED, APART = 3.0, 0.4
"""Below this score nothing calls a sum a total; then it must be so much likelier than others in its line."""
FULL_LINE = 45
"""Characters from which a row is taken for a line of text that runs on."""
LABEL_REACH = 60
"""Characters before a sum in which its label stands; in a sentence that began on the line above, twice as many."""
LINES_APART = 3.0
"""Letter heights from one line of a text to the next, at most."""


@dataclass(frozen=True, slots=True)
class _Taxed:
    row: Row
    span: AmountSpan
    adds_up: bool


def find_total(rows: Sequence[Row], *, is_labelled: bool = False) -> Found[Money] | None:
    """The sum that the letter is about: what is to be paid, or what it comes to.

    Args:
        rows: The letter's rows.
        is_labelled: Whether only a sum counts that the letter calls a total, since it is of a kind that names others.
    """
    proven = _proven(rows)
    scored = [
        (_score(row, span, proven, _lead(rows, position)), row, span)
        for position, row in enumerate(rows) for span in find_amounts(row.text)
        if not is_labelled or _is_labelled(row, span, _lead(rows, position))
    ]  # fmt: skip
    if not scored:
        return None
    currency = usual_currency(rows)
    score, row, span = max(scored, key=lambda entry: (entry[0], entry[2].amount_minor))
    rivals = [s for s, _, other in scored if other.amount_minor != span.amount_minor]
    if score < (ENOUGH if rivals else ENOUGH_ALONE) or (span.currency or currency) is None:
        return None
    beside = [s for s, other_row, other in scored if other_row is row and other.amount_minor != span.amount_minor]
    if score < NAMED and score - max(beside, default=0.0) < APART:
        return None
    money = Money(span.amount_minor, span.currency or currency or "")
    lead = score - max(rivals, default=0.0)
    return row.found(money, min(0.4 + score / 10, 0.6 + lead / 5), span.start, span.end)


def _is_labelled(row: Row, span: AmountSpan, lead: str) -> bool:
    near = (lead + row.text[: span.start])[-LABEL_REACH - len(lead) // 2 :]
    return STRONG_TOTAL.search(near) is not None or TOTAL.search(near) is not None


def _lead(rows: Sequence[Row], position: int) -> str:
    """The end of the line above where its sentence runs on here; "" where the row begins something of its own."""
    row, above = rows[position], rows[position - 1] if position else None
    if above is None or above.page != row.page or len(above.runs) > 1 or len(row.runs) > 1:
        return ""
    is_close = row.top_mm - above.top_mm <= LINES_APART * row.height_mm and abs(row.left_mm - above.left_mm) <= 3.0
    is_running = len(above.text) >= FULL_LINE and not above.text.rstrip().endswith((".", ":", "!", "?"))
    return f"{above.text[-2 * LABEL_REACH :]} " if is_close and is_running else ""


def _score(row: Row, span: AmountSpan, proven: frozenset[int], lead: str) -> float:
    before, around = lead + row.text[: span.start], row.text
    near = before[-LABEL_REACH - len(lead) // 2 :]
    score = 1.0 * span.has_cents + 1.0 * (span.currency is not None)
    score += 2.0 if TOTAL.search(near) else 0.5 if TOTAL.search(around) else 0.0
    score += 1.5 if STRONG_TOTAL.search(near) else 0.0
    score -= 2.0 if NOT_TOTAL.search(before[-40:]) and not WITH_TAX.search(near) else 0.0
    score += 1.5 if span.amount_minor in proven else 0.0
    score -= 2.0 if _is_called_tax(row, span) else 0.0
    # Totals stand last in their row, and further down than what they sum up.
    score += 0.3 if span.end >= len(row.text) - 2 else 0.0
    return score + 0.3 * row.height_share - 0.2 * min(row.index, 3)


def _proven(rows: Sequence[Row]) -> frozenset[int]:
    """The sums that a tax and what is taxed add up to."""
    sums = {span.amount_minor for row in rows for span in find_amounts(row.text) if span.has_cents}
    taxes = {each.span.amount_minor for each in _taxed(rows, sums) if each.adds_up}
    return frozenset(net + tax for tax in taxes for net in sums if net + tax in sums and abs(net) > abs(tax) > 0)


def find_tax(rows: Sequence[Row]) -> Found[Money] | None:
    """The tax in the total; of several rates the one of their sum if it is printed, else the largest."""
    sums = {span.amount_minor for row in rows for span in find_amounts(row.text) if span.has_cents}
    taxed = list(_taxed(rows, sums))
    if not any(each.adds_up for each in taxed):
        taxed = [*_taxed_by_rate(rows), *taxed]
    if not taxed:
        return None
    total = find_total(rows)
    rest = {total.value.amount_minor - amount for amount in sums} if total else set()
    best = max(taxed, key=lambda each: (each.adds_up, each.span.amount_minor in rest, abs(each.span.amount_minor)))
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
    for position, row in enumerate(rows):
        lead = _lead(rows, position)
        spans = [
            span for span in find_amounts(_RATE.sub(lambda found: " " * len(found.group()), row.text)) if span.has_cents
        ]
        for span in spans:
            before = (lead + row.text[: span.start])[-50:]
            label = next(reversed(list(TAX_LABEL.finditer(before))), None)
            if _is_called_tax(row, span) and "%" not in row.text[span.end : span.end + 8]:
                yield _Taxed(row, span, _adds_up(span.amount_minor, sums))
                continue
            if label is None or NOT_TAX.search(before[max(0, label.start() - 20) : label.end() + 14]):
                continue
            # "21 % on 100.00: 21.00": the tax is the last sum of its row.
            if span is spans[-1] or not before[label.end() :].strip(" :%0123456789,."):
                yield _Taxed(row, span, _adds_up(span.amount_minor, sums))


def _taxed_by_rate(rows: Sequence[Row]) -> Iterator[_Taxed]:
    """Taxes without a label beside them, as in a table: a usual share of a sum with which it makes the total."""
    total = find_total(rows)
    if total is None:
        return
    spans = [(row, span) for row in rows for span in find_amounts(row.text) if span.has_cents]
    nets = {span.amount_minor for _, span in spans}
    for row, span in spans:
        net = total.value.amount_minor - span.amount_minor
        if net in nets and 0 < span.amount_minor < net and _is_usual_rate(span.amount_minor, net):
            yield _Taxed(row, span, adds_up=True)


def _is_usual_rate(tax: int, net: int) -> bool:
    return any(abs(tax - net * rate / 100) <= 1.5 for rate in USUAL_RATES)


def _is_called_tax(row: Row, span: AmountSpan) -> bool:
    """Whether the word behind a sum says that it is the tax: "dont 16,94 € de TVA"."""
    after = row.text[span.end : span.end + 24]
    label = TAX_LABEL.search(after)
    if label is not None and NOT_TAX.search(after[label.start() :] + row.text[span.end + 24 : span.end + 40]):
        return False
    return label is not None and not any(mark.isdigit() or mark in ",;" for mark in after[: label.start()])


def _adds_up(tax: int, sums: set[int]) -> bool:
    return any(net + tax in sums for net in sums if net not in (0, tax) and abs(net) > abs(tax))
