"""What people want to be told by mail, the mails that came of it, and how people turned a page.

Revision: 0021, after 0020.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0021"
down_revision = "0020"
branch_labels = None
depends_on = None

MINE = "(tenant_id = current_setting('postkamer.tenant', true) OR current_setting('postkamer.scope', true) = 'system')"
TENANTS_OWN = ("notification_choices", "news_items", "news_turns")


def upgrade() -> None:
    op.add_column("pages", sa.Column("upright_deg", sa.Integer(), nullable=True))
    _of_people()
    _choices()
    _news()
    if op.get_bind().dialect.name == "postgresql":
        for table in TENANTS_OWN:
            op.execute(f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY")
            op.execute(f"ALTER TABLE {table} FORCE ROW LEVEL SECURITY")
            op.execute(f"CREATE POLICY tenant_isolation ON {table} USING {MINE} WITH CHECK {MINE}")


def _of_people() -> None:
    op.create_table(
        "notification_hours",
        sa.Column("user_id", sa.String(length=32), nullable=False),
        sa.Column("time_zone", sa.String(length=60), nullable=False),
        sa.Column("quiet_from_min", sa.Integer(), nullable=True),
        sa.Column("quiet_until_min", sa.Integer(), nullable=True),
        sa.Column("stopped_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["user_id"], ["users.id"], name=op.f("fk_notification_hours_user_id_users")),
        sa.PrimaryKeyConstraint("user_id", name=op.f("pk_notification_hours")),
    )
    op.create_table(
        "announcements",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("user_id", sa.String(length=32), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("counts", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(["user_id"], ["users.id"], name=op.f("fk_announcements_user_id_users")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_announcements")),
    )
    op.create_index(op.f("ix_announcements_made_at"), "announcements", ["made_at"], unique=False)
    op.create_index(op.f("ix_announcements_user_id"), "announcements", ["user_id"], unique=False)


def _choices() -> None:
    rhythm = sa.Enum("NEVER", "INSTANT", "DAILY", "WEEKLY", name="rhythm", native_enum=False, length=40)
    op.create_table(
        "notification_choices",
        sa.Column("user_id", sa.String(length=32), nullable=False),
        sa.Column("rhythm", rhythm, nullable=False),
        sa.Column("kinds", sa.JSON(), nullable=False),
        sa.Column("tenant_id", sa.String(length=32), nullable=False),
        sa.ForeignKeyConstraint(["tenant_id"], ["tenants.id"], name=op.f("fk_notification_choices_tenant_id_tenants")),
        sa.ForeignKeyConstraint(["user_id"], ["users.id"], name=op.f("fk_notification_choices_user_id_users")),
        sa.PrimaryKeyConstraint("tenant_id", "user_id", name=op.f("pk_notification_choices")),
    )
    _index("notification_choices", "tenant_id", "user_id")


def _news() -> None:
    kind = sa.Enum("NEW_LETTER", "ASSIGNED", "TASK_DUE", "QUARANTINE", name="kind", native_enum=False, length=40)
    op.create_table(
        "news_items",
        sa.Column("user_id", sa.String(length=32), nullable=False),
        sa.Column("kind", kind, nullable=False),
        sa.Column("subject_id", sa.String(length=64), nullable=False),
        sa.Column("noted_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("told_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("tenant_id", sa.String(length=32), nullable=False),
        sa.ForeignKeyConstraint(["tenant_id"], ["tenants.id"], name=op.f("fk_news_items_tenant_id_tenants")),
        sa.ForeignKeyConstraint(["user_id"], ["users.id"], name=op.f("fk_news_items_user_id_users")),
        sa.PrimaryKeyConstraint("tenant_id", "user_id", "kind", "subject_id", name=op.f("pk_news_items")),
    )
    op.create_index("ix_news_items_untold", "news_items", ["user_id", "told_at"], unique=False)
    _index("news_items", "tenant_id")
    op.create_table(
        "news_turns",
        sa.Column("user_id", sa.String(length=32), nullable=False),
        sa.Column("due_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("tenant_id", sa.String(length=32), nullable=False),
        sa.ForeignKeyConstraint(["tenant_id"], ["tenants.id"], name=op.f("fk_news_turns_tenant_id_tenants")),
        sa.ForeignKeyConstraint(["user_id"], ["users.id"], name=op.f("fk_news_turns_user_id_users")),
        sa.PrimaryKeyConstraint("tenant_id", "user_id", name=op.f("pk_news_turns")),
    )
    _index("news_turns", "tenant_id", "user_id", "due_at")


def _index(table: str, *columns: str) -> None:
    for column in columns:
        op.create_index(op.f(f"ix_{table}_{column}"), table, [column], unique=False)


def downgrade() -> None:
    for table in ("news_turns", "news_items", "announcements", "notification_choices", "notification_hours"):
        op.drop_table(table)
    op.drop_column("pages", "upright_deg")
