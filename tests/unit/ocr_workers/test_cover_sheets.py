"""Cover sheets in a batch: believed, they name the owner; refused, a person decides; a letter is never one."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import select

from archive.cover_sheet_code import PREFIX, SheetProfile, claim_of, sealed
from archive.cover_sheets import (
    IssuedSheet,
    IssueSheet,
    issue_cover_sheet,
    list_cover_sheets,
    refused_sheets,
    restore_cover_sheet,
    withdraw_cover_sheet,
)
from archive.lifecycle import DocumentState
from archive.models import Document, Page
from archive.page_role import PageRole
from archive.reading import Barcode, PageReading
from archive.sheet_refusal import SheetRefusal
from kernel.ids import TenantId, new_id
from kernel.tenancy.models import Tenant
from kernel.tenancy.scope import TenantScope
from paper.geometry import Box
from tests.factories.outbox import TEST_SCOPE
from tests.factories.readings import block, letter_page, page_of, separator
from tests.unit.ocr_workers.test_work import BAKERY, GARAGE, POISON, STRANGER, Workshop

KEYS = {"mine": b"k" * 32, "theirs": b"t" * 32}
FILED_WITH_BAKERY = [("Bakkerij Peeters", DocumentState.FILED)]
WAITS = [("Scan House", DocumentState.NEEDS_INDEXING)]


@pytest.fixture
def shop(tmp_path: Path) -> Workshop:
    workshop = Workshop(tmp_path)
    workshop.deps = replace(workshop.deps, sheet_key=lambda _operator: KEYS["mine"])
    return workshop


def issue(shop: Workshop, profile: SheetProfile = SheetProfile.AS_SCANNED, **more: object) -> IssuedSheet:
    command = IssueSheet(shop.room.operator, shop.room.bakery, "kist 14", profile, 30)
    with shop.room.database.unit_of_work(TenantScope(shop.room.operator)) as uow:
        sheet = issue_cover_sheet(uow.session, replace(command, **more), KEYS["mine"], shop.room.clock.now())  # type: ignore[arg-type]
        uow.commit()
    return sheet


def sheet_page(content: str, number: int = 1) -> PageReading:
    return page_of(
        block(("POSTKAMER COVER 1A2B3C4D", "Recipient Bakkerij Peeters"), 300, 500, 0), number,
        [Barcode("QRCode", content, Box(600, 700, 1180, 1180)), Barcode("PATCH-T", "T", Box(500, 160, 1400, 220))],
    )  # fmt: skip


def roles(shop: Workshop) -> list[PageRole]:
    with shop.room.database.reading(TEST_SCOPE) as session:
        return list(session.scalars(select(Page.role).order_by(Page.number)))


def refusals(shop: Workshop) -> list[SheetRefusal]:
    with shop.room.database.reading(TenantScope(shop.room.operator)) as session:
        return [view.refusal for view in refused_sheets(session)]


def test_a_letter_behind_a_cover_sheet_is_filed_without_a_guess(shop: Workshop) -> None:
    shop.bring_in(sheet_page(issue(shop).content), letter_page((), number=2))

    shop.work()

    assert shop.owners() == FILED_WITH_BAKERY
    assert roles(shop) == [PageRole.SEPARATOR, PageRole.CONTENT]
    (document,) = shop.documents()
    assert document.tenant_confidence == 1.0
    # What points to the operator's sheet stays behind.
    assert (document.cover_sheet_id, document.named_tenant_id, document.cover_refusal) == (None, None, None)
    with shop.room.database.reading(TenantScope(shop.room.operator)) as session:
        assert [view.seen for view in list_cover_sheets(session)] == [1]
    shop.check()


def test_a_letter_addressed_to_nobody_we_know_goes_where_the_sheet_says(shop: Workshop) -> None:
    shop.bring_in(sheet_page(issue(shop).content), letter_page(STRANGER, number=2))

    shop.work()

    assert shop.owners() == FILED_WITH_BAKERY


def test_a_letter_addressed_to_another_tenant_waits_for_a_person(shop: Workshop) -> None:
    shop.bring_in(sheet_page(issue(shop).content), letter_page(GARAGE, number=2))

    shop.work()

    assert shop.owners() == WAITS
    (document,) = shop.documents()
    proposed = [proposal["tenant_id"] for proposal in document.proposals]
    assert proposed == [shop.room.bakery, shop.room.garage]
    assert "the letter is addressed to somebody else" in document.proposals[0]["evidence"]
    shop.check()


def test_the_next_separator_ends_what_the_sheet_says(shop: Workshop) -> None:
    shop.bring_in(
        sheet_page(issue(shop).content), letter_page((), number=2), separator(3), letter_page((), number=4)
    )  # fmt: skip

    shop.work()

    assert sorted(shop.owners()) == sorted(FILED_WITH_BAKERY + WAITS)


def test_the_letters_before_the_sheet_are_none_of_its_business(shop: Workshop) -> None:
    shop.bring_in(letter_page(GARAGE), sheet_page(issue(shop).content, 2), letter_page((), number=3))

    shop.work()

    assert sorted(shop.owners()) == [("Bakkerij Peeters", DocumentState.FILED), ("Garage Dupont", DocumentState.FILED)]


def test_the_sheets_profile_holds_behind_it(shop: Workshop) -> None:
    sheet = issue(shop, SheetProfile.ONE_DOCUMENT)
    shop.bring_in(sheet_page(sheet.content), letter_page(BAKERY, number=2), letter_page(BAKERY, number=3))

    shop.work()

    assert shop.owners() == FILED_WITH_BAKERY


def test_blank_sheets_divide_where_the_sheet_says_so(shop: Workshop) -> None:
    sheet = issue(shop, SheetProfile.BLANK_SHEETS)
    body = ("zonder aanhef en zonder adres", "gaat de tekst hier verder")
    shop.bring_in(
        sheet_page(sheet.content), letter_page((), body, 2), page_of((), 3), letter_page((), body, 4),
        letter_page((), body, 5),
    )  # fmt: skip

    shop.work()

    assert shop.owners() == FILED_WITH_BAKERY * 2
    assert sorted(document.page_count for document in shop.documents()) == [2, 2]


def test_a_sheet_without_recipient_separates_and_lets_the_letters_tell(shop: Workshop) -> None:
    shop.bring_in(sheet_page(issue(shop, tenant_id=None).content), letter_page(GARAGE, number=2))

    shop.work()

    assert shop.owners() == [("Garage Dupont", DocumentState.FILED)]


def forged(shop: Workshop) -> str:
    claim = claim_of(issue(shop).content)
    assert claim is not None
    return sealed(replace(claim, tenant_id=shop.room.garage), KEYS["theirs"])


def altered(shop: Workshop) -> str:
    content = issue(shop).content
    at = len(PREFIX) + 60
    return content[:at] + ("A" if content[at] != "A" else "B") + content[at + 1 :]


def foreign(shop: Workshop) -> str:
    claim = claim_of(issue(shop).content)
    assert claim is not None
    return sealed(replace(claim, operator_id=TenantId(new_id())), KEYS["mine"])


def never_issued(shop: Workshop) -> str:
    claim = claim_of(issue(shop).content)
    assert claim is not None
    return sealed(replace(claim, sheet_id=new_id()), KEYS["mine"])


def withdrawn(shop: Workshop) -> str:
    sheet = issue(shop)
    with shop.room.database.unit_of_work(TenantScope(shop.room.operator)) as uow:
        withdraw_cover_sheet(uow.session, sheet.view.sheet_id, "user", shop.room.clock.now())
        uow.commit()
    return sheet.content


def expired(shop: Workshop) -> str:
    sheet = issue(shop)
    shop.room.clock.advance(days=30, seconds=1)
    return sheet.content


def about_a_stranger(shop: Workshop) -> str:
    sheet = issue(shop)
    with shop.room.database.unit_of_work(TEST_SCOPE) as uow:
        uow.session.get_one(Tenant, shop.room.bakery).operator_id = None
        uow.commit()
    return sheet.content


def unreadable(shop: Workshop) -> str:
    del shop
    return PREFIX + "NOTACODE"


@pytest.mark.parametrize(
    ("make", "refusal"),
    [
        (forged, SheetRefusal.FORGED),
        (altered, SheetRefusal.FORGED),
        (foreign, SheetRefusal.FOREIGN),
        (never_issued, SheetRefusal.UNKNOWN),
        (withdrawn, SheetRefusal.WITHDRAWN),
        (expired, SheetRefusal.EXPIRED),
        (about_a_stranger, SheetRefusal.TENANT_UNKNOWN),
        (unreadable, SheetRefusal.UNREADABLE),
    ],
    ids=lambda value: value.__name__ if callable(value) else value.value,
)
def test_a_refused_sheet_separates_is_kept_and_brings_what_follows_before_a_person(
    shop: Workshop, make: object, refusal: SheetRefusal
) -> None:
    content = make(shop)  # type: ignore[operator]
    # The letter behind it is plainly the garage's, and still nobody files it by itself.
    shop.bring_in(letter_page(GARAGE), sheet_page(content, 2), letter_page(GARAGE, number=3))

    shop.work()

    assert sorted(shop.owners()) == [("Garage Dupont", DocumentState.FILED), *WAITS]
    assert refusals(shop) == [refusal]
    assert roles(shop) == [PageRole.CONTENT, PageRole.REFUSED_SHEET, PageRole.CONTENT]
    with shop.room.database.reading(TEST_SCOPE) as session:
        assert session.scalars(select(Page.image_key).where(Page.role == PageRole.REFUSED_SHEET)).one() is not None
    shop.check()


def test_without_a_key_nothing_is_believed(shop: Workshop) -> None:
    content = issue(shop).content
    shop.deps = replace(shop.deps, sheet_key=None)
    shop.bring_in(sheet_page(content), letter_page(GARAGE, number=2))

    shop.work()

    assert (shop.owners(), refusals(shop)) == (WAITS, [SheetRefusal.FORGED])


def test_a_withdrawal_can_be_taken_back(shop: Workshop) -> None:
    sheet = issue(shop)
    with shop.room.database.unit_of_work(TenantScope(shop.room.operator)) as uow:
        withdraw_cover_sheet(uow.session, sheet.view.sheet_id, "user", shop.room.clock.now())
        restore_cover_sheet(uow.session, sheet.view.sheet_id, "user", shop.room.clock.now())
        uow.commit()
    shop.bring_in(sheet_page(sheet.content), letter_page((), number=2))

    shop.work()

    assert shop.owners() == FILED_WITH_BAKERY


def test_a_sheet_whose_code_is_lost_is_known_by_its_heading(shop: Workshop) -> None:
    heading = page_of(block(("P0STKAMER COVER 1A2B3C4D", "Recipient Bakkerij Peeters"), 300, 500, 0))
    shop.bring_in(heading, letter_page(GARAGE, number=2))

    shop.work()

    assert (shop.owners(), refusals(shop)) == (WAITS, [SheetRefusal.UNREADABLE])


def test_a_letter_that_carries_a_sheets_code_is_a_letter(shop: Workshop) -> None:
    wordy = letter_page(GARAGE, ["een heel gewone zin in een gewone brief met genoeg woorden erin"] * 12, 1)
    shop.bring_in(replace(wordy, barcodes=(Barcode("QRCode", issue(shop).content, Box(1800, 3000, 300, 300)),)))

    shop.work()

    assert shop.owners() == [("Garage Dupont", DocumentState.FILED)]
    assert roles(shop) == [PageRole.CONTENT]


def test_naming_ends_at_a_page_that_nobody_could_read(shop: Workshop) -> None:
    """It may have been the next cover sheet."""
    shop.bring_in(sheet_page(issue(shop).content), letter_page((), number=2), POISON, letter_page((), number=4))

    shop.work()

    assert {owner for owner, _ in shop.owners()} == {"Scan House"}
    with shop.room.database.reading(TEST_SCOPE) as session:
        causes = set(session.scalars(select(Document.cover_refusal)))
    assert causes == {SheetRefusal.PAGE_UNREAD}


def test_an_own_upload_is_its_senders_whatever_sheet_lies_in_it(shop: Workshop) -> None:
    shop.bring_in(sheet_page(issue(shop).content), letter_page((), number=2), owner=shop.room.garage)

    shop.work()

    assert shop.owners() == [("Garage Dupont", DocumentState.FILED)]


def test_a_sheet_that_contradicts_the_channel_leaves_it_to_a_person(shop: Workshop) -> None:
    item = shop.room.receive(shop.room.operator, addressee_id=shop.room.garage)
    shop.readings = [sheet_page(issue(shop).content), letter_page((), number=2)]
    shop.room.unpack(item.intake_id, pages=2)

    shop.work()

    assert shop.owners() == WAITS


def test_a_sheet_ends_to_the_second(shop: Workshop) -> None:
    sheet = issue(shop)
    assert sheet.view.expires_at - shop.room.clock.now() <= dt.timedelta(days=30)
    shop.room.clock.advance(days=29)
    shop.bring_in(sheet_page(sheet.content), letter_page((), number=2))

    shop.work()

    assert shop.owners() == FILED_WITH_BAKERY
