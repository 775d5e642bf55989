"""Create sessions, decisions and packets."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "stored_file",
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("media_type", sa.String(length=100), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False, comment="bytes"),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("sha256", name=op.f("pk_stored_file")),
    )
    op.create_table(
        "calibration_run",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("rubric_id", sa.Integer(), nullable=False),
        sa.Column(
            "target_code",
            sa.String(length=200),
            nullable=False,
            comment="the level that the pooled versions are written for",
        ),
        sa.Column(
            "decided_only",
            sa.Boolean(),
            nullable=False,
            comment="true: of decided applications, for Insights; false: of those in calibration too, for committees",
        ),
        sa.Column("inputs_sha256", sa.String(length=64), nullable=False, comment="of the canonical inputs"),
        sa.Column("model_version", sa.String(length=40), nullable=False),
        sa.Column(
            "inputs",
            sa.JSON().with_variant(postgresql.JSONB(), "postgresql"),
            nullable=False,
            comment="everything the fit was made from",
        ),
        sa.Column(
            "outputs",
            sa.JSON().with_variant(postgresql.JSONB(), "postgresql"),
            nullable=False,
            comment="components, interviewers, dimensions, notes; those of candidates beside it",
        ),
        sa.Column("fitted_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column(
            "in_force_at",
            sa.DateTime(timezone=True),
            nullable=False,
            comment="since when these inputs were the present ones; the latest of a line is in force",
        ),
        sa.ForeignKeyConstraint(
            ["rubric_id"], ["rubric.id"], name=op.f("fk_calibration_run_rubric_id_rubric"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_calibration_run")),
        sa.UniqueConstraint(
            "rubric_id",
            "decided_only",
            "inputs_sha256",
            "model_version",
            name=op.f("uq_calibration_run_rubric_id_decided_only_inputs_sha256_model_version"),
        ),
    )
    with op.batch_alter_table("calibration_run", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_calibration_run_rubric_id_target_code_decided_only_in_force_at"),
            ["rubric_id", "target_code", "decided_only", "in_force_at"],
            unique=False,
        )

    op.create_table(
        "adjustment_switch",
        sa.Column("requisition_id", sa.Integer(), nullable=False),
        sa.Column("is_off", sa.Boolean(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("set_by_id", sa.Integer(), nullable=False),
        sa.Column("set_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["requisition_id"],
            ["requisition.id"],
            name=op.f("fk_adjustment_switch_requisition_id_requisition"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(["set_by_id"], ["account.id"], name=op.f("fk_adjustment_switch_set_by_id_account")),
        sa.PrimaryKeyConstraint("requisition_id", name=op.f("pk_adjustment_switch")),
    )
    with op.batch_alter_table("adjustment_switch", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_adjustment_switch_set_by_id"), ["set_by_id"], unique=False)

    op.create_table(
        "calibration_session",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("title", sa.String(length=200), nullable=False),
        sa.Column("requisition_id", sa.Integer(), nullable=False),
        sa.Column("chair_id", sa.Integer(), nullable=False),
        sa.Column(
            "state",
            sa.Enum("PLANNED", "OPEN", "CLOSED", name="sessionstate", native_enum=False, length=20),
            nullable=False,
        ),
        sa.Column("scheduled_at", sa.DateTime(timezone=True), nullable=True, comment="empty: no appointment yet"),
        sa.Column("minutes_per_item", sa.Integer(), nullable=False, comment="what the page's timer counts against"),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("opened_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("closed_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint("minutes_per_item > 0", name=op.f("ck_calibration_session_takes_time")),
        sa.ForeignKeyConstraint(["chair_id"], ["account.id"], name=op.f("fk_calibration_session_chair_id_account")),
        sa.ForeignKeyConstraint(
            ["requisition_id"],
            ["requisition.id"],
            name=op.f("fk_calibration_session_requisition_id_requisition"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_calibration_session")),
    )
    with op.batch_alter_table("calibration_session", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_calibration_session_chair_id"), ["chair_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_calibration_session_requisition_id"), ["requisition_id"], unique=False)
        batch_op.create_index(
            batch_op.f("ix_calibration_session_state_scheduled_at"), ["state", "scheduled_at"], unique=False
        )

    op.create_table(
        "agenda_item",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("session_id", sa.Integer(), nullable=False),
        sa.Column("application_id", sa.Integer(), nullable=False),
        sa.Column(
            "position",
            sa.Integer(),
            nullable=False,
            comment="order on the agenda; each reader counts what they may see from 1",
        ),
        sa.Column(
            "state",
            sa.Enum("WAITING", "VOTING", "TALKING", "DECIDED", name="itemstate", native_enum=False, length=20),
            nullable=False,
        ),
        sa.Column(
            "opened_at", sa.DateTime(timezone=True), nullable=True, comment="when the committee turned to it, last"
        ),
        sa.Column(
            "positions_opened_at", sa.DateTime(timezone=True), nullable=True, comment="when the talk began, first"
        ),
        sa.Column(
            "positions_opened_by_id",
            sa.Integer(),
            nullable=True,
            comment="who opened them early; empty: all present had taken theirs",
        ),
        sa.Column("follow_up", sa.Text(), nullable=False, comment="what happens next, and who does it"),
        sa.CheckConstraint("position >= 1", name=op.f("ck_agenda_item_position_from_one")),
        sa.ForeignKeyConstraint(
            ["application_id"],
            ["application.id"],
            name=op.f("fk_agenda_item_application_id_application"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["positions_opened_by_id"], ["account.id"], name=op.f("fk_agenda_item_positions_opened_by_id_account")
        ),
        sa.ForeignKeyConstraint(
            ["session_id"],
            ["calibration_session.id"],
            name=op.f("fk_agenda_item_session_id_calibration_session"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_agenda_item")),
        sa.UniqueConstraint("session_id", "application_id", name=op.f("uq_agenda_item_session_id_application_id")),
    )
    with op.batch_alter_table("agenda_item", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_agenda_item_application_id"), ["application_id"], unique=False)

    op.create_table(
        "packet",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("application_id", sa.Integer(), nullable=False),
        sa.Column(
            "profile",
            sa.Enum("COMMITTEE", "RECRUITER", "CANDIDATE", "ANONYMOUS", name="profile", native_enum=False, length=20),
            nullable=False,
        ),
        sa.Column(
            "record", sa.JSON().with_variant(postgresql.JSONB(), "postgresql"), nullable=False, comment="packet.json"
        ),
        sa.Column(
            "content_sha256", sa.String(length=64), nullable=False, comment="of the canonical record without this key"
        ),
        sa.Column(
            "inputs_sha256",
            sa.String(length=64),
            nullable=False,
            comment="of the record without its moment: the same inputs are the same packet",
        ),
        sa.Column(
            "job_id", sa.Integer(), nullable=True, comment="the job that renders it; empty: rendered at once by command"
        ),
        sa.Column("file_sha256", sa.String(length=64), nullable=True, comment="the PDF; empty until it is rendered"),
        sa.Column("requested_by_id", sa.Integer(), nullable=True, comment="empty: by command"),
        sa.Column("requested_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ready_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["application_id"],
            ["application.id"],
            name=op.f("fk_packet_application_id_application"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["file_sha256"], ["stored_file.sha256"], name=op.f("fk_packet_file_sha256_stored_file")
        ),
        sa.ForeignKeyConstraint(["requested_by_id"], ["account.id"], name=op.f("fk_packet_requested_by_id_account")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_packet")),
        sa.UniqueConstraint(
            "application_id", "profile", "inputs_sha256", name=op.f("uq_packet_application_id_profile_inputs_sha256")
        ),
    )
    with op.batch_alter_table("packet", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_packet_content_sha256"), ["content_sha256"], unique=False)
        batch_op.create_index(batch_op.f("ix_packet_file_sha256"), ["file_sha256"], unique=False)

    op.create_table(
        "run_candidate",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("run_id", sa.Integer(), nullable=False),
        sa.Column("application_id", sa.Integer(), nullable=False),
        sa.Column("rubric_version_id", sa.Integer(), nullable=False, comment="whose bars and must-haves were applied"),
        sa.Column(
            "revisions",
            sa.JSON().with_variant(postgresql.JSONB(), "postgresql"),
            nullable=False,
            comment="scorecard revisions that were counted, in order",
        ),
        sa.Column("figures", sa.JSON().with_variant(postgresql.JSONB(), "postgresql"), nullable=False),
        sa.ForeignKeyConstraint(
            ["application_id"],
            ["application.id"],
            name=op.f("fk_run_candidate_application_id_application"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["run_id"], ["calibration_run.id"], name=op.f("fk_run_candidate_run_id_calibration_run"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_run_candidate")),
        sa.UniqueConstraint("run_id", "application_id", name=op.f("uq_run_candidate_run_id_application_id")),
    )
    with op.batch_alter_table("run_candidate", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_run_candidate_application_id"), ["application_id"], unique=False)

    op.create_table(
        "session_member",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("session_id", sa.Integer(), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=False),
        sa.Column(
            "acknowledged_at",
            sa.DateTime(timezone=True),
            nullable=True,
            comment="when they said that they have read the evidence; empty: not yet",
        ),
        sa.Column("is_present", sa.Boolean(), nullable=False, comment="in the meeting now, or when it closed"),
        sa.ForeignKeyConstraint(["account_id"], ["account.id"], name=op.f("fk_session_member_account_id_account")),
        sa.ForeignKeyConstraint(
            ["session_id"],
            ["calibration_session.id"],
            name=op.f("fk_session_member_session_id_calibration_session"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_session_member")),
        sa.UniqueConstraint("session_id", "account_id", name=op.f("uq_session_member_session_id_account_id")),
    )
    with op.batch_alter_table("session_member", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_session_member_account_id"), ["account_id"], unique=False)

    op.create_table(
        "committee_position",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("agenda_item_id", sa.Integer(), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=False),
        sa.Column(
            "number", sa.Integer(), nullable=False, comment="from 1 for each member; the highest is what they hold now"
        ),
        sa.Column(
            "outcome",
            sa.Enum(
                "HIRE", "HIRE_ONE_LEVEL_DOWN", "NO_HIRE", "MORE_EVIDENCE", name="outcome", native_enum=False, length=24
            ),
            nullable=False,
        ),
        sa.Column(
            "level_code", sa.String(length=200), nullable=True, comment="the level of the offer; empty when none"
        ),
        sa.Column("reasons", sa.Text(), nullable=False),
        sa.Column("is_blind", sa.Boolean(), nullable=False, comment="taken before anybody else's was open to them"),
        sa.Column("given_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["account_id"], ["account.id"], name=op.f("fk_committee_position_account_id_account")),
        sa.ForeignKeyConstraint(
            ["agenda_item_id"],
            ["agenda_item.id"],
            name=op.f("fk_committee_position_agenda_item_id_agenda_item"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_committee_position")),
        sa.UniqueConstraint(
            "agenda_item_id",
            "account_id",
            "number",
            name=op.f("uq_committee_position_agenda_item_id_account_id_number"),
        ),
    )
    with op.batch_alter_table("committee_position", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_committee_position_account_id"), ["account_id"], unique=False)

    op.create_table(
        "decision",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("application_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False, comment="from 1; the highest is in force"),
        sa.Column(
            "outcome",
            sa.Enum(
                "HIRE", "HIRE_ONE_LEVEL_DOWN", "NO_HIRE", "MORE_EVIDENCE", name="outcome", native_enum=False, length=24
            ),
            nullable=False,
        ),
        sa.Column(
            "level_code", sa.String(length=200), nullable=True, comment="the level of the offer; empty when none"
        ),
        sa.Column("reasons", sa.Text(), nullable=False),
        sa.Column("decided_by_id", sa.Integer(), nullable=False),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column(
            "agenda_item_id", sa.Integer(), nullable=True, comment="where a session took it; empty: without a session"
        ),
        sa.Column(
            "composite",
            sa.JSON().with_variant(postgresql.JSONB(), "postgresql"),
            nullable=True,
            comment="what the scores alone said at that moment: verdict, value, bar; empty: not computed",
        ),
        sa.Column(
            "difference",
            sa.Text(),
            nullable=True,
            comment="why the committee decided otherwise than the scores alone; empty: it did not, or no session",
        ),
        sa.ForeignKeyConstraint(
            ["agenda_item_id"],
            ["agenda_item.id"],
            name=op.f("fk_decision_agenda_item_id_agenda_item"),
            ondelete="SET NULL",
        ),
        sa.ForeignKeyConstraint(
            ["application_id"],
            ["application.id"],
            name=op.f("fk_decision_application_id_application"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(["decided_by_id"], ["account.id"], name=op.f("fk_decision_decided_by_id_account")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_decision")),
        sa.UniqueConstraint("application_id", "number", name=op.f("uq_decision_application_id_number")),
    )
    with op.batch_alter_table("decision", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_decision_agenda_item_id"), ["agenda_item_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_decision_decided_by_id"), ["decided_by_id"], unique=False)

    op.create_table(
        "recusal",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("agenda_item_id", sa.Integer(), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("recused_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["account_id"], ["account.id"], name=op.f("fk_recusal_account_id_account")),
        sa.ForeignKeyConstraint(
            ["agenda_item_id"],
            ["agenda_item.id"],
            name=op.f("fk_recusal_agenda_item_id_agenda_item"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_recusal")),
        sa.UniqueConstraint("agenda_item_id", "account_id", name=op.f("uq_recusal_agenda_item_id_account_id")),
    )
    with op.batch_alter_table("recusal", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_recusal_account_id"), ["account_id"], unique=False)

    op.create_table(
        "adjustment",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("agenda_item_id", sa.Integer(), nullable=False),
        sa.Column("scorecard_id", sa.Integer(), nullable=False),
        sa.Column(
            "submission",
            sa.Integer(),
            nullable=False,
            comment="number of the scorecard's revision; a later submission puts the adjustment out of force",
        ),
        sa.Column("dimension_id", sa.Integer(), nullable=False),
        sa.Column(
            "before", sa.Integer(), nullable=True, comment="the score that counted until then; empty: not observed"
        ),
        sa.Column("after", sa.Integer(), nullable=True, comment="the score that counts now; empty: not observed"),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("adjusted_by_id", sa.Integer(), nullable=False),
        sa.Column("adjusted_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("withdrawn_by_id", sa.Integer(), nullable=True),
        sa.Column("withdrawn_at", sa.DateTime(timezone=True), nullable=True, comment="empty: in force"),
        sa.CheckConstraint("coalesce(before, -1) <> coalesce(after, -1)", name=op.f("ck_adjustment_changes_something")),
        sa.ForeignKeyConstraint(["adjusted_by_id"], ["account.id"], name=op.f("fk_adjustment_adjusted_by_id_account")),
        sa.ForeignKeyConstraint(
            ["agenda_item_id"],
            ["agenda_item.id"],
            name=op.f("fk_adjustment_agenda_item_id_agenda_item"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["dimension_id"], ["rubric_dimension.id"], name=op.f("fk_adjustment_dimension_id_rubric_dimension")
        ),
        sa.ForeignKeyConstraint(
            ["scorecard_id"], ["scorecard.id"], name=op.f("fk_adjustment_scorecard_id_scorecard"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["withdrawn_by_id"], ["account.id"], name=op.f("fk_adjustment_withdrawn_by_id_account")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_adjustment")),
    )
    with op.batch_alter_table("adjustment", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_adjustment_agenda_item_id"), ["agenda_item_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_adjustment_dimension_id"), ["dimension_id"], unique=False)
        batch_op.create_index(
            batch_op.f("ix_adjustment_scorecard_id_dimension_id"), ["scorecard_id", "dimension_id"], unique=False
        )

    op.create_table(
        "dissent",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("decision_id", sa.Integer(), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("given_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["account_id"], ["account.id"], name=op.f("fk_dissent_account_id_account")),
        sa.ForeignKeyConstraint(
            ["decision_id"], ["decision.id"], name=op.f("fk_dissent_decision_id_decision"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_dissent")),
        sa.UniqueConstraint("decision_id", "account_id", name=op.f("uq_dissent_decision_id_account_id")),
    )
    with op.batch_alter_table("dissent", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_dissent_account_id"), ["account_id"], unique=False)

    op.create_table(
        "red_flag_answer",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("signal_seen_id", sa.Integer(), nullable=False),
        sa.Column("answer", sa.Text(), nullable=False),
        sa.Column("answered_by_id", sa.Integer(), nullable=False),
        sa.Column("answered_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["answered_by_id"], ["account.id"], name=op.f("fk_red_flag_answer_answered_by_id_account")
        ),
        sa.ForeignKeyConstraint(
            ["signal_seen_id"],
            ["signal_seen.id"],
            name=op.f("fk_red_flag_answer_signal_seen_id_signal_seen"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_red_flag_answer")),
        sa.UniqueConstraint("signal_seen_id", name=op.f("uq_red_flag_answer_signal_seen_id")),
    )
    with op.batch_alter_table("red_flag_answer", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_red_flag_answer_answered_by_id"), ["answered_by_id"], unique=False)


def downgrade() -> None:
    with op.batch_alter_table("red_flag_answer", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_red_flag_answer_answered_by_id"))

    op.drop_table("red_flag_answer")
    with op.batch_alter_table("dissent", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_dissent_account_id"))

    op.drop_table("dissent")
    with op.batch_alter_table("adjustment", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_adjustment_scorecard_id_dimension_id"))
        batch_op.drop_index(batch_op.f("ix_adjustment_dimension_id"))
        batch_op.drop_index(batch_op.f("ix_adjustment_agenda_item_id"))

    op.drop_table("adjustment")
    with op.batch_alter_table("recusal", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_recusal_account_id"))

    op.drop_table("recusal")
    with op.batch_alter_table("decision", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_decision_decided_by_id"))
        batch_op.drop_index(batch_op.f("ix_decision_agenda_item_id"))

    op.drop_table("decision")
    with op.batch_alter_table("committee_position", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_committee_position_account_id"))

    op.drop_table("committee_position")
    with op.batch_alter_table("session_member", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_session_member_account_id"))

    op.drop_table("session_member")
    with op.batch_alter_table("run_candidate", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_run_candidate_application_id"))

    op.drop_table("run_candidate")
    with op.batch_alter_table("packet", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_packet_file_sha256"))
        batch_op.drop_index(batch_op.f("ix_packet_content_sha256"))

    op.drop_table("packet")
    with op.batch_alter_table("agenda_item", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_agenda_item_application_id"))

    op.drop_table("agenda_item")
    with op.batch_alter_table("calibration_session", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_calibration_session_state_scheduled_at"))
        batch_op.drop_index(batch_op.f("ix_calibration_session_requisition_id"))
        batch_op.drop_index(batch_op.f("ix_calibration_session_chair_id"))

    op.drop_table("calibration_session")
    with op.batch_alter_table("adjustment_switch", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_adjustment_switch_set_by_id"))

    op.drop_table("adjustment_switch")
    with op.batch_alter_table("calibration_run", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_calibration_run_rubric_id_target_code_decided_only_in_force_at"))

    op.drop_table("calibration_run")
    op.drop_table("stored_file")
