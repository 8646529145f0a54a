"""Times the inbox of one person: 100,000 letters, 5,000 labels, most of them read.

    ./postkamer python bench/inbox.py [--letters 100000] [--labels 5000] [--url sqlite:///...]

Every figure is CPU time, median and 95th percentile of so many questions in one process (SQLite works within it);
nothing else is measured with it: no web server, no template.
"""

from __future__ import annotations

import argparse
import datetime as dt
import random
import statistics
import tempfile
import time
from collections.abc import Callable
from functools import partial

from sqlalchemy import func, insert, select, text
from sqlalchemy.orm import Session

from archive.lifecycle import DocumentState
from archive.models import Document, DocumentSeen
from archive.organising.aspects import Hand
from archive.organising.folders import folders_here
from archive.organising.inbox_views import InboxView, Shown, back_from_snoozing, count_inbox, count_under, list_inbox
from archive.organising.labels import labels_here
from archive.organising.models import DocumentFolder, DocumentLabel, DocumentStar, Folder, Label
from archive.organising.on_letters import added_to
from archive.repository import INBOX_STATES
from archive.seen import count_new, new_to
from kernel.clock import SystemClock
from kernel.db import Base, open_engine
from kernel.ids import DocumentId, TenantId, UserId, new_id
from kernel.tenancy.directory import TenantKind
from kernel.tenancy.models import Tenant, User
from kernel.tenancy.scope import SystemScope, TenantScope
from kernel.unit_of_work import Database
from wiring import schema

AT = dt.datetime(2026, 3, 2, 9, tzinfo=dt.UTC)
TENANT, ANNA, BRAM = TenantId("a" * 32), UserId("1" * 32), UserId("2" * 32)
FILLING = SystemScope("a bench fills an empty database")
ROUNDS = 30
UNREAD_SHARE = 0.002


def main() -> None:
    """Fill a database, ask, and print."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--letters", type=int, default=100_000)
    asked.add_argument("--labels", type=int, default=5_000)
    asked.add_argument("--url", default="")
    given = asked.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        database = Database(open_engine(given.url or f"sqlite:///{folder}/inbox.db"), SystemClock())
        assert schema.METADATA is Base.metadata
        Base.metadata.create_all(database.engine)
        _fill(database, given.letters, given.labels)
        _ask(database)


def _fill(database: Database, letters: int, labels: int) -> None:
    chance = random.Random(17)
    ids = [new_id() for _ in range(letters)]
    words = [new_id() for _ in range(labels)]
    read = [each for each in ids if chance.random() > UNREAD_SHARE]
    with database.unit_of_work(FILLING) as uow:
        session = uow.session
        session.add(Tenant(id=TENANT, kind=TenantKind.BUSINESS, name="Bench", language="en", created_at=AT))
        for user_id in (ANNA, BRAM):
            session.add(User(id=user_id, email=f"{user_id}@example.org", name="B", language="en", created_at=AT))
        session.flush()
        opened = set(read)
        own = {"tenant_id": TENANT}
        session.execute(insert(Document), [_letter(n, each, is_opened=each in opened) for n, each in enumerate(ids)])
        session.execute(insert(Label), [{**own, "id": w, "name": w[:12], "colour": "blue", "folded": w} for w in words])
        session.execute(insert(Folder), [{**own, "id": w, "name": w[:12], "folded": w} for w in words[:40]])
        session.execute(
            insert(DocumentSeen),
            [{**own, "document_id": each, "user_id": who, "seen_at": AT} for each in read for who in _readers(chance)],
        )
        pairs = {(each, chance.choice(words)) for each in ids}
        session.execute(insert(DocumentLabel), [{**own, "document_id": a, "label_id": b} for a, b in pairs])
        session.execute(
            insert(DocumentFolder),
            [{**own, "document_id": each, "folder_id": chance.choice(words[:40])} for each in ids],
        )
        session.execute(
            insert(DocumentStar), [{**own, "document_id": each, "user_id": ANNA} for each in chance.sample(ids, 2_000)]
        )
        uow.commit()
    with database.engine.connect() as connection:
        connection.execute(text("ANALYZE"))
        connection.commit()


def _readers(chance: random.Random) -> list[UserId]:
    """Anna reads nearly all, Bram a third of them."""
    return [ANNA, BRAM] if chance.random() < 1 / 3 else [ANNA]


def _letter(number: int, document_id: str, *, is_opened: bool) -> dict[str, object]:
    return {
        "id": document_id, "tenant_id": TENANT, "state": DocumentState.FILED, "kind": "invoice", "sender": "Vivaqua",
        "received_at": AT - dt.timedelta(minutes=number), "cut_confidence": 1.0, "page_count": 1, "subject": "Water",
        "opened_at": AT if is_opened else None,
    }  # fmt: skip


def _ask(database: Database) -> None:
    for who, name in ((ANNA, "who read nearly all"), (BRAM, "who read a third")):
        for question, ask in _questions(who).items():
            taken = sorted(_time(database, ask) for _ in range(ROUNDS))
            figures = f"median {statistics.median(taken):7.1f} ms   p95 {taken[int(ROUNDS * 0.95)]:7.1f} ms"
            print(f"{question + ', ' + name:45} {figures}")


def _questions(who: UserId) -> dict[str, Callable[[Session], object]]:
    views = {shown: InboxView(who, INBOX_STATES, AT.date(), shown) for shown in Shown}
    each_looked_at = select(func.count()).select_from(Document).where(Document.state.in_(INBOX_STATES), new_to(who))
    return {
        "new, each looked at": partial(Session.scalar, statement=each_looked_at),
        "new": partial(count_new, user_id=who, states=INBOX_STATES),
        "the whole inbox": partial(_inbox, view=views[Shown.ALL]),
        "the menus of labels and folders": partial(_menus, view=views[Shown.ALL]),
        "the unread letters": partial(list_inbox, view=views[Shown.UNREAD], limit=31),
        "the starred letters": partial(list_inbox, view=views[Shown.STARRED], limit=31),
    }


def _inbox(session: Session, view: InboxView) -> None:
    rows = list_inbox(session, view, limit=31)
    if count_inbox(session, view).back:
        back_from_snoozing(session, view)
    hand = Hand(TENANT, view.user_id, AT, view.today)
    added_to(session, hand, [DocumentId(row.document_id) for row in rows])


def _menus(session: Session, view: InboxView) -> None:
    """What is fetched when somebody opens the menus of labels and folders."""
    labels, folders = labels_here(session, most=50), folders_here(session)
    count_under(session, view, [each.label_id for each in labels], [each.folder_id for each in folders])


def _time(database: Database, question: Callable[[Session], object]) -> float:
    with database.reading(TenantScope(TENANT)) as session:
        begun = time.process_time()
        question(session)
        return (time.process_time() - begun) * 1000


if __name__ == "__main__":
    main()
