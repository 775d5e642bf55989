"""Say in a reminder who asked for it."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0018"
down_revision = "0017"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("notice", schema=None) as batch_op:
        batch_op.add_column(
            sa.Column(
                "asked_by", sa.String(length=200), nullable=True, comment="who asked for it; empty: the usual reminders"
            )
        )
        batch_op.add_column(
            sa.Column(
                "queued_at",
                sa.DateTime(timezone=True),
                nullable=True,
                comment="when its job was made; empty while it waits for the end of quiet hours",
            )
        )
        batch_op.create_index(batch_op.f("ix_notice_queued_at"), ["queued_at"], unique=False)


def downgrade() -> None:
    with op.batch_alter_table("notice", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_notice_queued_at"))
        batch_op.drop_column("queued_at")
        batch_op.drop_column("asked_by")
