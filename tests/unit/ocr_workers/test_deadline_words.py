"""How letters of five languages set deadlines: by days, working days, months and their ends, and at once."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.task_kinds import DueBasis
from ocr_workers.deadlines import Calendar, find_tasks
from ocr_workers.fields.rows import rows_of
from ocr_workers.kinds import DocumentKind as Kind
from ocr_workers.month_ends import find_month_ends
from tests.unit.ocr_workers.letter_readings import reading_of

LETTER, RECEIVED = dt.date(2026, 11, 20), dt.date(2026, 11, 24)
FROM_LETTER, FROM_RECEIPT, STATED = DueBasis.FROM_LETTER, DueBasis.FROM_RECEIPT, DueBasis.STATED
SET = (
    ("Please reply within 14 days of receipt.", Kind.LETTER, dt.date(2026, 12, 8), FROM_RECEIPT),
    (
        "Kindly respond within 10 working days of the date of this letter.",
        Kind.LETTER,
        dt.date(2026, 12, 4),
        FROM_LETTER,
    ),
    ("Please reply by return.", Kind.LETTER, dt.date(2026, 11, 24), FROM_RECEIPT),
    ("Please answer by return of post.", Kind.LETTER, dt.date(2026, 11, 24), FROM_RECEIPT),
    ("Payment is due by the end of next month.", Kind.INVOICE, dt.date(2026, 12, 31), FROM_LETTER),
    (
        "Payment is due at the end of the month following the invoice date.",
        Kind.INVOICE,
        dt.date(2026, 12, 31),
        FROM_LETTER,
    ),
    ("Terms: 30 days end of month", Kind.INVOICE, dt.date(2026, 12, 31), FROM_LETTER),
    ("Payment within 30 days of invoice date.", Kind.INVOICE, dt.date(2026, 12, 20), FROM_LETTER),
    ("You must appeal within one month of the date on this notice.", Kind.TAX, dt.date(2026, 12, 20), FROM_LETTER),
    ("You have 21 days from the date of service to respond.", Kind.COURT, dt.date(2026, 12, 15), FROM_RECEIPT),
    ("Please pay within seven days.", Kind.REMINDER, dt.date(2026, 11, 27), FROM_LETTER),
    ("Please pay in the next 7 days.", Kind.REMINDER, dt.date(2026, 11, 27), FROM_LETTER),
    ("Gelieve te betalen binnen 30 dagen na ontvangst.", Kind.INVOICE, dt.date(2026, 12, 24), FROM_RECEIPT),
    ("Gelieve te antwoorden binnen de maand.", Kind.LETTER, dt.date(2026, 12, 20), FROM_LETTER),
    ("Bezwaar is mogelijk binnen de maand na kennisgeving.", Kind.TAX, dt.date(2026, 12, 24), FROM_RECEIPT),
    ("Betaling binnen acht dagen na factuurdatum.", Kind.INVOICE, dt.date(2026, 11, 28), FROM_LETTER),
    ("Gelieve ons per kerende te antwoorden.", Kind.LETTER, dt.date(2026, 11, 24), FROM_RECEIPT),
    ("U dient per omgaande te betalen.", Kind.REMINDER, dt.date(2026, 11, 24), FROM_RECEIPT),
    ("Betaalbaar 30 dagen einde maand.", Kind.INVOICE, dt.date(2026, 12, 31), FROM_LETTER),
    ("Betalen voor het einde van volgende maand.", Kind.INVOICE, dt.date(2026, 12, 31), FROM_LETTER),
    ("Wij vragen u het bedrag uiterlijk eind december te betalen.", Kind.REMINDER, dt.date(2026, 12, 31), STATED),
    ("U kunt binnen zes weken na de dag van verzending bezwaar maken.", Kind.TAX, dt.date(2027, 1, 1), FROM_LETTER),
    ("Binnen veertien dagen na betekening kan u verzet aantekenen.", Kind.COURT, dt.date(2026, 12, 8), FROM_RECEIPT),
    ("Gelieve dit binnen de 8 dagen te regelen en te betalen.", Kind.REMINDER, dt.date(2026, 11, 28), FROM_LETTER),
    ("Stuur het formulier binnen 5 werkdagen terug.", Kind.LETTER, dt.date(2026, 11, 27), FROM_LETTER),
    ("Veuillez régler sous huitaine.", Kind.REMINDER, dt.date(2026, 11, 28), FROM_LETTER),
    ("Merci de nous répondre sous quinzaine.", Kind.LETTER, dt.date(2026, 12, 5), FROM_LETTER),
    ("À payer dans les 8 jours.", Kind.REMINDER, dt.date(2026, 11, 28), FROM_LETTER),
    (
        "Veuillez répondre dans les 15 jours suivant la réception de la présente.",
        Kind.LETTER,
        dt.date(2026, 12, 9),
        FROM_RECEIPT,
    ),
    (
        "Vous disposez d'un délai de deux mois à compter de la notification pour former un recours.",
        Kind.TAX,
        dt.date(2027, 1, 24),
        FROM_RECEIPT,
    ),
    ("Paiement à 30 jours fin de mois.", Kind.INVOICE, dt.date(2026, 12, 31), FROM_LETTER),
    ("Paiement à 45 jours fin de mois", Kind.INVOICE, dt.date(2027, 1, 31), FROM_LETTER),
    ("Merci de régler par retour de courrier.", Kind.REMINDER, dt.date(2026, 11, 24), FROM_RECEIPT),
    ("Veuillez nous répondre dans le mois.", Kind.LETTER, dt.date(2026, 12, 20), FROM_LETTER),
    ("Veuillez payer avant la fin du mois prochain.", Kind.INVOICE, dt.date(2026, 12, 31), FROM_LETTER),
    ("Réponse souhaitée sous 48 heures.", Kind.LETTER, dt.date(2026, 11, 22), FROM_LETTER),
    ("Merci de répondre dans les dix jours ouvrables.", Kind.LETTER, dt.date(2026, 12, 4), FROM_LETTER),
    ("Zahlbar innerhalb von 14 Tagen.", Kind.INVOICE, dt.date(2026, 12, 4), FROM_LETTER),
    ("Zahlbar innerhalb von zwei Wochen nach Zustellung.", Kind.INVOICE, dt.date(2026, 12, 8), FROM_RECEIPT),
    ("Bitte antworten Sie binnen Monatsfrist.", Kind.LETTER, dt.date(2026, 12, 20), FROM_LETTER),
    ("Bitte antworten Sie innerhalb Monatsfrist.", Kind.LETTER, dt.date(2026, 12, 20), FROM_LETTER),
    ("Bitte antworten Sie umgehend, spätestens binnen 3 Werktagen.", Kind.LETTER, dt.date(2026, 11, 25), FROM_LETTER),
    ("Bitte überweisen Sie den Betrag postwendend.", Kind.REMINDER, dt.date(2026, 11, 24), FROM_RECEIPT),
    ("Zahlbar bis Ende des nächsten Monats.", Kind.INVOICE, dt.date(2026, 12, 31), FROM_LETTER),
    ("Zahlbar bis Monatsende.", Kind.INVOICE, dt.date(2026, 11, 30), FROM_LETTER),
    ("Zahlbar bis Ende Dezember.", Kind.INVOICE, dt.date(2026, 12, 31), STATED),
    ("Zahlbar 30 Tage netto.", Kind.INVOICE, dt.date(2026, 12, 20), FROM_LETTER),
    ("Zahlungsziel: 10 Tage", Kind.INVOICE, dt.date(2026, 11, 30), FROM_LETTER),
    (
        "Gegen diesen Bescheid kann innerhalb eines Monats nach Bekanntgabe Widerspruch erhoben werden.",
        Kind.TAX,
        dt.date(2026, 12, 20),
        FROM_LETTER,
    ),
    ("Zahlbar innert 30 Tagen.", Kind.INVOICE, dt.date(2026, 12, 20), FROM_LETTER),
    ("Bezahlen Sie bitte innert 20 Tagen seit Zustellung.", Kind.COURT, dt.date(2026, 12, 14), FROM_RECEIPT),
    ("Si prega di pagare entro 60 giorni dalla notifica.", Kind.TAX, dt.date(2027, 1, 23), FROM_RECEIPT),
    (
        "Vi invitiamo a pagare entro 8 giorni dal ricevimento della presente.",
        Kind.REMINDER,
        dt.date(2026, 12, 2),
        FROM_RECEIPT,
    ),
    ("Pagamento a 30 giorni fine mese.", Kind.INVOICE, dt.date(2026, 12, 31), FROM_LETTER),
    ("Pagamento 60 gg d.f.f.m.", Kind.INVOICE, dt.date(2027, 1, 31), FROM_LETTER),
    ("Pagamento: 30 gg data fattura", Kind.INVOICE, dt.date(2026, 12, 20), FROM_LETTER),
    ("Rispondere entro dieci giorni lavorativi.", Kind.LETTER, dt.date(2026, 12, 4), FROM_LETTER),
    ("Vi preghiamo di rispondere a stretto giro di posta.", Kind.LETTER, dt.date(2026, 11, 24), FROM_RECEIPT),
    ("Da pagare entro la fine del mese prossimo.", Kind.INVOICE, dt.date(2026, 12, 31), FROM_LETTER),
    ("Da pagare entro fine mese.", Kind.INVOICE, dt.date(2026, 11, 30), FROM_LETTER),
    (
        "Il ricorso va presentato entro trenta giorni dalla data di notifica dell'atto.",
        Kind.TAX,
        dt.date(2026, 12, 24),
        FROM_RECEIPT,
    ),
    (
        "Da pagare entro e non oltre quindici giorni dalla data della presente.",
        Kind.REMINDER,
        dt.date(2026, 12, 5),
        FROM_LETTER,
    ),
    ("Entro il mese dalla notifica potete presentare ricorso.", Kind.TAX, dt.date(2026, 12, 24), FROM_RECEIPT),
    ("Please return the form within a fortnight.", Kind.LETTER, dt.date(2026, 12, 4), FROM_LETTER),
    ("Please reply by the end of the month.", Kind.LETTER, dt.date(2026, 11, 30), FROM_LETTER),
    ("Merci de répondre avant la fin du mois.", Kind.LETTER, dt.date(2026, 11, 30), FROM_LETTER),
    ("Gelieve te betalen voor het einde van de maand.", Kind.INVOICE, dt.date(2026, 11, 30), FROM_LETTER),
    ("Gelieve binnen een maand te betalen.", Kind.INVOICE, dt.date(2026, 12, 20), FROM_LETTER),
)
NOT_SET = (
    ("Vous pouvez introduire une réclamation dans un délai d'un an.", Kind.TAX),
    ("We will reply within 14 days.", Kind.LETTER),
    ("Delivery within 5 working days.", Kind.INVOICE),
    ("De garantie geldt binnen 2 jaar.", Kind.INVOICE),
    ("Nous vous rembourserons sous 15 jours.", Kind.LETTER),
    ("Wir antworten innerhalb von zwei Wochen.", Kind.LETTER),
    ("The offer ends at the end of the month: order now.", Kind.LETTER),
    ("Wir überweisen Ihnen den Betrag zum Monatsende.", Kind.LETTER),
    ("The balance at the end of the month was paid.", Kind.BANK_STATEMENT),
    ("Your policy is kept at the end of December.", Kind.INSURANCE),
)


@pytest.mark.parametrize(("line", "kind", "day", "basis"), SET)
def test_a_deadline_is_counted_as_it_is_said(line: str, kind: Kind, day: dt.date, basis: DueBasis) -> None:
    """From the letter's date or from its receipt, over a month's end and over New Year; the words are the evidence."""
    (task,) = find_tasks(rows_of([reading_of([(20, 100, line)])]), kind, Calendar(LETTER, RECEIVED))
    assert (task.due_on, task.basis) == (day, basis)
    assert task.phrase in line
    assert task.boxes


@pytest.mark.parametrize(("line", "kind"), NOT_SET)
def test_what_the_sender_will_do_is_no_task(line: str, kind: Kind) -> None:
    """Promises, offers and balances set nobody a day."""
    assert find_tasks(rows_of([reading_of([(20, 100, line)])]), kind, Calendar(LETTER, RECEIVED)) == ()


def test_of_two_things_asked_for_each_has_its_own_day() -> None:
    """Pay within 14 days, or object within four weeks: the nearer words say what a period is for."""
    line = "Den Betrag haben Sie binnen 14 Tagen zu zahlen oder binnen vier Wochen Einspruch zu erheben."
    tasks = find_tasks(rows_of([reading_of([(20, 100, line)])]), Kind.COURT, Calendar(LETTER, RECEIVED))
    assert [(task.action.value, task.due_on) for task in tasks] == [
        ("pay", dt.date(2026, 12, 4)),
        ("object", dt.date(2026, 12, 18)),
    ]


def test_a_day_for_those_who_cannot_come_is_no_appointment() -> None:
    """The appointment is the day to appear; the day to say that one cannot is none."""
    lines = (
        (20, 100, "Your appointment is on 6 December 2026."),
        (20, 106, "If you cannot attend ring us by 1 December 2026."),
    )
    tasks = find_tasks(rows_of([reading_of(lines)]), Kind.MEDICAL, Calendar(LETTER, RECEIVED))
    assert [task.due_on for task in tasks] == [dt.date(2026, 12, 6)]


@given(st.dates(dt.date(2000, 1, 1), dt.date(2090, 12, 31)))
def test_the_end_of_next_month_lies_in_the_next_month(letter: dt.date) -> None:
    """Whatever the letter's day: in the next month, on its last day."""
    (found,) = find_month_ends("Please pay by the end of next month.", letter)
    assert 28 <= (found.day - letter.replace(day=1)).days <= 62
    assert (found.day + dt.timedelta(days=1)).day == 1
    assert (found.day.year * 12 + found.day.month) - (letter.year * 12 + letter.month) == 1
