"""How Alembic runs a revision: on the connection that `wiring.migrate` prepared, never on one of its own."""

from __future__ import annotations

from typing import Literal

from alembic import context
from alembic.autogenerate.api import AutogenContext
from sqlalchemy import Enum
from sqlalchemy.engine import Connection

from kernel.db import UtcDateTime
from wiring.schema import METADATA


def rendered(kind: str, item: object, _: AutogenContext) -> str | Literal[False]:
    """Write types of ours as what the database holds: a revision must run when the program has moved on."""
    if kind == "type" and isinstance(item, UtcDateTime):
        return "sa.DateTime(timezone=True)"
    if kind == "type" and isinstance(item, Enum):
        return f"sa.String({item.length})"
    return False


def run(connection: Connection) -> None:
    """Run the revisions that are asked for.

    On PostgreSQL each revision is a transaction of its own. On SQLite, where the
    caller holds the write lock for the whole run, all of them are one.
    """
    is_sqlite = connection.dialect.name == "sqlite"
    context.configure(
        connection=connection,
        target_metadata=METADATA,
        transactional_ddl=True,
        transaction_per_migration=not is_sqlite,
        render_as_batch=is_sqlite,
        render_item=rendered,
        compare_type=True,
        compare_server_default=True,
    )
    with context.begin_transaction():
        context.run_migrations()


run(context.config.attributes["connection"])
