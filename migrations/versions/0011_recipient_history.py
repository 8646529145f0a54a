"""Whose letters a sender's were, as people confirmed; tenants' own numbers, and when their names last changed.

Revision: 0011, after 0010.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None

TABLES = ("recipient_traces", "tenant_identifiers")
MINE = "(tenant_id = current_setting('postkamer.tenant', true) OR current_setting('postkamer.scope', true) = 'system')"


def upgrade() -> None:
    _recipient_traces()
    _tenant_identifiers()
    op.add_column("documents", sa.Column("recipient_traces", sa.JSON(), nullable=True))
    op.add_column("tenants", sa.Column("names_version", sa.Integer(), server_default="0", nullable=False))
    if op.get_bind().dialect.name == "postgresql":
        for table in TABLES:
            op.execute(f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY")
            op.execute(f"ALTER TABLE {table} FORCE ROW LEVEL SECURITY")
            op.execute(f"CREATE POLICY tenant_isolation ON {table} USING {MINE} WITH CHECK {MINE}")


def downgrade() -> None:
    op.drop_column("tenants", "names_version")
    op.drop_column("documents", "recipient_traces")
    op.drop_table("tenant_identifiers")
    op.drop_table("recipient_traces")


def _recipient_traces() -> None:
    op.create_table(
        "recipient_traces",
        sa.Column("owner_id", sa.String(length=32), nullable=False),
        sa.Column("trace", sa.String(length=64), nullable=False),
        sa.Column("confirmed", sa.Integer(), nullable=False),
        sa.Column("refused", sa.Integer(), nullable=False),
        sa.Column("last_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("tenant_id", sa.String(length=32), nullable=False),
        sa.ForeignKeyConstraint(["owner_id"], ["tenants.id"], name=op.f("fk_recipient_traces_owner_id_tenants")),
        sa.ForeignKeyConstraint(["tenant_id"], ["tenants.id"], name=op.f("fk_recipient_traces_tenant_id_tenants")),
        sa.PrimaryKeyConstraint("tenant_id", "owner_id", "trace", name=op.f("pk_recipient_traces")),
    )
    op.create_index(op.f("ix_recipient_traces_tenant_id"), "recipient_traces", ["tenant_id"], unique=False)
    op.create_index("ix_recipient_traces_trace", "recipient_traces", ["tenant_id", "trace"], unique=False)
    op.create_index(op.f("ix_recipient_traces_owner_id"), "recipient_traces", ["owner_id"], unique=False)


def _tenant_identifiers() -> None:
    op.create_table(
        "tenant_identifiers",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("value", sa.String(length=40), nullable=False),
        sa.Column("tenant_id", sa.String(length=32), nullable=False),
        sa.ForeignKeyConstraint(["tenant_id"], ["tenants.id"], name=op.f("fk_tenant_identifiers_tenant_id_tenants")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_tenant_identifiers")),
        sa.UniqueConstraint("tenant_id", "value", name=op.f("uq_tenant_identifiers_tenant_id_value")),
    )
    op.create_index(op.f("ix_tenant_identifiers_tenant_id"), "tenant_identifiers", ["tenant_id"], unique=False)
