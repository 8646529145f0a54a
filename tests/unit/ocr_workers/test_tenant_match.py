from __future__ import annotations

import pytest

from ocr_workers.address_block import RecipientBlock
from ocr_workers.deps import FILING_BOUND as DEFAULT_BOUND
from ocr_workers.tenant_match import TenantCandidate, TenantMatch, match_tenant
from paper.geometry import Box

JANSEN = TenantCandidate("jansen", ("Jansen BV",), ("Jansen Tuinmeubelen",), ("Kerkstraat 12, 1000 Brussel",))
JANSSEN = TenantCandidate("janssen", ("Janssen BV",), (), ("Kerkstraat 14, 1000 Brussel",))
MUELLER = TenantCandidate("mueller", ("Müller Maschinenbau GmbH",), (), ("Hauptstraße 7\n10115 Berlin",))
ROSSI = TenantCandidate("rossi", ("Rossi S.r.l.",), (), ("Via Roma 3, 20121 Milano",))
MARIE = TenantCandidate("marie", ("Marie Dupont",), (), ("5, rue des Lilas, 75011 Paris",), "individual")
JEAN = TenantCandidate("jean", ("Jean Dupont",), (), ("5, rue des Lilas, 75011 Paris",), "individual")
ANNA = TenantCandidate("anna", ("An Peeters",), (), ("Lange Nieuwstraat 101, 2000 Antwerpen",), "individual")
TENANTS = (JANSEN, JANSSEN, MUELLER, ROSSI, MARIE, JEAN, ANNA)


def matched(*lines: str, tenants: tuple[TenantCandidate, ...] = TENANTS, words: float = 0.95) -> TenantMatch:
    return match_tenant(RecipientBlock(lines, Box(0, 0, 1, 1), 1.0, words, "left"), tenants)


@pytest.mark.parametrize(
    ("lines", "tenant_id"),
    [
        (("Jansen BV", "Kerkstraat 12", "1000 Brussel"), "jansen"),
        (("Janssen B.V.", "Kerkstraat 14", "B-1000 BRUSSEL"), "janssen"),
        (("JANSEN BV", "T.a.v. mevr. An Peeters", "Kerkstraat 12", "1000 Brussel"), "jansen"),
        (("Jansen Tuinmeubelen", "Boekhouding", "Kerkstraat 12", "1000 Brussel", "België"), "jansen"),
        (("Firma", "Müller Maschinenbau GmbH", "z. Hd. Herrn Schmidt", "Hauptstr. 7", "10115 Berlin"), "mueller"),
        (("Muller Maschinenbau GmbH", "Hauptstrasse 7", "D-10115 Berlin"), "mueller"),
        (("Miiller Maschinenbau GmbH", "Hauptstraße 7", "10115 Berlin"), "mueller"),
        (("Spett.le Rossi Srl", "Via Roma, 3", "20121 Milano (MI)"), "rossi"),
        (("Madame DUPONT Marie", "5 rue des Lilas", "75011 PARIS"), "marie"),
        (("Monsieur Jean Dupont", "5, rue des Lilas", "75011 Paris Cedex 11"), "jean"),
        (("Mevrouw An Peeters", "Lange Nieuwstr. 101", "2000 Antwerpen"), "anna"),
    ],
)
def test_a_name_and_an_address_that_agree_are_enough(lines: tuple[str, ...], tenant_id: str) -> None:
    match = matched(*lines)

    assert match.tenant_id == tenant_id
    assert match.confidence >= DEFAULT_BOUND


