"""How well the address in a recipient's block agrees with one that a tenant has.

The known address is looked for in the printed lines, rather than the printed lines parsed and compared: a blank that
was lost ("8500KORTRIJK", "Kirchgasse112B") or found ("1012 A D") must not make another address of it. What is printed
differently contradicts: another number in the same street, another place.
"""

from __future__ import annotations

import enum
import re
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING

from rapidfuzz import fuzz

from ocr_workers import postal
from ocr_workers.address_units import Unit, split_unit
from ocr_workers.misreading import are_figures_alike
from ocr_workers.print_confusion import folded

if TYPE_CHECKING:
    from collections.abc import Sequence

SAME_CITY = 88.0
SHORTEST_CITY = 3
NEARLY_SAME_STREET = 72.0
"""Similarity that is enough where postcode and number agree."""
SAME_STREET = 84.0
"""Similarity (0 to 100) from which two street or city names are one, badly read or abbreviated."""


class AddressLevel(enum.Enum):
    """How well a printed address agrees with one that a tenant has."""

    AGREES = "address agrees"
    SHARED = "address agrees, but other tenants have it too"
    DOOR = "address agrees in part, its flat or box is said on one side only"
    FIGURE = "address agrees but for a figure of its postcode that print confuses"
    PARTLY = "address agrees in part"
    PLACE = "same place, no street to compare"
    UNKNOWN = "no address to compare"
    OTHER_NUMBER = "same street, other number"
    OTHER_PLACE = "other address"


ORDER = {level: place for place, level in enumerate(AddressLevel)}


@dataclass(frozen=True, slots=True)
class KnownAddress:
    """An address prepared for looking for it: street (abbreviated, and as it stands) and city folded."""

    street: str
    street_in_full: str
    number: str
    unit: Unit | None
    postcode: str
    city: str

    @property
    def is_box(self) -> bool:
        """Whether it is a post box."""
        return self.street_in_full == folded(postal.POST_BOX)

    @property
    def door(self) -> tuple[str, str, str]:
        """What all who live behind one door share."""
        return self.postcode, self.street, self.number


@dataclass(frozen=True, slots=True)
class PrintedLine:
    """A line of an address: its letters folded (abbreviated, and in full), its numbers, and all without blanks."""

    letters: str
    in_full: str
    numbers: tuple[str, ...]
    compact: str


@dataclass(frozen=True, slots=True)
class PrintedAddress:
    """The address lines of a block.

    Attributes:
        lines: Those lines, prepared.
        parsed: The same as far as the customs of envelopes tell its parts.
        postcodes: What may be its postcode, without blanks.
    """

    lines: tuple[PrintedLine, ...]
    parsed: postal.PostalAddress
    postcodes: tuple[str, ...]

    @property
    def is_known(self) -> bool:
        """Whether there is anything to compare."""
        return bool(self.postcodes) or self.parsed.is_known

    def names_unit_of(self, known: KnownAddress) -> bool:
        """Whether the known address has a flat or a box of its own, and that is printed."""
        return known.unit is not None and not known.unit.is_floor and known.unit == self.parsed.unit


@lru_cache(maxsize=65_536)
def known_address(text: str) -> KnownAddress:
    """An address of the directory, prepared; its lines parted by commas or line ends."""
    parsed = postal.parse_address(tuple(text.splitlines()))
    return KnownAddress(
        street=street_key(parsed.street), street_in_full=folded(parsed.street), number=parsed.number,
        unit=parsed.unit, postcode=parsed.postcode, city=folded(parsed.city),
    )  # fmt: skip


def printed_address(lines: Sequence[str]) -> PrintedAddress:
    """The address in a block's lines, prepared once for many comparisons."""
    mended = tuple(postal.mended(line) for line in lines)
    parts = [part for line in mended for part in postal.parts_of(line)]
    prepared = tuple(_printed_line(part) for part in parts)
    parsed = postal.parse_address(mended)
    return PrintedAddress(prepared, parsed, _postcodes(parsed, prepared))


def level_of_address(printed: PrintedAddress, known: KnownAddress) -> AddressLevel:
    """How well two addresses agree; a number that differs weighs more than a street that was read badly."""
    if not printed.is_known or not (known.postcode or known.street):
        return AddressLevel.UNKNOWN
    has_code = bool(known.postcode) and known.postcode in printed.postcodes
    street = _street_line(printed, known)
    if street is None and has_code and _is_door_badly_read(printed, known):
        return AddressLevel.PARTLY
    if street is None:
        return _without_street(printed, known, has_code=has_code)
    if known.number and not street.numbers:
        return AddressLevel.PARTLY if has_code else AddressLevel.OTHER_PLACE
    if known.number and known.number not in _possible_numbers(street):
        return AddressLevel.OTHER_NUMBER if has_code or not printed.postcodes else AddressLevel.OTHER_PLACE
    return _of_same_door(printed, known, street, has_code=has_code)


def street_key(street: str) -> str:
    """A plain street's name, its usual abbreviations written out, folded for comparing."""
    key = " ".join(_STREET_WORDS.get(word, word) for word in street.split())
    for long, short in _ENDINGS:
        key = long.sub(short, key)
    return folded(key)


