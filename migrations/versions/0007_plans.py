"""Plan an opening's interviews once."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "saved_plan",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("content", sa.JSON().with_variant(postgresql.JSONB(), "postgresql"), nullable=False),
        sa.Column("saved_by_id", sa.Integer(), nullable=False),
        sa.Column("saved_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["saved_by_id"], ["account.id"], name=op.f("fk_saved_plan_saved_by_id_account")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_saved_plan")),
        sa.UniqueConstraint("name", name=op.f("uq_saved_plan_name")),
    )
    op.create_table(
        "planned_interview",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("requisition_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False, comment="place in the plan, from 1"),
        sa.Column("stage", sa.String(length=80), nullable=False, comment="part of the loop: first talk, on site"),
        sa.Column("title", sa.String(length=200), nullable=False),
        sa.Column("minutes", sa.Integer(), nullable=False),
        sa.Column("exercise", sa.String(length=300), nullable=True, comment="an exercise of the rubric, by its name"),
        sa.Column(
            "focus",
            sa.JSON().with_variant(postgresql.JSONB(), "postgresql"),
            nullable=False,
            comment="keys of the rubric's dimensions",
        ),
        sa.Column(
            "questions",
            sa.JSON().with_variant(postgresql.JSONB(), "postgresql"),
            nullable=False,
            comment="what to ask; empty: all that the rubric has on the focus",
        ),
        sa.CheckConstraint("minutes > 0", name=op.f("ck_planned_interview_takes_time")),
        sa.ForeignKeyConstraint(
            ["requisition_id"],
            ["requisition.id"],
            name=op.f("fk_planned_interview_requisition_id_requisition"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_planned_interview")),
    )
    with op.batch_alter_table("planned_interview", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_planned_interview_requisition_id_position"), ["requisition_id", "position"], unique=False
        )

    with op.batch_alter_table("interview", schema=None) as batch_op:
        batch_op.add_column(
            sa.Column("planned_id", sa.Integer(), nullable=True, comment="where it was made from the plan")
        )
        batch_op.add_column(
            sa.Column(
                "questions",
                sa.JSON().with_variant(postgresql.JSONB(), "postgresql"),
                nullable=True,
                comment="what to ask; empty: all that the rubric has on the focus",
            )
        )
        batch_op.create_index(batch_op.f("ix_interview_planned_id"), ["planned_id"], unique=False)
        batch_op.create_foreign_key(
            batch_op.f("fk_interview_planned_id_planned_interview"),
            "planned_interview",
            ["planned_id"],
            ["id"],
            ondelete="SET NULL",
        )


def downgrade() -> None:
    with op.batch_alter_table("interview", schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f("fk_interview_planned_id_planned_interview"), type_="foreignkey")
        batch_op.drop_index(batch_op.f("ix_interview_planned_id"))
        batch_op.drop_column("questions")
        batch_op.drop_column("planned_id")

    with op.batch_alter_table("planned_interview", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_planned_interview_requisition_id_position"))

    op.drop_table("planned_interview")
    op.drop_table("saved_plan")
