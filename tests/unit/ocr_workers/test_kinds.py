"""Kinds of letters: pairs that are easily mistaken, misread letters, and saying so when nothing tells."""

from __future__ import annotations

import pytest

from ocr_workers.classify import REJECT_BELOW, classify, decide, probabilities_of, scores_of
from ocr_workers.fields.rows import rows_of
from ocr_workers.kind_features import COUNT
from ocr_workers.kind_weights import WEIGHTS
from ocr_workers.kinds import KINDS, LISTS, DocumentKind, folded, lexicon_of
from tests.unit.ocr_workers.letter_readings import reading_of

REMINDER = ("Payment reminder: invoice 2026/11", "Our invoice for 120.00 EUR fell due and has not been paid.")
TAX_REMINDER = ("Laatste herinnering", "De belastingen van 2025 werden niet betaald. Betaal de achterstallige som.")
SENT_REGISTERED = ("Lärm am Abend", "EINSCHREIBEN", "Sehr geehrte Frau Peters,", "die Nachbarn klagen über Musik.")
NOTICE = ("Avis de passage", "Lettre recommandée à retirer au bureau de poste avec une pièce d'identité.")
CONTRACT = (
    "Contratto di lavoro",
    "Il datore di lavoro assume il lavoratore. Periodo di prova. Stipendio 2.100,00",
)
PAYSLIP = ("Busta paga", "Retribuzione lorda 2.100,00", "Trattenute 300,00", "Netto in busta 1.800,00")
CREDIT = ("Gutschrift Nr. 12", "Zu Rechnung 11: wir schreiben Ihnen 120,00 EUR gut.")


def kind_of(lines: tuple[str, ...], language: str | None) -> DocumentKind:
    rows = rows_of([reading_of([(20, 95 + 7 * n, line, 5.0 if n == 0 else 3.0) for n, line in enumerate(lines)])])
    return classify(rows, lines[0], language).kind


@pytest.mark.parametrize(
    ("lines", "language", "kind"),
    [
        (REMINDER, "en", DocumentKind.REMINDER), (TAX_REMINDER, "nl", DocumentKind.REMINDER),
        (SENT_REGISTERED, "de", DocumentKind.LETTER), (NOTICE, "fr", DocumentKind.REGISTERED_MAIL_NOTICE),
        (CONTRACT, "it", DocumentKind.CONTRACT), (PAYSLIP, "it", DocumentKind.PAYSLIP),
        (CREDIT, "de", DocumentKind.CREDIT_NOTE),
    ],
)  # fmt: skip
def test_pairs_that_look_alike_are_told_apart(lines: tuple[str, ...], language: str, kind: DocumentKind) -> None:
    assert kind_of(lines, language) is kind


def test_the_language_need_not_be_known() -> None:
    assert kind_of(PAYSLIP, None) is DocumentKind.PAYSLIP


def test_probabilities_add_up_and_none_is_certain() -> None:
    rows = rows_of([reading_of([(20, 100, line) for line in PAYSLIP])])

    verdict = classify(rows, PAYSLIP[0], "it")

    assert sum(verdict.probabilities.values()) == pytest.approx(1.0)
    assert verdict.confidence < 1.0


def test_where_nothing_is_probable_the_answer_is_letter_or_other() -> None:
    spread = {kind: (REJECT_BELOW - 0.01 if kind is DocumentKind.TAX else 0.05) for kind in KINDS}

    assert decide(spread, is_letter=True).kind is DocumentKind.LETTER
    assert decide(spread, is_letter=False).kind is DocumentKind.OTHER
    assert decide(spread, is_letter=False).confidence == 0.05


def test_an_empty_page_is_of_no_kind() -> None:
    verdict = classify((), None, None)

    assert (verdict.kind, verdict.confidence) == (DocumentKind.OTHER, 0.5)


def test_misread_letters_are_still_words() -> None:
    lexicon = lexicon_of("nl")

    assert folded("FACTUUR aangetekend") == folded("FACTUUR aangetekend")
    assert [word for word, _ in lexicon.terms_in(folded("beta1ingsherinnering"))] == ["betaiingsherinnering"]


def test_compounds_are_known_by_their_last_half() -> None:
    (_, terms), *_ = lexicon_of("de").terms_in(folded("Handwerkerprivatrechnung"))

    assert DocumentKind.INVOICE in {term.kind for term in terms}


def test_every_kind_has_words_in_every_language() -> None:
    for language in LISTS:
        kinds = {term.kind for terms in lexicon_of(language).phrases.values() for term in terms}
        assert kinds == set(KINDS)


def test_the_weights_fit_the_features() -> None:
    assert len(WEIGHTS) == len(KINDS)
    assert {len(row) for row in WEIGHTS} == {COUNT}
    assert sum(probabilities_of(scores_of([0.0] * COUNT, [0.0] * len(KINDS))).values()) == pytest.approx(1.0)
