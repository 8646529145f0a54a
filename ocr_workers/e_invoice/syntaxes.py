"""The three syntaxes in which invoices come: UN/CEFACT CII, OASIS UBL and the Italian FatturaPA."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable, Sequence
from decimal import Decimal, InvalidOperation
from typing import Any
from xml.etree.ElementTree import Element

from babel.numbers import get_currency_precision

from ocr_workers.e_invoice.model import EInvoice
from ocr_workers.e_invoice.parties import (
    Party,
    cii_party,
    compact,
    fatturapa_party,
    scheme_text,
    ubl_party,
    ubl_tax_number,
    ubl_vat_number,
)
from ocr_workers.e_invoice.xml_tree import at, first_at, name_of, text_at
from ocr_workers.kinds import DocumentKind

CREDIT_CODES = frozenset({"81", "83", "261", "262", "296", "308", "381", "396", "420", "458", "532", "TD04", "TD08"})
"""UNTDID 1001 codes that EN 16931 counts as credit notes, and the Italian ones."""


def read_invoice(root: Element) -> EInvoice | None:
    """The invoice of which this is the root element; None where it is no invoice that we know."""
    reader = READERS.get(name_of(root))
    return reader(root) if reader else None


def is_credit_code(code: str | None) -> bool:
    """Whether a type code says that the document is a credit note."""
    return code in CREDIT_CODES


def _cii(root: Element) -> EInvoice:
    header = "ExchangedDocument|HeaderExchangedDocument"
    trade = "SupplyChainTradeTransaction|SpecifiedSupplyChainTradeTransaction"
    agreed = f"{trade}/ApplicableHeaderTradeAgreement|ApplicableSupplyChainTradeAgreement"
    settled = f"{trade}/ApplicableHeaderTradeSettlement|ApplicableSupplyChainTradeSettlement"
    sums = f"{settled}/SpecifiedTradeSettlementHeaderMonetarySummation|SpecifiedTradeSettlementMonetarySummation"
    seller = first_at(root, f"{agreed}/SellerTradeParty")
    numbers = [] if seller is None else list(at(seller, "SpecifiedTaxRegistration/ID"))
    currency = text_at(root, f"{settled}/InvoiceCurrencyCode")
    account = f"{settled}/SpecifiedTradeSettlementPaymentMeans/PayeePartyCreditorFinancialAccount/IBANID"
    return EInvoice(
        syntax="cii",
        kind=_kind(text_at(root, f"{header}/TypeCode")),
        number=text_at(root, f"{header}/ID"),
        date=_day(text_at(root, f"{header}/IssueDateTime/DateTimeString")),
        due_date=_day(text_at(root, f"{settled}/SpecifiedTradePaymentTerms/DueDateDateTime/DateTimeString")),
        sender=text_at(root, f"{agreed}/SellerTradeParty/Name"),
        currency=currency,
        total_minor=_minor(text_at(root, f"{sums}/GrandTotalAmount"), currency),
        due_minor=_minor(text_at(root, f"{sums}/DuePayableAmount"), currency),
        tax_minor=_minor(_in_currency(at(root, f"{sums}/TaxTotalAmount"), currency), currency),
        iban=compact(text_at(root, account)),
        vat_number=compact(scheme_text(numbers, "VA")),
        tax_number=scheme_text(numbers, "FC"),
        payment_reference=text_at(root, f"{settled}/PaymentReference"),
        buyer=cii_party(first_at(root, f"{agreed}/BuyerTradeParty")),
    )


def _ubl(root: Element) -> EInvoice:
    seller = first_at(root, "AccountingSupplierParty/Party")
    currency = text_at(root, "DocumentCurrencyCode")
    is_credit = name_of(root) == "CreditNote"
    code = text_at(root, "InvoiceTypeCode", "CreditNoteTypeCode")
    return EInvoice(
        syntax="ubl",
        kind=DocumentKind.CREDIT_NOTE if is_credit else _kind(code),
        number=text_at(root, "ID"),
        date=_day(text_at(root, "IssueDate")),
        due_date=_day(text_at(root, "DueDate", "PaymentMeans/PaymentDueDate")),
        sender=None if seller is None else text_at(seller, "PartyLegalEntity/RegistrationName", "PartyName/Name"),
        currency=currency,
        total_minor=_minor(text_at(root, "LegalMonetaryTotal/TaxInclusiveAmount"), currency),
        due_minor=_minor(text_at(root, "LegalMonetaryTotal/PayableAmount"), currency),
        tax_minor=_minor(_in_currency(at(root, "TaxTotal/TaxAmount"), currency), currency),
        iban=compact(text_at(root, "PaymentMeans/PayeeFinancialAccount/ID")),
        vat_number=None if seller is None else ubl_vat_number(seller),
        tax_number=None if seller is None else ubl_tax_number(seller),
        payment_reference=text_at(root, "PaymentMeans/PaymentID"),
        buyer=ubl_party(first_at(root, "AccountingCustomerParty/Party")),
    )


def _fatturapa(root: Element) -> EInvoice:
    """One invoice; of several in one file only what they have in common, because none of them is the whole file."""
    header = "FatturaElettronicaHeader"
    seller = fatturapa_party(first_at(root, f"{header}/CedentePrestatore")) or Party()
    transmission = first_at(root, f"{header}/DatiTrasmissione")
    buyer = fatturapa_party(first_at(root, f"{header}/CessionarioCommittente"), transmission)
    bodies = [_fatturapa_body(body) for body in at(root, "FatturaElettronicaBody")]
    common = (
        {name: value for name, value in bodies[0].items() if all(b[name] == value for b in bodies)} if bodies else {}
    )
    return EInvoice(
        **{
            "syntax": "fatturapa", "kind": DocumentKind.INVOICE, "sender": seller.name, "vat_number": seller.vat_number,
            "tax_number": seller.enterprise_number, "buyer": buyer, **common,
        }
    )  # fmt: skip


def _fatturapa_body(body: Element) -> dict[str, Any]:
    general = "DatiGenerali/DatiGeneraliDocumento"
    payment = "DatiPagamento/DettaglioPagamento"
    currency = text_at(body, f"{general}/Divisa")
    taxes = [_minor(each.text, currency) for each in at(body, "DatiBeniServizi/DatiRiepilogo/Imposta")]
    shares = [_minor(each.text, currency) for each in at(body, f"{payment}/ImportoPagamento")]
    total = _minor(text_at(body, f"{general}/ImportoTotaleDocumento"), currency)
    return {
        "kind": _kind(text_at(body, f"{general}/TipoDocumento")),
        "number": text_at(body, f"{general}/Numero"),
        "date": _day(text_at(body, f"{general}/Data")),
        "due_date": _day(text_at(body, f"{payment}/DataScadenzaPagamento")),
        "currency": currency,
        "total_minor": _fatturapa_total(body, currency) if total is None else total,
        "due_minor": _due(shares, total),
        "tax_minor": _sum(taxes),
        "iban": compact(text_at(body, f"{payment}/IBAN")),
    }


def _fatturapa_total(body: Element, currency: str | None) -> int | None:
    """What the goods and the taxes come to; the total is optional in this syntax."""
    rows = "DatiBeniServizi/DatiRiepilogo"
    parts = (*at(body, f"{rows}/ImponibileImporto"), *at(body, f"{rows}/Imposta"))
    return _sum([_minor(each.text, currency) for each in parts])


def _due(shares: Sequence[int | None], total: int | None) -> int | None:
    """The instalments together; where they exceed the total they are ways to pay it, each of them the whole."""
    together = _sum(shares)
    return shares[0] if together is not None and total is not None and abs(together) > abs(total) else together


def _sum(amounts: Sequence[int | None]) -> int | None:
    known = [amount for amount in amounts if amount is not None]
    return sum(known) if known and len(known) == len(amounts) else None


def _in_currency(amounts: Iterable[Element], currency: str | None) -> str | None:
    """The amount in the invoice's own currency; the tax may be stated a second time in that of the tax office."""
    found = [(each.get("currencyID"), (each.text or "").strip()) for each in amounts]
    return next((text for code, text in found if code == currency), found[0][1] if found else None)


READERS: dict[str, Callable[[Element], EInvoice]] = {
    "CrossIndustryInvoice": _cii,
    "CrossIndustryDocument": _cii,
    "Invoice": _ubl,
    "CreditNote": _ubl,
    "FatturaElettronica": _fatturapa,
}


def _kind(code: str | None) -> DocumentKind:
    return DocumentKind.CREDIT_NOTE if is_credit_code(code) else DocumentKind.INVOICE


def _day(text: str | None) -> datetime.date | None:
    """A day as `20130305` (format 102) or ISO 8601, with or without a zone behind it."""
    if text is None:
        return None
    try:
        return datetime.date.fromisoformat(text[:8] if text[:8].isdecimal() else text[:10])
    except ValueError:
        return None


def _minor(text: str | None, currency: str | None) -> int | None:
    if text is None:
        return None
    try:
        amount = Decimal(text).scaleb(get_currency_precision(currency or "EUR"))
        return int(amount.to_integral_value())
    except (InvalidOperation, OverflowError, ValueError):
        return None
