"""Senders whose letterhead is a picture: by their host, as payees, by the only company that is not the recipient."""

from __future__ import annotations

import pytest

from ocr_workers.fields.rows import rows_of
from ocr_workers.fields.sender import find_sender
from tests.unit.ocr_workers.letter_readings import reading_of


@pytest.mark.parametrize(
    ("lines", "name"),
    [
        (("Payment received by VELO", "VELO 17 at the station", "help@velorides.example"), "VELO"),
        (("Kontoinhaber: Lichtwerke Hafen", "IBAN DE89 3704 0044 0532 0130 00"), "Lichtwerke Hafen"),
        (("Op naam van", "Staelens en Dochters"), "Staelens en Dochters"),
        (("Titulaire du compte : Étude Hermant - IBAN FR14", "Merci."), "Étude Hermant"),
        (("De huur is verschuldigd.", "Zuiderdiensten NV, Stationslaan 201"), "Zuiderdiensten NV"),
        (("Nothing is owed.", "Write to desk@thornbury.example"), "Thornbury"),
        (("Nothing is owed.", "Thank you"), None),
    ],
)
def test_a_sender_without_a_letterhead_is_named_by_the_text(lines: tuple[str, ...], name: str | None) -> None:
    page = reading_of((20, 130 + 7 * number, line) for number, line in enumerate(lines))

    found = find_sender(rows_of([page]), None)

    assert (found.value if found else None) == name
    assert found is None or found.confidence < 0.5


@pytest.mark.parametrize(
    "title", ["SERVICE AGREEMENT", "HUUROVEREENKOMST WONING", "Sorry we missed you", "Avis de passage"]
)
def test_what_a_document_is_called_is_nobody(title: str) -> None:
    page = reading_of([(20, 15, title, 6.0), (20, 80, "Every working day the premises are cleaned.")])

    assert find_sender(rows_of([page]), None) is None


@pytest.mark.parametrize(
    ("above", "office"),
    [
        ("REPUBLIK ÖSTERREICH", "Bezirksgericht Lindenau"),
        ("RÉPUBLIQUE FRANÇAISE", "Service des impôts de Valmont"),
        ("Herbst in Sicht!", "Papierhaus Lindenau"),
        ("Abholungseinladung", "Post Lindenau"),
    ],
)
def test_a_state_a_slogan_and_the_name_of_a_form_write_no_letters(above: str, office: str) -> None:
    page = reading_of([(20, 12, above, 5.0), (20, 22, office), (20, 120, "Wir schreiben Ihnen wegen Ihrer Anfrage.")])

    found = find_sender(rows_of([page]), None)

    assert found is not None
    assert found.value == office
