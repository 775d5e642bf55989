"""Benchmark exercises, their keys and what interviewers scored."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0022"
down_revision = "0021"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "benchmark_exercise",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("rubric_version_id", sa.Integer(), nullable=False),
        sa.Column("title", sa.String(length=200), nullable=False),
        sa.Column("setting", sa.Text(), nullable=False, comment="what the interview was about, and for whom"),
        sa.Column("sample", sa.Text(), nullable=False, comment="the interview as text or transcript"),
        sa.Column("link", sa.String(length=1000), nullable=False, comment="where a recording lies; empty: none"),
        sa.Column(
            "state",
            sa.Enum("DRAFT", "PUBLISHED", "CLOSED", name="benchmarkstate", native_enum=False, length=20),
            nullable=False,
        ),
        sa.Column("created_by_id", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("published_at", sa.DateTime(timezone=True), nullable=True, comment="since when the key is frozen"),
        sa.Column(
            "closed_at",
            sa.DateTime(timezone=True),
            nullable=True,
            comment="since when nobody scores it, and its scores take part in calibration runs",
        ),
        sa.ForeignKeyConstraint(
            ["created_by_id"], ["account.id"], name=op.f("fk_benchmark_exercise_created_by_id_account")
        ),
        sa.ForeignKeyConstraint(
            ["rubric_version_id"],
            ["rubric_version.id"],
            name=op.f("fk_benchmark_exercise_rubric_version_id_rubric_version"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_benchmark_exercise")),
    )
    with op.batch_alter_table("benchmark_exercise", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_benchmark_exercise_rubric_version_id"), ["rubric_version_id"], unique=False
        )

    op.create_table(
        "benchmark_key",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("exercise_id", sa.Integer(), nullable=False),
        sa.Column("dimension_id", sa.Integer(), nullable=False),
        sa.Column("score", sa.Integer(), nullable=True, comment="empty: not observed"),
        sa.Column("why", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["dimension_id"], ["rubric_dimension.id"], name=op.f("fk_benchmark_key_dimension_id_rubric_dimension")
        ),
        sa.ForeignKeyConstraint(
            ["exercise_id"],
            ["benchmark_exercise.id"],
            name=op.f("fk_benchmark_key_exercise_id_benchmark_exercise"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_benchmark_key")),
        sa.UniqueConstraint("exercise_id", "dimension_id", name=op.f("uq_benchmark_key_exercise_id_dimension_id")),
    )
    with op.batch_alter_table("benchmark_key", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_benchmark_key_dimension_id"), ["dimension_id"], unique=False)

    op.create_table(
        "benchmark_key_holder",
        sa.Column("exercise_id", sa.Integer(), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["account_id"], ["account.id"], name=op.f("fk_benchmark_key_holder_account_id_account")
        ),
        sa.ForeignKeyConstraint(
            ["exercise_id"],
            ["benchmark_exercise.id"],
            name=op.f("fk_benchmark_key_holder_exercise_id_benchmark_exercise"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("exercise_id", "account_id", name=op.f("pk_benchmark_key_holder")),
    )
    with op.batch_alter_table("benchmark_key_holder", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_benchmark_key_holder_account_id"), ["account_id"], unique=False)

    op.create_table(
        "benchmark_seat",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("exercise_id", sa.Integer(), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=False),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("submitted_at", sa.DateTime(timezone=True), nullable=True, comment="empty: not scored yet"),
        sa.ForeignKeyConstraint(["account_id"], ["account.id"], name=op.f("fk_benchmark_seat_account_id_account")),
        sa.ForeignKeyConstraint(
            ["exercise_id"],
            ["benchmark_exercise.id"],
            name=op.f("fk_benchmark_seat_exercise_id_benchmark_exercise"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_benchmark_seat")),
        sa.UniqueConstraint("exercise_id", "account_id", name=op.f("uq_benchmark_seat_exercise_id_account_id")),
    )
    with op.batch_alter_table("benchmark_seat", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_benchmark_seat_account_id"), ["account_id"], unique=False)

    op.create_table(
        "benchmark_rating",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("seat_id", sa.Integer(), nullable=False),
        sa.Column("dimension_id", sa.Integer(), nullable=False),
        sa.Column("score", sa.Integer(), nullable=True, comment="empty: not observed"),
        sa.Column("not_observed_reason", sa.Text(), nullable=False),
        sa.Column("evidence", sa.Text(), nullable=False),
        sa.CheckConstraint(
            "score IS NULL OR not_observed_reason = ''", name=op.f("ck_benchmark_rating_reason_only_where_not_observed")
        ),
        sa.ForeignKeyConstraint(
            ["dimension_id"], ["rubric_dimension.id"], name=op.f("fk_benchmark_rating_dimension_id_rubric_dimension")
        ),
        sa.ForeignKeyConstraint(
            ["seat_id"],
            ["benchmark_seat.id"],
            name=op.f("fk_benchmark_rating_seat_id_benchmark_seat"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_benchmark_rating")),
        sa.UniqueConstraint("seat_id", "dimension_id", name=op.f("uq_benchmark_rating_seat_id_dimension_id")),
    )
    with op.batch_alter_table("benchmark_rating", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_benchmark_rating_dimension_id"), ["dimension_id"], unique=False)


def downgrade() -> None:
    with op.batch_alter_table("benchmark_rating", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_benchmark_rating_dimension_id"))

    op.drop_table("benchmark_rating")
    with op.batch_alter_table("benchmark_seat", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_benchmark_seat_account_id"))

    op.drop_table("benchmark_seat")
    with op.batch_alter_table("benchmark_key_holder", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_benchmark_key_holder_account_id"))

    op.drop_table("benchmark_key_holder")
    with op.batch_alter_table("benchmark_key", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_benchmark_key_dimension_id"))

    op.drop_table("benchmark_key")
    with op.batch_alter_table("benchmark_exercise", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_benchmark_exercise_rubric_version_id"))

    op.drop_table("benchmark_exercise")
