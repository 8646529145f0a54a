"""A file that came in before can come in again: after it was discarded, or because somebody says so."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from archive.intake import discard_item
from archive.lifecycle import IntakeState
from archive.repository import list_intake
from archive.views import IntakeView
from tests.factories.office import Office
from tests.factories.outbox import TEST_SCOPE


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    made = Office(tmp_path / "data")
    yield made
    made.close()


@pytest.fixture
def letter(tmp_path: Path) -> Path:
    path = tmp_path / "letter.pdf"
    path.write_bytes(b"%PDF broken")
    return path


def ingest(office: Office, letter: Path, *options: str) -> None:
    office.json("ingest", str(letter), "--tenant", "Bakkerij Peeters", "--json", *options)


def received(office: Office) -> list[IntakeView]:
    with office.database.reading(TEST_SCOPE) as session:
        return sorted(list_intake(session), key=lambda item: item.received_at)


def discard(office: Office) -> None:
    latest = received(office)[-1].intake_id
    office.quarantine(latest)
    with office.database.unit_of_work(TEST_SCOPE) as uow:
        discard_item(uow, latest, "user", office.clock.now())
        uow.commit()


def test_an_unchanged_file_is_the_same_item(office: Office, letter: Path) -> None:
    ingest(office, letter)
    ingest(office, letter)
    assert len(received(office)) == 1


def test_a_discarded_file_comes_in_again_and_once(office: Office, letter: Path) -> None:
    for times in (1, 2, 3):
        ingest(office, letter)
        ingest(office, letter)
        assert len(received(office)) == times
        discard(office)
    assert {item.state for item in received(office)} == {IntakeState.DISCARDED}


def test_a_file_comes_in_again_when_somebody_says_so(office: Office, letter: Path) -> None:
    ingest(office, letter)
    ingest(office, letter, "--again")
    assert len(received(office)) == 2
    ingest(office, letter)
    assert len(received(office)) == 2
