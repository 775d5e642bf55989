"""Name the second ladder of a rubric."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0016"
down_revision = "0015"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("rubric_version", schema=None) as batch_op:
        batch_op.add_column(
            sa.Column(
                "second_ladder_id", sa.Integer(), nullable=True, comment="a ladder merged in through the crosswalk"
            )
        )
        batch_op.create_index(batch_op.f("ix_rubric_version_second_ladder_id"), ["second_ladder_id"], unique=False)
        batch_op.create_foreign_key(
            batch_op.f("fk_rubric_version_second_ladder_id_ladder"), "ladder", ["second_ladder_id"], ["id"]
        )


def downgrade() -> None:
    with op.batch_alter_table("rubric_version", schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f("fk_rubric_version_second_ladder_id_ladder"), type_="foreignkey")
        batch_op.drop_index(batch_op.f("ix_rubric_version_second_ladder_id"))
        batch_op.drop_column("second_ladder_id")
