"""Classes of confusion, one row each: what is filed, what goes to a person, and what no evidence may do."""

from __future__ import annotations

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ocr_workers.address_block import RecipientBlock
from ocr_workers.company_names import company_name, level_of_company
from ocr_workers.deps import FILING_BOUND
from ocr_workers.name_levels import NameLevel
from ocr_workers.person_names import level_of_person, person_name
from ocr_workers.postal import without_honorific
from ocr_workers.tenant_clues import Clue
from ocr_workers.tenant_directory import TenantCandidate, TenantDirectory
from ocr_workers.tenant_match import TenantMatch, match_tenant
from paper.geometry import Box

PEETERS = TenantCandidate("peeters", ("Jan Peeters",), (), ("Kouter 8\n9000 Gent",), "individual")
WIFE = TenantCandidate("wife", ("Marie Claes",), ("Marie Maes",), ("Kouter 8\n9000 Gent",), "individual")
MARTIN = TenantCandidate("martin", ("Jean Pierre Martin",), (), ("3 rue Pasteur\n69003 Lyon",), "individual")
HOLDING = TenantCandidate("holding", ("Alfa Bouw Holding NV",), (), ("Industrielaan 5 bus 2\n2800 Mechelen",))
ALFA = TenantCandidate("alfa", ("Alfa Bouw NV",), (), ("Industrielaan 5 bus 2\n2800 Mechelen",))
CONTI = TenantCandidate(
    "conti", ("Conti S.r.l.",), (), ("Via Roma 7\n35121 Padova", "Casella postale 44\n35121 Padova")
)
ADLER = TenantCandidate("adler", ("Adler Logistik GmbH & Co. KG",), (), ("Ringstraße 9\n50667 Köln",))
REED = TenantCandidate("reed", ("Reed Motors Ltd",), (), ("12 High Street\nLS1 4DY Leeds",))
ZWAAN = TenantCandidate("zwaan", ("De Zwaan Advies B.V.",), (), ("Postbus 310\n1012 AB Amsterdam",))
DOMAINE = TenantCandidate("domaine", ("Domaine SRL",), (), ("Rue Haute 3\n4000 Liège",))
TENANTS = (PEETERS, WIFE, MARTIN, HOLDING, ALFA, CONTI, ADLER, REED, ZWAAN, DOMAINE)


def matched(*lines: str, clue: Clue | None = None, **changes: object) -> TenantMatch:
    block = RecipientBlock(lines, Box(0, 0, 1, 1), 1.0, 0.95, "left", **changes)  # type: ignore[arg-type]
    clues = {each.tenant_id: clue for each in TENANTS} if clue else None
    return match_tenant(block, TENANTS, clues)


FILED = [
    (("Dhr. PEETERS Jan", "Kouter 8", "B-9000 GENT"), "peeters"),
    (("DeheerJan Peeters", "Kouter8", "9000Gent"), "peeters"),
    (("Jan Peetcrs", "Koutcr 8", "9000 Gent"), "peeters"),
    (("Mevr. Marie Claes-Maes", "Kouter 8", "9000 Gent"), "wife"),
    (("Mme Marie Maes", "Kouter 8", "9000 Gent"), "wife"),
    (("M. Jean P. Martin", "3, rue Pasteur", "69003 Lyon"), "martin"),
    (("Monsieur Jean Martin", "3 r. Pasteur", "69 003 LYON"), "martin"),
    (("Alfa Bouw Holding N.V.", "Industrielaan 5 bus 2", "2800 Mechelen"), "holding"),
    (("Alfa Bouw NV", "Boekhouding", "Industrielaan 5", "2800 Mechelen"), "alfa"),
    (("Mevrouw Els Maes", "Alfa Bouw NV", "Industrielaan 5", "2800 Mechelen"), "alfa"),
    (("Alfa Bouw", "NV", "t.a.v. An Peeters", "Industrielaan 5", "2800 Mechelen"), "alfa"),
    (("Alfa Bouvv NV", "lndustrielaan 5 bus 2", "28O0 Mechelen"), "alfa"),
    (("PERSOONLIJK", "Alfa Bouw NV", "Gebouw C", "Industrielaan 5", "2800 Mechelen"), "alfa"),
    (("Spett.le Conti S.r.l.", "C.P. 44", "35121 PADOVA (PD)"), "conti"),
    (("ADLER LOGISTIK GMBH & CO. KG", "z. Hd. Herrn Braun", "Ringstr. 9", "D-50667 Köln"), "adler"),
    (("Reed Motors Limited", "FAO Helen Marsh", "12, High Street", "Leeds", "LS1 4DY"), "reed"),
    (("De Zwaan Advies BV", "Postbus 310", "1012 A B Amsterdam"), "zwaan"),
    (("Domaine BV", "Rue Haute 3", "4000 Liège"), "domaine"),
]