def _printed_line(part: str) -> PrintedLine:
    plain = postal.plain(part)
    before = postal.plain(split_unit(part)[0])
    # "3 B" is number 3B, "3 r. Pasteur" is number 3.
    numbers = (*re.findall(r"\d+ ?[a-z]?(?![a-z])", before), *re.findall(r"\d+(?= [a-z]\b)", before))
    words = re.sub(r"\d+[a-z]?(?![a-z])", " ", before)
    name = postal.named_box(" ".join(words.split()))
    return PrintedLine(
        street_key(name), folded(name), tuple(number.replace(" ", "") for number in numbers), plain.replace(" ", "")
    )


def _postcodes(parsed: postal.PostalAddress, lines: Sequence[PrintedLine]) -> tuple[str, ...]:
    found = [parsed.postcode] if parsed.postcode else []
    for line in lines:
        begun = re.match(r"(?:[bdflia]|ch|nl|lu|be|de|fr|it)?(\d{4,5})([a-z]{2})?(?=[a-z]|$)", line.compact)
        if begun and not line.numbers[2:]:
            found += [begun[1] + (begun[2] or ""), begun[1]]
        british = re.search(r"[a-z]{1,2}\d[a-z\d]?\d[a-z]{2}$", line.compact)
        if british:
            found.append(british[0])
    return tuple(dict.fromkeys(found))


def _street_line(printed: PrintedAddress, known: KnownAddress) -> PrintedLine | None:
    if not known.street:
        return None
    alike = [(alikeness(line, known.street, known.street_in_full), line) for line in printed.lines if line.letters]
    best = max(alike, key=lambda pair: (pair[0], bool(pair[1].numbers)), default=None)
    return best[1] if best and best[0] >= SAME_STREET else None


def _is_door_badly_read(printed: PrintedAddress, known: KnownAddress) -> bool:
    """Whether place and number agree and the street nearly does."""
    streets = [line for line in printed.lines if known.number in line.numbers and line.letters]
    return bool(known.number) and any(
        max(fuzz.ratio(line.letters, known.street), fuzz.ratio(line.in_full, known.street_in_full))
        >= NEARLY_SAME_STREET
        for line in streets
    )


def alikeness(line: PrintedLine, street: str, in_full: str) -> float:
    """How alike (0 to 100) a line and a street are, abbreviated or in full; 0 where they are not one street."""
    short = fuzz.ratio(line.letters, street, score_cutoff=SAME_STREET)
    return max(short, fuzz.ratio(line.in_full, in_full, score_cutoff=SAME_STREET))


def _possible_numbers(line: PrintedLine) -> set[str]:
    """The house numbers that a line may mean: each one, two with a blank lost between, one without its letter."""
    numbers = line.numbers
    joined = {one + other for one, other in pairwise(numbers) if one.isdigit()}
    return {*numbers, *joined}


def _without_street(printed: PrintedAddress, known: KnownAddress, *, has_code: bool) -> AddressLevel:
    if not has_code:
        return AddressLevel.OTHER_PLACE
    other_kind = (printed.parsed.street == postal.POST_BOX) != known.is_box
    return AddressLevel.PLACE if not printed.parsed.street or other_kind else AddressLevel.OTHER_PLACE


def _of_same_door(printed: PrintedAddress, known: KnownAddress, street: PrintedLine, *, has_code: bool) -> AddressLevel:
    unit = printed.parsed.unit
    if not known.number and known.unit and not unit and street.numbers:
        return AddressLevel.DOOR if known.unit.key in street.numbers else AddressLevel.OTHER_NUMBER
    if unit and known.unit and unit.contradicts(known.unit):
        return AddressLevel.OTHER_NUMBER
    if has_code:
        return AddressLevel.AGREES if _same_unit(unit, known.unit) else AddressLevel.DOOR
    same_city = len(known.city) >= SHORTEST_CITY and any(
        fuzz.partial_ratio(known.city, line.letters) >= SAME_CITY for line in printed.lines if line.letters
    )
    if same_city and _same_unit(unit, known.unit) and _differs_in_a_figure(printed.parsed.postcode, known.postcode):
        return AddressLevel.FIGURE
    return AddressLevel.PARTLY if same_city or not printed.postcodes else AddressLevel.OTHER_PLACE


def _differs_in_a_figure(one: str, other: str) -> bool:
    """Whether two postcodes are one but for a figure that is taken for another."""
    if len(one) != len(other):
        return False
    differing = [pair for pair in zip(one, other, strict=True) if pair[0] != pair[1]]
    return len(differing) == 1 and are_figures_alike(*differing[0])


def _same_unit(one: Unit | None, other: Unit | None) -> bool:
    if one and other:
        return one == other
    said = one or other
    return said is None or said.may_be_range


_ENDINGS = tuple(
    (re.compile(long + r"\b"), short)
    for long, short in (("str(?:asse|aat|ase)", "str"), ("steenweg", "stwg"), ("laan", "ln"), ("plein|platz", "pl"))
)
"""How streets end in German and Dutch, in full and abbreviated."""
_STREET_WORDS = {
    "avenue": "av", "ave": "av", "boulevard": "bd", "bld": "bd", "blvd": "bd", "bvd": "bd", "place": "pl",
    "piazza": "pza", "chaussee": "ch", "chee": "ch", "impasse": "imp", "route": "rte", "street": "st", "saint": "st",
    "sint": "st", "sainte": "ste", "via": "v", "road": "rd", "square": "sq", "lane": "ln", "allee": "all", "rue": "r",
    "viale": "vle", "corso": "cso", "grote": "gr", "grosse": "gr", "grand": "gd",
}  # fmt: skip
