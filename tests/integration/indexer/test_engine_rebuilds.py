"""Broken, missing and renewed indexes, and many at once: what every search engine must do alike."""

from __future__ import annotations

import threading
from collections.abc import Sequence

import pytest

from indexer.engines.api import IndexBroken, IndexBusy, IndexedDocument, IndexMissing, SearchEngine
from indexer.query import MatchAll
from indexer.query_parser import parse_query
from kernel.ids import DocumentId
from tests.factories.letters import TENANT, letter
from tests.integration.indexer.conftest import EngineUnderTest
from tests.integration.indexer.steps import create, found, nothing_more


def test_a_broken_index_says_so_until_it_is_rebuilt(under_test: EngineUnderTest) -> None:
    engine = under_test.engine
    create(engine, letter("d1", "gas"))
    assert found(engine, "gas") == {"d1"}
    under_test.damage(TENANT)
    for reader in (engine, under_test.again()):
        with pytest.raises(IndexBroken):
            reader.search(TENANT, MatchAll())
        with pytest.raises(IndexBroken):
            reader.document_ids(TENANT)
        with pytest.raises(IndexBroken):
            reader.index(TENANT, [letter("d2", "gas")])
    create(engine, letter("d1", "gas"))
    assert found(engine, "gas") == {"d1"}


def test_a_dropped_index_is_gone(under_test: EngineUnderTest) -> None:
    engine = under_test.engine
    create(engine, letter("d1", "gas"))
    under_test.damage(TENANT)
    engine.drop(TENANT)
    engine.drop(TENANT)
    with pytest.raises(IndexMissing):
        engine.search(TENANT, MatchAll())


def test_searches_go_on_with_the_old_index_until_the_new_one_is_finished(engine: SearchEngine) -> None:
    create(engine, letter("old", "gas"))
    with engine.rebuild(TENANT) as fresh:
        fresh.index([letter("new", "gas")])
        assert found(engine, "gas") == {"old"}
        fresh.finish(nothing_more)
    assert found(engine, "gas") == {"new"}


def test_an_interrupted_rebuild_goes_on(under_test: EngineUnderTest) -> None:
    engine = under_test.engine
    create(engine, letter("d1", "gas"))
    with engine.rebuild(TENANT) as fresh:
        assert fresh.document_ids() == set()
        fresh.index([letter("d1", "water")])
    with under_test.again().rebuild(TENANT) as fresh:
        assert fresh.document_ids() == {"d1"}
        fresh.index([letter("d2", "water")])
        fresh.finish(nothing_more)
    assert found(engine, "water") == {"d1", "d2"}
    with engine.rebuild(TENANT) as fresh:
        assert fresh.document_ids() == set()


def test_what_changes_during_a_rebuild_is_read_once_more(engine: SearchEngine) -> None:
    create(engine, letter("changed", "oud"), letter("erased", "oud"), letter("same", "oud"))
    asked: list[frozenset[DocumentId]] = []

    def reread(document_ids: frozenset[DocumentId]) -> Sequence[IndexedDocument]:
        asked.append(document_ids)
        return [letter("changed", "nieuw"), letter("added", "nieuw")]

    with engine.rebuild(TENANT) as fresh:
        fresh.index([letter("changed", "oud"), letter("erased", "oud"), letter("same", "oud")])
        engine.index(TENANT, [letter("changed", "nieuw"), letter("added", "nieuw")])
        engine.remove(TENANT, [DocumentId("erased")])
        fresh.finish(reread)
    assert asked == [frozenset({"changed", "added", "erased"})]
    assert found(engine, "oud") == {"same"}
    assert found(engine, "nieuw") == {"changed", "added"}


def test_one_rebuild_at_a_time(under_test: EngineUnderTest) -> None:
    with (
        under_test.engine.rebuild(TENANT),
        pytest.raises(IndexBusy),
        under_test.again().rebuild(TENANT),
    ):
        pass


def test_readers_and_writers_at_once(under_test: EngineUnderTest) -> None:
    """Readers see a commit whole or not at all, and never an error."""
    create(under_test.engine, letter("d0", "brief"), letter("e0", "brief"))
    stop = threading.Event()
    failures: list[BaseException] = []

    def read(engine: SearchEngine) -> None:
        try:
            while not stop.is_set():
                ids = engine.document_ids(TENANT)
                assert {i[1:] for i in ids if i[0] == "d"} == {i[1:] for i in ids if i[0] == "e"}
                assert engine.search(TENANT, parse_query("brief").query).total % 2 == 0
        except BaseException as error:  # noqa: BLE001 - told by the test's own thread
            failures.append(error)

    readers = [threading.Thread(target=read, args=(e,)) for e in (under_test.engine, under_test.engine)]
    readers.append(threading.Thread(target=read, args=(under_test.again(),)))
    for reader in readers:
        reader.start()
    for number in range(1, 15):
        under_test.engine.index(TENANT, [letter(f"d{number}", "brief"), letter(f"e{number}", "brief")])
        if number % 5 == 0:
            create(under_test.engine, *(letter(f"{kind}{n}", "brief") for kind in "de" for n in range(number + 1)))
    under_test.engine.remove(TENANT, [DocumentId("d3"), DocumentId("e3")])
    stop.set()
    for reader in readers:
        reader.join()
    assert failures == []
