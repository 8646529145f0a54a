"""A page on which a tenant's name and address stand without the letter being the tenant's."""

from __future__ import annotations

import pytest

from ocr_workers.address_block import RecipientBlock
from ocr_workers.address_labels import Label, label_of
from ocr_workers.deps import FILING_BOUND
from ocr_workers.tenant_clues import Clue
from ocr_workers.tenant_directory import TenantCandidate, TenantDirectory
from ocr_workers.tenant_finding import doubt_the_sender
from ocr_workers.tenant_match import TenantMatch, match_tenant
from ocr_workers.understanding import understand
from paper.geometry import Box
from tests.unit.ocr_workers.letter_readings import Placed, reading_of

ALFA = TenantCandidate("alfa", ("Alfa Bouw NV",), (), ("Industrielaan 5\n2800 Mechelen",))
BETA = TenantCandidate("beta", ("Beta Foods BV",), (), ("Havenkaai 9\n9000 Gent",))
JAN = TenantCandidate("jan", ("Jan Peeters",), (), ("Kouter 8\n9000 Gent",), "individual")
TENANTS = (ALFA, BETA, JAN)

ALFAS = ("Alfa Bouw NV", "Industrielaan 5", "2800 Mechelen")
BETAS = ("Beta Foods BV", "Havenkaai 9", "9000 Gent")
JANS = ("Jan Peeters", "Kouter 8", "9000 Gent")
STRANGERS = ("Gamma Consult BV", "Dorpsstraat 77", "3500 Hasselt")
LEFT, RIGHT = 20.0, 110.0


def at(left: float, top: float, *lines: str, size: float = 3.0) -> list[Placed]:
    return [(left, top + 1.6 * size * index, line, size) for index, line in enumerate(lines)]


HEAD = at(LEFT, 12, "Delta Verzekeringen NV", size=6.0) + at(LEFT, 22, "Laan 3, 2000 Antwerpen", size=2.4)
TEXT = at(
    25, 105, "Betreft: offerte 2026-118", "Geachte heer, mevrouw,", "Hierbij bezorgen wij u de gevraagde offerte.",
    "Met vriendelijke groeten,",
)  # fmt: skip
SIGNED_BY_JAN = at(25, 130, "Jan Peeters")


def found(*parts: list[Placed]) -> TenantMatch:
    understood = understand([reading_of(line for part in parts for line in part)], None)
    sender = understood.sender.value if understood.sender else None
    directory = TenantDirectory(TENANTS)
    block = understood.recipient
    return doubt_the_sender(match_tenant(block, directory), sender, block, directory)


