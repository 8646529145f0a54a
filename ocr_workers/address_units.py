"""The flat, box or floor in a line of an address: "23/4", "23 bus 4", "12-2", "512 II", "3. OG", "Hs", "Flat 4".

Senders write one flat in many ways, so that only what tells it from its neighbours is kept: "4" of "bte 4". A floor is
not the box of the same number: the two neither agree nor contradict.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

_ROMAN = r"i{2,3}|iv|vi{1,3}|ix"
_NUMERALS = {"ii": "2", "iii": "3", "iv": "4", "vi": "6", "vii": "7", "viii": "8", "ix": "9"}
_WORD = (
    r"(?:bus|bte|bo[iî]te|(?<!o )(?<!o\.)(?<!o\. )box|app|apt|appt|app?artement|apartment|wohnung|whg|wng|int|interno|"
    r"scala|flat|unit|suite|studio|top|stiege|kamer|room|zimmer)"
)
_STOREY = r"(?:og|obergeschoss|stock|[eé]tage|verdieping|floor|piano|hoog)"
_GROUND = r"(?:eg|erdgeschoss|ground floor|rez[- ]de[- ]chauss[ée]e|rdc|gelijkvloers|piano terra)"
_SIDE = r"(?:[\s,]+(?:links|rechts|mitte|li|re|gauche|droite|dx|sx)\.?)?"
_AT_END = re.compile(
    rf"(?:^|[\s,(/–-]){_WORD}\b\.?\s*(?:n[r°o]\.?\s*)?(?P<id>\d\w{{0,4}}|[a-z]\d{{0,3}}|{_ROMAN})\W*$"
    rf"|(?:^|[\s,(/–-])(?:bus|b)(?P<closed>\d\w{{0,3}})\W*$|(?<=\d)[a-z]?[\s,]+b\.?\s(?P<letter_b>\d\w{{0,3}})\W*$",
    re.IGNORECASE,
)
_AT_START = re.compile(rf"^\W*{_WORD}\b\.?\s*(?P<id>\d\w{{0,4}}|[a-z]\d{{0,3}})(?:[\s,]+|\W*$)", re.IGNORECASE)
_FLOOR = re.compile(
    rf"(?:^|[\s,(/–-]+)(?:(?P<storey>\d{{1,2}})\s?(?:\.|st|nd|rd|th|de|e|er|i[eè]me|[eè]me|o|°)?\s?{_STOREY}"
    rf"|(?:[eé]tage|verdieping|floor|piano)\s(?P<behind>\d{{1,2}})|(?P<ground>{_GROUND}))\b{_SIDE}\W*$",
    re.IGNORECASE,
)
_STROKE = re.compile(
    r"(?P<number>\d{1,5}\s?[a-z]?)\s*(?:/+|[-–+])\s*(?P<id>\d{1,4}[a-z]?|[a-z]\d{0,3}|hs|huis|[ivx]{2,4})\W*$",
    re.IGNORECASE,
)
_BEHIND_NUMBER = re.compile(rf"(?<=\d)(?P<letter>[a-z]?)[\s,]+(?P<id>{_ROMAN}|hs|huis)\W*$", re.IGNORECASE)
LONGEST_RANGE = 40
"""One building takes up so many house numbers at most."""
_GROUND_FLOORS = frozenset(("hs", "huis", "h"))


@dataclass(frozen=True, slots=True)
class Unit:
    """A flat, box or floor.

    Attributes:
        key: What tells it from its neighbours, in lower case.
        is_floor: Whether only the floor is said.
        may_be_range: Whether it stands behind a stroke, where the last of several house numbers stands too ("12-14").
    """

    key: str
    is_floor: bool = False
    may_be_range: bool = field(default=False, compare=False)

    def contradicts(self, other: Unit) -> bool:
        """Whether the two cannot be the same door."""
        return self.is_floor == other.is_floor and self.key != other.key


def split_unit(line: str) -> tuple[str, Unit | None]:
    """A part of an address without its flat, box or floor, and that; the part may be nothing else."""
    floor = _FLOOR.search(line)
    if floor:
        return _bare(line[: floor.start()]), Unit(floor["storey"] or floor["behind"] or "0", is_floor=True)
    end = _AT_END.search(line)
    if end:
        found = end["id"] or end["closed"] or end["letter_b"]
        return _bare(line[: end.start() + (1 if end["letter_b"] and line[end.start()].isalpha() else 0)]), _unit(found)
    start = _AT_START.match(line)
    if start:
        return _bare(line[start.end() :]), _unit(start["id"])
    return _behind_number(line)


def _behind_number(line: str) -> tuple[str, Unit | None]:
    stroke = _STROKE.search(line)
    if stroke and any(mark.isalpha() for mark in line[: stroke.start()]):
        return _bare(line[: stroke.end("number")]), _unit(stroke["id"], may_be_range=_may_be_range(stroke.group()))
    behind = _BEHIND_NUMBER.search(line)
    return (_bare(line[: behind.end("letter")]), _unit(behind["id"])) if behind else (line, None)


def _may_be_range(numbers: str) -> bool:
    *_, first, last = ["", "", *re.findall(r"\d+", numbers)]
    return bool(first and last) and int(first) < int(last) <= int(first) + LONGEST_RANGE


def _unit(found: str, *, may_be_range: bool = False) -> Unit:
    key = found.casefold()
    key = "hs" if key in _GROUND_FLOORS else _NUMERALS.get(key, key)
    return Unit(key.lstrip("0") or "0", may_be_range=may_be_range)


def _bare(text: str) -> str:
    return text.rstrip(" ,/(-–").lstrip(" ,")
