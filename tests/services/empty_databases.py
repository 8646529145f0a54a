"""An empty database of each kind: a file, and a schema of its own on a real PostgreSQL server."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import Engine, make_url, text

from kernel.db import open_engine
from kernel.ids import new_id


@pytest.fixture
def empty_postgresql(postgresql_url: str) -> Iterator[Engine]:
    """PostgreSQL with nothing in it."""
    schema = f"test_{new_id()}"
    owner = open_engine(postgresql_url)
    with owner.begin() as connection:
        connection.execute(text(f"CREATE SCHEMA {schema}"))
    url = make_url(postgresql_url).update_query_dict({"options": f"-csearch_path={schema}"})
    engine = open_engine(url.render_as_string(hide_password=False))
    yield engine
    engine.dispose()
    with owner.begin() as connection:
        connection.execute(text(f"DROP SCHEMA {schema} CASCADE"))
    owner.dispose()


@pytest.fixture
def empty_sqlite(tmp_path: Path) -> Iterator[Engine]:
    """SQLite with nothing in it."""
    engine = open_engine(f"sqlite:///{tmp_path / 'postkamer.db'}")
    yield engine
    engine.dispose()


@pytest.fixture(params=["empty_sqlite", pytest.param("empty_postgresql", marks=pytest.mark.postgresql)])
def empty(request: pytest.FixtureRequest) -> Engine:
    """Each kind in turn."""
    engine: Engine = request.getfixturevalue(request.param)
    return engine
