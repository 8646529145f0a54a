"""The engines under the contract; a new one is added here and must pass everything."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from sqlalchemy import text

from indexer.engines.api import SearchEngine
from indexer.engines.postgresql_index import PostgresqlEngine
from indexer.engines.tantivy_index import TantivyEngine
from indexer.engines.whoosh_index import WhooshEngine
from kernel.db import open_engine
from kernel.ids import TenantId
from kernel.tenancy.directory import TenantKind
from kernel.tenancy.models import Tenant
from kernel.tenancy.scope import SystemScope, TenantScope
from kernel.unit_of_work import Database
from tests.factories.letters import OTHER_TENANT, TENANT
from tests.fakes.clock import START, FakeClock
from tests.fakes.memory_search_engine import MemorySearchEngine
from wiring.migrate import migrate
from wiring.services.postgresql import PostgresqlServer

KEY = b"k" * 32
EVERYBODY = SystemScope("tests set up every tenant")


@dataclass(frozen=True)
class EngineUnderTest:
    """An engine, how to break a tenant's index, and how to get a second process's view of the same indexes."""

    engine: SearchEngine
    damage: Callable[[TenantId], None]
    again: Callable[[], SearchEngine]


def _whoosh(root: Path) -> EngineUnderTest:
    def damage(tenant_id: TenantId) -> None:
        for contents in root.glob(f"{tenant_id}/index-*/*.toc"):
            contents.write_bytes(contents.read_bytes()[:-1])

    engine = WhooshEngine(root, KEY, write_wait_s=5.0)
    return EngineUnderTest(engine, damage, lambda: WhooshEngine(root, KEY, write_wait_s=0.0))


def _tantivy(root: Path) -> EngineUnderTest:
    def damage(tenant_id: TenantId) -> None:
        for contents in root.glob(f"{tenant_id}/index-*/*.store"):
            contents.write_bytes(contents.read_bytes()[:-1])

    engine = TantivyEngine(root, KEY, write_wait_s=5.0)
    return EngineUnderTest(engine, damage, lambda: TantivyEngine(root, KEY, write_wait_s=0.0))


def _memory() -> EngineUnderTest:
    engine = MemorySearchEngine()
    return EngineUnderTest(engine, engine.damage, lambda: engine)


@pytest.fixture(scope="session")
def finding_database(postgresql: PostgresqlServer) -> Iterator[Database]:
    """A migrated PostgreSQL with two tenants; every test leaves it without indexes."""
    engine = open_engine(postgresql.create_database("finding"))
    migrate(engine)
    database = Database(engine, FakeClock())
    with database.unit_of_work(EVERYBODY) as uow:
        for tenant_id in (TENANT, OTHER_TENANT):
            uow.session.add(Tenant(id=tenant_id, kind=TenantKind.BUSINESS, name=tenant_id[:1], created_at=START))
        uow.commit()
    yield database
    engine.dispose()
    postgresql.drop_database("finding")


@pytest.fixture
def postgresql_under_test(finding_database: Database) -> Iterator[EngineUnderTest]:
    """The PostgreSQL engine without any index."""

    def damage(tenant_id: TenantId) -> None:
        with finding_database.unit_of_work(TenantScope(tenant_id)) as uow:
            for name in uow.session.scalars(text("SELECT name FROM search_indexes")).all():
                uow.session.execute(text(f"DROP TABLE {name}"))
            uow.commit()

    engine = PostgresqlEngine(finding_database, write_wait_s=5.0)
    yield EngineUnderTest(engine, damage, lambda: PostgresqlEngine(finding_database, write_wait_s=0.1))
    for tenant_id in (TENANT, OTHER_TENANT):
        engine.drop(tenant_id)


@pytest.fixture
def whoosh_under_test(tmp_path: Path) -> Iterator[EngineUnderTest]:
    """Whoosh on an empty folder."""
    made = _whoosh(tmp_path / "indexes")
    yield made
    made.engine.close()


@pytest.fixture
def tantivy_under_test(tmp_path: Path) -> Iterator[EngineUnderTest]:
    """Tantivy on an empty folder."""
    made = _tantivy(tmp_path / "indexes")
    yield made
    made.engine.close()


@pytest.fixture
def memory_under_test() -> EngineUnderTest:
    """The engine of the tests."""
    return _memory()


EMBEDDED = ("whoosh", "tantivy", "memory")


@pytest.fixture(params=EMBEDDED)
def embedded(request: pytest.FixtureRequest) -> EngineUnderTest:
    """Each engine that keeps its indexes by itself, in turn, without any index."""
    made: EngineUnderTest = request.getfixturevalue(f"{request.param}_under_test")
    return made


@pytest.fixture(params=[*EMBEDDED, pytest.param("postgresql", marks=pytest.mark.postgresql)])
def under_test(request: pytest.FixtureRequest) -> EngineUnderTest:
    """Each engine in turn, without any index."""
    made: EngineUnderTest = request.getfixturevalue(f"{request.param}_under_test")
    return made


@pytest.fixture
def engine(under_test: EngineUnderTest) -> SearchEngine:
    """Each engine in turn."""
    return under_test.engine
