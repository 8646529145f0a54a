"""The engines under the contract; a new one is added here and must pass everything."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from indexer.engines.api import SearchEngine
from indexer.engines.tantivy_index import TantivyEngine
from indexer.engines.whoosh_index import WhooshEngine
from kernel.ids import TenantId
from tests.fakes.memory_search_engine import MemorySearchEngine

KEY = b"k" * 32


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


def _memory(root: Path) -> EngineUnderTest:
    del root
    engine = MemorySearchEngine()
    return EngineUnderTest(engine, engine.damage, lambda: engine)


@pytest.fixture(params=[_whoosh, _tantivy, _memory], ids=["whoosh", "tantivy", "memory"])
def under_test(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[EngineUnderTest]:
    """Each engine in turn, on an empty root."""
    made: EngineUnderTest = request.param(tmp_path / "indexes")
    yield made
    made.engine.close()


@pytest.fixture
def engine(under_test: EngineUnderTest) -> SearchEngine:
    """Each engine in turn."""
    return under_test.engine
