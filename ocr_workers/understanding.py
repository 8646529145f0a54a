"""What a whole letter says: kind, date, sender, subject, recipient and figures, each with its confidence."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, TypeVar

from rapidfuzz import fuzz

from archive.reading import Blankness, PageReading
from archive.task_kinds import ProposedTask
from ocr_workers.address_block import RecipientBlock, find_recipient
from ocr_workers.classify import classify
from ocr_workers.deadlines import Calendar, find_tasks
from ocr_workers.fields.accounts import find_failing_ibans, find_ibans
from ocr_workers.fields.amounts import Money
from ocr_workers.fields.letter_date import find_due_date, find_letter_date
from ocr_workers.fields.numbers import find_bic, find_payment_reference, payee_first
from ocr_workers.fields.parties import Party, find_parties, names_several, sending_party
from ocr_workers.fields.payment_code import PaymentCode, find_payment_code
from ocr_workers.fields.reference import find_references
from ocr_workers.fields.registered_numbers import (
    find_enterprise_numbers,
    find_failing_vat_numbers,
    find_tax_number,
    find_vat_numbers,
)
from ocr_workers.fields.rows import Found, Row, rows_of
from ocr_workers.fields.sender import find_sender
from ocr_workers.fields.subject import find_subject
from ocr_workers.fields.sums import find_amount_due, find_tax, find_total
from ocr_workers.kind_features import letter_itself
from ocr_workers.kinds import DocumentKind
from ocr_workers.labelled_recipient import labelled_recipient
from ocr_workers.language import tell_language, tell_languages
from ocr_workers.net_names import hosts_in

Value = TypeVar("Value")
SAME_NAME = 80.0
_ASKS_NOTHING = frozenset((DocumentKind.ADVERTISING, DocumentKind.PAYSLIP))
"""Kinds whose days are of offers and of work, by which nobody has to pay or answer."""
_NAMES_SUMS = frozenset(
    (DocumentKind.CONTRACT, DocumentKind.COURT, DocumentKind.MEDICAL, DocumentKind.LETTER, DocumentKind.OTHER,
     DocumentKind.REGISTERED_MAIL_NOTICE)
)  # fmt: skip
"""Kinds that name sums which are nobody's total: rents, values in dispute, prices of treatments."""
SURE_LETTERHEAD = 0.55
"""How sure a letterhead must be to be believed rather than the parties that a contract names."""
SURE_OF_KIND = 0.5
"""How sure a kind must be to decide what is not looked for."""
HEAD_SHARE, FOOT_SHARE = 0.22, 0.92
"""Between these heights letters say what they have to say; names and addresses are in any language."""
SINGLE_FIELDS = (
    "date", "sender", "subject", "reference", "due_date", "total", "amount_due", "tax", "tax_number",
    "payment_reference", "customer_reference", "bic",
)  # fmt: skip

_SEVERAL = (("ibans", "iban"), ("vat_numbers", "vat_number"), ("enterprise_numbers", "enterprise_number"))


@dataclass(frozen=True, slots=True)
class Understanding:
    """What a letter says about itself; a field that was not found is None or empty.

    Attributes:
        kind: The kind of document.
        kind_confidence: Probability from 0 to 1 of the kind.
        language: ISO 639-1 code of most of the text, or None.
        languages: The codes of all languages that a fair part of the text is in, the main one first.
        date: The day on which the letter was written.
        sender: The sender's name.
        subject: The subject line without its label.
        reference: The sender's reference, or the invoice number.
        due_date: The last day to pay or answer.
        total: What is to be paid, or what it comes to.
        ibans: Valid account numbers, in order of appearance.
        vat_numbers: Valid VAT numbers, in order of appearance.
        payment_reference: A structured payment reference without blanks: Belgian (digits only), ISO 11649, Swiss; as
            stated in an e-invoice.
        recipient: The recipient's block of the first page.
        amount_due: What is left to be paid, where the letter says so.
        tax: The tax that is in the total.
        tax_number: A tax number beside the VAT number, as printed.
        customer_reference: The number of the customer, the contract or the policy, as the sender counts them.
        bic: Code of the bank to pay to (ISO 9362).
        enterprise_numbers: Valid numbers in registers of companies, digits only; a Swiss one with its "CHE".
        kinds: How probable each kind is, 0 to 1.
        tasks: What the letter asks to be done, by when.
        letterhead: The sender's name as it was read, whatever was learned or stated since.
        hosts: Addresses on the net that the letter names.
        failing_ibans: What stands there as an account number, but has wrong check digits.
        failing_vat_numbers: What stands there as a VAT number, but has wrong check digits.
        parties: Whom the text names by what they are: parties of a contract, an employee, a patient.
    """

    kind: DocumentKind
    kind_confidence: float
    language: str | None
    date: Found[datetime.date] | None
    sender: Found[str] | None
    subject: Found[str] | None
    reference: Found[str] | None
    due_date: Found[datetime.date] | None
    total: Found[Money] | None
    ibans: tuple[Found[str], ...]
    vat_numbers: tuple[Found[str], ...]
    payment_reference: Found[str] | None
    recipient: RecipientBlock | None
    amount_due: Found[Money] | None = None
    tax: Found[Money] | None = None
    tax_number: Found[str] | None = None
    customer_reference: Found[str] | None = None
    bic: Found[str] | None = None
    enterprise_numbers: tuple[Found[str], ...] = ()
    kinds: Mapping[DocumentKind, float] = field(default_factory=dict)
    tasks: tuple[ProposedTask, ...] = ()
    letterhead: str | None = None
    hosts: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    failing_ibans: tuple[Found[str], ...] = ()
    failing_vat_numbers: tuple[Found[str], ...] = ()
    parties: tuple[Party, ...] = ()


