"""The index follows the database: through the outbox, through rebuilds, and through every kind of trouble."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from pathlib import Path

import pytest

from archive.organising.aspects import YES, Aspect, AspectKind, Hand
from archive.organising.changing import Organise, organise
from archive.organising.labels import LabelColour, add_label, change_label
from archive.repository import document_ids
from indexer.engines.api import IndexBroken, IndexBusy, IndexedDocument, IndexMissing
from indexer.projection import page_texts, project, wanted_now
from indexer.query_syntax import HintCode
from indexer.rebuild import Progress, rebuild_all, rebuild_tenant
from kernel.ids import DocumentId, TenantId, UserId
from kernel.outbox.inbox import failed_deliveries
from kernel.tenancy.scope import TenantScope
from tests.factories.indexed_mail_room import IndexedMailRoom
from tests.factories.outbox import TEST_SCOPE
from tests.integration.indexer.conftest import EngineUnderTest


@pytest.fixture
def room(tmp_path: Path, embedded: EngineUnderTest) -> IndexedMailRoom:
    """A mail room beside each engine in turn."""
    return IndexedMailRoom(tmp_path, embedded.engine)


def alike(room: IndexedMailRoom, tenant_id: TenantId) -> bool:
    """Invariant I4: what can be found is what is there."""
    with room.database.reading(TEST_SCOPE) as session:
        return room.engine.document_ids(tenant_id) == document_ids(session, tenant_id)


def test_a_filed_letter_is_found_by_its_owner_alone(room: IndexedMailRoom) -> None:
    letter = room.letter(room.bakery, "Uw facturen van mei", "Tweede blad", sender="Proximus", amount_minor=12_345)
    room.run_indexer()
    for typed in ("factuur", "sender:proximus", "amount:123.45", "blad kind:invoice", ""):
        assert room.found(room.bakery, typed) == [letter], typed
    for other in (room.garage, room.operator):
        assert room.found(other, "factuur") == []
    assert alike(room, room.bakery)
    assert alike(room, room.operator)


def test_what_search_knows_of_a_letter(room: IndexedMailRoom) -> None:
    letter = room.letter(
        room.bakery, "een\ntwee", "drie", subject="Gas", sender="Engie", reference="2024/1", currency="EUR",
        amount_minor=5, document_date=dt.date(2024, 2, 1),
    )  # fmt: skip
    (document,) = project(room.indexing, wanted_now(room.indexing, room.bakery, [letter]))
    assert (document.text, document.subject, document.sender) == ("een\ntwee\fdrie", "Gas", "Engie")
    assert (document.reference, document.sorted_on) == ("2024/1", dt.date(2024, 2, 1))
    assert [(amount.minor, amount.currency) for amount in document.amounts] == [(5, "EUR")]


def test_corrections_replace_what_was_found(room: IndexedMailRoom) -> None:
    letter = room.letter(room.bakery, "tekst", sender="Telenet")
    room.run_indexer()
    room.correct(letter, sender="Proximus")
    room.run_indexer()
    assert room.found(room.bakery, "sender:telenet") == []
    assert room.found(room.bakery, "sender:proximus") == [letter]


def test_a_letter_is_found_by_its_labels_as_they_are_called_now(room: IndexedMailRoom) -> None:
    letter, at = room.letter(room.bakery, "tekst"), dt.datetime(2026, 3, 2, 9, tzinfo=dt.UTC)
    hand = Hand(room.bakery, UserId("anna"), at, at.date())
    with room.database.unit_of_work(TenantScope(room.bakery)) as uow:
        label = add_label(uow.session, room.bakery, "Bedrijfswagen", LabelColour.BLUE, "anna", at)
        uow.commit()
    room.run_indexer()
    assert room.found(room.bakery, "label:bedrijfswagen") == []
    with room.database.unit_of_work(TenantScope(room.bakery)) as uow:
        organise(uow, Organise(hand, Aspect(AspectKind.LABEL, label.label_id), YES, (letter,)))
        uow.commit()
    room.run_indexer()
    assert room.found(room.bakery, "label:bedrijfswagen") == [letter]
    with room.database.unit_of_work(TenantScope(room.bakery)) as uow:
        change_label(uow, label.label_id, "Vloot", LabelColour.BLUE, "anna", at)
        uow.commit()
    room.run_indexer()
    assert (room.found(room.bakery, "label:bedrijfswagen"), room.found(room.bakery, "label:vloot")) == ([], [letter])


def test_a_letter_that_is_handed_over_leaves_the_former_holders_index(room: IndexedMailRoom) -> None:
    letter = room.letter(room.operator, "gas", sure=False)
    room.run_indexer()
    assert room.found(room.operator, "gas") == [letter]
    room.index_by_hand(letter, room.garage)
    room.run_indexer()
    assert room.engine.document_ids(room.operator) == set()
    assert room.found(room.garage, "gas") == [letter]


def test_a_letter_whose_reading_is_lost_is_still_found_by_its_fields(room: IndexedMailRoom) -> None:
    letter = room.letter(room.bakery, "gas", sender="Engie")
    room.blobs.content.clear()
    room.run_indexer()
    assert room.found(room.bakery, "sender:engie") == [letter]
    assert room.found(room.bakery, "gas") == []


def test_an_archive_without_letters_needs_no_index(room: IndexedMailRoom) -> None:
    assert room.search.find(room.bakery, "gas").total == 0


def test_a_missing_index_is_told_where_there_are_letters_and_made_by_the_next_one(room: IndexedMailRoom) -> None:
    first = room.letter(room.bakery, "gas")
    room.run_indexer()
    room.engine.drop(room.bakery)
    with pytest.raises(IndexMissing):
        room.search.find(room.bakery, "gas")
    second = room.letter(room.bakery, "gas")
    room.run_indexer()
    assert set(room.found(room.bakery, "gas")) == {first, second}


def test_a_broken_index_is_told_and_mended_by_the_next_letter(room: IndexedMailRoom, embedded: EngineUnderTest) -> None:
    first = room.letter(room.bakery, "gas")
    room.run_indexer()
    embedded.damage(room.bakery)
    with pytest.raises(IndexBroken):
        room.search.find(room.bakery, "gas")
    second = room.letter(room.bakery, "gas")
    room.run_indexer()
    assert set(room.found(room.bakery, "gas")) == {first, second}


def test_rebuilding_tells_how_far_it_is_and_finds_everything(room: IndexedMailRoom) -> None:
    letters = {room.letter(room.bakery, f"gas {n}") for n in range(3)}
    told: list[Progress] = []
    assert rebuild_all(room.indexing, told.append) == 3
    assert told == [Progress(room.bakery, 3, 3)]
    assert set(room.found(room.bakery, "gas")) == letters
    assert all(alike(room, tenant) for tenant in (room.bakery, room.garage, room.operator))


def test_a_rebuild_that_was_killed_goes_on(room: IndexedMailRoom) -> None:
    letters = [room.letter(room.bakery, f"gas {n}") for n in range(3)]
    with room.engine.rebuild(room.bakery) as fresh:
        fresh.index(project(room.indexing, wanted_now(room.indexing, room.bakery, letters[:2])))
    told: list[Progress] = []
    rebuild_tenant(room.indexing, room.bakery, told.append)
    assert told == [Progress(room.bakery, 3, 3)]
    assert set(room.found(room.bakery, "gas")) == set(letters)


def test_what_changes_while_an_index_is_rebuilt_is_in_the_new_one(room: IndexedMailRoom) -> None:
    changed, left = room.letter(room.bakery, "gas", sender="Oud"), room.letter(room.bakery, "gas", sure=False)
    room.run_indexer()

    def meanwhile(progress: Progress) -> None:
        del progress
        room.correct(changed, sender="Nieuw")
        room.index_by_hand(left, room.garage)
        room.letter(room.bakery, "water")
        room.run_indexer()

    rebuild_tenant(room.indexing, room.bakery, meanwhile)
    assert room.found(room.bakery, "sender:nieuw") == [changed]
    assert room.found(room.bakery, "sender:oud") == []
    assert len(room.found(room.bakery, "water")) == 1
    assert room.found(room.garage, "gas") == [left]
    assert alike(room, room.bakery)


def test_news_that_arrives_while_older_news_is_written_wins(
    room: IndexedMailRoom, monkeypatch: pytest.MonkeyPatch
) -> None:
    letter = room.letter(room.bakery, "gas", sender="Oud")
    rebuild_tenant(room.indexing, room.bakery)
    index = room.engine.index

    def index_late(tenant_id: TenantId, documents: Sequence[IndexedDocument]) -> None:
        monkeypatch.setattr(room.engine, "index", index)
        room.correct(letter, sender="Nieuw")
        index(tenant_id, documents)

    monkeypatch.setattr(room.engine, "index", index_late)
    room.run_indexer()
    assert room.found(room.bakery, "sender:nieuw") == [letter]


def test_an_erased_tenants_index_is_dropped(room: IndexedMailRoom) -> None:
    room.letter(room.bakery, "gas")
    room.run_indexer()
    room.letter(room.bakery, "water")
    room.blobs._keys.destroyed.add(room.bakery)
    room.run_indexer()
    with pytest.raises(IndexMissing):
        room.engine.document_ids(room.bakery)
    assert rebuild_tenant(room.indexing, room.bakery) == 0


def test_a_busy_index_is_tried_again_and_the_last_failure_is_seen(
    room: IndexedMailRoom, monkeypatch: pytest.MonkeyPatch
) -> None:
    letter = room.letter(room.bakery, "gas")

    def busy(tenant_id: TenantId, documents: Sequence[IndexedDocument]) -> None:
        raise IndexBusy("somebody else writes to this search index; try again in a moment")

    with monkeypatch.context() as patched:
        patched.setattr(room.engine, "index", busy)
        for _ in range(15):
            room.run_indexer()
            room.clock.advance(hours=1)
    with room.database.reading(TEST_SCOPE) as session:
        assert [row.error_code for row in failed_deliveries(session)] == ["index_busy"]
    assert rebuild_tenant(room.indexing, room.bakery) == 1
    assert room.found(room.bakery, "gas") == [letter]


def test_letters_that_left_since_they_were_indexed_are_not_shown(room: IndexedMailRoom) -> None:
    letter = room.letter(room.bakery, "gas", sure=False)
    room.run_indexer()
    room.index_by_hand(letter, room.garage)
    page = room.search.find(room.bakery, 'gas "')
    assert (page.found, page.total) == ((), 1)
    assert [hint.code for hint in page.hints] == [HintCode.QUOTE_CLOSED, HintCode.SIGN_IGNORED]


def test_a_page_without_a_reading_keeps_its_place(room: IndexedMailRoom) -> None:
    letter = room.letter(room.bakery, "een", "twee")
    (wanted,) = wanted_now(room.indexing, room.bakery, [letter])
    assert wanted.view is not None
    first, second = wanted.view.pages
    room.blobs.content.pop((room.bakery, str(first.reading_key)))
    assert page_texts(room.blobs, room.bakery, (first, second)) == "\ftwee"


def test_unknown_documents_are_wanted_by_nobody(room: IndexedMailRoom) -> None:
    letter = room.letter(room.bakery, "gas")
    ids = [DocumentId("f" * 32), letter]
    assert [wanted.view for wanted in wanted_now(room.indexing, room.garage, ids)] == [None, None]
