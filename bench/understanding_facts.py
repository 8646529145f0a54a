"""Facts for the letters of `understanding_corpus`: who writes to whom, when, and what it costs."""

from __future__ import annotations

import datetime as dt
import random
import re
from dataclasses import dataclass, field

from babel.dates import format_date
from schwifty import IBAN
from stdnum.be import vat as be_vat
from stdnum.de import vat as de_vat
from stdnum.fr import siren
from stdnum.gb import vat as gb_vat
from stdnum.it import iva

# name, street, postcode and city, telephone, web domain; the first half is for developing.
SENDERS = {
    "en": (
        ("Harrow & Pike Ltd", "14 Mill Lane", "OX1 4BH Oxford", "harrowpike.co.uk"),
        ("Northgate Services plc", "201 Station Road", "LS1 5DL Leeds", "northgate.co.uk"),
        ("Bluebell Energy", "3 Quay Street", "BS1 6AA Bristol", "bluebell-energy.co.uk"),
        ("Thornbury Council", "Castle Street", "BS35 1HF Thornbury", "thornbury.gov.uk"),
        ("Quillan Group", "77 Harbour View", "D02 AF30 Dublin", "quillan.ie"),
        ("Mercer Hall Partners LLP", "9 Temple Court", "EC4A 1BN London", "mercerhall.com"),
        ("Staveley & Daughters", "58 High Street", "YO1 9QT York", "staveley.co.uk"),
        ("Fenwater Mutual", "1 Lock Approach", "PE13 1JL Wisbech", "fenwater.org"),
    ),
    "nl": (
        ("Van Damme & Zonen BV", "Kerkstraat 12", "9000 Gent", "vandammezonen.be"),
        ("Zuiderdiensten NV", "Stationslaan 201", "3500 Hasselt", "zuiderdiensten.be"),
        ("Lichtstroom", "Havenkaai 3", "2000 Antwerpen", "lichtstroom.be"),
        ("Gemeente Oudkerk", "Markt 1", "8600 Diksmuide", "oudkerk.be"),
        ("De Waal Groep B.V.", "Rijnkade 77", "6811 HA Arnhem", "dewaalgroep.nl"),
        ("Kantoor Hermans", "Tempelplein 9", "1012 AB Amsterdam", "kantoorhermans.nl"),
        ("Staelens en Dochters", "Hoogstraat 58", "8000 Brugge", "staelens.be"),
        ("Onderlinge Poldermeer", "Sluisweg 1", "4331 NP Middelburg", "poldermeer.nl"),
    ),
    "fr": (
        ("Dubreuil et Fils SARL", "12 rue de l'Église", "69002 Lyon", "dubreuil-fils.fr"),
        ("Services du Midi SA", "201 avenue de la Gare", "34000 Montpellier", "servicesdumidi.fr"),
        ("Lumière Locale", "3 quai du Port", "13002 Marseille", "lumierelocale.fr"),
        ("Commune de Vieuxpont", "Place du Marché 1", "5000 Namur", "vieuxpont.be"),
        ("Groupe Valmont SAS", "77 rue du Rhin", "67000 Strasbourg", "valmont.fr"),
        ("Étude Hermant", "9 place du Temple", "75011 Paris", "etude-hermant.fr"),
        ("Staquet et Filles", "58 Grand-Rue", "1348 Louvain-la-Neuve", "staquet.be"),
        ("Mutuelle des Marais", "1 chemin de l'Écluse", "79000 Niort", "mutuelledesmarais.fr"),
    ),
    "de": (
        ("Brandt & Söhne GmbH", "Kirchstraße 12", "50667 Köln", "brandt-soehne.de"),
        ("Süddienst AG", "Bahnhofstraße 201", "80331 München", "sueddienst.de"),
        ("Lichtwerke Hafen", "Hafenkai 3", "20457 Hamburg", "lichtwerke.de"),
        ("Gemeinde Altkirchen", "Marktplatz 1", "86150 Augsburg", "altkirchen.de"),
        ("Rheingruppe mbH", "Rheinufer 77", "55116 Mainz", "rheingruppe.de"),
        ("Kanzlei Hermann", "Tempelplatz 9", "10115 Berlin", "kanzlei-hermann.de"),
        ("Stahl und Töchter", "Hauptstraße 58", "01067 Dresden", "stahltoechter.de"),
        ("Marschland Verein a.G.", "Schleusenweg 1", "26721 Emden", "marschland.de"),
    ),
    "it": (
        ("Fratelli Bruni S.r.l.", "Via della Chiesa 12", "40121 Bologna", "fratellibruni.it"),
        ("Servizi Sud S.p.A.", "Viale Stazione 201", "80142 Napoli", "servizisud.it"),
        ("Luce Locale", "Molo Vecchio 3", "16126 Genova", "lucelocale.it"),
        ("Comune di Pontevecchio", "Piazza Mercato 1", "50122 Firenze", "pontevecchio.it"),
        ("Gruppo Valli S.a.s.", "Lungo Dora 77", "10152 Torino", "gruppovalli.it"),
        ("Studio Ermanni", "Piazza del Tempio 9", "20121 Milano", "studioermanni.it"),
        ("Stella e Figlie", "Via Maggiore 58", "37121 Verona", "stellafiglie.it"),
        ("Mutua delle Paludi", "Via della Chiusa 1", "44121 Ferrara", "mutuapaludi.it"),
    ),
}
RECIPIENTS = {
    "en": (
        ("Ms Joan Cooper", "8 Rose Terrace", "M1 2WD Manchester"),
        ("Cooper Print Ltd", "Unit 4, Dock Road", "L3 1BP Liverpool"),
    ),
    "nl": (
        ("Mevrouw An Peeters", "Rozenlaan 8", "3000 Leuven"),
        ("Drukkerij Peeters NV", "Dokweg 4", "1000 Brussel"),
    ),
    "fr": (
        ("Madame Anne Petit", "8 rue des Roses", "44000 Nantes"),
        ("Imprimerie Petit SA", "4 rue du Dock", "59000 Lille"),
    ),
    "de": (
        ("Frau Anna Peters", "Rosenweg 8", "04109 Leipzig"),
        ("Druckerei Peters GmbH", "Dockstraße 4", "70173 Stuttgart"),
    ),
    "it": (
        ("Sig.ra Anna Pietri", "Via delle Rose 8", "35121 Padova"),
        ("Tipografia Pietri S.r.l.", "Via del Molo 4", "34121 Trieste"),
    ),
}
HELLO = {
    "en": ("Dear Sir or Madam,", "Dear customer,", "Dear Ms Cooper,"),
    "nl": ("Geachte heer, mevrouw,", "Beste klant,", "Geachte mevrouw Peeters,"),
    "fr": ("Madame, Monsieur,", "Chère cliente, cher client,", "Madame Petit,"),
    "de": ("Sehr geehrte Damen und Herren,", "Guten Tag,", "Sehr geehrte Frau Peters,"),
    "it": ("Gentile cliente,", "Egregi Signori,", "Gentile Signora Pietri,"),
}
BYE = {
    "en": ("Yours sincerely,", "Kind regards,", "Yours faithfully,"),
    "nl": ("Met vriendelijke groeten,", "Hoogachtend,", "Met vriendelijke groet,"),
    "fr": ("Cordialement,", "Veuillez agréer nos salutations distinguées.", "Bien à vous,"),
    "de": ("Mit freundlichen Grüßen", "Hochachtungsvoll", "Freundliche Grüße"),
    "it": ("Cordiali saluti,", "Distinti saluti,", "Con i migliori saluti,"),
}
DATE_LABEL = {
    "en": ("Date: ", "Date "), "nl": ("Datum: ", "Datum "), "fr": ("Date : ", "Le "), "de": ("Datum: ", "Datum "),
    "it": ("Data: ", "Data "),
}  # fmt: skip
ARTICLE = {"fr": "le ", "de": "den ", "en": "", "nl": "", "it": ""}
SUBJECT = {
    "en": ("Subject: ", "Re: "), "nl": ("Betreft: ", "Onderwerp: "), "fr": ("Objet : ", "Concerne : "),
    "de": ("Betreff: ", "Betr.: "), "it": ("Oggetto: ", "OGGETTO: "),
}  # fmt: skip
REGISTERED = {
    "en": "VAT no. {vat}", "nl": "BTW {vat}", "fr": "TVA {vat}", "de": "USt-IdNr. {vat}", "it": "P.IVA {vat}",
}  # fmt: skip
NUMERIC = {"en": "dd/MM/yyyy", "nl": "dd/MM/yyyy", "fr": "dd/MM/yyyy", "de": "dd.MM.yyyy", "it": "dd/MM/yyyy"}
SHORT = {"en": "dd/MM/yy", "nl": "dd-MM-yy", "fr": "dd/MM/yy", "de": "dd.MM.yy", "it": "dd/MM/yy"}
BANKS = {"en": "GB", "nl": "BE", "fr": "FR", "de": "DE", "it": "IT"}
BICS = {"en": "NWBKGB2L", "nl": "GEBABEBB", "fr": "AGRIFRPP", "de": "DEUTDEFF", "it": "BCITITMM"}
OTHER_DAYS = {"day1": None, "day2": None, "birth": dt.date(1961, 3, 9)}
FIELD_OF = {"ref": "reference", "cust": "customer_reference", "bic": "bic", "ogm": "payment_reference"}
FIRST = dt.date(2025, 2, 1)
UNBREAKABLE = "\N{NO-BREAK SPACE}"


