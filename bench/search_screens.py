"""Time the screens of one mailbox with 100,000 letters, 5,000 labels and 40 folders: inbox, search, a letter's page.

PYTHONPATH=. python bench/search_screens.py [--letters 100000] [--labels 5000] [--words 60] [--rounds 30]

Whole requests of a person who is signed in, through Flask with its templates, on SQLite in a file and a Tantivy index;
no network. Also what the first view of each screen weighs, with style sheets and scripts, compressed by gzip.
"""

from __future__ import annotations

import argparse
import datetime as dt
import gzip
import math
import os
import random
import re
import statistics
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from sqlalchemy import insert, text

from archive.lifecycle import DocumentState
from archive.models import Document, DocumentSeen
from archive.organising.models import DocumentFolder, DocumentLabel, DocumentStar, Folder, Label
from archive_ui.app import create_app
from bench.search_engines import documents, word
from indexer.engines.api import IndexedDocument
from indexer.engines.tantivy_index import TantivyEngine
from indexer.search import SearchService
from kernel.ids import DocumentId, TenantId, new_id
from kernel.tenancy.scope import SystemScope
from tests.integration.archive_ui.house import House
from tests.integration.archive_ui.town import build_town
from tests.integration.archive_ui.visitor import Visitor

FILLING = SystemScope("a bench fills an empty archive")
BATCH = 5_000
FOLDERS = 40
UNREAD_SHARE, STARRED_SHARE = 0.002, 0.02
LINKED = re.compile(r'(?:href|src)="(/static/[^"]+\.(?:css|js)[^"]*)"')


def main() -> None:
    """Fill an archive, ask for screens, print a table."""
    asked = argparse.ArgumentParser(description=__doc__)
    for name, default in (("letters", 100_000), ("labels", 5_000), ("words", 60), ("rounds", 30)):
        asked.add_argument(f"--{name}", type=int, default=default)
    given = asked.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        town = build_town(Path(folder))
        tenant_id = town.house.tenants["kroon"]
        engine = TantivyEngine(Path(folder) / "indexes", b"b" * 32)
        fill(town.house, tenant_id, engine, given)
        deps = replace(town.house.deps, search=SearchService(town.house.database, engine))
        show(Visitor(create_app(deps), "owner"), f"/t/{tenant_id}", town.filed, given.rounds)


def fill(house: House, tenant_id: TenantId, engine: TantivyEngine, given: argparse.Namespace) -> None:
    """Letters as rows and in the index, with what people do with them."""
    chance = random.Random(3)
    labels, folders = [new_id() for _ in range(given.labels)], [new_id() for _ in range(FOLDERS)]
    own = {"tenant_id": tenant_id}
    with house.database.unit_of_work(FILLING) as uow:
        words = [{**own, "id": each, "name": each[:12], "folded": each} for each in (*labels, *folders)]
        uow.session.execute(insert(Label), [{**each, "colour": "blue"} for each in words[: given.labels]])
        uow.session.execute(insert(Folder), words[given.labels :])
        uow.commit()
    with engine.rebuild(tenant_id) as fresh:
        for batch in batches(documents(given.letters, given.words)):
            fresh.index([replace(each, tenant_id=tenant_id) for each in batch])
            with house.database.unit_of_work(FILLING) as uow:
                uow.session.execute(insert(Document), [row(each, tenant_id) for each in batch])
                for table, rows in done_with(batch, house, labels, folders, chance).items():
                    uow.session.execute(insert(table), [{**own, **each} for each in rows])
                uow.commit()
        fresh.finish(lambda _: ())
    with house.database.unit_of_work(FILLING) as uow:
        uow.session.execute(text("ANALYZE"))
        uow.commit()


def done_with(
    batch: Sequence[IndexedDocument], house: House, labels: Sequence[str], folders: Sequence[str], chance: random.Random
) -> dict[type, list[dict[str, object]]]:
    """What people did: a label and a folder on each letter, one reads nearly all and stars some, another a third."""
    at, ids = house.clock.now(), [each.document_id for each in batch]
    read = [each for each in ids if chance.random() > UNREAD_SHARE]
    both = [each for each in read if chance.random() < 1 / 3]
    by = [(each, "owner") for each in read] + [(each, "member") for each in both]
    return {
        DocumentLabel: [{"document_id": each, "label_id": chance.choice(labels)} for each in ids],
        DocumentFolder: [{"document_id": each, "folder_id": chance.choice(folders)} for each in ids],
        DocumentSeen: [{"document_id": each, "user_id": house.users[who], "seen_at": at} for each, who in by],
        DocumentStar: [
            {"document_id": each, "user_id": house.users["owner"]} for each in ids if chance.random() < STARRED_SHARE
        ],
    }


