"""Fields of letters as five countries print them: numbers, days and sums beside, below and within their labels."""

from __future__ import annotations

from datetime import date

import pytest

from ocr_workers.fields.dates import find_dates
from ocr_workers.fields.letter_date import find_due_date, find_letter_date
from ocr_workers.fields.reference import find_references
from ocr_workers.fields.rows import Row, rows_of
from ocr_workers.fields.subject import find_subject
from ocr_workers.fields.sums import find_tax, find_total
from tests.unit.ocr_workers.letter_readings import reading_of

TODAY = date(2026, 11, 22)
COLUMN_MM, LINE_MM = 65.0, 6.0
OWN_NUMBERS = (
    (("Bolletta energia elettrica n. 4500318872 del 05/11/2026",), "4500318872"),
    (("Bolletta dell'acqua n. 8812045 del 3 novembre 2026",), "8812045"),
    (("Facture N° 7 210 448 913 du 08/11/2026",), "7 210 448 913"),
    (("Facture N° 7 210 448 913 | Date 08/11/2026",), "7 210 448 913"),
    (("N° de facture : 7 210 448 913   Date : 08/11/2026",), "7 210 448 913"),
    (("Numéro de facture : 3 905 112 080 Montant : 85,20 €",), "3 905 112 080"),
    (("Rechnungsnummer: 81 400 2276 Kundennummer: 55 120 9",), "81 400 2276"),
    (("Facture de régularisation 2026-WA-0099",), "2026-WA-0099"),
    (("Facture d'acompte 26-0417",), "26-0417"),
    (("Eindafrekening water 2026/AF/118",), "2026/AF/118"),
    (("Rechnungskorrektur (Gutschrift) Nr. GU-26-17 zu Rechnung 260911",), "GU-26-17"),
    (("Creditnota CN-118 bij factuur F-2026-77",), "CN-118"),
    (("Nota di credito n. NC/44 a storno della fattura n. 310/2026",), "NC/44"),
    (("Credit note CR-881 for invoice IN-20318",), "CR-881"),
    (("Invoice no. | OH-10482",), "OH-10482"),
    (("Invoice no. | OH-10482", "Invoice date | 02/11/2026", "Payment due | 16/11/2026"), "OH-10482"),
    (("Our ref: SL/NGO/2214",), "SL/NGO/2214"),
    (("Our ref: SL/NGO/2214 Your ref: BB-7",), "SL/NGO/2214"),
    (("Versicherungsschein-Nr. 44-819.220.07",), "44-819.220.07"),
    (("Your policy/Votre police : HAB-55.1",), "HAB-55.1"),
    (("Invoice CL/26/2207", "", "Kentmere Supplies Ltd – Invoice CL/26/2207 – page 2"), "CL/26/2207"),
    (("Kentmere Supplies Ltd – Invoice CL/26/2207 – page 2",), "CL/26/2207"),
    (("Facture FA 26 118 - page 2",), "FA 26 118"),
    (("Telefon 0221 556 780", "Fax 0221 556 781"), None),
    (("Ref. 92iovml",), None),
    (("Unser Zeichen: gcm4eiode",), None),
    (("Kontakt: Frau Meier, 030 2219877",), None),
    (("Réf. 12/10/2026",), None),
    (("Tel.: +32 2 555 12 12 | Ref.: +32 2 555 12 13",), None),
    (("Invoice no: 55821 Order no: PO-9918 Customer: K-20871",), "55821"),
    (("Klantnummer: K-20871", "Bestelnummer 778120", "Factuurnummer: 2026/1183"), "2026/1183"),
    (("Factuurnr. | Factuurdatum | Klantnr.", "20261183 | 14/10/2026 | K-20871"), "20261183"),
    (("Rechnung RE-2026-0419 vom 05.11.2026",), "RE-2026-0419"),
    (("Facture 2026/118 du 8 novembre 2026",), "2026/118"),
    (("Invoice 4471 of 9 November 2026",), "4471"),
)
REMINDERS = (
    (("Second notice: invoice BF-1044 dated 3 August 2026 remains unpaid", "Our ref: DK/88210"), "DK/88210"),
    (("Second notice: invoice BF-1044 dated 3 August 2026 remains unpaid",), "BF-1044"),
    (("Laatste herinnering voor factuur 2026-0815",), "2026-0815"),
    (("Aktenzeichen: 26-7741/B", "Forderung aus Rechnung 90412 vom 01.07.2026"), "26-7741/B"),
    (("Dossier : 2026/HJ/5521", "Facture impayée n° 44120"), "2026/HJ/5521"),
    (("Nostro riferimento: PR-2208/26", "Fattura n. 310 del 02/05/2026 non pagata"), "PR-2208/26"),
)
DUE_DAYS = (
    (("Factuurdatum: 14/10/2026 Vervaldag: 13/11/2026 Uw klantnr.: K-20871",), date(2026, 11, 13)),
    (("Factuurdatum: 14/10/2026   Vervaldag: 13/11/2026   Uw klantnr.: K-20871",), date(2026, 11, 13)),
    (("Factuurdatum: 14/10/2026 | Vervaldag: 13/11/2026",), date(2026, 11, 13)),
    (("Rechnungsdatum: 14.10.2026 Fällig am: 13.11.2026",), date(2026, 11, 13)),
    (("Date de facture : 14/10/2026 Échéance : 13/11/2026",), date(2026, 11, 13)),
    (("Data fattura: 14/10/2026 Scadenza: 13/11/2026",), date(2026, 11, 13)),
    (("Date: 14/10/2026 Due: 13/11/2026",), date(2026, 11, 13)),
    (("Der Betrag ist fällig am 15.12.2026.",), date(2026, 12, 15)),
    (("Zahlbar bis 15.12.2026 ohne Abzug.",), date(2026, 12, 15)),
    (("Der Beitrag wird zum 02.01.2027 von Ihrem Konto eingezogen.",), date(2027, 1, 2)),
    (("Wir buchen den Betrag am 02.12.2026 von Ihrem Konto ab.",), date(2026, 12, 2)),
    (("Le montant sera prélevé le 05/12/2026 sur votre compte.",), date(2026, 12, 5)),
    (("Het bedrag wordt op 4 december 2026 van uw rekening afgeschreven.",), date(2026, 12, 4)),
    (("L'importo sarà addebitato il 10/12/2026 sul suo conto.",), date(2026, 12, 10)),
    (("We will collect the amount by Direct Debit on or after 1 December 2026.",), date(2026, 12, 1)),
    (("à payer avant le 12/12/2026",), date(2026, 12, 12)),
    (("Merci de régler cette somme pour le 12 décembre 2026 au plus tard.",), date(2026, 12, 12)),
    (("Betaal uiterlijk 12/12/2026 op onze rekening.",), date(2026, 12, 12)),
    (("Da pagare entro il 12/12/2026",), date(2026, 12, 12)),
    (("Invoice date | 02/11/2026", "Payment due | 16/11/2026"), date(2026, 11, 16)),
    (("Payment due 16/11/2026",), date(2026, 11, 16)),
    (("Invoice date | Payment due", "02/11/2026 | 16/11/2026"), date(2026, 11, 16)),
    (("Factuurdatum | Vervaldag | Klantnr.", "14/10/2026 | 13/11/2026 | K-20871"), date(2026, 11, 13)),
    (("Abrechnungszeitraum vom 01.10.2026 bis 31.10.2026",), None),
    (("Termin am 12.12.2026 um 9 Uhr",), None),
    (("Zahlungseingänge bis 10.11.2026 sind berücksichtigt.",), None),
)
LETTER_DAYS = (
    (("Facture du 08/11/2026",), date(2026, 11, 8)),
    (("Facture du 08/11/2026 | à payer avant le 30/11/2026",), date(2026, 11, 8)),
    (("Lieferung im Oktober 2026, Rechnung folgt", "im Oktober 2026, den 12.10.2026"), date(2026, 10, 12)),
    (("Aldus overeengekomen en getekend te Utrecht op 9 november 2026",), date(2026, 11, 9)),
    (
        ("Ingangsdatum 1 januari 2025", "", "", "", "Opgemaakt te Gent op 3 november 2026 in twee exemplaren"),
        date(2026, 11, 3),
    ),
    (("Fait à Namur, le 4 novembre 2026",), date(2026, 11, 4)),
    (("Fait en deux exemplaires à Lille le 4 novembre 2026",), date(2026, 11, 4)),
    (("Invoice date | 02/11/2026", "Payment due | 16/11/2026"), date(2026, 11, 2)),
    (
        ("Invoice no. | OH-10482", "Invoice date | 02/11/2026", "Order date | 12/10/2026", "Payment due | 16/11/2026"),
        date(2026, 11, 2),
    ),
    (("Factuurdatum: 14/10/2026 Vervaldag: 13/11/2026 Uw klantnr.: K-20871",), date(2026, 10, 14)),
    (("Letto, approvato e sottoscritto a Torino il 5 novembre 2026",), date(2026, 11, 5)),
    (("Unterzeichnet in Köln am 5. November 2026",), date(2026, 11, 5)),
    (("Signed at Leeds on 5 November 2026",), date(2026, 11, 5)),
    (("Bolletta n. 4500318872 del 05/11/2026",), date(2026, 11, 5)),
)
PREMIUMS = (
    (
        (
            "Ab dem 01.01.2027 beträgt der Beitrag einschließlich Versicherungsteuer 1.946,12 EUR.",
            "Die Versicherungssumme beträgt 350.000,00 EUR.",
        ),
        194612,
    ),
    (
        (
            "Ihr Jahresbeitrag beträgt inklusive Versicherungsteuer 412,80 EUR.",
            "Selbstbeteiligung 150,00 EUR je Schadenfall.",
        ),
        41280,
    ),
    (("De jaarpremie bedraagt 512,40 EUR, taksen inbegrepen.", "Vrijstelling: 250,00 EUR"), 51240),
    (("Votre cotisation annuelle s'élève à 634,18 EUR taxes comprises.", "Franchise 300,00 EUR"), 63418),
    (("Il premio annuo ammonta a 702,55 euro, imposte incluse.", "Massimale 1.000.000,00 euro"), 70255),
    (("Your annual premium including Insurance Premium Tax is £388.21.", "Excess £250.00"), 38821),
)


