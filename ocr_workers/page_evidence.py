"""What a single page says about being the first of a letter or a later one."""

from __future__ import annotations

import re
from dataclasses import dataclass
from statistics import median
from typing import TYPE_CHECKING

from rapidfuzz import fuzz, process

from ocr_workers.address_block import find_recipient
from ocr_workers.fields.dates import find_dates
from ocr_workers.fields.labels import SALUTATION, SUBJECT_LABEL
from ocr_workers.fields.rows import Row, rows_of
from ocr_workers.page_number import PageNumber, find_page_number
from ocr_workers.page_words import ANNEX_TITLES, ENDS, GOES_ON_ABOVE, GOES_ON_BELOW, HANGS_ON, OPENS, SETTLED

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from archive.reading import PageReading

HEAD_SHARE, FOOT_SHARE = 0.13, 0.89
"""Above and below these shares of the page's height stand what senders print on each page."""
SHORTEST_NUMBER = 5
"""Numbers with fewer digits are found on any two pages."""
LARGE_TYPE = 1.45
"""Type this much larger than the page's usual is a title or a name in a letterhead."""
TAIL_WORDS = 60
_AMOUNT = re.compile(r"^[\d.,' ]*[.,]\d{2}$")
_NUMBER = re.compile(r"[A-Z]{0,4}[-/ ]?\d[\d./-]{3,}[\dA-Z]")
_PLACE_ON_THE_NET = re.compile(r"[\w.-]+@[\w.-]+|(?:www\.)[\w.-]+", re.IGNORECASE)
_CLAUSE = re.compile(r"^\W*(?:art(?:icle|ikel|icolo)?\.?\s*|§\s*)?(\d{1,2})(?:\.\d{1,2})?[.)]?\s+\w")


@dataclass(frozen=True, slots=True)
class PageEvidence:
    """What one page shows.

    Attributes:
        number: The printed page number.
        recipient: How surely the lines of a recipient stand on the page, 0 to 1; `recipient_lines` are they.
        has_salutation: "Dear Mrs Jansen" and the like in the upper part; so `has_subject`, `has_date`.
        has_large_head: Larger type in the uppermost fifth.
        has_title: Larger type elsewhere in the upper half.
        goes_on_above: The head says that something is carried over to here; `goes_on_below` the same of the foot.
        hangs_on: The page begins as an annex or as terms and conditions.
        ends: A closing formula stands on it; `settles` a total or a closing balance in its lower part.
        opens: An opening balance stands in its upper half.
        is_tail: A closing formula and little else: the last lines of a letter, for which there was no room.
        fill: How far down the running text reaches, 0 to 1.
        begins_small: The running text begins in the middle of a sentence.
        ends_open: The running text breaks off without an end of a sentence, at the foot.
        first_clause: Number of the first numbered paragraph; `last_clause` of the last.
        head: Words at the head; `foot` those at the foot.
        numbers: Long numbers in the text; `foot_numbers` those at head and foot, with addresses on the net.
        rows: The rows, for finding those that come again.
        type_mm: The usual height of words.
        left_mm: Where most rows begin.
        words: How many words there are.
    """

    number: PageNumber | None
    recipient: float
    recipient_lines: frozenset[str]
    has_salutation: bool
    has_subject: bool
    has_date: bool
    has_large_head: bool
    has_title: bool
    goes_on_above: bool
    goes_on_below: bool
    hangs_on: bool
    ends: bool
    settles: bool
    opens: bool
    is_tail: bool
    fill: float
    begins_small: bool
    ends_open: bool
    first_clause: int | None
    last_clause: int | None
    head: frozenset[str]
    foot: frozenset[str]
    numbers: frozenset[str]
    foot_numbers: frozenset[str]
    rows: frozenset[str]
    type_mm: float
    left_mm: float
    words: int
    language: str | None


