"""Numbers that people and letters break up differently: references, accounts, dates, telephones.

"BE68 5390 0754 7034", "2024/00123", "12.03.2024" and "e-mail" are read as words like
any other text; beside that each gets a joined form without its separators, under
which it is found however it was typed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from stdnum import iban

JOINERS = frozenset("-‐‑–./:,'’&+@_\\")
HYPHENS = frozenset("-‐‑")
LONGEST_JOINED = 40
SHORTEST_IBAN, LONGEST_IBAN, MOST_IBAN_GROUPS = 15, 34, 10
_SPACES = frozenset(" \u00a0\u202f")
_COUNTRY = re.compile(r"[A-Z]{2}")
_IBAN_START = re.compile(r"[a-z]{2}[0-9]{2}")

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Joined:
    """A run of pieces read as one: its form, and the indices of its first and last piece."""

    form: str
    first: int
    last: int


@dataclass(frozen=True, slots=True)
class _Chain:
    """Pieces with one joiner between each two and no blank."""

    first: int
    last: int
    has_digit: bool


def joined_forms(text: str, spans: Sequence[Span], forms: Sequence[str]) -> Iterator[Joined]:
    """What is found joined in `text`, whose pieces stand at `spans` and are spelt `forms`."""
    linked = {i for i in range(1, len(spans)) if text[spans[i - 1][1] : spans[i][0]] in JOINERS}
    digits = {i for i, form in enumerate(forms) if not form.isalpha()}
    for first, last in _neighbourhoods(linked, digits):
        chains = list(_chains(first, last, linked, digits))
        for chain in chains:
            if chain.first != chain.last:
                yield from _joined_chain(text, spans, forms, chain)
        for group in _number_groups(text, spans, chains):
            yield from _joined_group(forms, group)


def _neighbourhoods(linked: set[int], digits: set[int]) -> Iterator[tuple[int, int]]:
    """First and last index of each stretch in which something may be joined; most of a letter is none."""
    indices = sorted(linked | digits | {i - 1 for i in linked} | {i - 1 for i in digits if i})
    for _, stretch in groupby(enumerate(indices), key=lambda pair: pair[1] - pair[0]):
        members = [index for _, index in stretch]
        yield members[0], members[-1]


def _chains(first: int, last: int, linked: set[int], digits: set[int]) -> Iterator[_Chain]:
    for index in range(first + 1, last + 2):
        if index not in linked or index > last:
            yield _Chain(first, index - 1, not digits.isdisjoint(range(first, index)))
            first = index


def _gap(text: str, spans: Sequence[Span], index: int) -> str:
    return text[spans[index - 1][1] : spans[index][0]]


def _joined_chain(text: str, spans: Sequence[Span], forms: Sequence[str], chain: _Chain) -> Iterator[Joined]:
    gaps = [_gap(text, spans, index) for index in range(chain.first + 1, chain.last + 1)]
    parts = forms[chain.first : chain.last + 1]
    form = "".join(parts)
    if len(form) <= LONGEST_JOINED and (chain.has_digit or HYPHENS.issuperset(gaps)):
        yield Joined(form, chain.first, chain.last)
        if date := _date(parts):
            yield Joined(date, chain.first, chain.last)


def _date(parts: Sequence[str]) -> str | None:
    """The joined form of a date as computers write it: "20240312" for "12.03.2024"."""
    if len(parts) != 3 or not all(part.isascii() and part.isdigit() for part in parts):
        return None
    day, month, year = parts
    if len(year) != 4 or not (1 <= int(month) <= 12 and 1 <= int(day) <= 31):
        return None
    return f"{year}{int(month):02}{int(day):02}"


def _number_groups(text: str, spans: Sequence[Span], chains: Sequence[_Chain]) -> Iterator[list[_Chain]]:
    """Runs of two or more chains with digits and one blank between; a country code may lead."""
    group: list[_Chain] = []
    for chain in chains:
        follows = bool(group) and _gap(text, spans, chain.first) in _SPACES
        if chain.has_digit and follows:
            group.append(chain)
            continue
        if len(group) > 1:
            yield group
        leads = chain.has_digit or (chain.first == chain.last and _COUNTRY.fullmatch(text, *spans[chain.first]))
        group = [chain] if leads else []
    if len(group) > 1:
        yield group


def _joined_group(forms: Sequence[str], group: Sequence[_Chain]) -> Iterator[Joined]:
    whole = _join(forms, group)
    if len(whole.form) <= LONGEST_JOINED:
        yield whole
    for start, chain in enumerate(group):
        if _IBAN_START.match(forms[chain.first]):
            yield from _ibans(forms, group[start : start + MOST_IBAN_GROUPS], whole)


def _ibans(forms: Sequence[str], group: Sequence[_Chain], whole: Joined) -> Iterator[Joined]:
    """Account numbers (ISO 13616) among other numbers, told by their check digits."""
    for count in range(1, len(group) + 1):
        part = _join(forms, group[:count])
        if part != whole and _is_iban(part.form):
            yield part


def _is_iban(form: str) -> bool:
    # Lists of banks grow old; the check digits do not.
    return SHORTEST_IBAN <= len(form) <= LONGEST_IBAN and iban.is_valid(form.upper(), check_country=False)


def _join(forms: Sequence[str], chains: Sequence[_Chain]) -> Joined:
    first, last = chains[0].first, chains[-1].last
    return Joined("".join(forms[first : last + 1]), first, last)
