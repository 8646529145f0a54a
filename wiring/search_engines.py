"""Which search engine the settings name."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

from indexer.engines.api import SearchEngine
from indexer.engines.postgresql_index import PostgresqlEngine
from indexer.engines.tantivy_index import TantivyEngine
from indexer.engines.whoosh_index import WhooshEngine
from kernel.unit_of_work import Database
from wiring.settings import Settings

FILE_ENGINES: Mapping[str, Callable[[Path, bytes], SearchEngine]] = {"whoosh": WhooshEngine, "tantivy": TantivyEngine}


def search_engine(settings: Settings, key: bytes, database: Database) -> SearchEngine:
    """The engine that the settings name; `key` tells our index files from a stranger's.

    Raises:
        Misconfigured: The engine is PostgreSQL's and the archive's database is not.
    """
    if settings.search_engine == "postgresql":
        return PostgresqlEngine(database)
    return FILE_ENGINES[settings.search_engine](settings.data_dir / "indexes", key)
