"""The engine for many machines: PostgreSQL's own full text, beside the archive's tables.

Each index is a pair of tables of its own. In one table for all tenants, row-level security
would keep PostgreSQL from using its index of words at all: it tests a policy before any
function that it does not know to keep silent (ADR 23). So the row that names the tables is
guarded, and the name is not to be guessed.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from sqlalchemy import ColumnElement, Row, Select, Table, cast, delete, func, literal, select
from sqlalchemy.dialects.postgresql import ARRAY, insert
from sqlalchemy.orm import Session
from sqlalchemy.types import REAL, Text

from indexer.engines.api import Hit, IndexedDocument, Reread, SearchPage, Sorting
from indexer.engines.file_engine import WRITE_WAIT_S, refuse_foreign
from indexer.engines.postgresql_home import PostgresqlHome
from indexer.engines.postgresql_queries import Target, asked, condition, ranking
from indexer.engines.postgresql_rows import documents_table, rows_of, tails_table
from indexer.facets import Facets, counted_marks
from indexer.plan import AllOf, OneOf, Plan, plan_query, wanted_leaves
from indexer.query import Query
from indexer.snippets import snippets
from kernel.errors import Misconfigured
from kernel.ids import DocumentId, TenantId
from kernel.unit_of_work import Database

# Weighing a hit means reading its words: of more hits than this, the latest are weighed and the others follow by day.
MOST_WEIGHED = 1_000
# Weights of D, C, B, A; see `postgresql_rows`. Long letters hold every word: their length takes some weight away.
_WEIGHTS, _BY_LENGTH = (0.06, 0.1, 0.24, 0.4), 1
# Of so many latest documents the vocabulary is told.
_TELLING = 2_000


class PostgresqlEngine:
    """The `SearchEngine` on PostgreSQL."""

    def __init__(self, database: Database, *, write_wait_s: float = WRITE_WAIT_S) -> None:
        """Keep indexes in `database`.

        Args:
            database: The archive's own.
            write_wait_s: How long a writer waits for another one.

        Raises:
            Misconfigured: The archive's database is no PostgreSQL.
        """
        if database.engine.dialect.name != "postgresql":
            message = "search_engine postgresql needs database_url postgresql://…; choose whoosh or tantivy with SQLite"
            raise Misconfigured(message)
        self._database = database
        self._write_wait_s = write_wait_s

    @contextmanager
    def rebuild(self, tenant_id: TenantId) -> Iterator[_FreshIndex]:
        """See `SearchEngine.rebuild`."""
        home = self._home(tenant_id)
        with home.rebuilding():
            yield _FreshIndex(self._database, home, tenant_id, home.fresh())

    def index(self, tenant_id: TenantId, documents: Sequence[IndexedDocument]) -> None:
        """See `SearchEngine.index`."""
        refuse_foreign(tenant_id, documents)
        home = self._home(tenant_id)
        with home.writing() as (session, name):
            home.note_touched(session, [document.document_id for document in documents])
            _put(session, name, documents)

    def remove(self, tenant_id: TenantId, document_ids: Sequence[DocumentId]) -> None:
        """See `SearchEngine.remove`; PostgreSQL writes over what was freed in its own time."""
        home = self._home(tenant_id)
        with home.writing() as (session, name):
            home.note_touched(session, document_ids)
            _erase(session, name, document_ids)
        home.tidy(name)

    def search(
        self,
        tenant_id: TenantId,
        query: Query,
        *,
        limit: int = 20,
        offset: int = 0,
        sort: Sorting = Sorting.RELEVANCE,
    ) -> SearchPage:
        """See `SearchEngine.search`."""
        plan = plan_query(query)
        return self._home(tenant_id).read(lambda session, name: _found(session, name, plan, limit, offset, sort))

    def facets(self, tenant_id: TenantId, query: Query) -> Facets:
        """See `SearchEngine.facets`."""
        return self._home(tenant_id).read(lambda session, name: _facets(session, name, plan_query(query)))

    def count_among(self, tenant_id: TenantId, query: Query, document_ids: Sequence[DocumentId]) -> int:
        """See `SearchEngine.count_among`."""
        among = AllOf((OneOf(tuple(document_ids)), plan_query(query)))
        return self._home(tenant_id).read(lambda session, name: _count(session, _matching(session, name, among)))

    def vocabulary(self, tenant_id: TenantId, prefix: str) -> list[tuple[str, int]]:
        """See `SearchEngine.vocabulary`."""
        return self._home(tenant_id).read(lambda session, name: _vocabulary(session, name, prefix))

    def document_ids(self, tenant_id: TenantId) -> frozenset[DocumentId]:
        """See `SearchEngine.document_ids`."""
        return self._home(tenant_id).read(_ids)

    def drop(self, tenant_id: TenantId) -> None:
        """See `SearchEngine.drop`."""
        self._home(tenant_id).erase()

    def close(self) -> None:
        """Nothing is held: the connections are the database's."""

    def _home(self, tenant_id: TenantId) -> PostgresqlHome:
        return PostgresqlHome(self._database, tenant_id, self._write_wait_s)


