"""Recipients that only the text names are proposed, and nothing is filed for them without a person."""

from __future__ import annotations

import pytest

from ocr_workers.deps import FILING_BOUND
from ocr_workers.named_recipient import find_named_recipient
from ocr_workers.tenant_directory import TenantCandidate
from ocr_workers.tenant_match import match_tenant
from tests.unit.ocr_workers.letter_readings import reading_of


@pytest.mark.parametrize(
    ("lines", "said"),
    [
        (
            ("AVIS DE PASSAGE", "Destinataire : Mme Fontaine Marie-Claire", "Avenue des Tilleuls 23, 1180 Uccle"),
            ("Mme Fontaine Marie-Claire", "Avenue des Tilleuls 23", "1180 Uccle"),
        ),
        (
            ("Empfänger:", "Holzmann GmbH", "Industriestraße 44", "52070 Aachen", "Ihre Sendung liegt bereit."),
            ("Holzmann GmbH", "Industriestraße 44", "52070 Aachen"),
        ),
        (("Geadresseerde: de huurder van dit pand", "Gelieve contact op te nemen."), None),
        (("De bestemmeling was afwezig.", "Rozenlaan 8", "3000 Leuven"), None),
    ],
)
def test_a_label_names_the_recipient_with_an_address_behind_it(
    lines: tuple[str, ...], said: tuple[str, ...] | None
) -> None:
    found = find_named_recipient(reading_of((20, 120 + 5 * number, line) for number, line in enumerate(lines)))

    assert (found.lines if found else None) == said


def test_whoever_is_named_in_the_text_waits_for_a_person() -> None:
    page = reading_of([(20, 120, "Destinataire : Mme Fontaine Marie-Claire"), (20, 125, "Rue Haute 23, 1180 Uccle")])
    tenant = TenantCandidate("t1", ("Marie-Claire Fontaine",), (), ("Rue Haute 23, 1180 Uccle",), "individual")

    match = match_tenant(find_named_recipient(page), [tenant])

    assert match.tenant_id == "t1"
    assert match.confidence < FILING_BOUND
