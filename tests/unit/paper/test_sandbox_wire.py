"""Frames survive the way through the wall, and nothing but frames does."""

from __future__ import annotations

import os
import struct
from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from paper.sandbox_wire import FrameBroken, read_frame, write_frame

LIMIT = 1 << 20


@pytest.fixture
def fd() -> Iterator[int]:
    fd = os.memfd_create("frame")
    yield fd
    os.close(fd)


def _parse(content: bytes) -> object:
    fd = os.memfd_create("frame")
    try:
        os.write(fd, content)
        return read_frame(fd, LIMIT)
    finally:
        os.close(fd)


def _framed(header: bytes, rest: bytes = b"") -> bytes:
    return struct.pack(">4sQ", b"PKF1", len(header)) + header + rest


@given(st.dictionaries(st.text(), st.text() | st.integers() | st.none()), st.lists(st.binary()))
def test_what_is_written_is_read(values: dict[str, object], blobs: list[bytes]) -> None:
    fd = os.memfd_create("frame")
    try:
        write_frame(fd, {"values": values}, blobs)
        assert read_frame(fd, LIMIT) == ({"values": values}, tuple(blobs))
    finally:
        os.close(fd)


def test_a_shorter_frame_replaces_a_longer_one(fd: int) -> None:
    write_frame(fd, {"values": {}}, [b"x" * 1000])
    write_frame(fd, {"values": {}}, [])
    assert read_frame(fd, LIMIT) == ({"values": {}}, ())


@given(st.binary(max_size=200))
def test_garbage_is_refused(content: bytes) -> None:
    with pytest.raises(FrameBroken):
        _parse(content)


@pytest.mark.parametrize(
    "content",
    [
        b"",
        _framed(b"[]"),
        _framed(b"{}"),
        _framed(b'{"blobs": [1]}'),
        _framed(b'{"blobs": [-1, 1]}'),
        _framed(b'{"blobs": [true]}', b"x"),
        _framed(b'{"blobs": []}', b"x"),
        _framed(b"[" * 100_000),
        _framed(b'{"blobs": [' + b"9" * 5000 + b"]}"),
        struct.pack(">4sQ", b"PKF1", 1 << 60) + b"{}",
    ],
)
def test_malformed_frame_is_refused(content: bytes) -> None:
    with pytest.raises(FrameBroken):
        _parse(content)


def test_frame_over_the_limit_is_refused(fd: int) -> None:
    write_frame(fd, {}, [b"x" * LIMIT])
    with pytest.raises(FrameBroken):
        read_frame(fd, LIMIT)
