"""PostgreSQL itself keeps tenants apart, should a query ever forget to.

Revision: 0007, after 0006.

FORCE, because the program's role owns the tables. A transaction that named no scope
sees nothing and can write nothing.
"""

from __future__ import annotations

from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None

TABLES = (
    "audit_entries",
    "audit_heads",
    "batches",
    "deliveries",
    "document_changes",
    "documents",
    "intake_items",
    "memberships",
    "originals",
    "outbox_events",
    "pages",
    "tenant_addresses",
    "tenant_aliases",
    "tenant_keys",
    "uploads",
)
MINE = "(tenant_id = current_setting('postkamer.tenant', true) OR current_setting('postkamer.scope', true) = 'system')"


def upgrade() -> None:
    if op.get_bind().dialect.name != "postgresql":
        return
    for table in TABLES:
        op.execute(f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY")
        op.execute(f"ALTER TABLE {table} FORCE ROW LEVEL SECURITY")
        op.execute(f"CREATE POLICY tenant_isolation ON {table} USING {MINE} WITH CHECK {MINE}")


def downgrade() -> None:
    if op.get_bind().dialect.name != "postgresql":
        return
    for table in TABLES:
        op.execute(f"DROP POLICY tenant_isolation ON {table}")
        op.execute(f"ALTER TABLE {table} NO FORCE ROW LEVEL SECURITY")
        op.execute(f"ALTER TABLE {table} DISABLE ROW LEVEL SECURITY")
