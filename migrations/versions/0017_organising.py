"""Labels, folders, stars, snoozing, assignments, notes, what can be taken back of them, and calendars.

Revision: 0017, after 0016.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0017"
down_revision = "0016"
branch_labels = None
depends_on = None

MINE = "(tenant_id = current_setting('postkamer.tenant', true) OR current_setting('postkamer.scope', true) = 'system')"
TABLES = (
    "labels",
    "folders",
    "document_labels",
    "document_folders",
    "document_stars",
    "document_snoozes",
    "document_assignments",
    "document_notes",
    "organisings",
    "organised_documents",
    "calendar_feeds",
)
UNOPENED = sa.text("opened_at IS NULL")


def upgrade() -> None:
    op.create_index(
        "ix_documents_unopened",
        "documents",
        ["tenant_id", "state"],
        unique=False,
        postgresql_where=UNOPENED,
        sqlite_where=UNOPENED,
    )
    readers = ["tenant_id", "user_id", "document_id"]
    op.create_index("ix_documents_seen_readers", "documents_seen", readers, unique=False)
    _words()
    _on_letters()
    _notes()
    _changes()
    _calendars()
    if op.get_bind().dialect.name == "postgresql":
        for table in TABLES:
            op.execute(f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY")
            op.execute(f"ALTER TABLE {table} FORCE ROW LEVEL SECURITY")
            op.execute(f"CREATE POLICY tenant_isolation ON {table} USING {MINE} WITH CHECK {MINE}")


def _create(table: str, *parts: sa.schema.SchemaItem, key: tuple[str, ...] = ("id",)) -> None:
    """A table of tenants' rows, with the index that every one of them has."""
    op.create_table(
        table,
        *parts,
        sa.Column("tenant_id", sa.String(length=32), nullable=False),
        _points(table, "tenant_id", "tenants"),
        sa.PrimaryKeyConstraint(*key, name=op.f(f"pk_{table}")),
    )
    _index(table, "tenant_id")


def _id(name: str = "id", *, nullable: bool = False) -> sa.Column[str]:
    return sa.Column(name, sa.String(length=32), nullable=nullable)


def _points(table: str, column: str, target: str, ondelete: str | None = None) -> sa.ForeignKeyConstraint:
    name = op.f(f"fk_{table}_{column}_{target}")
    return sa.ForeignKeyConstraint([column], [f"{target}.id"], name=name, ondelete=ondelete)


def _index(table: str, column: str) -> None:
    op.create_index(op.f(f"ix_{table}_{column}"), table, [column], unique=False)


def _words() -> None:
    _create(
        "labels",
        _id(),
        sa.Column("name", sa.String(length=40), nullable=False),
        sa.Column("colour", sa.String(length=12), nullable=False),
        sa.Column("folded", sa.String(length=160), nullable=False),
        sa.Column("removed_at", sa.DateTime(timezone=True), nullable=True),
        sa.UniqueConstraint("tenant_id", "folded", name=op.f("uq_labels_tenant_id_folded")),
    )
    _create(
        "folders",
        _id(),
        _id("parent_id", nullable=True),
        sa.Column("name", sa.String(length=60), nullable=False),
        sa.Column("folded", sa.String(length=240), nullable=False),
        sa.Column("removed_at", sa.DateTime(timezone=True), nullable=True),
        _points("folders", "parent_id", "folders"),
        sa.UniqueConstraint("tenant_id", "folded", name=op.f("uq_folders_tenant_id_folded")),
    )
    _index("folders", "parent_id")


def _on_letters() -> None:
    _on_letter("document_labels", "label_id", "labels", key=("label_id", "document_id"))
    _index("document_labels", "document_id")
    _on_letter("document_folders", "folder_id", "folders", key=("document_id",))
    _index("document_folders", "folder_id")
    _on_letter("document_stars", "user_id", "users", key=("user_id", "document_id"))
    _index("document_stars", "document_id")
    until = sa.Column("until", sa.Date(), nullable=False)
    _on_letter("document_snoozes", "user_id", "users", until, key=("user_id", "document_id"))
    _index("document_snoozes", "document_id")
    _on_letter("document_assignments", "user_id", "users", key=("document_id",))
    _index("document_assignments", "user_id")


def _on_letter(table: str, column: str, target: str, *more: sa.Column[object], key: tuple[str, ...]) -> None:
    pointers = _points(table, column, target), _points(table, "document_id", "documents", "CASCADE")
    _create(table, _id(column), _id("document_id"), *more, *pointers, key=key)


def _notes() -> None:
    _create(
        "document_notes",
        _id(),
        _id("document_id"),
        sa.Column("author_id", sa.String(length=60), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("written_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("edited_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("removed_at", sa.DateTime(timezone=True), nullable=True),
        _points("document_notes", "document_id", "documents", "CASCADE"),
    )
    _index("document_notes", "document_id")


def _changes() -> None:
    _create(
        "organisings",
        _id(),
        sa.Column("aspect", sa.String(length=60), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("made_by", sa.String(length=60), nullable=False),
        sa.Column("undone_at", sa.DateTime(timezone=True), nullable=True),
    )
    _index("organisings", "made_by")
    _create(
        "organised_documents",
        _id("organising_id"),
        _id("document_id"),
        sa.Column("before", sa.String(length=80), nullable=True),
        sa.Column("after", sa.String(length=80), nullable=True),
        _points("organised_documents", "organising_id", "organisings", "CASCADE"),
        _points("organised_documents", "document_id", "documents", "CASCADE"),
        key=("organising_id", "document_id"),
    )
    _index("organised_documents", "document_id")


def _calendars() -> None:
    _create(
        "calendar_feeds",
        _id(),
        _id("user_id"),
        sa.Column("token_hash", sa.String(length=64), nullable=False),
        sa.Column("tells_sender", sa.Boolean(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("fetched_at", sa.DateTime(timezone=True), nullable=True),
        _points("calendar_feeds", "user_id", "users"),
        sa.UniqueConstraint("tenant_id", "user_id", name=op.f("uq_calendar_feeds_tenant_id_user_id")),
        sa.UniqueConstraint("token_hash", name=op.f("uq_calendar_feeds_token_hash")),
    )
    _index("calendar_feeds", "user_id")


def downgrade() -> None:
    for table in reversed(TABLES):
        op.drop_table(table)
    op.drop_index("ix_documents_seen_readers", "documents_seen")
    op.drop_index("ix_documents_unopened", "documents")
