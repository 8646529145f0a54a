"""Attempts at publishing and traces of messages, files refused at the door, and who has seen which document.

Revision: 0013, after 0012.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None

MINE = "(tenant_id = current_setting('postkamer.tenant', true) OR current_setting('postkamer.scope', true) = 'system')"
TRACED = ("outbox_events", "deliveries")
TABLES = ("refused_files", "documents_seen")


def upgrade() -> None:
    op.add_column("deliveries", sa.Column("publish_failures", sa.Integer(), server_default="0", nullable=False))
    for table in TRACED:
        op.add_column(table, sa.Column("trace_id", sa.String(length=32), nullable=True))
    _refused_files()
    _documents_seen()
    if op.get_bind().dialect.name == "postgresql":
        for table in TABLES:
            op.execute(f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY")
            op.execute(f"ALTER TABLE {table} FORCE ROW LEVEL SECURITY")
            op.execute(f"CREATE POLICY tenant_isolation ON {table} USING {MINE} WITH CHECK {MINE}")


def downgrade() -> None:
    for table in reversed(TABLES):
        op.drop_table(table)
    with op.batch_alter_table("deliveries") as deliveries:
        deliveries.drop_column("publish_failures")
    for table in TRACED:
        with op.batch_alter_table(table) as traced:
            traced.drop_column("trace_id")


def _refused_files() -> None:
    op.create_table(
        "refused_files",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("channel", sa.String(length=20), nullable=False),
        sa.Column("folder", sa.String(length=500), nullable=False),
        sa.Column("file_name", sa.String(length=255), nullable=False),
        sa.Column("kept_as", sa.String(length=255), nullable=False),
        sa.Column("size_bytes", sa.BigInteger(), nullable=False),
        sa.Column("cause_code", sa.String(length=80), nullable=False),
        sa.Column("refused_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("settled_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("settled_by", sa.String(length=60), nullable=True),
        sa.Column("tenant_id", sa.String(length=32), nullable=False),
        sa.ForeignKeyConstraint(["tenant_id"], ["tenants.id"], name=op.f("fk_refused_files_tenant_id_tenants")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_refused_files")),
    )
    op.create_index(op.f("ix_refused_files_tenant_id"), "refused_files", ["tenant_id"], unique=False)


def _documents_seen() -> None:
    op.create_table(
        "documents_seen",
        sa.Column("document_id", sa.String(length=32), nullable=False),
        sa.Column("user_id", sa.String(length=32), nullable=False),
        sa.Column("seen_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("tenant_id", sa.String(length=32), nullable=False),
        sa.ForeignKeyConstraint(
            ["document_id"], ["documents.id"], name=op.f("fk_documents_seen_document_id_documents")
        ),
        sa.ForeignKeyConstraint(["user_id"], ["users.id"], name=op.f("fk_documents_seen_user_id_users")),
        sa.ForeignKeyConstraint(["tenant_id"], ["tenants.id"], name=op.f("fk_documents_seen_tenant_id_tenants")),
        sa.PrimaryKeyConstraint("document_id", "user_id", name=op.f("pk_documents_seen")),
    )
    op.create_index(op.f("ix_documents_seen_tenant_id"), "documents_seen", ["tenant_id"], unique=False)
    op.create_index(op.f("ix_documents_seen_user_id"), "documents_seen", ["user_id"], unique=False)
