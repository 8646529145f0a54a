"""A database in a file, the directory's use cases, and a clock that stands still."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from kernel.db import Base, open_engine
from kernel.tenancy.keys import KeyRing
from kernel.tenancy.master_key import KEY_BYTES, MasterKey
from kernel.tenancy.scope import SystemScope
from kernel.unit_of_work import Database
from tests.fakes.clock import FakeClock
from wiring import schema

SYSTEM = SystemScope("tests look at every tenant")


@pytest.fixture
def clock() -> FakeClock:
    return FakeClock()


@pytest.fixture
def database(tmp_path: Path, clock: FakeClock) -> Iterator[Database]:
    engine = open_engine(f"sqlite:///{tmp_path / 'postkamer.db'}")
    assert schema.METADATA is Base.metadata
    Base.metadata.create_all(engine)
    yield Database(engine, clock)
    engine.dispose()


@pytest.fixture
def master() -> MasterKey:
    return MasterKey(os.urandom(KEY_BYTES))


@pytest.fixture
def keys(master: MasterKey, database: Database, clock: FakeClock) -> KeyRing:
    return KeyRing(master, database, clock)
