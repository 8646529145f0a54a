"""What unusual letters print is not taken for what it is not: bookings, births, parties, references of payments."""

from __future__ import annotations

from datetime import date

import pytest

from ocr_workers.fields.dates import find_dates
from ocr_workers.fields.form_spelling import spelled_right
from ocr_workers.fields.letter_date import find_due_date, find_letter_date
from ocr_workers.fields.numbers import find_payment_reference
from ocr_workers.fields.parties import Role, find_parties, sending_party
from ocr_workers.fields.reference import find_references
from ocr_workers.fields.rows import Row, rows_of
from ocr_workers.fields.sums import find_total
from ocr_workers.understanding import understand
from tests.unit.ocr_workers.letter_readings import Placed, reading_of

TODAY = date(2026, 11, 22)
LEASE: tuple[Placed, ...] = (
    (20, 15, "CONTRAT DE BAIL", 6.0),
    (20, 30, "Entre les soussignés :"),
    (20, 38, "1. Immo Bellevue SRL, dont le siège social est établi rue de la Loi 8 à 1040 Bruxelles,"),
    (20, 44, "BCE 0428.759.497, ci-après dénommée le bailleur,"),
    (20, 52, "et"),
    (20, 60, "2. Atelier Quatre-Vents SRL, dont le siège est établi chaussée d'Ixelles 12 à 1050 Ixelles,"),
    (20, 66, "ci-après dénommée le preneur,"),
    (20, 76, "il est convenu ce qui suit :"),
    (20, 84, "Article 1. Le bail prend cours le 1er juillet 2026 pour se terminer le 30 juin 2035."),
    (20, 92, "Article 2. Le loyer mensuel s'élève à 1.450,00 €, payable avant le 5 de chaque mois."),
    (20, 100, "Article 3. Une garantie locative de 4.350,00 € est constituée."),
    (20, 240, "Fait à Bruxelles, le 15 juin 2026, en deux exemplaires."),
)
LETTER_DAYS = (
    (("Facture du 14/10/2026", "Montant prélevé le 29/10/2026"), date(2026, 10, 14)),
    (("Lyon le 5 mars 2026", "Votre contrat prend effet le 1er avril 2026"), date(2026, 3, 5)),
    (("1 October 2026 to 30 October 2026", "Issued 2 November 2026"), date(2026, 11, 2)),
    (("Graz, 13. Juli 2026", "geboren am 12.02.1985"), date(2026, 7, 13)),
    (("In dienst sinds 01/03/2015", "Datum: 31/10/2026", "Uitbetaald op 04/11/2026"), date(2026, 10, 31)),
)
NOT_DUE = (
    "Engagement jusqu'au 30/09/2027",
    "Contract geldig tot uiterlijk 31/12/2027",
    "14 Oct Direct Debit to Sky UK payment due 14 Oct 2026   £100.57",
    "05.09 PRLV Free Mobile échéance 05.09.2026   19,99",
    "12/09/2026 scadenza RIBA fornitore 12/09/2026   779,23",
    "If you cannot attend please ring us before 29 September 2026.",
    "Bent u verhinderd, bel ons dan voor 29 september 2026.",
    "En cas d'empêchement, prévenez-nous avant le 29 septembre 2026.",
    "Sind Sie verhindert, sagen Sie bitte bis zum 29.09.2026 ab.",
)
PAYMENT_REFERENCES = (
    ("*** 090 / 9337 / 55493 ***", "090933755493"),
    ("+++090.9337.55493+++", "090933755493"),
    ("Mededeling: 090 9337 55493", "090933755493"),
    ("Tel. 090 9337 55493", None),
    ("Communication : 090/9337/55494", None),
    ("Betalingskenmerk: 7000 1234 5678 9014", "7000123456789014"),
    ("Codice avviso pagoPA 3010 0000 0012 3456 88", "301000000012345688"),
    ("Codice avviso 3010 0000 0012 3456 89", None),
    ("Identifiant créancier SEPA : FR46EDF001007", None),
    ("Gläubiger-ID DE98ZZZ09999999999", None),
)
NO_REFERENCES = (
    "N° RPPS 10003456789",
    "Communication structurée : 090/9337/55493",
    "Sort code 20-30-89 Account No 53820133",
    "Gläubiger-ID DE98ZZZ09999999999",
    "Identifiant créancier SEPA : FR46EDF001007",
    "née le 03/02/1947",
)
CUSTOMERS = (
    ("Kundennummer 4711 220 8", "4711 220 8"),
    ("Polisnummer: 03/99.123.456/07", "03/99.123.456/07"),
    ("Account number: 9000 4412 887", "9000 4412 887"),
    ("Klantendienst: 02/555 12 12", None),
)
OWN_NUMBERS = (
    (("Aanslagnummer: 2026.0114.887", "Betalingskenmerk: 7000 1234 5678 9014"), "2026.0114.887"),
    (("GZ: 4 C 221/26k",), "4 C 221/26k"),
    (("CARTELLA DI PAGAMENTO n. 097 2026 00123456 78 000",), "097 2026 00123456 78 000"),
    (("CARTELLA DI PAGAMENTO n.097 2026 00123456 78 000",), "097 2026 00123456 78 000"),
    (("Prot. INPS.4900.06/05/2026.0112233",), "INPS.4900.06/05/2026.0112233"),
    (("Kohierartikel 7.418.220.114", "Gestructureerde mededeling 090/9337/55493"), "7.418.220.114"),
)
PARTIES = (
    (("Zwischen", "Adler GmbH, Ring 1, Köln", "und", "Frau Jana Vogel, Weg 3, Köln"), ("Adler GmbH", "Jana Vogel")),
    (
        ("Tra la società Rossi S.r.l., con sede in Milano,", "e il sig. Paolo Verdi, nato a Lodi, conduttore,"),
        ("Rossi S.r.l.", "Paolo Verdi"),
    ),
    (
        ("BETWEEN", "(1) Brightside Ltd of 4 Park Row, Leeds; and", "(2) Oliver Grant of 12 Elm Grove, Leeds."),
        ("Brightside Ltd", "Oliver Grant"),
    ),
    (("This agreement is made on 10 August 2026 between Harbour Ltd and Finch Ltd.",), ("Harbour Ltd", "Finch Ltd")),
    (("Tussen: Atelier Mertens BV, Genk, en", "mevrouw Fatima Yilmaz,"), ("Atelier Mertens BV", "Fatima Yilmaz")),
    (("Werkgever: De Waal B.V.", "Werknemer: Mohamed Aziz"), ("De Waal B.V.", "Mohamed Aziz")),
    (("The difference between last year and this year is small.",), ()),
    (("Kies tussen telefoon en post.",), ()),
)  # fmt: skip
MISREAD_FORMS = (
    ("Officine Galli S.r.I.", "Officine Galli S.r.l."),
    ("Garage Klein S.à r.I.", "Garage Klein S.à r.l."),
    ("Weber Metallbau GmbII", "Weber Metallbau GmbH"),
    ("Slagerij Peeters 8V", "Slagerij Peeters BV"),
    ("Harrow & Pike 1td", "Harrow & Pike Ltd"),
)
NO_FORMS = ("Garage A6", "Télécom 4G", "Hotel SRI", "Studio 5A", "Rossi S.p.A.", "Klein S.à r.l.", "Pike plc", "8V")