def rows(*lines: str, top_mm: float = 90.0) -> tuple[Row, ...]:
    """Lines below each other; " | " parts columns."""
    return rows_of([reading_of([
        (20 + COLUMN_MM * column, top_mm + LINE_MM * number, part)
        for number, line in enumerate(lines) for column, part in enumerate(line.split(" | ")) if part.strip()
    ])])  # fmt: skip


def value(found: object) -> object:
    return getattr(found, "value", None)


@pytest.mark.parametrize(("lines", "number"), OWN_NUMBERS)
@pytest.mark.parametrize("is_subject", [True, False])
def test_a_document_tells_its_own_number(lines: tuple[str, ...], number: str | None, is_subject: bool) -> None:
    reference, _ = find_references(rows(*lines), lines[0] if is_subject else None)

    assert value(reference) == number


@pytest.mark.parametrize(("lines", "number"), REMINDERS)
def test_a_reminder_tells_its_senders_reference_or_the_invoice(lines: tuple[str, ...], number: str) -> None:
    reference, _ = find_references(rows(*lines), lines[0], is_reminder=True)

    assert value(reference) == number


@pytest.mark.parametrize(("lines", "day"), DUE_DAYS)
def test_each_label_takes_the_day_behind_it(lines: tuple[str, ...], day: date | None) -> None:
    assert value(find_due_date(rows(*lines), None)) == day