def evidence_of(page: PageReading) -> PageEvidence:
    """Look at a page for signs of a beginning, of an end, of going on, and for what it shares with its neighbours."""
    rows = rows_of([page])
    body = [row for row in rows if HEAD_SHARE * 0.6 < row.height_share < FOOT_SHARE + 0.03]
    upper = [row for row in rows if row.height_share <= 0.55]
    head = [row for row in rows if row.height_share <= HEAD_SHARE]
    foot = [row for row in rows if row.height_share >= FOOT_SHARE]
    running = [row for row in body if _is_running(row)]
    clauses = [int(found[1]) for row in body if (found := _CLAUSE.match(row.text))]
    recipient = find_recipient(page)
    greets, ends = _any_run(upper, SALUTATION), any(ENDS.search(row.text) for row in body)
    size = median(run.height_mm for row in rows for run in row.runs) if rows else 0.0
    return PageEvidence(
        number=find_page_number(rows),
        recipient=recipient.confidence if recipient else 0.0,
        recipient_lines=frozenset(_plain(line) for line in recipient.lines) if recipient else frozenset(),
        has_salutation=greets,
        has_subject=_any_run(upper, SUBJECT_LABEL),
        has_date=any(_is_short_date(row) for row in upper),
        has_large_head=any(row.height_mm > LARGE_TYPE * size for row in rows if row.height_share <= 0.2),
        has_title=any(row.height_mm > LARGE_TYPE * size for row in upper if row.height_share > 0.2),
        goes_on_above=any(GOES_ON_ABOVE.search(row.text) for row in rows[:6]),
        goes_on_below=any(GOES_ON_BELOW.search(row.text) for row in rows[-6:]),
        hangs_on=any(_hangs_on(run.text) for row in rows[:5] for run in row.runs),
        ends=ends and any(ENDS.search(row.text) for row in body if row.height_share > 0.25),
        settles=any(SETTLED.search(row.text) for row in body[-len(body) // 3 :]),
        opens=any(OPENS.search(row.text) for row in upper),
        is_tail=ends and not greets and len(page.words) < TAIL_WORDS,
        fill=max((row.height_share for row in body if row.height_share < FOOT_SHARE), default=0.0),
        begins_small=bool(running) and running[0].text[:1].islower() and _is_among_first(running[0], body),
        ends_open=_ends_open(running, body),
        first_clause=clauses[0] if clauses else None,
        last_clause=clauses[-1] if clauses else None,
        head=_words(head),
        foot=_words(foot),
        numbers=_numbers(row for row in rows if row.height_share < FOOT_SHARE),
        foot_numbers=_numbers(foot) | _on_the_net(rows),
        rows=frozenset(_plain(row.text) for row in rows if len(row.text) >= 10),
        type_mm=size,
        left_mm=_usual_left(body),
        words=len(page.words),
        language=page.language,
    )


def _hangs_on(text: str) -> bool:
    """Whether a line is the title of an annex; titles are large, short and misread like anything else."""
    first = text.split(maxsplit=1)[0].strip(".:,-").casefold()
    is_title = len(text) <= 40 and bool(process.extractOne(first, ANNEX_TITLES, scorer=fuzz.ratio, score_cutoff=82))
    return is_title or HANGS_ON.search(text) is not None


def _is_running(row: Row) -> bool:
    """Whether a row is a line of prose: one run of several words."""
    return len(row.runs) == 1 and len(row.text.split()) >= 5


def _is_among_first(row: Row, body: Sequence[Row]) -> bool:
    return row in body[:3]


def _ends_open(running: Sequence[Row], body: Sequence[Row]) -> bool:
    """Whether the last line of prose is a full one, stands last at the foot of the page, and ends no sentence."""
    if not running or running[-1] not in body[-3:] or running[-1].height_share < 0.7:
        return False
    last = running[-1]
    widest = max(row.runs[0].width_mm for row in running)
    return last.text.rstrip()[-1:] not in ".!?:;" and last.runs[0].width_mm >= 0.75 * widest


def _any_run(rows: Iterable[Row], pattern: re.Pattern[str]) -> bool:
    return any(pattern.match(run.text) for row in rows for run in row.runs)


def _is_short_date(row: Row) -> bool:
    return any(len(run.text) <= 45 and find_dates(run.text) for run in row.runs)


def _plain(text: str) -> str:
    return "".join(sign for sign in text.casefold() if sign.isalnum())


def _words(rows: Iterable[Row]) -> frozenset[str]:
    found = (word.strip(".,;:·|-").casefold() for row in rows for word in row.text.split())
    return frozenset(word for word in found if len(word) >= 4 and not word.isdigit())


def _numbers(rows: Iterable[Row]) -> frozenset[str]:
    """Digits of the long numbers in these rows; amounts and dates are no numbers that name anything."""
    found: set[str] = set()
    for row in rows:
        for match in _NUMBER.findall(row.text):
            digits = "".join(sign for sign in match if sign.isdigit())
            if len(digits) >= SHORTEST_NUMBER and not _AMOUNT.match(match) and not find_dates(match):
                found.add(digits)
    return frozenset(found)


def _on_the_net(rows: Iterable[Row]) -> frozenset[str]:
    found = (match for row in rows for match in _PLACE_ON_THE_NET.findall(row.text))
    return frozenset(place.casefold().removeprefix("www.").rpartition("@")[2].strip(".") for place in found)


def _usual_left(rows: Sequence[Row]) -> float:
    return median(row.left_mm for row in rows) if rows else 0.0
