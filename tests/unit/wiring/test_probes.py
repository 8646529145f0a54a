from __future__ import annotations

import datetime as dt
import os
from pathlib import Path

import pytest

from archive.batches import open_batch
from kernel.clock import SystemClock
from kernel.db import open_engine
from kernel.outbox.models import Delivery, OutboxEvent
from kernel.tenancy.master_key import create_master_key_file
from kernel.unit_of_work import Database
from tests.factories.outbox import TEST_SCOPE, add_tenants
from tests.fakes.clock import FakeClock
from wiring.migrate import migrate
from wiring.probes import databases, machine, storage
from wiring.probes.findings import Level
from wiring.settings import Settings

GIB = 1024**3


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings(data_dir=tmp_path / "data")


@pytest.mark.parametrize(
    ("version", "level"), [((3, 10), Level.BAD), ((3, 11), Level.OK), ((3, 13), Level.OK), ((3, 14), Level.BAD)]
)
def test_pythons(version: tuple[int, int], level: Level) -> None:
    assert machine.python(version).level is level


def test_an_sqlite_with_the_wal_race_is_used_without_wal() -> None:
    finding = machine.sqlite((3, 40, 1))
    assert finding.level is Level.WARN
    assert "TRUNCATE" in finding.found
    assert machine.sqlite((3, 51, 3)).level is Level.OK


def test_programs_that_are_missing(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    findings = [machine.tesseract(), machine.poppler()]
    assert [finding.level for finding in findings] == [Level.BAD, Level.BAD]
    assert all(finding.advice.startswith("apt-get install") for finding in findings)


def test_a_language_that_is_missing(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    program = tmp_path / "tesseract"
    program.write_text("#!/bin/sh\necho 'tesseract 5.3.0\neng\nnld\nfra\ndeu\nosd'\n")
    program.chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}:{os.environ['PATH']}")
    finding = machine.tesseract()
    assert (finding.level, finding.advice) == (Level.BAD, "apt-get install tesseract-ocr-ita")


def test_fonts_that_are_missing(tmp_path: Path) -> None:
    (tmp_path / "DejaVuSans.ttf").touch()
    finding = machine.fonts(tmp_path)
    assert finding.level is Level.WARN
    assert "Liberation" in finding.found


@pytest.mark.parametrize(("free", "level"), [(GIB // 2, Level.BAD), (3 * GIB, Level.WARN), (9 * GIB, Level.OK)])
def test_room(tmp_path: Path, free: int, level: Level) -> None:
    assert storage.room(tmp_path, free).level is level


def test_a_clock_before_its_time() -> None:
    assert storage.clock(dt.datetime(1970, 1, 1, tzinfo=dt.UTC)).level is Level.BAD
    assert storage.clock(dt.datetime(2026, 3, 2, tzinfo=dt.UTC)).level is Level.OK


def test_looking_makes_nothing(settings: Settings) -> None:
    storage_levels = {finding.level for finding in storage.look_at_storage(settings, dt.datetime.now(dt.UTC))}
    (database,) = databases.look_at_database(settings)
    assert Level.BAD not in storage_levels
    assert database.level is Level.WARN
    assert not settings.data_dir.exists()


def test_a_master_key_that_others_may_read(settings: Settings) -> None:
    create_master_key_file(settings.master_key)
    assert storage.master_key(settings).level is Level.OK
    settings.master_key.chmod(0o644)
    finding = storage.master_key(settings)
    assert finding.level is Level.BAD
    assert "chmod 600" in finding.advice


def test_a_master_key_that_is_gone(settings: Settings) -> None:
    (settings.data_dir / "blobs" / "tenant").mkdir(parents=True)
    assert storage.master_key(settings).level is Level.BAD


def test_a_data_folder_that_others_may_read(settings: Settings) -> None:
    settings.data_dir.mkdir(mode=0o755)
    assert storage.data_folder(settings.data_dir).level is Level.WARN
    settings.data_dir.chmod(0o700)
    assert storage.data_folder(settings.data_dir).level is Level.OK


def test_a_database_before_and_after_migrating(settings: Settings) -> None:
    engine = open_engine(settings.database)
    engine.connect().close()
    assert [finding.level for finding in databases.look_at_database(settings)] == [Level.OK, Level.BAD]
    migrate(engine)
    engine.dispose()
    assert [finding.level for finding in databases.look_at_database(settings)] == [Level.OK] * 3


def test_a_database_file_that_is_none(settings: Settings) -> None:
    settings.data_dir.mkdir()
    (settings.data_dir / "postkamer.db").write_bytes(b"this is no database, whatever its name says" * 100)
    assert next(databases.look_at_database(settings)).level is Level.BAD


def test_a_database_of_an_unknown_kind(tmp_path: Path) -> None:
    (finding,) = databases.look_at_database(Settings(data_dir=tmp_path, database_url="mysql://user:word@host/name"))
    assert finding.level is Level.BAD
    assert "word" not in finding.found + finding.advice


def test_messages_that_the_broker_does_not_confirm(settings: Settings) -> None:
    engine = open_engine(settings.database)
    migrate(engine)
    database = Database(engine, FakeClock())
    (tenant,) = add_tenants(database, ["Bakkerij Peeters"])
    assert not list(databases.unconfirmed_messages(engine))
    with database.unit_of_work(TEST_SCOPE) as uow:
        event = OutboxEvent(name="LampLit", payload={}, occurred_at=FakeClock().now(), tenant_id=tenant, id="e")
        uow.session.add(event)
        uow.session.flush()
        due = {"event_id": "e", "tenant_id": tenant, "actor": "a", "payload": {}, "due_at": FakeClock().now()}
        uow.session.add(Delivery(id="1", queue="pages", publish_failures=7, **due))
        uow.session.add(Delivery(id="2", queue="index", **due))
        uow.commit()

    (finding,) = databases.unconfirmed_messages(engine)

    assert (finding.level, finding.subject) == (Level.BAD, "queue pages")
    assert "1 not confirmed" in finding.found
    engine.dispose()


def test_scan_runs_that_nobody_closed(settings: Settings) -> None:
    engine = open_engine(settings.database)
    migrate(engine)
    database = Database(engine, SystemClock())
    (tenant,) = add_tenants(database, ["Scan House"])
    with database.unit_of_work(TEST_SCOPE) as uow:
        open_batch(uow.session, tenant, "scan", SystemClock().now() - dt.timedelta(hours=23), job="today")
        uow.commit()
    assert not list(databases.open_runs(engine))
    with database.unit_of_work(TEST_SCOPE) as uow:
        open_batch(uow.session, tenant, "scan", SystemClock().now() - dt.timedelta(hours=25), job="yesterday")
        uow.commit()

    (finding,) = databases.open_runs(engine)

    assert (finding.level, finding.subject) == (Level.WARN, "scan runs")
    assert finding.found.startswith("1 ")
    engine.dispose()
