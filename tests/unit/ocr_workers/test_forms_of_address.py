"""How recipients are really addressed: forms of address, functions, initials, flats, bilingual places, turned names."""

from __future__ import annotations

import pytest

from ocr_workers.address_block import RecipientBlock
from ocr_workers.address_match import AddressLevel, known_address, level_of_address, printed_address
from ocr_workers.deps import FILING_BOUND
from ocr_workers.name_levels import NameLevel
from ocr_workers.tenant_directory import TenantCandidate
from ocr_workers.tenant_match import TenantMatch, match_tenant
from ocr_workers.tenant_odds import RIGHT
from paper.geometry import Box

KESTREL = TenantCandidate("kestrel", ("Kestrel Joinery Ltd",), (), ("Unit 5, Harbour Lane\nBS1 6XN Bristol",))
FALKE = TenantCandidate("falke", ("Falke & Söhne Feinmechanik GmbH",), (), ("Industriestraße 23\n70565 Stuttgart",))
TEGEL = TenantCandidate("tegel", ("Tegelhandel De Linde NV",), (), ("Mechelsesteenweg 118 bus 3\n2018 Antwerpen",))
MOULIN = TenantCandidate("moulin", ("Moulin & Fils SRL",), (), ("Avenue Brugmann 512\n1180 Uccle",))
OLIVO = TenantCandidate("olivo", ("Frantoio Olivo S.r.l.",), (), ("Via Garibaldi 41, interno 5\n16124 Genova",))
ATELIER = TenantCandidate("atelier", ("Atelier Verrier SA",), (), ("14, rue de la Paix\n44000 Nantes",))
JANSSENS = TenantCandidate(
    "janssens", ("Pieter Janssens",), (), ("Brederodestraat 23 bus 4\n2018 Antwerpen",), "individual"
)
DELVAUX = TenantCandidate(
    "delvaux", ("Marie-Christine Delvaux",), ("M.-C. Delvaux",), ("Rue du Bailli 77 bte 2\n1050 Ixelles",), "individual"
)
VOGEL = TenantCandidate("vogel", ("Katharina Vogel",), (), ("Lindenallee 12, Whg. 7\n20259 Hamburg",), "individual")
BRAUN = TenantCandidate("braun", ("Uwe Braun",), (), ("Lindenallee 14\n20259 Hamburg",), "individual")
TENANTS = (KESTREL, FALKE, TEGEL, MOULIN, OLIVO, ATELIER, JANSSENS, DELVAUX, VOGEL, BRAUN)

AT = {
    "kestrel": ("Unit 5, Harbour Lane", "Bristol", "BS1 6XN"),
    "falke": ("Industriestr. 23", "70565 Stuttgart"),
    "tegel": ("Mechelsesteenweg 118/3", "2018 Antwerpen"),
    "moulin": ("Av. Brugmann 512", "1180 Bruxelles"),
    "olivo": ("Via Garibaldi, 41 int. 5", "16124 Genova GE"),
    "atelier": ("14 rue de la Paix", "44000 NANTES"),
    "janssens": ("Brederodestraat 23 bus 4", "2018 Antwerpen"),
    "delvaux": ("77 rue du Bailli, bte 2", "1050 Elsene"),
    "vogel": ("Lindenallee 12 Whg. 7", "20259 Hamburg"),
    "braun": ("Lindenallee 14", "20259 Hamburg"),
}
NAME = {each.tenant_id: each.names[0] for each in TENANTS}


def matched(*lines: str, tenants: tuple[TenantCandidate, ...] = TENANTS) -> TenantMatch:
    return match_tenant(RecipientBlock(lines, Box(0, 0, 1, 1), 1.0, 0.95, "left"), tenants)


def assert_filed(tenant_id: str, *lines: str) -> None:
    match = matched(*lines)

    assert (match.tenant_id, match.confidence >= FILING_BOUND) == (tenant_id, True), match