@dataclass(slots=True)
class Facts:
    """What one letter is about; `printed` spells a fact and tells what is true then."""

    rng: random.Random
    language: str
    sender: str
    sender_address: str
    sender_contact: str
    domain: str
    recipient: tuple[str, ...]
    city: str
    date: dt.date
    today: dt.date
    due: dt.date
    sums: dict[str, int] = field(default_factory=dict)
    currency: str = "EUR"
    style: str = ""
    texts: dict[str, str] = field(default_factory=dict)

    @property
    def place_and_date(self) -> str:
        """As in: Gent, 12 maart 2026."""
        return f"{self.city}, {ARTICLE[self.language]}{self.day(self.date)}"

    @property
    def labelled_date(self) -> str:
        """As in: Datum: 12/03/2026."""
        return f"{self.rng.choice(DATE_LABEL[self.language])}{self.day(self.date)}"

    @property
    def subject_label(self) -> str:
        """As in: Betreft."""
        return self.rng.choice(SUBJECT[self.language])

    def day(self, day: dt.date) -> str:
        """A date as this letter writes dates."""
        form = {"numeric": NUMERIC, "short": SHORT}.get(self.style)
        if form:
            return format_date(day, form[self.language], locale=self.language)
        written = format_date(day, "d MMMM yyyy", locale=self.language)
        return written.replace(" ", ". ", 1) if self.language == "de" else written

    def settle_sums(self, lines: str) -> None:
        """Draw sums that add up the way `lines` adds them up."""
        rate = re.search(r"(\d+(?:[.,]\d)?) ?%[^|]*\| ?\{tax", lines)
        share = float(rate[1].replace(",", ".")) / 100 if rate else 0.2
        one, two = self.rng.randint(900, 260_000), self.rng.randint(900, 60_000)
        net = one + two if "{sum2}" in lines else one
        tax = round(net * share)
        self.sums = {"sum1": one, "sum2": two, "net": net, "tax": tax, "total": net + (tax if "{tax}" in lines else 0)}

    def money(self, minor: int) -> str:
        """A sum as this letter writes sums."""
        whole, cents = divmod(minor, 100)
        mark = {"en": ",", "nl": ".", "fr": UNBREAKABLE, "de": ".", "it": "."}[self.language]
        mark, point = ("'", ".") if self.currency == "CHF" else (mark, "." if self.language == "en" else ",")
        number = f"{whole:,}".replace(",", mark) + f"{point}{cents:02}"
        sign = {"EUR": "€", "GBP": "£", "USD": "$", "CHF": "CHF"}[self.currency]
        if self.language in ("fr", "de") and self.currency == "EUR":
            return f"{number}{UNBREAKABLE}{self.rng.choice(('€', 'EUR'))}"
        return f"{sign}{number}" if self.language == "en" and len(sign) == 1 else f"{sign}{UNBREAKABLE}{number}"

    def printed(self, name: str) -> tuple[str, tuple[str, object] | None]:
        """A fact as printed, and the field and value that are true then."""
        if name in self.sums:
            truth = {"total": "total", "tax": "tax"}.get(name)
            return self.money(self.sums[name]), (truth, (self.sums[name], self.currency)) if truth else None
        if name in ("date", "due"):
            day = self.date if name == "date" else self.due
            return self.day(day), ("date" if name == "date" else "due_date", day)
        if name in ("hello", "bye"):
            return self.rng.choice((HELLO if name == "hello" else BYE)[self.language]), None
        if name in OTHER_DAYS:
            return self.day(OTHER_DAYS[name] or self.date - dt.timedelta(days=17 if name == "day1" else 41)), None
        return self._number(name)

    def _number(self, name: str) -> tuple[str, tuple[str, object] | None]:
        value = self.texts[name]
        if name == "iban":
            return " ".join(value[i : i + 4] for i in range(0, len(value), 4)), ("iban", value)
        true = re.sub(r"\D", "", value) if name == "ogm" else value
        return value, (FIELD_OF[name], true) if name in FIELD_OF else None

    def footer(self, truth: dict[str, object]) -> tuple[str, ...]:
        """The lines at the foot, noting in `truth` what they print."""
        vat = self.texts["vat"]
        truth["vat_number"] = vat.replace(" ", "").replace(".", "")
        registered = REGISTERED[self.language].format(vat=vat[2:] if self.language == "it" else vat)
        lines = [f"{self.sender} - {self.sender_address} - {registered}"]
        if self.rng.random() < 0.5:
            printed, _ = self.printed("iban")
            truth.setdefault("iban", self.texts["iban"])
            truth.setdefault("bic", self.texts["bic"])
            lines.append(f"IBAN {printed} - BIC {self.texts['bic']} - www.{self.domain}")
        return tuple(lines)


