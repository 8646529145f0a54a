"""Measure the search engines on the same made-up letters: building, single commits, removing, queries, facets, opening.

python bench/search_engines.py [--engine whoosh tantivy postgresql] [--documents 3000] [--words 300]

Each engine runs in a process of its own; PostgreSQL beside it, as a private server. Times are those of a clock on the
wall, because PostgreSQL works in processes of its own: look at the load that is printed with them.
"""

from __future__ import annotations

import argparse
import bisect
import datetime as dt
import itertools
import math
import multiprocessing
import os
import random
import resource
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

from indexer.engines.api import Amount, IndexedDocument, SearchEngine
from indexer.engines.postgresql_index import PostgresqlEngine
from indexer.engines.tantivy_index import TantivyEngine
from indexer.engines.whoosh_index import WhooshEngine
from indexer.query_parser import parse_query
from kernel.clock import SystemClock
from kernel.db import open_engine
from kernel.ids import DocumentId, TenantId
from kernel.tenancy.directory import TenantKind
from kernel.tenancy.models import Tenant
from kernel.tenancy.scope import SystemScope
from kernel.unit_of_work import Database
from wiring.migrate import migrate
from wiring.services.postgresql import PostgresqlServer

TENANT = TenantId("f" * 32)
KEY = b"b" * 32
VOCABULARY = 60_000
BATCH = 500
SINGLE_COMMITS = 30
QUERY_ROUNDS = 20
FACETED = frozenset({"very common word", "common word", "sender and date"})
EVERYBODY = SystemScope("the bench sets up its tenant")
Open = Callable[[], SearchEngine]


@contextmanager
def whoosh(root: Path) -> Iterator[Open]:
    """Whoosh under `root`."""
    yield lambda: WhooshEngine(root, KEY)


@contextmanager
def tantivy(root: Path) -> Iterator[Open]:
    """Tantivy under `root`."""
    yield lambda: TantivyEngine(root, KEY)


@contextmanager
def postgresql(root: Path) -> Iterator[Open]:
    """A private PostgreSQL with a migrated database and the one tenant."""
    with PostgresqlServer(root) as server:
        engine = open_engine(server.create_database("bench"))
        migrate(engine)
        database = Database(engine, SystemClock())
        with database.unit_of_work(EVERYBODY) as uow:
            uow.session.add(Tenant(id=TENANT, kind=TenantKind.BUSINESS, name="B", created_at=SystemClock().now()))
            uow.commit()
        yield lambda: PostgresqlEngine(database)
        engine.dispose()


ENGINES: dict[str, Callable[[Path], AbstractContextManager[Open]]] = {
    "whoosh": whoosh, "tantivy": tantivy, "postgresql": postgresql,
}  # fmt: skip


@dataclass(slots=True)
class Measured:
    """What one engine did: rows of the table by their name, and how many documents each query found."""

    rows: dict[str, str] = field(default_factory=dict)
    found: dict[str, int] = field(default_factory=dict)