@pytest.mark.parametrize(("lines", "tenant_id"), FILED)
def test_what_leaves_no_doubt_is_filed(lines: tuple[str, ...], tenant_id: str) -> None:
    match = matched(*lines)

    assert match.tenant_id == tenant_id
    assert match.confidence >= FILING_BOUND


LEFT = [
    ("Jan Peeters", "Dorpsstraat 3", "8000 Brugge"),
    ("Jan Peeters", "Kouter 18", "9000 Gent"),
    ("Jana Peeters", "Kouter 8", "9000 Gent"),
    ("J. Peeters", "Kouter 8", "9000 Gent"),
    ("Familie Peeters", "Kouter 8", "9000 Gent"),
    ("Jan Peeters", "Marie Claes", "Kouter 8", "9000 Gent"),
    ("Jan Peeters",),
    ("Jean Paul Martin", "3 rue Pasteur", "69003 Lyon"),
    ("Alfa Bouw", "Industrielaan 5 bus 2", "2800 Mechelen"),
    ("Alfa Bouw Services NV", "Industrielaan 5 bus 2", "2800 Mechelen"),
    ("Alfa Bouw II NV", "Industrielaan 5 bus 2", "2800 Mechelen"),
    ("Alfa Bouw 2 NV", "Industrielaan 5 bus 2", "2800 Mechelen"),
    ("Alva Bouw NV", "Industrielaan 5 bus 2", "2800 Mechelen"),
    ("Gamma Consult BV", "Alfa Bouw NV", "Industrielaan 5", "2800 Mechelen"),
    ("Gamma Consult BV", "p/a Alfa Bouw NV", "Industrielaan 5", "2800 Mechelen"),
    ("Gamma Consult BV", "t.a.v. Jan Peeters", "Kouter 8", "9000 Gent"),
    ("Famiglia Conti", "Via Roma 7", "35121 Padova"),
    ("Conti S.p.A.", "Via Roma 7", "35121 Padova"),
    ("Adler Logistik GmbH", "Ringstraße 9", "50667 Köln"),
    ("Read Motors Ltd", "14 High Street", "LS1 4DY Leeds"),
    ("Industrielaan 5 bus 2", "2800 Mechelen"),
]


@pytest.mark.parametrize("lines", LEFT)
def test_what_may_be_somebody_elses_goes_to_a_person(lines: tuple[str, ...]) -> None:
    assert matched(*lines).confidence < FILING_BOUND


def test_a_number_of_its_own_files_what_almost_agreed() -> None:
    lines = ("J. Peeters", "Kouter 8", "9000 Gent")

    assert matched(*lines, clue=Clue(has_number=True)).confidence >= FILING_BOUND


CLUES = [Clue(has_number=True), Clue(reference=9), Clue(spelling=1), Clue(has_number=True, reference=9, spelling=1)]


@pytest.mark.parametrize("clue", CLUES)
@pytest.mark.parametrize(
    "lines",
    [
        ("Jan Peeters", "Dorpsstraat 3", "8000 Brugge"),
        ("Gamma Consult BV", "p/a Alfa Bouw NV", "Industrielaan 5", "2800 Mechelen"),
        ("Advocaten Claes", "Kouter 8", "9000 Gent"),
    ],
)
def test_no_clue_files_against_what_is_printed(lines: tuple[str, ...], clue: Clue) -> None:
    assert matched(*lines, clue=clue).confidence < FILING_BOUND


def test_a_persons_word_for_the_same_block_given_twice_outweighs_an_old_address() -> None:
    lines = ("Jan Peeters", "Dorpsstraat 3", "8000 Brugge")

    assert matched(*lines, clue=Clue(spelling=2)).confidence >= FILING_BOUND


@pytest.mark.parametrize("clue", [Clue(is_refused=True), Clue(is_elsewhere=True), Clue(spelling=3, is_refused=True)])
def test_what_came_back_or_is_counted_as_anothers_goes_to_a_person(clue: Clue) -> None:
    assert matched("Jan Peeters", "Kouter 8", "9000 Gent", clue=clue).confidence < FILING_BOUND


