"""The sender's name where neither letterhead nor foot prints it: logos are pictures, and payees are named in the text.

In this order: the name that the letter's own address on the net begins with, if the text says it more than once;
who is to be paid; the only company with a legal form that is not the recipient; and at last the address on the net.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from ocr_workers import legal_forms, postal
from ocr_workers.fields.rows import COLUMN_GAP
from ocr_workers.net_names import hosts_in

if TYPE_CHECKING:
    from ocr_workers.fields.rows import Found, Row
    from paper.geometry import Box

BRAND, PAYEE, COMPANY, HOST = 0.45, 0.45, 0.4, 0.3
"""How sure each of these is; all of them leave the last word to a person."""
SHORTEST_BRAND, LONGEST_NAME = 3, 60
_PAYEE = re.compile(
    r"\b(?:kontoinhaber(?:in)?|zahlungsempf[äa]nger|beg[üu]nstigter?|account (?:name|holder)|payee|beneficiary|"
    r"in favou?r of|payable to|op naam van|t\.?n\.?v\.|ten name van|begunstigde|titulaire(?: du compte)?|"
    r"b[ée]n[ée]ficiaire|"
    r"[àa] l['’]ordre de|au nom de|intestat(?:o|ario)(?: a)?|beneficiario|lautend auf)\s*:?\s*(?P<name>[^\n]*)$",
    re.IGNORECASE,
)
_WORD = re.compile(r"\b[A-Z][\w&'’-]{2,}")
_NAME_ENDS = re.compile(r"\s[-–—|·•]\s|,\s|\s{3}|\bIBAN\b|\bBIC\b|\bUSt|\bVAT\b|\bBTW\b|\bTVA\b|[:;(]")


def find_sender_elsewhere(rows: Sequence[Row], recipient: Box | None) -> Found[str] | None:
    """The sender by what the letter says of him below its head, or None."""
    theirs = [row for row in rows if not _is_in(row, recipient)]
    for finder in (_brand, _payee, _company, _host):
        if found := next(finder(theirs), None):
            return found
    return None


def _is_in(row: Row, recipient: Box | None) -> bool:
    return recipient is not None and row.is_first_page and any(run.box.overlap(recipient) > 0 for run in row.runs)


def _brand(rows: Sequence[Row]) -> Iterator[Found[str]]:
    """A capitalised word with which the host begins, printed twice or more outside of addresses on the net."""
    hosts = [host.split(".")[-2].replace("-", "") for host in hosts_in("\n".join(row.text for row in rows))]
    words = Counter(found.group() for row in rows for found in _WORD.finditer(row.text))
    names = [
        word for word, count in words.items()
        if count > 1 and len(word) >= SHORTEST_BRAND and any(host.startswith(postal.plain(word)) for host in hosts)
    ]  # fmt: skip
    for name in sorted(names, key=lambda word: (-len(word), word))[:1]:
        row = next(row for row in rows if name in row.text)
        start = row.text.index(name)
        yield row.found(name, BRAND, start, start + len(name))


def _payee(rows: Sequence[Row]) -> Iterator[Found[str]]:
    for position, row in enumerate(rows):
        found = _PAYEE.search(row.text)
        if found is None:
            continue
        below = rows[position + 1] if position + 1 < len(rows) else None
        if found["name"].strip():
            yield from _named(row, found["name"].strip(), PAYEE)
        elif below is not None and below.page == row.page:
            yield from _named(below, below.text.split(COLUMN_GAP)[0], PAYEE)


def _company(rows: Sequence[Row]) -> Iterator[Found[str]]:
    names: dict[str, tuple[Row, str]] = {}
    for row in rows:
        for run in row.runs:
            name = _NAME_ENDS.split(run.text)[0].strip(" .,")
            if len(name) <= LONGEST_NAME and legal_forms.split_legal_form(postal.plain_name(name))[1]:
                names.setdefault(postal.plain_name(name), (row, name))
    if len(names) == 1:
        yield from _named(*next(iter(names.values())), COMPANY)


def _host(rows: Sequence[Row]) -> Iterator[Found[str]]:
    for row in rows:
        for host in hosts_in(row.text):
            label = host.split(".")[-2]
            start = row.text.casefold().find(label)
            if len(label) >= SHORTEST_BRAND and start >= 0:
                yield row.found(label.replace("-", " ").title(), HOST, start, start + len(label))


def _named(row: Row, text: str, confidence: float) -> Iterator[Found[str]]:
    name = _NAME_ENDS.split(text)[0].strip(" .,")
    start = row.text.find(name)
    if start >= 0 and sum(mark.isalpha() for mark in name) >= SHORTEST_BRAND and len(name) <= LONGEST_NAME:
        yield row.found(name, confidence, start, start + len(name))
