"""Us and OCRmyPDF on the same images in one run: `python bench/reading_against_ocrmypdf.py FOLDER --ocrmypdf PROGRAM`.

FOLDER is one of `make_letters.py`, one with an `index.csv`, or any folder of images. Every image gets the full
treatment from both, in turn: orientation, deskew, cleaning, recognition, searchable PDF/A; from us blank pages and
codes too, all of it in the page sandbox, once for each scanning profile. CPU seconds are those of all processes
that worked on the page; starting our sandbox once is counted apart. The machine may be busy: compare the columns of
one run, not two runs.
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
PROFILES = ("text", "lossless")
PEER = "OCRmyPDF"
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


Column = tuple[list[Outcome], float]
"""What one program made of all pages, and its peak memory in MB."""


class Postkamer:
    """Our side: the tasks that a worker gives to its sandbox, one page after the other."""

    def __init__(self, engine: str, profile: str) -> None:
        self._sandbox = ProcessSandbox("ocr_workers.page_process")
        self._wishes = {"engine": engine, "profile": profile}
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
        values = {"media_type": media_type, "number": 1, **self._wishes}
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
    columns: dict[str, Column] = {}
    for profile in PROFILES:
        columns[f"ours, {profile}"], readings = _ours(cases, chosen.engine, profile)
    if chosen.ocrmypdf:
        columns[PEER] = _measured(cases, lambda case: _peer(chosen.ocrmypdf, case), _ended_children_cpu_s)
    _print_columns(columns)
    _print_geometry(readings)


def _ours(cases: Sequence[Case], engine: str, profile: str) -> tuple[Column, list[tuple[Case, PageReading]]]:
    us = Postkamer(engine, profile)
    us.start()
    try:
        column = _measured(cases, us.treat, descendants_cpu_s)
    finally:
        us.close()
    return column, [(case, us.readings[case.path]) for case in cases]


def _peer(program: Path, case: Case) -> tuple[str, int]:
    text, document = ocrmypdf.treat(program, case.path)
    return text, len(document)


def _measured(cases: Sequence[Case], treat: Treatment, cpu_s: Callable[[], float]) -> Column:
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


def _print_columns(columns: dict[str, Column]) -> None:
    print(f"\n{'':28}" + "".join(f"{name:>16}" for name in columns))
    for label, figure in FIGURES.items():
        print(f"{label:28}" + "".join(f"{figure(outcomes):16.3f}" for outcomes, _ in columns.values()))
    print(f"{'peak memory, MB':28}" + "".join(f"{memory:16.0f}" for _, memory in columns.values()))
    for name, (outcomes, _) in columns.items():
        if PEER in columns and name != PEER:
            print(f"{PEER} over {name}: {_ratios(outcomes, columns[PEER][0])}")


def _ratios(ours: Sequence[Outcome], peer: Sequence[Outcome]) -> str:
    """CPU seconds and sizes of all pages, and the median of the pages' own ratios."""
    both = list(zip(ours, peer, strict=True))
    cpu, size = ([figure(p) / figure(o) for o, p in both] for figure in (_cpu, _size))
    return (
        f"CPU s {sum(map(_cpu, peer)) / sum(map(_cpu, ours)):.1f} (median of pages {statistics.median(cpu):.1f})"
        f"  bytes {sum(map(_size, peer)) / sum(map(_size, ours)):.2f} (median {statistics.median(size):.2f})"
    )


def _cpu(outcome: Outcome) -> float:
    return outcome.cpu_s


def _size(outcome: Outcome) -> float:
    return float(outcome.size)


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
    "CPU s/page, median": lambda found: statistics.median(outcome.cpu_s for outcome in found),
    "CPU s/page, most": lambda found: max(outcome.cpu_s for outcome in found),
    "wall s/page": lambda found: _mean([outcome.wall_s for outcome in found]),
    "MB/page": lambda found: _mean([outcome.size / 1e6 for outcome in found]),
    "word F1": lambda found: _mean([word_f1(text, truth) for text, truth in _printed(found)]),
    "word F1, worst page": lambda found: min((word_f1(text, truth) for text, truth in _printed(found)), default=1.0),
    "CER": lambda found: _mean([character_error_rate(text, truth) for text, truth in _printed(found)]),
    "words on bare backs": lambda found: sum(len(o.text.split()) for o in found if o.case.is_bare),
}


def _ended_children_cpu_s() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


if __name__ == "__main__":
    main()
