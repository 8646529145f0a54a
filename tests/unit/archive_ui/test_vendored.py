"""Vendored files are the ones that were looked at, with their licence beside them."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

import archive_ui

SHELVES = [Path(archive_ui.__file__).parent / "static" / "vendor", Path(__file__).parents[2] / "specimens" / "axe"]


@pytest.mark.parametrize("shelf", SHELVES, ids=lambda shelf: shelf.name)
def test_every_file_has_its_hash_and_there_is_no_other(shelf: Path) -> None:
    lines = (shelf / "SHA256SUMS").read_text(encoding="utf-8").splitlines()
    listed = {name: digest for digest, name in (line.split() for line in lines)}
    here = {str(path.relative_to(shelf)) for path in shelf.rglob("*") if path.is_file()} - {"SHA256SUMS"}
    assert here == set(listed)
    for name, digest in listed.items():
        assert hashlib.sha256((shelf / name).read_bytes()).hexdigest() == digest
    assert any("LICENSE" in name for name in listed)
