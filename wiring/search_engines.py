"""Which search engine the settings name."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

from indexer.engines.api import SearchEngine
from indexer.engines.tantivy_index import TantivyEngine
from indexer.engines.whoosh_index import WhooshEngine
from wiring.settings import Settings

FILE_ENGINES: Mapping[str, Callable[[Path, bytes], SearchEngine]] = {"whoosh": WhooshEngine, "tantivy": TantivyEngine}


def search_engine(settings: Settings, key: bytes) -> SearchEngine:
    """The engine that the settings name; `key` tells our indexes from a stranger's."""
    return FILE_ENGINES[settings.search_engine](settings.data_dir / "indexes", key)
