"""Invoices in data are read exactly, and hostile XML is refused."""

from __future__ import annotations

import datetime
import io

import pikepdf
import pytest

from ocr_workers.e_invoice.embedded import find_e_invoice
from ocr_workers.e_invoice.model import EInvoice, as_values, buyer_of, from_values
from ocr_workers.e_invoice.parties import Party
from ocr_workers.e_invoice.preference import prefer
from ocr_workers.fields.amounts import Money
from ocr_workers.kinds import DocumentKind
from ocr_workers.understanding import understand
from tests.unit.ocr_workers.invoice_xml import CII, FATTURAPA, UBL
from tests.unit.ocr_workers.letter_readings import DUTCH_INVOICE, reading_of

XML = "application/xml"
CII_BUYER = """<BuyerTradeParty xmlns="urn:ram"><Name>Kunde  AG</Name>
 <SpecifiedLegalOrganization><ID schemeID="0002">HRB 7</ID><TradingBusinessName>Kunde</TradingBusinessName>
 </SpecifiedLegalOrganization><PostalTradeAddress><PostcodeCode>1000</PostcodeCode><LineOne>Hof 1</LineOne>
 <CityName>Wien</CityName><CountryID>AT</CountryID></PostalTradeAddress>
 <URIUniversalCommunication><URIID schemeID="EM">in@kunde.at</URIID></URIUniversalCommunication>
 <SpecifiedTaxRegistration><ID schemeID="VA">ATU 1234</ID></SpecifiedTaxRegistration></BuyerTradeParty>"""
UBL_BUYER = """<a:AccountingCustomerParty xmlns:a="urn:cac" xmlns:c="urn:cbc"><a:Party>
 <c:EndpointID schemeID="0208">0403170701</c:EndpointID><a:PartyName><c:Name>Klant</c:Name></a:PartyName>
 <a:PostalAddress><c:StreetName>Kerkstraat 1</c:StreetName><c:AdditionalStreetName>bus 2</c:AdditionalStreetName>
 <c:CityName>Gent</c:CityName><c:PostalZone>9000</c:PostalZone><a:Country><c:IdentificationCode>BE</c:IdentificationCode>
 </a:Country></a:PostalAddress>
 <a:PartyTaxScheme><c:CompanyID>77/1</c:CompanyID><a:TaxScheme><c:ID>FC</c:ID></a:TaxScheme></a:PartyTaxScheme>
 <a:PartyTaxScheme><c:CompanyID>BE0403170701</c:CompanyID><a:TaxScheme><c:ID>VAT</c:ID></a:TaxScheme></a:PartyTaxScheme>
 <a:PartyLegalEntity><c:RegistrationName>Klant NV</c:RegistrationName><c:CompanyID>0403170701</c:CompanyID>
 </a:PartyLegalEntity></a:Party></a:AccountingCustomerParty>"""
FATTURAPA_BUYER = """<DatiTrasmissione><CodiceDestinatario>0000000</CodiceDestinatario>
 <PECDestinatario>beta@pec.it</PECDestinatario></DatiTrasmissione><CessionarioCommittente><DatiAnagrafici>
 <CodiceFiscale>RSSNNA80A01H501U</CodiceFiscale><Anagrafica><Nome>Anna</Nome><Cognome>Verdi</Cognome></Anagrafica>
 </DatiAnagrafici><Sede><Indirizzo>Via Roma</Indirizzo><NumeroCivico>3</NumeroCivico><CAP>00145</CAP>
 <Comune>Roma</Comune><Provincia>RM</Provincia><Nazione>IT</Nazione></Sede></CessionarioCommittente>"""
BUYERS = (
    (
        CII.replace("</ram:ApplicableHeaderTradeAgreement>", f"{CII_BUYER}</ram:ApplicableHeaderTradeAgreement>"),
        Party(
            name="Kunde  AG", trading_name="Kunde", address_lines=("Hof 1", "1000 Wien", "AT"), country="AT",
            vat_number="ATU1234", enterprise_number="HRB 7", endpoint_id="in@kunde.at", endpoint_scheme="EM",
        ),
    ),
    (
        UBL.replace("</Invoice>", f"{UBL_BUYER}</Invoice>"),
        Party(
            name="Klant NV", trading_name="Klant", address_lines=("Kerkstraat 1", "bus 2", "9000 Gent", "BE"),
            country="BE", vat_number="BE0403170701", enterprise_number="0403170701", endpoint_id="0403170701",
            endpoint_scheme="0208",
        ),
    ),
    (
        FATTURAPA.replace("<CedentePrestatore>", f"{FATTURAPA_BUYER}<CedentePrestatore>"),
        Party(
            name="Anna Verdi", address_lines=("Via Roma 3", "00145 Roma (RM)", "IT"), country="IT",
            enterprise_number="RSSNNA80A01H501U", endpoint_id="beta@pec.it", endpoint_scheme="PEC",
        ),
    ),
)  # fmt: skip
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


@pytest.mark.parametrize(("xml", "buyer"), BUYERS)
def test_the_buyer_is_named_with_address_numbers_and_endpoint(xml: str, buyer: Party) -> None:
    assert buyer_of(found(xml)) == buyer
    assert buyer_of(from_values(as_values(found(xml)))) == buyer


def test_an_invoice_that_names_no_buyer_has_none() -> None:
    assert buyer_of(found(UBL)) is None


def test_of_several_invoices_in_one_fatturapa_file_only_what_they_share_is_stated() -> None:
    body = FATTURAPA[FATTURAPA.index("<FatturaElettronicaBody>") : FATTURAPA.index("</p:FatturaElettronica>")]
    second = body.replace("<Numero>123<", "<Numero>124<").replace(">30.00<", ">31.00<")

    invoice = found(FATTURAPA.replace("</p:FatturaElettronica>", f"{second}</p:FatturaElettronica>"))

    assert (invoice.number, invoice.total_minor, invoice.due_minor) == (None, None, None)
    assert (invoice.date, invoice.sender) == (datetime.date(2026, 3, 12), "Anna Rossi")


def test_instalments_add_up_and_ways_to_pay_the_whole_do_not() -> None:
    share = "<DettaglioPagamento><ImportoPagamento>{}</ImportoPagamento></DettaglioPagamento>"
    one = "<ImportoPagamento>30.00</ImportoPagamento>"
    halves = FATTURAPA.replace(one, "<ImportoPagamento>10.00</ImportoPagamento>")
    halves = halves.replace("<DatiPagamento>", "<DatiPagamento>" + share.format("20.00"))

    assert found(halves).due_minor == 3000
    assert found(FATTURAPA.replace("<DatiPagamento>", "<DatiPagamento>" + share.format("30.00"))).due_minor == 3000


def test_the_tax_is_the_one_in_the_currency_of_the_invoice() -> None:
    taxes = "".join(
        f'<a:TaxTotal><c:TaxAmount currencyID="{code}">{amount}</c:TaxAmount></a:TaxTotal>'
        for code, amount in (("SEK", "99"), ("JPY", "110"))
    )

    assert found(UBL.replace("<a:LegalMonetaryTotal>", taxes + "<a:LegalMonetaryTotal>")).tax_minor == 110


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
