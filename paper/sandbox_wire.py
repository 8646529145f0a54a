"""What passes through the wall of the sandbox, and in which form.

A frame is a marker, the length of a JSON header, the header, and the blobs one
after the other; the header says how long each is. No pickle: bytes from behind
the wall are data, never code. Both sides use this module, and both distrust what
they read with it.
"""

from __future__ import annotations

import json
import os
import struct
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

MARKER = b"PKF1"
PREAMBLE = struct.Struct(">4sQ")
MAX_HEADER_BYTES = 64 * 1024 * 1024
MAX_BLOBS = 10_000
EXIT_OUT_OF_MEMORY = 71
EXIT_NO_ANSWER = 72
WRITE_BYTES = 16 * 1024 * 1024


class FrameBroken(ValueError):
    """The bytes are no frame, or a larger one than was agreed."""


@dataclass(frozen=True, slots=True)
class SandboxLimits:
    """What one task may use up.

    Attributes:
        wall_s: Seconds on the wall clock.
        cpu_s: Seconds of CPU, per process.
        memory_mb: Address space beyond what the libraries already take, per process.
        file_mb: Size of the largest file, and of the whole answer.
        processes: How many processes and threads may run at once, where the system counts them per sandbox.
    """

    wall_s: float = 60
    cpu_s: int = 60
    memory_mb: int = 2048
    file_mb: int = 512
    processes: int = 64


@dataclass(frozen=True, slots=True)
class TaskResult:
    """What a task answers: JSON-able values, and bytes beside them."""

    values: dict[str, Any]
    blobs: tuple[bytes, ...] = ()


def write_frame(fd: int, header: Mapping[str, Any], blobs: Sequence[bytes]) -> None:
    """Write one frame at the start of the file behind `fd`, in place of what it held.

    Raises:
        TypeError: The header is not JSON-able.
        OSError: The file may not grow so large.
    """
    encoded = json.dumps({**header, "blobs": [len(blob) for blob in blobs]}).encode()
    os.ftruncate(fd, 0)
    os.lseek(fd, 0, os.SEEK_SET)
    for part in (PREAMBLE.pack(MARKER, len(encoded)), encoded, *blobs):
        _write_all(fd, part)


def read_frame(fd: int, max_bytes: int) -> tuple[dict[str, Any], tuple[bytes, ...]]:
    """The header and the blobs of the frame in the file behind `fd`.

    Raises:
        FrameBroken: The file holds no frame, more than a frame, or more than `max_bytes`.
    """
    size = os.fstat(fd).st_size
    if not PREAMBLE.size <= size <= max_bytes:
        raise FrameBroken(f"a frame of {size} bytes")
    marker, header_bytes = PREAMBLE.unpack(_read_at(fd, PREAMBLE.size, 0))
    if marker != MARKER or header_bytes > min(MAX_HEADER_BYTES, size - PREAMBLE.size):
        raise FrameBroken("no frame")
    header = _header(_read_at(fd, header_bytes, PREAMBLE.size))
    return header, _blobs(fd, header.pop("blobs", None), PREAMBLE.size + header_bytes, size)


def _header(encoded: bytes) -> dict[str, Any]:
    try:
        header = json.loads(encoded)
    except (ValueError, RecursionError) as error:
        raise FrameBroken("the header is no JSON") from error
    if not isinstance(header, dict):
        raise FrameBroken("the header is no object")
    return header


def _blobs(fd: int, lengths: object, start: int, size: int) -> tuple[bytes, ...]:
    if not isinstance(lengths, list) or len(lengths) > MAX_BLOBS:
        raise FrameBroken("no list of blobs")
    if not all(type(length) is int and length >= 0 for length in lengths) or start + sum(lengths) != size:
        raise FrameBroken("the blobs do not fill the frame")
    blobs = []
    for length in lengths:
        blobs.append(_read_at(fd, length, start))
        start += length
    return tuple(blobs)


def _read_at(fd: int, length: int, offset: int) -> bytes:
    parts: list[bytes] = []
    while length:
        part = os.pread(fd, length, offset)
        if not part:
            raise FrameBroken("the frame ends early")
        parts.append(part)
        offset, length = offset + len(part), length - len(part)
    return parts[0] if len(parts) == 1 else b"".join(parts)


def _write_all(fd: int, data: bytes) -> None:
    view = memoryview(data)
    while view:
        view = view[os.write(fd, view[:WRITE_BYTES]) :]
