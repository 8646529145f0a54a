"""What lies in a Tantivy index, and whether it is what was written.

Tantivy ends each file of a segment with a checksum and looks at it only when asked,
which its Python binding cannot: a flipped bit would be a wrong answer, or a panic. So
each file is checked here, once per process and content. The list of segments,
`meta.json`, has no checksum: it is sealed as Whoosh's files are, which also tells an
index of another tenant, installation or format.

Tantivy puts `meta.json` in force by a rename that we cannot prepare a seal for. While a
commit is under way, and until the next one after a death in it, the sealed mark
`COMMITTING` stands in for the seal: the segments it names are checked all the same.
"""

from __future__ import annotations

import json
import os
import re
import struct
import threading
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from indexer.engines.api import IndexBroken
from indexer.engines.durable_files import sync_directory
from indexer.engines.seals import SUFFIX, Identity, Seals, identity

CONTENTS = "meta.json"
MARK = "COMMITTING"
PARTS = ("fast", "fieldnorm", "idx", "pos", "store", "term")
# The end of every file: {"version":…,"crc":…}, its length, and a number that says that there is such an end.
FOOTER_MAGIC = 1337
LONGEST_FOOTER = 50_000
_SEGMENT_ID = re.compile(r"[0-9a-f]{32}")
_BLOCK_BYTES = 1 << 20

Identities = dict[str, Identity]


class TantivyFiles:
    """Checks the files of one tenant's index; what was found right is not read again until it changes."""

    def __init__(self, seals: Seals) -> None:
        """Nothing is looked at yet."""
        self._seals = seals
        self._checked: dict[Path, Identity] = {}
        self._lock = threading.Lock()

    def look(self, directory: Path) -> Identities:
        """What is in force by name; differs as soon as anything was committed or touched. Nothing is checked yet.

        Raises:
            FileNotFoundError: A file is gone; a writer may just have replaced it.
            IndexBroken: The list of segments is unreadable.
        """
        names = _names_in((directory / CONTENTS).read_bytes())
        return {name: identity((directory / name).stat()) for name in (CONTENTS, *names)}

    def check(self, directory: Path) -> None:
        """Make sure that every file in force is what was written.

        Raises:
            FileNotFoundError: A file is gone; a writer may just have replaced it.
            IndexBroken: One was damaged, is another tenant's, or of another format.
        """
        for name in _names_in(self._contents(directory)):
            self._check_part(directory / name)

    @contextmanager
    def committing(self, directory: Path) -> Iterator[None]:
        """Mark that contents come into force without a seal of theirs, and seal them at the end of the block."""
        mark = directory / MARK
        mark.touch()
        self._seals.seal(mark)
        sync_directory(directory)
        yield
        self._seals.seal(directory / CONTENTS)
        sync_directory(directory)
        for name in (f"{MARK}{SUFFIX}", MARK):
            (directory / name).unlink()
        self._seals.forget(mark)

    def _contents(self, directory: Path) -> bytes:
        try:
            return self._sealed(directory / CONTENTS)
        except (IndexBroken, FileNotFoundError):
            contents = (directory / CONTENTS).read_bytes()
            try:
                self._sealed(directory / MARK)
            except FileNotFoundError:
                # The commit may have ended between the two looks.
                return self._sealed_or_broken(directory / CONTENTS)
            return contents

    def _sealed(self, path: Path) -> bytes:
        with self._seals.open_sealed(path) as content:
            return content.read()

    def _sealed_or_broken(self, path: Path) -> bytes:
        try:
            return self._sealed(path)
        except FileNotFoundError as error:
            message = "the search index is not ours or of another engine; run reindex for this tenant"
            raise IndexBroken(message) from error

    def _check_part(self, path: Path) -> None:
        with path.open("rb") as content:
            found = identity(os.fstat(content.fileno()))
            with self._lock:
                if self._checked.get(path) == found:
                    return
            _check_footer(path, found[1])
        with self._lock:
            self._checked[path] = found


def _names_in(contents: bytes) -> list[str]:
    """The files that the list of segments names."""
    try:
        return [name for segment in json.loads(contents)["segments"] for name in _parts_of(segment)]
    except (ValueError, KeyError, TypeError) as error:
        raise _damaged(CONTENTS) from error


def _parts_of(segment: dict[str, Any]) -> Iterator[str]:
    segment_id = str(segment["segment_id"]).replace("-", "")
    if not _SEGMENT_ID.fullmatch(segment_id):
        raise ValueError("no name of a segment")
    yield from (f"{segment_id}.{part}" for part in PARTS)
    if segment["deletes"] is not None:
        yield f"{segment_id}.{int(segment['deletes']['opstamp'])}.del"


def _check_footer(path: Path, size_bytes: int) -> None:
    with path.open("rb") as content:
        content.seek(max(size_bytes - 8, 0))
        try:
            length, magic = struct.unpack("<II", content.read(8))
            if magic != FOOTER_MAGIC or not 0 < length <= min(LONGEST_FOOTER, size_bytes - 8):
                raise _damaged(path.name)
            content.seek(size_bytes - 8 - length)
            wanted = json.loads(content.read(length))["crc"]
        except (struct.error, ValueError, KeyError, TypeError) as error:
            raise _damaged(path.name) from error
        content.seek(0)
        left, found = size_bytes - 8 - length, 0
        while left and (block := content.read(min(left, _BLOCK_BYTES))):
            found = zlib.crc32(block, found)
            left -= len(block)
    if found != wanted:
        raise _damaged(path.name)


def _damaged(name: str) -> IndexBroken:
    return IndexBroken("the search index was damaged; run reindex for this tenant", file=name)
