from __future__ import annotations

import datetime as dt
import os
from pathlib import Path

import pytest

from wiring.backup_files import (
    BackupDamaged,
    FileSeal,
    Manifest,
    NoBackup,
    check_files,
    copy_whole,
    read_manifest,
    seal_of,
    write_manifest,
)


def manifest_of(files: dict[str, FileSeal]) -> Manifest:
    return Manifest(
        made_at=dt.datetime(2026, 3, 2, tzinfo=dt.UTC), database="sqlite", database_file="database/a", revision="0007",
        blobs_included=True, master_key_included=False, files=files,
    )  # fmt: skip


def test_a_copy_has_content_age_and_no_readers(tmp_path: Path) -> None:
    source = tmp_path / "letter"
    source.write_bytes(b"x" * 3_000_000)
    os.utime(source, ns=(1, 123_456_789))
    target = tmp_path / "to" / "letter"
    seal = copy_whole(source, target)
    assert target.read_bytes() == source.read_bytes()
    assert seal == seal_of(source)
    assert target.stat().st_mtime_ns == 123_456_789
    assert target.stat().st_mode & 0o077 == 0
    assert [path.name for path in target.parent.iterdir()] == ["letter"]


def test_the_manifest_is_read_as_written(tmp_path: Path) -> None:
    manifest = manifest_of({"blobs/a": FileSeal(sha256="0" * 64, size_bytes=3)})
    write_manifest(tmp_path, manifest)
    assert read_manifest(tmp_path) == manifest


def test_a_folder_without_manifest_is_no_backup(tmp_path: Path) -> None:
    with pytest.raises(NoBackup):
        read_manifest(tmp_path)
    with pytest.raises(NoBackup):
        read_manifest(tmp_path / "nowhere")


@pytest.mark.parametrize("name", ["../outside", "/etc/passwd", "blobs/../../outside"])
def test_a_manifest_that_leads_outside_is_refused(tmp_path: Path, name: str) -> None:
    write_manifest(tmp_path, manifest_of({name: FileSeal(sha256="0" * 64, size_bytes=3)}))
    with pytest.raises(BackupDamaged):
        read_manifest(tmp_path)


def test_an_unreadable_manifest_is_told(tmp_path: Path) -> None:
    (tmp_path / "manifest.json").write_text('{"format": 1')
    with pytest.raises(BackupDamaged):
        read_manifest(tmp_path)


@pytest.mark.parametrize("damage", ["gone", "cut", "altered"])
def test_every_damage_is_found(tmp_path: Path, damage: str) -> None:
    path = tmp_path / "blob"
    path.write_bytes(b"abc")
    manifest = manifest_of({"blob": seal_of(path)})
    check_files(tmp_path, manifest)
    if damage == "gone":
        path.unlink()
    else:
        path.write_bytes(b"ab" if damage == "cut" else b"abd")
    with pytest.raises(BackupDamaged, match="blob"):
        check_files(tmp_path, manifest)
