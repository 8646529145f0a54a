"""The block of lines that an envelope's window shows: whom a letter is addressed to.

Windows stand on the left (DIN 5008 forms A and B, the Netherlands, the United Kingdom)
or on the right (NF Z10-011, Belgium, Switzerland, Italy), between some 30 and 105 mm
from the top. Position alone takes letterheads for recipients, wording alone takes the
sender's address: both are weighed.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from statistics import median
from typing import TYPE_CHECKING

from ocr_workers import postal
from ocr_workers.address_labels import Label, label_of
from ocr_workers.layout import Block, Run, blocks_of, runs_of
from ocr_workers.office_words import names_an_office
from ocr_workers.other_addresses import (
    LETTERHEAD_MM,
    first_address,
    has_contacts,
    is_senders,
    is_whole_address,
    letter_begins,
    may_be_meant,
    signatories,
)
from ocr_workers.recipient_lines import is_part_of_address

if TYPE_CHECKING:
    from collections.abc import Sequence

    from archive.reading import PageReading
    from paper.geometry import Box

LEFT_WINDOW_MM = (14.0, 46.0)
RIGHT_WINDOW_MM = (88.0, 134.0)
WINDOW_TOP_MM = (30.0, 100.0)
"""Where the first line of a recipient may begin; a letter folded badly is a little off."""
WIDEST_MM = 95.0
MOST_LINES = 9
MOST_RETURN_LINES = 2
SMALL_TYPE = 0.8
"""The return address is set in type below this share of the recipient's."""
ACCEPTED_SCORE = 2.0
SURE_SCORE = 5.0
NEARLY_AS_GOOD = 0.9
"""A block whose score is this close to the best may be the recipient's as well."""
IN_WINDOW = 2.0
"""What a block's place scores that stands in a window; see `_place_score`."""

LABELLED = {Label.RECIPIENT: 1.0, Label.SENDER: -4.0, Label.DELIVERY: -4.0}
"""What a label above a block adds to its score."""
_LABELS = re.compile(
    r"(?:\btel|\bt[ée]l|\bfax\b|\bphone|\bwww\.|@|\bbtw\b|\btva\b|\biban\b|\bbic\b|\bust|\bvat\b|\bp\.?\s?iva|\bkvk\b|\brpr\b|\brpm\b|\bsiret|"
    r"\bkunden|\bklant|\bclient|\bcustomer|\bdatum|\bdate\b|\bdata\b|\bref|\bfactu|\brechnung|\binvoice|\bfattura|\bpagina|\bpage\b|\bseite|"
    r"\bbetreff|\bbetreft|\bonderwerp|\bobjet|\boggetto|\bsubject|\bkenmerk|\bzeichen|\bnummer|\bnum[ée]ro|\bnumber|[€$£]|:\s)",
    re.IGNORECASE,
)
_PLACE_WITHIN = re.compile(r"\b\d{4,5}(?=\b|[A-Z]{2}\b)|\b[A-Z]{1,2}\d[A-Z\d]?\s?\d[A-Z]{2}\b")
_STOPS = re.compile(r"\s*[.,;·•|*]+\s*|\s[-–]\s")
_RETURN_MARKS = re.compile(r"\w\s?[·•|](?=\s?\w)|\w\s[-–*.](?=\s\w)")


@dataclass(frozen=True, slots=True)
class RecipientBlock:
    """Whom a letter is addressed to, as printed.

    Attributes:
        lines: The printed lines from the first name to the country.
        box: Their box in pixels of the upright page.
        confidence: 0 to 1: how surely these lines are the recipient's.
        word_confidence: The engine's mean confidence in their words, 0 to 1.
        side: "left" or "right", the window in which they stand.
        return_line: The sender's own address printed small above them; "" for none.
        stands_in_window: Whether they stand where a window shows them.
        others: Names and addresses in the window's height that may be the recipient's as well, for all the page says.
        signatories: What stands below the letter's closing words, where whoever wrote it signs.
        may_be_letterhead: Whether they stand so high, or bear such telephone numbers, as a letterhead does.
    """

    lines: tuple[str, ...]
    box: Box
    confidence: float
    word_confidence: float
    side: str
    return_line: str = ""
    stands_in_window: bool = True
    others: tuple[tuple[str, ...], ...] = ()
    signatories: tuple[str, ...] = ()
    may_be_letterhead: bool = False


@dataclass(frozen=True, slots=True)
class _Candidate:
    """A block as it may be the recipient's: without what stands above its first name, and what follows its place."""

    block: Block
    lines: tuple[str, ...]
    return_line: str
    score: float
    label: Label | None
    second: tuple[str, ...]


def find_recipient(reading: PageReading) -> RecipientBlock | None:
    """The recipient's block on the first page of a letter; None where no block looks like one."""
    runs = runs_of(reading)
    candidates = [each for block in blocks_of(runs) if (each := _candidate(block, runs)) is not None]
    best = max((each.score for each in candidates), default=0.0)
    if best < ACCEPTED_SCORE:
        return None
    alike = [each for each in candidates if each.score >= max(best - NEARLY_AS_GOOD, ACCEPTED_SCORE)]
    blocks = [each.block for each in alike]
    # Who writes without a letterhead sets the own address above the recipient's, in many countries beside it.
    foreign = [each for each in alike if len(alike) == 1 or not is_senders(each.block, blocks, runs)]
    chosen = max(foreign or alike, key=lambda each: (each.block.top_mm, each.score))
    return _recipient(chosen, candidates, runs)


