"""Invented firms, offices, persons and addresses; streets and places are real enough to look like a letter."""

from __future__ import annotations

import random
import unicodedata
from dataclasses import dataclass

from wiring.demo.letters.numbers import draw_bic, draw_iban, draw_vat_number
from wiring.demo.letters.truth import LetterKind, Recipient, RecipientKind


@dataclass(frozen=True, slots=True)
class Sender:
    """Who writes: everything that a letterhead and a footer print.

    `iban` carries no blanks; `country` is ISO 3166-1 alpha-2.
    """

    name: str
    strap: str
    street: str
    postcode: str
    city: str
    country: str
    phone: str
    email: str
    website: str
    iban: str
    bic: str
    vat_number: str
    clerk: str


@dataclass(frozen=True, slots=True)
class _Country:
    places: tuple[tuple[str, str], ...]
    streets: tuple[str, ...]
    house_first: bool
    dialling_code: str
    domain: str


_COUNTRIES = {
    "DE": _Country(
        (("54290", "Trier"), ("66111", "Saarbrücken"), ("50667", "Köln"), ("80331", "München"), ("20095", "Hamburg")),
        ("Lindenstraße", "Am Mühlenbach", "Kaiserallee", "Schützenweg", "Große Gasse"),
        house_first=False, dialling_code="+49 6", domain="de",
    ),
    "NL": _Country(
        (("3511 EV", "Utrecht"), ("1017 AB", "Amsterdam"), ("6211 CZ", "Maastricht"), ("9711 LM", "Groningen")),
        ("Kerkstraat", "Nieuwe Gracht", "Molenweg", "Stationsplein", "Lange Voorhout"),
        house_first=False, dialling_code="+31 3", domain="nl",
    ),
    "BE": _Country(
        (("1000", "Brussel"), ("9000", "Gent"), ("3000", "Leuven"), ("2000", "Antwerpen"), ("8000", "Brugge")),
        ("Koningsstraat", "Grote Markt", "Vaartkom", "Brusselsesteenweg", "Oude Houtlei"),
        house_first=False, dialling_code="+32 2", domain="be",
    ),
    "FR": _Country(
        (("75011", "Paris"), ("69003", "Lyon"), ("57000", "Metz"), ("67000", "Strasbourg"), ("44000", "Nantes")),
        ("rue des Tilleuls", "avenue de la Gare", "place du Marché", "boulevard Voltaire", "allée des Érables"),
        house_first=True, dialling_code="+33 1", domain="fr",
    ),
    "LU": _Country(
        (("L-1855", "Luxembourg"), ("L-4040", "Esch-sur-Alzette"), ("L-9053", "Ettelbruck"), ("L-3450", "Dudelange")),
        ("rue de la Liberté", "avenue Pasteur", "route d'Arlon", "place d'Armes", "rue du Moulin"),
        house_first=True, dialling_code="+352 2", domain="lu",
    ),
    "IE": _Country(
        (("D02 X285", "Dublin 2"), ("T12 W8KP", "Cork"), ("H91 E2K8", "Galway"), ("V94 T9PX", "Limerick")),
        ("Harcourt Street", "Bridge Road", "Abbey Lane", "Merchants Quay", "Orchard Avenue"),
        house_first=True, dialling_code="+353 1", domain="ie",
    ),
    "IT": _Country(
        (("20121", "Milano"), ("10121", "Torino"), ("50122", "Firenze"), ("39100", "Bolzano"), ("16121", "Genova")),
        ("via Garibaldi", "corso Vittorio Emanuele", "piazza del Duomo", "via dei Mille", "viale della Libertà"),
        house_first=False, dialling_code="+39 0", domain="it",
    ),
}  # fmt: skip

COUNTRIES_OF_LANGUAGE = {
    "de": ("DE", "DE", "LU"),
    "en": ("IE",),
    "fr": ("FR", "LU", "FR"),
    "it": ("IT",),
    "nl": ("NL", "BE", "NL"),
}

_STEMS = {
    "de": ("Nordwind", "Ahornhof", "Silberbach", "Kranich", "Weidental", "Falkenau", "Mosellicht", "Steinbrück"),
    "en": ("Harrowgate", "Fairholm", "Blackthorn", "Kingsferry", "Oakmere", "Silverstrand", "Larkfield", "Penrose"),
    "fr": ("Montclair", "Valserine", "Beaurivage", "Sainte-Aube", "Clairval", "Hautefeuille", "Lavandier", "Mirecourt"),
    "it": ("Montechiaro", "Valdoro", "Pietralba", "Acquaviva", "Rocca", "Sanleone", "Fontanella", "Collina Verde"),
    "nl": ("Zilvermeeuw", "Waterlelie", "De Korenaar", "Hoogveld", "Duinrand", "Eikenhorst", "Lindenhof", "Meerzicht"),
}

