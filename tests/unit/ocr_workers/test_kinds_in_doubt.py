"""Kinds that talk much of another: reminders of their invoice, towns of the counter, friends of money they owe."""

from __future__ import annotations

import datetime

import pytest

from archive.reading import PageReading
from ocr_workers.understanding import understand
from tests.unit.ocr_workers.letter_readings import Placed, reading_of

TODAY = datetime.date(2026, 11, 22)
# fmt: off
LETTERS: tuple[tuple[str, str, str | None, tuple[str, ...]], ...] = (
    ("reminder", "Garage Verhelst BV", "Laatste herinnering voor factuur 26-1183", (
        "Geachte mevrouw Peeters,",
        "Ondanks ons schrijven van 12 oktober 2026 stellen wij vast dat factuur 26-1183",
        "van 3 september 2026 ten bedrage van 418,60 euro nog steeds niet is voldaan.",
        "Factuurnummer: 26-1183   Factuurdatum: 03/09/2026",
        "Totaalbedrag incl. btw: 418,60 EUR",
        "Gelieve te betalen binnen 8 dagen op rekening BE68 5390 0754 7034,",
        "zo niet wordt het dossier aan de gerechtsdeurwaarder overgemaakt.",
        "Met vriendelijke groeten",
    )),
    ("reminder", "Garage Verhelst BV", None, (
        "Betreft: laatste herinnering factuur 26-1183",
        "Geachte mevrouw Peeters,",
        "Het bedrag van 418,60 euro van onze factuur is nog niet betaald.",
        "Omschrijving | Bedrag",
        "Factuur 26-1183 | 418,60",
        "Kosten | 15,00",
        "Te betalen | 433,60",
        "Betaal binnen 8 dagen. Anders gaat de factuur naar de deurwaarder.",
    )),
    ("reminder", "Brookfield Fencing Ltd", "Second notice: invoice BF-1 dated 3 August 2026", (
        "Dear Mr Cooper,",
        "Our invoice BF-1 dated 3 August 2026 for £642.00 remains unpaid despite our previous letter.",
        "Invoice number | Invoice date | Amount",
        "BF-1 | 03/08/2026 | £642.00",
        "Total | £642.00",
        "Please pay within 7 days by bank transfer, sort code 20-11-43, account 55012278.",
        "Yours sincerely",
    )),
    ("reminder", "Brookfield Fencing Ltd", "Invoice BF-1: final demand", (
        "Dear Mr Cooper,",
        "We wrote to you on 1 September. Invoice BF-1 for £642.00 is now 60 days past its due date.",
        "Unless we receive payment we will pass the account to our solicitors.",
        "Yours sincerely",
    )),
    ("reminder", "Kredita Forderungsmanagement GmbH", None, (
        "Sehr geehrte Frau Peters,",
        "unsere Mandantin, die Möbelhaus Krone GmbH, hat uns mit dem Einzug ihrer Forderung beauftragt.",
        "Forderung aus Rechnung 90412 | 318,00 EUR",
        "Zinsen | 4,12 EUR",
        "Inkassovergütung | 57,60 EUR",
        "Auslagen | 11,52 EUR",
        "Gesamtbetrag | 391,24 EUR",
        "Zahlen Sie bis zum 01.12.2026 auf unser Konto DE89 3704 0044 0532 0130 00.",
        "Mit freundlichen Grüßen",
    )),
    ("reminder", "Elektro Bauer KG", "2. Mahnung zur Rechnung 2026-118", (
        "Sehr geehrte Damen und Herren,",
        "unsere Rechnung Nr. 2026-118 vom 02.09.2026 über 1.204,00 EUR ist noch offen.",
        "Rechnungsnummer: 2026-118  Rechnungsdatum: 02.09.2026",
        "Bitte überweisen Sie den Rechnungsbetrag innerhalb von 7 Tagen.",
        "Andernfalls leiten wir das gerichtliche Mahnverfahren ein.",
    )),
    ("reminder", "Plomberie Lacroix SARL", "Dernier rappel - facture 2026-77", (
        "Madame, Monsieur,",
        "Sauf erreur de notre part, la facture n° 2026-77 du 02/09/2026 d'un montant de 864,00 € TTC",
        "demeure impayée à ce jour.",
        "Facture | Date | Montant TTC",
        "2026-77 | 02/09/2026 | 864,00",
        "Merci de régler sous 8 jours, à défaut le dossier sera transmis à un huissier.",
    )),
    ("reminder", "Idraulica Fontana S.r.l.", "Secondo sollecito fattura n. 310", (
        "Gentile cliente,",
        "a oggi la fattura n. 310 del 02/09/2026 di euro 1.220,00 non risulta saldata.",
        "Fattura | Data | Importo",
        "310 | 02/09/2026 | 1.220,00",
        "Totale | 1.220,00",
        "La invitiamo a pagare entro 8 giorni, altrimenti la pratica passa all'avvocato.",
    )),
    ("reminder", "Recouvrement Alliance SA", None, (
        "Madame,",
        "Notre mandant, Mobilis Confort, nous a confié le recouvrement de sa créance.",
        "Principal | 318,00 €",
        "Intérêts | 4,12 €",
        "Clause pénale | 31,80 €",
        "Total à payer | 353,92 €",
        "Dossier : 2026/HJ/5521",
    )),
    ("invoice", "Garage Verhelst BV", "FACTUUR", (
        "Factuurnummer: 26-1183   Factuurdatum: 03/09/2026",
        "Omschrijving | Aantal | Bedrag",
        "Onderhoud | 1 | 346,00",
        "BTW 21 % | 72,66",
        "Te betalen | 418,66",
        "Bij laattijdige betaling is na aanmaning 10 % verwijlinterest verschuldigd.",
        "Gelieve te betalen binnen 30 dagen op BE68 5390 0754 7034",
    )),
    ("invoice", "Elektro Bauer KG", "Rechnung", (
        "Rechnungsnummer: 2026-118  Rechnungsdatum: 02.09.2026",
        "Menge | Bezeichnung | Betrag",
        "1 | Installation | 1.000,00",
        "MwSt 19 % | 190,00",
        "Rechnungsbetrag | 1.190,00",
        "Zahlbar bis 02.10.2026. Bei Zahlungsverzug berechnen wir Mahngebühren und Verzugszinsen.",
    )),
    ("invoice", "Brookfield Fencing Ltd", "INVOICE", (
        "Invoice number | BF-1",
        "Invoice date | 03/08/2026",
        "Fence panels | £535.00",
        "VAT 20% | £107.00",
        "Total | £642.00",
        "Payment within 30 days. Overdue invoices will be passed to a collection agency.",
    )),
    ("letter", "Jeanne", None, (
        "Ma chère Lucie,",
        "Merci beaucoup pour ta lettre et les photos du jardin. Je n'ai pas encore payé",
        "le billet de train mais je pense venir en décembre. N'oublie pas de me rappeler",
        "la date de l'anniversaire de Paul. Je t'embrasse,",
        "Jeanne",
    )),
    ("letter", "", None, (
        "L1eve An,",
        "Dank je w0or de rnooie kaart. Ik heb nog n1et betaald voor de re1s, dat d0e 1k morgen.",
        "Ik herinner mij nog goed onze vakantie aan zee.",
        "Veel liefs, Mieke",
    )),
    ("letter", "", None, (
        "Llebe 0ma,",
        "v1elen Dank fur da5 Paket. Ieh habe mieh sehr gefreut. Wir kornmen am Sonntag",
        "zu d1r und erinnern uns an die sch0ne Zeit. Papa muss noeh das Auto bezahlen.",
        "Dein Jonas",
    )),
    ("letter", "", None, (
        "Dear Aunt May,",
        "thank y0u for the cheque, I pr0mise I have n0t forgotten. I still owe you a visit.",
        "lt rernains cold here. Love, Tom",
    )),
    ("letter", "Gemeente Kraainem / Commune de Kraainem", None, (
        "Geachte mevrouw, mijnheer, / Madame, Monsieur,",
        "Vanaf 1 december wordt het huisvuil op dinsdag opgehaald.",
        "A partir du 1er décembre les déchets seront enlevés le mardi.",
        "U kunt nieuwe zakken afhalen aan het loket, met uw identiteitskaart.",
        "Vous pouvez retirer de nouveaux sacs au guichet avec votre carte d'identité.",
    )),
    ("letter", "Gemeinde Eupen / Commune d'Eupen", None, (
        "Sehr geehrte Damen und Herren, / Madame, Monsieur,",
        "Ihr neuer Personalausweis liegt bereit. Bitte holen Sie ihn am Schalter ab.",
        "Votre nouvelle carte d'identité est prête. Veuillez la retirer au guichet.",
    )),
    ("credit_note", "Elektro Bauer KG", "Rechnungskorrektur (Gutschrift) Nr. GU-26-17", (
        "Zu Rechnung 260911 vom 02.09.2026 schreiben wir Ihnen gut:",
        "Installation | 100,00",
        "MwSt 19 % | 19,00",
        "Gutschriftsbetrag | 119,00",
    )),
)
# fmt: on


