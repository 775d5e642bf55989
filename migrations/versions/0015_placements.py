"""Keep where people place a level."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "placement",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("level_id", sa.Integer(), nullable=True),
        sa.Column("profile_id", sa.Integer(), nullable=True),
        sa.Column("rank", sa.Integer(), nullable=False, comment="1 to 8"),
        sa.Column(
            "proposed", sa.Integer(), nullable=True, comment="the rank read from the texts at that time; empty: none"
        ),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("placed_by_id", sa.Integer(), nullable=True, comment="empty: by command"),
        sa.Column("placed_by", sa.String(length=200), nullable=False, comment="the name at that time"),
        sa.Column("placed_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("(level_id IS NULL) <> (profile_id IS NULL)", name=op.f("ck_placement_one_subject")),
        sa.CheckConstraint("rank BETWEEN 1 AND 8", name=op.f("ck_placement_rank_on_scale")),
        sa.ForeignKeyConstraint(
            ["level_id"], ["level.id"], name=op.f("fk_placement_level_id_level"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["placed_by_id"], ["account.id"], name=op.f("fk_placement_placed_by_id_account")),
        sa.ForeignKeyConstraint(
            ["profile_id"], ["role_profile.id"], name=op.f("fk_placement_profile_id_role_profile"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_placement")),
        sa.UniqueConstraint("level_id", name=op.f("uq_placement_level_id")),
        sa.UniqueConstraint("profile_id", name=op.f("uq_placement_profile_id")),
    )


def downgrade() -> None:
    op.drop_table("placement")
