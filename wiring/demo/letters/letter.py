"""Writing one letter: from a seed and a recipient to drawn pages and the truth about them."""

from __future__ import annotations

import datetime
import random
from collections.abc import Mapping
from dataclasses import dataclass

from wiring.demo.letters.composition import Facts, address_lines, body_sentences, details, draw_facts, greeting
from wiring.demo.letters.drawing import PageDrawing
from wiring.demo.letters.layouts import PLACES, Layout, customary
from wiring.demo.letters.letterheads import draw_stationery
from wiring.demo.letters.people_and_places import draw_sender
from wiring.demo.letters.tables import Figures, draw_figures
from wiring.demo.letters.truth import LetterKind, LetterTruth, Recipient
from wiring.demo.letters.typesetting import Block, Manuscript, Paragraph, Signature, set_letter
from wiring.demo.letters.wording import LanguageWording
from wiring.demo.letters.wording_de import GERMAN
from wiring.demo.letters.wording_en import ENGLISH
from wiring.demo.letters.wording_fr import FRENCH
from wiring.demo.letters.wording_it import ITALIAN
from wiring.demo.letters.wording_nl import DUTCH

WORDINGS: Mapping[str, LanguageWording] = {
    wording.language: wording for wording in (ENGLISH, DUTCH, FRENCH, GERMAN, ITALIAN)
}
LANGUAGES = tuple(WORDINGS)
TODAY = datetime.date(2026, 11, 20)

_UNSIGNED = frozenset({LetterKind.TAX, LetterKind.BANK_STATEMENT, LetterKind.PAYSLIP})
_CURRENCY = "EUR"
_MAX_LENGTH = 60
_FEWEST_LINES = 12
_LONG_BY_TABLE = frozenset({LetterKind.INVOICE, LetterKind.BANK_STATEMENT})


@dataclass(frozen=True, slots=True)
class Letter:
    """Drawn pages and what is true about them."""

    truth: LetterTruth
    pages: tuple[PageDrawing, ...]


@dataclass(frozen=True, slots=True)
class _Order:
    """The arguments of `write_letter`, kept while the letter is written longer and longer."""

    seed: int
    recipient: Recipient
    language: str
    kind: LetterKind
    layout: Layout | None
    today: datetime.date


def write_letter(
    seed: int,
    recipient: Recipient,
    *,
    language: str,
    kind: LetterKind,
    layout: Layout | None = None,
    pages: int = 1,
    today: datetime.date = TODAY,
) -> Letter:
    """A letter to `recipient`, the same for the same arguments.

    Args:
        seed: Decides sender, look, wording and figures.
        recipient: Whom it goes to.
        language: One of `LANGUAGES`.
        kind: What it is for.
        layout: The custom it follows; None leaves it to the sender's country.
        pages: How many pages it fills at least; further clauses or rows are added until it does.
        today: The letter is dated within the three weeks before.

    Raises:
        KeyError: The language is none of the five.
        FontMissing: The typefaces are not installed.
    """
    order = _Order(seed, recipient, language, kind, layout, today)
    length = 0
    letter = _written(order, length)
    while _too_short(letter, pages) and length < _MAX_LENGTH:
        length += 1
        letter = _written(order, length)
    return letter


def _too_short(letter: Letter, pages: int) -> bool:
    # A last page with two lines on it looks like no letter that anybody sent.
    stub = len(letter.pages) > 1 and len(letter.pages[-1].lines) < _FEWEST_LINES
    return len(letter.pages) < pages or stub


def _written(order: _Order, length: int) -> Letter:
    recipient, kind = order.recipient, order.kind
    stream = f"{order.seed}/{order.language}/{kind.value}/{recipient.name}"
    rng = random.Random(stream)  # noqa: S311 - repeatable, guards nothing
    wording = WORDINGS[order.language]
    sender = draw_sender(rng, order.language, kind)
    facts = draw_facts(rng, sender, recipient, kind, wording, order.today)
    places = PLACES[order.layout or rng.choice(customary(sender.country))]
    look = draw_stationery(rng)
    figures = draw_figures(rng, facts, length * 2)
    subject = facts.fill(rng.choice(wording.kinds[kind].subjects), None)
    manuscript = Manuscript(
        sender=sender,
        wording=wording,
        address=address_lines(rng, facts),
        details=details(rng, facts, with_date=places.day is None),
        day_line=wording.labels["day_place"].format(city=sender.city, date=facts.manner.day(facts.date)),
        subject=rng.choice(wording.subject_labels) + subject,
        blocks=_blocks(rng, facts, figures, length),
        page_mark=rng.choice(wording.page_marks),
        mark_single=rng.random() < 0.4,
        running_head=f"{sender.name} · {wording.labels['continued']} {facts.reference}",
        account_in_footer=not facts.own_account,
    )
    drawn = set_letter(rng, manuscript, places, look)
    return Letter(_truth(facts, figures, subject, drawn), drawn)


def _blocks(rng: random.Random, facts: Facts, figures: Figures | None, length: int) -> tuple[Block, ...]:
    wording = facts.manner.wording
    sentences = wording.kinds[facts.kind]
    total = figures.total_minor if figures else None
    blocks: list[Block] = [
        Paragraph(greeting(rng, facts)),
        Paragraph(facts.fill(rng.choice(sentences.openings), total)),
    ]
    if figures:
        blocks.append(figures.table)
    blocks += _paragraphs(rng, [facts.fill(sentence, total) for sentence in body_sentences(rng, facts)])
    if facts.kind not in _LONG_BY_TABLE:
        blocks += _clauses(wording, length)
    blocks += [
        Paragraph(facts.fill(rng.choice(sentences.endings), total)),
        Paragraph(rng.choice(wording.farewells), gap_mm=0),
    ]
    if facts.kind not in _UNSIGNED:
        blocks.append(Signature(facts.sender.clerk, rng.choice(wording.signers)))
    return tuple(blocks)


def _paragraphs(rng: random.Random, sentences: list[str]) -> list[Block]:
    paragraphs = [sentences[0]]
    for sentence in sentences[1:]:
        if rng.random() < 0.45:
            paragraphs[-1] += f" {sentence}"
        else:
            paragraphs.append(sentence)
    return [Paragraph(text) for text in paragraphs]


def _clauses(wording: LanguageWording, count: int) -> list[Block]:
    blocks: list[Block] = []
    for index in range(count):
        heading, text = wording.clauses[index % len(wording.clauses)]
        blocks += [Paragraph(f"{index + 1}. {heading}", bold=True, gap_mm=0.5), Paragraph(text)]
    return blocks


def _truth(facts: Facts, figures: Figures | None, subject: str, pages: tuple[PageDrawing, ...]) -> LetterTruth:
    return LetterTruth(
        recipient=facts.recipient,
        language=facts.manner.wording.language,
        kind=facts.kind,
        date=facts.date,
        sender=facts.sender.name,
        subject=subject,
        total_minor=figures.total_minor if figures else None,
        currency=_CURRENCY if figures else None,
        iban=facts.iban,
        reference=facts.reference,
        pages=tuple(page.lines for page in pages),
    )
