"""Keep the track of each level of a fork."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0020"
down_revision = "0019"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("level", schema=None) as batch_op:
        batch_op.add_column(
            sa.Column(
                "track",
                sa.String(length=40),
                nullable=True,
                comment="where one ladder forks: individual or manager; empty: the ladder's",
            )
        )


def downgrade() -> None:
    with op.batch_alter_table("level", schema=None) as batch_op:
        batch_op.drop_column("track")
