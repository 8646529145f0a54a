"""A page that a person turned is read that way, everything follows, and it can be taken back."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.assembly import document_to_understand
from archive.batches import page_source
from archive.leases import HandledByAnother, take_lease
from archive.lifecycle import DocumentState, PageState
from archive.models import Page
from archive.repository import get_document
from archive.turning import QUARTERS, turn, turned_by
from kernel.errors import MoveRefused, NotFound
from kernel.ids import DocumentId, PageId, UserId
from kernel.tenancy.scope import TenantScope
from tests.factories.mail_room import MailRoom

ANN, BEN = UserId("a" * 32), UserId("b" * 32)


def pages(room: MailRoom, document_id: DocumentId) -> list[PageId]:
    with room.database.reading(TenantScope(room.bakery)) as session:
        return [page.page_id for page in get_document(session, document_id).pages]


def turned(room: MailRoom, document_id: DocumentId, page_id: PageId, upright_deg: int | None) -> int | None:
    with room.database.unit_of_work(TenantScope(room.bakery)) as uow:
        before = turn(uow, document_id, page_id, upright_deg, ANN, room.clock.now())
        uow.commit()
    return before


@given(st.sampled_from(QUARTERS), st.sampled_from(QUARTERS), st.sampled_from(QUARTERS))
def test_turning_twice_is_turning_by_both(stands: int, first: int, second: int) -> None:
    once = turned_by(stands, first)
    assert once in QUARTERS
    assert turned_by(once, second) == turned_by(stands, (first + second) % 360)
    assert turned_by(once, (360 - first) % 360) == stands


def test_a_turned_page_is_read_that_way_and_its_letter_put_together_anew(room: MailRoom) -> None:
    document_id = room.filed_letter(room.bakery, 2)
    first, second = pages(room, document_id)
    originals = room.blobs.content.copy()
    assert turned(room, document_id, second, 90) is None

    with room.database.reading(TenantScope(room.bakery)) as session:
        document = get_document(session, document_id)
        source = page_source(session, second)
        assert document.summary.state is DocumentState.ASSEMBLING
        assert [page.state for page in document.pages] == [PageState.READ, PageState.RECEIVED]
        assert source is not None
        assert source.upright_deg == 90
        assert page_source(session, first) is None
    room.read(second)
    assert room.told().count("DocumentSeparated") == 2
    with room.database.reading(TenantScope(room.bakery)) as session:
        waiting = document_to_understand(session, document_id)
    assert waiting is not None
    assert [page.upright_deg for page in waiting.pages] == [None, 90]
    assert waiting.owner_id == room.bakery
    room.file(document_id, room.bakery)
    assert originals.items() <= room.blobs.content.items()


def test_it_can_be_taken_back_to_what_the_machine_finds(room: MailRoom) -> None:
    document_id = room.filed_letter(room.bakery)
    (page_id,) = pages(room, document_id)
    for wanted, before in ((180, None), (None, 180)):
        assert turned(room, document_id, page_id, wanted) == before
        room.read(page_id)
        room.file(document_id, room.bakery)
    with room.database.reading(TenantScope(room.bakery)) as session:
        assert session.get_one(Page, page_id).upright_deg is None


def test_nothing_is_turned_while_it_is_read_or_handled_by_somebody_else(room: MailRoom) -> None:
    document_id = room.filed_letter(room.bakery, 2)
    first, second = pages(room, document_id)
    turned(room, document_id, first, 90)
    for page_id in (first, second):
        with pytest.raises(MoveRefused):
            turned(room, document_id, page_id, 180)
    other = room.filed_letter(room.bakery)
    with room.database.unit_of_work(TenantScope(room.bakery)) as uow:
        take_lease(uow.session, other, BEN, room.clock.now())
        uow.commit()
    with pytest.raises(HandledByAnother):
        turned(room, other, pages(room, other)[0], 90)


def test_only_a_page_of_the_letter_and_only_by_quarters(room: MailRoom) -> None:
    document_id, other = room.filed_letter(room.bakery), room.filed_letter(room.bakery)
    with pytest.raises(NotFound):
        turned(room, document_id, pages(room, other)[0], 90)
    with pytest.raises(MoveRefused):
        turned(room, document_id, pages(room, document_id)[0], 45)
    foreign = room.filed_letter(room.garage)
    with pytest.raises(NotFound):
        turned(room, foreign, PageId("0" * 32), 90)
