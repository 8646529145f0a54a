"""What an invoice's data say to a person, beyond the fields that are filed: parties, lines, taxes, sums, notes."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from xml.etree.ElementTree import Element

from ocr_workers.e_invoice.parties import Party, cii_party, fatturapa_party, ubl_party
from ocr_workers.e_invoice.xml_tree import at, first_at, name_of, text_at

Fact = tuple[str, str]
"""The code of a label (`ocr_workers.e_invoice.labels`) and the text that the invoice states."""


@dataclass(frozen=True, slots=True)
class InvoiceLine:
    """One line, every part as stated; empty where the invoice says nothing."""

    number: str
    text: str
    quantity: str
    unit: str
    price: str
    tax_percent: str
    amount: str


@dataclass(frozen=True, slots=True)
class Contents:
    """One invoice as a person reads it.

    Attributes:
        is_credit: Whether it is a credit note.
        facts: Number, days, references, in order.
        taxes: Of each rate: percent, base, tax.
        sums: From the sum of the lines to what is to be paid.
        payment: Accounts, reference, terms.
        notes: Free text.
    """

    is_credit: bool
    currency: str
    seller: Party
    buyer: Party
    facts: tuple[Fact, ...]
    lines: tuple[InvoiceLine, ...]
    taxes: tuple[tuple[str, str, str], ...]
    sums: tuple[Fact, ...]
    payment: tuple[Fact, ...]
    notes: tuple[str, ...]


def contents_of(root: Element, is_credit: Callable[[str | None], bool]) -> tuple[Contents, ...]:
    """The invoices in a file: one, or several in FatturaPA.

    Args:
        root: The root of an invoice of a known syntax.
        is_credit: Tells by the type code whether it is a credit note.
    """
    match name_of(root):
        case "FatturaElettronica":
            return tuple(_fatturapa(root, body, is_credit) for body in at(root, "FatturaElettronicaBody"))
        case "Invoice" | "CreditNote":
            return (_ubl(root, is_credit),)
        case _:
            return (_cii(root, is_credit),)


def _ubl(root: Element, is_credit: Callable[[str | None], bool]) -> Contents:
    total = "LegalMonetaryTotal"
    code = text_at(root, "InvoiceTypeCode", "CreditNoteTypeCode")
    return Contents(
        is_credit=name_of(root) == "CreditNote" or is_credit(code),
        currency=text_at(root, "DocumentCurrencyCode") or "",
        seller=ubl_party(first_at(root, "AccountingSupplierParty/Party")) or Party(),
        buyer=ubl_party(first_at(root, "AccountingCustomerParty/Party")) or Party(),
        facts=_facts(
            root,
            ("number", "ID"), ("date", "IssueDate"), ("due_date", "DueDate"),
            ("due_date", "PaymentMeans/PaymentDueDate"),
            ("buyer_reference", "BuyerReference"), ("order", "OrderReference/ID"),
            ("contract", "ContractDocumentReference/ID"),
            ("earlier_invoice", "BillingReference/InvoiceDocumentReference/ID"),
            ("delivered", "Delivery/ActualDeliveryDate"), ("from", "InvoicePeriod/StartDate"),
            ("until", "InvoicePeriod/EndDate"),
        ),
        lines=tuple(_ubl_line(line) for line in at(root, "InvoiceLine|CreditNoteLine")),
        taxes=tuple(
            (_or_empty(row, "TaxCategory/Percent"), _or_empty(row, "TaxableAmount"), _or_empty(row, "TaxAmount"))
            for row in at(root, "TaxTotal/TaxSubtotal")
        ),
        sums=_facts(
            root,
            ("lines_sum", f"{total}/LineExtensionAmount"), ("allowances", f"{total}/AllowanceTotalAmount"),
            ("charges", f"{total}/ChargeTotalAmount"), ("without_tax", f"{total}/TaxExclusiveAmount"),
            ("tax", "TaxTotal/TaxAmount"), ("total", f"{total}/TaxInclusiveAmount"),
            ("prepaid", f"{total}/PrepaidAmount"), ("to_pay", f"{total}/PayableAmount"),
        ),
        payment=_facts(
            root,
            ("iban", "PaymentMeans/PayeeFinancialAccount/ID"),
            ("bic", "PaymentMeans/PayeeFinancialAccount/FinancialInstitutionBranch/ID"),
            ("payment_reference", "PaymentMeans/PaymentID"), ("terms", "PaymentTerms/Note"),
        ),
        notes=tuple(_texts(root, "Note")),
    )  # fmt: skip


def _ubl_line(line: Element) -> InvoiceLine:
    quantity = first_at(line, "InvoicedQuantity|CreditedQuantity")
    texts = [text_at(line, "Item/Name"), text_at(line, "Item/Description"), text_at(line, "Note")]
    return InvoiceLine(
        number=_or_empty(line, "ID"),
        text="\n".join(dict.fromkeys(filter(None, texts))),
        quantity=(quantity.text or "").strip() if quantity is not None else "",
        unit=(quantity.get("unitCode") or "") if quantity is not None else "",
        price=_or_empty(line, "Price/PriceAmount"),
        tax_percent=_or_empty(line, "Item/ClassifiedTaxCategory/Percent"),
        amount=_or_empty(line, "LineExtensionAmount"),
    )


def _cii(root: Element, is_credit: Callable[[str | None], bool]) -> Contents:
    header = "ExchangedDocument|HeaderExchangedDocument"
    trade = "SupplyChainTradeTransaction|SpecifiedSupplyChainTradeTransaction"
    agreed = f"{trade}/ApplicableHeaderTradeAgreement|ApplicableSupplyChainTradeAgreement"
    delivered = f"{trade}/ApplicableHeaderTradeDelivery|ApplicableSupplyChainTradeDelivery"
    settled = f"{trade}/ApplicableHeaderTradeSettlement|ApplicableSupplyChainTradeSettlement"
    sums = f"{settled}/SpecifiedTradeSettlementHeaderMonetarySummation|SpecifiedTradeSettlementMonetarySummation"
    means = f"{settled}/SpecifiedTradeSettlementPaymentMeans"
    items = "IncludedSupplyChainTradeLineItem"
    return Contents(
        is_credit=is_credit(text_at(root, f"{header}/TypeCode")),
        currency=text_at(root, f"{settled}/InvoiceCurrencyCode") or "",
        seller=cii_party(first_at(root, f"{agreed}/SellerTradeParty")) or Party(),
        buyer=cii_party(first_at(root, f"{agreed}/BuyerTradeParty")) or Party(),
        facts=_facts(
            root,
            ("number", f"{header}/ID"), ("date", f"{header}/IssueDateTime/DateTimeString"),
            ("due_date", f"{settled}/SpecifiedTradePaymentTerms/DueDateDateTime/DateTimeString"),
            ("buyer_reference", f"{agreed}/BuyerReference"),
            ("order", f"{agreed}/BuyerOrderReferencedDocument/IssuerAssignedID"),
            ("contract", f"{agreed}/ContractReferencedDocument/IssuerAssignedID"),
            ("earlier_invoice", f"{settled}/InvoiceReferencedDocument/IssuerAssignedID"),
            ("delivered", f"{delivered}/ActualDeliverySupplyChainEvent/OccurrenceDateTime/DateTimeString"),
            ("from", f"{settled}/BillingSpecifiedPeriod/StartDateTime/DateTimeString"),
            ("until", f"{settled}/BillingSpecifiedPeriod/EndDateTime/DateTimeString"),
        ),
        lines=tuple(_cii_line(line) for line in (*at(root, f"{trade}/{items}"), *at(root, items))),
        taxes=tuple(
            (
                _or_empty(row, "RateApplicablePercent|ApplicablePercent"), _or_empty(row, "BasisAmount"),
                _or_empty(row, "CalculatedAmount"),
            )
            for row in at(root, f"{settled}/ApplicableTradeTax")
        ),
        sums=_facts(
            root,
            ("lines_sum", f"{sums}/LineTotalAmount"), ("charges", f"{sums}/ChargeTotalAmount"),
            ("allowances", f"{sums}/AllowanceTotalAmount"), ("without_tax", f"{sums}/TaxBasisTotalAmount"),
            ("tax", f"{sums}/TaxTotalAmount"), ("total", f"{sums}/GrandTotalAmount"),
            ("prepaid", f"{sums}/TotalPrepaidAmount"), ("to_pay", f"{sums}/DuePayableAmount"),
        ),
        payment=_facts(
            root,
            ("iban", f"{means}/PayeePartyCreditorFinancialAccount/IBANID"),
            ("bic", f"{means}/PayeeSpecifiedCreditorFinancialInstitution/BICID"),
            ("payment_reference", f"{settled}/PaymentReference"),
            ("terms", f"{settled}/SpecifiedTradePaymentTerms/Description"),
        ),
        notes=tuple(_texts(root, f"{header}/IncludedNote/Content")),
    )  # fmt: skip


def _cii_line(line: Element) -> InvoiceLine:
    document = "AssociatedDocumentLineDocument"
    product, delivery = "SpecifiedTradeProduct", "SpecifiedLineTradeDelivery|SpecifiedSupplyChainTradeDelivery"
    settled = "SpecifiedLineTradeSettlement|SpecifiedSupplyChainTradeSettlement"
    agreed = "SpecifiedLineTradeAgreement|SpecifiedSupplyChainTradeAgreement"
    sums = "SpecifiedTradeSettlementLineMonetarySummation|SpecifiedTradeSettlementMonetarySummation"
    quantity = first_at(line, f"{delivery}/BilledQuantity")
    texts = (
        text_at(line, f"{product}/Name"), text_at(line, f"{product}/Description"),
        text_at(line, f"{document}/IncludedNote/Content"),
    )  # fmt: skip
    return InvoiceLine(
        number=_or_empty(line, f"{document}/LineID"),
        text="\n".join(dict.fromkeys(filter(None, texts))),
        quantity=(quantity.text or "").strip() if quantity is not None else "",
        unit=(quantity.get("unitCode") or "") if quantity is not None else "",
        price=_or_empty(line, f"{agreed}/NetPriceProductTradePrice/ChargeAmount"),
        tax_percent=_or_empty(line, f"{settled}/ApplicableTradeTax/RateApplicablePercent|ApplicablePercent"),
        amount=_or_empty(line, f"{settled}/{sums}/LineTotalAmount"),
    )


def _fatturapa(root: Element, body: Element, is_credit: Callable[[str | None], bool]) -> Contents:
    header = "FatturaElettronicaHeader"
    general, goods = "DatiGenerali/DatiGeneraliDocumento", "DatiBeniServizi"
    payment = "DatiPagamento/DettaglioPagamento"
    return Contents(
        is_credit=is_credit(text_at(body, f"{general}/TipoDocumento")),
        currency=text_at(body, f"{general}/Divisa") or "",
        seller=fatturapa_party(first_at(root, f"{header}/CedentePrestatore")) or Party(),
        buyer=fatturapa_party(
            first_at(root, f"{header}/CessionarioCommittente"), first_at(root, f"{header}/DatiTrasmissione")
        ) or Party(),
        facts=_facts(
            body,
            ("number", f"{general}/Numero"), ("date", f"{general}/Data"),
            ("due_date", f"{payment}/DataScadenzaPagamento"), ("order", "DatiGenerali/DatiOrdineAcquisto/IdDocumento"),
            ("contract", "DatiGenerali/DatiContratto/IdDocumento"),
            ("earlier_invoice", "DatiGenerali/DatiFattureCollegate/IdDocumento"),
        ),
        lines=tuple(_fatturapa_line(line) for line in at(body, f"{goods}/DettaglioLinee")),
        taxes=tuple(
            (_or_empty(row, "AliquotaIVA"), _or_empty(row, "ImponibileImporto"), _or_empty(row, "Imposta"))
            for row in at(body, f"{goods}/DatiRiepilogo")
        ),
        sums=_facts(body, ("total", f"{general}/ImportoTotaleDocumento"), ("to_pay", f"{payment}/ImportoPagamento")),
        payment=_facts(
            body,
            ("iban", f"{payment}/IBAN"), ("bic", f"{payment}/BIC"), ("bank", f"{payment}/IstitutoFinanziario"),
            ("payment_reference", f"{payment}/CodicePagamento"),
        ),
        notes=tuple(_texts(body, f"{general}/Causale")),
    )  # fmt: skip


def _fatturapa_line(line: Element) -> InvoiceLine:
    parts = {
        "number": "NumeroLinea", "text": "Descrizione", "quantity": "Quantita", "unit": "UnitaMisura",
        "price": "PrezzoUnitario", "tax_percent": "AliquotaIVA", "amount": "PrezzoTotale",
    }  # fmt: skip
    return InvoiceLine(**{part: _or_empty(line, name) for part, name in parts.items()})


def _facts(root: Element, *paths: Fact) -> tuple[Fact, ...]:
    """Of each label the texts at its path, as many as there are; the same text once."""
    found = ((label, text) for label, path in paths for text in _texts(root, path))
    return tuple(dict.fromkeys(found))


def _texts(root: Element, path: str) -> Iterator[str]:
    elements: Iterable[Element] = at(root, path)
    return (text for each in elements if (text := (each.text or "").strip()))


def _or_empty(node: Element, path: str) -> str:
    return text_at(node, path) or ""
