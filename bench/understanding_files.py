"""Fields of real invoices: `python bench/understanding_files.py FOLDER [--scanned] [--errors N]`.

FOLDER holds PDFs with their truth: as data inside (Factur-X, ZUGFeRD), of which reading is told nothing here, or in
a JSON file of the same name, as invoice2data and the samples have them. With `--scanned` every page is drawn
at 200 dpi and read as a scan is; otherwise its own text is taken.
"""

from __future__ import annotations

import argparse
import contextlib
import datetime as dt
import io
import json
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pypdfium2 as pdfium
from PIL import Image

from archive import reading
from archive.reading import PageReading
from bench.understanding import FIELDS, Tally, count_fields, field_values
from ocr_workers.e_invoice.asking import stated_invoice
from ocr_workers.e_invoice.model import EInvoice
from ocr_workers.understanding import understand
from paper.errors import PaperError
from paper.file_types import MediaType
from wiring.container import Platform
from wiring.settings import load_settings

DPI = 200
MOST_PAGES = 4
NAMES = {
    "issuer": "sender", "invoice_number": "reference", "date": "date", "date_due": "due_date", "iban": "iban",
    "bic": "bic",
    "static_vat": "vat_number", "vat": "vat_number",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class KnownInvoice:
    """The readings of an invoice's pages, its kind and its fields as somebody stated them."""

    name: str
    pages: tuple[PageReading, ...]
    kind: str
    truth: Mapping[str, object]


def known_invoices(platform: Platform, folder: Path, *, scanned: bool) -> Iterator[KnownInvoice]:
    """Every PDF of the folder that can be read and of which something is known."""
    limits = platform.ocr.page_limits
    for path in sorted(folder.glob("*.pdf")):
        content = path.read_bytes()
        beside = path.with_suffix(".json")
        stated = stated_invoice(platform.sandbox, content, MediaType.PDF, limits)
        truth = _stated_truth(stated) if stated else _truth_beside(beside) if beside.exists() else {}
        if truth:
            with contextlib.suppress(PaperError):
                pages = tuple(_read(platform, content, scanned=scanned))
                yield KnownInvoice(path.stem, pages, stated.kind.value if stated else "invoice", truth)


def _read(platform: Platform, content: bytes, *, scanned: bool) -> Iterator[PageReading]:
    count = len(pdfium.PdfDocument(content))
    for number in range(1, min(count, MOST_PAGES) + 1):
        blob, task = content, {"media_type": MediaType.PDF.value, "number": number}
        if scanned:
            blob, task = _drawn(content, number), {"media_type": MediaType.PNG.value, "number": 1}
        answer = platform.sandbox.run("read_page", task, [blob], limits=platform.ocr.page_limits)
        yield reading.from_values({**answer.values, "number": number})


def _drawn(content: bytes, number: int) -> bytes:
    bitmap = pdfium.PdfDocument(content)[number - 1].render(scale=DPI / 72).to_numpy()
    target = io.BytesIO()
    Image.fromarray(bitmap).convert("L").save(target, "PNG", dpi=(DPI, DPI))
    return target.getvalue()


def _stated_truth(invoice: EInvoice) -> dict[str, object]:
    currency = invoice.currency
    stated = {
        "reference": invoice.number, "date": invoice.date, "due_date": invoice.due_date, "sender": invoice.sender,
        "total": (abs(invoice.total_minor), currency) if invoice.total_minor is not None else None,
        "tax": (abs(invoice.tax_minor), currency) if invoice.tax_minor else None, "iban": invoice.iban,
        "vat_number": invoice.vat_number, "payment_reference": None,
    }  # fmt: skip
    return {name: value for name, value in stated.items() if value}


def _truth_beside(path: Path) -> dict[str, object]:
    found = json.loads(path.read_text())
    values: dict[str, Any] = found[0] if isinstance(found, list) else found
    truth: dict[str, object] = {NAMES[name]: value for name, value in values.items() if name in NAMES and value}
    for name in ("date", "due_date"):
        if isinstance(truth.get(name), str):
            truth[name] = dt.date.fromisoformat(str(truth[name])[:10])
    if "amount" in values and "currency" in values:
        truth["total"] = (round(float(values["amount"]) * 100), values["currency"])
    if values.get("amount_tax"):
        truth["tax"] = (round(float(values["amount_tax"]) * 100), values["currency"])
    return truth


def _only_printed(truth: Mapping[str, object], text: str) -> dict[str, object]:
    """The fields whose value stands on the page in some way; what is only in the data cannot be read."""
    plain = "".join(mark for mark in text.casefold() if mark.isalnum())
    return {name: value for name, value in truth.items() if _stands(value, plain)}


def _stands(value: object, plain: str) -> bool:
    if isinstance(value, tuple):
        return str(value[0]) in plain or (value[0] % 100 == 0 and str(value[0] // 100) in plain)
    return not isinstance(value, str) or _bare(value) in plain


def _bare(text: str) -> str:
    return "".join(mark for mark in text.casefold() if mark.isalnum())


def show(invoices: Sequence[KnownInvoice], errors: int) -> None:
    """Understand each invoice and print the figures."""
    tallies = {name: Tally() for name in FIELDS}
    kinds, printed = 0, 0
    for invoice in invoices:
        understood = understand(invoice.pages, None)
        kinds += understood.kind.value == invoice.kind
        printed += 1
        if understood.kind.value != invoice.kind and errors:
            print(f"{invoice.name}: {invoice.kind} taken for {understood.kind.value} {understood.kind_confidence}")
        truth = _only_printed(invoice.truth, "\n".join(page.text for page in invoice.pages))
        count_fields(truth, field_values(understood), tallies, invoice.name)
    print(f"kinds right: {kinds} of {printed}")
    for name, tally in tallies.items():
        if tally.right + tally.missed:
            print(f"{name:20} F1 {tally.f1:.3f}  right {tally.right}  missed {tally.missed}  false {tally.false}")
            print(*(f"    {each}" for each in tally.examples[:errors]), sep="\n", end="\n" if errors else "")


def main() -> None:
    """Read, understand, print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--scanned", action="store_true", help="draw the pages and read them as scans")
    parser.add_argument("--errors", type=int, default=0, help="mistakes to print for each field")
    asked = parser.parse_args()
    with (
        tempfile.TemporaryDirectory() as empty,
        contextlib.closing(Platform(load_settings(data_dir=Path(empty)))) as platform,
    ):
        show(list(known_invoices(platform, asked.folder, scanned=asked.scanned)), asked.errors)


if __name__ == "__main__":
    main()