def draw_facts(rng: random.Random, language: str, *, for_developing: bool) -> Facts:
    """Facts of one letter; senders for developing are never those of the judgement."""
    half = len(SENDERS[language]) // 2
    pool = SENDERS[language][:half] if for_developing else SENDERS[language][half:]
    name, street, place, domain = rng.choice(pool)
    recipient = rng.choice(RECIPIENTS[language])
    date = FIRST + dt.timedelta(days=rng.randrange(500))
    currency = rng.choice({"en": ("GBP", "EUR", "USD"), "de": ("EUR", "EUR", "CHF")}.get(language, ("EUR",)))
    city = " ".join(part for part in place.split() if not any(mark.isdigit() for mark in part) and len(part) > 2)
    phone = f"Tel. 0{rng.randint(10, 99)} {rng.randint(100, 999)} {rng.randint(10, 99)} {rng.randint(10, 99)}"
    facts = Facts(
        rng=rng, language=language, sender=name, sender_address=f"{street} - {place}",
        sender_contact=f"{street} - {place} - {phone} - info@{domain}", domain=domain,
        recipient=recipient, city=city, date=date,
        today=date + dt.timedelta(days=rng.randrange(1, 9)), due=date + dt.timedelta(days=rng.choice((14, 15, 30, 28))),
        currency=currency, style=rng.choice(("spelled", "spelled", "numeric", "short")),
    )  # fmt: skip
    facts.texts = _texts(facts)
    return facts


