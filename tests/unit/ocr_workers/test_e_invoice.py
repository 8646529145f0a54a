"""Invoices in data are read exactly, and hostile XML is refused."""

from __future__ import annotations

import datetime
import io

import pikepdf
import pytest

from ocr_workers.e_invoice.embedded import find_e_invoice
from ocr_workers.e_invoice.model import EInvoice, as_values, from_values
from ocr_workers.e_invoice.preference import prefer
from ocr_workers.fields.amounts import Money
from ocr_workers.kinds import DocumentKind
from ocr_workers.understanding import understand
from tests.unit.ocr_workers.letter_readings import DUTCH_INVOICE, reading_of

XML = "application/xml"
CII = """<rsm:CrossIndustryInvoice xmlns:rsm="urn:un:unece:uncefact:data:standard:CrossIndustryInvoice:100"
 xmlns:ram="urn:ram" xmlns:udt="urn:udt">
<rsm:ExchangedDocument><ram:ID>2026-17</ram:ID><ram:TypeCode>381</ram:TypeCode>
 <ram:IssueDateTime><udt:DateTimeString format="102">20260312</udt:DateTimeString></ram:IssueDateTime>
</rsm:ExchangedDocument>
<rsm:SupplyChainTradeTransaction>
 <ram:ApplicableHeaderTradeAgreement><ram:SellerTradeParty><ram:Name> Lieferant GmbH </ram:Name>
  <ram:SpecifiedTaxRegistration><ram:ID schemeID="FC">201/113/40209</ram:ID></ram:SpecifiedTaxRegistration>
  <ram:SpecifiedTaxRegistration><ram:ID schemeID="VA">DE123456789</ram:ID></ram:SpecifiedTaxRegistration>
 </ram:SellerTradeParty></ram:ApplicableHeaderTradeAgreement>
 <ram:ApplicableHeaderTradeSettlement><ram:InvoiceCurrencyCode>EUR</ram:InvoiceCurrencyCode>
  <ram:SpecifiedTradeSettlementHeaderMonetarySummation><ram:GrandTotalAmount>197.65</ram:GrandTotalAmount>
   <ram:DuePayableAmount>147.6</ram:DuePayableAmount></ram:SpecifiedTradeSettlementHeaderMonetarySummation>
 </ram:ApplicableHeaderTradeSettlement>
</rsm:SupplyChainTradeTransaction></rsm:CrossIndustryInvoice>"""
UBL = """<Invoice xmlns="urn:oasis:names:specification:ubl:schema:xsd:Invoice-2" xmlns:c="urn:cbc" xmlns:a="urn:cac">
<c:ID>F 8</c:ID><c:IssueDate>2026-03-12</c:IssueDate><c:DueDate>2026-04-11+01:00</c:DueDate>
<c:InvoiceTypeCode>380</c:InvoiceTypeCode><c:DocumentCurrencyCode>JPY</c:DocumentCurrencyCode>
<a:AccountingSupplierParty><a:Party><a:PartyName><c:Name>Shop</c:Name></a:PartyName>
 <a:PartyTaxScheme><c:CompanyID>BE0403170701</c:CompanyID></a:PartyTaxScheme>
 <a:PartyLegalEntity><c:RegistrationName>Winkel NV</c:RegistrationName></a:PartyLegalEntity></a:Party>
</a:AccountingSupplierParty>
<a:PaymentMeans><c:PaymentID>+++090/9337/55493+++</c:PaymentID>
 <a:PayeeFinancialAccount><c:ID>BE71 0961 2345 6769</c:ID></a:PayeeFinancialAccount></a:PaymentMeans>
<a:LegalMonetaryTotal><c:TaxInclusiveAmount>1210</c:TaxInclusiveAmount></a:LegalMonetaryTotal></Invoice>"""
FATTURAPA = """<p:FatturaElettronica xmlns:p="http://ivaservizi.agenziaentrate.gov.it/docs/xsd/fatture/v1.2">
<FatturaElettronicaHeader><CedentePrestatore><DatiAnagrafici>
 <IdFiscaleIVA><IdPaese>IT</IdPaese><IdCodice>01234567890</IdCodice></IdFiscaleIVA>
 <Anagrafica><Nome>Anna</Nome><Cognome>Rossi</Cognome></Anagrafica></DatiAnagrafici></CedentePrestatore>
</FatturaElettronicaHeader><FatturaElettronicaBody><DatiGenerali><DatiGeneraliDocumento>
 <TipoDocumento>TD01</TipoDocumento><Divisa>EUR</Divisa><Data>2026-03-12</Data><Numero>123</Numero>
 <ImportoTotaleDocumento>30.00</ImportoTotaleDocumento></DatiGeneraliDocumento></DatiGenerali>
<DatiPagamento><DettaglioPagamento><DataScadenzaPagamento>2026-04-30</DataScadenzaPagamento>
 <ImportoPagamento>30.00</ImportoPagamento><IBAN>IT60X0542811101000000123456</IBAN></DettaglioPagamento></DatiPagamento>
</FatturaElettronicaBody></p:FatturaElettronica>"""
BOMB = '<!DOCTYPE Invoice [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]><Invoice><ID>&b;</ID></Invoice>'
LEAK = '<!DOCTYPE Invoice [<!ENTITY a SYSTEM "file:///etc/passwd">]><Invoice><ID>&a;</ID></Invoice>'


