"""Leases on letters that somebody handles.

Revision: 0015, after 0014.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None

MINE = "(tenant_id = current_setting('postkamer.tenant', true) OR current_setting('postkamer.scope', true) = 'system')"


def upgrade() -> None:
    op.create_table(
        "document_leases",
        sa.Column("document_id", sa.String(length=32), nullable=False),
        sa.Column("holder_id", sa.String(length=32), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("tenant_id", sa.String(length=32), nullable=False),
        sa.ForeignKeyConstraint(
            ["document_id"], ["documents.id"], name=op.f("fk_document_leases_document_id_documents")
        ),
        sa.ForeignKeyConstraint(["tenant_id"], ["tenants.id"], name=op.f("fk_document_leases_tenant_id_tenants")),
        sa.PrimaryKeyConstraint("document_id", name=op.f("pk_document_leases")),
    )
    op.create_index(op.f("ix_document_leases_tenant_id"), "document_leases", ["tenant_id"], unique=False)
    op.create_index(op.f("ix_document_leases_expires_at"), "document_leases", ["expires_at"], unique=False)
    if op.get_bind().dialect.name == "postgresql":
        op.execute("ALTER TABLE document_leases ENABLE ROW LEVEL SECURITY")
        op.execute("ALTER TABLE document_leases FORCE ROW LEVEL SECURITY")
        op.execute(f"CREATE POLICY tenant_isolation ON document_leases USING {MINE} WITH CHECK {MINE}")


def downgrade() -> None:
    op.drop_table("document_leases")
