"""One small invoice in each of the three syntaxes."""

from __future__ import annotations

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