def understand(
    pages: Sequence[PageReading], today: datetime.date | None, received: datetime.date | None = None
) -> Understanding:
    """Understand a letter from the readings of its pages, first page first.

    Args:
        pages: The readings.
        today: The day of reading, after which no letter is dated; None rules no day out.
        received: The day on which the letter came in, from which periods are counted that begin with it; `today`
            where it is not given.
    """
    written = [page for page in pages if page.blankness is not Blankness.BLANK]
    rows = rows_of(written)
    shown = find_recipient(written[0]) if written else None
    recipient = shown or (labelled_recipient(written[0]) if written else None)
    box = recipient.box if recipient else None
    subject = find_subject(rows, box)
    date = find_letter_date(rows, today)
    languages = tell_languages(_columns(rows))
    language = languages[0] if languages else tell_language("\n".join(page.text for page in written)).code
    verdict = classify(rows, subject.value if subject else None, language, has_recipient=shown is not None)
    reference, customer, payment_reference = _references(rows, subject.value if subject else None, verdict.kind)
    sender = find_sender(rows, box, recipient.return_line if recipient else "")
    kind = verdict.kind if verdict.confidence >= SURE_OF_KIND else None
    parties = find_parties(rows)
    recipient = None if recipient and names_several(parties, recipient.lines) else recipient
    sender = _heeding_parties(sender, verdict.kind, parties, recipient)
    due = find_due_date(rows, date.value if date else None) if kind not in _ASKS_NOTHING else None
    days = Calendar(date.value if date else None, received or today)
    understood = Understanding(
        kind=verdict.kind,
        kind_confidence=verdict.confidence,
        language=language,
        date=date,
        sender=sender,
        subject=subject,
        reference=reference,
        due_date=due,
        total=None if kind is DocumentKind.ADVERTISING else find_total(rows, is_labelled=verdict.kind in _NAMES_SUMS),
        ibans=payee_first(find_ibans(rows), rows),
        vat_numbers=find_vat_numbers(rows),
        payment_reference=payment_reference,
        recipient=recipient,
        amount_due=find_amount_due(rows),
        tax=find_tax(rows),
        tax_number=find_tax_number(rows),
        customer_reference=customer,
        bic=find_bic(rows),
        enterprise_numbers=find_enterprise_numbers(rows),
        kinds=verdict.probabilities,
        tasks=find_tasks(letter_itself(rows), verdict.kind, days, due),
        letterhead=sender.value if sender else None,
        hosts=hosts_in("\n".join(row.text for row in rows)),
        languages=languages,
        failing_ibans=find_failing_ibans(rows),
        failing_vat_numbers=find_failing_vat_numbers(rows),
        parties=parties,
    )
    code = find_payment_code(written)
    return with_payment_code(code, understood) if code else understood


def _heeding_parties(
    letterhead: Found[str] | None, kind: DocumentKind, parties: Sequence[Party], recipient: RecipientBlock | None
) -> Found[str] | None:
    """The sender; of a contract the letterhead's name where it stands above the parties, else who grants it."""
    party = sending_party(parties, " ".join(recipient.lines) if recipient else "")
    if party is None or (letterhead is not None and kind is not DocumentKind.CONTRACT):
        return letterhead
    if letterhead is None or letterhead.confidence < SURE_LETTERHEAD:
        return party.name
    named = [box.y for each in parties for box in each.name.boxes]
    is_head = bool(letterhead.boxes and named) and letterhead.boxes[0].bottom < min(named)
    return letterhead if is_head else party.name


def _references(
    rows: Sequence[Row], title: str | None, kind: DocumentKind
) -> tuple[Found[str] | None, Found[str] | None, Found[str] | None]:
    """The letter's own number, the customer's, and the one for a payment, which is not the letter's own as well."""
    is_reminder, is_credit = kind is DocumentKind.REMINDER, kind is DocumentKind.CREDIT_NOTE
    reference, customer = find_references(rows, title, is_reminder=is_reminder, is_credit=is_credit)
    payment = find_payment_reference(rows)
    if reference and payment and _digits(reference.value) == _digits(payment.value):
        reference = None
    return reference, customer, payment


def _digits(number: str) -> str:
    return "".join(mark for mark in number if mark.isdigit())