class _FreshIndex:
    """A `Rebuild` under way."""

    def __init__(self, database: Database, home: PostgresqlHome, tenant_id: TenantId, name: str) -> None:
        self._database = database
        self._home = home
        self._tenant_id = tenant_id
        self._name = name

    def document_ids(self) -> frozenset[DocumentId]:
        """See `Rebuild.document_ids`."""
        with self._home.filling() as session:
            return _ids(session, self._name)

    def index(self, documents: Sequence[IndexedDocument]) -> None:
        """See `Rebuild.index`."""
        refuse_foreign(self._tenant_id, documents)
        with self._home.filling() as session:
            _put(session, self._name, documents)

    def finish(self, reread: Reread) -> None:
        """See `Rebuild.finish`."""
        self._home.make_quick(self._name)
        with self._home.alone() as session:
            touched = self._home.touched(session)
            if touched:
                documents = reread(touched)
                refuse_foreign(self._tenant_id, documents)
                _erase(session, self._name, sorted(touched))
                _put(session, self._name, documents)
            self._home.put_in_force(session, self._name)


def _put(session: Session, name: str, documents: Sequence[IndexedDocument]) -> None:
    """Add or replace, in the order of ids, so that writers of the same documents never wait for each other in turn."""
    latest = {document.document_id: document for document in documents}
    made = [rows_of(latest[document_id]) for document_id in sorted(latest)]
    if not made:
        return
    table, tails = documents_table(name), tails_table(name)
    adding = insert(table)
    replaced = {column.name: adding.excluded[column.name] for column in table.columns if not column.primary_key}
    session.execute(adding.on_conflict_do_update(index_elements=["id"], set_=replaced), [row for row, _ in made])
    session.execute(delete(tails).where(_one_of(tails, sorted(latest))))
    beyond = [tail for _, rows in made for tail in rows]
    if beyond:
        session.execute(insert(tails), beyond)


def _erase(session: Session, name: str, document_ids: Sequence[DocumentId]) -> None:
    for table in (documents_table(name), tails_table(name)):
        session.execute(delete(table).where(_one_of(table, sorted(set(document_ids)))))


def _one_of(table: Table, document_ids: Sequence[DocumentId]) -> ColumnElement[bool]:
    return table.c.id == func.any(cast(list(document_ids), ARRAY(Text(collation="C"))))


def _ids(session: Session, name: str) -> frozenset[DocumentId]:
    return frozenset(map(DocumentId, session.scalars(select(documents_table(name).c.id))))


def _matching(session: Session, name: str, plan: Plan) -> Select[Any]:
    """The rows that `plan` finds."""
    documents, tails = documents_table(name), tails_table(name)
    has_tails = session.scalar(select(select(tails.c.id).exists()))
    return select(documents).where(condition(plan, Target(documents, tails if has_tails else None)))


def _count(session: Session, matching: Select[Any]) -> int:
    return session.scalar(matching.with_only_columns(func.count(), maintain_column_froms=True)) or 0


def _found(session: Session, name: str, plan: Plan, limit: int, offset: int, sort: Sorting) -> SearchPage:
    matching, leaves = _matching(session, name, plan), wanted_leaves(plan)
    total = _count(session, matching)
    rows: list[Row[Any]] = []
    if sort is Sorting.RELEVANCE and leaves:
        weighed = min(limit, max(MOST_WEIGHED - offset, 0))
        if weighed:
            rows += session.execute(_weighed(matching, ranking(leaves)).limit(weighed).offset(offset))
        limit, offset = limit - weighed, max(offset, MOST_WEIGHED)
    if limit:
        rows += session.execute(_by_day(matching, sort).limit(limit).offset(offset))
    hits = (Hit(DocumentId(row.id), row.score, snippets(row.text, row.language, leaves)) for row in rows)
    return SearchPage(tuple(hits), total)


def _by_day(matching: Select[Any], sort: Sorting) -> Select[Any]:
    of = matching.selected_columns
    day = of.sorted_on.asc() if sort is Sorting.OLDEST_FIRST else of.sorted_on.desc()
    return matching.with_only_columns(of.id, of.text, of.language, literal(0.0).label("score")).order_by(day, of.id)


def _weighed(matching: Select[Any], question: str) -> Select[Any]:
    """The latest of the hits, the best of them first."""
    latest = matching.order_by(matching.selected_columns.sorted_on.desc()).limit(MOST_WEIGHED).subquery()
    weights = cast(list(_WEIGHTS), ARRAY(REAL))
    score = func.ts_rank(weights, latest.c.words, asked(question), _BY_LENGTH).label("score")
    return select(latest.c.id, latest.c.text, latest.c.language, score).order_by(
        score.desc(), latest.c.sorted_on.desc(), latest.c.id
    )


def _facets(session: Session, name: str, plan: Plan) -> Facets:
    matching = _matching(session, name, plan)
    marks = matching.with_only_columns(func.unnest(matching.selected_columns.marks).label("mark")).subquery()
    counts = session.execute(select(marks.c.mark, func.count()).group_by(marks.c.mark))
    return counted_marks((mark, count) for mark, count in counts)


def _vocabulary(session: Session, name: str, prefix: str) -> list[tuple[str, int]]:
    """Forms are the lexemes of the weights A and C; stems have the others, filters none."""
    latest = f"SELECT words FROM {name} ORDER BY sorted_on DESC LIMIT {_TELLING}"  # noqa: S608 - a name of ours
    told = func.ts_stat(latest, "ac").table_valued("word", "ndoc")
    rows = session.execute(select(told.c.word, told.c.ndoc).where(func.starts_with(told.c.word, prefix)))
    return [(word, count) for word, count in rows]
