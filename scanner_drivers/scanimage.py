"""Running the program `scanimage`: one process per scan, one side per line, no side before it is asked for.

A backend that crashes, hangs or leaks takes its process with it and nothing else.
The program is never given `--output-file`: when a scan fails it deletes that file,
whatever it is, which as root once cost a machine its null device. In batch mode it
writes into a folder of our own, where there is nothing to lose, and with
`--batch-prompt` it waits for a line on its input before it moves the next sheet.
"""

from __future__ import annotations

import contextlib
import os
import selectors
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from types import TracebackType
from typing import IO, Self

from scanner_drivers.errors import (
    CoverOpen,
    FeederEmpty,
    ScannerBusy,
    ScannerError,
    ScannerGone,
    ScannerJammed,
    ScannerRefused,
    ScannerTimedOut,
    ScanProgramMissing,
)

PROGRAM = "scanimage"

# Exit codes are SANE_Status (SANE standard 1.06, section 4.2.7).
_CASES: dict[int, type[ScannerError]] = {
    1: ScannerRefused,
    3: ScannerBusy,
    4: ScannerRefused,
    # End of file where a sheet was expected: how backends without a feeder say that there is no more.
    5: FeederEmpty,
    6: ScannerJammed,
    7: FeederEmpty,
    8: CoverOpen,
    9: ScannerGone,
    11: ScannerRefused,
}
# The same faults in the words of sane_strstatus, as `scanimage: sane_read: Document feeder jammed`.
_COMPLAINTS: dict[str, type[ScannerError]] = {
    "Device busy": ScannerBusy,
    "Document feeder jammed": ScannerJammed,
    "Document feeder out of documents": FeederEmpty,
    "Scanner cover is open": CoverOpen,
    "Error during device I/O": ScannerGone,
    "Access to resource has been denied": ScannerRefused,
}
_END_GRACE_S = 5.0


def command(config_folder: Path | None, arguments: Sequence[str]) -> list[str]:
    """The argument list that runs the program in the C locale, so that what it prints can be read.

    Raises:
        ScanProgramMissing: It is not installed.
    """
    program = shutil.which(PROGRAM)
    if program is None:
        raise ScanProgramMissing(program=PROGRAM)
    settings = ["LC_ALL=C", *([f"SANE_CONFIG_DIR={config_folder}"] if config_folder else [])]
    return ["env", *settings, program, *arguments]


def ask(config_folder: Path | None, device: str, arguments: Sequence[str], timeout_s: float) -> str:
    """What the program prints about a device.

    Raises:
        ScannerError: It says nothing, or says no.
    """
    try:
        answer = subprocess.run(
            command(config_folder, arguments),
            capture_output=True,
            check=False,
            timeout=timeout_s,
            stdin=subprocess.DEVNULL,
        )
    except subprocess.TimeoutExpired as error:
        raise ScannerTimedOut(device=device, seconds=timeout_s) from error
    if answer.returncode != 0:
        raise fault(answer.returncode, answer.stderr.decode(errors="replace"), device, 1)
    return answer.stdout.decode(errors="replace")


def fault(status: int, complaint: str, device: str, sheet: int) -> ScannerError:
    """The error behind an exit code and the last thing the program complained about."""
    lines = [line for line in complaint.splitlines() if line.startswith(PROGRAM)]
    detail = lines[-1] if lines else f"{PROGRAM} ended with {status}"
    if "open of device" in detail or "no SANE devices" in detail:
        return ScannerGone(device=device, detail=detail)
    return _CASES.get(status, ScannerGone)(device=device, sheet=sheet, detail=detail)


def told_fault(complaint: str, device: str, sheet: int) -> ScannerError | None:
    """The error that the program complained about in the words of SANE; None while it has not."""
    for line in reversed(complaint.splitlines()):
        for words, case in _COMPLAINTS.items():
            if line.startswith(f"{PROGRAM}: sane_") and line.endswith(f": {words}"):
                return case(device=device, sheet=sheet, detail=line)
    return None


