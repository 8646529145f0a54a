"""What poor print and engines make of a recipient, and what is another's name and no misreading."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ocr_workers.address_block import RecipientBlock, find_recipient
from ocr_workers.address_match import AddressLevel, known_address, level_of_address, printed_address
from ocr_workers.deps import FILING_BOUND
from ocr_workers.misreading import slips
from ocr_workers.tenant_directory import TenantCandidate
from ocr_workers.tenant_match import TenantMatch, match_tenant
from paper.geometry import Box
from tests.unit.ocr_workers.letter_readings import reading_of

HOME = ("Kouter 8", "9000 Gent")
GOOD, POOR = 0.97, 0.8
"""Confidence of an engine in the words of a good and of a poor page."""


def tenant(name: str, kind: str = "business", address: str = "Kouter 8\n9000 Gent") -> TenantCandidate:
    return TenantCandidate(name, (name,), (), (address,), kind)


def matched(lines: tuple[str, ...], *tenants: TenantCandidate, words: float = GOOD) -> TenantMatch:
    return match_tenant(RecipientBlock(lines, Box(0, 0, 1, 1), 1.0, words, "left"), tenants)


RELATIVES = [
    ("Sevim Öztürk", "Selim Öztürk"), ("Amina Benali", "Amine Benali"), ("Karim Benali", "Karima Benali"),
    ("Emina Hodzic", "Emine Hodzic"), ("Mehdi Amrani", "Mahdi Amrani"), ("Hasan Demir", "Hakan Demir"),
    ("Yasin Demir", "Yasmin Demir"), ("Imran Khan", "Imram Khan"), ("Thanh Nguyen", "Thang Nguyen"),
    ("Ioana Popescu", "Ioan Popescu"), ("Zofia Nowak", "Sofia Nowak"), ("Rayan Diallo", "Ryan Diallo"),
    ("Jan Smet", "Jan Smit"), ("Jan Hansen", "Jan Jansen"), ("Merel Smit", "Meral Smit"),
]  # fmt: skip


@pytest.mark.parametrize(("registered", "printed"), RELATIVES)
def test_a_name_that_was_read_well_is_the_one_that_is_printed(registered: str, printed: str) -> None:
    turned = " ".join(reversed(registered.split()))
    for name in (printed, printed.upper(), " ".join(reversed(printed.split()))):
        for known in (registered, turned):
            assert matched((name, *HOME), tenant(known, "individual")).confidence < FILING_BOUND, (name, known)


OTHER_COMPANIES = [
    ("Roth AG", "Both AG"), ("Meyer AG", "Meier AG"), ("Nova IT BV", "Nova HR BV"),
    ("Garage Smet BV", "Garage Smit BV"),
    ("Van Eyck Software BV", "Van Dyck Software BV"), ("Immo Ost GmbH", "Immo West GmbH"), ("Marin SA", "Martin SA"),
    ("Vision 21 BV", "Vision 27 BV"), ("Bouwbedrijf Jansen BV", "Bouwbedrijf Hansen BV"), ("Post NV", "Bpost NV"),
    ("Kaas Holding BV", "Haas Holding BV"), ("Frei Treuhand AG", "Frey Treuhand AG"), ("Direct BV", "Directie BV"),
    ("Studio Conti Srl", "Studio Monti Srl"), ("Nova", "Nova Zembla BV"), ("Post NV", "Bank van de Post NV"),
]  # fmt: skip


@pytest.mark.parametrize(("registered", "printed"), OTHER_COMPANIES)
@pytest.mark.parametrize("words", [GOOD, POOR])
def test_a_letter_that_no_print_confuses_makes_another_company(registered: str, printed: str, words: float) -> None:
    assert matched((printed, *HOME), tenant(registered), words=words).confidence < FILING_BOUND


@pytest.mark.parametrize("printed", ["Capital Rent NV", "Orion Cavital NV"])
def test_an_odd_letter_decides_nothing_at_a_door_that_others_share(printed: str) -> None:
    others = (tenant("Orion Capital NV"), tenant("Delta Rent NV"))

    assert matched((printed, *HOME), *others).confidence < FILING_BOUND


MISREAD = [
    ("Russo Trasporti SpA", "Pusso Trasporti SPA"), ("Belval Invest SA", "Bolval Invest S.A."),
    ("Van der Meer Techniek NV", "van der Meor Techniek N.V."), ("Andrée Nicolas", "Andrée Nicclas"),
    ("Polderwind Logistics Comm.V", "Polderwind Logistics Com.V"), ("Möller Bau OHG", "Möler Bau OHG"),
    ("Pharmacie Garonne EURL", "PharmaciGaronne EURL"), ("Novalis Ltd", "Noyalis Ltd"),
    ("Valserine SAS", "Valserino SAS"), ("Keller Maschinenbau AG", "Keller Mschinenbau AG"),
    ("De Clercq Verzekeringen NV", "DeClercqVerzekeringen"), ("Severn Office Supplies Ltd", "Severn Office Suppli"),
]  # fmt: skip


@pytest.mark.parametrize(("registered", "printed"), MISREAD)
def test_a_letter_of_the_same_shape_or_one_that_was_lost_is_forgiven(registered: str, printed: str) -> None:
    match = matched((printed, *HOME), tenant(registered), tenant("Delta Rent NV"))

    assert (match.tenant_id, match.confidence >= FILING_BOUND) == (registered, True), match


@pytest.mark.parametrize(
    ("registered", "printed"),
    [
        ("Elena Leone", "Signora LEONE Elona"),
        ("Johan Bogaerts", "Bogaerts Joban"),
        ("Sylvie Weber", "Mme Sylyie Weber"),
    ],
)
def test_a_given_name_is_forgiven_a_letter_on_a_page_that_was_read_badly(registered: str, printed: str) -> None:
    one = tenant(registered, "individual")

    assert matched((printed, *HOME), one, words=POOR).confidence >= FILING_BOUND
    assert matched((printed, *HOME), one, words=GOOD).confidence < FILING_BOUND


@pytest.mark.parametrize("printed", ["Miss JOHNSTONFiona", "JOHNSTON Fiona", "FionaJohnston"])
def test_a_given_name_run_into_a_surname_in_capitals_is_two_names(printed: str) -> None:
    assert matched((printed, *HOME), tenant("Fiona Johnston", "individual")).confidence >= FILING_BOUND


def test_a_last_letter_that_was_parted_from_its_name_is_put_back() -> None:
    assert (
        matched(("Signora COSTA Giovann a", *HOME), tenant("Giovanna Costa", "individual")).confidence >= FILING_BOUND
    )
    assert matched(("Ann A Costa", *HOME), tenant("Anna Costa", "individual")).confidence < FILING_BOUND


@pytest.mark.parametrize(
    ("lines", "level"),
    [
        (("Kouter 8", "9600 Gent"), AddressLevel.FIGURE),
        (("Kouter 8", "9800 Gent"), AddressLevel.FIGURE),
        (("Kouter 8", "9000 6ENT"), AddressLevel.AGREES),
        (("Kouter 8", "9050 Gent"), AddressLevel.PARTLY),
        (("Kouter 8", "9600 Ronse"), AddressLevel.OTHER_PLACE),
        (("Kouter 6", "9600 Gent"), AddressLevel.OTHER_PLACE),
        (("Kouter 8 bus 2", "9600 Gent"), AddressLevel.PARTLY),
    ],
)
def test_a_postcode_may_be_off_by_a_figure_where_all_else_agrees(lines: tuple[str, ...], level: AddressLevel) -> None:
    assert level_of_address(printed_address(lines), known_address("\n".join(HOME))) is level


@pytest.mark.parametrize("city", ["10121 Torino (T0)", "10121 TORINO (TO)", "10121 Torino"])
def test_a_province_of_letters_is_part_of_the_town(city: str) -> None:
    printed = printed_address(("Via Roma 7 int. 5", city))

    assert level_of_address(printed, known_address("Via Roma 7, int. 5\n10121 Torino")) is AddressLevel.AGREES


@pytest.mark.parametrize(
    "returned",
    ["Alpina AG.Industriestrasse 134. 4051 Basel", "Alpina AG, Industriestrasse 134. 40", "Alpina Treuhand AG"],
)
def test_what_is_left_of_a_return_line_is_nobody(returned: str) -> None:
    page = reading_of(
        [
            (20, 12, "Alpina Treuhand AG", 6.0), (110, 45, returned), (110, 50, "Pilatus AG"),
            (110, 55, "Seestrasse 12"), (110, 60, "8001 Zürich"),
        ]
    )  # fmt: skip
    block = find_recipient(page)

    assert block is not None
    assert block.lines == ("Pilatus AG", "Seestrasse 12", "8001 Zürich")


def test_a_company_above_the_tenant_is_no_return_line() -> None:
    page = reading_of(
        [
            (20, 12, "Alpina Treuhand AG", 6.0), (110, 45, "Gamma Consult BV, Kantoor 3"), (110, 50, "Pilatus AG"),
            (110, 55, "Seestrasse 12"), (110, 60, "8001 Zürich"),
        ]
    )  # fmt: skip

    assert (
        match_tenant(find_recipient(page), (tenant("Pilatus AG", address="Seestrasse 12\n8001 Zürich"),)).confidence
        < FILING_BOUND
    )


WORDS = st.text("abcdefghijklmnopqrstuvwxyz0123456789", max_size=9)


@given(WORDS, WORDS)
def test_a_word_differs_from_itself_in_nothing_and_from_others_in_something(one: str, other: str) -> None:
    assert slips(one, one) == (0, 0)
    explained, odd = slips(one, other)
    assert explained + odd <= 2 * max(len(one), len(other))
    assert explained >= 0