# What a firm of each trade is called, and the line under its name.
_FIRMS = {
    "de": {
        LetterKind.INVOICE: ("{stem} Bürobedarf GmbH", "Alles für Ihr Büro"),
        LetterKind.REMINDER: ("{stem} Gebäudetechnik GmbH", "Heizung · Lüftung · Aufzüge"),
        LetterKind.BANK_STATEMENT: ("Bankhaus {stem} AG", "Privatbank seit 1887"),
        LetterKind.INSURANCE: ("{stem} Versicherung a. G.", "Sicherheit aus Tradition"),
        LetterKind.TAX: ("Finanzamt {city}", "Veranlagungsstelle für Körperschaften"),
        LetterKind.UTILITY: ("Stadtwerke {city} GmbH", "Strom · Gas · Wasser"),
        LetterKind.CONTRACT: ("{stem} Immobilien KG", "Verwaltung und Vermietung"),
        LetterKind.MEDICAL: ("Klinikum {stem}", "Zentrum für Innere Medizin"),
        LetterKind.PAYSLIP: ("{stem} Lohnservice GmbH", "Im Auftrag Ihres Arbeitgebers"),
        LetterKind.ADVERTISING: ("Möbelhaus {stem}", "Schöner arbeiten"),
        LetterKind.REGISTERED_NOTICE: ("{stem} Zustelldienst", "Filiale {city}"),
        LetterKind.PLAIN: ("Kanzlei {stem} & Partner", "Rechtsanwälte und Notare"),
    },
    "en": {
        LetterKind.INVOICE: ("{stem} Office Supplies Ltd", "Everything your desk needs"),
        LetterKind.REMINDER: ("{stem} Building Services Ltd", "Heating · Lifts · Security"),
        LetterKind.BANK_STATEMENT: ("Bank of {stem} plc", "Private and business banking"),
        LetterKind.INSURANCE: ("{stem} Mutual Insurance", "Cover you can count on"),
        LetterKind.TAX: ("Revenue Office {city}", "Corporation Tax Division"),
        LetterKind.UTILITY: ("{stem} Energy plc", "Electricity, gas and water"),
        LetterKind.CONTRACT: ("{stem} Property Management", "Letting and maintenance"),
        LetterKind.MEDICAL: ("{stem} Clinic", "Department of Internal Medicine"),
        LetterKind.PAYSLIP: ("{stem} Payroll Services", "On behalf of your employer"),
        LetterKind.ADVERTISING: ("{stem} Furniture House", "Better places to work"),
        LetterKind.REGISTERED_NOTICE: ("{stem} Parcel and Mail", "Delivery office {city}"),
        LetterKind.PLAIN: ("{stem} & Sons Solicitors", "Established 1924"),
    },
    "fr": {
        LetterKind.INVOICE: ("{stem} Fournitures SARL", "Papeterie et mobilier de bureau"),
        LetterKind.REMINDER: ("Ateliers {stem} SAS", "Chauffage · Ascenseurs · Sécurité"),
        LetterKind.BANK_STATEMENT: ("Banque {stem} SA", "Banque privée depuis 1902"),
        LetterKind.INSURANCE: ("Assurances {stem}", "Votre sérénité, notre métier"),
        LetterKind.TAX: ("Centre des impôts de {city}", "Service des sociétés"),
        LetterKind.UTILITY: ("Énergie {stem} SA", "Électricité, gaz et eau"),
        LetterKind.CONTRACT: ("Gestion {stem} SARL", "Gérance et location d'immeubles"),
        LetterKind.MEDICAL: ("Clinique {stem}", "Service de médecine interne"),
        LetterKind.PAYSLIP: ("{stem} Paie et Conseil", "Pour le compte de votre employeur"),
        LetterKind.ADVERTISING: ("Maison {stem}", "L'art de bien travailler"),
        LetterKind.REGISTERED_NOTICE: ("Messagerie {stem}", "Agence de {city}"),
        LetterKind.PLAIN: ("Étude {stem} et Associés", "Avocats à la Cour"),
    },
    "it": {
        LetterKind.INVOICE: ("{stem} Forniture S.r.l.", "Cancelleria e arredo per ufficio"),
        LetterKind.REMINDER: ("Impianti {stem} S.p.A.", "Riscaldamento · Ascensori · Sicurezza"),
        LetterKind.BANK_STATEMENT: ("Banca {stem} S.p.A.", "Al Suo fianco dal 1898"),
        LetterKind.INSURANCE: ("{stem} Assicurazioni S.p.A.", "Protezione e fiducia"),
        LetterKind.TAX: ("Ufficio delle imposte di {city}", "Area persone giuridiche"),
        LetterKind.UTILITY: ("{stem} Energia S.p.A.", "Luce, gas e acqua"),
        LetterKind.CONTRACT: ("Immobiliare {stem} S.r.l.", "Amministrazione e locazioni"),
        LetterKind.MEDICAL: ("Clinica {stem}", "Reparto di medicina interna"),
        LetterKind.PAYSLIP: ("Studio paghe {stem}", "Per conto del datore di lavoro"),
        LetterKind.ADVERTISING: ("Arredamenti {stem}", "Lavorare con stile"),
        LetterKind.REGISTERED_NOTICE: ("{stem} Recapiti", "Filiale di {city}"),
        LetterKind.PLAIN: ("Studio legale {stem}", "Avvocati associati"),
    },
    "nl": {
        LetterKind.INVOICE: ("{stem} Kantoorartikelen B.V.", "Alles voor uw bureau"),
        LetterKind.REMINDER: ("{stem} Installatietechniek B.V.", "Verwarming · Liften · Beveiliging"),
        LetterKind.BANK_STATEMENT: ("{stem} Bank N.V.", "Bankiers sinds 1891"),
        LetterKind.INSURANCE: ("{stem} Verzekeringen", "Zekerheid voor ondernemers"),
        LetterKind.TAX: ("Belastingkantoor {city}", "Afdeling vennootschappen"),
        LetterKind.UTILITY: ("{stem} Energie N.V.", "Stroom, gas en water"),
        LetterKind.CONTRACT: ("{stem} Vastgoedbeheer B.V.", "Verhuur en onderhoud"),
        LetterKind.MEDICAL: ("Ziekenhuis {stem}", "Afdeling inwendige geneeskunde"),
        LetterKind.PAYSLIP: ("{stem} Salarisdiensten", "Namens uw werkgever"),
        LetterKind.ADVERTISING: ("Meubelhuis {stem}", "Prettig werken begint hier"),
        LetterKind.REGISTERED_NOTICE: ("{stem} Bezorgdienst", "Vestiging {city}"),
        LetterKind.PLAIN: ("Advocatenkantoor {stem}", "Recht en advies"),
    },
}

