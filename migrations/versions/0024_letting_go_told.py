"""First steps put away by a person, and to whom the certificate of a closed mailbox is offered.

Revision: 0024, after 0023.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0024"
down_revision = "0023"
branch_labels = None
depends_on = None

MINE = "(tenant_id = current_setting('postkamer.tenant', true) OR current_setting('postkamer.scope', true) = 'system')"


def upgrade() -> None:
    op.create_table(
        "put_away_guides",
        sa.Column("user_id", sa.String(length=32), nullable=False),
        sa.Column("put_away_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("tenant_id", sa.String(length=32), nullable=False),
        sa.ForeignKeyConstraint(["tenant_id"], ["tenants.id"], name=op.f("fk_put_away_guides_tenant_id_tenants")),
        sa.ForeignKeyConstraint(["user_id"], ["users.id"], name=op.f("fk_put_away_guides_user_id_users")),
        sa.PrimaryKeyConstraint("tenant_id", "user_id", name=op.f("pk_put_away_guides")),
    )
    op.create_index(op.f("ix_put_away_guides_tenant_id"), "put_away_guides", ["tenant_id"], unique=False)
    op.add_column("tenant_closures", sa.Column("mail_to", sa.String(length=254), nullable=True))
    op.add_column("tenant_closures", sa.Column("mail_language", sa.String(length=2), nullable=True))
    op.add_column("tenant_closures", sa.Column("mail_name", sa.String(length=200), nullable=True))
    if op.get_bind().dialect.name == "postgresql":
        op.execute("ALTER TABLE put_away_guides ENABLE ROW LEVEL SECURITY")
        op.execute("ALTER TABLE put_away_guides FORCE ROW LEVEL SECURITY")
        op.execute(f"CREATE POLICY tenant_isolation ON put_away_guides USING {MINE} WITH CHECK {MINE}")


def downgrade() -> None:
    op.drop_table("put_away_guides")
    with op.batch_alter_table("tenant_closures") as table:
        for column in ("mail_to", "mail_language", "mail_name"):
            table.drop_column(column)