def batches(letters: Iterator[IndexedDocument]) -> Iterator[list[IndexedDocument]]:
    """The letters, some thousands at a time."""
    batch: list[IndexedDocument] = []
    for letter in letters:
        batch.append(letter)
        if len(batch) == BATCH:
            yield batch
            batch = []
    if batch:
        yield batch


def row(letter: IndexedDocument, tenant_id: TenantId) -> dict[str, object]:
    """The archive's row of a made-up letter, opened by its reader."""
    received = dt.datetime.combine(letter.sorted_on, dt.time(9), dt.UTC)
    return {
        "id": letter.document_id, "tenant_id": tenant_id, "state": DocumentState.FILED, "kind": letter.kind,
        "sender": letter.sender, "subject": letter.subject, "reference": letter.reference, "language": "nl",
        "document_date": letter.date, "amount_minor": letter.amounts[0].minor, "currency": "EUR",
        "received_at": received, "opened_at": received, "cut_confidence": 1.0, "page_count": 1,
    }  # fmt: skip


def addresses(letter: DocumentId) -> dict[str, str]:
    """What is opened, by the name of the row in the table."""
    return {
        "inbox": "/inbox",
        "inbox: its menu of labels": "/inbox/words?of=labels",
        "search: nothing asked yet": "/search",
        "search: very common word": f"/search?q={word(1)}",
        "search: common word": f"/search?q={word(100)}",
        "search: two common words": f"/search?q={word(20)}+{word(30)}",
        "search: phrase": f'/search?q="{word(1)}+{word(2)}"',
        "search: prefix": f"/search?q={word(123)[:6]}*",
        "search: narrowed by facets": f"/search?q={word(10)}&kind=invoice&first=2024-01-01&last=2024-12-31",
        "search: page 50, newest first": f"/search?q={word(1)}&page=50&sort=newest_first",
        "search: nothing found, did you mean": f"/search?q={word(100)[:-1]}x",
        "suggestions": "/search/suggestions?q=afz",
        "a letter": f"/documents/{letter}",
    }


def show(visitor: Visitor, mailbox: str, letter: DocumentId, rounds: int) -> None:
    """Print p50, p95 and weight of each screen."""
    load = "/".join(f"{each:.1f}" for each in os.getloadavg())
    sys.stdout.write(f"| load {load} | p50 ms | p95 ms | p95 CPU ms | first view, kB |\n|---|---|---|---|---|\n")
    for name, address in addresses(letter).items():
        answer = visitor.get(mailbox + address)
        walls, cpus = zip(*(timed(visitor, mailbox + address) for _ in range(rounds)), strict=True)
        figures = (statistics.median(walls), p95(walls), p95(cpus), weight(visitor, answer.data))
        sys.stdout.write(f"| {name} | {' | '.join(f'{figure:.0f}' for figure in figures)} |\n")


def p95(times: Sequence[float]) -> float:
    """The 95th percentile."""
    return sorted(times)[math.ceil(0.95 * len(times)) - 1]


def timed(visitor: Visitor, address: str) -> tuple[float, float]:
    """Milliseconds until the whole answer is there, on the wall and of CPU."""
    begun, used = time.perf_counter(), time.process_time()
    answer = visitor.get(address)
    if answer.status_code != 200:
        sys.exit(f"{address} answered {answer.status_code}")
    return (time.perf_counter() - begun) * 1000, (time.process_time() - used) * 1000


def weight(visitor: Visitor, page: bytes) -> float:
    """Kilobytes of the page with its style sheets and scripts, each compressed."""
    linked = sorted(set(LINKED.findall(page.decode(errors="replace"))))
    parts = [page, *(visitor.get(address.replace("&amp;", "&")).data for address in linked)]
    return sum(len(gzip.compress(part)) for part in parts) / 1000


if __name__ == "__main__":
    main()