def _texts(facts: Facts) -> dict[str, str]:
    rng, year = facts.rng, facts.date.year
    number = rng.randint(1000, 99_999)
    references = (
        f"{year}/{number:05}", f"F-{year}-{number:05}", f"{year % 100}{number:06}", f"RE{number}",
        f"{year % 100}.{number}", f"AB{number}-{rng.randint(10, 99)}",
    )  # fmt: skip
    base = f"{rng.randint(10**9, 10**10 - 1)}"
    check = f"{int(base) % 97 or 97:02}"
    digits = base + check
    period = format_date(facts.date - dt.timedelta(days=40), "MMMM yyyy", locale=facts.language)
    return {
        "ref": rng.choice(references),
        "cust": rng.choice((f"C{rng.randint(10_000, 99_999)}", f"{rng.randint(100_000, 999_999)}")),
        "n": str(rng.randint(1000, 9999)),
        "me": re.sub(r"^(Ms|Mevrouw|Madame|Frau|Sig\.ra) ", "", facts.recipient[0]),
        "sender": facts.sender, "city": facts.city, "period": period, "bic": BICS[facts.language],
        "ogm": f"+++{digits[:3]}/{digits[3:7]}/{digits[7:]}+++", "iban": _iban(rng, BANKS[facts.language]),
        "vat": _vat_number(rng, facts.language),
    }  # fmt: skip


def _iban(rng: random.Random, country: str) -> str:
    return str(IBAN.random(country_code=country, random=rng))


def _vat_number(rng: random.Random, language: str) -> str:
    while not (number := _tried(rng, language)):
        pass
    return number


def _tried(rng: random.Random, language: str) -> str:
    """A random number with the language's country; "" where its check digits are wrong."""
    if language == "nl":
        base = f"0{rng.randint(4_000_000, 7_999_999):07}"
        number = base + f"{97 - int(base) % 97:02}"
        return f"BE 0{number[1:4]}.{number[4:7]}.{number[7:]}" if be_vat.is_valid(number) else ""
    if language == "fr":
        base = f"{rng.randint(300_000_000, 899_999_999)}"
        return f"FR{siren.to_tva(base).removeprefix('FR')}".replace(" ", "") if siren.is_valid(base) else ""
    if language == "de":
        base = f"DE{rng.randint(100_000_000, 399_999_999)}"
        return base if de_vat.is_valid(base) else ""
    if language == "it":
        base = f"{rng.randint(10**9, 10**10):011}"
        return f"IT{base}" if iva.is_valid(base) else ""
    base = f"GB{rng.randint(10**8, 10**9 - 1)}"
    return base if gb_vat.is_valid(base) else ""