FORMS_OF_ADDRESS = [
    ("falke", "Firma"), ("falke", "An die Firma"), ("falke", "An die"), ("falke", "Fa."), ("falke", "An:"),
    ("olivo", "Spett.le"), ("olivo", "Spettabile"), ("olivo", "Spett.le Ditta"), ("olivo", "Alla Ditta"),
    ("moulin", "Société"), ("atelier", "À la société"), ("atelier", "Messieurs"), ("atelier", "Aux Ets"),
    ("tegel", "Aan"), ("tegel", "Aan de firma"), ("tegel", "Aan:"), ("kestrel", "To:"), ("kestrel", "Messrs"),
    ("kestrel", "To"), ("falke", "Herren"), ("moulin", "Maison"),
]  # fmt: skip


@pytest.mark.parametrize(("tenant_id", "form"), FORMS_OF_ADDRESS)
def test_a_form_of_address_in_a_line_of_its_own_is_no_second_name(tenant_id: str, form: str) -> None:
    assert_filed(tenant_id, form, NAME[tenant_id], *AT[tenant_id])


FUNCTIONS = [
    ("kestrel", "The Managing Director"), ("kestrel", "Accounts Payable"), ("kestrel", "The Company Secretary"),
    ("kestrel", "Purchase Ledger"), ("kestrel", "Head of Human Resources"), ("kestrel", "To the Finance Director"),
    ("falke", "Geschäftsleitung"), ("falke", "An die Geschäftsführung"), ("falke", "Abt. Buchhaltung"),
    ("falke", "Rechnungseingang"), ("falke", "z. Hd. der Geschäftsführung"), ("falke", "Herrn Geschäftsführer"),
    ("tegel", "De zaakvoerder"), ("tegel", "T.a.v. de boekhouding"), ("tegel", "Dienst facturatie"),
    ("tegel", "Aan de bedrijfsleider"), ("tegel", "t.a.v. afdeling inkoop"), ("moulin", "Direction"),
    ("moulin", "Facturation"), ("moulin", "Monsieur le Gérant"), ("moulin", "À l'attention du service comptabilité"),
    ("atelier", "Service des ressources humaines"), ("atelier", "Le Directeur Général"),
    ("olivo", "Alla c.a. dell'amministrazione"), ("olivo", "Ufficio Acquisti"), ("olivo", "Al Legale Rappresentante"),
    ("olivo", "Direzione Generale"), ("olivo", "c.a. Ufficio Contabilità"),
]  # fmt: skip


@pytest.mark.parametrize(("tenant_id", "function"), FUNCTIONS)
@pytest.mark.parametrize("is_above", [True, False])
def test_a_function_without_a_name_leaves_the_letter_to_the_company(
    tenant_id: str, function: str, *, is_above: bool
) -> None:
    names = (function, NAME[tenant_id]) if is_above else (NAME[tenant_id], function)

    assert_filed(tenant_id, *names, *AT[tenant_id])


PERSONS_IN_OFFICE = [
    ("falke", "Herrn Geschäftsführer Uwe Kessler"), ("falke", "Frau Prokuristin Anna Stolz"),
    ("kestrel", "Helen Marsh, Finance Director"), ("tegel", "De heer Zaakvoerder Tom Aerts"),
    ("moulin", "Monsieur le Directeur Luc Noël"), ("olivo", "Egr. Amministratore Delegato Paolo Neri"),
]  # fmt: skip


@pytest.mark.parametrize(("tenant_id", "officer"), PERSONS_IN_OFFICE)
def test_an_officer_named_below_the_company_changes_nothing(tenant_id: str, officer: str) -> None:
    assert_filed(tenant_id, NAME[tenant_id], officer, *AT[tenant_id])


