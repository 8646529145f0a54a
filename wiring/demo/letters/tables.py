"""The figures of a letter: invoice lines, bookings, wages, and what they add up to."""

from __future__ import annotations

import datetime
import random
from dataclasses import dataclass

from wiring.demo.letters.composition import Facts
from wiring.demo.letters.truth import LetterKind

_VAT_PERCENT = {"BE": 21, "DE": 19, "FR": 20, "IE": 23, "IT": 22, "LU": 17, "NL": 21}


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of cells under headings.

    Attributes:
        headings: One per column.
        shares: Width of each column as a share of the text width; they add up to 1.
        rows: The cells; the last column stands flush right, as do all that follow the first two.
        totals: Label and amount below the rows, the last one in bold.
    """

    headings: tuple[str, ...]
    shares: tuple[float, ...]
    rows: tuple[tuple[str, ...], ...]
    totals: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Figures:
    """A table and the sum, in euro cents, that the letter is about."""

    table: Table
    total_minor: int


def draw_figures(rng: random.Random, facts: Facts, extra_rows: int) -> Figures | None:
    """The table that a letter of this kind prints; `extra_rows` makes it longer. None where there is none."""
    match facts.kind:
        case LetterKind.INVOICE:
            return _invoice(rng, facts, rng.randrange(3, 7) + extra_rows)
        case LetterKind.BANK_STATEMENT:
            return _statement(rng, facts, rng.randrange(5, 10) + extra_rows)
        case LetterKind.PAYSLIP:
            return _payslip(rng, facts)
        case LetterKind.REMINDER | LetterKind.TAX | LetterKind.INSURANCE | LetterKind.UTILITY:
            return _claim(rng, facts)
        case _:
            return None


def _invoice(rng: random.Random, facts: Facts, count: int) -> Figures:
    manner, labels = facts.manner, facts.manner.wording.labels
    rows, net = [], 0
    for _ in range(count):
        quantity, price = rng.randrange(1, 13), rng.randrange(490, 24000, 5)
        net += quantity * price
        item = rng.choice(manner.wording.goods)
        rows.append((item, str(quantity), manner.number(price), manner.number(quantity * price)))
    percent = _VAT_PERCENT[facts.sender.country]
    tax = round(net * percent / 100)
    totals = (
        (labels["net"], manner.number(net)),
        (labels["vat"].format(percent=percent), manner.number(tax)),
        (labels["total"], manner.amount(net + tax)),
    )
    headings = (labels["item"], labels["quantity"], labels["price"], labels["amount"])
    return Figures(Table(headings, (0.55, 0.1, 0.17, 0.18), tuple(rows), totals), net + tax)


def _statement(rng: random.Random, facts: Facts, count: int) -> Figures:
    manner, labels = facts.manner, facts.manner.wording.labels
    opening = balance = rng.randrange(2_000_000, 9_000_000)
    day = facts.date.replace(day=1) - datetime.timedelta(days=30)
    rows = []
    for index in range(count):
        moved = rng.choice((-1, -1, 1)) * rng.randrange(890, 180_000)
        balance += moved
        booked = day + datetime.timedelta(days=index * 28 // count)
        rows.append((f"{booked:%d.%m.%Y}", rng.choice(manner.wording.movements), manner.number(moved)))
    totals = ((labels["opening"], manner.number(opening)), (labels["closing"], manner.amount(balance)))
    headings = (labels["booked"], labels["movement"], labels["amount"])
    return Figures(Table(headings, (0.18, 0.6, 0.22), tuple(rows), totals), balance)


def _payslip(rng: random.Random, facts: Facts) -> Figures:
    manner, labels = facts.manner, facts.manner.wording.labels
    gross = rng.randrange(280_000, 720_000, 100)
    rows, net = [(labels["gross"], "", manner.number(gross))], gross
    for name in manner.wording.wages:
        percent = rng.randrange(14, 90) / 10
        taken = round(gross * percent / 100)
        net -= taken
        rate = f"{percent:.1f} %".replace(".", manner.wording.decimal)
        rows.append((name, rate, manner.number(-taken)))
    totals = ((labels["net_pay"], manner.amount(net)),)
    return Figures(Table((labels["item"], "%", labels["amount"]), (0.6, 0.18, 0.22), tuple(rows), totals), net)


def _claim(rng: random.Random, facts: Facts) -> Figures:
    manner, labels = facts.manner, facts.manner.wording.labels
    due = rng.randrange(4_500, 380_000)
    headings = (labels["continued"], labels["due"], labels["amount"])
    row = (facts.reference, manner.day(facts.due), manner.number(due))
    return Figures(Table(headings, (0.45, 0.33, 0.22), (row,), ((labels["balance"], manner.amount(due)),)), due)
