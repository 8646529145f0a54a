from __future__ import annotations

import datetime as dt
import errno
import io
import os
import stat
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from kernel.blobs.api import BlobDamaged, BlobMissing, BlobStore, BlobStoreFull, BlobStoreUnavailable
from kernel.blobs.directory import TEMPORARY, DirectoryBlobStore
from kernel.ids import TenantId, new_id
from tests.fakes.blob_store import FakeKeys
from tests.fakes.blob_store_contract import LETTER, BlobStoreContract, put

TENANT = TenantId("c" * 32)
STEPS = ("open", "mkdir", "fsync", "rename", "unlink", "close")
STEPS_THAT_TAKE_ROOM = ("mkdir", "fsync", "rename")
FAR_FUTURE = dt.datetime(2100, 1, 1, tzinfo=dt.UTC)


class PowerCut(BaseException):
    """The process ends here; no handler of ours answers this."""


def file_of(root: Path, tenant_id: TenantId, key: str) -> Path:
    """Where the blob stands."""
    return root / tenant_id / key[:2] / key[2:]


def fail_at(
    monkeypatch: pytest.MonkeyPatch, number: int, error: BaseException, steps: tuple[str, ...] = STEPS
) -> list[str]:
    """Let the system call with this number fail; the list grows with the calls that were made."""
    calls: list[str] = []

    def counted(name: str) -> Callable[..., Any]:
        real = getattr(os, name)

        def call(*arguments: Any, **options: Any) -> Any:  # noqa: ANN401 - stands in for any system call
            calls.append(name)
            if len(calls) == number:
                raise error
            return real(*arguments, **options)

        return call

    for name in steps:
        monkeypatch.setattr(os, name, counted(name))
    return calls


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return tmp_path / "blobs"


class TestDirectoryBlobStore(BlobStoreContract):
    @pytest.fixture
    def store(self, keys: FakeKeys, root: Path) -> BlobStore:
        self.root = root
        return DirectoryBlobStore(root, keys)

    def damage(self, store: BlobStore, tenant_id: TenantId, key: str) -> None:
        file = file_of(self.root, tenant_id, key)
        file.write_bytes(file.read_bytes()[:-1])


def test_keeps_everything_private_and_nothing_readable(root: Path) -> None:
    old = os.umask(0)
    try:
        put(DirectoryBlobStore(root, FakeKeys()), TENANT, LETTER)
    finally:
        os.umask(old)
    for path in (root, *root.rglob("*")):
        wanted = 0o700 if path.is_dir() else 0o600
        assert stat.S_IMODE(path.stat().st_mode) == wanted
        assert path.is_dir() or LETTER[:16] not in path.read_bytes()


def test_leaves_no_temporary_file(root: Path) -> None:
    store = DirectoryBlobStore(root, FakeKeys())
    put(store, TENANT, LETTER)
    put(store, TENANT, LETTER)
    assert list((root / TEMPORARY).iterdir()) == []


def test_syncs_file_then_renames_then_syncs_directory(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    store = DirectoryBlobStore(root, FakeKeys())
    calls = fail_at(monkeypatch, -1, PowerCut())
    put(store, TENANT, LETTER)
    rename = calls.index("rename")
    assert "fsync" in calls[:rename]
    # The directory, and before that each newly made parent.
    assert calls[rename:].count("fsync") == 1
    assert calls[:rename].count("fsync") >= 3


def test_dies_at_every_step_without_a_half_blob(root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    number = 0
    while True:
        number += 1
        place = tmp_path / f"run{number}"
        store = DirectoryBlobStore(place, FakeKeys())
        with monkeypatch.context() as patch:
            fail_at(patch, number, PowerCut())
            try:
                stored = put(store, TENANT, LETTER)
            except PowerCut:
                stored = None
        after = DirectoryBlobStore(place, FakeKeys())
        assert [after.read(TENANT, key) for key, _ in after.keys(TENANT)] in ([], [LETTER])
        assert after.read(TENANT, put(after, TENANT, LETTER).key) == LETTER
        after.sweep_temporary(FAR_FUTURE)
        assert list((place / TEMPORARY).iterdir()) == []
        if stored:
            break
    assert number > 15


@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EDQUOT, errno.EFBIG])
@pytest.mark.parametrize("step", range(1, 8))
def test_says_full_at_every_step_and_leaves_nothing(
    root: Path, monkeypatch: pytest.MonkeyPatch, number: int, step: int
) -> None:
    store = DirectoryBlobStore(root, FakeKeys())
    with monkeypatch.context() as patch:
        fail_at(patch, step, OSError(number, os.strerror(number)), STEPS_THAT_TAKE_ROOM)
        with pytest.raises(BlobStoreFull) as caught:
            put(store, TENANT, LETTER)
    assert caught.value.temporary
    assert [path for path in root.rglob("*") if path.is_file() and path.parent.name == TEMPORARY] == []
    assert store.read(TENANT, put(store, TENANT, LETTER).key) == LETTER