def found(xml: str) -> EInvoice:
    invoice = find_e_invoice(xml.encode(), XML)
    assert invoice is not None
    return invoice


def pdf_with(**attached: bytes) -> bytes:
    stream = io.BytesIO()
    with pikepdf.new() as pdf:
        pdf.add_blank_page()
        for name, content in attached.items():
            pdf.attachments[f"{name}.xml"] = pikepdf.AttachedFileSpec(
                pdf, content, filename=f"{name}.xml", description="", mime_type="", creation_date="", mod_date=""
            )
        pdf.save(stream)
    return stream.getvalue()


def test_factur_x_is_read_exactly() -> None:
    assert found(CII) == EInvoice(
        syntax="cii", kind=DocumentKind.CREDIT_NOTE, number="2026-17", date=datetime.date(2026, 3, 12),
        sender="Lieferant GmbH", currency="EUR", total_minor=19765, due_minor=14760, vat_number="DE123456789",
        tax_number="201/113/40209",
    )  # fmt: skip


def test_ubl_is_read_exactly_also_in_a_currency_without_cents() -> None:
    assert found(UBL) == EInvoice(
        syntax="ubl", kind=DocumentKind.INVOICE, number="F 8", date=datetime.date(2026, 3, 12),
        due_date=datetime.date(2026, 4, 11), sender="Winkel NV", currency="JPY", total_minor=1210,
        iban="BE71096123456769", vat_number="BE0403170701", payment_reference="+++090/9337/55493+++",
    )  # fmt: skip


def test_fatturapa_is_read_exactly() -> None:
    assert found(FATTURAPA) == EInvoice(
        syntax="fatturapa", kind=DocumentKind.INVOICE, number="123", date=datetime.date(2026, 3, 12),
        due_date=datetime.date(2026, 4, 30), sender="Anna Rossi", currency="EUR", total_minor=3000, due_minor=3000,
        iban="IT60X0542811101000000123456", vat_number="IT01234567890",
    )  # fmt: skip


@pytest.mark.parametrize("xml", [BOMB, LEAK, "<Invoice>", "no xml", "<other/>", ""])
def test_what_is_hostile_or_no_invoice_states_nothing(xml: str) -> None:
    assert find_e_invoice(xml.encode(), XML) is None


def test_the_invoice_is_found_among_attachments() -> None:
    file = pdf_with(aaa=b"<other/>", broken=b"<Invoice", invoice=UBL.encode())

    invoice = find_e_invoice(file, "application/pdf")

    assert invoice is not None
    assert invoice.number == "F 8"


@pytest.mark.parametrize("file", [b"%PDF-1.7 damaged", b""])
def test_a_damaged_pdf_states_nothing(file: bytes) -> None:
    assert find_e_invoice(file, "application/pdf") is None


@pytest.mark.parametrize("xml", [CII, UBL, FATTURAPA])
def test_an_invoice_survives_the_way_out_of_the_sandbox(xml: str) -> None:
    assert from_values(as_values(found(xml))) == found(xml)


def test_stated_figures_are_preferred_and_keep_the_place_where_the_same_is_printed() -> None:
    read = understand([reading_of(DUTCH_INVOICE)], None)
    assert read.date is not None

    preferred = prefer(found(CII), read)

    assert preferred.date is not None
    assert preferred.date.boxes == read.date.boxes
    assert preferred.total is not None
    assert (preferred.total.value, preferred.total.confidence) == (Money(19765, "EUR"), 1.0)
    assert {preferred.date.source, preferred.total.source} == {"e_invoice"}
    assert preferred.subject == read.subject
    assert preferred.kind_confidence == 1.0
