"""A file in pieces is the file again, from wherever it is read."""

from __future__ import annotations

import hashlib
import io
import zipfile

from hypothesis import given, settings
from hypothesis import strategies as st

from archive.export.contents import Entry, plain_name
from archive.export.packing import ZipPackage
from archive.export.parts import PartsFile, PartSink
from kernel.ids import TenantId
from tests.fakes.blob_store import MemoryBlobStore
from tests.fakes.clock import START

TENANT = TenantId("t" * 32)


@settings(deadline=None)
@given(st.lists(st.binary(max_size=40), max_size=12), st.integers(1, 16), st.integers(0, 300), st.integers(0, 300))
def test_pieces_are_the_whole_again(written: list[bytes], part_bytes: int, start: int, length: int) -> None:
    blobs = MemoryBlobStore()
    sink = PartSink(blobs, TENANT, part_bytes)
    for data in written:
        sink.write(data)
    sink.finish()
    whole = b"".join(written)
    assert sink.size_bytes == len(whole)
    assert sink.sha256 == hashlib.sha256(whole).hexdigest()
    assert all(part.size_bytes <= part_bytes for part in sink.parts)

    file = io.BufferedReader(PartsFile(blobs, TENANT, sink.parts))
    file.seek(start)
    assert file.read(length) == whole[start : start + length]
    file.seek(0)
    assert file.read() == whole


def test_a_zip_written_forwards_is_sound_and_the_same_every_time() -> None:
    entries = [Entry("documents/a/document.pdf", b"%PDF", START), Entry("b.json", b"{}" * 500, START, is_text=True)]
    sums = set()
    for _ in range(2):
        blobs = MemoryBlobStore()
        sink = PartSink(blobs, TENANT, 64)
        package = ZipPackage(sink)
        for entry in entries:
            package.add(entry)
        package.finish()
        sink.finish()
        sums.add(sink.sha256)
        with zipfile.ZipFile(io.BufferedReader(PartsFile(blobs, TENANT, sink.parts))) as unpacked:
            assert unpacked.testzip() is None
            assert {name: unpacked.read(name) for name in unpacked.namelist()} == {e.path: e.content for e in entries}
    assert len(sums) == 1


@given(st.text(max_size=200))
def test_a_strangers_name_stays_in_its_folder(text: str) -> None:
    name = plain_name(text, 120)
    assert not set(name) & set('/\\%\r\n\0:*?"<>|')
    assert name not in {".", ".."}
    assert not name.startswith((".", " "))
    assert not name.endswith((".", " "))
    assert len(name) <= 120