def main() -> None:
    """Print one table, a column an engine."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--engine", nargs="+", choices=list(ENGINES), default=list(ENGINES))
    options.add_argument("--documents", type=int, default=3000)
    options.add_argument("--words", type=int, default=300)
    chosen = options.parse_args()
    with multiprocessing.get_context("spawn").Pool(1, maxtasksperchild=1) as alone:
        measured = {
            name: alone.apply(measure, (name, chosen.documents, chosen.words)) for name in chosen.engine
        }  # fmt: skip
    shares = [each.found for each in measured.values()]
    if any(found != shares[0] for found in shares):
        sys.exit(f"the engines do not find the same: {shares}")
    load = "/".join(f"{each:.1f}" for each in os.getloadavg())
    print_table(f"{chosen.documents} letters of {chosen.words} words, load {load}", measured)


def measure(name: str, count: int, words: int) -> Measured:
    """Build, change and search one index of `count` documents; p50 / p95 of queries."""
    with tempfile.TemporaryDirectory() as folder:
        Path(folder).chmod(0o755)
        with ENGINES[name](Path(folder) / "indexes") as opening:
            done = measured_on(opening, Path(folder), count, words)
    mb = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1000
    done.rows["memory of our process at most (MB)"] = f"{mb:.0f}"
    return done


def measured_on(opening: Open, root: Path, count: int, words: int) -> Measured:
    """The rows of the table for one engine."""
    engine, done = opening(), Measured()
    built = sum(timed(step) for step in building(engine, count, words))
    done.rows["documents/s, rebuilding"] = f"{count / built:.0f}"
    done.rows["kB a letter on the disk"] = f"{_size_bytes(root) / count / 1000:.1f}"
    single = sum(timed(partial(engine.index, TENANT, [each])) for each in documents(SINGLE_COMMITS, words, start=count))
    done.rows["commits/s, one letter each"] = f"{SINGLE_COMMITS / single:.0f}"
    done.rows["opening, all files checked (ms)"] = f"{timed(lambda: opened_anew(opening)) * 1000:.0f}"
    for name, typed in queries():
        query = parse_query(typed).query
        done.found[name] = engine.search(TENANT, query).total
        found = done.found[name]
        done.rows[f"{name} ({found} hits, ms)"] = spread(partial(engine.search, TENANT, query, limit=10))
        if name in FACETED:
            done.rows[f"{name}: facets (ms)"] = spread(partial(engine.facets, TENANT, query))
    oldest = [DocumentId(f"{0:032x}")]
    done.rows["erasing one letter (ms)"] = f"{timed(lambda: engine.remove(TENANT, oldest)) * 1000:.0f}"
    engine.close()
    return done


def spread(work: Callable[[], object]) -> str:
    """Median and p95 of QUERY_ROUNDS times, in ms."""
    times = sorted(timed(work) * 1000 for _ in range(QUERY_ROUNDS))
    return f"{statistics.median(times):.1f} / {times[math.ceil(0.95 * len(times)) - 1]:.1f}"


def building(engine: SearchEngine, count: int, words: int) -> Iterator[Callable[[], object]]:
    """The steps of a rebuild from nothing, as `reindex` does; making the letters up is not timed."""
    with engine.rebuild(TENANT) as fresh:
        for start in range(0, count, BATCH):
            batch = list(documents(min(BATCH, count - start), words, start=start))
            yield partial(fresh.index, batch)
        yield partial(fresh.finish, nothing_more)


def nothing_more(_: frozenset[DocumentId]) -> Sequence[IndexedDocument]:
    """Nobody changes anything while we measure."""
    return ()


def _size_bytes(root: Path) -> int:
    return sum(path.stat().st_size for path in root.rglob("*") if path.is_file())


def opened_anew(opening: Open) -> None:
    """What the first search of a new process costs."""
    engine = opening()
    engine.search(TENANT, parse_query("tekst").query, limit=0)
    engine.close()


def print_table(title: str, measured: dict[str, Measured]) -> None:
    """A Markdown table."""
    lines = [f"| {title} | {' | '.join(measured)} |", "|---" * (len(measured) + 1) + "|"]
    rows = next(iter(measured.values())).rows
    lines += [f"| {name} | {' | '.join(each.rows[name] for each in measured.values())} |" for name in rows]
    sys.stdout.write("\n".join(lines) + "\n")


def queries() -> list[tuple[str, str]]:
    """From very common to rare; words are numbered by how common they are."""
    return [
        ("very common word", word(1)),
        ("common word", word(100)),
        ("rare words", f"{word(20000)} OR {word(20001)} OR {word(20002)}"),
        ("two common words", f"{word(20)} {word(30)}"),
        ("common phrase", f'"{word(1)} {word(2)}"'),
        ("rare phrase", f'"{word(30)} {word(40)}"'),
        ("prefix", f"{word(123)[:6]}*"),
        ("sender and date", "sender:afzender7 date:2024"),
        ("word, date and amount", f"{word(10)} date:2024-01..2024-06 amount:>500"),
    ]


def word(number: int) -> str:
    """A word of syllables, with a Dutch ending, for each number."""
    syllables = ("ba", "de", "fi", "ko", "lu", "mer", "nat", "pen", "rij", "sto")
    endings = ("en", "ing", "heid", "s", "je")
    return "".join(syllables[int(digit)] for digit in str(number)) + endings[number % len(endings)]


def documents(count: int, words: int, start: int = 0) -> Iterator[IndexedDocument]:
    """Letters of random words, the n-th word as common as 1/n (Zipf's law)."""
    chance = random.Random(start)
    weights = list(itertools.accumulate(1 / n for n in range(1, VOCABULARY + 1)))
    for number in range(start, start + count):
        drawn = [bisect.bisect_left(weights, chance.random() * weights[-1]) + 1 for _ in range(words)]
        date = dt.date(2023, 1, 1) + dt.timedelta(days=number % 700)
        yield IndexedDocument(
            document_id=DocumentId(f"{number:032x}"), tenant_id=TENANT, subject=f"{word(number % 50)} betreft",
            sender=f"Afzender{number % 97} NV", reference=f"2024/{number:05}", kind="invoice", date=date,
            sorted_on=date, amounts=(Amount(chance.randrange(100, 200_000), "EUR"),), language="nl",
            text=" ".join(word(n) for n in drawn),
        )  # fmt: skip


def timed(work: Callable[[], object]) -> float:
    """Seconds that `work` takes."""
    begun = time.perf_counter()
    work()
    return time.perf_counter() - begun


if __name__ == "__main__":
    main()