def test_a_block_in_an_unusual_place_weighs_less() -> None:
    lines = ("Jan Peeters", "Kouter 8", "9000 Gent")
    block = RecipientBlock(lines, Box(0, 0, 1, 1), 0.5, 0.95, "left", stands_in_window=False)

    assert match_tenant(block, TENANTS).confidence < matched(*lines).confidence


LETTERS = st.text("abcdefghijklmnoprstuvwz", min_size=6, max_size=12).map(str.capitalize)
HOUSES = st.integers(1, 299)


@st.composite
def strangers(draw: st.DrawFn) -> tuple[str, ...]:
    """Recipients whose name resembles no tenant's, at tenants' doors as well as elsewhere."""
    name = f"{draw(LETTERS)} {draw(LETTERS)}"
    street, place = draw(
        st.sampled_from([("Kouter", "9000 Gent"), ("Industrielaan", "2800 Mechelen"), ("Laan", "1000 X")])
    )
    return name, f"{street} {draw(st.one_of(HOUSES, st.sampled_from([5, 8])))}", place


@given(strangers())
def test_an_unknown_recipient_is_never_filed(lines: tuple[str, ...]) -> None:
    assert matched(*lines).confidence < FILING_BOUND


BLOCKS = st.sampled_from([lines for lines, _ in FILED] + LEFT)


@given(BLOCKS, st.randoms(use_true_random=False))
def test_the_order_of_the_candidates_does_not_matter(lines: tuple[str, ...], shuffle: random.Random) -> None:
    block = RecipientBlock(lines, Box(0, 0, 1, 1), 1.0, 0.95, "left")
    tenants = list(TENANTS)
    shuffle.shuffle(tenants)

    assert match_tenant(block, TenantDirectory(tenants)) == match_tenant(block, TENANTS)


@given(
    BLOCKS, st.sampled_from(["Jan Peters", "Alfa Bouw BV", "Conti", "Adler Logistik AG", "J. Peeters", "Marie Claes"])
)
def test_a_further_rival_never_raises_the_winner(lines: tuple[str, ...], name: str) -> None:
    block = RecipientBlock(lines, Box(0, 0, 1, 1), 1.0, 0.95, "left")
    before = match_tenant(block, TENANTS)
    rival = TenantCandidate("rival", (name,), (), ("Kouter 8\n9000 Gent", "Via Roma 7\n35121 Padova"))

    after = match_tenant(block, (*TENANTS, rival))

    assert after.tenant_id in {before.tenant_id, "rival"}
    assert after.tenant_id == "rival" or after.confidence <= before.confidence


@given(BLOCKS, st.builds(Clue, st.booleans(), st.integers(0, 5), st.integers(0, 5)))
def test_what_speaks_for_a_rival_never_raises_the_winner(lines: tuple[str, ...], clue: Clue) -> None:
    block = RecipientBlock(lines, Box(0, 0, 1, 1), 1.0, 0.95, "left")
    before = match_tenant(block, TENANTS)
    rivals = {each.tenant_id: clue for each in TENANTS if each.tenant_id != before.tenant_id}

    after = match_tenant(block, TENANTS, rivals)

    assert after.tenant_id != before.tenant_id or after.confidence <= before.confidence


@pytest.mark.parametrize(
    ("printed", "registered", "is_same"),
    [
        ("Émile B onet", "Émile Bonet", True),
        ("Frau U te Becker", "Ute Becker", True),
        ("J. An Peeters", "Jan Peeters", False),
        ("J An Peeters", "Jan Peeters", False),
        ("A de Wit", "Ade Wit", False),
    ],
)
def test_a_letter_parted_from_its_word_is_put_back_and_an_initial_is_not(
    printed: str, registered: str, *, is_same: bool
) -> None:
    level = level_of_person(person_name(without_honorific(printed)), person_name(registered))

    assert (level in {NameLevel.EXACT, NameLevel.MISREAD}) is is_same


def test_a_legal_form_run_into_the_name_is_found_at_either_end() -> None:
    registered = company_name("Comm.V Apotheek Brabo")

    assert level_of_company(company_name("Comm.VApotheek Brabo"), registered) is NameLevel.MISREAD
    assert level_of_company(company_name("Comm.VApotheek Brabant"), registered) is not NameLevel.MISREAD


@pytest.mark.parametrize("printed", ["Jansen", "Janseu"])
def test_a_surname_alone_is_nobodys_whatever_initial_is_registered(printed: str) -> None:
    assert level_of_person(person_name(printed), person_name("F. Jansen")) is NameLevel.NONE
