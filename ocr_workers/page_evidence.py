"""What a single page says about being the first of a letter or a later one."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ocr_workers.address_block import find_recipient
from ocr_workers.fields.dates import find_dates
from ocr_workers.fields.labels import SALUTATION, SUBJECT_LABEL, any_of
from ocr_workers.fields.rows import Row, rows_of

if TYPE_CHECKING:
    from archive.reading import PageReading

EDGE_SHARE = 0.1
"""Page numbers stand within this share of the page's height from its top or bottom."""

_PAGE_WORD = r"(?:page|pagina|pag|p|blz|seite|s|blatt|bladzijde|pg)\.?"
_OF = r"(?:/|of|van|von|de|di|sur|su|out of)"
_NUMBERED = re.compile(
    rf"\b{_PAGE_WORD}\s*:?\s*(?P<number>\d{{1,3}})(?:\s*{_OF}\s*(?P<total>\d{{1,3}}))?(?!\d)", re.IGNORECASE
)
_BARE = re.compile(rf"^\W*(?P<number>\d{{1,3}})\s*(?:{_OF}\s*(?P<total>\d{{1,3}}))\W*$", re.IGNORECASE)
_LONE = re.compile(r"^\W*[-–—]\s*(?P<number>\d{1,3})\s*[-–—]\W*$")
# fmt: off
_CONTINUED = any_of(
    "continued", "carried (?:forward|over)", "vervolg", "overdracht", "transport", "suite", "report [àa] nouveau",
    r"à reporter",
    "fortsetzung", r"[üu]bertrag", "segue", "riporto", "annex", "bijlage", "annexe", "anlage", "allegato",
)
# fmt: on


@dataclass(frozen=True, slots=True)
class PageEvidence:
    """Printed page number and total (None where none is printed), and how probably the page is a letter's first."""

    page_number: int | None
    page_total: int | None
    first_page_probability: float


def evidence_of(page: PageReading) -> PageEvidence:
    """Look at a page for signs of a beginning: recipient, salutation, subject, date; and for its number."""
    rows = rows_of([page])
    number, total = _page_number(rows)
    return PageEvidence(number, total, _first_page_probability(page, rows))


def _page_number(rows: tuple[Row, ...]) -> tuple[int | None, int | None]:
    edges = [row for row in rows if row.height_share <= EDGE_SHARE or row.height_share >= 1 - EDGE_SHARE]
    for pattern in (_NUMBERED, _BARE, _LONE):
        for text in (run.text for row in edges for run in row.runs):
            found = pattern.search(text)
            if found:
                part = found.groupdict()
                return int(part["number"]), int(part["total"]) if part.get("total") else None
    return None, None


def _first_page_probability(page: PageReading, rows: tuple[Row, ...]) -> float:
    recipient = find_recipient(page)
    upper = [row for row in rows if row.height_share <= 0.55]
    score = -2.2
    score += 2.6 * recipient.confidence if recipient else 0.0
    score += 1.5 if _any_run(upper, SALUTATION) else 0.0
    score += 0.9 if _any_run(upper, SUBJECT_LABEL) else 0.0
    score += 0.8 if any(_is_short_date(row) for row in upper) else 0.0
    score += 0.5 if _has_letterhead(rows) else -0.3
    score -= 1.5 if any(_CONTINUED.search(row.text) for row in rows if row.height_share <= 0.15) else 0.0
    return 1.0 / (1.0 + math.exp(-1.6 * score))


def _any_run(rows: list[Row], pattern: re.Pattern[str]) -> bool:
    return any(pattern.match(run.text) for row in rows for run in row.runs)


def _is_short_date(row: Row) -> bool:
    return any(find_dates(run.text) and len(run.text) <= 45 for run in row.runs)


def _has_letterhead(rows: tuple[Row, ...]) -> bool:
    """Whether something larger than the text stands in the uppermost fifth."""
    heights = sorted(run.height_mm for row in rows for run in row.runs)
    if not heights:
        return False
    usual = heights[len(heights) // 2]
    return any(row.height_mm > 1.3 * usual for row in rows if row.height_share <= 0.2)
