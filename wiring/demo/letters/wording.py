"""The shape of a language's letter-writing: greetings, labels, and sentences per kind of letter.

Sentences are `str.format` templates over the fields of `composition.Facts`:
`sender recipient reference customer total due date period iban percent city`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from wiring.demo.letters.truth import LetterKind


@dataclass(frozen=True, slots=True)
class KindWording:
    """What letters of one kind say: one subject and one opening are drawn, several of the bodies, one ending."""

    subjects: tuple[str, ...]
    openings: tuple[str, ...]
    bodies: tuple[str, ...]
    endings: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class LanguageWording:
    """How letters are written in one language.

    Attributes:
        language: ISO 639-1 code.
        months: January to December as written inside a date.
        first_of_month: The day figure on the first of a month ("1er"), "1" where nothing is special.
        date_formats: Templates over `day`, `month` (word), `number` (month figure) and `year`.
        amount_formats: Templates over `amount`, already grouped.
        grouping: Sign between thousands.
        decimal: Sign before the cents.
        greetings: For organisations.
        personal_greetings: For a named person; templates over `contact`.
        farewells: Closing formulas.
        signers: Offices under the signature.
        attention: Templates over `contact`, the line below an organisation's name.
        subject_labels: What stands before the subject, "" for nothing.
        page_marks: Templates over `page` and `pages`.
        labels: Words of the information block and of tables, by English key.
        goods: Lines of an invoice.
        movements: Lines of a bank statement.
        wages: Deductions on a payslip.
        clauses: Headed paragraphs that make contracts and policies long.
        kinds: The sentences.
    """

    language: str
    months: tuple[str, ...]
    first_of_month: str
    date_formats: tuple[str, ...]
    amount_formats: tuple[str, ...]
    grouping: str
    decimal: str
    greetings: tuple[str, ...]
    personal_greetings: tuple[str, ...]
    farewells: tuple[str, ...]
    signers: tuple[str, ...]
    attention: tuple[str, ...]
    subject_labels: tuple[str, ...]
    page_marks: tuple[str, ...]
    labels: Mapping[str, str]
    goods: tuple[str, ...]
    movements: tuple[str, ...]
    wages: tuple[str, ...]
    clauses: tuple[tuple[str, str], ...]
    kinds: Mapping[LetterKind, KindWording]
