"""Content in an S3 store goes into the backup as it lies there, sealed, and comes back into a bucket or a folder."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from kernel.ids import new_id
from tests.factories.office import Office
from tests.services.s3 import Bucket, S3Server
from wiring.container import Platform
from wiring.settings import Settings

pytestmark = pytest.mark.s3


def environment(bucket: Bucket) -> dict[str, str]:
    return {
        "POSTKAMER_S3__BUCKET": bucket.name, "POSTKAMER_S3__ENDPOINT_URL": bucket.endpoint,
        "POSTKAMER_S3__ACCESS_KEY": bucket.access_key, "POSTKAMER_S3__SECRET_KEY": bucket.secret_key,
    }  # fmt: skip


@pytest.fixture
def office(tmp_path: Path, s3_bucket: Bucket, monkeypatch: pytest.MonkeyPatch) -> Iterator[Office]:
    for name, value in environment(s3_bucket).items():
        monkeypatch.setenv(name, value)
    made = Office(tmp_path / "office", environment(s3_bucket))
    made.filed_letter(made.bakery, pages=2)
    made.tell_everything()
    assert made.run("reindex").exit_code == 0
    yield made
    made.close()


def restored(office: Office, folder: Path, to: Path, into: dict[str, str]) -> dict[str, object]:
    """Restore into another folder and store; the counts that `verify` found there."""
    shutil.copytree(office.folder / "keys", to / "keys")
    other = Office.__new__(Office)
    other.folder, other._environment = to, into
    report = other.json("restore", str(folder), "--json")
    assert report["violations"] == []
    counts: dict[str, object] = report["counts"]
    return counts


def test_content_of_a_bucket_comes_back_into_another_bucket_and_into_a_folder(
    office: Office, tmp_path: Path, s3_server: S3Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "backup"
    first = office.json("backup", str(folder), "--json")
    again = office.json("backup", str(folder), "--json")
    before = office.json("verify", "--json")["counts"]
    assert first["blobs_included"]
    assert first["copied"] == first["files"] > 5
    assert again["copied"] == 1, "the database alone: what lies in the bucket unchanged is not fetched again"

    occupied = office.run("--data-dir", str(tmp_path / "third"), "restore", str(folder))
    assert "master_key_missing" in occupied.stderr or "bucket_occupied" in occupied.stderr
    other = environment(s3_server.create_bucket(f"another-{new_id()[:8]}"))
    assert restored(office, folder, tmp_path / "bucket", other)["blobs"] == before["blobs"]

    for name in other:
        monkeypatch.delenv(name)
    assert restored(office, folder, tmp_path / "folder", {})["blobs"] == before["blobs"]
    assert any((tmp_path / "folder" / "blobs").rglob("*"))


def test_a_bucket_that_holds_something_is_not_restored_into(office: Office, tmp_path: Path) -> None:
    folder, to = tmp_path / "backup", tmp_path / "elsewhere"
    assert office.run("backup", str(folder), "--with-master-key").exit_code == 0
    result = office.run("--data-dir", str(to), "restore", str(folder))
    assert "bucket_occupied" in result.stderr
    assert not (to / "postkamer.db").exists()


def test_content_may_be_left_to_the_store_itself(office: Office, tmp_path: Path, s3_bucket: Bucket) -> None:
    report = office.json("backup", str(tmp_path / "backup"), "--without-content", "--json")
    assert (report["blobs_included"], report["files"]) == (False, 1)
    shutil.copytree(office.folder / "keys", tmp_path / "to" / "keys")
    found = office.run("--data-dir", str(tmp_path / "to"), "restore", str(tmp_path / "backup"), "--json")
    assert json.loads(found.stdout)["violations"] == []
    platform = Platform(Settings(data_dir=tmp_path / "to"))
    assert platform.settings.s3 is not None
    assert platform.settings.s3.bucket == s3_bucket.name
    platform.close()
