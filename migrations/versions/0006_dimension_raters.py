"""Ask for another number of raters on single dimensions."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("requisition", schema=None) as batch_op:
        batch_op.add_column(
            sa.Column(
                "dimension_raters",
                sa.JSON().with_variant(postgresql.JSONB(), "postgresql"),
                nullable=True,
                comment="another number of raters for single dimensions: key → number",
            )
        )


def downgrade() -> None:
    with op.batch_alter_table("requisition", schema=None) as batch_op:
        batch_op.drop_column("dimension_raters")
