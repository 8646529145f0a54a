from __future__ import annotations

import datetime as dt
import random
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from sqlalchemy import ColumnElement, Delete, Update, delete, select, update
from sqlalchemy.exc import NoResultFound
from sqlalchemy.orm import Session

from kernel.audit.journal import (
    FIRST_HASH,
    AuditFact,
    BreakKind,
    ChainBreak,
    ChainEnd,
    append,
    chain_end,
    hash_of,
    history_of,
    latest,
    verify_chain,
    verify_part,
)
from kernel.audit.models import AuditEntry, AuditHead
from kernel.audit.queries import JournalQuestion, actions_known, actors_known, every_entry, find_entries
from kernel.db import Base, open_engine
from kernel.ids import TenantId, new_id
from kernel.tenancy.directory import TenantKind
from kernel.tenancy.models import Tenant
from kernel.tenancy.scope import SystemScope, TenantScope
from kernel.unit_of_work import Database
from tests.fakes.clock import START, FakeClock
from wiring import schema

SYSTEM = SystemScope("tests look at every tenant")
LENGTH = 12


class Journal:
    """Two tenants' journals, one of them with entries to tamper with (nothing in this schema forbids it)."""

    def __init__(self, database: Database) -> None:
        self.database = database
        self.mine, self.theirs = TenantId(new_id()), TenantId(new_id())
        with database.unit_of_work(SYSTEM) as uow:
            for tenant_id in (self.mine, self.theirs):
                uow.session.add(Tenant(id=tenant_id, kind=TenantKind.BUSINESS, name="A", created_at=START))
            uow.commit()
        for number in range(LENGTH):
            self.note(f"document {number % 3}", number=number)

    def note(self, subject_id: str, at: dt.datetime = START, tenant_id: TenantId | None = None, **details: int) -> int:
        fact = AuditFact(tenant_id or self.mine, "system:tests", "document_filed", "document", subject_id, details)
        with self.database.unit_of_work(SYSTEM) as uow:
            sequence = append(uow.session, fact, at)
            uow.commit()
        return sequence

    def tamper(self, change: Callable[[Session], object]) -> None:
        with self.database.unit_of_work(SYSTEM) as uow:
            change(uow.session)
            uow.commit()

    def breaks(self) -> list[ChainBreak]:
        """Found in one go, and the same however long the steps are."""
        with self.database.reading(SYSTEM) as session:
            whole = verify_chain(session, self.mine)
            for limit in (1, 5, LENGTH, 100):
                assert self._in_steps(session, limit) == whole
        return whole

    def _in_steps(self, session: Session, limit: int) -> list[ChainBreak]:
        found: list[ChainBreak] = []
        reached, is_over = ChainEnd(0, FIRST_HASH), False
        while not is_over:
            part = verify_part(session, self.mine, reached, limit)
            found, reached, is_over = [*found, *part.breaks], part.reached, part.is_over
        return found

    def found(self) -> set[tuple[int, BreakKind]]:
        return {(item.sequence, item.kind) for item in self.breaks()}


@pytest.fixture
def journal(tmp_path: Path) -> Iterator[Journal]:
    engine = open_engine(f"sqlite:///{tmp_path / 'postkamer.db'}")
    assert schema.METADATA is Base.metadata
    Base.metadata.create_all(engine)
    yield Journal(Database(engine, FakeClock()))
    engine.dispose()


def at_sequence(sequence: int) -> ColumnElement[bool]:
    return AuditEntry.sequence == sequence


def test_counts_without_gaps_and_is_sound(journal: Journal) -> None:
    assert journal.note("document 1") == LENGTH + 1
    assert journal.breaks() == []


def test_each_tenant_has_a_chain_of_its_own(journal: Journal) -> None:
    assert journal.note("document 1", tenant_id=journal.theirs) == 1
    assert journal.note("document 1") == LENGTH + 1


def test_what_is_rolled_back_never_was(journal: Journal) -> None:
    fact = AuditFact(journal.mine, "system:tests", "document_filed", "document", "x")
    with journal.database.unit_of_work(SYSTEM) as uow:
        append(uow.session, fact, START)
    assert journal.note("document 1") == LENGTH + 1
    assert journal.breaks() == []


def test_shows_the_history_of_one_subject(journal: Journal) -> None:
    with journal.database.reading(TenantScope(journal.mine)) as session:
        history = history_of(session, journal.mine, "document", "document 1")
    assert [record.details["number"] for record in history] == [1, 4, 7, 10]


