"""The number that is printed on a page: "page 2 of 3", "Seite 2 von 3", "Blad 2", "2/5", "- 2 -", a lone "2"."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ocr_workers.fields.rows import Row

EDGE_SHARE = 0.1
"""Numbers stand within this share of the page's height from its top or bottom."""
DETAILS_SHARE = 0.4
"""A number with the word for page beside it may also stand among the details of a first page, above this."""
MOST_PAGES = 400

# Letters that print and scan confuse with digits; believed only beside the word for page.
_DIGIT = r"[0-9lIiOoZz]"
_LOOKS_LIKE = str.maketrans("lIiOoZz", "1110022")
_WORD = (
    r"(?:pages?|pagina(?:nummer)?|pag|blz|bladzijde|blad(?:nr|nummer)?|seiten?(?:zahl|nr)?|blatt(?:-?nr)?"
    r"|folio|foglio|feuillet|pg)"
)
_ABBREVIATED = r"(?:p|s|bl|f|fol)"
_OF = r"(?:/|\||of|van|von|de|di|sur|su|out of|aus|à)"
_MARK = r"\s*[.:°]?\s*(?:n[°o.r]{1,2}\s*)?"
_WITH_WORD = re.compile(
    # Print puts a blank around a dash and reading takes it away: "Invoice 26/2207-page 2". "Home-page 2" stays out.
    rf"(?<!\w)(?<![^\W\d_]-){_WORD}{_MARK}(?P<number>{_DIGIT}{{1,3}})(?:\s*{_OF}\s*(?P<total>{_DIGIT}{{1,3}}))?(?![\w,.]*\d)\b",
    re.IGNORECASE,
)
_ABBREVIATION = re.compile(
    rf"^\W*{_ABBREVIATED}\s?\.\s*(?P<number>\d{{1,3}})(?:\s*{_OF}\s*(?P<total>\d{{1,3}}))?\W*$", re.IGNORECASE
)
_PAIR = re.compile(rf"^\W*(?P<number>\d{{1,3}})\s*{_OF}\s*(?P<total>\d{{1,3}})\W*$", re.IGNORECASE)
_DASHED = re.compile(r"^\s*[-–—~(\[|.]+\s*(?P<number>\d{1,3})\s*[-–—~)\]|.]+\s*$")
_LONE = re.compile(r"^\s*(?P<number>\d{1,2})\s*$")


@dataclass(frozen=True, slots=True)
class PageNumber:
    """A printed number.

    Attributes:
        number: From 1.
        total: How many pages there are, where that is printed too.
        is_plain: Whether a word, a total or dashes say that it is a page number; a lone number may be anything.
    """

    number: int
    total: int | None = None
    is_plain: bool = True


def find_page_number(rows: Iterable[Row]) -> PageNumber | None:
    """The page's number, if one is printed where numbers stand."""
    held = tuple(rows)
    return next(_plain_numbers(held), None) or next(_lone_numbers(held), None)


def _plain_numbers(rows: tuple[Row, ...]) -> Iterator[PageNumber]:
    edges = [row for row in rows if _is_at_edge(row)]
    details = [row for row in rows if EDGE_SHARE < row.height_share <= DETAILS_SHARE]
    yield from _found(_WITH_WORD, [row.text for row in edges], anywhere=True)
    for pattern in (_ABBREVIATION, _PAIR, _DASHED):
        yield from _found(pattern, [run.text for row in edges for run in row.runs])
    # Among the details a total is asked for: "page 3" may be a reference to another paper.
    for number in _found(_WITH_WORD, [row.text for row in details if len(row.text) <= 90], anywhere=True):
        if number.total is not None:
            yield number


def _lone_numbers(rows: tuple[Row, ...]) -> Iterator[PageNumber]:
    for row in rows:
        if _is_at_edge(row) and len(row.runs) == 1:
            for number in _found(_LONE, [row.text]):
                yield PageNumber(number.number, None, is_plain=False)


def _is_at_edge(row: Row) -> bool:
    return row.height_share <= EDGE_SHARE or row.height_share >= 1 - EDGE_SHARE


def _found(pattern: re.Pattern[str], texts: Iterable[str], *, anywhere: bool = False) -> Iterator[PageNumber]:
    for text in texts:
        match = pattern.search(text) if anywhere else pattern.match(text)
        if match is None:
            continue
        part = match.groupdict()
        number, total = _value(part["number"]), _value(part.get("total"))
        if number and number <= MOST_PAGES and (total is None or number <= total <= MOST_PAGES):
            yield PageNumber(number, total)


def _value(text: str | None) -> int | None:
    return int(text.translate(_LOOKS_LIKE)) if text else None