def test_names_a_disk_error(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    store = DirectoryBlobStore(root, FakeKeys())
    fail_at(monkeypatch, 1, OSError(errno.EIO, "Input/output error"), STEPS_THAT_TAKE_ROOM)
    with pytest.raises(BlobStoreUnavailable, match="Input/output"):
        put(store, TENANT, LETTER)


def test_gives_up_when_the_sender_does(root: Path) -> None:
    class Broken(io.BytesIO):
        def read(self, size: int | None = -1) -> bytes:
            raise RuntimeError("the sender left")

    store = DirectoryBlobStore(root, FakeKeys())
    with pytest.raises(RuntimeError):
        store.put(TENANT, Broken())
    assert list((root / TEMPORARY).iterdir()) == []


@pytest.mark.parametrize("depth", [0, 1, 2])
def test_follows_no_link_planted_inside(root: Path, tmp_path: Path, depth: int) -> None:
    store = DirectoryBlobStore(root, FakeKeys())
    key = put(store, TENANT, LETTER).key
    parts = (root / TENANT, root / TENANT / key[:2], file_of(root, TENANT, key))
    outside = tmp_path / "outside"
    parts[depth].rename(outside)
    parts[depth].symlink_to(outside)
    with pytest.raises((BlobDamaged, BlobMissing)):
        store.read(TENANT, key)


def test_replaces_a_link_planted_at_an_address(root: Path, tmp_path: Path) -> None:
    store = DirectoryBlobStore(root, FakeKeys())
    key = put(store, TENANT, LETTER).key
    victim = tmp_path / "victim"
    victim.write_bytes(b"not yours")
    file_of(root, TENANT, key).unlink()
    file_of(root, TENANT, key).symlink_to(victim)
    assert not put(store, TENANT, LETTER).existed
    assert victim.read_bytes() == b"not yours"
    assert not file_of(root, TENANT, key).is_symlink()


def test_sweeps_only_what_is_old(root: Path) -> None:
    store = DirectoryBlobStore(root, FakeKeys())
    put(store, TENANT, LETTER)
    left = root / TEMPORARY / new_id()
    left.write_bytes(b"half")
    os.utime(left, (1_000_000, 1_000_000))
    (root / TEMPORARY / new_id()).write_bytes(b"being written")
    assert store.sweep_temporary(dt.datetime(2000, 1, 1, tzinfo=dt.UTC)) == 1
    assert len(list((root / TEMPORARY).iterdir())) == 1


def test_makes_a_blob_young_again_when_it_is_put_again(root: Path) -> None:
    store = DirectoryBlobStore(root, FakeKeys())
    key = put(store, TENANT, LETTER).key
    os.utime(file_of(root, TENANT, key), (1_000_000, 1_000_000))
    assert put(store, TENANT, LETTER).existed
    assert dict(store.keys(TENANT))[key] > dt.datetime(2000, 1, 1, tzinfo=dt.UTC)


def test_ignores_foreign_files_in_the_store(root: Path) -> None:
    store = DirectoryBlobStore(root, FakeKeys())
    key = put(store, TENANT, LETTER).key
    (root / TENANT / "lost+found").mkdir()
    (root / TENANT / "notes.txt").write_text("hello")
    (root / TENANT / key[:2] / "x").write_text("hello")
    assert [found for found, _ in store.keys(TENANT)] == [key]


def test_opens_as_many_files_as_it_closes(root: Path) -> None:
    store = DirectoryBlobStore(root, FakeKeys())
    put(store, TENANT, LETTER)
    before = len(list(Path("/proc/self/fd").iterdir()))
    for number in range(20):
        key = put(store, TENANT, bytes([number])).key
        store.read(TENANT, key)
        store.delete(TENANT, key)
        with pytest.raises(BlobMissing):
            store.read(TENANT, key)
    assert len(list(Path("/proc/self/fd").iterdir())) == before
