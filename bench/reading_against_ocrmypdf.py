"""Us and OCRmyPDF on the same images in one run: `python bench/reading_against_ocrmypdf.py FOLDER --ocrmypdf PROGRAM`.

FOLDER is one of `make_letters.py`, one with an `index.csv`, or any folder of images. Every image gets the full
treatment from both, in turn: orientation, deskew, cleaning, recognition, searchable PDF/A; from us blank pages and
codes too, all of it in the page sandbox. CPU seconds are those of all processes that worked on the page; starting
our sandbox once is counted apart. The machine may be busy: compare the two columns, not two runs.
"""

from __future__ import annotations

import argparse
import mimetypes
import os
import resource
import statistics
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from archive.reading import PageReading, from_values
from bench.peers import ocrmypdf
from bench.peers.process_cost import PeakMemory, descendants_cpu_s
from bench.reading_cases import Case, cases_of, character_error_rate, word_f1
from paper.sandbox import ProcessSandbox, SandboxLimits

LIMITS = SandboxLimits(wall_s=300, cpu_s=120)
CREATED = "2026-11-22T00:00:00+00:00"

Treatment = Callable[[Case], tuple[str, int]]
"""Treats one page and gives the text that was read and the size of the document in bytes."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What one program made of one page, and what it cost."""

    case: Case
    text: str
    size: int
    cpu_s: float
    wall_s: float


class Postkamer:
    """Our side: the tasks that a worker gives to its sandbox, one page after the other."""

    def __init__(self, engine: str) -> None:
        self._sandbox = ProcessSandbox("ocr_workers.page_process")
        self._engine = engine
        self.readings: dict[Path, PageReading] = {}

    def start(self) -> None:
        """Start the sandbox, so that the first page does not pay for it."""
        self._sandbox.start()

    def close(self) -> None:
        """End the sandbox."""
        self._sandbox.close()

    def treat(self, case: Case) -> tuple[str, int]:
        """Read the page and write its PDF/A."""
        media_type = mimetypes.guess_type(case.path)[0]
        values = {"media_type": media_type, "number": 1, "engine": self._engine}
        read = self._sandbox.run("read_page", values, [case.path.read_bytes()], limits=LIMITS)
        reading = from_values(read.values)
        self.readings[case.path] = reading
        document = {"title": case.path.stem, "language": reading.language, "created": CREATED, "document_id": "bench"}
        order = {**document, "readings": [read.values]}
        written = self._sandbox.run("compose_pdf", order, [read.blobs[2]], limits=LIMITS)
        return reading.text, len(written.blobs[0])


def main() -> None:
    """Treat the folder's pages and print a line for each and both columns of figures."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("folder", type=Path)
    arguments.add_argument("--limit", type=int, default=12)
    arguments.add_argument("--engine", default="auto")
    arguments.add_argument("--ocrmypdf", type=Path, help="the program; without it only we are measured")
    chosen = arguments.parse_args()
    os.environ.setdefault("OMP_THREAD_LIMIT", "1")
    cases = cases_of(chosen.folder, chosen.limit)
    ours, readings = _ours(cases, chosen.engine)
    columns = {"Postkamer": ours}
    if chosen.ocrmypdf:
        columns["OCRmyPDF"] = _measured(cases, lambda case: _peer(chosen.ocrmypdf, case), _ended_children_cpu_s)
    _print_columns(columns)
    _print_geometry(readings)


def _ours(cases: Sequence[Case], engine: str) -> tuple[tuple[list[Outcome], float], list[tuple[Case, PageReading]]]:
    us = Postkamer(engine)
    us.start()
    try:
        column = _measured(cases, us.treat, descendants_cpu_s)
    finally:
        us.close()
    return column, [(case, us.readings[case.path]) for case in cases]


def _peer(program: Path, case: Case) -> tuple[str, int]:
    text, document = ocrmypdf.treat(program, case.path)
    return text, len(document)


def _measured(cases: Sequence[Case], treat: Treatment, cpu_s: Callable[[], float]) -> tuple[list[Outcome], float]:
    outcomes = []
    with PeakMemory() as memory:
        for case in cases:
            cpu, wall = cpu_s(), time.monotonic()
            text, size = treat(case)
            outcome = Outcome(case, text, size, cpu_s() - cpu, time.monotonic() - wall)
            outcomes.append(outcome)
            print(f"  {case.path.name:28} CPU {outcome.cpu_s:6.2f} s  {size / 1e6:5.2f} MB  {_accuracy(outcome)}")
    return outcomes, memory.mb


def _accuracy(outcome: Outcome) -> str:
    if not outcome.case.text:
        return f"{len(outcome.text.split())} words" if outcome.case.is_bare else ""
    truth = outcome.case.text
    return f"F1 {word_f1(outcome.text, truth):.3f}  CER {character_error_rate(outcome.text, truth):.3f}"


def _print_columns(columns: dict[str, tuple[list[Outcome], float]]) -> None:
    print(f"\n{'':24}" + "".join(f"{name:>12}" for name in columns))
    for label, figure in FIGURES.items():
        print(f"{label:24}" + "".join(f"{figure(outcomes):12.3f}" for outcomes, _ in columns.values()))
    print(f"{'peak memory, MB':24}" + "".join(f"{memory:12.0f}" for _, memory in columns.values()))
    if len(columns) == 2:
        ours, peer = (sum(outcome.cpu_s for outcome in outcomes) for outcomes, _ in columns.values())
        print(f"OCRmyPDF's CPU seconds over ours: {peer / ours:.1f}")


def _print_geometry(readings: Sequence[tuple[Case, PageReading]]) -> None:
    known = [(case, reading) for case, reading in readings if case.turn_deg is not None and case.text]
    if not known:
        return
    right = [(case, reading) for case, reading in known if reading.orientation_deg == case.turn_deg]
    errors = [abs(reading.skew_deg - (case.tilt_deg or 0.0)) for case, reading in right]
    bare = [reading for case, reading in readings if case.is_bare]
    lost = sum(reading.blankness.value == "blank" for case, reading in readings if case.text)
    print(f"orientation right {len(right)} of {len(known)}; skew mean {statistics.mean(errors):.3f}", end="")
    print(f" worst {max(errors):.3f}; bare backs found {sum(r.blankness.value == 'blank' for r in bare)}", end="")
    print(f" of {len(bare)}; printed pages taken for blank {lost}")


def _mean(values: list[float]) -> float:
    return statistics.mean(values) if values else float("nan")


def _printed(outcomes: Sequence[Outcome]) -> list[tuple[str, str]]:
    return [(outcome.text, outcome.case.text) for outcome in outcomes if outcome.case.text]


FIGURES: dict[str, Callable[[Sequence[Outcome]], float]] = {
    "pages": len,
    "CPU s/page": lambda found: _mean([outcome.cpu_s for outcome in found]),
    "CPU s/printed page": lambda found: _mean([outcome.cpu_s for outcome in found if not outcome.case.is_bare]),
    "wall s/page": lambda found: _mean([outcome.wall_s for outcome in found]),
    "MB/page": lambda found: _mean([outcome.size / 1e6 for outcome in found]),
    "word F1": lambda found: _mean([word_f1(text, truth) for text, truth in _printed(found)]),
    "CER": lambda found: _mean([character_error_rate(text, truth) for text, truth in _printed(found)]),
}


def _ended_children_cpu_s() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


if __name__ == "__main__":
    main()
