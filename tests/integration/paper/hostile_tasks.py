"""Tasks that do what a hostile page would do to the sandbox."""

from __future__ import annotations

import ctypes
import os
import pathlib
import signal
import socket
import subprocess
import sys
import time
from typing import Any

from paper.errors import FileEncrypted, FileTooManyPages
from paper.sandbox import TaskResult

PR_SET_NAME = 15

Values = dict[str, Any]
Blobs = tuple[bytes, ...]


def _echo(values: Values, blobs: Blobs) -> TaskResult:
    return TaskResult(values, blobs)


def _abort(_values: Values, _blobs: Blobs) -> TaskResult:
    os.abort()


def _hang(values: Values, _blobs: Blobs) -> TaskResult:
    _wear(values)
    for each in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
        signal.signal(each, signal.SIG_IGN)
    while True:
        time.sleep(60)


def _spin(_values: Values, _blobs: Blobs) -> TaskResult:
    while True:
        pass


def _eat_memory(_values: Values, _blobs: Blobs) -> TaskResult:
    held = [bytearray(16 * 1024 * 1024) for _ in range(1_000)]
    return TaskResult({"held": len(held)})


def _leave_grandchild(values: Values, _blobs: Blobs) -> TaskResult:
    """A double fork into a session of its own, which is how a daemon slips away."""
    reader, writer = os.pipe()
    if os.fork() == 0:
        os.setsid()
        if os.fork() == 0:
            _wear(values)
            os.write(writer, b"x")
            time.sleep(600)
        os._exit(0)
    os.read(reader, 1)
    if values.get("hang"):
        time.sleep(600)
    return TaskResult({})


def _wear(values: Values) -> None:
    """Take a name (15 letters at most) by which the test finds this process."""
    ctypes.CDLL(None).prctl(PR_SET_NAME, values["name"].encode(), 0, 0, 0)


def _connect(values: Values, _blobs: Blobs) -> TaskResult:
    with socket.create_connection(("127.0.0.1", values["port"]), timeout=5):
        return TaskResult({})


def _read_file(values: Values, _blobs: Blobs) -> TaskResult:
    return TaskResult({}, (pathlib.Path(values["path"]).read_bytes(),))


def _write_files(values: Values, _blobs: Blobs) -> TaskResult:
    refused = []
    for path in values["paths"]:
        try:
            pathlib.Path(path).write_bytes(b"x")
        except OSError:
            refused.append(path)
    return TaskResult({"refused": refused})


def _write_temp(_values: Values, _blobs: Blobs) -> TaskResult:
    hidden = pathlib.Path(os.environ["TMPDIR"], "hidden")
    hidden.mkdir()
    (hidden / "letter").write_bytes(b"secret")
    pathlib.Path(os.environ["TMPDIR"]).parent.joinpath("beside").write_bytes(b"secret")
    hidden.chmod(0)
    return TaskResult({})


def _list_temp(_values: Values, _blobs: Blobs) -> TaskResult:
    root = pathlib.Path(os.environ["TMPDIR"]).parent
    return TaskResult({"found": sorted(str(path.relative_to(root)) for path in root.rglob("*"))})


def _babble(_values: Values, _blobs: Blobs) -> TaskResult:
    for fd in range(64):
        try:
            os.write(fd, b'{"in_time": true, "status": 0}' * 100)
        except OSError:
            continue
    print("garbage", file=sys.stdout, flush=True)  # noqa: T201 printing is what this page does
    return TaskResult({"babbled": True})


def _huge_answer(values: Values, _blobs: Blobs) -> TaskResult:
    return TaskResult({}, (bytes(values["bytes"]),))


def _lie_about_length(_values: Values, _blobs: Blobs) -> TaskResult:
    for fd in range(3, 64):
        try:
            os.ftruncate(fd, 0)
            os.pwrite(fd, b"PKF1" + b"\xff" * 200, 0)
        except OSError:
            continue
    os._exit(0)


def _raise_typed(values: Values, _blobs: Blobs) -> TaskResult:
    if values.get("pages"):
        raise FileTooManyPages(pages=values["pages"], max_pages=10)
    raise FileEncrypted


def _raise_untyped(_values: Values, _blobs: Blobs) -> TaskResult:
    raise KeyError("the secret text of a letter")


def _answer_no_json(_values: Values, _blobs: Blobs) -> TaskResult:
    return TaskResult({"what": object()})


def _kill_parent(_values: Values, _blobs: Blobs) -> TaskResult:
    os.kill(os.getppid(), signal.SIGKILL)
    time.sleep(600)
    return TaskResult({})


def _run_program(values: Values, _blobs: Blobs) -> TaskResult:
    ended = subprocess.run(values["argv"], capture_output=True, check=True)
    return TaskResult({}, (ended.stdout,))


def _environment(_values: Values, _blobs: Blobs) -> TaskResult:
    return TaskResult(dict(os.environ))


def _remember(values: Values, _blobs: Blobs) -> TaskResult:
    seen = globals().setdefault("_seen", [])
    seen.append(values["secret"])
    return TaskResult({"seen": seen})


TASKS = {
    "abort": _abort,
    "answer_no_json": _answer_no_json,
    "babble": _babble,
    "connect": _connect,
    "eat_memory": _eat_memory,
    "echo": _echo,
    "environment": _environment,
    "hang": _hang,
    "huge_answer": _huge_answer,
    "kill_parent": _kill_parent,
    "leave_grandchild": _leave_grandchild,
    "lie_about_length": _lie_about_length,
    "list_temp": _list_temp,
    "raise_typed": _raise_typed,
    "raise_untyped": _raise_untyped,
    "read_file": _read_file,
    "remember": _remember,
    "run_program": _run_program,
    "spin": _spin,
    "write_files": _write_files,
    "write_temp": _write_temp,
}
