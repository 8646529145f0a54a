from __future__ import annotations

import hashlib
import os
import stat
from pathlib import Path

import pytest

from kernel.tenancy.master_key import KEY_BYTES, MasterKey, MasterKeyExists, MasterKeyRefused, create_master_key_file

GOOD = hashlib.sha256(b"a value that nobody uses").hexdigest()


def test_makes_a_private_key_file_that_loads(tmp_path: Path) -> None:
    path = tmp_path / "keys" / "master"
    made = create_master_key_file(path)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert MasterKey.load(path) == MasterKey.load(str(path)) == made
    assert MasterKey.load(path.read_text()) == made


def test_never_overwrites_a_key(tmp_path: Path) -> None:
    path = tmp_path / "master"
    made = create_master_key_file(path)
    with pytest.raises(MasterKeyExists):
        create_master_key_file(path)
    assert MasterKey.load(path) == made


def test_makes_a_new_key_each_time(tmp_path: Path) -> None:
    keys = {create_master_key_file(tmp_path / str(number)).key for number in range(20)}
    assert len(keys) == 20


@pytest.mark.parametrize("mode", [0o640, 0o604, 0o660, 0o610, 0o601])
def test_refuses_a_file_that_others_may_touch(tmp_path: Path, mode: int) -> None:
    path = tmp_path / "master"
    create_master_key_file(path)
    path.chmod(mode)
    with pytest.raises(MasterKeyRefused, match="chmod 600"):
        MasterKey.load(path)


@pytest.mark.parametrize(
    "key",
    [
        bytes(32),
        bytes(range(32)),
        bytes(range(200, 232)),
        bytes(range(0, 96, 3)),
        b"\x01\x02\x03\x04" * 8,
        b"correct horse battery staple 123",
        hashlib.sha256(b"changeme").digest(),
        hashlib.sha256(b"").digest(),
    ],
)
def test_refuses_a_key_that_can_be_guessed(key: bytes) -> None:
    with pytest.raises(MasterKeyRefused):
        MasterKey(key)


@pytest.mark.parametrize("size", [0, 16, 31, 33, 64])
def test_refuses_a_key_of_another_length(size: int) -> None:
    with pytest.raises(MasterKeyRefused):
        MasterKey(bytes(size))


@pytest.mark.parametrize("content", ["", "x" * 64, GOOD[:-2], GOOD + "ab"])
def test_refuses_a_file_that_holds_no_key(tmp_path: Path, content: str) -> None:
    path = tmp_path / "master"
    path.write_text(content)
    path.chmod(0o600)
    with pytest.raises(MasterKeyRefused):
        MasterKey.load(path)


@pytest.mark.parametrize("name", ["nowhere", "."])
def test_refuses_what_is_no_file(tmp_path: Path, name: str) -> None:
    with pytest.raises(MasterKeyRefused):
        MasterKey.load(tmp_path / name)


def test_shows_no_key_when_printed() -> None:
    key = MasterKey.load(GOOD)
    assert GOOD not in repr(key)
    assert GOOD[:KEY_BYTES] not in repr(key)
    assert str(key.key) not in repr(key)


def test_a_key_file_comes_into_being_whole(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def die(descriptor: int) -> None:
        raise InterruptedError(descriptor)

    path = tmp_path / "master.key"
    monkeypatch.setattr(os, "fsync", die)
    with pytest.raises(InterruptedError):
        create_master_key_file(path)

    assert not path.exists()
