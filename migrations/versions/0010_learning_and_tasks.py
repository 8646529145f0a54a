"""What a tenant's corrections teach, and what letters ask to be done.

Revision: 0010, after 0009.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None

TABLES = ("sender_marks", "tasks")
MINE = "(tenant_id = current_setting('postkamer.tenant', true) OR current_setting('postkamer.scope', true) = 'system')"


def upgrade() -> None:
    _tasks()
    _sender_marks()
    if op.get_bind().dialect.name == "postgresql":
        for table in TABLES:
            op.execute(f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY")
            op.execute(f"ALTER TABLE {table} FORCE ROW LEVEL SECURITY")
            op.execute(f"CREATE POLICY tenant_isolation ON {table} USING {MINE} WITH CHECK {MINE}")


def downgrade() -> None:
    op.drop_table("sender_marks")
    op.drop_table("tasks")


def _tasks() -> None:
    op.create_table(
        "tasks",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("document_id", sa.String(length=32), nullable=False),
        sa.Column("slot", sa.String(length=24), nullable=False),
        sa.Column("action", sa.String(length=20), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.Column("read_due_on", sa.Date(), nullable=True),
        sa.Column("basis", sa.String(length=20), nullable=False),
        sa.Column("confidence", sa.Double(), nullable=False),
        sa.Column("phrase", sa.String(length=300), nullable=False),
        sa.Column("page", sa.Integer(), nullable=False),
        sa.Column("boxes", sa.JSON(), nullable=False),
        sa.Column("state", sa.String(length=20), nullable=False),
        sa.Column("touched_by", sa.String(length=60), nullable=True),
        sa.Column("touched_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("tenant_id", sa.String(length=32), nullable=False),
        sa.ForeignKeyConstraint(
            ["document_id"], ["documents.id"], name=op.f("fk_tasks_document_id_documents"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["tenant_id"], ["tenants.id"], name=op.f("fk_tasks_tenant_id_tenants")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_tasks")),
        sa.UniqueConstraint("document_id", "slot", name=op.f("uq_tasks_document_id_slot")),
    )
    op.create_index("ix_tasks_due", "tasks", ["tenant_id", "state", "due_on"], unique=False)
    op.create_index(op.f("ix_tasks_tenant_id"), "tasks", ["tenant_id"], unique=False)


def _sender_marks() -> None:
    op.create_table(
        "sender_marks",
        sa.Column("document_id", sa.String(length=32), nullable=False),
        sa.Column("mark", sa.String(length=64), nullable=False),
        sa.Column("trait", sa.String(length=8), nullable=False),
        sa.Column("teaches_kind", sa.Boolean(), nullable=False),
        sa.Column("teaches_sender", sa.Boolean(), nullable=False),
        sa.Column("tenant_id", sa.String(length=32), nullable=False),
        sa.ForeignKeyConstraint(
            ["document_id"], ["documents.id"], name=op.f("fk_sender_marks_document_id_documents"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["tenant_id"], ["tenants.id"], name=op.f("fk_sender_marks_tenant_id_tenants")),
        sa.PrimaryKeyConstraint("tenant_id", "document_id", "mark", name=op.f("pk_sender_marks")),
    )
    op.create_index("ix_sender_marks_mark", "sender_marks", ["tenant_id", "mark"], unique=False)
    op.create_index(op.f("ix_sender_marks_document_id"), "sender_marks", ["document_id"], unique=False)
    op.create_index(op.f("ix_sender_marks_tenant_id"), "sender_marks", ["tenant_id"], unique=False)