def test_pages_through_the_newest(journal: Journal) -> None:
    with journal.database.reading(TenantScope(journal.mine)) as session:
        first = latest(session, journal.mine, limit=5)
        second = latest(session, journal.mine, before=first[-1].sequence, limit=5)
    assert [record.sequence for record in first + second] == list(range(12, 2, -1))


def test_shows_a_tenant_nothing_of_another(journal: Journal) -> None:
    with journal.database.reading(TenantScope(journal.theirs)) as session:
        assert latest(session, journal.mine) == []
        assert chain_end(session, journal.mine) == ChainEnd(0, "0" * 64)


def test_writes_nothing_in_anothers_name(journal: Journal) -> None:
    fact = AuditFact(journal.mine, "system:tests", "document_filed", "document", "x")
    with journal.database.unit_of_work(TenantScope(journal.theirs)) as uow, pytest.raises(NoResultFound):
        append(uow.session, fact, START)


def test_time_never_runs_back(journal: Journal) -> None:
    later = START + dt.timedelta(hours=1)
    journal.note("x", later)
    journal.note("x", START)
    journal.note("x", later.astimezone(dt.timezone(dt.timedelta(hours=2))))
    with journal.database.reading(SYSTEM) as session:
        moments = [record.at for record in reversed(latest(session, journal.mine))]
    assert moments == sorted(moments)
    assert journal.breaks() == []


@pytest.mark.parametrize(
    "change",
    [
        {"actor": "somebody"},
        {"action": "document_seen"},
        {"subject_kind": "page"},
        {"subject_id": "document 9"},
        {"details": {}},
        {"at": START - dt.timedelta(microseconds=1)},
        {"hash": "f" * 64},
        {"previous_hash": "f" * 64},
    ],
    ids=lambda change: next(iter(change)),
)
@pytest.mark.parametrize("sequence", [1, 6, LENGTH])
def test_locates_an_edit(journal: Journal, sequence: int, change: dict[str, object]) -> None:
    journal.tamper(lambda session: session.execute(update(AuditEntry).where(at_sequence(sequence)).values(**change)))
    assert (sequence, BreakKind.CHANGED) in journal.found()
    assert {item.sequence for item in journal.breaks()} <= {sequence, sequence + 1}


def test_locates_an_edit_whose_hash_was_made_to_fit(journal: Journal) -> None:
    def forge(session: Session) -> None:
        entry = session.scalars(select(AuditEntry).where(at_sequence(6))).one()
        entry.actor = "somebody"
        entry.hash = hash_of(entry)

    journal.tamper(forge)
    assert journal.found() == {(7, BreakKind.UNLINKED)}


def test_locates_a_deletion(journal: Journal) -> None:
    journal.tamper(lambda session: session.execute(delete(AuditEntry).where(at_sequence(6))))
    assert journal.found() == {(7, BreakKind.MISSING)}


def test_notices_that_the_first_is_gone(journal: Journal) -> None:
    journal.tamper(lambda session: session.execute(delete(AuditEntry).where(at_sequence(1))))
    assert journal.found() == {(2, BreakKind.MISSING)}


@pytest.mark.parametrize("left", [0, 1, LENGTH - 1])
def test_locates_a_cut(journal: Journal, left: int) -> None:
    journal.tamper(lambda session: session.execute(delete(AuditEntry).where(AuditEntry.sequence > left)))
    assert journal.found() == {(left + 1, BreakKind.CUT_OFF)}


def test_locates_a_swap(journal: Journal) -> None:
    def swap(session: Session) -> None:
        for now, then in ((3, 99), (9, 3), (99, 9)):
            session.execute(update(AuditEntry).where(at_sequence(now)).values(sequence=then))

    journal.tamper(swap)
    assert {(3, BreakKind.CHANGED), (9, BreakKind.CHANGED)} <= journal.found()


def test_notices_an_entry_added_past_the_end(journal: Journal) -> None:
    before = end_of(journal)
    journal.note("x")
    journal.tamper(
        lambda session: session.execute(update(AuditHead).values(sequence=before.sequence, hash=before.hash))
    )
    assert journal.found() == {(LENGTH + 1, BreakKind.UNEXPECTED)}


