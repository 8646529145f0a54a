"""What the square code beside a payment slip tells a bank: account, sum, reference and name, without a misread letter.

Known are the EPC code ("GiroCode", EPC069-12), the Swiss QR bill (SIX, version 2), the German
BezahlCode, and the Italian pagoPA code.
"""

from __future__ import annotations

import re
import urllib.parse
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING

from schwifty import IBAN
from schwifty.exceptions import SchwiftyException

from ocr_workers.fields.amounts import MOST_MINOR, Money
from ocr_workers.fields.rows import PAYMENT_CODE, Found

if TYPE_CHECKING:
    from archive.reading import Barcode, PageReading

SWISS_LINES = 31
SWISS_AMOUNT, SWISS_CURRENCY, SWISS_REFERENCE = 18, 19, 28
_BELGIAN = re.compile(r"[+*]{0,3}\s?(\d{3})\s?/?\s?(\d{4})\s?/?\s?(\d{5})\s?[+*]{0,3}")


@dataclass(frozen=True, slots=True)
class PaymentCode:
    """What a code says; each value with the place of the code. What it leaves open is None."""

    iban: Found[str] | None = None
    bic: Found[str] | None = None
    name: Found[str] | None = None
    amount: Found[Money] | None = None
    reference: Found[str] | None = None


@dataclass(frozen=True, slots=True)
class _Told:
    iban: str = ""
    bic: str = ""
    name: str = ""
    amount: str = ""
    currency: str = "EUR"
    reference: str = ""


def find_payment_code(pages: Sequence[PageReading]) -> PaymentCode | None:
    """The first payment code on a letter's pages that names a valid account or a reference, or None."""
    for page in pages:
        for code in page.barcodes:
            told = _told(code.content)
            if told is not None and (told.reference or _is_iban(told.iban)):
                return _placed(told, code, page.number)
    return None


def _told(content: str) -> _Told | None:
    lines = [line.strip() for line in content.replace("\r\n", "\n").replace("\r", "\n").split("\n")]
    if lines[0] == "BCD":
        return _epc(lines)
    if lines[0] == "SPC" and len(lines) >= SWISS_LINES - 2:
        return _swiss(lines)
    if content.lower().startswith("bank://singlepayment"):
        return _bezahlcode(content)
    return _pagopa(content) if content.startswith("PAGOPA|") else None


def _epc(lines: Sequence[str]) -> _Told | None:
    """EPC069-12: service tag, version, character set, SCT, BIC, name, IBAN, amount, purpose, reference, text."""
    padded = [*lines, *[""] * 12]
    if padded[3] != "SCT":
        return None
    belgian = _BELGIAN.fullmatch(padded[10])
    text = "".join(belgian.groups()) if belgian and _is_belgian("".join(belgian.groups())) else ""
    currency, amount = padded[7][:3], padded[7][3:]
    return _Told(padded[6], padded[4], padded[5], amount, currency or "EUR", padded[9].replace(" ", "") or text)


def _swiss(lines: Sequence[str]) -> _Told:
    """SIX Implementation Guidelines QR-bill 2.x: one element a line, the reference behind its kind (QRR, SCOR, NON)."""
    reference = lines[SWISS_REFERENCE].replace(" ", "") if len(lines) > SWISS_REFERENCE else ""
    return _Told(lines[3], "", lines[5], lines[SWISS_AMOUNT], lines[SWISS_CURRENCY] or "CHF", reference)


def _bezahlcode(content: str) -> _Told:
    asked = {k: v[0] for k, v in urllib.parse.parse_qs(urllib.parse.urlsplit(content).query).items()}
    amount = asked.get("amount", "").replace(",", ".")
    return _Told(
        asked.get("iban", ""), asked.get("bic", ""), asked.get("name", ""), amount, asked.get("currency", "EUR")
    )


def _pagopa(content: str) -> _Told | None:
    """pagoPA: version, number of the notice, the creditor's tax code, cents."""
    parts = content.split("|")
    if len(parts) < 5 or not parts[4].isdecimal():
        return None
    cents = parts[4].zfill(3)
    return _Told(amount=f"{cents[:-2]}.{cents[-2:]}", reference=parts[2])


def _placed(told: _Told, code: Barcode, page: int) -> PaymentCode:
    def found(text: str) -> Found[str] | None:
        return Found(text, 1.0, page, (code.box,), PAYMENT_CODE) if text else None

    money = _money(told.amount, told.currency)
    return PaymentCode(
        iban=found(told.iban.replace(" ", "")) if _is_iban(told.iban) else None,
        bic=found(told.bic), name=found(told.name), reference=found(told.reference),
        amount=Found(money, 1.0, page, (code.box,), PAYMENT_CODE) if money else None,
    )  # fmt: skip


def _money(amount: str, currency: str) -> Money | None:
    try:
        minor = Decimal(amount).scaleb(2)
    except InvalidOperation:
        return None
    whole = minor == minor.to_integral_value() and 0 < minor <= MOST_MINOR
    return Money(int(minor), currency) if whole and re.fullmatch(r"[A-Z]{3}", currency) else None


def _is_iban(text: str) -> bool:
    try:
        IBAN(text)
    except (SchwiftyException, ValueError):
        return False
    return True


def _is_belgian(digits: str) -> bool:
    return int(digits[10:]) == (int(digits[:10]) % 97 or 97)
