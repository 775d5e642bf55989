"""Say who wrote signals, exercises and questions."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("rubric_dimension", schema=None) as batch_op:
        batch_op.add_column(
            sa.Column(
                "question_authors",
                sa.JSON().with_variant(postgresql.JSONB(), "postgresql"),
                nullable=True,
                comment="question → the person who wrote it; one that is not here stood in the criteria",
            )
        )

    with op.batch_alter_table("rubric_exercise", schema=None) as batch_op:
        batch_op.add_column(sa.Column("author_id", sa.Integer(), nullable=True, comment="who wrote or edited it"))
        batch_op.add_column(sa.Column("author_name", sa.String(length=200), nullable=True))
        batch_op.create_foreign_key(
            batch_op.f("fk_rubric_exercise_author_id_account"), "account", ["author_id"], ["id"]
        )

    with op.batch_alter_table("rubric_signal", schema=None) as batch_op:
        batch_op.add_column(
            sa.Column(
                "level_code", sa.String(length=200), nullable=True, comment="the level its source was written for"
            )
        )
        batch_op.add_column(
            sa.Column("source_text", sa.Text(), nullable=True, comment="the source's words, kept when a person edits")
        )
        batch_op.add_column(sa.Column("author_id", sa.Integer(), nullable=True, comment="who wrote or edited it"))
        batch_op.add_column(sa.Column("author_name", sa.String(length=200), nullable=True))
        batch_op.create_foreign_key(batch_op.f("fk_rubric_signal_author_id_account"), "account", ["author_id"], ["id"])


def downgrade() -> None:
    with op.batch_alter_table("rubric_signal", schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f("fk_rubric_signal_author_id_account"), type_="foreignkey")
        batch_op.drop_column("author_name")
        batch_op.drop_column("author_id")
        batch_op.drop_column("source_text")
        batch_op.drop_column("level_code")

    with op.batch_alter_table("rubric_exercise", schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f("fk_rubric_exercise_author_id_account"), type_="foreignkey")
        batch_op.drop_column("author_name")
        batch_op.drop_column("author_id")

    with op.batch_alter_table("rubric_dimension", schema=None) as batch_op:
        batch_op.drop_column("question_authors")
