"""Seller and buyer of an electronic invoice (EN 16931-1, BG-4 and BG-7), whatever its syntax."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any
from xml.etree.ElementTree import Element

from ocr_workers.e_invoice.xml_tree import at, first_at, text_at


@dataclass(frozen=True, slots=True)
class Party:
    """Who sells or buys; what the invoice does not state is None or empty.

    Attributes:
        name: The legal name (BT-27, BT-44).
        trading_name: The name it is known by, where that is another (BT-28, BT-45).
        address_lines: Its postal address as on a letter: street lines, then postcode and town, then the country's code.
        country: ISO 3166-1 alpha-2 (BT-40, BT-55).
        vat_number: BT-31, BT-48; without blanks.
        enterprise_number: The number it is registered under (BT-30, BT-47); in Italy the fiscal code.
        endpoint_id: Its electronic address (BT-34, BT-49): a Peppol participant, the Italian destination code.
        endpoint_scheme: The list that `endpoint_id` is of (EAS code: "0208" Belgian enterprise number, "0088" GLN, "EM"
            e-mail); "SDI" or "PEC" in Italy.
    """

    name: str | None = None
    trading_name: str | None = None
    address_lines: tuple[str, ...] = ()
    country: str | None = None
    vat_number: str | None = None
    enterprise_number: str | None = None
    endpoint_id: str | None = None
    endpoint_scheme: str | None = None


def party_from_values(values: dict[str, Any] | None) -> Party | None:
    """The party whose fields these are; None for None."""
    if values is None:
        return None
    return Party(**{**values, "address_lines": tuple(values["address_lines"])})


def cii_party(party: Element | None) -> Party | None:
    """A party of UN/CEFACT CII: `SellerTradeParty`, `BuyerTradeParty`."""
    if party is None:
        return None
    place = "PostalTradeAddress"
    streets = [text_at(party, f"{place}/{line}") for line in ("LineOne", "LineTwo", "LineThree")]
    town = (text_at(party, f"{place}/PostcodeCode"), text_at(party, f"{place}/CityName"))
    country = text_at(party, f"{place}/CountryID")
    endpoint = first_at(party, "URIUniversalCommunication/URIID")
    return Party(
        name=text_at(party, "Name"),
        trading_name=text_at(party, "SpecifiedLegalOrganization/TradingBusinessName"),
        address_lines=_letter_lines(streets, town, country),
        country=country,
        vat_number=compact(scheme_text(at(party, "SpecifiedTaxRegistration/ID"), "VA")),
        enterprise_number=text_at(party, "SpecifiedLegalOrganization/ID"),
        endpoint_id=_own_text(endpoint),
        endpoint_scheme=None if endpoint is None else endpoint.get("schemeID"),
    )


def ubl_party(party: Element | None) -> Party | None:
    """A party of UBL: `cac:Party`."""
    if party is None:
        return None
    place = "PostalAddress"
    streets = [text_at(party, f"{place}/{line}") for line in ("StreetName", "AdditionalStreetName", "AddressLine/Line")]
    town = (text_at(party, f"{place}/PostalZone"), text_at(party, f"{place}/CityName"))
    country = text_at(party, f"{place}/Country/IdentificationCode")
    endpoint = first_at(party, "EndpointID")
    legal, known_as = text_at(party, "PartyLegalEntity/RegistrationName"), text_at(party, "PartyName/Name")
    return Party(
        name=legal or known_as,
        trading_name=known_as if legal and known_as != legal else None,
        address_lines=_letter_lines(streets, town, country),
        country=country,
        vat_number=ubl_vat_number(party),
        enterprise_number=text_at(party, "PartyLegalEntity/CompanyID"),
        endpoint_id=_own_text(endpoint),
        endpoint_scheme=None if endpoint is None else endpoint.get("schemeID"),
    )


def ubl_vat_number(party: Element) -> str | None:
    """The party's number under the scheme VAT, or under no scheme at all."""
    return compact(_ubl_tax_number(party, lambda scheme: scheme in ("VAT", None)))


def ubl_tax_number(party: Element) -> str | None:
    """The party's number under another scheme (BT-32), or else the one it is registered under."""
    other = _ubl_tax_number(party, lambda scheme: scheme not in ("VAT", None))
    return other or text_at(party, "PartyLegalEntity/CompanyID")


def _ubl_tax_number(party: Element, is_wanted: Callable[[str | None], bool]) -> str | None:
    schemes = (each for each in at(party, "PartyTaxScheme") if is_wanted(text_at(each, "TaxScheme/ID")))
    return next((text for each in schemes if (text := text_at(each, "CompanyID"))), None)


def fatturapa_party(party: Element | None, transmission: Element | None = None) -> Party | None:
    """A party of FatturaPA: `CedentePrestatore`; `CessionarioCommittente` with `DatiTrasmissione` for its endpoint."""
    if party is None:
        return None
    who, place = "DatiAnagrafici", "Sede"
    street = " ".join(filter(None, (text_at(party, f"{place}/{part}") for part in ("Indirizzo", "NumeroCivico"))))
    province = text_at(party, f"{place}/Provincia")
    town = (text_at(party, f"{place}/CAP"), text_at(party, f"{place}/Comune"), f"({province})" if province else None)
    country = text_at(party, f"{place}/Nazione")
    persons = (text_at(party, f"{who}/Anagrafica/{part}") for part in ("Nome", "Cognome"))
    vat = (text_at(party, f"{who}/IdFiscaleIVA/{part}") for part in ("IdPaese", "IdCodice"))
    code = None if transmission is None else text_at(transmission, "CodiceDestinatario")
    mail = None if transmission is None else text_at(transmission, "PECDestinatario")
    # Seven noughts stand for "see the certified mail address" (SDI, technical rules 1.2, 1.1.4).
    by_code = code is not None and code.strip("0") != ""
    return Party(
        name=text_at(party, f"{who}/Anagrafica/Denominazione") or " ".join(filter(None, persons)) or None,
        address_lines=_letter_lines([street], town, country),
        country=country,
        vat_number=compact("".join(filter(None, vat))),
        enterprise_number=text_at(party, f"{who}/CodiceFiscale"),
        endpoint_id=code if by_code else mail,
        endpoint_scheme="SDI" if by_code else "PEC" if mail else None,
    )


def scheme_text(elements: Iterable[Element], scheme: str) -> str | None:
    """The text of the first element whose `schemeID` this is."""
    return next((text for each in elements if each.get("schemeID") == scheme and (text := _own_text(each))), None)


def compact(text: str | None) -> str | None:
    """The text without blanks; None for nothing."""
    return "".join(text.split()) or None if text else None


def _own_text(element: Element | None) -> str | None:
    return None if element is None else (element.text or "").strip() or None


def _letter_lines(streets: Iterable[str | None], town: Iterable[str | None], country: str | None) -> tuple[str, ...]:
    lines = (*streets, " ".join(filter(None, town)), country)
    return tuple(" ".join(line.split()) for line in lines if line and line.strip())