NOT_FILED = {
    "a tenant's letterhead, a stranger's window": [
        at(LEFT, 12, "Alfa Bouw NV", size=6.0), at(LEFT, 20, "Industrielaan 5, 2800 Mechelen"),
        at(RIGHT, 50, *STRANGERS),
    ],
    "a sister company by a letter, whose legal form looks like a degree": [
        HEAD, at(RIGHT, 50, "Beta Foods B SC", *BETAS[1:]),
    ],
    "a firm that goes on like a tenant's name": [HEAD, at(RIGHT, 50, "Beta Foods CPA", *BETAS[1:])],
    "a tenant's letterhead, no recipient": [at(LEFT, 12, "Alfa Bouw NV", size=6.0), at(LEFT, 20, *ALFAS[1:])],
    "a tenant's letterhead as high as a window": [at(LEFT, 35, *ALFAS, "Tel. 015 22 33 44", "www.alfabouw.example")],
    "a tenant's address at the top, no other": [at(LEFT, 35, *ALFAS)],
    "a tenant's private letter, to whom it is set beside": [
        at(LEFT, 50, *JANS), at(RIGHT, 50, *STRANGERS), SIGNED_BY_JAN,
    ],
    "to whom it is set beside, on the left": [at(RIGHT, 50, *JANS), at(LEFT, 50, *STRANGERS), SIGNED_BY_JAN],
    "a private letter whose sender stands below": [at(LEFT, 60, *STRANGERS), at(RIGHT, 80, *JANS)],
    "a private letter whose sender stands above": [at(LEFT, 45, *JANS), at(LEFT, 75, *STRANGERS), SIGNED_BY_JAN],
    "a private letter without a recipient": [at(LEFT, 50, *JANS), SIGNED_BY_JAN],
    "a stranger's letter with a copy to a tenant": [HEAD, at(RIGHT, 50, *STRANGERS), at(25, 150, "cc:", *BETAS)],
    "a copy to a tenant in the window's height": [HEAD, at(RIGHT, 50, *STRANGERS), at(LEFT, 75, "Kopie aan:", *BETAS)],
    "a stranger's letter whose subject is a tenant": [
        HEAD, at(RIGHT, 50, *STRANGERS), at(25, 95, "Betreft: Beta Foods BV, Havenkaai 9, 9000 Gent"),
    ],
    "a subject in lines of its own": [HEAD, at(25, 85, "Betreft:", *BETAS)],
    "two tenants in two windows": [HEAD, at(RIGHT, 50, *ALFAS), at(LEFT, 50, *BETAS)],
    "two tenants in one window": [HEAD, at(RIGHT, 50, "Alfa Bouw NV", "Beta Foods BV", *ALFAS[1:])],
    "two addresses below each other": [HEAD, at(RIGHT, 50, *ALFAS, *BETAS)],
    "sent on to another tenant": [HEAD, at(RIGHT, 50, *ALFAS), at(RIGHT, 72, "Doorgestuurd naar:", *BETAS)],
    "sent on to a stranger": [HEAD, at(RIGHT, 50, *ALFAS), at(RIGHT, 72, "Nieuw adres:", *STRANGERS)],
    "delivered to a tenant, invoiced to a stranger": [
        HEAD, at(LEFT, 50, "Leveringsadres:", *BETAS), at(RIGHT, 50, "Facturatieadres:", *STRANGERS),
    ],
    "the same in English, without colons": [
        HEAD, at(LEFT, 50, "Delivery address", *BETAS), at(RIGHT, 50, "Invoice address", *STRANGERS),
    ],
    "the same in French": [HEAD, at(LEFT, 50, "Adresse de livraison :", *BETAS), at(RIGHT, 45, *STRANGERS)],
    "delivered to a tenant, and no other address": [HEAD, at(LEFT, 50, "Lieferadresse", *BETAS)],
    "a tenant behind 'from', a stranger behind 'to'": [
        at(LEFT, 50, "Van:", *BETAS), at(RIGHT, 50, "Aan:", *STRANGERS),
    ],
    "a tenant's own invoice": [
        at(LEFT, 15, "INVOICE", size=6.0), at(LEFT, 40, "From", *BETAS), at(RIGHT, 40, "Bill to", *STRANGERS),
    ],
    "the same, the other way round": [
        at(LEFT, 15, "INVOICE", size=6.0), at(RIGHT, 40, "From", *BETAS), at(LEFT, 40, "Bill to", *STRANGERS),
    ],
    "a tenant as the supplier": [HEAD, at(LEFT, 50, "Leverancier:", *BETAS)],
    "back to a tenant": [HEAD, at(LEFT, 50, "Retour aan: Beta Foods BV", *BETAS[1:])],
    "a tenant's return line": [
        at(LEFT, 50, "Beta Foods BV - Havenkaai 9 - 9000 Gent", size=2.0), at(LEFT, 55, *STRANGERS),
    ],
}  # fmt: skip


@pytest.mark.parametrize("page", NOT_FILED.values(), ids=NOT_FILED.keys())
def test_a_tenants_address_that_may_not_be_the_recipients_files_nothing(page: list[list[Placed]]) -> None:
    assert found(*page, TEXT).confidence < FILING_BOUND


