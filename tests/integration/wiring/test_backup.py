"""A backup that is finished can be restored, and one that was broken off spoils nothing."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

import wiring.backup
import wiring.sealed_content
from tests.factories.office import Office
from wiring.backup import back_up
from wiring.backup_files import FileSeal, read_manifest
from wiring.database_copy import copy_database
from wiring.services.postgresql import PostgresqlServer


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "backup"


def restore(office: Office, folder: Path, to: Path) -> int:
    return office.run("--data-dir", str(to), "restore", str(folder), "--json").exit_code


def place_key(office: Office, to: Path) -> None:
    (to / "keys").mkdir(parents=True)
    shutil.copy(office.folder / "keys" / "master.key", to / "keys")


def test_there_and_back(busy_office: Office, folder: Path, tmp_path: Path) -> None:
    office, to = busy_office, tmp_path / "elsewhere"
    assert office.run("backup", str(folder)).exit_code == 0
    place_key(office, to)
    result = office.run("--data-dir", str(to), "restore", str(folder), "--json")
    assert result.exit_code == 0
    report, before = json.loads(result.stdout), office.json("verify", "--json")
    assert report["violations"] == []
    assert report["counts"] == before["counts"]
    found = office.run("--data-dir", str(to), "search", "Bakkerij Peeters", "gas", "--json")
    assert json.loads(found.stdout)["total"] == 1


def test_the_key_is_left_out_unless_asked_for(busy_office: Office, folder: Path, tmp_path: Path) -> None:
    key = (busy_office.folder / "keys" / "master.key").read_text()
    result = busy_office.run("backup", str(folder))
    assert "the master key was not copied" in result.stderr
    assert not any(key.encode() in path.read_bytes() for path in folder.rglob("*") if path.is_file())
    assert restore(busy_office, folder, tmp_path / "elsewhere") == 3
    assert busy_office.run("backup", str(folder), "--with-master-key").exit_code == 0
    assert restore(busy_office, folder, tmp_path / "elsewhere") == 0
    assert (tmp_path / "elsewhere" / "keys" / "master.key").stat().st_mode & 0o077 == 0


def test_a_second_backup_copies_what_is_new(busy_office: Office, folder: Path) -> None:
    first = busy_office.json("backup", str(folder), "--json")
    second = busy_office.json("backup", str(folder), "--json")
    assert second["copied"] == 1, "the database"
    busy_office.filed_letter(busy_office.bakery)
    third = busy_office.json("backup", str(folder), "--json")
    assert 1 < third["copied"] < third["files"]
    assert third["files"] > second["files"] == first["files"]
    assert len(list((folder / "database").iterdir())) == 1


def test_what_was_erased_leaves_the_backup_too(busy_office: Office, folder: Path) -> None:
    busy_office.run("backup", str(folder))
    gone = next(path for path in busy_office.blob_files() if busy_office.operator in path.parts)
    name = f"blobs/{gone.relative_to(busy_office.folder / 'blobs')}"
    assert (folder / name).exists()
    gone.unlink()
    busy_office.run("backup", str(folder))
    assert not (folder / name).exists()


def test_a_backup_that_breaks_off_leaves_the_last_one_whole(
    busy_office: Office, folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    office = busy_office
    office.run("backup", str(folder), "--with-master-key")
    office.filed_letter(office.bakery)

    def fail(source: Path, target: Path) -> FileSeal:
        raise KeyboardInterrupt

    monkeypatch.setattr(wiring.sealed_content, "copy_whole", fail)
    with pytest.raises(KeyboardInterrupt):
        back_up(office.platform, folder)
    monkeypatch.undo()
    assert restore(office, folder, tmp_path / "elsewhere") == 0
    assert office.run("backup", str(folder)).exit_code == 0
    assert len(list((folder / "database").iterdir())) == 1, "what the broken run left is cleared up"


@pytest.mark.parametrize("part", ["database", "blobs"])
def test_a_damaged_backup_restores_nothing(busy_office: Office, folder: Path, tmp_path: Path, part: str) -> None:
    busy_office.run("backup", str(folder), "--with-master-key")
    victim = next(path for path in sorted((folder / part).rglob("*")) if path.is_file())
    content = bytearray(victim.read_bytes())
    content[len(content) // 2] ^= 1
    victim.write_bytes(content)
    result = busy_office.run("--data-dir", str(tmp_path / "elsewhere"), "restore", str(folder))
    assert result.exit_code == 1
    assert "backup_damaged" in result.stderr
    assert not (tmp_path / "elsewhere").exists()


def test_nothing_is_ever_overwritten(busy_office: Office, folder: Path) -> None:
    busy_office.run("backup", str(folder), "--with-master-key")
    before = {path: path.read_bytes() for path in busy_office.blob_files()}
    result = busy_office.run("restore", str(folder))
    assert result.exit_code == 1
    assert "data_folder_occupied" in result.stderr
    assert {path: path.read_bytes() for path in busy_office.blob_files()} == before


def test_a_restore_that_broke_off_is_run_again(busy_office: Office, folder: Path, tmp_path: Path) -> None:
    busy_office.run("backup", str(folder), "--with-master-key")
    to = tmp_path / "elsewhere"
    (to / "blobs" / busy_office.bakery).mkdir(parents=True)
    assert restore(busy_office, folder, to) == 1
    (to / "restoring").touch()
    assert restore(busy_office, folder, to) == 0
    assert not (to / "restoring").exists()


def test_a_backup_goes_into_no_strange_folder(busy_office: Office, tmp_path: Path) -> None:
    (tmp_path / "letters").mkdir()
    (tmp_path / "letters" / "mine.txt").write_text("keep")
    assert busy_office.run("backup", str(tmp_path / "letters")).exit_code == 3
    assert busy_office.run("backup", str(busy_office.folder / "backup")).exit_code == 3
    assert [path.name for path in (tmp_path / "letters").iterdir()] == ["mine.txt"]


def test_a_folder_without_backup_is_not_found(office: Office, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    assert restore(office, tmp_path / "empty", tmp_path / "elsewhere") == 4


def test_rows_that_come_during_a_backup_do_not_spoil_it(
    busy_office: Office, folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Somebody files a letter between the copy of the database and that of the blobs."""
    office = busy_office

    def copy_and_go_on(database_url: str, target: Path) -> None:
        copy_database(database_url, target)
        office.filed_letter(office.bakery)

    monkeypatch.setattr(wiring.backup, "copy_database", copy_and_go_on)
    back_up(office.platform, folder, with_master_key=True)
    assert restore(office, folder, tmp_path / "elsewhere") == 0
    assert read_manifest(folder).master_key_included


@pytest.mark.postgresql
def test_there_and_back_on_postgresql(
    postgresql: PostgresqlServer, postgresql_url: str, folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("POSTKAMER_DATABASE_URL", postgresql_url)
    office = Office(tmp_path / "data")
    office.filed_letter(office.bakery, pages=2)
    office.tell_everything()
    assert office.json("reindex", "--json") == {"documents": 1}
    assert office.run("verify", "--quiet-time", "0").exit_code == 0
    result = office.run("backup", str(folder), "--with-master-key")
    assert result.exit_code == 0, result.stderr
    office.close()
    assert restore(office, folder, tmp_path / "elsewhere") == 1, "the database has tables"
    fresh = postgresql.create_database("restored")
    monkeypatch.setenv("POSTKAMER_DATABASE_URL", fresh)
    try:
        result = office.run("--data-dir", str(tmp_path / "elsewhere"), "restore", str(folder), "--json")
        assert result.exit_code == 0, result.stderr
        assert json.loads(result.stdout)["counts"]["documents"] == {"filed": 1}
        assert office.run("--data-dir", str(tmp_path / "elsewhere"), "doctor").exit_code == 0
    finally:
        postgresql.drop_database("restored")