def rows(*lines: str) -> tuple[Row, ...]:
    """Lines below each other in the middle of a page; three blanks part columns."""
    placed: list[Placed] = []
    for position, line in enumerate(lines):
        placed += [(20 + 70 * column, 90 + 8 * position, text) for column, text in enumerate(line.split("   "))]
    return rows_of([reading_of(placed)])


@pytest.mark.parametrize(("lines", "wanted"), LETTER_DAYS)
def test_a_day_in_a_sentence_is_not_the_letter_s(lines: tuple[str, ...], wanted: date) -> None:
    """The article before a day dates a letter only at a line's head or behind a place."""
    found = find_letter_date(rows(*lines), TODAY)
    assert found is not None
    assert found.value == wanted


@pytest.mark.parametrize("line", NOT_DUE)
def test_no_last_day_is_made_up(line: str) -> None:
    """Neither a booked payment's day nor one for those who cannot come is the last to pay or to answer."""
    assert find_due_date(rows(line), date(2026, 9, 1)) is None


@pytest.mark.parametrize(("line", "wanted"), PAYMENT_REFERENCES)
def test_payment_references_as_they_are_printed(line: str, wanted: str | None) -> None:
    """Each in its printed forms; what fails its check, or belongs to another class, is none."""
    found = find_payment_reference(rows(line))
    assert (found.value if found else None) == wanted


@pytest.mark.parametrize("line", NO_REFERENCES)
def test_numbers_of_other_classes_are_no_references(line: str) -> None:
    """Banks, registers of professions and mandates count for themselves."""
    assert find_references(rows(line)) == (None, None)