def test_an_end_witnessed_elsewhere_tells_a_rewritten_chain(journal: Journal) -> None:
    witnessed = end_of(journal)

    def rewrite(session: Session) -> None:
        previous = "0" * 64
        for entry in session.scalars(select(AuditEntry).order_by(AuditEntry.sequence)):
            entry.actor, entry.previous_hash = "somebody", previous
            entry.hash = previous = hash_of(entry)
        session.execute(update(AuditHead).values(hash=previous))

    journal.tamper(rewrite)
    assert journal.breaks() == []
    assert end_of(journal) != witnessed


def test_finds_two_hundred_random_changes(journal: Journal) -> None:
    """One entry at a time is edited, deleted, or the rest cut off; each is found, and undone by a rollback."""
    chance = random.Random(20_261_122)
    for _ in range(200):
        sequence = chance.randint(1, LENGTH)
        change = chance.choice(["edit", "delete", "cut"])
        with journal.database.unit_of_work(SYSTEM) as uow:
            uow.session.execute(damage(change, sequence, chance))
            breaks = verify_chain(uow.session, journal.mine)
            # Deleting the last entry is a cut; other deletions show at the entry that follows.
            located = {sequence, sequence + 1} if change == "delete" else {sequence}
            assert located & {item.sequence for item in breaks}, (change, sequence)


def damage(change: str, sequence: int, chance: random.Random) -> Update | Delete:
    match change:
        case "edit":
            return update(AuditEntry).where(at_sequence(sequence)).values(actor=f"u{chance.random()}")
        case "delete":
            return delete(AuditEntry).where(at_sequence(sequence))
        case _:
            return delete(AuditEntry).where(AuditEntry.sequence >= sequence)


@pytest.mark.parametrize(
    "detail", ["a" * 201, "line\nbreak", 1.5, {"nested": "x"}, ["fine", "not\tfine"], b"bytes", [["nested"]]]
)
def test_takes_no_content(detail: object) -> None:
    with pytest.raises(ValueError, match="detail field"):
        AuditFact(TenantId("a"), "u", "document_filed", "document", "d", {"field": detail})  # type: ignore[dict-item] # the point of the test


def end_of(journal: Journal) -> ChainEnd:
    with journal.database.reading(SYSTEM) as session:
        return chain_end(session, journal.mine)


def test_tells_which_deeds_and_people_there_are(journal: Journal) -> None:
    with journal.database.unit_of_work(SYSTEM) as uow:
        for actor, action in (("zoe", "page_retried"), ("an", "document_sent_back"), ("an", "page_retried")):
            append(uow.session, AuditFact(journal.mine, actor, action, "document", "x"), START)
        append(uow.session, AuditFact(journal.theirs, "eve", "signed_in", "user", "eve"), START)
        uow.commit()
    with journal.database.reading(TenantScope(journal.mine)) as session:
        assert actions_known(session, journal.mine) == ["document_filed", "document_sent_back", "page_retried"]
        assert actors_known(session, journal.mine) == ["an", "system:tests", "zoe"]
    with journal.database.reading(TenantScope(journal.theirs)) as session:
        assert actions_known(session, journal.mine) == []


@pytest.mark.parametrize(
    ("question", "numbers"),
    [
        (JournalQuestion(), [3, 2, 1]),
        (JournalQuestion(actor="an"), [3, 1]),
        (JournalQuestion(actor="an", action="opened"), [1]),
        (JournalQuestion(since=START + dt.timedelta(hours=1)), [3, 2]),
        (JournalQuestion(until=START + dt.timedelta(hours=1)), [1]),
    ],
    ids=["all", "person", "both", "since", "until"],
)
def test_finds_what_was_asked_for(journal: Journal, question: JournalQuestion, numbers: list[int]) -> None:
    with journal.database.unit_of_work(SYSTEM) as uow:
        for hour, (actor, action) in enumerate((("an", "opened"), ("bo", "closed"), ("an", "closed"))):
            fact = AuditFact(journal.theirs, actor, action, "document", "x")
            append(uow.session, fact, START + dt.timedelta(hours=hour))
        uow.commit()
    with journal.database.reading(TenantScope(journal.theirs)) as session:
        assert [found.sequence for found in find_entries(session, journal.theirs, question)] == numbers
        assert [each.record.sequence for each in every_entry(session, journal.theirs, question)] == numbers[::-1]
        older = find_entries(session, journal.theirs, question, before=numbers[0], limit=1)
    assert [found.sequence for found in older] == numbers[1:2]