class BatchScan:
    """A running `scanimage --batch`; a context manager that leaves neither process nor files behind.

    Args:
        config_folder: Folder of SANE's configuration; None for the machine's own.
        device: SANE's name of the device.
        arguments: Options of the device and of the image.
        timeout_s: How long one side may take.
    """

    def __init__(self, config_folder: Path | None, device: str, arguments: Sequence[str], timeout_s: float) -> None:
        self._device = device
        self._timeout_s = timeout_s
        self._folder = tempfile.TemporaryDirectory(prefix="scan-")
        self._complaints: IO[bytes] = tempfile.TemporaryFile()  # noqa: SIM115 - closed in __exit__
        pattern = Path(self._folder.name) / "side-%d"
        batch = [f"--device-name={device}", f"--batch={pattern}", "--batch-print", "--batch-prompt"]
        self._process = subprocess.Popen(
            command(config_folder, [*batch, *arguments]),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=self._complaints,
            start_new_session=True,
        )

    def __enter__(self) -> Self:
        """The scan itself."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """End the process and remove its files."""
        self._end()
        self._complaints.close()
        self._folder.cleanup()

    def sides(self) -> Iterator[bytes]:
        """The image files, one by one, until the feeder is empty; each is scanned when it is asked for.

        Raises:
            ScannerError: The scan ended for another reason. Context `sheet` counts images here.
        """
        count = 0
        while (path := self._next_path(count + 1)) is not None:
            count += 1
            image = path.read_bytes()
            path.unlink()
            yield image
        status = self._exit_status()
        if status != 0:
            raise fault(status, self._complaint(), self._device, count + 1)

    def _next_path(self, sheet: int) -> Path | None:
        # A program that has ended already cannot be asked; its exit code tells why.
        with contextlib.suppress(BrokenPipeError):
            os.write(self._input.fileno(), b"\n")
        line = self._line(sheet)
        return Path(line) if line else None

    def _line(self, sheet: int) -> str:
        """The next line of output, "" when the program has ended."""
        # Some backends leave a reader process behind that holds the pipe open, so the end of the
        # program is watched as well. It flushes one whole line per side: a readable pipe holds all of it.
        with contextlib.closing(_ProcessEnd(self._process.pid)) as end, selectors.DefaultSelector() as ready:
            ready.register(self._output, selectors.EVENT_READ)
            ready.register(end, selectors.EVENT_READ)
            events = self._wait(ready, sheet)
        if any(key.fileobj is self._output for key, _ in events):
            return self._output.readline().decode().rstrip("\n")
        return ""

    def _wait(self, ready: selectors.BaseSelector, sheet: int) -> list[tuple[selectors.SelectorKey, int]]:
        # Now and then libsane, having complained, waits for its reader thread for ever (a join that
        # a late cancel misses): what it said is the fault, and nothing more will come.
        last = time.monotonic() + self._timeout_s
        while (left_s := last - time.monotonic()) > 0:
            said = told_fault(self._complaint(), self._device, sheet)
            if events := ready.select(min(left_s, _END_GRACE_S)):
                return events
            if said is not None:
                raise said
        raise ScannerTimedOut(device=self._device, seconds=self._timeout_s)

    def _exit_status(self) -> int:
        # The process stays a zombie until __exit__, so that its process group cannot be mistaken for another's.
        end = os.waitid(os.P_PID, self._process.pid, os.WEXITED | os.WNOWAIT)
        return end.si_status if end is not None and end.si_code == os.CLD_EXITED else -signal.SIGKILL

    @property
    def _input(self) -> IO[bytes]:
        return _opened(self._process.stdin)

    @property
    def _output(self) -> IO[bytes]:
        return _opened(self._process.stdout)

    def _complaint(self) -> str:
        self._complaints.seek(0)
        return self._complaints.read().decode(errors="replace")

    def _end(self) -> None:
        self._input.close()
        with contextlib.closing(_ProcessEnd(self._process.pid)) as end, selectors.DefaultSelector() as ready:
            ready.register(end, selectors.EVENT_READ)
            # SIGTERM lets the backend park the lamp and release the device.
            os.kill(self._process.pid, signal.SIGTERM)
            ready.select(_END_GRACE_S)
        with contextlib.suppress(ProcessLookupError):
            os.killpg(self._process.pid, signal.SIGKILL)
        self._process.wait()
        self._output.close()


class _ProcessEnd:
    """A file that becomes readable when a process ends."""

    def __init__(self, pid: int) -> None:
        self._handle = os.pidfd_open(pid)

    def fileno(self) -> int:
        return self._handle

    def close(self) -> None:
        os.close(self._handle)


def _opened(pipe: IO[bytes] | None) -> IO[bytes]:
    if pipe is None:
        raise RuntimeError("the scan was started without pipes")
    return pipe