_PERSONS = {
    "de": ("Anke Hoffmann", "Jürgen Weiß", "Sabine Krämer", "Uwe Lorenz"),
    "en": ("Fiona Gallagher", "Brian O'Dowd", "Helen Marsh", "Tom Ashworth"),
    "fr": ("Hélène Marchand", "François Béranger", "Chloé Dubreuil", "André Lefèvre"),
    "it": ("Lucia Ferraris", "Niccolò Bassi", "Giulia Moretti", "Dario Conti"),
    "nl": ("Marieke van Dijk", "Joost de Wit", "Femke Hendriks", "Ruben Claes"),
}

STRANGER = Recipient(
    name="Fonderie Quatrevents SA",
    contact="Odile Brassac",
    street="88 quai des Mariniers",
    postcode="25000",
    city="Besançon",
    country="FR",
    kind=RecipientKind.BUSINESS,
)
"""An organisation that no mail room keeps as a tenant."""


def draw_sender(rng: random.Random, language: str, kind: LetterKind) -> Sender:
    """An invented sender of `kind` of letters who writes in `language`, with valid IBAN and VAT numbers."""
    code = rng.choice(COUNTRIES_OF_LANGUAGE[language])
    country = _COUNTRIES[code]
    postcode, city = rng.choice(country.places)
    pattern, strap = _FIRMS[language][kind]
    name = pattern.format(stem=rng.choice(_STEMS[language]), city=city)
    domain = f"{_host_label(name)}.example"
    return Sender(
        name=name,
        strap=strap.format(city=city),
        street=draw_street(rng, code),
        postcode=postcode,
        city=city,
        country=code,
        phone=f"{country.dialling_code}{rng.randrange(10)} {rng.randrange(10**6, 10**7)}",
        email=f"info@{domain}",
        website=f"www.{domain}",
        iban=draw_iban(rng, code),
        bic=draw_bic(rng, code),
        vat_number=draw_vat_number(rng, code),
        clerk=rng.choice(_PERSONS[language]),
    )


def draw_street(rng: random.Random, country: str) -> str:
    """Street and house number in the order of `country`."""
    known = _COUNTRIES[country]
    street, house = rng.choice(known.streets), rng.randrange(1, 180)
    return f"{house} {street}" if known.house_first else f"{street} {house}"


def _host_label(name: str) -> str:
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    words = ["".join(filter(str.isalnum, word)) for word in plain.split()]
    return "-".join(word for word in words[:2] if word)
