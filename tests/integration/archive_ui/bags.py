"""What a receiver of a bag checks (RFC 8493, section 3); the library that does so comes without a wheel."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from pathlib import Path


def bag_info(folder: Path) -> dict[str, str]:
    """The bag's description of itself (section 2.2.2)."""
    lines = (folder / "bag-info.txt").read_text(encoding="utf-8").splitlines()
    return dict(line.split(": ", 1) for line in lines)


def faults_of(folder: Path) -> list[str]:
    """What makes the bag in this folder incomplete or invalid; empty for a valid one."""
    return [*_declared(folder), *_listed(folder, "manifest-sha256.txt"), *_listed(folder, "tagmanifest-sha256.txt"),
            *_counted(folder), *_all_payload_listed(folder)]  # fmt: skip


def _declared(folder: Path) -> Iterator[str]:
    if (folder / "bagit.txt").read_text() != "BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n":
        yield "bagit.txt"


def _manifest(folder: Path, name: str) -> dict[str, str]:
    lines = (folder / name).read_text(encoding="utf-8").splitlines()
    return {path: digest for digest, path in (line.split(maxsplit=1) for line in lines)}


def _listed(folder: Path, name: str) -> Iterator[str]:
    for path, digest in _manifest(folder, name).items():
        file = folder / path
        if not file.is_file() or hashlib.sha256(file.read_bytes()).hexdigest() != digest:
            yield path


def _payload(folder: Path) -> list[Path]:
    return [path for path in (folder / "data").rglob("*") if path.is_file()]


def _counted(folder: Path) -> Iterator[str]:
    files = _payload(folder)
    if bag_info(folder)["Payload-Oxum"] != f"{sum(file.stat().st_size for file in files)}.{len(files)}":
        yield "Payload-Oxum"


def _all_payload_listed(folder: Path) -> Iterator[str]:
    listed = _manifest(folder, "manifest-sha256.txt")
    there = (str(path.relative_to(folder)) for path in _payload(folder))
    yield from (path for path in there if path not in listed)
