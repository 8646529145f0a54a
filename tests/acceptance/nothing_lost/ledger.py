"""The sender's own books: what was sent, what was answered, and whether the mail room's rows agree."""

from __future__ import annotations

import threading
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from archive.lifecycle import DocumentState, IntakeState
from archive.models import Document, IntakeItem, Page
from kernel.tenancy.scope import SystemScope
from kernel.unit_of_work import Database
from tests.factories.tiny_mail import TinyFile

COUNTING = SystemScope("a trial counts every tenant's mail")
CUT_OFF = "work_interrupted"


@dataclass(slots=True)
class Sent:
    """One file on its way.

    Attributes:
        is_answered: The channel told its sender that the file is safe.
        is_one_letter: All its pages have to become one document.
    """

    file: TinyFile
    channel: str
    is_answered: bool = False
    is_one_letter: bool = True


@dataclass(slots=True)
class Ledger:
    """What was sent so far, by file name; names are given once."""

    sent: dict[str, Sent] = field(default_factory=dict)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def add(self, file: TinyFile, channel: str, *, is_one_letter: bool = True) -> Sent:
        """Note that a file is about to be sent."""
        entry = Sent(file, channel, is_one_letter=is_one_letter)
        with self._lock:
            assert file.name not in self.sent, f"{file.name} is sent twice by the trial itself"
            self.sent[file.name] = entry
        return entry


@dataclass(frozen=True, slots=True)
class Account:
    """How the books and the rows compare.

    Attributes:
        lost: What is missing, one sentence each.
        doubled: What is there too often.
        wrong: What is there once and is not what was sent.
        counts: Files by channel, pages and documents.
    """

    lost: tuple[str, ...]
    doubled: tuple[str, ...]
    wrong: tuple[str, ...]
    counts: dict[str, int]


def compare(ledger: Ledger, database: Database) -> Account:
    """Compare the books with the rows; nothing may be under way any more."""
    with database.reading(COUNTING) as session:
        items = session.scalars(select(IntakeItem)).all()
        rows: dict[str, list[IntakeItem]] = {}
        for item in items:
            rows.setdefault(item.file_name, []).append(item)
        lost = list(_lost(ledger, rows))
        doubled = [*_doubled(ledger, rows), *_doubled_documents(session, ledger, rows)]
        wrong = [problem for entry in ledger.sent.values() for problem in _wrong(session, entry, rows)]
        counts = _counts(session, items)
    return Account(tuple(lost), tuple(doubled), tuple(wrong), counts)


def _lost(ledger: Ledger, rows: dict[str, list[IntakeItem]]) -> Iterator[str]:
    for name, entry in ledger.sent.items():
        if entry.is_answered and name not in rows:
            yield f"{name}: {entry.channel} was told that it is safe, and it is not there"


def _doubled(ledger: Ledger, rows: dict[str, list[IntakeItem]]) -> Iterator[str]:
    for name, found in rows.items():
        if name not in ledger.sent:
            yield f"{name}: nobody sent it"
        elif len(found) > 1:
            yield f"{name}: sent once by {found[0].channel}, there {len(found)} times"


def _doubled_documents(session: Session, ledger: Ledger, rows: dict[str, list[IntakeItem]]) -> Iterator[str]:
    for name, found in rows.items():
        if name not in ledger.sent or not ledger.sent[name].is_one_letter:
            continue
        wanted = 1 if ledger.sent[name].file.pages else 0
        query = select(func.count()).select_from(Document).where(Document.batch_id.in_([i.batch_id for i in found]))
        documents = session.scalar(query)
        if documents != wanted:
            yield f"{name}: {documents} documents where {wanted} is right"


def _wrong(session: Session, entry: Sent, rows: dict[str, list[IntakeItem]]) -> Iterator[str]:
    for item in rows.get(entry.file.name, ()):
        found = (item.state, item.cause_code, item.page_count or 0)
        wanted_state = IntakeState.QUARANTINED if entry.file.cause else IntakeState.UNPACKED
        if found != (wanted_state, entry.file.cause, entry.file.pages):
            yield f"{entry.file.name}: {found}, where {entry.file.pages} pages or {entry.file.cause} was right"
        placed = select(func.count()).where(Page.intake_id == item.id, Page.document_id.is_not(None))
        if session.scalar(placed) != entry.file.pages:
            yield f"{entry.file.name}: not every page of it is in a document"


def _counts(session: Session, items: Sequence[IntakeItem]) -> dict[str, int]:
    by_channel = Counter(item.channel for item in items)
    by_state = {
        state.value: session.scalar(select(func.count()).select_from(Document).where(Document.state == state)) or 0
        for state in DocumentState
    }
    return {
        **by_channel,
        "files": len(items),
        "pages": session.scalar(select(func.count()).select_from(Page)) or 0,
        "quarantined": sum(item.state is IntakeState.QUARANTINED for item in items),
        **{f"documents {state}": count for state, count in by_state.items() if count},
    }
