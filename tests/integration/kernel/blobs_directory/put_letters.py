"""Run as a program: put the same few letters into the store at argv[1], and say so for each one that is safe."""

from __future__ import annotations

import io
import os
import sys
from pathlib import Path

from kernel.blobs.directory import DirectoryBlobStore
from kernel.ids import TenantId
from tests.fakes.blob_store import FakeKeys

TENANT = TenantId("d" * 32)
LETTERS = (b"first letter", b"second letter " * 500)


def say(line: str) -> None:
    """Tell the test at once, in one system call."""
    os.write(sys.stdout.fileno(), line.encode() + b"\n")


if __name__ == "__main__":
    store = DirectoryBlobStore(Path(sys.argv[1]), FakeKeys())
    say("begin")
    for letter in LETTERS:
        say(store.put(TENANT, io.BytesIO(letter)).key)
