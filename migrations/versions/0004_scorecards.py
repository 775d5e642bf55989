"""Create requisitions, interviews and scorecards."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "candidate",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(length=20), nullable=False, comment="stands for the name in anonymous papers"),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("email", sa.String(length=254), nullable=True),
        sa.Column("source", sa.String(length=200), nullable=True, comment="how the person came to us"),
        sa.Column("account_id", sa.Integer(), nullable=True, comment="an employee who applies sees nothing of it here"),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["account_id"], ["account.id"], name=op.f("fk_candidate_account_id_account")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_candidate")),
        sa.UniqueConstraint("code", name=op.f("uq_candidate_code")),
    )
    with op.batch_alter_table("candidate", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_candidate_account_id"), ["account_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_candidate_email"), ["email"], unique=False)
        batch_op.create_index(batch_op.f("ix_candidate_name"), ["name"], unique=False)

    op.create_table(
        "requisition",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("title", sa.String(length=300), nullable=False),
        sa.Column("rubric_version_id", sa.Integer(), nullable=False),
        sa.Column("visibility", sa.Integer(), nullable=False),
        sa.Column(
            "identities", sa.Integer(), nullable=False, comment="from when on interviewers' names are shown to peers"
        ),
        sa.Column(
            "required_raters", sa.Integer(), nullable=False, comment="independent interviewers wanted per dimension"
        ),
        sa.Column(
            "due_hours", sa.Integer(), nullable=False, comment="from an interview's end until its scorecard is late"
        ),
        sa.Column(
            "state", sa.Enum("OPEN", "CLOSED", name="requisitionstate", native_enum=False, length=20), nullable=False
        ),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("due_hours >= 1", name=op.f("ck_requisition_due_after_the_interview")),
        sa.CheckConstraint("required_raters >= 1", name=op.f("ck_requisition_at_least_one_rater")),
        sa.ForeignKeyConstraint(
            ["rubric_version_id"], ["rubric_version.id"], name=op.f("fk_requisition_rubric_version_id_rubric_version")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_requisition")),
    )
    with op.batch_alter_table("requisition", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_requisition_rubric_version_id"), ["rubric_version_id"], unique=False)

    op.create_table(
        "application",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("candidate_id", sa.Integer(), nullable=False),
        sa.Column("requisition_id", sa.Integer(), nullable=False),
        sa.Column(
            "stage",
            sa.Enum(
                "APPLIED",
                "INTERVIEWING",
                "CALIBRATION",
                "DECIDED",
                "WITHDRAWN",
                name="stage",
                native_enum=False,
                length=20,
            ),
            nullable=False,
        ),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["candidate_id"], ["candidate.id"], name=op.f("fk_application_candidate_id_candidate"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["requisition_id"], ["requisition.id"], name=op.f("fk_application_requisition_id_requisition")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_application")),
        sa.UniqueConstraint("requisition_id", "candidate_id", name=op.f("uq_application_requisition_id_candidate_id")),
    )
    with op.batch_alter_table("application", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_application_candidate_id"), ["candidate_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_application_stage"), ["stage"], unique=False)

    op.create_table(
        "team_member",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("requisition_id", sa.Integer(), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=False),
        sa.Column(
            "role",
            sa.Enum(
                "RECRUITER",
                "HIRING_MANAGER",
                "INTERVIEWER",
                "COMMITTEE",
                "CHAIR",
                name="teamrole",
                native_enum=False,
                length=20,
            ),
            nullable=False,
        ),
        sa.ForeignKeyConstraint(["account_id"], ["account.id"], name=op.f("fk_team_member_account_id_account")),
        sa.ForeignKeyConstraint(
            ["requisition_id"],
            ["requisition.id"],
            name=op.f("fk_team_member_requisition_id_requisition"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_team_member")),
        sa.UniqueConstraint(
            "requisition_id", "account_id", "role", name=op.f("uq_team_member_requisition_id_account_id_role")
        ),
    )
    with op.batch_alter_table("team_member", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_team_member_account_id"), ["account_id"], unique=False)

    op.create_table(
        "conflict",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("application_id", sa.Integer(), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["account_id"], ["account.id"], name=op.f("fk_conflict_account_id_account")),
        sa.ForeignKeyConstraint(
            ["application_id"],
            ["application.id"],
            name=op.f("fk_conflict_application_id_application"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_conflict")),
        sa.UniqueConstraint("application_id", "account_id", name=op.f("uq_conflict_application_id_account_id")),
    )
    with op.batch_alter_table("conflict", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_conflict_account_id"), ["account_id"], unique=False)

    op.create_table(
        "interview",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("application_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False, comment="place in the loop, from 1"),
        sa.Column("title", sa.String(length=200), nullable=False),
        sa.Column("interviewer_id", sa.Integer(), nullable=False),
        sa.Column("exercise_id", sa.Integer(), nullable=True),
        sa.Column("scheduled_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("minutes", sa.Integer(), nullable=False),
        sa.Column(
            "is_shadow", sa.Boolean(), nullable=False, comment="a learner's interview: marked, and never counted"
        ),
        sa.Column("cancelled_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("cancelled_reason", sa.Text(), nullable=False),
        sa.CheckConstraint("minutes > 0", name=op.f("ck_interview_takes_time")),
        sa.ForeignKeyConstraint(
            ["application_id"],
            ["application.id"],
            name=op.f("fk_interview_application_id_application"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["exercise_id"], ["rubric_exercise.id"], name=op.f("fk_interview_exercise_id_rubric_exercise")
        ),
        sa.ForeignKeyConstraint(["interviewer_id"], ["account.id"], name=op.f("fk_interview_interviewer_id_account")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_interview")),
        sa.UniqueConstraint("application_id", "position", name=op.f("uq_interview_application_id_position")),
    )
    with op.batch_alter_table("interview", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_interview_exercise_id"), ["exercise_id"], unique=False)
        batch_op.create_index(
            batch_op.f("ix_interview_interviewer_id_application_id"), ["interviewer_id", "application_id"], unique=False
        )
        batch_op.create_index(batch_op.f("ix_interview_scheduled_at"), ["scheduled_at"], unique=False)

    op.create_table(
        "interview_focus",
        sa.Column("interview_id", sa.Integer(), nullable=False),
        sa.Column("dimension_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["dimension_id"], ["rubric_dimension.id"], name=op.f("fk_interview_focus_dimension_id_rubric_dimension")
        ),
        sa.ForeignKeyConstraint(
            ["interview_id"],
            ["interview.id"],
            name=op.f("fk_interview_focus_interview_id_interview"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("interview_id", "dimension_id", name=op.f("pk_interview_focus")),
    )
    op.create_table(
        "scorecard",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("interview_id", sa.Integer(), nullable=False),
        sa.Column(
            "state",
            sa.Enum("DRAFT", "SUBMITTED", "REOPENED", name="scorecardstate", native_enum=False, length=20),
            nullable=False,
        ),
        sa.Column(
            "version",
            sa.Integer(),
            nullable=False,
            comment="counts saves, so that a stale form is noticed; 1: untouched",
        ),
        sa.Column(
            "submissions", sa.Integer(), nullable=False, comment="how often submitted: the latest revision's number"
        ),
        sa.Column(
            "recommendation",
            sa.Enum(
                "STRONG_NO",
                "NO",
                "YES",
                "STRONG_YES",
                "NO_DECISION",
                name="recommendation",
                native_enum=False,
                length=20,
            ),
            nullable=True,
        ),
        sa.Column(
            "level_read", sa.String(length=200), nullable=True, comment="the level the interviewer saw evidence of"
        ),
        sa.Column(
            "minutes_used", sa.Integer(), nullable=True, comment="of the interview, as the interviewer states it"
        ),
        sa.Column("summary", sa.Text(), nullable=False),
        sa.Column("private_notes", sa.Text(), nullable=False, comment="for the author alone; never exported"),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("saved_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("submitted_at", sa.DateTime(timezone=True), nullable=True, comment="of the latest revision"),
        sa.Column("reopened_reason", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["interview_id"], ["interview.id"], name=op.f("fk_scorecard_interview_id_interview"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_scorecard")),
        sa.UniqueConstraint("interview_id", name=op.f("uq_scorecard_interview_id")),
    )
    op.create_table(
        "rating",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("scorecard_id", sa.Integer(), nullable=False),
        sa.Column("dimension_id", sa.Integer(), nullable=False),
        sa.Column("score", sa.Integer(), nullable=True, comment="1 to 5; empty: not rated yet, or not observed"),
        sa.Column("not_observed", sa.Boolean(), nullable=False),
        sa.Column("not_observed_reason", sa.Text(), nullable=False),
        sa.Column("evidence", sa.Text(), nullable=False),
        sa.CheckConstraint("not (not_observed and score is not null)", name=op.f("ck_rating_observed_or_scored")),
        sa.ForeignKeyConstraint(
            ["dimension_id"], ["rubric_dimension.id"], name=op.f("fk_rating_dimension_id_rubric_dimension")
        ),
        sa.ForeignKeyConstraint(
            ["scorecard_id"], ["scorecard.id"], name=op.f("fk_rating_scorecard_id_scorecard"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_rating")),
        sa.UniqueConstraint("scorecard_id", "dimension_id", name=op.f("uq_rating_scorecard_id_dimension_id")),
    )
    with op.batch_alter_table("rating", schema=None) as batch_op:
        batch_op.create_index("ix_rating_covering", ["scorecard_id", "dimension_id", "score"], unique=False)
        batch_op.create_index(batch_op.f("ix_rating_dimension_id"), ["dimension_id"], unique=False)

    op.create_table(
        "scorecard_revision",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("scorecard_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False, comment="from 1"),
        sa.Column(
            "content",
            sa.JSON().with_variant(postgresql.JSONB(), "postgresql"),
            nullable=False,
            comment="ratings, signals, summary, recommendation as submitted; never the private notes",
        ),
        sa.Column("content_sha256", sa.String(length=64), nullable=False),
        sa.Column("submitted_by_id", sa.Integer(), nullable=False),
        sa.Column("submitted_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False, comment="why it was reopened; empty for the first"),
        sa.ForeignKeyConstraint(
            ["scorecard_id"],
            ["scorecard.id"],
            name=op.f("fk_scorecard_revision_scorecard_id_scorecard"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["submitted_by_id"], ["account.id"], name=op.f("fk_scorecard_revision_submitted_by_id_account")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_scorecard_revision")),
        sa.UniqueConstraint("scorecard_id", "number", name=op.f("uq_scorecard_revision_scorecard_id_number")),
    )
    op.create_table(
        "signal_seen",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("scorecard_id", sa.Integer(), nullable=False),
        sa.Column("signal_id", sa.Integer(), nullable=False),
        sa.Column("seen", sa.Boolean(), nullable=True, comment="empty: written about in a draft, but not answered yet"),
        sa.Column("evidence", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["scorecard_id"], ["scorecard.id"], name=op.f("fk_signal_seen_scorecard_id_scorecard"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["signal_id"], ["rubric_signal.id"], name=op.f("fk_signal_seen_signal_id_rubric_signal")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_signal_seen")),
        sa.UniqueConstraint("scorecard_id", "signal_id", name=op.f("uq_signal_seen_scorecard_id_signal_id")),
    )
    with op.batch_alter_table("signal_seen", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_signal_seen_signal_id"), ["signal_id"], unique=False)


def downgrade() -> None:
    with op.batch_alter_table("signal_seen", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_signal_seen_signal_id"))

    op.drop_table("signal_seen")
    op.drop_table("scorecard_revision")
    with op.batch_alter_table("rating", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_rating_dimension_id"))
        batch_op.drop_index("ix_rating_covering")

    op.drop_table("rating")
    op.drop_table("scorecard")
    op.drop_table("interview_focus")
    with op.batch_alter_table("interview", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_interview_scheduled_at"))
        batch_op.drop_index(batch_op.f("ix_interview_interviewer_id_application_id"))
        batch_op.drop_index(batch_op.f("ix_interview_exercise_id"))

    op.drop_table("interview")
    with op.batch_alter_table("conflict", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_conflict_account_id"))

    op.drop_table("conflict")
    with op.batch_alter_table("team_member", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_team_member_account_id"))

    op.drop_table("team_member")
    with op.batch_alter_table("application", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_application_stage"))
        batch_op.drop_index(batch_op.f("ix_application_candidate_id"))

    op.drop_table("application")
    with op.batch_alter_table("requisition", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_requisition_rubric_version_id"))

    op.drop_table("requisition")
    with op.batch_alter_table("candidate", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_candidate_name"))
        batch_op.drop_index(batch_op.f("ix_candidate_email"))
        batch_op.drop_index(batch_op.f("ix_candidate_account_id"))

    op.drop_table("candidate")