@pytest.mark.parametrize(("lines", "day"), LETTER_DAYS)
@pytest.mark.parametrize("top_mm", [90.0, 200.0])
def test_the_day_of_a_letter_and_of_a_deed(lines: tuple[str, ...], day: date, top_mm: float) -> None:
    assert value(find_letter_date(rows(*lines, top_mm=top_mm), TODAY)) == day


@pytest.mark.parametrize(("lines", "minor"), PREMIUMS)
def test_a_premium_within_a_sentence_is_the_total(lines: tuple[str, ...], minor: int) -> None:
    found = find_total(rows(*lines))

    assert found is not None
    assert found.value.amount_minor == minor


def test_a_premium_whose_sentence_runs_over_two_lines_is_no_tax() -> None:
    lines = rows(
        "Ab dem 1. Januar 2027 beträgt Ihr Beitrag für die Hausratversicherung einschließlich",
        "Versicherungsteuer 388,40 EUR. Die Versicherungssumme bleibt bei 65.000,00 EUR.",
    )

    total = find_total(lines)

    assert total is not None
    assert total.value.amount_minor == 38840
    assert find_tax(lines) is None


@pytest.mark.parametrize("text", ["4 december 2026", "4 December 2026", "le 4 décembre 2026", "4. Dezember 2026"])
def test_december_is_no_ordinal(text: str) -> None:
    assert [span.day for span in find_dates(text)] == [date(2026, 12, 4)]


def test_a_line_by_itself_before_the_text_is_the_subject() -> None:
    alone = reading_of([
        (20, 60, "3000 Leuven"), (20, 88, "Communiquez votre index"),
        (20, 97, "Chaque année nous vous demandons de relever votre compteur vous-même et de nous en"),
        (20, 102, "communiquer l'index par internet ou par téléphone."),
    ])  # fmt: skip

    found = find_subject(rows_of([alone]), None)

    assert found is not None
    assert (found.value, found.confidence < 0.5) == ("Communiquez votre index", True)


