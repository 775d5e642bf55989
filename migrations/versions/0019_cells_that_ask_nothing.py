"""Keep which cells of a ladder ask nothing."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0019"
down_revision = "0018"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("ladder", schema=None) as batch_op:
        batch_op.add_column(
            sa.Column(
                "not_applicable",
                sa.JSON().with_variant(postgresql.JSONB(), "postgresql"),
                nullable=True,
                comment="cells that ask nothing, as [position of the level, position of the competency]",
            )
        )


def downgrade() -> None:
    with op.batch_alter_table("ladder", schema=None) as batch_op:
        batch_op.drop_column("not_applicable")
