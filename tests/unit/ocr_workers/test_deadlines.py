"""Deadlines: what a letter asks for, and the day by which, in five languages."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.task_kinds import DueBasis, ProposedTask, TaskAction
from ocr_workers.deadlines import Calendar, find_tasks, restate_payment
from ocr_workers.fields.letter_date import find_due_date
from ocr_workers.fields.rows import E_INVOICE, Found, rows_of
from ocr_workers.kinds import DocumentKind as Kind
from tests.unit.ocr_workers.letter_readings import reading_of

LETTER, RECEIVED = dt.date(2026, 3, 12), dt.date(2026, 3, 16)
DAYS = Calendar(LETTER, RECEIVED)
FROM_LETTER, FROM_RECEIPT, STATED = DueBasis.FROM_LETTER, DueBasis.FROM_RECEIPT, DueBasis.STATED


def tasks_in(*lines: str, kind: Kind = Kind.LETTER, days: Calendar = DAYS) -> tuple[ProposedTask, ...]:
    rows = rows_of([reading_of([(20, 100 + 6 * n, line) for n, line in enumerate(lines)])])
    return find_tasks(rows, kind, days, find_due_date(rows, days.letter))


@pytest.mark.parametrize(
    ("line", "kind", "action", "day", "basis"),
    [
        ("Please pay within 14 days of receipt.", Kind.INVOICE, "pay", dt.date(2026, 3, 30), FROM_RECEIPT),
        ("Te betalen binnen 8 dagen na dagtekening.", Kind.INVOICE, "pay", dt.date(2026, 3, 20), FROM_LETTER),
        ("Merci de régler cette somme sous huitaine.", Kind.REMINDER, "pay", dt.date(2026, 3, 20), FROM_LETTER),
        ("Veuillez payer dans un délai d'un mois.", Kind.TAX, "pay", dt.date(2026, 4, 12), FROM_LETTER),
        ("Widerspruch binnen zwei Wochen nach Zugang.", Kind.COURT, "object", dt.date(2026, 3, 30), FROM_RECEIPT),
        ("Da pagare entro 30 giorni dal ricevimento.", Kind.INVOICE, "pay", dt.date(2026, 4, 15), FROM_RECEIPT),
        ("This invoice is payable on receipt.", Kind.INVOICE, "pay", RECEIVED, FROM_RECEIPT),
        ("Gelieve uiterlijk 2 april 2026 te betalen.", Kind.INVOICE, "pay", dt.date(2026, 4, 2), STATED),
        ("You may appeal within 21 days of this notice.", Kind.TAX, "object", dt.date(2026, 4, 2), FROM_LETTER),
        ("The hearing takes place on 4 May 2026 at 10.30.", Kind.COURT, "appear", dt.date(2026, 5, 4), STATED),
        ("Collect it until 30/03/2026.", Kind.REGISTERED_MAIL_NOTICE, "collect", dt.date(2026, 3, 30), STATED),
        ("Sie können den Vertrag bis zum 30.06.2026 kündigen.", Kind.LETTER, "renew", dt.date(2026, 6, 30), STATED),
        ("Zahlbar innerhalb von 5 Werktagen.", Kind.INVOICE, "pay", dt.date(2026, 3, 19), FROM_LETTER),
        ("Paiement à 30 jours fin de mois.", Kind.INVOICE, "pay", dt.date(2026, 4, 30), FROM_LETTER),
        ("Please reply within three weeks.", Kind.LETTER, "answer", dt.date(2026, 4, 2), FROM_LETTER),
        ("From receipt of this letter you have 14 days to pay.", Kind.REMINDER, "pay",
        dt.date(2026, 3, 30), FROM_RECEIPT),
        ("Na ontvangst beschikt u over acht dagen om te betalen.", Kind.REMINDER, "pay",
        dt.date(2026, 3, 24), FROM_RECEIPT),
        ("À compter de la réception, vous disposez de quinze jours pour régler.", Kind.REMINDER, "pay",
         dt.date(2026, 3, 31), FROM_RECEIPT),
        ("Ab Zugang dieses Schreibens haben Sie 14 Tage Zeit zu zahlen.", Kind.REMINDER, "pay",
        dt.date(2026, 3, 30), FROM_RECEIPT),
        ("Dal ricevimento ha quindici giorni per pagare.", Kind.REMINDER, "pay", dt.date(2026, 3, 31), FROM_RECEIPT),
        ("Pay within forty-five days of the invoice date.", Kind.INVOICE, "pay", dt.date(2026, 4, 26), FROM_LETTER),
        ("Betalingstermijn: 30 dagen", Kind.INVOICE, "pay", dt.date(2026, 4, 11), FROM_LETTER),
        ("Zahlung 30 Tage nach Erhalt der Rechnung", Kind.INVOICE, "pay", dt.date(2026, 4, 15), FROM_RECEIPT),
        ("À payer sous 48 heures.", Kind.REMINDER, "pay", dt.date(2026, 3, 14), FROM_LETTER),
        ("10 Tage 2% Skonto, 30 Tage netto", Kind.INVOICE, "pay", dt.date(2026, 4, 11), FROM_LETTER),
        ("Your invoice of 1 March 2026 is due by 2 April 2026.", Kind.INVOICE, "pay", dt.date(2026, 4, 2), STATED),
        ("Bezwaren schriftelijk in te dienen tot uiterlijk 15 april 2026.", Kind.LETTER, "object", dt.date(2026, 4, 15),
         STATED),
        ("La S.V. è convocata all'assemblea di giovedì 29 aprile 2026.", Kind.LETTER, "appear", dt.date(2026, 4, 29),
         STATED),
        ("Gelieve tegen 2 april te antwoorden.", Kind.LETTER, "answer", dt.date(2026, 4, 2), STATED),
        ("Cité à comparaître le vingt-deux avril deux mille vingt-six.", Kind.COURT, "appear",
        dt.date(2026, 4, 22), STATED),
    ],
)  # fmt: skip
def test_deadlines_are_counted_as_the_letter_says(
    line: str, kind: Kind, action: str, day: dt.date, basis: DueBasis
) -> None:
    (task,) = tasks_in(line, kind=kind)

    assert (task.action.value, task.due_on, task.basis) == (action, day, basis)
    assert task.boxes
    assert task.phrase.rstrip(".") == line.rstrip(".")


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("We shall refund the amount within ten days.", Kind.LETTER),
        ("Wij storten het bedrag binnen 14 dagen op uw rekening.", Kind.TAX),
        ("The amount will be collected by direct debit on 2 April 2026.", Kind.UTILITY),
        ("Offer ends 30/04/2026. Call within 3 days!", Kind.ADVERTISING),
        ("Order within 3 days and get 20% off!", Kind.LETTER),
        ("Reply before 30 April 2026 and win a car.", Kind.LETTER),
        ("Bestel binnen 5 dagen en profiteer van onze korting.", Kind.OTHER),
        ("Répondez avant le 30 avril 2026 et recevez un cadeau gratuit.", Kind.LETTER),
        ("Verlof van 1 tot 15 april 2026.", Kind.LETTER),
        ("Opening balance 12/03/2026 due 1,200.00", Kind.BANK_STATEMENT),
        ("The works last from 2 April 2026 until 14 April 2026.", Kind.LETTER),
    ],
)
def test_what_asks_for_nothing_makes_no_task(line: str, kind: Kind) -> None:
    assert tasks_in(line, kind=kind) == ()


def test_a_printed_day_is_preferred_to_a_counted_one() -> None:
    (task,) = tasks_in("Please pay within 30 days.", "Due date: 10 April 2026", kind=Kind.INVOICE)

    assert (task.due_on, task.basis) == (dt.date(2026, 4, 10), STATED)


def test_a_letter_can_ask_for_two_things() -> None:
    found = tasks_in("Please pay by 2 April 2026.", "Objections within one month of receipt.", kind=Kind.TAX)

    assert [task.action for task in found] == [TaskAction.PAY, TaskAction.OBJECT]


def test_a_period_that_nothing_begins_has_no_day() -> None:
    (task,) = tasks_in("Please reply within three weeks.", days=Calendar(None, None))

    assert task.due_on is None
    assert task.confidence < 0.5


def test_a_deadline_is_read_across_two_lines() -> None:
    line = "We kindly ask you to transfer the whole of the amount that is still open"
    (task,) = tasks_in(
        line, "within fourteen days of the date of this letter to the account below.", kind=Kind.REMINDER
    )

    assert task.due_on == dt.date(2026, 3, 26)


def test_months_end_on_the_last_day_of_a_shorter_month() -> None:
    days = Calendar(dt.date(2026, 1, 31), None)

    (task,) = tasks_in("Please reply within one month.", days=days)

    assert task.due_on == dt.date(2026, 2, 28)


def test_an_invoice_that_states_its_day_is_paid_by_that() -> None:
    read = tasks_in("Please pay within 30 days.", kind=Kind.INVOICE)
    due = Found(dt.date(2026, 4, 1), 1.0, 1, (), E_INVOICE)

    (task,) = restate_payment(read, due, is_paid_by=True)

    assert (task.due_on, task.basis, task.phrase) == (dt.date(2026, 4, 1), STATED, read[0].phrase)
    assert restate_payment(read, due, is_paid_by=False) == ()


@given(number=st.integers(1, 60), letter=st.dates(dt.date(2020, 1, 1), dt.date(2030, 12, 31)))
def test_no_counted_day_comes_before_the_letter(number: int, letter: dt.date) -> None:
    found = tasks_in(f"Please reply within {number} days.", days=Calendar(letter, letter))

    assert [task.due_on for task in found] == [letter + dt.timedelta(days=number)]


def test_a_short_line_ends_its_paragraph() -> None:
    wide = "Il sottoscritto agente ha accertato che il veicolo sostava in zona vietata, come da verbale allegato."
    found = tasks_in(
        wide, "Importo da pagare entro 60 giorni dalla notifica: Euro 42,00",
        "Ricorso al Prefetto entro 60 giorni dalla notificazione.", kind=Kind.TAX,
    )  # fmt: skip

    assert {task.action for task in found} == {TaskAction.PAY, TaskAction.OBJECT}


@pytest.mark.parametrize(
    "line",
    [
        "De huur wordt aangegaan voor drie jaar, ingaand op 1 januari 2027.",
        "We betaalden u terug voor uw raadplegingen van 12 en 19 oktober.",
    ],
)
def test_what_is_meant_for_something_is_no_deadline(line: str) -> None:
    assert tasks_in(line, kind=Kind.CONTRACT) == ()


def test_a_summons_runs_on_to_the_day_that_stands_by_itself() -> None:
    rows = rows_of([reading_of([
        (20, 100, "In dem Rechtsstreit werden Sie zur mündlichen Verhandlung geladen auf"),
        (20, 112, "Donnerstag, den 17. Dezember 2026, 10:15 Uhr, Saal 2.104."),
    ])])  # fmt: skip

    (task,) = find_tasks(rows, Kind.COURT, DAYS, None)

    assert (task.action, task.due_on) == (TaskAction.APPEAR, dt.date(2026, 12, 17))


def test_the_day_of_a_discount_is_not_the_last_to_pay() -> None:
    line = "Escompte de 2 % pour paiement avant le 20/03/2026. Échéance : 02/04/2026."

    assert [task.due_on for task in tasks_in(line, kind=Kind.INVOICE)] == [dt.date(2026, 4, 2)]


def test_what_parties_will_owe_each_other_is_no_task() -> None:
    assert tasks_in("The Client pays £640.00 per month within 30 days of invoice.", kind=Kind.CONTRACT) == ()
