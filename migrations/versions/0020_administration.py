"""A journal that is looked through by deed and by person.

Revision: 0020, after 0019.
"""

from __future__ import annotations

from alembic import op

revision = "0020"
down_revision = "0019"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_index("ix_audit_entries_action", "audit_entries", ["tenant_id", "action", "sequence"], unique=False)
    op.create_index("ix_audit_entries_actor", "audit_entries", ["tenant_id", "actor", "sequence"], unique=False)


def downgrade() -> None:
    op.drop_index("ix_audit_entries_actor", table_name="audit_entries")
    op.drop_index("ix_audit_entries_action", table_name="audit_entries")
