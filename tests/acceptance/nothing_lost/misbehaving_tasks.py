"""The sandbox's real tasks, which misbehave on pages that say so: what a poisonous page does to a reader."""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Callable, Mapping
from typing import Any

from ocr_workers.page_process import TASKS as USUAL
from paper.sandbox_wire import TaskResult

MIB = 1024 * 1024
Task = Callable[[dict[str, Any], tuple[bytes, ...]], TaskResult]


def _crash() -> None:
    os.kill(os.getpid(), signal.SIGSEGV)


def _hang() -> None:
    while True:
        time.sleep(60)


def _eat_memory() -> None:
    eaten = []
    while True:
        eaten.append(bytearray(b"x") * (16 * MIB))


POISONS: Mapping[bytes, Callable[[], None]] = {
    b"poison-crash": _crash,
    b"poison-hang": _hang,
    b"poison-memory": _eat_memory,
}
POISONED_PAGE = 2


def _read_page(values: dict[str, Any], blobs: tuple[bytes, ...]) -> TaskResult:
    for mark, misbehave in POISONS.items():
        if mark in blobs[0] and values["number"] == POISONED_PAGE:
            misbehave()
    return USUAL["read_page"](values, blobs)


def _inspect(values: dict[str, Any], blobs: tuple[bytes, ...]) -> TaskResult:
    if b"poison-file" in blobs[0]:
        _crash()
    return USUAL["inspect"](values, blobs)


TASKS: Mapping[str, Task] = {**USUAL, "read_page": _read_page, "inspect": _inspect}