LOOK_ALIKES = [
    ("Janssen BV", "Kerkstraat 12", "1000 Brussel"),
    ("Jansen BV", "Kerkstraat 14", "1000 Brussel"),
    ("Jansen NV", "Kerkstraat 12", "1000 Brussel"),
    ("Jansens BV", "Kerkstraat 13", "1000 Brussel"),
    ("Garage Jansen BV", "Kerkstraat 16", "1000 Brussel"),
    ("Jansen Holding BV", "Grote Markt 1", "2000 Antwerpen"),
    ("Jansen BV", "Dorpsstraat 3", "9000 Gent"),
    ("Müller Metallbau GmbH", "Hauptstraße 7", "10115 Berlin"),
    ("Müller Maschinenbau AG", "Hauptstraße 7", "10115 Berlin"),
    ("Rossi S.p.A.", "Via Roma 3", "20121 Milano"),
    ("Mario Rossi", "Via Roma 33", "20121 Milano"),
    ("Mme M. Dupond", "7, rue des Lilas", "75011 Paris"),
    ("Julie Dupont", "5, rue des Lilas", "75011 Paris"),
    ("Famille Dupont", "5, rue des Lilas", "75011 Paris"),
    ("Jan Peeters", "Lange Nieuwstraat 101", "2000 Antwerpen"),
    ("Anna Peeters", "Korte Nieuwstraat 10", "2000 Antwerpen"),
]


@pytest.mark.parametrize("lines", LOOK_ALIKES)
@pytest.mark.parametrize("words", [0.95, 0.6])
def test_a_look_alike_is_left_to_a_person(lines: tuple[str, ...], words: float) -> None:
    assert matched(*lines, words=words).confidence < DEFAULT_BOUND


def test_a_recipient_whom_nobody_has_stays_far_below_the_bound() -> None:
    assert matched("Bakkerij De Gouden Korenaar", "Molenweg 8", "3500 Hasselt").confidence < 0.3


def test_a_neighbour_at_the_same_door_is_no_tenant() -> None:
    assert matched("Advocatenkantoor Claes", "Kerkstraat 12", "1000 Brussel").confidence < 0.6


def test_a_person_at_a_company_does_not_take_the_companys_mail() -> None:
    match = matched("Jansen BV", "t.a.v. An Peeters", "Kerkstraat 12", "1000 Brussel")

    assert match.tenant_id == "jansen"


def test_care_of_a_tenant_is_not_to_the_tenant() -> None:
    match = matched("Wanderlust Reisen", "c/o Müller Maschinenbau GmbH", "Hauptstraße 7", "10115 Berlin")

    assert match.confidence < DEFAULT_BOUND


def test_two_tenants_behind_one_door_are_told_apart_by_their_names_alone() -> None:
    centre = ("Zonneplein 1, 3000 Leuven",)
    tenants = (
        TenantCandidate("alfa", ("Alfa Software BV",), (), centre),
        TenantCandidate("beta", ("Beta NV",), (), centre),
    )

    assert matched("Beta NV", "Zonneplein 1", "3000 Leuven", tenants=tenants).confidence >= DEFAULT_BOUND
    assert matched("Gamma NV", "Zonneplein 1", "3000 Leuven", tenants=tenants).confidence < 0.3


def test_one_persons_two_companies_are_a_matter_for_a_person() -> None:
    tenants = (
        TenantCandidate("work", ("De Wit Consult BV",), (), ("Zonneplein 1, 3000 Leuven",)),
        TenantCandidate("home", ("De Wit Consult BV",), (), ("Zonneplein 1, 3000 Leuven",)),
    )

    match = matched("De Wit Consult BV", "Zonneplein 1", "3000 Leuven", tenants=tenants)

    assert match.confidence < DEFAULT_BOUND
    assert match.runners_up[0].tenant_id in {"work", "home"}


def test_without_a_recipient_nobody_is_meant() -> None:
    assert match_tenant(None, TENANTS).tenant_id is None


def test_no_tenants_means_no_match() -> None:
    assert matched("Jansen BV", "Kerkstraat 12", "1000 Brussel", tenants=()).tenant_id is None


def test_the_evidence_says_what_spoke_for_it() -> None:
    assert matched("Jansen BV", "Kerkstraat 12", "1000 Brussel").evidence[:2] == ("name agrees", "address agrees")
