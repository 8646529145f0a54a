"""A station that kills itself with SIGKILL at the n-th durable step: run as a program by the tests.

Arguments: spool folder, platform folder, number of sheets in the pile, step to die at (0: never).
"""

from __future__ import annotations

import hashlib
import os
import signal
import sys
from functools import partial
from pathlib import Path

from scanner_drivers.api import ScanProfile
from scanner_drivers.simulated import SimulatedScanner, SimulatedSheet
from scanner_drivers.spool import Spool, SpooledSide
from scanner_drivers.station import ScanJob, Station


def main() -> None:
    spool_folder, platform_folder, sheets, fatal_step = sys.argv[1:]
    steps = 0

    def checkpoint(_name: str) -> None:
        nonlocal steps
        steps += 1
        if steps == int(fatal_step):
            os.kill(os.getpid(), signal.SIGKILL)

    def deliver(side: SpooledSide) -> None:
        place = Path(platform_folder) / hashlib.sha256(side.natural_key.encode()).hexdigest()
        if place.exists():
            (Path(platform_folder) / "repeats").open("a").write(f"{side.natural_key}\n")
        place.write_bytes(side.image())
        checkpoint("delivered")

    def image(number: int, side: str) -> bytes:
        tell(f"scanned {number} {side}")
        return f"{os.environ['PILE']} {number} {side}".encode() * 1000

    pile = [SimulatedSheet(partial(image, n, "front"), partial(image, n, "back")) for n in range(1, int(sheets) + 1)]
    with Spool(Path(spool_folder), checkpoint=checkpoint) as spool:
        report = Station(SimulatedScanner(pile), spool, deliver).run(ScanJob("job", ScanProfile()))
    tell(f"report {report.pending} {report.set_aside}")


def tell(fact: str) -> None:
    """Say a fact that must not be lost with the process."""
    sys.stdout.write(f"{fact}\n")
    sys.stdout.flush()


main()
