"""The three syntaxes in which invoices come: UN/CEFACT CII, OASIS UBL and the Italian FatturaPA."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from decimal import Decimal, InvalidOperation
from xml.etree.ElementTree import Element

from babel.numbers import get_currency_precision

from ocr_workers.e_invoice.model import EInvoice
from ocr_workers.e_invoice.xml_tree import at, name_of, text_at
from ocr_workers.kinds import DocumentKind

CREDIT_CODES = frozenset({"81", "83", "261", "262", "296", "308", "381", "396", "420", "458", "532", "TD04", "TD08"})
"""UNTDID 1001 codes that EN 16931 counts as credit notes, and the Italian ones."""


def read_invoice(root: Element) -> EInvoice | None:
    """The invoice of which this is the root element; None where it is no invoice that we know."""
    reader = READERS.get(name_of(root))
    return reader(root) if reader else None


def _cii(root: Element) -> EInvoice:
    header = "ExchangedDocument|HeaderExchangedDocument"
    trade = "SupplyChainTradeTransaction|SpecifiedSupplyChainTradeTransaction"
    seller = f"{trade}/ApplicableHeaderTradeAgreement|ApplicableSupplyChainTradeAgreement/SellerTradeParty"
    settled = f"{trade}/ApplicableHeaderTradeSettlement|ApplicableSupplyChainTradeSettlement"
    sums = f"{settled}/SpecifiedTradeSettlementHeaderMonetarySummation|SpecifiedTradeSettlementMonetarySummation"
    currency = text_at(root, f"{settled}/InvoiceCurrencyCode")
    taxes = {
        each.get("schemeID"): (each.text or "").strip() for each in at(root, f"{seller}/SpecifiedTaxRegistration/ID")
    }
    return EInvoice(
        syntax="cii",
        kind=_kind(text_at(root, f"{header}/TypeCode")),
        number=text_at(root, f"{header}/ID"),
        date=_day(text_at(root, f"{header}/IssueDateTime/DateTimeString")),
        due_date=_day(text_at(root, f"{settled}/SpecifiedTradePaymentTerms/DueDateDateTime/DateTimeString")),
        sender=text_at(root, f"{seller}/Name"),
        currency=currency,
        total_minor=_minor(text_at(root, f"{sums}/GrandTotalAmount"), currency),
        due_minor=_minor(text_at(root, f"{sums}/DuePayableAmount"), currency),
        tax_minor=_minor(text_at(root, f"{sums}/TaxTotalAmount"), currency),
        iban=_compact(
            text_at(root, f"{settled}/SpecifiedTradeSettlementPaymentMeans/PayeePartyCreditorFinancialAccount/IBANID")
        ),
        vat_number=_compact(taxes.get("VA")),
        tax_number=taxes.get("FC"),
        payment_reference=text_at(root, f"{settled}/PaymentReference"),
    )


def _ubl(root: Element) -> EInvoice:
    seller = "AccountingSupplierParty/Party"
    currency = text_at(root, "DocumentCurrencyCode")
    is_credit = name_of(root) == "CreditNote"
    code = text_at(root, "InvoiceTypeCode", "CreditNoteTypeCode")
    return EInvoice(
        syntax="ubl",
        kind=DocumentKind.CREDIT_NOTE if is_credit else _kind(code),
        number=text_at(root, "ID"),
        date=_day(text_at(root, "IssueDate")),
        due_date=_day(text_at(root, "DueDate", "PaymentMeans/PaymentDueDate")),
        sender=text_at(root, f"{seller}/PartyLegalEntity/RegistrationName", f"{seller}/PartyName/Name"),
        currency=currency,
        total_minor=_minor(text_at(root, "LegalMonetaryTotal/TaxInclusiveAmount"), currency),
        due_minor=_minor(text_at(root, "LegalMonetaryTotal/PayableAmount"), currency),
        tax_minor=_minor(text_at(root, "TaxTotal/TaxAmount"), currency),
        iban=_compact(text_at(root, "PaymentMeans/PayeeFinancialAccount/ID")),
        vat_number=_compact(text_at(root, f"{seller}/PartyTaxScheme/CompanyID")),
        tax_number=text_at(root, f"{seller}/PartyLegalEntity/CompanyID"),
        payment_reference=text_at(root, "PaymentMeans/PaymentID"),
    )


def _fatturapa(root: Element) -> EInvoice:
    seller = "FatturaElettronicaHeader/CedentePrestatore/DatiAnagrafici"
    general = "FatturaElettronicaBody/DatiGenerali/DatiGeneraliDocumento"
    payment = "FatturaElettronicaBody/DatiPagamento/DettaglioPagamento"
    currency = text_at(root, f"{general}/Divisa")
    vat = (text_at(root, f"{seller}/IdFiscaleIVA/IdPaese"), text_at(root, f"{seller}/IdFiscaleIVA/IdCodice"))
    names = (text_at(root, f"{seller}/Anagrafica/{part}") for part in ("Nome", "Cognome"))
    return EInvoice(
        syntax="fatturapa",
        kind=_kind(text_at(root, f"{general}/TipoDocumento")),
        number=text_at(root, f"{general}/Numero"),
        date=_day(text_at(root, f"{general}/Data")),
        due_date=_day(text_at(root, f"{payment}/DataScadenzaPagamento")),
        sender=text_at(root, f"{seller}/Anagrafica/Denominazione") or " ".join(filter(None, names)) or None,
        currency=currency,
        total_minor=_minor(text_at(root, f"{general}/ImportoTotaleDocumento"), currency),
        due_minor=_minor(text_at(root, f"{payment}/ImportoPagamento"), currency),
        iban=_compact(text_at(root, f"{payment}/IBAN")),
        vat_number="".join(part for part in vat if part) or None,
        tax_number=text_at(root, f"{seller}/CodiceFiscale"),
    )


READERS: dict[str, Callable[[Element], EInvoice]] = {
    "CrossIndustryInvoice": _cii,
    "CrossIndustryDocument": _cii,
    "Invoice": _ubl,
    "CreditNote": _ubl,
    "FatturaElettronica": _fatturapa,
}


def _kind(code: str | None) -> DocumentKind:
    return DocumentKind.CREDIT_NOTE if code in CREDIT_CODES else DocumentKind.INVOICE


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


def _compact(text: str | None) -> str | None:
    return "".join(text.split()) if text else None
