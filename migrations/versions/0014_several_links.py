"""Let a piece of the sources belong to several dimensions."""

from __future__ import annotations

from alembic import op

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("confirmed_link", schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f("uq_confirmed_link_version_id_subject"), type_="unique")
        batch_op.create_unique_constraint(
            batch_op.f("uq_confirmed_link_version_id_subject_target"), ["version_id", "subject", "target"]
        )


def downgrade() -> None:
    # Only the first target of a piece can stay.
    op.execute(
        "DELETE FROM confirmed_link WHERE id NOT IN (SELECT MIN(id) FROM confirmed_link GROUP BY version_id, subject)"
    )
    with op.batch_alter_table("confirmed_link", schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f("uq_confirmed_link_version_id_subject_target"), type_="unique")
        batch_op.create_unique_constraint(batch_op.f("uq_confirmed_link_version_id_subject"), ["version_id", "subject"])