ATTENTION = [
    ("kestrel", "For the attention of Helen Marsh"), ("kestrel", "FAO Mr T. Okonkwo"), ("kestrel", "Attn: Ngozi Bell"),
    ("falke", "z. Hd. Frau Stolz"), ("falke", "z.H. Sevim Öztürk"), ("falke", "zu Händen Herrn Quast"),
    ("tegel", "t.a.v. Wannes Cools"), ("tegel", "T.a.v. de heer Cools"), ("tegel", "ter attentie van mevr. Cools"),
    ("moulin", "à l'attention de Mme Zoé Quertinmont"), ("moulin", "A l'attention de M. Quertinmont"),
    ("olivo", "alla c.a. Dott. Ferri"), ("olivo", "c.a. sig.ra Ferri"), ("olivo", "All'attenzione di Gino Ferri"),
    ("olivo", "alla cortese attenzione del Dott. Ferri"),
]  # fmt: skip


@pytest.mark.parametrize(("tenant_id", "attention"), ATTENTION)
@pytest.mark.parametrize("is_above", [True, False])
def test_for_the_attention_of_an_employee_is_the_companys(tenant_id: str, attention: str, *, is_above: bool) -> None:
    names = (attention, NAME[tenant_id]) if is_above else (NAME[tenant_id], attention)

    assert_filed(tenant_id, *names, *AT[tenant_id])


def test_for_the_attention_of_a_tenant_in_another_tenants_company_is_the_companys() -> None:
    assert_filed("falke", "Falke & Söhne Feinmechanik GmbH", "z. Hd. Herrn Uwe Braun", *AT["falke"])


def test_for_the_attention_of_a_tenant_who_lives_there_is_the_companys() -> None:
    owner = TenantCandidate("owner", ("Wannes Cools",), (), TEGEL.addresses, "individual")
    lines = ("Tegelhandel De Linde NV", "t.a.v. de heer Wannes Cools", *AT["tegel"])

    match = matched(*lines, tenants=(*TENANTS, owner))

    assert (match.tenant_id, match.confidence >= FILING_BOUND) == ("tegel", True), match


HOSTS = [
    ("Wanda Okafor", "c/o Kestrel Joinery Ltd", *AT["kestrel"]),
    ("Karl Quast", "bei Falke & Söhne Feinmechanik GmbH", *AT["falke"]),
    ("Gamma Consult BV", "Tegelhandel De Linde NV", *AT["tegel"]),
    ("Wannes Cools", "p/a Tegelhandel De Linde NV", *AT["tegel"]),
    ("Direction", "Cabinet Lenoir SARL", "Atelier Verrier SA", *AT["atelier"]),
    ("z. Hd. Herrn Braun", "Quast Maschinen AG", *AT["falke"]),
    ("The Managing Director", "Osprey Joinery Ltd", *AT["kestrel"]),
]  # fmt: skip


@pytest.mark.parametrize("lines", HOSTS)
def test_a_host_is_not_the_addressee(lines: tuple[str, ...]) -> None:
    assert matched(*lines).confidence < FILING_BOUND


INITIALS = [
    ("janssens", "De heer P. Janssens"), ("janssens", "Dhr. P. JANSSENS"), ("delvaux", "Mme M.-C. Delvaux"),
    ("delvaux", "Madame M.C. DELVAUX"), ("vogel", "Frau K. Vogel"), ("janssens", "M. P. Janssens"),
]  # fmt: skip


@pytest.mark.parametrize(("tenant_id", "name"), INITIALS)
def test_title_initial_and_surname_at_the_very_flat_are_proposed_above_a_bare_initial(
    tenant_id: str, name: str
) -> None:
    match = matched(name, *AT[tenant_id])

    assert match.tenant_id == tenant_id
    assert match.confidence > RIGHT[NameLevel.INITIALS][0]


NOT_BY_INITIALS = [
    ("P. Janssens", *AT["janssens"]),  # no title
    ("Mevrouw P. Janssens", *AT["janssens"]),  # another's
    ("De heer K. Janssens", *AT["janssens"]),
    ("De heer P. Janssens", "Brederodestraat 23", "2018 Antwerpen"),  # any of the flats
    ("De heer P. Janssens", "Brederodestraat 23 bus 5", "2018 Antwerpen"),
    ("De heer P. Janssens", "Brederodestraat 23 bus 4"),
    ("Familie Janssens", *AT["janssens"]),
    ("De heer en mevrouw P. Janssens", *AT["janssens"]),
    ("Herrn K. Vogel", *AT["vogel"]),
    ("Herrn U. Braun", *AT["braun"]),  # a house, where a family lives
]  # fmt: skip