def tasks_given(
    pages: Sequence[PageReading], kind: DocumentKind, letter_date: datetime.date | None, received: datetime.date
) -> tuple[ProposedTask, ...]:
    """What a letter asks for, where a person said what it is and of which day.

    Args:
        pages: The readings, first page first.
        kind: What the letter is.
        letter_date: Its date, from which periods are counted; None where it has none.
        received: The day on which it came in.
    """
    rows = rows_of([page for page in pages if page.blankness is not Blankness.BLANK])
    return find_tasks(rows, kind, Calendar(letter_date, received), find_due_date(rows, letter_date))


def _columns(rows: Sequence[Row]) -> list[str]:
    """The lines of a letter's body, one column after the other: columns may be in two languages."""
    body = [row for row in rows if HEAD_SHARE < row.height_share < FOOT_SHARE] or rows
    left = [row.runs[0].text for row in body]
    return left + [run.text for row in body for run in row.runs[1:]]


def with_payment_code(code: PaymentCode, understood: Understanding) -> Understanding:
    """The understanding with what a payment code says exactly; the code's name spells a sender that is nearly the same.

    A total that the letter prints apart from what is to be paid stays.
    """
    iban, due = code.iban, code.amount or understood.amount_due
    others = tuple(each for each in understood.ibans if iban is None or each.value != iban.value)
    total, printed_due = understood.total, understood.amount_due
    if code.amount and (total is None or printed_due is None or printed_due.value != code.amount.value):
        total = code.amount
    sender = understood.sender
    if code.name and (sender is None or fuzz.token_set_ratio(sender.value, code.name.value) >= SAME_NAME):
        sender = replace(code.name, page=sender.page, boxes=sender.boxes) if sender else code.name
    return replace(
        understood, ibans=(iban, *others) if iban else others, amount_due=due, total=total, sender=sender,
        bic=code.bic or understood.bic, payment_reference=code.reference or understood.payment_reference,
    )  # fmt: skip


def as_values(understood: Understanding) -> dict[str, Any]:
    """The understanding as plain JSON values; each found field with its confidence, page and boxes."""
    return {
        "kind": understood.kind.value,
        "kind_confidence": understood.kind_confidence,
        "language": understood.language,
        "languages": list(understood.languages),
        "date": _field(understood.date, lambda day: day.isoformat()),
        "sender": _field(understood.sender),
        "subject": _field(understood.subject),
        "reference": _field(understood.reference),
        "due_date": _field(understood.due_date, lambda day: day.isoformat()),
        "total": _field(understood.total, _money),
        "amount_due": _field(understood.amount_due, _money),
        "tax": _field(understood.tax, _money),
        "ibans": [_field(found) for found in understood.ibans],
        "vat_numbers": [_field(found) for found in understood.vat_numbers],
        "failing_ibans": [_field(found) for found in understood.failing_ibans],
        "failing_vat_numbers": [_field(found) for found in understood.failing_vat_numbers],
        "tax_number": _field(understood.tax_number),
        "payment_reference": _field(understood.payment_reference),
        "customer_reference": _field(understood.customer_reference),
        "bic": _field(understood.bic),
        "enterprise_numbers": [_field(found) for found in understood.enterprise_numbers],
        "recipient": list(understood.recipient.lines) if understood.recipient else None,
        "letterhead": understood.letterhead,
        "hosts": list(understood.hosts),
        "tasks": [task_values(task) for task in understood.tasks],
    }


def field_values(values: Mapping[str, Any]) -> dict[str, Any]:
    """The fields that were found, out of `as_values`, as `read` and `ingest` print them under `fields`.

    Each has a value, a confidence, its page, the boxes of its words and its source: `print`, `payment_code`,
    `e_invoice` or `learned`. Accounts and registered numbers appear once as the first (`iban`, `vat_number`,
    `enterprise_number`) and once among all (`ibans` and so on); `currency` is the total's. An account or a VAT number
    whose check digits are wrong is shown where the letter has no right one, unsure and marked `"fails_check": true`.
    """
    fields: dict[str, Any] = {name: values.get(name) for name in SINGLE_FIELDS}
    if total := fields["total"]:
        fields["currency"] = {**total, "value": total["value"]["currency"]}
    for several, single in _SEVERAL:
        if found := values.get(several):
            fields |= {several: found, single: found[0]}
        elif failing := values.get(f"failing_{several}"):
            fields[single] = {**failing[0], "fails_check": True}
    return {name: each for name, each in fields.items() if each}


def task_values(task: ProposedTask) -> dict[str, Any]:
    """A task as plain JSON values: what is asked, the last day and where it comes from, and the words that say so."""
    return {
        "action": task.action.value, "due_on": task.due_on.isoformat() if task.due_on else None,
        "basis": task.basis.value, "confidence": task.confidence, "phrase": task.phrase, "page": task.page,
        "boxes": [list(box) for box in task.boxes],
    }  # fmt: skip


def _field(found: Found[Value] | None, spell: Callable[[Value], object] = lambda value: value) -> dict[str, Any] | None:
    if found is None:
        return None
    boxes = [[box.x, box.y, box.width, box.height] for box in found.boxes]
    value, source = spell(found.value), found.source
    return {"value": value, "confidence": found.confidence, "page": found.page, "boxes": boxes, "source": source}


def _money(money: Money) -> dict[str, Any]:
    return {"amount_minor": money.amount_minor, "currency": money.currency}