@pytest.mark.parametrize(("line", "wanted"), CUSTOMERS)
def test_customer_numbers_in_groups(line: str, wanted: str | None) -> None:
    """A last group of one digit belongs to the number; a telephone's number is nobody's."""
    _, found = find_references(rows(line))
    assert (found.value if found else None) == wanted


@pytest.mark.parametrize(("lines", "wanted"), OWN_NUMBERS)
def test_the_number_for_a_payment_is_not_the_letter_s_own(lines: tuple[str, ...], wanted: str) -> None:
    """The matter's number goes before the one to be quoted with a payment."""
    found, _ = find_references(rows(*lines))
    assert found is not None
    assert found.value == wanted


def test_a_branch_of_a_bank_is_no_day() -> None:
    """British sort codes look like days."""
    assert find_dates("Sort code 20-10-26 Account 53820133") == ()
    assert len(find_dates("Sort code 20-30-89, dated 20-10-2026")) == 1


@pytest.mark.parametrize(("printed", "wanted"), MISREAD_FORMS)
def test_a_misread_legal_form_is_put_right(printed: str, wanted: str) -> None:
    """The letterhead shows the form as it is printed; its words stay where they were read."""
    page = reading_of(
        [(20, 14, printed, 6.0), (20, 24, "Dorpsstraat 5"), (20, 29, "3500 Hasselt"), (20, 90, "Factuur 12")]
    )
    found = understand([page], TODAY).sender
    assert spelled_right(printed) == wanted
    assert found is not None
    assert found.value == wanted
    assert found.boxes


@pytest.mark.parametrize("name", NO_FORMS)
def test_what_may_be_a_name_stays(name: str) -> None:
    """Only what can be nothing else is put right."""
    assert spelled_right(name) == name


@pytest.mark.parametrize(("lines", "wanted"), PARTIES)
def test_parties_by_their_place_or_label(lines: tuple[str, ...], wanted: tuple[str, ...]) -> None:
    """Two who are somebody stand behind "between"; anything else between two things names nobody."""
    names = [party.name.value for party in find_parties(rows(*lines))]
    assert tuple(names[: len(wanted)]) == wanted
    assert bool(names) == bool(wanted)


def test_a_contract_is_the_granting_party_s() -> None:
    """The first party sends it, without its number; the rent is no total, the beginning not its date."""
    lease = understand([reading_of(LEASE)], TODAY)
    assert lease.sender is not None
    assert lease.sender.value == "Immo Bellevue SRL"
    assert lease.date is not None
    assert lease.date.value == date(2026, 6, 15)
    assert lease.total is None
    assert lease.due_date is None


def test_the_party_that_is_written_to_is_not_the_sender() -> None:
    """Where the first party is the recipient, the other one sends the contract."""
    parties = find_parties(rows_of([reading_of(LEASE)]))
    sending = sending_party(parties, "Immo Bellevue SRL rue de la Loi 8 1040 Bruxelles")
    assert sending is not None
    assert sending.name.value == "Atelier Quatre-Vents SRL"
    assert [party.role for party in parties] == [Role.PARTY, Role.PARTY]


def test_the_head_of_a_contract_is_nobody_s_address() -> None:
    """Where two parties stand in what looks like a recipient's block, nobody is written to."""
    lines = (
        (20, 15, "Mietvertrag", 6.0), (20, 40, "Zwischen"), (20, 45, "Vermietung Adler GmbH, Hauptstr. 1, 50667 Köln"),
        (20, 50, "und"), (20, 55, "Frau Jana Vogel, Ringweg 3, 50668 Köln"), (20, 60, "wird vereinbart:"),
        (20, 70, "§ 1 Das Mietverhältnis beginnt am 01.05.2026. Die Miete beträgt 780,00 EUR."),
    )  # fmt: skip
    lease = understand([reading_of(lines)], TODAY)
    assert lease.recipient is None
    assert lease.sender is not None
    assert lease.sender.value == "Vermietung Adler GmbH"


def test_of_two_prices_none_is_the_total() -> None:
    """A sum that nothing calls a total must stand out to be one."""
    assert find_total(rows("12 months £190.00, 6 months £104.50")) is None
    assert find_total(rows("12 months £190.00")) is not None


def test_a_value_in_dispute_is_no_total() -> None:
    """Courts name what a case is about; nobody has to pay that."""
    assert find_total(rows("Streitwert: 4.800,00 EUR"), is_labelled=True) is None
    assert find_total(rows("Die Miete beträgt 780,00 EUR."), is_labelled=True) is None
    assert find_total(rows("Zu zahlen: 780,00 EUR"), is_labelled=True) is not None