@pytest.mark.parametrize("lines", NOT_BY_INITIALS)
def test_initials_that_may_be_a_relatives_go_to_a_person(lines: tuple[str, ...]) -> None:
    assert matched(*lines).confidence < FILING_BOUND


@pytest.mark.parametrize("other", ["Paul Janssens", "An Janssens", "P. Janssens"])
@pytest.mark.parametrize("door", ["Brederodestraat 23 bus 4", "Brederodestraat 23"])
def test_initials_never_decide_where_a_namesake_is_known_at_the_door(other: str, door: str) -> None:
    rival = TenantCandidate("rival", (other,), (), (f"{door}\n2018 Antwerpen",), "individual")

    match = matched("De heer P. Janssens", *AT["janssens"], tenants=(*TENANTS, rival))

    assert match.confidence < FILING_BOUND


UNITS = [
    ("Avenue Louise 512 II", "Avenue Louise 512 bte II"), ("Kade 23/4", "Kade 23 bus 4"),
    ("Kade 23 bte 4", "Kade 23 boîte 4"), ("Kade 23 b 4", "Kade 23 bus 4"), ("Kade 12-2", "Kade 12 bus 2"),
    ("Kade 118/3", "Kade 118 box 3"), ("Ringweg 9, 3. OG", "Ringweg 9, 3. Obergeschoss"), ("Kade 40 hs", "Kade 40-hs"),
    ("Kade 40-H", "Kade 40 huis"), ("Via Po 3, interno 5", "Via Po 3 int. 5"), ("Via Po 3/5", "Via Po 3, interno 5"),
    ("Apt 4, 23 High Street", "23 High Street, Apartment 4"), ("Flat 4, 23 High Street", "23 High Street, Apt 4"),
    ("Unit 5, Harbour Lane", "Harbour Lane, Unit 5"), ("23 rue Haute, appt 4", "Appartement 4, 23 rue Haute"),
    ("Ringweg 9, Wohnung 12", "Ringweg 9 // Whg. 12"), ("Kade 23A bus 4", "Kade 23 A bus 4"),
]  # fmt: skip
PLACE = "8000 Brugge"


def level(printed: str, known: str, place: str = PLACE) -> AddressLevel:
    return level_of_address(printed_address((*printed.splitlines(), place)), known_address(f"{known}\n{PLACE}"))


@pytest.mark.parametrize(("one", "other"), UNITS)
def test_a_flat_is_the_same_however_it_is_written(one: str, other: str) -> None:
    assert level(one, other) is AddressLevel.AGREES
    assert level(other, one) is AddressLevel.AGREES


@pytest.mark.parametrize(
    ("printed", "known"),
    [
        ("Kade 23 bus 4", "Kade 23 bus 5"), ("Kade 23/4", "Kade 23 bte 5"), ("Ringweg 9, 3. OG", "Ringweg 9, 2. OG"),
        ("Kade 512 II", "Kade 512 III"), ("Kade 23 bus 4", "Kade 25 bus 4"), ("Kade 40-hs", "Kade 40-2"),
        ("Via Po 3 int. 5", "Via Po 3 int. 6"), ("Unit 5, Harbour Lane", "Unit 6, Harbour Lane"),
        ("Flat 4, 23 High Street", "Flat 4, 25 High Street"), ("Unit 6 Harbour Lane", "Unit 5, Harbour Lane"),
        ("7 Harbour Lane", "Unit 5, Harbour Lane"),
    ],
)  # fmt: skip
def test_another_flat_or_number_contradicts(printed: str, known: str) -> None:
    assert level(printed, known) is AddressLevel.OTHER_NUMBER


