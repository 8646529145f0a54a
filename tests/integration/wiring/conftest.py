from __future__ import annotations

import logging
from collections.abc import Iterator
from pathlib import Path

import pytest
import structlog

from tests.factories.office import Office


@pytest.fixture(autouse=True)
def _logs_as_before() -> Iterator[None]:
    """Commands set logging up for their own process; here they share one."""
    root = logging.getLogger()
    handlers, level = list(root.handlers), root.level
    yield
    root.handlers[:], root.level = handlers, level
    structlog.reset_defaults()


@pytest.fixture(autouse=True)
def _no_settings_of_this_machine(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("POSTKAMER_CONFIG", "POSTKAMER_DATA", "POSTKAMER_DATA_DIR", "POSTKAMER_DATABASE_URL"):
        monkeypatch.delenv(name, raising=False)


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    """An operator and a bakery, without mail."""
    office = Office(tmp_path / "data")
    yield office
    office.close()


@pytest.fixture
def busy_office(office: Office) -> Office:
    """With one letter of two pages, filed with the bakery and indexed; nothing is under way."""
    office.filed_letter(office.bakery, pages=2)
    office.tell_everything()
    assert office.json("reindex", "--json") == {"documents": 1}
    return office