def letter_of(head: str, title: str | None, lines: tuple[str, ...], confidence: float = 0.95) -> PageReading:
    """A letter with a letterhead, an address and a title; " | " parts columns of 60 mm."""
    placed: list[Placed] = [(20, 14, head, 5.0)] if head else []
    placed += [(115, 50, "Mevrouw An Peeters"), (115, 55, "Rozenlaan 8"), (115, 60, "3000 Leuven")]
    placed += [(20, 92, title, 4.6)] if title else []
    for number, line in enumerate(lines):
        placed += [(20 + 60 * column, 102 + 6 * number, part) for column, part in enumerate(line.split(" | "))]
    return reading_of(placed, confidence=confidence)


@pytest.mark.parametrize(("kind", "head", "title", "lines"), LETTERS)
def test_a_letter_is_of_its_own_kind(kind: str, head: str, title: str | None, lines: tuple[str, ...]) -> None:
    assert understand([letter_of(head, title, lines)], TODAY).kind.value == kind


@pytest.mark.parametrize(("kind", "head", "title", "lines"), LETTERS[:3])
def test_what_is_read_badly_is_told_with_less_certainty(
    kind: str, head: str, title: str | None, lines: tuple[str, ...]
) -> None:
    clear = understand([letter_of(head, title, lines)], TODAY)
    blurred = understand([letter_of(head, title, lines, confidence=0.4)], TODAY)

    assert blurred.kind.value == kind
    assert blurred.kind_confidence < clear.kind_confidence
