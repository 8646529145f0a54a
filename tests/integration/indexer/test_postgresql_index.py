"""What only the PostgreSQL engine does: long letters, many hits, and keeping tenants apart below the program."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest
from sqlalchemy import text

from indexer.engines import postgresql_index
from indexer.engines.api import IndexBroken, Sorting
from indexer.engines.postgresql_index import PostgresqlEngine
from indexer.query_parser import parse_query
from kernel.db import open_engine
from kernel.errors import Misconfigured
from kernel.ids import DocumentId
from kernel.tenancy.scope import TenantScope
from kernel.unit_of_work import Database
from tests.factories.letters import OTHER_TENANT, TENANT, letter
from tests.fakes.clock import FakeClock
from tests.integration.indexer.conftest import EngineUnderTest
from tests.integration.indexer.steps import create, found

pytestmark = pytest.mark.postgresql
TABLES_LEFT = text("SELECT count(*) FROM pg_tables WHERE tablename ~ '^search_[0-9a-f]{32}'")


def test_sqlite_is_refused_by_name(tmp_path: Path) -> None:
    sqlite = Database(open_engine(f"sqlite:///{tmp_path / 'archive.db'}"), FakeClock())
    with pytest.raises(Misconfigured, match="choose whoosh or tantivy"):
        PostgresqlEngine(sqlite)


def test_a_book_is_found_from_its_first_word_to_its_last(postgresql_under_test: EngineUnderTest) -> None:
    engine = postgresql_under_test.engine
    words = [f"woord{number}" for number in range(40_000)]
    book = letter("book", " ".join(words), subject="Het boek", language=None)
    create(engine, book, letter("other", "woord39999 en iets"))
    for first in (0, 7_000, 14_990, 15_010, 29_000, 39_990):
        assert found(engine, f'"{" ".join(words[first : first + 9])}"') == {"book"}, first
    assert found(engine, "woord0 woord39999 boek") == {"book"}
    assert found(engine, "woord39999 -woord20000") == {"other"}
    engine.index(TENANT, [letter("book", "kort")])
    assert found(engine, "woord20000") == set()
    engine.remove(TENANT, [DocumentId("other")])
    assert found(engine, "woord39999") == set()


def test_signs_that_mean_something_to_postgresql_mean_nothing(postgresql_under_test: EngineUnderTest) -> None:
    engine = postgresql_under_test.engine
    create(
        engine, letter("odd", "l'eau \\ & | ! <-> :* ab\x00cd " + "z" * 5_000, sender="O'Neill \\ & Co", kind="a'b:c")
    )
    assert found(engine, "eau") == found(engine, "sender:o'neill") == found(engine, "z" * 1_900) == {"odd"}
    assert found(engine, 'kind:"a\'b:c"') == {"odd"}


def test_beyond_the_weighed_hits_the_order_is_by_day(
    postgresql_under_test: EngineUnderTest, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(postgresql_index, "MOST_WEIGHED", 3)
    engine, start = postgresql_under_test.engine, dt.date(2024, 1, 1)
    create(
        engine, *(letter(f"d{n}", "gas " * (n % 2 + 1) + "x " * n, date=start + dt.timedelta(days=n)) for n in range(6))
    )
    query = parse_query("gas").query
    whole = [hit.document_id for hit in engine.search(TENANT, query).hits]
    assert sorted(whole[:3]) == ["d3", "d4", "d5"]
    assert whole[3:] == ["d2", "d1", "d0"]
    paged = [
        hit.document_id for offset in (0, 2, 4) for hit in engine.search(TENANT, query, limit=2, offset=offset).hits
    ]
    assert paged == whole
    newest = engine.search(TENANT, query, sort=Sorting.NEWEST_FIRST)
    assert [hit.document_id for hit in newest.hits] == ["d5", "d4", "d3", "d2", "d1", "d0"]


def test_nobody_learns_the_name_of_another_tenant_s_index(
    postgresql_under_test: EngineUnderTest, finding_database: Database
) -> None:
    create(postgresql_under_test.engine, letter("d1", "gas", tenant_id=OTHER_TENANT), tenant_id=OTHER_TENANT)
    names = text("SELECT name FROM search_indexes")
    with finding_database.reading(TenantScope(TENANT)) as session:
        assert session.scalars(names).all() == []
    with finding_database.reading(TenantScope(OTHER_TENANT)) as session:
        assert len(session.scalars(names).all()) == 1


def test_an_index_of_an_older_form_asks_to_be_rebuilt(
    postgresql_under_test: EngineUnderTest, finding_database: Database
) -> None:
    engine = postgresql_under_test.engine
    create(engine, letter("d1", "gas"))
    with finding_database.unit_of_work(TenantScope(TENANT)) as uow:
        uow.session.execute(text("UPDATE search_indexes SET form = form - 1"))
        uow.commit()
    with pytest.raises(IndexBroken):
        engine.document_ids(TENANT)
    create(engine, letter("d1", "gas"))
    assert found(engine, "gas") == {"d1"}


def test_whoever_deletes_the_row_of_an_index_erases_its_words(
    postgresql_under_test: EngineUnderTest, finding_database: Database
) -> None:
    create(postgresql_under_test.engine, letter("d1", "gas"))
    with finding_database.unit_of_work(TenantScope(TENANT)) as uow:
        uow.session.execute(text("DELETE FROM search_indexes"))
        uow.commit()
    with finding_database.reading(TenantScope(TENANT)) as session:
        assert session.scalar(TABLES_LEFT) == 0


def test_nothing_is_left_of_erased_indexes(postgresql_under_test: EngineUnderTest, finding_database: Database) -> None:
    create(postgresql_under_test.engine, letter("d1", "gas"))
    create(postgresql_under_test.engine, letter("d1", "gas"))
    with finding_database.reading(TenantScope(TENANT)) as session:
        assert session.scalar(TABLES_LEFT) == 2
    postgresql_under_test.engine.drop(TENANT)
    with finding_database.reading(TenantScope(TENANT)) as session:
        assert session.scalar(TABLES_LEFT) == 0
