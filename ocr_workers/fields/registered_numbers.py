"""Numbers under which companies are registered: for VAT, and in their country's register. Check digits decide.

Printed without its country ("P.IVA 01234567890", "BTW 0428.759.497"), a VAT number gets the country whose
label stands before it. A number that no label names is taken only with its country's letters.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING

from stdnum.be import vat as belgian
from stdnum.ch import uid as swiss
from stdnum.eu import vat as european
from stdnum.exceptions import InvalidChecksum, InvalidComponent, ValidationError
from stdnum.fr import siren, siret
from stdnum.gb import vat as british
from stdnum.it import iva

if TYPE_CHECKING:
    from ocr_workers.fields.rows import Found, Row

SURE = 0.97
LABELLED = 0.9
"""A number without check digits that its label names."""
FAILING = 0.3
"""A number whose check digits are wrong: misread, misprinted, or nobody's."""
REACH = 26

_VAT = re.compile(
    r"\b(?:ATU|BE|BG|CY|CZ|DE|DK|EE|EL|ES|FI|FR|GB|HR|HU|IE|IT|LT|LU|LV|MT|NL|PL|PT|RO|SE|SI|SK)"
    r"[\s.]{0,2}[0-9A-Z](?:[\s.\-]?[0-9A-Z]){6,13}\b"
)
_VAT_LABEL = re.compile(
    r"\b(?:VAT|BTW|TVA|USt|UStId|U(?:st|ID)[\w.-]*|MwSt|P\.?\s?IVA|partita\s+iva|tax|NIF|ondernemingsnummer)\b[^\d\n]{0,26}$",
    re.IGNORECASE,
)
_DIGITS = r"\d(?:[\s.\-/]?\d){%d}"
_BELGIAN = re.compile(
    r"\b(?:BTW|TVA|VAT|KBO|BCE|RPR|RPM|ondernemings(?:nummer|nr)|num[ée]ro d['’]entreprise|"
    r"n[°º] d['’]entreprise|enterprise)"
    rf"[^\d\n]{{0,{REACH}}}?(?:BE\W?)?(?P<number>[01]\d{{3}}[\s.]?\d{{3}}[\s.]?\d{{3}})(?!\d)",
    re.IGNORECASE,
)
_ITALIAN = re.compile(
    rf"\b(?:p\.?\s?iva|partita\s+iva)\W[^\d\n]{{0,12}}?(?:IT\W?)?(?P<number>{_DIGITS % 10})(?!\d)", re.IGNORECASE
)
_BRITISH = re.compile(
    rf"\bVAT\b[^\d\n]{{0,{REACH}}}?(?:GB\W?)?(?P<number>\d{{3}}\s?\d{{4}}\s?\d{{2}})(?!\d)", re.IGNORECASE
)
_SWISS = re.compile(rf"\bCHE\W?(?P<number>{_DIGITS % 8})(?!\d)")
_FRENCH = re.compile(
    r"\b(?P<label>SIRET|SIREN|"
    r"RCS(?:\s+[A-Z][\w-]+)?)\b[^\d\n]{0,12}?(?P<number>\d{3}\s?\d{3}\s?\d{3}(?:\s?\d{5})?)(?!\d)",
    re.IGNORECASE,
)
_DUTCH = re.compile(
    r"\b(?:KvK|handelsregister|kamer van koophandel)\b[^\d\n]{0,14}?(?P<number>\d{8})(?!\d)", re.IGNORECASE
)
_GERMAN_TAX = re.compile(
    r"\b(?:St(?:euer)?\.?\s?-?\s?(?:Nr|nummer)\b\.?)\W{0,3}(?P<number>\d{2,3}\s?/\s?\d{3,4}\s?/\s?\d{4,5}|"
    r"\d{10,13})(?!\d)",
    re.IGNORECASE,
)
_ITALIAN_TAX = re.compile(
    r"\b(?:c\.?\s?f\.|cod(?:ice|\.)?\s+fisc(?:ale|\.)?)\W{0,3}(?P<number>[A-Z]{6}\d{2}[A-Z]\d{2}[A-Z]\d{3}[A-Z]|"
    r"\d{11})\b",
    re.IGNORECASE,
)

Finds = Iterator[tuple[int, "Found[str]"]]


def find_vat_numbers(rows: Sequence[Row]) -> tuple[Found[str], ...]:
    """Valid VAT numbers with their country prefix, in the order in which they are printed, each once."""
    return _each_once(found for row in rows for _, found in sorted(_vat_numbers_in(row), key=lambda entry: entry[0]))


