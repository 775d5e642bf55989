"""Keep what is written on a benchmark until it is submitted."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0023"
down_revision = "0022"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("benchmark_seat", schema=None) as batch_op:
        batch_op.add_column(
            sa.Column(
                "draft",
                sa.JSON().with_variant(postgresql.JSONB(), "postgresql"),
                nullable=True,
                comment="what was written and not submitted, by dimension; empty: nothing, or submitted",
            )
        )
        batch_op.add_column(
            sa.Column(
                "draft_number",
                sa.Integer(),
                server_default="1",
                nullable=False,
                comment="goes up with each save; tells a stale form",
            )
        )
        batch_op.add_column(
            sa.Column("drafted_at", sa.DateTime(timezone=True), nullable=True, comment="when the draft was last saved")
        )


def downgrade() -> None:
    with op.batch_alter_table("benchmark_seat", schema=None) as batch_op:
        batch_op.drop_column("drafted_at")
        batch_op.drop_column("draft_number")
        batch_op.drop_column("draft")
