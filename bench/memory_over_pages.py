"""Memory over many pages: `python bench/memory_over_pages.py FOLDER --pages 300 --document 500`.

Reads the folder's images over and over through the sandboxes that a worker has, as many at once as it has, and prints
what this process and the tree of processes below it hold: proportional set sizes, so that shared pages count once.
Memory that grows with the pages is a leak. Afterwards one document is put together of so many pages that were read,
and the peak of both is printed beside the size of its PDF.
"""

from __future__ import annotations

import argparse
import mimetypes
import threading
import time
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from itertools import cycle, islice
from pathlib import Path
from typing import Self

from bench.peers.process_cost import descendants_mb, own_mb
from paper.sandbox import SandboxLimits, SandboxPool, TaskResult

LIMITS = SandboxLimits(wall_s=300, cpu_s=120)
DOCUMENT_LIMITS = SandboxLimits(wall_s=600, cpu_s=600)
CREATED = "2026-11-22T00:00:00+00:00"
ROWS = 10
SAMPLE_S = 0.1


class Peak:
    """Watches both sums while it is entered; `own` and `below` hold the highest, in MB."""

    def __init__(self) -> None:
        self.own = self.below = 0.0
        self._over = threading.Event()
        self._thread = threading.Thread(target=self._watch, daemon=True)

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._over.set()
        self._thread.join()

    def _watch(self) -> None:
        while not self._over.wait(SAMPLE_S):
            self.own, self.below = max(self.own, own_mb()), max(self.below, descendants_mb())


def main() -> None:
    """Read, print a row now and then, put one large document together."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("folder", type=Path)
    arguments.add_argument("--pages", type=int, default=300)
    arguments.add_argument("--document", type=int, default=500, help="pages of the document; 0 for none")
    arguments.add_argument("--jobs", type=int, default=2)
    arguments.add_argument("--profile", default="text")
    arguments.add_argument("--engine", default="auto")
    chosen = arguments.parse_args()
    images = sorted(p for p in chosen.folder.iterdir() if (mimetypes.guess_type(p)[0] or "").startswith("image/"))
    pool = SandboxPool(chosen.jobs, "ocr_workers.page_process")
    wishes = {"profile": chosen.profile, "engine": chosen.engine}
    try:
        kept = _read_many(pool, list(islice(cycle(images), chosen.pages)), wishes, chosen.jobs, len(images))
        if chosen.document:
            _put_together(pool, list(islice(cycle(kept), chosen.document)))
    finally:
        pool.close()


def _read_many(
    pool: SandboxPool, images: Sequence[Path], wishes: dict[str, str], jobs: int, distinct: int
) -> list[TaskResult]:
    """Read them all, keep the first of each; a row for every tenth part."""
    print(f"{'pages':>6} {'own MB':>8} {'below MB':>9} {'peak below':>11} {'pages/min':>10}")
    kept: list[TaskResult] = []
    step = max(len(images) // ROWS, 1)
    began = time.monotonic()
    with ThreadPoolExecutor(jobs) as workers:
        for start in range(0, len(images), step):
            with Peak() as peak:
                for read in workers.map(lambda path: _read(pool, path, wishes), images[start : start + step]):
                    kept += [read] if len(kept) < distinct else []
            done = min(start + step, len(images))
            rate = 60 * done / (time.monotonic() - began)
            print(f"{done:6} {own_mb():8.0f} {descendants_mb():9.0f} {peak.below:11.0f} {rate:10.0f}", flush=True)
    return kept


def _read(pool: SandboxPool, path: Path, wishes: dict[str, str]) -> TaskResult:
    task = {"media_type": mimetypes.guess_type(path)[0], "number": 1, **wishes}
    return pool.run("read_page", task, [path.read_bytes()], limits=LIMITS)


def _put_together(pool: SandboxPool, pages: Sequence[TaskResult]) -> None:
    document = {"title": "", "language": "en", "created": CREATED, "document_id": "bench"}
    order = {**document, "readings": [page.values for page in pages]}
    before, began = own_mb(), time.monotonic()
    with Peak() as peak:
        written = pool.run("compose_pdf", order, [page.blobs[2] for page in pages], limits=DOCUMENT_LIMITS)
    size = len(written.blobs[0]) / 1e6
    print(
        f"a document of {len(pages)} pages: {size:.1f} MB in {time.monotonic() - began:.1f} s; "
        f"own {before:.0f} MB, at most {peak.own:.0f}; below at most {peak.below:.0f}"
    )


if __name__ == "__main__":
    main()
