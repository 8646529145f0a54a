"""The unit of work: one transaction, in one scope, with the events it causes.

Leaving the block without `commit()` rolls back. Events become outbox rows of the
same transaction: they are published if, and only if, the facts were committed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import TracebackType
from typing import Any, Self

from sqlalchemy import Engine, event, text
from sqlalchemy.orm import ORMExecuteState, Session, SessionTransaction, sessionmaker, with_loader_criteria

from kernel.clock import Clock
from kernel.db import READ_ONLY, TenantOwned
from kernel.errors import PlatformError
from kernel.events import Event
from kernel.ids import new_id
from kernel.logs import current_trace
from kernel.outbox.models import OutboxEvent
from kernel.tenancy.scope import Scope, TenantScope

SCOPE = "postkamer_scope"


class ForeignRow(PlatformError):
    """A row of one tenant was about to be written in another tenant's name: a defect, and stopped."""

    code = "foreign_row"


class UnitOfWork:
    """One transaction; use as a context manager and commit once.

    Attributes:
        session: The SQLAlchemy session, narrowed to the scope.
        scope: In whose name the transaction runs.
    """

    def __init__(self, session: Session, scope: Scope, clock: Clock) -> None:
        """Wrap a fresh session."""
        self.session = session
        self.scope = scope
        self._clock = clock

    def __enter__(self) -> Self:
        """Begin; the transaction starts with the first statement."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Roll back whatever was not committed, and give the connection back."""
        self.session.close()

    def emit(self, fact: Event) -> None:
        """Tell `fact` to its listeners once this transaction has committed."""
        self.session.add(
            OutboxEvent(
                tenant_id=fact.tenant_id,
                name=type(fact).__name__,
                payload=fact.payload(),
                trace_id=current_trace() or new_id(),
                occurred_at=self._clock.now(),
            )
        )

    def commit(self) -> None:
        """Make everything durable, events included."""
        self.session.commit()


NewUnitOfWork = Callable[[Scope], UnitOfWork]


class Database:
    """Hands out units of work on one engine."""

    def __init__(self, engine: Engine, clock: Clock) -> None:
        """Keep the engine; no connection is opened yet."""
        self.engine = engine
        self._clock = clock
        self._sessions = sessionmaker(engine, class_=ScopedSession, expire_on_commit=False)

    def unit_of_work(self, scope: Scope) -> UnitOfWork:
        """A writing transaction in `scope`."""
        return UnitOfWork(self._sessions(info={SCOPE: scope}), scope, self._clock)

    @contextmanager
    def reading(self, scope: Scope) -> Iterator[Session]:
        """A session that only reads; on SQLite it never waits for a writer."""
        with self._sessions(info={SCOPE: scope}) as session:
            session.connection(execution_options={READ_ONLY: True})
            yield session


class ScopedSession(Session):
    """A session that knows in whose name it runs."""


@event.listens_for(ScopedSession, "do_orm_execute")
def _narrow_to_tenant(state: ORMExecuteState) -> None:
    scope = state.session.info[SCOPE]
    if isinstance(scope, TenantScope) and (state.is_select or state.is_update or state.is_delete):
        tenant_id = scope.tenant_id
        state.statement = state.statement.options(
            with_loader_criteria(TenantOwned, lambda row: row.tenant_id == tenant_id, include_aliases=True)
        )


@event.listens_for(ScopedSession, "before_flush")
def _refuse_foreign_rows(session: Session, context: object, instances: object) -> None:
    del context, instances
    scope = session.info[SCOPE]
    if not isinstance(scope, TenantScope):
        return
    for row in (*session.new, *session.dirty, *session.deleted):
        if isinstance(row, TenantOwned) and row.tenant_id != scope.tenant_id:
            message = "a row of another tenant reached this transaction; report this defect"
            raise ForeignRow(message, table=type(row).__name__)


@event.listens_for(ScopedSession, "after_begin")
def _tell_postgresql(session: Session, transaction: SessionTransaction, connection: Any) -> None:  # noqa: ANN401 - SQLAlchemy's own hook signature
    """Set what the row-level security policies look at, for this transaction only."""
    del transaction
    if connection.dialect.name != "postgresql":
        return
    scope = session.info[SCOPE]
    tenant, kind = (scope.tenant_id, "tenant") if isinstance(scope, TenantScope) else ("", "system")
    connection.execute(
        text("SELECT set_config('postkamer.tenant', :tenant, true), set_config('postkamer.scope', :kind, true)"),
        {"tenant": tenant, "kind": kind},
    )
