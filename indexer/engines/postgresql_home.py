"""Where a tenant's index lives in PostgreSQL: tables of its own, which one row guarded by row-level security names.

A row of `search_indexes` says which tables answer searches and which a rebuild fills.
Writers share that row, so that many machines write at once; who begins or ends a
rebuild holds it alone. Deleting the row erases the tables (a trigger sees to it, so that
a tenant that is erased leaves no words behind). Rebuilds of one tenant exclude each other by an advisory lock,
which the server lets go of when its holder dies.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from typing import TypeVar

from sqlalchemy import Connection, delete, func, select, text
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session
from sqlalchemy.schema import CreateIndex, CreateTable

from indexer.engines.api import IndexBroken, IndexBusy, IndexMissing, IndexUnwritable
from indexer.engines.postgresql_rows import FORM, documents_table, indexes_of, tails_table
from indexer.models import SearchIndex, SearchTouched
from kernel.ids import DocumentId, TenantId, new_id
from kernel.tenancy.scope import TenantScope
from kernel.unit_of_work import Database

# What PostgreSQL calls it (SQLSTATE): a table or column that is gone, a lock not got, a full or failing disk.
_GONE = frozenset({"42P01", "42703", "XX001", "XX002"})
_LOCKED = frozenset({"55P03", "40P01"})
_NO_ROOM = frozenset({"53100", "58030"})

Read = TypeVar("Read")


@contextmanager
def failures_told() -> Iterator[None]:
    """Tell what PostgreSQL answers as what it means for an index.

    Raises:
        IndexBroken: Tables or pages of the index are gone.
        IndexBusy: Another writer did not finish in time.
        IndexUnwritable: The server's disk is full or fails.
    """
    try:
        yield
    except DBAPIError as error:
        state = getattr(error.orig, "sqlstate", None)
        if state in _GONE:
            raise IndexBroken("the search index cannot be read; run reindex for this tenant") from error
        if state in _LOCKED:
            raise IndexBusy("somebody else writes to this search index; try again in a moment") from error
        if state in _NO_ROOM:
            message = "the search index cannot be written; make room on its disk, the work is repeated by itself"
            raise IndexUnwritable(message) from error
        raise


class PostgresqlHome:
    """One tenant's indexes."""

    def __init__(self, database: Database, tenant_id: TenantId, wait_s: float) -> None:
        """Name the places; nothing is made yet."""
        self._database = database
        self._tenant_id = tenant_id
        self._wait_s = wait_s

    def read(self, work: Callable[[Session, str], Read]) -> Read:
        """What `work` reads in the index in force.

        Raises:
            IndexMissing: There is none.
            IndexBroken: It is laid out in another way, or gone.
        """
        while True:
            name = self._name_now()
            try:
                with failures_told(), self._database.reading(TenantScope(self._tenant_id)) as session:
                    return work(session, name)
            except IndexBroken:
                # A rebuild may have put another index in its place between looking and reading.
                if self._name_now() == name:
                    raise

    @contextmanager
    def filling(self) -> Iterator[Session]:
        """A transaction on a fresh index, which nobody else sees, committed at the end of the block."""
        with failures_told(), self._database.unit_of_work(TenantScope(self._tenant_id)) as uow:
            yield uow.session
            uow.commit()

    @contextmanager
    def writing(self) -> Iterator[tuple[Session, str]]:
        """A transaction beside other writers, committed at the end of the block, and the index in force.

        Raises:
            IndexMissing: There is none.
            IndexBroken: It is laid out in another way, or gone.
            IndexBusy: A rebuild is being put in force and takes long.
            IndexUnwritable: The server's disk is full.
        """
        with failures_told(), self._database.unit_of_work(TenantScope(self._tenant_id)) as uow:
            self._be_patient(uow.session)
            yield uow.session, self._shared(uow.session)
            uow.commit()

    @contextmanager
    def alone(self) -> Iterator[Session]:
        """A transaction that no other writer of this tenant's runs beside, committed at the end of the block."""
        with failures_told(), self._database.unit_of_work(TenantScope(self._tenant_id)) as uow:
            self._be_patient(uow.session)
            uow.session.scalars(select(SearchIndex.name).with_for_update()).all()
            yield uow.session
            uow.commit()

    @contextmanager
    def rebuilding(self) -> Iterator[None]:
        """Hold the fresh index against other rebuilds; raises IndexBusy at once."""
        digest = hashlib.blake2b(f"rebuild {self._tenant_id}".encode(), digest_size=8).digest()
        key = int.from_bytes(digest, signed=True)
        with self._by_itself() as connection:
            if not connection.scalar(select(func.pg_try_advisory_lock(key))):
                raise IndexBusy("another rebuild of this search index is under way; let it finish")
            try:
                yield
            finally:
                connection.execute(select(func.pg_advisory_unlock(key)))

    def fresh(self) -> str:
        """The index that a rebuild fills: the one of an interrupted rebuild, or an empty one."""
        with self.alone() as session:
            name = self._fresh(session)
            if name is not None:
                return name
            session.execute(delete(SearchIndex).where(~SearchIndex.is_in_force))
            session.execute(delete(SearchTouched))
            name = f"search_{new_id()}"
            for table in (documents_table(name), tails_table(name)):
                session.execute(CreateTable(table))
            session.add(SearchIndex(name=name, tenant_id=self._tenant_id, is_in_force=False, form=FORM))
            return name

    def make_quick(self, name: str) -> None:
        """Give a filled index what makes searches quick, while nobody else looks at it."""
        with self.filling() as session:
            for index in indexes_of(name):
                session.execute(CreateIndex(index, if_not_exists=True))
        self.tidy(name, "ANALYZE")

    def put_in_force(self, session: Session, name: str) -> None:
        """Let `name` answer searches from this transaction's commit on; what did so before is erased."""
        session.execute(delete(SearchIndex).where(SearchIndex.name != name))
        session.get_one(SearchIndex, name).is_in_force = True
        session.execute(delete(SearchTouched))

    def erase(self) -> None:
        """Remove every index of the tenant, whatever state it is in."""
        with self.alone() as session:
            session.execute(delete(SearchIndex))
            session.execute(delete(SearchTouched))

    def note_touched(self, session: Session, document_ids: Iterable[DocumentId]) -> None:
        """Remember, if a rebuild is under way, what changed meanwhile."""
        if self._fresh(session) is None:
            return
        rows = [{"tenant_id": self._tenant_id, "document_id": each} for each in sorted(set(document_ids))]
        if rows:
            session.execute(insert(SearchTouched).values(rows).on_conflict_do_nothing())

    def touched(self, session: Session) -> frozenset[DocumentId]:
        """What was indexed or removed since the rebuild began."""
        return frozenset(map(DocumentId, session.scalars(select(SearchTouched.document_id))))

    def tidy(self, name: str, how: str = "VACUUM") -> None:
        """Let go of what was deleted, or learn what there is; outside any transaction, as PostgreSQL wants it."""
        try:
            with failures_told(), self._by_itself() as connection:
                connection.execute(text(f"{how} {name}"))
                connection.execute(text(f"{how} {name}_tails"))
        except IndexBroken:
            # A rebuild put another index in its place meanwhile: there is nothing left to tidy.
            return

    @contextmanager
    def _by_itself(self) -> Iterator[Connection]:
        """A connection without transactions."""
        with self._database.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
            yield connection

    def _be_patient(self, session: Session) -> None:
        session.execute(select(func.set_config("lock_timeout", f"{max(int(self._wait_s * 1000), 1)}ms", True)))

    def _name_now(self) -> str:
        with self._database.reading(TenantScope(self._tenant_id)) as session:
            return _trusted(session.scalar(select(SearchIndex).where(SearchIndex.is_in_force)))

    def _shared(self, session: Session) -> str:
        """The index in force, which stays so until the end of the transaction."""
        query = select(SearchIndex).where(SearchIndex.is_in_force).with_for_update(read=True)
        # Whoever waited for the row while a rebuild replaced it finds it gone, and the new one at the second look.
        return _trusted(session.scalar(query) or session.scalar(query))

    def _fresh(self, session: Session) -> str | None:
        row = session.scalar(select(SearchIndex).where(~SearchIndex.is_in_force))
        if row is None:
            return None
        if row.form == FORM and session.scalar(select(func.to_regclass(row.name))) is not None:
            return row.name
        return None


def _trusted(row: SearchIndex | None) -> str:
    if row is None:
        raise IndexMissing("this archive has no search index yet; run reindex for this tenant")
    if row.form != FORM:
        raise IndexBroken("the search index is of another version; run reindex for this tenant")
    return row.name
