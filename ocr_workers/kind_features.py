"""What of a letter speaks for its kind, as numbers: words by the weight of their place, and how the page is made up.

The same feature means the same in every language: not words are weighed one by one, but
what the lists of `kinds` make of them. So a model that learned from few letters can
judge letters that it never saw.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from ocr_workers.fields.amounts import find_amounts
from ocr_workers.fields.dates import find_dates
from ocr_workers.fields.labels import SALUTATION, TOTAL
from ocr_workers.kinds import KINDS, DocumentKind, Term, folded, lexicon_of

if TYPE_CHECKING:
    from ocr_workers.fields.rows import Row

TITLE_HEIGHT_SHARE = 1.25
"""Type larger than this many times the usual is a title."""
FURTHEST_DOWN = 0.93
"""What stands lower belongs to the letterhead's small print."""
TOP_MM, HEAD_MM = 60.0, 36.0
TITLE_REACH_MM = 30.0
HEAD_WEIGHT, LATER_WEIGHT, ANNEX_WEIGHT = 0.3, 0.6, 0.15
LEAST_CLAUSES = 3
"""Numbered headings from which what follows a salutation is taken for terms that are printed along with the letter."""
WORD_FEATURES = ("title_names", "title_belongs", "names", "belongs", "share")
PAGE_FEATURES = (
    "one", "salutation", "amounts", "dates", "table", "totals", "signs", "words", "dots", "percent", "exclaims",
    "account", "pages", "sections", "measures", "clock", "recipient",
)  # fmt: skip
COUNT = len(WORD_FEATURES) * len(KINDS) + len(PAGE_FEATURES)
_ACCOUNT = re.compile(r"\bI[BE8]AN\b|\b[A-Z]{2}\d{2}(?: ?\d{4}){2}")
_CLAUSE = re.compile(r"^\W*(?:§|art\.?|clause)?\s?(?P<number>\d{1,2})[.)]?\s+[^\W\d_][^\d:;]{2,45}$", re.IGNORECASE)
_SECTION = re.compile(r"(?:^|[.;] )\s*(?:§|art(?:\.|icle|ikel|icolo)|clause|\d{1,2}\.)\s?\d{0,2}\b", re.IGNORECASE)
_MEASURE = re.compile(r"\b\d[\d., ]*\s?(?:kwh|mwh|m3|m³|gj|smc|mg|ml|g/d?l|mmol|mc)\b", re.IGNORECASE)
_CLOCK = re.compile(r"\b\d{1,2}(?:[.:h]\s?\d{2}|\s?(?:uhr|uur|heures|h\b))", re.IGNORECASE)
_SIGNED = re.compile(r"(?:[+-]\s?\d[\d.,' ]*[.,]\d\d\b|\d[.,]\d\d\s?(?:[+-]|CR|DR|S\b|H\b))")


def features_of(rows: Sequence[Row], subject: str | None, language: str | None, *, has_recipient: bool) -> list[float]:
    """The features of a letter: `WORD_FEATURES` of each kind in the order of `KINDS`, then `PAGE_FEATURES`."""
    letter = letter_itself(rows)
    in_title, in_text = _weigh_words(places_of(letter, rows, subject), language)
    total = sum(sum(weights.values()) for weights in in_text.values()) + 1.0
    values: list[float] = []
    for kind in KINDS:
        named, belongs = in_text[kind, True], in_text[kind, False]
        title_named, title_belongs = in_title[kind, True], in_title[kind, False]
        values += (
            1.0 - math.exp(-1.2 * sum(title_named.values())),
            1.0 - math.exp(-0.8 * sum(title_belongs.values())),
            math.log1p(sum(named.values())),
            math.log1p(sum(belongs.values())),
            (sum(named.values()) + 0.4 * sum(belongs.values())) / total,
        )
    return values + _page_features(letter, has_recipient=has_recipient)


def letter_itself(rows: Sequence[Row]) -> Sequence[Row]:
    """The rows before terms that are printed along: numbered clauses behind what a letter says after its salutation.

    A contract begins with its clauses, or bears no salutation; an invoice's general terms say nothing about what it is.
    """
    greeted = next((at for at, row in enumerate(rows) if _greets(row)), None)
    if greeted is None:
        return rows
    clauses = [(at, found) for at, row in enumerate(rows) if at > greeted and (found := _CLAUSE.match(row.text))]
    first = next((at for at, found in clauses if found["number"] == "1"), None)
    if first is None or first - greeted <= LEAST_CLAUSES:
        return rows
    numbers = [int(found["number"]) for at, found in clauses if at >= first]
    return rows[:first] if len(numbers) >= LEAST_CLAUSES and numbers == sorted(numbers) else rows


