"""What people teach about where letters begin.

Revision: 0022, after 0021.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0022"
down_revision = "0021"
branch_labels = None
depends_on = None

MINE = "(tenant_id = current_setting('postkamer.tenant', true) OR current_setting('postkamer.scope', true) = 'system')"


def upgrade() -> None:
    op.create_table(
        "cut_marks",
        sa.Column("lesson_id", sa.String(length=32), nullable=False),
        sa.Column("begins", sa.Boolean(), nullable=False),
        sa.Column("mark", sa.String(length=64), nullable=False),
        sa.Column("trait", sa.String(length=8), nullable=False),
        sa.Column("tenant_id", sa.String(length=32), nullable=False),
        sa.ForeignKeyConstraint(["tenant_id"], ["tenants.id"], name=op.f("fk_cut_marks_tenant_id_tenants")),
        sa.PrimaryKeyConstraint("tenant_id", "lesson_id", "mark", name=op.f("pk_cut_marks")),
    )
    op.create_index("ix_cut_marks_mark", "cut_marks", ["tenant_id", "mark"], unique=False)
    op.create_index(op.f("ix_cut_marks_tenant_id"), "cut_marks", ["tenant_id"], unique=False)
    if op.get_bind().dialect.name == "postgresql":
        op.execute("ALTER TABLE cut_marks ENABLE ROW LEVEL SECURITY")
        op.execute("ALTER TABLE cut_marks FORCE ROW LEVEL SECURITY")
        op.execute(f"CREATE POLICY tenant_isolation ON cut_marks USING {MINE} WITH CHECK {MINE}")


def downgrade() -> None:
    op.drop_table("cut_marks")
