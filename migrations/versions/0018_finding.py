"""Indexes of the PostgreSQL search engine, saved searches, past searches, and quick ways to what is suggested.

Revision: 0018, after 0017.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0018"
down_revision = "0017"
branch_labels = None
depends_on = None

MINE = "(tenant_id = current_setting('postkamer.tenant', true) OR current_setting('postkamer.scope', true) = 'system')"
# The words of letters are in tables that a row names: whoever deletes the row, for whatever reason, erases them.
DROP_WORDS = """
CREATE OR REPLACE FUNCTION drop_search_tables() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    EXECUTE format('DROP TABLE IF EXISTS %I, %I', OLD.name || '_tails', OLD.name);
    RETURN OLD;
END
$$
"""
WHEN_DELETED = """
CREATE TRIGGER drop_search_tables AFTER DELETE ON search_indexes FOR EACH ROW EXECUTE FUNCTION drop_search_tables()
"""
TABLES = ("search_indexes", "search_touched", "saved_searches", "past_searches")


def upgrade() -> None:
    _indexes()
    _searches()
    op.create_index("ix_documents_senders", "documents", ["tenant_id", "sender"])
    op.create_index("ix_documents_references", "documents", ["tenant_id", "reference"])
    if op.get_bind().dialect.name == "postgresql":
        op.execute(DROP_WORDS)
        op.execute(WHEN_DELETED)
        for table in TABLES:
            op.execute(f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY")
            op.execute(f"ALTER TABLE {table} FORCE ROW LEVEL SECURITY")
            op.execute(f"CREATE POLICY tenant_isolation ON {table} USING {MINE} WITH CHECK {MINE}")


def _indexes() -> None:
    op.create_table(
        "search_indexes",
        sa.Column("name", sa.String(length=40), nullable=False),
        sa.Column("is_in_force", sa.Boolean(), nullable=False),
        sa.Column("form", sa.Integer(), nullable=False),
        sa.Column("tenant_id", sa.String(length=32), nullable=False),
        sa.ForeignKeyConstraint(["tenant_id"], ["tenants.id"], name=op.f("fk_search_indexes_tenant_id_tenants")),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_search_indexes")),
    )
    op.create_index(op.f("ix_search_indexes_tenant_id"), "search_indexes", ["tenant_id"], unique=False)
    op.create_table(
        "search_touched",
        sa.Column("document_id", sa.String(length=32), nullable=False),
        sa.Column("tenant_id", sa.String(length=32), nullable=False),
        sa.ForeignKeyConstraint(["tenant_id"], ["tenants.id"], name=op.f("fk_search_touched_tenant_id_tenants")),
        sa.PrimaryKeyConstraint("tenant_id", "document_id", name=op.f("pk_search_touched")),
    )
    op.create_index(op.f("ix_search_touched_tenant_id"), "search_touched", ["tenant_id"], unique=False)


def _searches() -> None:
    op.create_table(
        "saved_searches",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("user_id", sa.String(length=32), nullable=False),
        sa.Column("name", sa.String(length=80), nullable=False),
        sa.Column("question", sa.Text(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("seen_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("deleted_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("tenant_id", sa.String(length=32), nullable=False),
        sa.ForeignKeyConstraint(["tenant_id"], ["tenants.id"], name=op.f("fk_saved_searches_tenant_id_tenants")),
        sa.ForeignKeyConstraint(["user_id"], ["users.id"], name=op.f("fk_saved_searches_user_id_users")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_saved_searches")),
    )
    op.create_index("ix_saved_searches_person", "saved_searches", ["tenant_id", "user_id"], unique=False)
    op.create_index(op.f("ix_saved_searches_tenant_id"), "saved_searches", ["tenant_id"], unique=False)
    op.create_table(
        "past_searches",
        sa.Column("user_id", sa.String(length=32), nullable=False),
        sa.Column("text", sa.String(length=200), nullable=False),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("tenant_id", sa.String(length=32), nullable=False),
        sa.ForeignKeyConstraint(["tenant_id"], ["tenants.id"], name=op.f("fk_past_searches_tenant_id_tenants")),
        sa.ForeignKeyConstraint(["user_id"], ["users.id"], name=op.f("fk_past_searches_user_id_users")),
        sa.PrimaryKeyConstraint("tenant_id", "user_id", "text", name=op.f("pk_past_searches")),
    )
    op.create_index(op.f("ix_past_searches_tenant_id"), "past_searches", ["tenant_id"], unique=False)


def downgrade() -> None:
    if op.get_bind().dialect.name == "postgresql":
        op.execute("SELECT set_config('postkamer.scope', 'system', true)")
        op.execute("DELETE FROM search_indexes")
        op.execute("DROP TRIGGER drop_search_tables ON search_indexes")
        op.execute("DROP FUNCTION drop_search_tables")
    op.drop_index("ix_documents_references", "documents")
    op.drop_index("ix_documents_senders", "documents")
    for table in TABLES:
        op.drop_table(table)