FILED = {
    "a window alone": [HEAD, at(RIGHT, 50, *BETAS)],
    "the sender's own address beside it": [
        HEAD, at(RIGHT, 50, *BETAS), at(LEFT, 50, "Delta Verzekeringen NV", "Laan 3", "2000 Antwerpen"),
    ],
    "the sender's office with its telephone beside it": [
        HEAD, at(RIGHT, 50, *BETAS), at(LEFT, 50, "Kantoor Gent", "Laan 8", "9000 Gent", "Tel. 09 222 33 44"),
    ],
    "an invoice to a tenant": [
        at(LEFT, 15, "INVOICE", size=6.0), at(LEFT, 40, "From", *STRANGERS), at(RIGHT, 40, "Bill to", *BETAS),
    ],
    "a company of a longer name writes": [
        at(LEFT, 12, "Studio Beta Foods BV - Gent", size=6.0), at(RIGHT, 50, *BETAS[:1], "Boekhouding", *BETAS[1:]),
    ],
    "a sister company writes": [at(LEFT, 12, "Beta Foods NV", size=6.0), at(RIGHT, 50, "Beta Foods BV", *BETAS[1:])],
    "a private sender at the top": [at(LEFT, 15, *STRANGERS), at(RIGHT, 50, *BETAS)],
    "a copy to another tenant": [HEAD, at(RIGHT, 50, *BETAS), at(25, 150, "cc:", *ALFAS)],
    "another tenant as the subject": [HEAD, at(RIGHT, 50, *BETAS), at(25, 95, "Betreft: Alfa Bouw NV, 2800 Mechelen")],
    "invoiced to a tenant, delivered elsewhere": [
        HEAD, at(RIGHT, 50, "Facturatieadres:", *BETAS), at(LEFT, 50, "Leveringsadres:", *STRANGERS),
    ],
    "invoiced and delivered to one tenant": [HEAD, at(RIGHT, 50, *BETAS), at(LEFT, 50, *BETAS)],
    "the letter begins right below the place": [
        HEAD, at(25, 50, *BETAS, "Gent, 18 oktober 2026", "Geachte heer Maes,",
                 "Met plezier schrijven wij u over de drie delen van het register die u gebonden hebt."),
    ],
    "the label and the name in one line": [HEAD, at(RIGHT, 50, "Klant: Beta Foods BV", *BETAS[1:])],
}  # fmt: skip


@pytest.mark.parametrize("page", FILED.values(), ids=FILED.keys())
def test_a_recipient_who_is_told_from_all_others_is_filed(page: list[list[Placed]]) -> None:
    match = found(*page, TEXT)

    assert (match.tenant_id, match.confidence >= FILING_BOUND) == ("beta", True), match


@pytest.mark.parametrize("clue", [Clue(reference=9), Clue(spelling=3), Clue(has_number=True)])
def test_what_is_known_of_another_tenant_never_takes_a_letter_from_whom_its_block_names(clue: Clue) -> None:
    block = RecipientBlock(BETAS, Box(0, 0, 1, 1), 1.0, 0.95, "left")

    assert match_tenant(block, TENANTS, {"alfa": clue}).tenant_id == "beta"


@pytest.mark.parametrize(
    ("line", "label"),
    [
        ("Aan:", Label.RECIPIENT), ("Client / Klant", Label.RECIPIENT), ("Facturé à :", Label.RECIPIENT),
        ("Rechnungsadresse", Label.RECIPIENT), ("Van:", Label.SENDER), ("Absender", Label.SENDER),
        ("Sold by", Label.SENDER), ("Fattura di:", Label.SENDER), ("Ship to:", Label.DELIVERY),
        ("Indirizzo di consegna", Label.DELIVERY), ("cc: Beta Foods BV", Label.DELIVERY),
    ],
)  # fmt: skip
def test_a_label_says_whose_address_follows(line: str, label: Label) -> None:
    told = label_of(line)

    assert told is not None
    assert told[0] is label


@pytest.mark.parametrize(
    "line", ["Van de Velde", "Klant: 10234", "Werf Zuid BV", "Client Solutions BV", "A. Rossi", "To"]
)
def test_a_name_is_no_label(line: str) -> None:
    assert label_of(line) is None
