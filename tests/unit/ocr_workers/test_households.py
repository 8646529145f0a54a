"""Who of a household is meant: titles, couples, widows, heirs, fathers and sons, and two names in one line."""

from __future__ import annotations

import pytest

from ocr_workers.address_block import RecipientBlock
from ocr_workers.deps import FILING_BOUND
from ocr_workers.households import addresses_several, is_of_other_sex
from ocr_workers.name_levels import NameLevel
from ocr_workers.person_names import level_of_person, person_name
from ocr_workers.tenant_directory import TenantCandidate
from ocr_workers.tenant_match import TenantMatch, match_tenant
from paper.geometry import Box

HOME = ("Kouter 8", "9000 Gent")
JAN = TenantCandidate("jan", ("Jan Peeters",), (), ("Kouter 8\n9000 Gent",), "individual")
ELS = TenantCandidate("els", ("Els Claes",), (), ("Kouter 8\n9000 Gent",), "individual")
SON = TenantCandidate("son", ("Joris Peeters",), (), ("Kouter 8\n9000 Gent",), "individual")
ALFA = TenantCandidate("alfa", ("Alfa NV",), (), ("Kouter 8\n9000 Gent",))
HOLDING = TenantCandidate("holding", ("Alfa Holding NV",), (), ("Kouter 8\n9000 Gent",))


def matched(name: str, *tenants: TenantCandidate) -> TenantMatch:
    return match_tenant(RecipientBlock((*name.split("\n"), *HOME), Box(0, 0, 1, 1), 1.0, 0.98, "left"), tenants)


OTHERS = """
    Mevrouw Jan Peeters|Mme Jan Peeters|Frau Jan Peeters|Mrs Jan Peeters|Veuve Jan Peeters|Vve Jan Peeters|
    Weduwe Jan Peeters|Wed. Jan Peeters|Jan Peeters jr.|Jan Peeters junior|Erven Jan Peeters|Erben nach Jan Peeters|
    Erbengemeinschaft Jan Peeters|Succession Jan Peeters|Eredi di Jan Peeters|Estate of Jan Peeters|
    De ouders van Jan Peeters|To the parents of Jan Peeters|Gezin Jan Peeters|Jan & Els Peeters|Jan en Els Peeters|
    Jan Peeters - Els Claes|Jan Peeters / Els Claes|Jan Peeters, Els Claes|Jan Peeters + Els Claes|
    Jan Peeters en/of Els Claes|Jan-Baptist Peeters|Jan Frans Peeters|Jana Peeters|Jean Peeters|J. Peeters|
    De heer J. Peeters|Jan Peeters BV|Bakkerij Jan Peeters|Jan Peeters & Zonen|Notaris Els Maes, inzake Jan Peeters|
    Els Maes c/o Jan Peeters|Els Maes p/a Jan Peeters|Jan Peeters p/a Els Maes
"""
ABOVE = "Els Maes"
TWO_LINES = ("p/a Jan Peeters", "chez Jan Peeters", "presso Jan Peeters", "t.a.v. Jan Peeters", "via Jan Peeters",
             "z. Hd. Herrn Jan Peeters", "en\nJan Peeters")  # fmt: skip


@pytest.mark.parametrize(
    "name", [*(each.strip() for each in OTHERS.split("|")), *(f"{ABOVE}\n{line}" for line in TWO_LINES)]
)
@pytest.mark.parametrize("tenants", [(JAN,), (JAN, SON)], ids=["alone", "with his son"])
def test_another_one_of_the_household_is_not_the_tenant(name: str, tenants: tuple[TenantCandidate, ...]) -> None:
    assert matched(name, *tenants).confidence < FILING_BOUND


COUPLES = """
    De heer en mevrouw Jan Peeters|Mr & Mrs Jan Peeters|Familie Jan Peeters|M. et Mme Jan Peeters|Fam. Jan Peeters|
    Herrn und Frau Jan Peeters|Dhr. & Mevr. Jan Peeters|Sig. e Sig.ra Jan Peeters
"""


