"""Letters in two languages keep both, and terms printed behind a letter do not make it a contract."""

from __future__ import annotations

import pytest

from ocr_workers.fields.rows import rows_of
from ocr_workers.kind_features import letter_itself
from ocr_workers.kinds import DocumentKind
from ocr_workers.understanding import as_values, understand
from tests.unit.ocr_workers.letter_readings import Placed, reading_of

DUTCH = (
    "Geachte mevrouw, geachte heer,", "Hierbij bezorgen wij u het aanslagbiljet voor dit aanslagjaar.",
    "Gelieve het bedrag te betalen binnen twee maanden na verzending.",
    "U kunt bezwaar indienen bij de bevoegde adviseur-generaal.",
)  # fmt: skip
FRENCH = (
    "Madame, Monsieur,", "Nous vous envoyons l'avertissement-extrait de rôle.",
    "Veuillez payer le montant dans les deux mois de l'envoi.",
    "Vous pouvez introduire une réclamation auprès du conseiller.",
)  # fmt: skip
TERMS = (
    "1. Onderwerp", "De dienstverlener voert de diensten uit die in de bijlage worden beschreven.",
    "2. Duur en opzegging",
    "De overeenkomst gaat in op de dag van de laatste handtekening.", "3. Vergoeding",
    "De maandelijkse vergoeding is verschuldigd op de vijfde werkdag.", "4. Aansprakelijkheid",
    "De dienstverlener is onbeperkt aansprakelijk voor opzet.",
)  # fmt: skip


def below(lines: tuple[str, ...], x: float = 20.0, y: float = 100.0) -> list[Placed]:
    return [(x, y + 6 * number, line) for number, line in enumerate(lines)]


def column(lines: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(line[:46] for line in lines)


@pytest.mark.parametrize(
    ("placed", "languages"),
    [
        (below(DUTCH + FRENCH), ("nl", "fr")),
        (below(FRENCH + DUTCH), ("fr", "nl")),
        (below(column(DUTCH)) + below(column(FRENCH), 115), ("nl", "fr")),
        (below((*DUTCH, "English version on request.")), ("nl",)),
    ],
    ids=["one below the other", "the other first", "side by side", "a line in a third"],
)
def test_both_languages_are_kept_the_main_one_first(placed: list[Placed], languages: tuple[str, ...]) -> None:
    understood = understand([reading_of(placed)], None)

    assert understood.languages == languages
    assert understood.language == languages[0]
    assert as_values(understood)["languages"] == list(languages)


def test_clauses_behind_a_letter_are_not_the_letter() -> None:
    notice = (
        "Geachte mevrouw,", "Onze postbode kwam langs en er was niemand om te tekenen.",
        "De aangetekende zending ligt vijftien dagen aan het loket.", "Breng uw identiteitskaart mee.",
    )  # fmt: skip
    rows = rows_of([reading_of(below(notice + TERMS))])

    assert len(letter_itself(rows)) == len(notice)
    assert understand([reading_of(below(notice + TERMS))], None).kind is DocumentKind.REGISTERED_MAIL_NOTICE


def test_a_contract_is_all_of_its_clauses() -> None:
    rows = rows_of([reading_of(below(("OVEREENKOMST", "Tussen de ondergetekenden wordt overeengekomen:", *TERMS)))])

    assert letter_itself(rows) == rows