def _candidate(block: Block, runs: Sequence[Run]) -> _Candidate | None:
    block, return_line = _without_return_line(block, runs)
    label, named = (label_of(block.lines[0]) if block.runs else None) or (None, "")
    if label and not named:
        block = Block(block.runs[1:])
    if not block.runs:
        return None
    block = Block(block.runs[: letter_begins(block.lines)])
    end = first_address(block.lines)
    first, second = Block(block.runs[:end]), block.lines[end:]
    lines = (named, *first.lines[1:]) if named else first.lines
    score = _score(first, return_line) + (LABELLED[label] if label else 0.0)
    return _Candidate(first, lines, return_line, score, label, second)


def _recipient(chosen: _Candidate, candidates: Sequence[_Candidate], runs: Sequence[Run]) -> RecipientBlock:
    block = chosen.block
    rest = [each for each in candidates if each is not chosen and each.label not in {Label.SENDER, Label.DELIVERY}]
    others = [each.lines for each in rest if may_be_meant(each.block, block, runs)]
    is_high = block.top_mm < LETTERHEAD_MM and not chosen.return_line
    return RecipientBlock(
        lines=chosen.lines,
        box=block.box,
        confidence=min(1.0, chosen.score / SURE_SCORE),
        word_confidence=sum(run.confidence for run in block.runs) / len(block.runs),
        side="left" if block.left_mm < sum(LEFT_WINDOW_MM + RIGHT_WINDOW_MM) / 4 else "right",
        return_line=chosen.return_line,
        stands_in_window=_place_score(block) >= IN_WINDOW,
        others=(*others, *([chosen.second] if chosen.second else [])),
        signatories=signatories(runs),
        may_be_letterhead=is_high or has_contacts(block.lines),
    )


def _without_return_line(block: Block, page: Sequence[Run]) -> tuple[Block, str]:
    """The block without the sender's own address that many windows show small above the recipient, and that address."""
    returned: list[str] = []
    runs = block.runs
    while len(returned) < MOST_RETURN_LINES and len(runs) > 2 and _stands_above(runs[0], runs[1:], block, page):
        returned.append(runs[0].text)
        runs = runs[1:]
    return Block(runs), " ".join(returned)


def _stands_above(first: Run, rest: tuple[Run, ...], block: Block, page: Sequence[Run]) -> bool:
    """Whether a line is the sender's, by its own look or because the letterhead or the foot says the same name."""
    if _is_return_line(first, rest):
        return True
    # Without a name below it the whole block is the sender's own.
    is_above = is_whole_address(Block(rest).lines) and not is_part_of_address(rest[0].text)
    return is_above and is_senders(Block((first,)), (block,), page)


def _is_return_line(first: Run, rest: tuple[Run, ...]) -> bool:
    text = postal.mended(first.text)
    smaller = first.height_mm < SMALL_TYPE * median(run.height_mm for run in rest)
    marks = len(_RETURN_MARKS.findall(text))
    has_place = _PLACE_WITHIN.search(text) is not None
    whole = marks > 1 and any(mark.isdigit() for mark in text)
    # "X GmbH, Postf. 2210, 50667 Köln" above lines that have a place of their own.
    spelled = has_place and text.count(",") > 1 and any(postal.is_postcode_line(postal.mended(r.text)) for r in rest)
    return (
        smaller
        or whole
        or spelled
        or _is_torn_address(text, rest)
        or (marks > 0 and has_place and not postal.is_postcode_line(text))
    )


def _is_torn_address(text: str, rest: tuple[Run, ...]) -> bool:
    """Whether a line goes on with a street and what was read of a place: "Alfa BV. Vaartstraat 2. 3600"."""
    parts = [part for part in _STOPS.split(text) if part]
    streets = [index for index, part in enumerate(parts) if index and postal.is_street_line(postal.mended(part))]
    goes_on = any(sum(mark.isdigit() for mark in part) > 1 for index in streets[:1] for part in parts[index + 1 :])
    return goes_on and is_whole_address(Block(rest).lines)


def _score(block: Block, return_line: str) -> float:
    return _place_score(block) + _wording_score(block) + (1.5 if return_line else 0.0)


def _place_score(block: Block) -> float:
    in_height = WINDOW_TOP_MM[0] <= block.top_mm <= WINDOW_TOP_MM[1]
    in_window = any(low <= block.left_mm <= high for low, high in (LEFT_WINDOW_MM, RIGHT_WINDOW_MM))
    narrow = block.width_mm <= WIDEST_MM
    return (1.0 if in_height else -2.5) + (1.0 if in_window else -0.5) + (0.0 if narrow else -2.0)


def _wording_score(block: Block) -> float:
    lines = block.lines
    rest = [postal.mended(line) for line in lines[1:]]
    score = 1.6 if any(postal.is_postcode_line(line) for line in rest) else -0.3
    score += 1.0 if any(postal.is_street_line(line) for line in rest) else 0.0
    score += 0.8 if any(_names_a_person(line) for line in lines) else 0.0
    score -= 1.0 * sum(1 for line in lines if _is_label(line))
    score -= 1.5 if not 2 <= len(lines) <= MOST_LINES else 0.0
    return score


def _is_label(line: str) -> bool:
    """Whether a line says what a letterhead or a table does; "Facturation" by itself is the recipient's department."""
    return _LABELS.search(line) is not None and postal.attention_of(line) is None and not names_an_office(line)


def _names_a_person(line: str) -> bool:
    return (
        postal.attention_of(line) is not None
        or postal.care_of(line) is not None
        or postal.without_honorific(line) != line.strip()
    )