def find_failing_vat_numbers(rows: Sequence[Row]) -> tuple[Found[str], ...]:
    """What a label calls a VAT number and what is formed like one, but whose check digits are wrong, each once."""
    return _each_once(found for row in rows for found in _failing_in(row))


def _failing_in(row: Row) -> Iterator[Found[str]]:
    if any(True for _ in _vat_numbers_in(row)):
        return
    for found in _VAT.finditer(row.text):
        if not _VAT_LABEL.search(row.text[: found.start()]):
            continue
        for end in range(found.end(), found.start() + 8, -1):
            compact = re.sub(r"[\s.\-]", "", row.text[found.start() : end])
            if _is_formed_well(compact) and not row.text[end : end + 1].isalnum():
                yield row.found(compact, FAILING, found.start(), end)
                break


def _is_formed_well(compact: str) -> bool:
    try:
        european.validate(compact)
    except (InvalidChecksum, InvalidComponent):
        return True
    except ValidationError:
        return False
    return False


def find_enterprise_numbers(rows: Sequence[Row]) -> tuple[Found[str], ...]:
    """Numbers in their country's register, digits only: KBO/BCE, SIREN or SIRET, KvK, and UID with its "CHE"."""
    return _each_once(found for row in rows for _, found in sorted(_registered_in(row), key=lambda entry: entry[0]))


def find_tax_number(rows: Sequence[Row]) -> Found[str] | None:
    """A tax number that is none for VAT, as printed: a German Steuernummer or an Italian codice fiscale."""
    for row in rows:
        for pattern in (_GERMAN_TAX, _ITALIAN_TAX):
            if found := pattern.search(row.text):
                return row.found(found["number"].replace(" ", ""), LABELLED, found.start("number"), found.end("number"))
    return None


def _vat_numbers_in(row: Row) -> Finds:
    for found in _VAT.finditer(row.text):
        for end in range(found.end(), found.start() + 8, -1):
            compact = re.sub(r"[\s.\-]", "", row.text[found.start() : end])
            if _is_vat_number(compact) and not row.text[end : end + 1].isalnum():
                yield found.start(), row.found(compact, SURE, found.start(), end)
                break
    yield from _labelled(row, _BELGIAN, belgian.is_valid, "BE")
    yield from _labelled(row, _ITALIAN, iva.is_valid, "IT")
    yield from _labelled(row, _BRITISH, british.is_valid, "GB")
    if re.search(r"MWST|TVA|IVA|VAT", row.text):
        yield from _labelled(row, _SWISS, _is_swiss, "CHE")


def _registered_in(row: Row) -> Finds:
    yield from _labelled(row, _BELGIAN, belgian.is_valid, "")
    for found in re.finditer(r"\bBE\W{0,2}(?P<number>[01]\d{3}[\s.]?\d{3}[\s.]?\d{3})(?!\d)", row.text):
        yield from _valid(row, found, belgian.is_valid, "")
    yield from _labelled(row, _FRENCH, lambda number: siren.is_valid(number) or siret.is_valid(number), "")
    yield from _labelled(row, _DUTCH, lambda number: len(number) == 8, "")
    yield from _labelled(row, _SWISS, _is_swiss, "CHE")


def _labelled(row: Row, pattern: re.Pattern[str], is_valid: Callable[[str], bool], prefix: str) -> Finds:
    for found in pattern.finditer(row.text):
        yield from _valid(row, found, is_valid, prefix)


def _valid(row: Row, found: re.Match[str], is_valid: Callable[[str], bool], prefix: str) -> Finds:
    digits = re.sub(r"\D", "", found["number"])
    if is_valid(digits):
        yield found.start("number"), row.found(prefix + digits, SURE, found.start("number"), found.end("number"))


def _is_swiss(digits: str) -> bool:
    return bool(swiss.is_valid(f"CHE{digits}"))


def _is_vat_number(compact: str) -> bool:
    if compact.startswith("GB"):
        return bool(british.is_valid(compact))
    try:
        european.validate(compact)
    except ValidationError:
        return False
    return True


def _each_once(found: Iterator[Found[str]]) -> tuple[Found[str], ...]:
    first: dict[str, Found[str]] = {}
    for entry in found:
        first.setdefault(entry.value, entry)
    return tuple(first.values())
