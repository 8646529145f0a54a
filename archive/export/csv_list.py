"""The list of an export as CSV: readable by any spreadsheet, and harmful in none.

RFC 4180, UTF-8. A text that a spreadsheet would take for a formula gets an apostrophe in
front (OWASP, "CSV Injection"): senders choose the words of their letters, and a cell that
begins with "=" runs where somebody opens the list.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from dataclasses import dataclass

from babel.numbers import get_currency_precision, list_currencies

BOM = b"\xef\xbb\xbf"
# Also their full-width twins, which some spreadsheets take for the same.
STARTS_FORMULA = ("=", "+", "-", "@", "\uff1d", "\uff0b", "\uff0d", "\uff20", "|", "%")
COLUMNS = (
    "document_id", "received_at", "filed_at", "document_date", "kind", "sender", "subject", "reference", "amount",
    "currency", "language", "pages", "keep_until", "pdf", "pdf_sha256", "originals", "originals_sha256",
    "labels", "folder", "starred", "snoozed_until", "takes_care", "next_due", "tasks", "notes",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Dialect:
    """How the list is written; with ";" amounts have a decimal comma, as where the semicolon is at home."""

    separator: str = ","
    has_bom: bool = False


def heading(dialect: Dialect) -> bytes:
    """The first line, behind the mark if there is one."""
    return (BOM if dialect.has_bom else b"") + line(COLUMNS, dialect)


def line(cells: Sequence[str], dialect: Dialect) -> bytes:
    """One line; the cells are as they are to stand there."""
    written = io.StringIO()
    csv.writer(written, delimiter=dialect.separator, lineterminator="\r\n").writerow(cells)
    return written.getvalue().encode()


def text_cell(text: str | None) -> str:
    """A text on one line that no spreadsheet takes for a formula."""
    plain = " ".join("".join(sign if sign.isprintable() else " " for sign in text or "").split())
    return f"'{plain}" if plain.startswith(STARTS_FORMULA) else plain


def amount_cell(amount_minor: int | None, currency: str | None, dialect: Dialect) -> str:
    """A plain number with the decimals of its currency; empty for none."""
    if amount_minor is None:
        return ""
    digits = get_currency_precision(currency) if currency in list_currencies() else 2
    sign, whole = "-" if amount_minor < 0 else "", f"{abs(amount_minor):0{digits + 1}d}"
    if not digits:
        return sign + whole
    return f"{sign}{whole[:-digits]}{',' if dialect.separator == ';' else '.'}{whole[-digits:]}"