@pytest.mark.parametrize("name", [each.strip() for each in COUPLES.split("|")])
def test_a_couples_letter_waits_where_another_tenant_has_the_door(name: str) -> None:
    assert addresses_several(name)
    assert matched(name, JAN, ELS).confidence < FILING_BOUND


@pytest.mark.parametrize("name", ["Monsieur Jan Peeters", "De heer Peeters Jan", "Dr. Jan Peeters", "Mr Jan Peeters"])
def test_a_title_of_ones_own_changes_nothing(name: str) -> None:
    assert not addresses_several(name)
    assert matched(name, JAN, ELS, SON).confidence >= FILING_BOUND


@pytest.mark.parametrize("name", ["Mr. Els Claes", "Maître Els Claes", "Vve Els Claes", "Mevr. Els Claes"])
def test_a_woman_may_be_a_lawyer_or_a_widow(name: str) -> None:
    assert not is_of_other_sex(name, "els")


@pytest.mark.parametrize(
    "name",
    ["Alfa NV / Beta NV", "Alfa NV - Alfa Holding NV", "Alfa NV en Alfa Holding NV", "Alfa NV\nAlfa Holding NV",
     "Alfa NV / Beta", "Stichting Alfa", "Alfa 2 NV", "Alfa Group NV", "Gamma NV v/h Alfa NV", "Curator van Alfa NV"],
)  # fmt: skip
def test_a_second_company_in_the_line_or_the_name_leaves_the_letter_to_a_person(name: str) -> None:
    for tenants in ((ALFA,), (ALFA, HOLDING)):
        assert matched(name, *tenants).confidence < FILING_BOUND


@pytest.mark.parametrize(
    "name",
    [
        "Alfa NV - Boekhouding",
        "Alfa NV, Els Maes",
        "Alfa NV t.a.v. Jan Peeters",
        "Alfa NV / t.a.v. Els Maes",
        "Alfa NV - Gent",
    ],
)
def test_an_office_or_an_employee_behind_the_company_changes_nothing(name: str) -> None:
    match = matched(name, ALFA, HOLDING)

    assert (match.tenant_id, match.confidence >= FILING_BOUND) == ("alfa", True)


@pytest.mark.parametrize(
    "lines",
    [
        ("Jan Peeters", "Kouter 8, 9000 Gent"),
        ("Jan Peeters, Kouter 8, 9000 Gent",),
        ("Jan Peeters", *HOME, "België"),
    ],
)
def test_an_address_in_the_line_is_nobody_beside_the_tenant(lines: tuple[str, ...]) -> None:
    block = RecipientBlock(lines, Box(0, 0, 1, 1), 1.0, 0.98, "left")

    assert match_tenant(block, (JAN,)).confidence >= FILING_BOUND


@pytest.mark.parametrize("below", ["Els Claes", "Mevr. Claes", "Gamma Consult BV"])
def test_whoever_is_named_below_the_place_is_addressed_too(below: str) -> None:
    block = RecipientBlock(("Jan Peeters", *HOME, below), Box(0, 0, 1, 1), 1.0, 0.98, "left")

    assert match_tenant(block, (JAN,)).confidence < FILING_BOUND


@pytest.mark.parametrize(
    ("printed", "registered", "level"),
    [
        ("Wilma Visser-van der Meer", "Wilma Visser", NameLevel.FULLER),
        ("Wilma van der Meer-Visser", "Wilma van der Meer", NameLevel.FULLER),
        ("Jan-Baptist Peeters", "Jan Peeters", NameLevel.WITHIN),
        ("Martina Dupont", "Dupont Martine", NameLevel.RELATIVE),
    ],
)
def test_a_hyphen_joins_surnames_and_makes_another_given_name(printed: str, registered: str, level: NameLevel) -> None:
    assert level_of_person(person_name(printed), person_name(registered)) is level
