"""The audit journal, which the database itself keeps append-only.

Revision: 0003, after 0002.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


REFUSAL = "the audit journal is append-only"
FUNCTION = "refuse_audit_change()"
TABLE = "audit_entries"
REFUSE = f"CREATE FUNCTION {FUNCTION} RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION '{REFUSAL}'; END $$"
POSTGRESQL = (
    REFUSE,
    *(
        f"CREATE TRIGGER {TABLE}_{name} BEFORE {change} ON {TABLE} FOR EACH {each} EXECUTE FUNCTION {FUNCTION}"
        for name, change, each in (("final", "UPDATE OR DELETE", "ROW"), ("kept", "TRUNCATE", "STATEMENT"))
    ),
)
SQLITE = tuple(
    f"CREATE TRIGGER {TABLE}_{name} BEFORE {change} ON {TABLE} BEGIN SELECT RAISE(ABORT, '{REFUSAL}'); END"
    for name, change in (("final", "UPDATE"), ("kept", "DELETE"))
)


def upgrade() -> None:
    _audit_entries()
    _audit_heads()
    for statement in POSTGRESQL if op.get_bind().dialect.name == "postgresql" else SQLITE:
        op.execute(statement)


def downgrade() -> None:
    op.drop_table("audit_heads")
    op.drop_table("audit_entries")
    if op.get_bind().dialect.name == "postgresql":
        op.execute("DROP FUNCTION refuse_audit_change")


def _audit_entries() -> None:
    op.create_table(
        "audit_entries",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("sequence", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("actor", sa.String(length=60), nullable=False),
        sa.Column("action", sa.String(length=60), nullable=False),
        sa.Column("subject_kind", sa.String(length=40), nullable=False),
        sa.Column("subject_id", sa.String(length=64), nullable=False),
        sa.Column("details", sa.JSON(), nullable=False),
        sa.Column("previous_hash", sa.String(length=64), nullable=False),
        sa.Column("hash", sa.String(length=64), nullable=False),
        sa.Column("tenant_id", sa.String(length=32), nullable=False),
        sa.ForeignKeyConstraint(["tenant_id"], ["tenants.id"], name=op.f("fk_audit_entries_tenant_id_tenants")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_audit_entries")),
        sa.UniqueConstraint("tenant_id", "sequence", name=op.f("uq_audit_entries_tenant_id_sequence")),
    )
    op.create_index(
        "ix_audit_entries_subject", "audit_entries", ["tenant_id", "subject_kind", "subject_id"], unique=False
    )
    op.create_index(op.f("ix_audit_entries_tenant_id"), "audit_entries", ["tenant_id"], unique=False)


def _audit_heads() -> None:
    op.create_table(
        "audit_heads",
        sa.Column("tenant_id", sa.String(length=32), nullable=False),
        sa.Column("sequence", sa.Integer(), nullable=False),
        sa.Column("hash", sa.String(length=64), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["tenant_id"], ["tenants.id"], name=op.f("fk_audit_heads_tenant_id_tenants")),
        sa.PrimaryKeyConstraint("tenant_id", name=op.f("pk_audit_heads")),
    )
