"""Measure the search engines on made-up letters: building, single commits, queries, opening.

python bench/search_engines.py [--documents 3000] [--words 300]
"""

from __future__ import annotations

import argparse
import bisect
import datetime as dt
import itertools
import math
import random
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from indexer.engines.api import Amount, IndexedDocument, SearchEngine
from indexer.engines.whoosh_index import WhooshEngine
from indexer.query_parser import parse_query
from kernel.ids import DocumentId, TenantId

TENANT = TenantId("f" * 32)
VOCABULARY = 60_000
BATCH = 500
SINGLE_COMMITS = 30
QUERY_ROUNDS = 20


def main() -> None:
    """Print one table."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--documents", type=int, default=3000)
    options.add_argument("--words", type=int, default=300)
    chosen = options.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        measure(WhooshEngine(Path(folder), b"b" * 32), Path(folder), chosen.documents, chosen.words)


def measure(engine: SearchEngine, root: Path, count: int, words: int) -> None:
    """Build, change and search one index of `count` documents."""
    made = list(documents(count, words))
    built = timed(lambda: build(engine, made))
    print(f"{count} documents of {words} words: {count / built:.0f} documents/s in batches of {BATCH}")
    print(f"on the disk: {sum(p.stat().st_size for p in root.rglob('*') if p.is_file()) / 1e6:.1f} MB")
    singles = list(documents(SINGLE_COMMITS, words, start=count))
    single = timed(lambda: [engine.index(TENANT, [document]) for document in singles])
    print(f"one by one: {SINGLE_COMMITS / single:.1f} commits/s")
    print(f"opening, every seal checked: {timed(lambda: opened_anew(root)) * 1000:.0f} ms")
    for name, typed in queries():
        query = parse_query(typed).query
        found = engine.search(TENANT, query).total
        assert found, typed
        times = sorted(timed(lambda q=query: engine.search(TENANT, q, limit=10)) * 1000 for _ in range(QUERY_ROUNDS))
        slow = times[math.ceil(0.95 * len(times)) - 1]
        print(f"{name:28} {found:6} hits  p50 {statistics.median(times):6.1f} ms  p95 {slow:6.1f} ms")


def build(engine: SearchEngine, made: Sequence[IndexedDocument]) -> None:
    """Rebuild from nothing, as `reindex` does."""
    with engine.rebuild(TENANT) as fresh:
        for batch in _batched(made):
            fresh.index(batch)
        fresh.finish(lambda _: ())


def _batched(made: Sequence[IndexedDocument]) -> Iterator[Sequence[IndexedDocument]]:
    return (made[start : start + BATCH] for start in range(0, len(made), BATCH))


def opened_anew(root: Path) -> None:
    """What the first search of a new process costs."""
    engine = WhooshEngine(root, b"b" * 32)
    engine.search(TENANT, parse_query("tekst").query, limit=0)
    engine.close()


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
    """CPU seconds that `work` takes, so that a busy machine measures alike."""
    begun = time.process_time()
    work()
    return time.process_time() - begun


if __name__ == "__main__":
    main()
