"""Account numbers (ISO 13616) as print and engines leave them: in groups, over two lines, with letters for digits.

The registry says for each country how long a number is and where digits stand; a letter that looks like a digit is
read as one there. Check digits decide. A number of the right shape whose check digits are wrong is told apart, because
a person should see that something stands there; nothing is ever paid to it.
"""

from __future__ import annotations

import itertools
import re
from dataclasses import dataclass, replace
from functools import cache
from typing import TYPE_CHECKING

from rapidfuzz.distance import Levenshtein
from schwifty import IBAN
from schwifty.exceptions import SchwiftyException
from schwifty.registry import get_iban_spec

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ocr_workers.fields.rows import Found, Row

SURE = 0.97
"""Check digits leave one chance in a hundred; the rest is doubt about which of several was meant."""
REPAIRED = 0.9
"""A number that holds only with a letter taken for the digit it looks like."""
FAILING = 0.3
"""A number whose check digits are wrong: misread, misprinted, or nobody's."""
SAME_NUMBER = 2
"""Signs in which a failing number differs from a valid one of the same letter that it is a bad reading of."""

_PRINTED = re.compile(r"\b[A-Z]{2}[\s.]?[0-9OoIlSB|]{2}(?:[\s.-]{0,3}[A-Z0-9lo|]){11,30}(?![A-Za-z0-9])")
_NAMED = re.compile(r"\bIBAN\b\W{0,6}(?P<number>[A-Z]{2}\d{2}(?:\s?[A-Z0-9]{2,4}){2,7})(?![A-Za-z0-9])")
_LABEL = re.compile(r"\b(?:IBAN|account|konto|kto|rekening|compte|conto|c/c|bank)", re.IGNORECASE)
_GROUPS = re.compile(r"^[A-Z]{2}\w\w(?:\s\w{4}){3}")
_SPEC = re.compile(r"(\d+)!([nac])")
_AS_DIGIT = str.maketrans("OoDQIl|SBZ", "0000111582")


@dataclass(frozen=True, slots=True)
class _Number:
    value: str
    length: int
    is_valid: bool
    is_repaired: bool

    @property
    def confidence(self) -> float:
        return FAILING if not self.is_valid else REPAIRED if self.is_repaired else SURE


def find_ibans(rows: Sequence[Row]) -> tuple[Found[str], ...]:
    """Valid account numbers without blanks, in the order in which they are printed, each once."""
    within = [found for row in rows for found in ibans_in(row)]
    across = [found for row, below in itertools.pairwise(rows) for found in _across(row, below)]
    return _each_once(iter(within + across))


def find_failing_ibans(rows: Sequence[Row]) -> tuple[Found[str], ...]:
    """What has an account number's shape and stands where one is expected, but whose check digits are wrong."""
    valid = [found.value for found in find_ibans(rows)]
    failing = (found for row in rows for found in _failing_in(row))
    return _each_once(each for each in failing if not any(_is_misread(each.value, known) for known in valid))


def ibans_in(row: Row) -> Iterator[Found[str]]:
    """The valid account numbers of one row."""
    for start, number in _numbers(row.text):
        if number.is_valid:
            yield row.found(number.value, number.confidence, start, start + number.length)


def _failing_in(row: Row) -> Iterator[Found[str]]:
    for start, number in _numbers(row.text):
        printed = row.text[start : start + number.length]
        if not number.is_valid and (_LABEL.search(row.text[:start]) or _GROUPS.match(printed)):
            yield row.found(number.value, number.confidence, start, start + number.length)
    for found in _NAMED.finditer(row.text):
        value = found["number"].replace(" ", "")
        if _number(found["number"]) is None and not _is_valid(value[:4]):
            yield row.found(value, FAILING, found.start("number"), found.end("number"))


def _across(row: Row, below: Row) -> Iterator[Found[str]]:
    """An account number at the end of one line of text that runs on at the beginning of the next."""
    if row.page != below.page:
        return
    end = len(row.text)
    for start, number in _numbers(f"{row.text} {below.text}"):
        if number.is_valid and start < end < start + number.length:
            upper = row.found(number.value, number.confidence - 0.07, start, end)
            lower = below.found(number.value, number.confidence, 0, start + number.length - end - 1)
            yield replace(upper, boxes=(*upper.boxes, *lower.boxes))


def _numbers(text: str) -> Iterator[tuple[int, _Number]]:
    for found in _PRINTED.finditer(text):
        if number := _number(found.group()):
            yield found.start(), number


def _number(printed: str) -> _Number | None:
    """The account number with which a printed string begins; what follows it in the same row is left over."""
    kinds = _kinds(printed[:2])
    signs = [position for position, sign in enumerate(printed) if not re.match(r"[\s.-]", sign)][: len(kinds)]
    if not kinds or len(signs) < len(kinds):
        return None
    raw = "".join(printed[position] for position in signs)
    value = "".join(
        sign.translate(_AS_DIGIT) if kind == "n" else sign.upper() for sign, kind in zip(raw, kinds, strict=True)
    )
    if not re.fullmatch("".join({"n": r"\d", "a": "[A-Z]", "c": "[A-Z0-9]"}[kind] for kind in kinds), value):
        return None
    is_whole = not printed[signs[-1] + 1 : signs[-1] + 2].isalnum()
    is_valid = _is_valid(value)
    return _Number(value, signs[-1] + 1, is_valid, value != raw) if is_valid or is_whole else None


@cache
def _kinds(country: str) -> str:
    """What stands at each place of a country's numbers: "n" a digit, "a" a letter, "c" either; "" for no country."""
    try:
        spec = get_iban_spec(country).iban_spec
    except SchwiftyException:
        return ""
    return "aa" + "".join(kind * int(count) for count, kind in _SPEC.findall(spec))


def _is_valid(value: str) -> bool:
    try:
        IBAN(value)
    except (SchwiftyException, ValueError):
        return False
    return True


def _is_misread(failing: str, valid: str) -> bool:
    return Levenshtein.distance(failing, valid, score_cutoff=SAME_NUMBER) <= SAME_NUMBER


def _each_once(found: Iterator[Found[str]]) -> tuple[Found[str], ...]:
    first: dict[str, Found[str]] = {}
    for entry in found:
        first.setdefault(entry.value, entry)
    return tuple(first.values())