def _greets(row: Row) -> bool:
    return row.is_first_page and any(SALUTATION.search(run.text) for run in row.runs)


Weights = dict[tuple[DocumentKind, bool], dict[str, float]]


def places_of(letter: Sequence[Row], rows: Sequence[Row], subject: str | None) -> Iterator[tuple[str, float, bool]]:
    """Each text of a letter with the weight of its place, and whether it is a title; the subject line comes first.

    What of `rows` stands behind the `letter` itself is printed along, and says little.
    """
    usual = _usual_height(rows)
    yield subject or "", 1.0, True
    yield from ((row.text, _place_weight(row), _is_title(row, rows, usual)) for row in letter)
    yield from ((row.text, ANNEX_WEIGHT, False) for row in rows[len(letter) :])


def _weigh_words(places: Iterable[tuple[str, float, bool]], language: str | None) -> tuple[Weights, Weights]:
    """By kind and kind of word: each distinct word with the weight of its best place, in titles and anywhere."""
    lexicon = lexicon_of(language)
    in_title: Weights = {(kind, name): {} for kind in KINDS for name in (True, False)}
    in_text: Weights = {(kind, name): {} for kind in KINDS for name in (True, False)}
    for text, weight, is_title in places:
        found = tuple(lexicon.terms_in(folded(text)))
        is_reminded_of = any(Term(DocumentKind.REMINDER, is_name=True) in terms for _, terms in found)
        for word, terms in found:
            for term in terms:
                # "Last reminder for invoice 12" names the invoice that it is about, and is none.
                if is_reminded_of and term.kind is DocumentKind.INVOICE:
                    continue
                key = term.kind, term.is_name
                in_text[key][word] = max(weight, in_text[key].get(word, 0.0))
                if is_title:
                    in_title[key][word] = 1.0
    return in_title, in_text


def _place_weight(row: Row) -> float:
    if not row.is_first_page:
        return LATER_WEIGHT
    in_margin = row.top_mm < HEAD_MM or row.height_share > FURTHEST_DOWN
    return HEAD_WEIGHT if in_margin else 1.0


def _is_title(row: Row, rows: Sequence[Row], usual_mm: float) -> bool:
    if not row.is_first_page or row.top_mm < HEAD_MM or row.height_share > FURTHEST_DOWN:
        return False
    return row.height_mm >= TITLE_HEIGHT_SHARE * usual_mm or _is_first_in_body(row, rows)


def _is_first_in_body(row: Row, rows: Sequence[Row]) -> bool:
    """Whether the row is the first below the addresses that is no address: a title in ordinary type."""
    body = next((each for each in rows if each.is_first_page and each.top_mm > TOP_MM + 16), None)
    return body is not None and row is body and len(row.text) < 60


def _usual_height(rows: Sequence[Row]) -> float:
    heights = sorted(row.height_mm for row in rows)
    return heights[len(heights) // 2] if heights else 0.0


def _page_features(rows: Sequence[Row], *, has_recipient: bool) -> list[float]:
    texts = [row.text for row in rows]
    whole = "\n".join(texts)
    amounts = [sum(span.has_cents for span in find_amounts(text)) for text in texts]
    table = sum(1 for row, count in zip(rows, amounts, strict=True) if count and len(row.runs) > 1)
    return [
        1.0,
        1.0 if any(SALUTATION.search(run.text) for row in rows if row.is_first_page for run in row.runs) else 0.0,
        math.log1p(sum(amounts)),
        math.log1p(sum(len(find_dates(text)) for text in texts)),
        table / max(4, len(rows)),
        1.0 if any(count and TOTAL.search(text) for text, count in zip(texts, amounts, strict=True)) else 0.0,
        math.log1p(len(_SIGNED.findall(whole))),
        math.log1p(len(whole.split()) / 50),
        math.log1p(whole.count("....") + whole.count("____")),
        math.log1p(whole.count("%")),
        math.log1p(whole.count("!")),
        1.0 if _ACCOUNT.search(whole) else 0.0,
        math.log1p(max((row.index for row in rows), default=0)),
        math.log1p(len(_SECTION.findall(whole))),
        math.log1p(len(_MEASURE.findall(whole))),
        math.log1p(len(_CLOCK.findall(whole))),
        1.0 if has_recipient else 0.0,
    ]
