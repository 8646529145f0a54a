"""Pages that people put right, and what they were before.

Revision: 0016, after 0015.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0016"
down_revision = "0015"
branch_labels = None
depends_on = None

MINE = "(tenant_id = current_setting('postkamer.tenant', true) OR current_setting('postkamer.scope', true) = 'system')"
# What was handed over before counted its pages nowhere: each such original is its document's own.
COUNT_PAGES = """
UPDATE pages SET source_pages = (
    SELECT count(*) FROM pages AS other
    WHERE other.document_id = pages.document_id AND other.source_key = pages.source_key
) WHERE document_id IS NOT NULL AND source_key IN (
    SELECT blob_key FROM originals WHERE originals.document_id = pages.document_id
)
"""


def upgrade() -> None:
    op.add_column("pages", sa.Column("source_pages", sa.Integer(), nullable=True))
    op.add_column("pages", sa.Column("source_name", sa.String(length=255), nullable=True))
    if op.get_bind().dialect.name == "postgresql":
        op.execute("SELECT set_config('postkamer.scope', 'system', true)")
    op.execute(COUNT_PAGES)
    op.create_table(
        "rearrangements",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("operation", sa.String(length=20), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("made_by", sa.String(length=60), nullable=False),
        sa.Column("before", sa.JSON(), nullable=False),
        sa.Column("after", sa.JSON(), nullable=False),
        sa.Column("undone_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("tenant_id", sa.String(length=32), nullable=False),
        sa.ForeignKeyConstraint(["tenant_id"], ["tenants.id"], name=op.f("fk_rearrangements_tenant_id_tenants")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_rearrangements")),
    )
    op.create_index(op.f("ix_rearrangements_tenant_id"), "rearrangements", ["tenant_id"], unique=False)
    op.create_table(
        "rearranged_documents",
        sa.Column("rearrangement_id", sa.String(length=32), nullable=False),
        sa.Column("document_id", sa.String(length=32), nullable=False),
        sa.Column("tenant_id", sa.String(length=32), nullable=False),
        sa.ForeignKeyConstraint(
            ["document_id"], ["documents.id"], name=op.f("fk_rearranged_documents_document_id_documents")
        ),
        sa.ForeignKeyConstraint(
            ["rearrangement_id"],
            ["rearrangements.id"],
            name=op.f("fk_rearranged_documents_rearrangement_id_rearrangements"),
        ),
        sa.ForeignKeyConstraint(["tenant_id"], ["tenants.id"], name=op.f("fk_rearranged_documents_tenant_id_tenants")),
        sa.PrimaryKeyConstraint("rearrangement_id", "document_id", name=op.f("pk_rearranged_documents")),
    )
    op.create_index(op.f("ix_rearranged_documents_document_id"), "rearranged_documents", ["document_id"], unique=False)
    op.create_index(op.f("ix_rearranged_documents_tenant_id"), "rearranged_documents", ["tenant_id"], unique=False)
    _rearranged_pages()
    if op.get_bind().dialect.name == "postgresql":
        for table in ("rearrangements", "rearranged_documents", "rearranged_pages"):
            op.execute(f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY")
            op.execute(f"ALTER TABLE {table} FORCE ROW LEVEL SECURITY")
            op.execute(f"CREATE POLICY tenant_isolation ON {table} USING {MINE} WITH CHECK {MINE}")


def _rearranged_pages() -> None:
    op.create_table(
        "rearranged_pages",
        sa.Column("rearrangement_id", sa.String(length=32), nullable=False),
        sa.Column("page_id", sa.String(length=32), nullable=False),
        sa.Column("source_key", sa.String(length=64), nullable=True),
        sa.Column("source_number", sa.Integer(), nullable=False),
        sa.Column("source_pages", sa.Integer(), nullable=True),
        sa.Column("source_name", sa.String(length=255), nullable=True),
        sa.Column("tenant_id", sa.String(length=32), nullable=False),
        sa.ForeignKeyConstraint(["page_id"], ["pages.id"], name=op.f("fk_rearranged_pages_page_id_pages")),
        sa.ForeignKeyConstraint(
            ["rearrangement_id"],
            ["rearrangements.id"],
            name=op.f("fk_rearranged_pages_rearrangement_id_rearrangements"),
        ),
        sa.ForeignKeyConstraint(["tenant_id"], ["tenants.id"], name=op.f("fk_rearranged_pages_tenant_id_tenants")),
        sa.PrimaryKeyConstraint("rearrangement_id", "page_id", name=op.f("pk_rearranged_pages")),
    )
    op.create_index(op.f("ix_rearranged_pages_page_id"), "rearranged_pages", ["page_id"], unique=False)
    op.create_index(op.f("ix_rearranged_pages_tenant_id"), "rearranged_pages", ["tenant_id"], unique=False)


def downgrade() -> None:
    op.drop_table("rearranged_pages")
    op.drop_table("rearranged_documents")
    op.drop_table("rearrangements")
    op.drop_column("pages", "source_name")
    op.drop_column("pages", "source_pages")
