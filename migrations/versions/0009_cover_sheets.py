"""Cover sheets that were issued, where they were seen, and whom they name.

Revision: 0009, after 0008.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None

TABLES = ("cover_sheets", "sheet_sightings")
MINE = "(tenant_id = current_setting('postkamer.tenant', true) OR current_setting('postkamer.scope', true) = 'system')"


def upgrade() -> None:
    _cover_sheets()
    _sheet_sightings()
    op.add_column("documents", sa.Column("cover_sheet_id", sa.String(length=32), nullable=True))
    op.add_column("documents", sa.Column("named_tenant_id", sa.String(length=32), nullable=True))
    op.add_column("documents", sa.Column("cover_refusal", sa.String(length=40), nullable=True))
    if op.get_bind().dialect.name == "postgresql":
        for table in TABLES:
            op.execute(f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY")
            op.execute(f"ALTER TABLE {table} FORCE ROW LEVEL SECURITY")
            op.execute(f"CREATE POLICY tenant_isolation ON {table} USING {MINE} WITH CHECK {MINE}")


def downgrade() -> None:
    op.drop_column("documents", "cover_refusal")
    op.drop_column("documents", "named_tenant_id")
    op.drop_column("documents", "cover_sheet_id")
    op.drop_table("sheet_sightings")
    op.drop_table("cover_sheets")


def _cover_sheets() -> None:
    op.create_table(
        "cover_sheets",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("named_tenant_id", sa.String(length=32), nullable=True),
        sa.Column("label", sa.String(length=60), nullable=False),
        sa.Column("profile", sa.String(40), nullable=False),
        sa.Column("issued_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("issued_by", sa.String(length=60), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("withdrawn_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("tenant_id", sa.String(length=32), nullable=False),
        sa.ForeignKeyConstraint(
            ["named_tenant_id"], ["tenants.id"], name=op.f("fk_cover_sheets_named_tenant_id_tenants")
        ),
        sa.ForeignKeyConstraint(["tenant_id"], ["tenants.id"], name=op.f("fk_cover_sheets_tenant_id_tenants")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_cover_sheets")),
    )
    op.create_index(op.f("ix_cover_sheets_tenant_id"), "cover_sheets", ["tenant_id"], unique=False)


def _sheet_sightings() -> None:
    op.create_table(
        "sheet_sightings",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("batch_id", sa.String(length=32), nullable=False),
        sa.Column("page_id", sa.String(length=32), nullable=False),
        sa.Column("sheet_id", sa.String(length=32), nullable=True),
        sa.Column("refusal", sa.String(40), nullable=True),
        sa.Column("seen_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("tenant_id", sa.String(length=32), nullable=False),
        sa.ForeignKeyConstraint(["batch_id"], ["batches.id"], name=op.f("fk_sheet_sightings_batch_id_batches")),
        sa.ForeignKeyConstraint(["page_id"], ["pages.id"], name=op.f("fk_sheet_sightings_page_id_pages")),
        sa.ForeignKeyConstraint(
            ["sheet_id"], ["cover_sheets.id"], name=op.f("fk_sheet_sightings_sheet_id_cover_sheets")
        ),
        sa.ForeignKeyConstraint(["tenant_id"], ["tenants.id"], name=op.f("fk_sheet_sightings_tenant_id_tenants")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sheet_sightings")),
    )
    for column in ("batch_id", "page_id", "sheet_id", "tenant_id"):
        op.create_index(op.f(f"ix_sheet_sightings_{column}"), "sheet_sightings", [column], unique=False)