@pytest.mark.parametrize(
    ("lines", "number", "is_credit"),
    [
        (("Nummer | CN26-00817", "Datum | 06-11-2026", "Factuur | F26-04412 van 30-10-2026"), "CN26-00817", True),
        (("Geschäftsnummer: 118 C 402/26", "Vfg. vom 28. Oktober 2026"), "118 C 402/26", False),
    ],
)
def test_numbers_of_credit_notes_and_courts(lines: tuple[str, ...], number: str, *, is_credit: bool) -> None:
    reference, _ = find_references(rows(*lines), None, is_credit=is_credit)

    assert value(reference) == number


@pytest.mark.parametrize(
    ("lines", "day"),
    [
        (("Vfg. vom 28. Oktober 2026", "Ladung zum Termin", "Donnerstag, den 17. Dezember 2026"), date(2026, 10, 28)),
        (("L'AN DEUX MILLE VINGT-SIX", "et le TROIS NOVEMBRE"), date(2026, 11, 3)),
        (("BEVEL TOT BETALEN", "Het jaar tweeduizend zesentwintig, op zes november."), date(2026, 11, 6)),
    ],
)
def test_orders_and_deeds_are_dated_by_their_own_words(lines: tuple[str, ...], day: date) -> None:
    assert value(find_letter_date(rows(*lines), date(2026, 11, 22))) == day


@pytest.mark.parametrize(
    ("lines", "currency"),
    [
        (("Employee: J Cooper   NI number QQ 12 34 56 C", "Net pay | 2,327.35"), "GBP"),
        (("AHV-Nr. 756.1234.5678.97", "Nettolohn | 4'120.35"), "CHF"),
        (("BTW 21% | 18,14", "Totaal | 104,54"), "EUR"),
    ],
)
def test_a_sum_without_a_currency_is_in_that_of_its_country(lines: tuple[str, ...], currency: str) -> None:
    found = find_total(rows(*lines))

    assert found is not None
    assert found.value.currency == currency


@pytest.mark.parametrize(
    ("line", "is_subject"),
    [("Az. PA-7/26-KES", False), ("Uw dossier: 26-118.440-K", False), ("Rechnung Nr. 2026-17", True)],
)
def test_a_number_with_its_label_is_no_subject(line: str, *, is_subject: bool) -> None:
    page = reading_of([(20, 70, line), (20, 80, "Sehr geehrter Herr Kessler,"), (20, 90, "wir melden uns bei Ihnen.")])

    assert (value(find_subject(rows_of([page]), None)) == line) is is_subject


@pytest.mark.parametrize("number", ["9 C 418/26 f - 7", "3C 814/26p-2", "118 C 402/26", "12 O 345/26"])
def test_the_number_of_a_case_needs_no_label_at_the_head_of_a_court_s_letter(number: str) -> None:
    head = [(20, 15, "BEZIRKSGERICHT LINDENAU"), (150, 15, number), (20, 50, "Herrn Karl Moser")]
    party = [
        (60, 90, "ZAHLUNGSBEFEHL"),
        (20, 96, "Klagende Partei: Union Handels GmbH, Wagramer Straße 190, 1220 Wien"),
    ]

    reference, customer = find_references(rows_of([reading_of([*head, *party])]), None)

    assert (value(reference), value(customer)) == (number, None)


TEXT = "We write to tell you what was said at the meeting of the owners, which took place in the hall last"


@pytest.mark.parametrize(
    ("lines", "subject"),
    [
        (((20, 80, "Dear Mr Lyle,"), (20, 90, "Minutes of the meeting"), (20, 100, TEXT)), "Minutes of the meeting"),
        (((20, 80, "Dear Mr Lyle,"), (20, 90, "Thank you."), (20, 100, TEXT)), None),
        (((20, 80, "Dear Mr Lyle,"), (20, 90, TEXT), (20, 95, "week, and enclose them.")), None),
        (((120, 60, "onderwerp oproeping van"), (120, 65, "getuigen"), (20, 90, TEXT)), "oproeping van getuigen"),
        (((20, 60, "Betreft u dit niet"), (20, 65, "dan leest u niet verder"), (20, 90, TEXT)), None),
    ],
)
def test_subjects_stand_below_salutations_and_behind_labels_without_colons(
    lines: tuple[tuple[int, int, str], ...], subject: str | None
) -> None:
    assert value(find_subject(rows_of([reading_of(list(lines))]), None)) == subject
