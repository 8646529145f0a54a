"""What one letter says: facts drawn from a seed, put into the sentences of its language."""

from __future__ import annotations

import datetime
import random
from dataclasses import dataclass

from wiring.demo.letters.numbers import draw_iban, draw_reference, grouped_iban
from wiring.demo.letters.people_and_places import Sender
from wiring.demo.letters.truth import LetterKind, Recipient, RecipientKind
from wiring.demo.letters.wording import LanguageWording

_REFERENCES = {
    LetterKind.INVOICE: ("2026-99999", "RE 999999", "F26/9999", "INV-99999"),
    LetterKind.REMINDER: ("2026-99999", "RE 999999", "F26/9999"),
    LetterKind.INSURANCE: ("AA 9999999", "99.999.999-9"),
    LetterKind.TAX: ("999/9999/9999", "2025 99 99999"),
    LetterKind.REGISTERED_NOTICE: ("RR 999 999 999 EU",),
}
_OTHER_REFERENCES = ("A-99999", "99-999.999", "AA/9999/26")

_OWN_ACCOUNT = frozenset({LetterKind.BANK_STATEMENT, LetterKind.PAYSLIP})
_YEARLY = frozenset({LetterKind.TAX, LetterKind.INSURANCE, LetterKind.UTILITY})
_COUNTRY_NAMES = {
    "de": {"BE": "BELGIEN", "DE": "DEUTSCHLAND", "FR": "FRANKREICH", "IE": "IRLAND", "IT": "ITALIEN", "LU": "LUXEMBURG",
           "NL": "NIEDERLANDE"},
    "en": {"BE": "BELGIUM", "DE": "GERMANY", "FR": "FRANCE", "IE": "IRELAND", "IT": "ITALY", "LU": "LUXEMBOURG",
           "NL": "NETHERLANDS"},
    "fr": {"BE": "BELGIQUE", "DE": "ALLEMAGNE", "FR": "FRANCE", "IE": "IRLANDE", "IT": "ITALIE", "LU": "LUXEMBOURG",
           "NL": "PAYS-BAS"},
    "it": {"BE": "BELGIO", "DE": "GERMANIA", "FR": "FRANCIA", "IE": "IRLANDA", "IT": "ITALIA", "LU": "LUSSEMBURGO",
           "NL": "PAESI BASSI"},
    "nl": {"BE": "BELGIË", "DE": "DUITSLAND", "FR": "FRANKRIJK", "IE": "IERLAND", "IT": "ITALIË", "LU": "LUXEMBURG",
           "NL": "NEDERLAND"},
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Manner:
    """The way one letter prints dates and amounts."""

    wording: LanguageWording
    date_format: str
    amount_format: str

    def day(self, date: datetime.date) -> str:
        """The date as printed."""
        day = self.wording.first_of_month if date.day == 1 and "{month}" in self.date_format else str(date.day)
        month = self.wording.months[date.month - 1]
        return self.date_format.format(day=day, month=month, number=date.month, year=date.year)

    def number(self, minor: int) -> str:
        """An amount of cents without its currency: "1.234,56"."""
        whole, cents = divmod(abs(minor), 100)
        grouped = f"{whole:,}".replace(",", self.wording.grouping)
        return f"{'-' if minor < 0 else ''}{grouped}{self.wording.decimal}{cents:02}"

    def amount(self, minor: int) -> str:
        """An amount of cents with its currency."""
        return self.amount_format.format(amount=self.number(minor))


@dataclass(frozen=True, slots=True)
class Facts:
    """What is drawn before a word is set; `iban` without blanks, `total_minor` in euro cents."""

    sender: Sender
    recipient: Recipient
    kind: LetterKind
    date: datetime.date
    due: datetime.date
    reference: str
    customer: str
    iban: str
    percent: int
    manner: Manner

    @property
    def period(self) -> str:
        """The month or the year that the letter is about."""
        if self.kind in _YEARLY:
            return str(self.date.year - 1)
        last_month = self.date.replace(day=1) - datetime.timedelta(days=1)
        return f"{self.manner.wording.months[last_month.month - 1]} {last_month.year}"

    @property
    def own_account(self) -> bool:
        """Whether the account in the letter belongs to the recipient and not to the sender."""
        return self.kind in _OWN_ACCOUNT

    def fill(self, template: str, total_minor: int | None) -> str:
        """A sentence with its blanks filled."""
        return template.format(
            sender=self.sender.name,
            recipient=self.recipient.name,
            reference=self.reference,
            customer=self.customer,
            total="" if total_minor is None else self.manner.amount(total_minor),
            due=self.manner.day(self.due),
            date=self.manner.day(self.date),
            period=self.period,
            iban=grouped_iban(self.iban),
            percent=self.percent,
            city=self.recipient.city,
        )


def draw_facts(
    rng: random.Random,
    sender: Sender,
    recipient: Recipient,
    kind: LetterKind,
    wording: LanguageWording,
    today: datetime.date,
) -> Facts:
    """The facts of a letter of `kind` that was written within three weeks before `today`."""
    date = today - datetime.timedelta(days=rng.randrange(1, 22))
    return Facts(
        sender=sender,
        recipient=recipient,
        kind=kind,
        date=date,
        due=date + datetime.timedelta(days=rng.choice((10, 14, 21, 30))),
        reference=draw_reference(rng, rng.choice(_REFERENCES.get(kind, _OTHER_REFERENCES))),
        customer=draw_reference(rng, rng.choice(("999999", "K-99999", "99 999 999"))),
        iban=draw_iban(rng, sender.country) if kind in _OWN_ACCOUNT else sender.iban,
        percent=rng.randrange(2, 25),
        manner=Manner(wording, rng.choice(wording.date_formats), rng.choice(wording.amount_formats)),
    )


def address_lines(rng: random.Random, facts: Facts) -> tuple[str, ...]:
    """The recipient's block as printed, two to five lines."""
    to, wording = facts.recipient, facts.manner.wording
    lines = [to.name]
    if to.contact and to.kind is RecipientKind.BUSINESS and rng.random() < 0.7:
        lines.append(rng.choice(wording.attention).format(contact=to.contact))
    lines += [to.street, f"{to.postcode} {to.city}"]
    if to.country != facts.sender.country:
        lines.append(_COUNTRY_NAMES[wording.language].get(to.country, to.country))
    return tuple(lines)


def details(rng: random.Random, facts: Facts, *, with_date: bool) -> tuple[tuple[str, str], ...]:
    """The information block: pairs of label and value."""
    labels, sender = facts.manner.wording.labels, facts.sender
    rows = [(labels["reference"], facts.reference), (labels["customer"], facts.customer)]
    if with_date:
        rows.append((labels["date"], facts.manner.day(facts.date)))
    extra = [(labels["contact"], sender.clerk), (labels["phone"], sender.phone), (labels["email"], sender.email)]
    return tuple(rows + extra[: rng.randrange(1, 4)])


def greeting(rng: random.Random, facts: Facts) -> str:
    """The salutation that fits the recipient."""
    wording, to = facts.manner.wording, facts.recipient
    if to.kind is RecipientKind.INDIVIDUAL:
        return rng.choice(wording.personal_greetings).format(contact=to.contact or to.name)
    return rng.choice(wording.greetings)


def body_sentences(rng: random.Random, facts: Facts) -> tuple[str, ...]:
    """Templates of the paragraphs after the table, in a sensible order; the first is always there."""
    first, *others = facts.manner.wording.kinds[facts.kind].bodies
    taken = sorted(rng.sample(range(len(others)), k=rng.randrange(1, len(others) + 1)))
    return (first, *(others[index] for index in taken))
