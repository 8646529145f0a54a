"""Batches, received items, pages, documents and what was changed about them.

Revision: 0005, after 0004.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    _batches()
    _documents()
    _intake_items()
    _document_changes()
    _originals()
    _pages()


def downgrade() -> None:
    op.drop_table("pages")
    op.drop_table("originals")
    op.drop_table("document_changes")
    op.drop_table("intake_items")
    op.drop_table("documents")
    op.drop_table("batches")


def _batches() -> None:
    op.create_table(
        "batches",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("channel", sa.String(length=20), nullable=False),
        sa.Column("addressee_id", sa.String(length=32), nullable=True),
        sa.Column("state", sa.String(40), nullable=False),
        sa.Column("opened_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("closed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("items_expected", sa.Integer(), nullable=True),
        sa.Column("items_done", sa.Integer(), nullable=False),
        sa.Column("pages_left", sa.Integer(), nullable=False),
        sa.Column("tenant_id", sa.String(length=32), nullable=False),
        sa.ForeignKeyConstraint(["addressee_id"], ["tenants.id"], name=op.f("fk_batches_addressee_id_tenants")),
        sa.ForeignKeyConstraint(["tenant_id"], ["tenants.id"], name=op.f("fk_batches_tenant_id_tenants")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_batches")),
    )
    op.create_index(op.f("ix_batches_tenant_id"), "batches", ["tenant_id"], unique=False)


def _documents() -> None:
    op.create_table(
        "documents",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("batch_id", sa.String(length=32), nullable=True),
        sa.Column("state", sa.String(40), nullable=False),
        sa.Column("failure_code", sa.String(length=80), nullable=True),
        sa.Column("received_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("filed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("retain_until", sa.Date(), nullable=True),
        sa.Column("kind", sa.String(length=40), nullable=True),
        sa.Column("kind_confidence", sa.Double(), nullable=True),
        sa.Column("document_date", sa.Date(), nullable=True),
        sa.Column("sender", sa.String(length=200), nullable=True),
        sa.Column("subject", sa.Text(), nullable=True),
        sa.Column("reference", sa.String(length=120), nullable=True),
        sa.Column("amount_minor", sa.BigInteger(), nullable=True),
        sa.Column("currency", sa.String(length=3), nullable=True),
        sa.Column("language", sa.String(length=2), nullable=True),
        sa.Column("cut_confidence", sa.Double(), nullable=False),
        sa.Column("tenant_confidence", sa.Double(), nullable=True),
        sa.Column("proposals", sa.JSON(), nullable=False),
        sa.Column("fields", sa.JSON(), nullable=False),
        sa.Column("page_count", sa.Integer(), nullable=False),
        sa.Column("pdf_key", sa.String(length=64), nullable=True),
        sa.Column("content_sha256", sa.String(length=64), nullable=True),
        sa.Column("duplicate_of", sa.String(length=32), nullable=True),
        sa.Column("opened_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("tenant_id", sa.String(length=32), nullable=False),
        sa.ForeignKeyConstraint(["batch_id"], ["batches.id"], name=op.f("fk_documents_batch_id_batches")),
        sa.ForeignKeyConstraint(["tenant_id"], ["tenants.id"], name=op.f("fk_documents_tenant_id_tenants")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_documents")),
    )
    op.create_index("ix_documents_duplicates", "documents", ["tenant_id", "content_sha256"], unique=False)
    op.create_index("ix_documents_inbox", "documents", ["tenant_id", "state", "received_at"], unique=False)
    op.create_index(op.f("ix_documents_tenant_id"), "documents", ["tenant_id"], unique=False)


def _intake_items() -> None:
    op.create_table(
        "intake_items",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("batch_id", sa.String(length=32), nullable=False),
        sa.Column("channel", sa.String(length=20), nullable=False),
        sa.Column("natural_key", sa.String(length=300), nullable=False),
        sa.Column("file_name", sa.String(length=255), nullable=False),
        sa.Column("blob_key", sa.String(length=64), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("size_bytes", sa.BigInteger(), nullable=False),
        sa.Column("received_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("received_by", sa.String(length=60), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("sheet", sa.Integer(), nullable=True),
        sa.Column("side", sa.Integer(), nullable=True),
        sa.Column("state", sa.String(40), nullable=False),
        sa.Column("cause_code", sa.String(length=80), nullable=True),
        sa.Column("media_type", sa.String(length=80), nullable=True),
        sa.Column("page_count", sa.Integer(), nullable=True),
        sa.Column("duplicate_of", sa.String(length=32), nullable=True),
        sa.Column("released_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("tenant_id", sa.String(length=32), nullable=False),
        sa.ForeignKeyConstraint(["batch_id"], ["batches.id"], name=op.f("fk_intake_items_batch_id_batches")),
        sa.ForeignKeyConstraint(["tenant_id"], ["tenants.id"], name=op.f("fk_intake_items_tenant_id_tenants")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_intake_items")),
        sa.UniqueConstraint(
            "tenant_id", "channel", "natural_key", name=op.f("uq_intake_items_tenant_id_channel_natural_key")
        ),
    )
    op.create_index(op.f("ix_intake_items_batch_id"), "intake_items", ["batch_id"], unique=False)
    op.create_index("ix_intake_items_content", "intake_items", ["tenant_id", "sha256"], unique=False)
    op.create_index("ix_intake_items_state", "intake_items", ["tenant_id", "state"], unique=False)
    op.create_index(op.f("ix_intake_items_tenant_id"), "intake_items", ["tenant_id"], unique=False)


def _document_changes() -> None:
    op.create_table(
        "document_changes",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("document_id", sa.String(length=32), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("changed_by", sa.String(length=60), nullable=False),
        sa.Column("field", sa.String(length=40), nullable=False),
        sa.Column("before", sa.Text(), nullable=True),
        sa.Column("after", sa.Text(), nullable=True),
        sa.Column("tenant_id", sa.String(length=32), nullable=False),
        sa.ForeignKeyConstraint(
            ["document_id"], ["documents.id"], name=op.f("fk_document_changes_document_id_documents")
        ),
        sa.ForeignKeyConstraint(["tenant_id"], ["tenants.id"], name=op.f("fk_document_changes_tenant_id_tenants")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_document_changes")),
    )
    op.create_index(op.f("ix_document_changes_document_id"), "document_changes", ["document_id"], unique=False)
    op.create_index(op.f("ix_document_changes_tenant_id"), "document_changes", ["tenant_id"], unique=False)


def _originals() -> None:
    op.create_table(
        "originals",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("document_id", sa.String(length=32), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("blob_key", sa.String(length=64), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("size_bytes", sa.BigInteger(), nullable=False),
        sa.Column("media_type", sa.String(length=80), nullable=False),
        sa.Column("file_name", sa.String(length=255), nullable=False),
        sa.Column("is_whole", sa.Boolean(), nullable=False),
        sa.Column("tenant_id", sa.String(length=32), nullable=False),
        sa.ForeignKeyConstraint(["document_id"], ["documents.id"], name=op.f("fk_originals_document_id_documents")),
        sa.ForeignKeyConstraint(["tenant_id"], ["tenants.id"], name=op.f("fk_originals_tenant_id_tenants")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_originals")),
        sa.UniqueConstraint("document_id", "position", name=op.f("uq_originals_document_id_position")),
    )
    op.create_index(op.f("ix_originals_document_id"), "originals", ["document_id"], unique=False)
    op.create_index(op.f("ix_originals_tenant_id"), "originals", ["tenant_id"], unique=False)


def _pages() -> None:
    op.create_table(
        "pages",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("batch_id", sa.String(length=32), nullable=True),
        sa.Column("intake_id", sa.String(length=32), nullable=True),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("sheet", sa.Integer(), nullable=True),
        sa.Column("side", sa.Integer(), nullable=True),
        sa.Column("state", sa.String(40), nullable=False),
        sa.Column("role", sa.String(40), nullable=False),
        sa.Column("failure_code", sa.String(length=80), nullable=True),
        sa.Column("media_type", sa.String(length=80), nullable=False),
        sa.Column("source_key", sa.String(length=64), nullable=True),
        sa.Column("source_number", sa.Integer(), nullable=False),
        sa.Column("reading_key", sa.String(length=64), nullable=True),
        sa.Column("image_key", sa.String(length=64), nullable=True),
        sa.Column("thumbnail_key", sa.String(length=64), nullable=True),
        sa.Column("print_key", sa.String(length=64), nullable=True),
        sa.Column("width_px", sa.Integer(), nullable=True),
        sa.Column("height_px", sa.Integer(), nullable=True),
        sa.Column("is_blank", sa.Boolean(), nullable=True),
        sa.Column("language", sa.String(length=2), nullable=True),
        sa.Column("confidence", sa.Double(), nullable=True),
        sa.Column("notes", sa.JSON(), nullable=False),
        sa.Column("document_id", sa.String(length=32), nullable=True),
        sa.Column("document_position", sa.Integer(), nullable=True),
        sa.Column("tenant_id", sa.String(length=32), nullable=False),
        sa.ForeignKeyConstraint(["batch_id"], ["batches.id"], name=op.f("fk_pages_batch_id_batches")),
        sa.ForeignKeyConstraint(["document_id"], ["documents.id"], name=op.f("fk_pages_document_id_documents")),
        sa.ForeignKeyConstraint(["intake_id"], ["intake_items.id"], name=op.f("fk_pages_intake_id_intake_items")),
        sa.ForeignKeyConstraint(["tenant_id"], ["tenants.id"], name=op.f("fk_pages_tenant_id_tenants")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_pages")),
        sa.UniqueConstraint("intake_id", "number", name=op.f("uq_pages_intake_id_number")),
    )
    op.create_index("ix_pages_batch", "pages", ["batch_id", "position"], unique=False)
    op.create_index("ix_pages_document", "pages", ["document_id", "document_position"], unique=False)
    op.create_index(op.f("ix_pages_tenant_id"), "pages", ["tenant_id"], unique=False)
