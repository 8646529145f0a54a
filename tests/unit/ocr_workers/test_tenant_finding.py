"""Clues from the letter, its e-invoice and people's word, and the operator's tenants kept prepared."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from archive.recipient_history import Recollection
from kernel.ids import TenantId
from kernel.tenancy.directory import PostalAddress
from kernel.tenancy.directory_changes import set_names
from kernel.tenancy.models import Tenant
from ocr_workers.deps import FILING_BOUND
from ocr_workers.e_invoice.parties import Party
from ocr_workers.recipient_clues import traces_of
from ocr_workers.tenant_clues import Clue, Traces, clues_of, same_number
from ocr_workers.tenant_directory import TenantCandidate, TenantDirectory
from ocr_workers.tenant_finding import Directories, heed_invoice
from ocr_workers.tenant_match import NOBODY, TenantMatch
from ocr_workers.understanding import understand
from tests.factories.mail_room import MailRoom
from tests.factories.outbox import TEST_SCOPE
from tests.factories.readings import letter_page

ALFA = TenantCandidate("alfa", ("Alfa Bouw NV",), (), ("Kouter 8\n9000 Gent",), identifiers=("BE0428759497",))
BETA = TenantCandidate("beta", ("Beta BV",), (), ("Kouter 9\n9000 Gent",), identifiers=("BE0403170701",))
TENANTS = TenantDirectory((ALFA, BETA))
UNSURE = TenantMatch("alfa", 0.6, ("name agrees", "other address"))


def buyer(name: str, vat_number: str | None = None, street: str = "Kouter 8") -> Party:
    return Party(name=name, address_lines=(street, "9000 Gent"), vat_number=vat_number)


def test_numbers_are_one_with_and_without_their_country() -> None:
    assert same_number("BE0428759497", "0428.759.497")
    assert not same_number("BE0428759497", "BE0403170701")
    assert not same_number("1234567", "1234567")


def test_a_number_counts_only_where_somebody_elses_is_printed_too() -> None:
    owners = {"alfa": ALFA.identifiers, "beta": BETA.identifiers}

    addressed = clues_of(Traces(), (), {"0428759497", "BE0888777666"}, owners)
    own_letterhead = clues_of(Traces(), (), {"0428759497"}, owners)

    assert addressed["alfa"].has_number
    assert "alfa" not in own_letterhead


def test_a_customer_number_confirmed_for_one_speaks_against_all_others() -> None:
    said = (Recollection("r", TenantId("alfa"), 2, 0),)

    clues = clues_of(Traces(references=("r",)), said, (), {"alfa": (), "beta": ()})

    assert clues["alfa"] == Clue(reference=2)
    assert clues["beta"] == Clue(is_elsewhere=True)


def test_a_recipient_that_was_sent_back_is_refused_whatever_was_confirmed() -> None:
    said = (Recollection("s", TenantId("alfa"), 0, 1),)

    assert clues_of(Traces(spellings=("s",)), said, (), {"alfa": ()})["alfa"] == Clue(is_refused=True)


def test_a_buyer_stated_in_data_finds_the_tenant_where_nothing_is_printed() -> None:
    match = heed_invoice(NOBODY, buyer("Alfa Bouw NV"), TENANTS, {})

    assert match.tenant_id == "alfa"
    assert match.confidence >= FILING_BOUND


@pytest.mark.parametrize(
    "stated",
    [buyer("Beta BV", street="Kouter 9"), buyer("Vreemde NV", "BE0888777666"), buyer("Alfa Bouw NV", "BE0888777666")],
)
def test_a_buyer_who_is_somebody_else_brings_the_letter_before_a_person(stated: Party) -> None:
    sure = TenantMatch("alfa", 0.9995, ("name agrees", "address agrees"))

    assert heed_invoice(sure, stated, TENANTS, {}).confidence < FILING_BOUND


def test_traces_tell_letters_apart_and_hide_what_they_were_made_of() -> None:
    today = dt.date(2026, 11, 22)
    letter = understand([letter_page(("Bakkerij Peeters", "Molenstraat 14", "9000 Gent"))], today)
    moved = understand([letter_page(("Bakkerij Peeters", "Oude Markt 1", "8000 Brugge"))], today)

    mine = traces_of(letter, b"one key")

    assert mine.spellings
    assert mine == traces_of(letter, b"one key")
    assert not set(mine.all) & set(traces_of(moved, b"one key").all)
    assert not set(mine.all) & set(traces_of(letter, b"another").all)
    assert all(len(trace) == 64 for trace in mine.all)


def test_tenants_are_prepared_anew_when_one_gets_another_address(tmp_path: Path) -> None:
    room, directories = MailRoom(tmp_path), Directories()
    with room.database.unit_of_work(TEST_SCOPE) as uow:
        uow.session.get_one(Tenant, room.bakery).operator_id = room.operator
        uow.commit()

    def prepared() -> TenantDirectory:
        with room.database.reading(TEST_SCOPE) as session:
            return directories.of(session, room.operator)

    first = prepared()
    assert prepared() is first
    with room.database.unit_of_work(TEST_SCOPE) as uow:
        set_names(uow.session, room.bakery, (), (PostalAddress("Kouter 1", "9000", "Gent"),))
        uow.commit()

    again = prepared()
    assert again is not first
    assert {each.candidate.addresses for each in again.tenants} == {(), ("Kouter 1\n9000 Gent",)}
