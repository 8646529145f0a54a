"""A paper without a window names its recipient in words."""

from __future__ import annotations

import pytest

from ocr_workers.deps import FILING_BOUND
from ocr_workers.labelled_recipient import labelled_recipient
from ocr_workers.tenant_match import TenantCandidate, match_tenant
from ocr_workers.understanding import understand
from tests.unit.ocr_workers.letter_readings import DUTCH_INVOICE, Placed, reading_of

BERTE = TenantCandidate(
    "t1", ("Marthe-Lise Berthelot",), (), ("Avenue des Ormes 31 boîte 2\n1190 Forest",), "individual"
)
NOTICE: tuple[Placed, ...] = (
    (25, 20, "AVIS DE PASSAGE", 6.0),
    (25, 34, "Nous nous sommes présentés aujourd'hui à votre adresse."),
    (25, 44, "Destinataire : Mme Berthelot Marthe-Lise"),
    (25, 49, "Avenue des Ormes 31 bte 2, 1190 Forest"),
    (25, 60, "Date du passage : 06/11/2026"),
)


def test_the_recipient_of_a_notice_is_who_it_says() -> None:
    block = labelled_recipient(reading_of(NOTICE))

    assert block is not None
    assert block.lines == ("Mme Berthelot Marthe-Lise", "Avenue des Ormes 31 bte 2", "1190 Forest")
    assert not block.stands_in_window


def test_the_tenant_of_a_notice_is_found() -> None:
    match = match_tenant(understand([reading_of(NOTICE)], None).recipient, [BERTE])

    assert match.tenant_id == "t1"
    assert match.confidence >= FILING_BOUND


@pytest.mark.parametrize(
    ("label", "city"),
    [
        ("Geadresseerde:", "3500 Hasselt"), ("Empfänger:", "50667 Köln"), ("Delivered to:", "M3 4JR Manchester"),
        ("Destinatario:", "20121 Milano"), ("Adressé à :", "69003 Lyon"),
    ],
)  # fmt: skip
def test_every_language_has_a_word_for_it(label: str, city: str) -> None:
    lines = [(25, 20, label), (70, 20, "Rivabel Onderneming"), (70, 25, "Lindelaan 7"), (70, 30, city)]
    block = labelled_recipient(reading_of(lines))

    assert block is not None
    assert block.lines == ("Rivabel Onderneming", "Lindelaan 7", city)


@pytest.mark.parametrize(
    "lines",
    [
        [(25, 20, "Empfänger: Stadtwerke AG"), (25, 25, "IBAN: DE02 1203 0000 0000 2020 51")],
        [(25, 20, "Destinataire : Mme Berthelot"), (25, 25, "Téléphone : 02 555 12 12"), (25, 30, "1190 Forest")],
        [(25, 20, "Destinataire : Mme Berthelot"), (25, 60, "Avenue des Ormes 31"), (25, 65, "1190 Forest")],
        [(25, 20, "Le destinataire de la présente est prié de répondre."), (25, 25, "1190 Forest")],
        [(25, 20, "Recipient:"), (25, 25, "M3 4JR Manchester")],
    ],
)
def test_what_is_no_whole_address_names_nobody(lines: list[Placed]) -> None:
    assert labelled_recipient(reading_of(lines)) is None


def test_a_window_goes_before_a_label() -> None:
    lines = (
        *DUTCH_INVOICE,
        (20, 200, "Ontvanger: Marthe Peeters"),
        (20, 205, "Lindelaan 7"),
        (20, 210, "3500 Hasselt"),
    )
    recipient = understand([reading_of(lines)], None).recipient

    assert recipient is not None
    assert recipient.lines[0] == "Jansen BV"


def test_a_form_that_names_its_sender_too_waits_for_a_person() -> None:
    lines = (*NOTICE, (25, 80, "Expéditeur : Fromagerie du Val"), (25, 85, "Rue Basse 4, 4500 Huy"))
    match = match_tenant(labelled_recipient(reading_of(lines)), [BERTE])

    assert match.tenant_id == "t1"
    assert match.confidence < FILING_BOUND