@pytest.mark.parametrize("known", ["Kade 23 bus 4", "Kade 23/4", "Kade 23-2"])
def test_a_number_without_its_flat_agrees_in_part(known: str) -> None:
    assert level("Kade 23", known) is AddressLevel.DOOR
    assert level(known, "Kade 23") is AddressLevel.DOOR


SAME_PLACES = [
    ("1180 Bruxelles", "1180 Uccle"), ("1180 Ukkel", "1180 Uccle"), ("1050 Brussel", "1050 Ixelles"),
    ("4000 Luik", "4000 Liège"), ("2018 Anvers", "2018 Antwerpen"), ("9000 Gand", "9000 Gent"),
    ("7000 Bergen", "7000 Mons"), ("52062 Aix-la-Chapelle", "52062 Aachen"), ("B-2600 Antwerpen", "2600 Berchem"),
]  # fmt: skip


@pytest.mark.parametrize(("printed", "known"), SAME_PLACES)
def test_a_citys_other_name_under_the_same_postcode_does_not_count(printed: str, known: str) -> None:
    address = printed_address(("Marktstraat 18", printed))

    assert level_of_address(address, known_address(f"Marktstraat 18\n{known}")) is AddressLevel.AGREES


TURNED = [
    ("delvaux", "DELVAUX M.-C."), ("delvaux", "DELVAUX MC"), ("delvaux", "Delvaux Marie Christine"),
    ("delvaux", "MADAME DELVAUX MARIE-CHRISTINE"), ("tegel", "NV Tegelhandel De Linde"),
    ("tegel", "N.V. TEGELHANDEL DE LINDE"), ("tegel", "Tegelhandel De Linde naamloze vennootschap"),
    ("tegel", "SA Tegelhandel De Linde"), ("moulin", "SRL Moulin et Fils"), ("moulin", "S.R.L. MOULIN & FILS"),
    ("moulin", "Moulin et Fils SRL"), ("falke", "Falke und Söhne Feinmechanik GmbH"),
    ("falke", "FALKE + SOEHNE FEINMECHANIK GMBH"), ("falke", "Falke u. Söhne Feinmechanik GmbH"),
    ("kestrel", "Kestrel Joinery Limited"), ("atelier", "S.A. Atelier Verrier"),
    ("atelier", "Société anonyme Atelier Verrier"), ("olivo", "FRANTOIO OLIVO SRL"),
    ("olivo", "Frantoio Olivo società a responsabilità limitata"),
    ("falke", "Falke & Söhne Feinmechanik Gesellschaft mit beschränkter Haftung"),
]  # fmt: skip


@pytest.mark.parametrize(("tenant_id", "name"), TURNED)
def test_a_name_in_another_order_or_spelled_out_is_the_same(tenant_id: str, name: str) -> None:
    assert_filed(tenant_id, name, *AT[tenant_id])


@pytest.mark.parametrize(
    "lines",
    [
        ("Moulin Fils & Cie SRL", *AT["moulin"]),
        ("Tegelhandel De Linde BV", *AT["tegel"]),
        ("Société coopérative Atelier Verrier", *AT["atelier"]),
        ("Falke Feinmechanik GmbH", *AT["falke"]),
        ("DELVAUX J.-C.", *AT["delvaux"]),
        ("Direction Moulin SRL", *AT["moulin"]),
    ],
)
def test_a_name_that_only_resembles_goes_to_a_person(lines: tuple[str, ...]) -> None:
    assert matched(*lines).confidence < FILING_BOUND


@pytest.mark.parametrize(
    ("tenant_id", "town"), [("falke", "Stuttgart"), ("tegel", "Antwerpen"), ("olivo", "Genova"), ("atelier", "Nantes")]
)
def test_the_town_left_over_from_a_torn_return_line_is_nobody(tenant_id: str, town: str) -> None:
    assert_filed(tenant_id, town, NAME[tenant_id], *AT[tenant_id])
