"""Create documents, ladders, criteria and rubrics."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "rubric",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("title", sa.String(length=300), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_rubric")),
    )
    op.create_table(
        "source_document",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=255), nullable=False, comment="the file's name"),
        sa.Column(
            "kind",
            sa.Enum(
                "LADDER",
                "ROLE_PROFILE",
                "CRITERIA",
                "BLUEPRINT",
                "SCALE",
                "PLAN",
                name="documentkind",
                native_enum=False,
                length=20,
            ),
            nullable=False,
        ),
        sa.Column("title", sa.String(length=300), nullable=False),
        sa.Column(
            "asked",
            sa.Enum(
                "LADDER",
                "ROLE_PROFILE",
                "CRITERIA",
                "BLUEPRINT",
                "SCALE",
                "PLAN",
                name="documentkind",
                native_enum=False,
                length=20,
            ),
            nullable=True,
            comment="what a person said it is; empty: found out",
        ),
        sa.Column(
            "corrections",
            sa.JSON().with_variant(postgresql.JSONB(), "postgresql"),
            nullable=False,
            comment="what a person put right in the reading, applied each time it is read",
        ),
        sa.Column("sha256", sa.String(length=64), nullable=False, comment="of the original bytes"),
        sa.Column("size", sa.Integer(), nullable=False, comment="bytes"),
        sa.Column("content", sa.LargeBinary(), nullable=False, comment="the original bytes"),
        sa.Column(
            "reading",
            sa.JSON().with_variant(postgresql.JSONB(), "postgresql"),
            nullable=False,
            comment="what was understood, as `flask rubrics inspect` prints it",
        ),
        sa.Column("received_by_id", sa.Integer(), nullable=True, comment="empty: by command"),
        sa.Column("received_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column(
            "imported_at", sa.DateTime(timezone=True), nullable=True, comment="empty: read, but not imported yet"
        ),
        sa.ForeignKeyConstraint(
            ["received_by_id"], ["account.id"], name=op.f("fk_source_document_received_by_id_account")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_source_document")),
        sa.UniqueConstraint("sha256", name=op.f("uq_source_document_sha256")),
    )
    op.create_table(
        "criteria",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("document_id", sa.Integer(), nullable=False),
        sa.Column("title", sa.String(length=300), nullable=False),
        sa.Column("role", sa.String(length=300), nullable=True),
        sa.Column("level_word", sa.String(length=80), nullable=True, comment="the level as the title words it"),
        sa.Column("scale_low", sa.Integer(), nullable=True),
        sa.Column("scale_high", sa.Integer(), nullable=True),
        sa.Column("scale_labels", sa.JSON().with_variant(postgresql.JSONB(), "postgresql"), nullable=False),
        sa.Column(
            "assess",
            sa.JSON().with_variant(postgresql.JSONB(), "postgresql"),
            nullable=False,
            comment="name, text and locator of each",
        ),
        sa.Column(
            "blueprint",
            sa.JSON().with_variant(postgresql.JSONB(), "postgresql"),
            nullable=False,
            comment="mission, measures, goals, sections",
        ),
        sa.ForeignKeyConstraint(
            ["document_id"],
            ["source_document.id"],
            name=op.f("fk_criteria_document_id_source_document"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_criteria")),
    )
    with op.batch_alter_table("criteria", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_criteria_document_id"), ["document_id"], unique=False)

    op.create_table(
        "ladder",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("document_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False, comment="place in the document, from 1"),
        sa.Column("name", sa.String(length=300), nullable=False),
        sa.Column("track", sa.String(length=40), nullable=True, comment="individual, manager, or unknown"),
        sa.Column("cumulative", sa.Boolean(), nullable=False, comment="the source says that levels build up"),
        sa.ForeignKeyConstraint(
            ["document_id"],
            ["source_document.id"],
            name=op.f("fk_ladder_document_id_source_document"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_ladder")),
    )
    with op.batch_alter_table("ladder", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_ladder_document_id"), ["document_id"], unique=False)

    op.create_table(
        "role_profile",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("document_id", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(length=80), nullable=True),
        sa.Column("title", sa.String(length=300), nullable=False),
        sa.Column("level_code", sa.String(length=40), nullable=True),
        sa.Column("level_name", sa.String(length=200), nullable=True),
        sa.Column("function", sa.String(length=200), nullable=True),
        sa.Column("focus", sa.String(length=200), nullable=True),
        sa.Column("status", sa.String(length=40), nullable=True, comment="draft or approved"),
        sa.Column("confidence", sa.Double(), nullable=True, comment="0 to 1, as the source states it"),
        sa.Column("region", sa.String(length=80), nullable=True),
        sa.Column("edition", sa.String(length=40), nullable=True),
        sa.Column("summary", sa.Text(), nullable=True),
        sa.Column(
            "details",
            sa.JSON().with_variant(postgresql.JSONB(), "postgresql"),
            nullable=False,
            comment="pay, attributes, story, components, skills, aliases, classifications, provenance",
        ),
        sa.ForeignKeyConstraint(
            ["document_id"],
            ["source_document.id"],
            name=op.f("fk_role_profile_document_id_source_document"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_role_profile")),
    )
    with op.batch_alter_table("role_profile", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_role_profile_code"), ["code"], unique=False)
        batch_op.create_index(batch_op.f("ix_role_profile_document_id"), ["document_id"], unique=False)

    op.create_table(
        "competency",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("ladder_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=300), nullable=False),
        sa.Column("group_name", sa.String(length=300), nullable=True),
        sa.Column("occurrence", sa.Integer(), nullable=False, comment="counts rows of the same name, from 1"),
        sa.Column("text", sa.Text(), nullable=True, comment="what the source says of the row as a whole"),
        sa.Column("locator", sa.String(length=200), nullable=False),
        sa.ForeignKeyConstraint(
            ["ladder_id"], ["ladder.id"], name=op.f("fk_competency_ladder_id_ladder"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_competency")),
        sa.UniqueConstraint("ladder_id", "position", name=op.f("uq_competency_ladder_id_position")),
    )
    op.create_table(
        "criteria_dimension",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("criteria_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=300), nullable=False),
        sa.Column("group_name", sa.String(length=300), nullable=True),
        sa.Column("weight", sa.Double(), nullable=True),
        sa.Column("must_have", sa.Boolean(), nullable=False),
        sa.Column("text", sa.Text(), nullable=True, comment="what the source says of the dimension as a whole"),
        sa.Column(
            "anchors",
            sa.JSON().with_variant(postgresql.JSONB(), "postgresql"),
            nullable=False,
            comment="score, text, items and locator of the anchors given, lowest first",
        ),
        sa.Column("questions", sa.JSON().with_variant(postgresql.JSONB(), "postgresql"), nullable=False),
        sa.Column("locator", sa.String(length=200), nullable=False),
        sa.ForeignKeyConstraint(
            ["criteria_id"],
            ["criteria.id"],
            name=op.f("fk_criteria_dimension_criteria_id_criteria"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_criteria_dimension")),
        sa.UniqueConstraint("criteria_id", "position", name=op.f("uq_criteria_dimension_criteria_id_position")),
    )
    op.create_table(
        "criteria_exercise",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("criteria_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=300), nullable=False),
        sa.Column("minutes_low", sa.Integer(), nullable=True),
        sa.Column("minutes_high", sa.Integer(), nullable=True),
        sa.Column("task", sa.JSON().with_variant(postgresql.JSONB(), "postgresql"), nullable=False),
        sa.Column(
            "evaluate",
            sa.JSON().with_variant(postgresql.JSONB(), "postgresql"),
            nullable=False,
            comment="what to look for",
        ),
        sa.Column("locator", sa.String(length=200), nullable=False),
        sa.ForeignKeyConstraint(
            ["criteria_id"], ["criteria.id"], name=op.f("fk_criteria_exercise_criteria_id_criteria"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_criteria_exercise")),
        sa.UniqueConstraint("criteria_id", "position", name=op.f("uq_criteria_exercise_criteria_id_position")),
    )
    op.create_table(
        "criteria_signal",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("criteria_id", sa.Integer(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum("STRONG", "WEAK", "RED_FLAG", name="signalkind", native_enum=False, length=20),
            nullable=False,
        ),
        sa.Column("position", sa.Integer(), nullable=False, comment="within the kind, from 1"),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("severity", sa.String(length=80), nullable=True, comment="of a red flag, as the source words it"),
        sa.Column(
            "dimension", sa.Integer(), nullable=True, comment="position of the dimension it stands under, if any"
        ),
        sa.Column("locator", sa.String(length=200), nullable=False),
        sa.ForeignKeyConstraint(
            ["criteria_id"], ["criteria.id"], name=op.f("fk_criteria_signal_criteria_id_criteria"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_criteria_signal")),
    )
    with op.batch_alter_table("criteria_signal", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_criteria_signal_criteria_id"), ["criteria_id"], unique=False)

    op.create_table(
        "level",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("ladder_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False, comment="from 1, the lowest"),
        sa.Column("code", sa.String(length=40), nullable=True),
        sa.Column("name", sa.String(length=200), nullable=True),
        sa.Column("years_low", sa.Double(), nullable=True, comment="typical years of experience, from"),
        sa.Column("years_high", sa.Double(), nullable=True, comment="typical years of experience, to"),
        sa.Column(
            "attributes",
            sa.JSON().with_variant(postgresql.JSONB(), "postgresql"),
            nullable=False,
            comment="scope, autonomy, …",
        ),
        sa.Column("text", sa.Text(), nullable=True, comment="what the source says of the level as a whole"),
        sa.Column("qualification", sa.Text(), nullable=True, comment="typical degree and years, as worded"),
        sa.ForeignKeyConstraint(
            ["ladder_id"], ["ladder.id"], name=op.f("fk_level_ladder_id_ladder"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_level")),
        sa.UniqueConstraint("ladder_id", "position", name=op.f("uq_level_ladder_id_position")),
    )
    op.create_table(
        "rubric_version",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("rubric_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False, comment="from 1"),
        sa.Column(
            "state",
            sa.Enum("DRAFT", "IN_REVIEW", "PUBLISHED", "RETIRED", name="rubricstate", native_enum=False, length=20),
            nullable=False,
        ),
        sa.Column("lock", sa.Integer(), nullable=False, comment="counts saves, so that a stale form is noticed"),
        sa.Column("ladder_id", sa.Integer(), nullable=True),
        sa.Column("criteria_id", sa.Integer(), nullable=True),
        sa.Column(
            "target_code",
            sa.String(length=200),
            nullable=False,
            comment="the target level, as its source codes or names it",
        ),
        sa.Column("target_label", sa.String(length=300), nullable=False),
        sa.Column("ladder_name", sa.String(length=300), nullable=True, comment="the ladder's name as it was then"),
        sa.Column(
            "levels",
            sa.JSON().with_variant(postgresql.JSONB(), "postgresql"),
            nullable=False,
            comment="the ladder's levels in order, {position, code, label}, as they were then",
        ),
        sa.Column("scale_low", sa.Integer(), nullable=False),
        sa.Column("scale_high", sa.Integer(), nullable=False),
        sa.Column(
            "scale_labels",
            sa.JSON().with_variant(postgresql.JSONB(), "postgresql"),
            nullable=False,
            comment="score → its word",
        ),
        sa.Column(
            "findings",
            sa.JSON().with_variant(postgresql.JSONB(), "postgresql"),
            nullable=False,
            comment="what generation noticed",
        ),
        sa.Column("content_sha256", sa.String(length=64), nullable=True, comment="of the published content"),
        sa.Column("created_by_id", sa.Integer(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("published_by_id", sa.Integer(), nullable=True),
        sa.Column("published_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["created_by_id"], ["account.id"], name=op.f("fk_rubric_version_created_by_id_account")
        ),
        sa.ForeignKeyConstraint(["criteria_id"], ["criteria.id"], name=op.f("fk_rubric_version_criteria_id_criteria")),
        sa.ForeignKeyConstraint(["ladder_id"], ["ladder.id"], name=op.f("fk_rubric_version_ladder_id_ladder")),
        sa.ForeignKeyConstraint(
            ["published_by_id"], ["account.id"], name=op.f("fk_rubric_version_published_by_id_account")
        ),
        sa.ForeignKeyConstraint(
            ["rubric_id"], ["rubric.id"], name=op.f("fk_rubric_version_rubric_id_rubric"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_rubric_version")),
        sa.UniqueConstraint("rubric_id", "number", name=op.f("uq_rubric_version_rubric_id_number")),
    )
    with op.batch_alter_table("rubric_version", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_rubric_version_criteria_id"), ["criteria_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_rubric_version_ladder_id"), ["ladder_id"], unique=False)

    op.create_table(
        "confirmed_link",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version_id", sa.Integer(), nullable=False),
        sa.Column("subject", sa.String(length=80), nullable=False),
        sa.Column("target", sa.String(length=80), nullable=True),
        sa.Column(
            "score", sa.Double(), nullable=True, comment="of the proposal, 0 to 1; empty when it was not proposed"
        ),
        sa.Column("reason", sa.Text(), nullable=False, comment="why it was proposed"),
        sa.Column("confirmed_by_id", sa.Integer(), nullable=True, comment="empty: by command"),
        sa.ForeignKeyConstraint(
            ["confirmed_by_id"], ["account.id"], name=op.f("fk_confirmed_link_confirmed_by_id_account")
        ),
        sa.ForeignKeyConstraint(
            ["version_id"],
            ["rubric_version.id"],
            name=op.f("fk_confirmed_link_version_id_rubric_version"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_confirmed_link")),
        sa.UniqueConstraint("version_id", "subject", name=op.f("uq_confirmed_link_version_id_subject")),
    )
    op.create_table(
        "guideline",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("level_id", sa.Integer(), nullable=False),
        sa.Column("competency_id", sa.Integer(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column(
            "items",
            sa.JSON().with_variant(postgresql.JSONB(), "postgresql"),
            nullable=False,
            comment="the bullets, where the cell has some",
        ),
        sa.Column("locator", sa.String(length=200), nullable=False, comment="the place in the document"),
        sa.ForeignKeyConstraint(
            ["competency_id"], ["competency.id"], name=op.f("fk_guideline_competency_id_competency"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["level_id"], ["level.id"], name=op.f("fk_guideline_level_id_level"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_guideline")),
        sa.UniqueConstraint("level_id", "competency_id", name=op.f("uq_guideline_level_id_competency_id")),
    )
    with op.batch_alter_table("guideline", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_guideline_competency_id"), ["competency_id"], unique=False)

    op.create_table(
        "responsibility",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("level_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("locator", sa.String(length=200), nullable=False),
        sa.ForeignKeyConstraint(
            ["level_id"], ["level.id"], name=op.f("fk_responsibility_level_id_level"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_responsibility")),
    )
    with op.batch_alter_table("responsibility", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_responsibility_level_id"), ["level_id"], unique=False)

    op.create_table(
        "review_comment",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version_id", sa.Integer(), nullable=False),
        sa.Column("author_id", sa.Integer(), nullable=False),
        sa.Column("author_name", sa.String(length=200), nullable=False, comment="the name at that time"),
        sa.Column(
            "about", sa.String(length=300), nullable=False, comment="the dimension's name; empty: the whole rubric"
        ),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("written_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column(
            "accepted", sa.Boolean(), nullable=True, comment="empty while open; true: done as asked; false: answered"
        ),
        sa.Column("answer", sa.Text(), nullable=False),
        sa.Column("answered_by_id", sa.Integer(), nullable=True),
        sa.Column("answered_by_name", sa.String(length=200), nullable=False),
        sa.Column("answered_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["answered_by_id"], ["account.id"], name=op.f("fk_review_comment_answered_by_id_account")
        ),
        sa.ForeignKeyConstraint(["author_id"], ["account.id"], name=op.f("fk_review_comment_author_id_account")),
        sa.ForeignKeyConstraint(
            ["version_id"],
            ["rubric_version.id"],
            name=op.f("fk_review_comment_version_id_rubric_version"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_review_comment")),
    )
    with op.batch_alter_table("review_comment", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_review_comment_version_id"), ["version_id"], unique=False)

    op.create_table(
        "rubric_dimension",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version_id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(length=80), nullable=False, comment="stays the same over the versions of a rubric"),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=300), nullable=False),
        sa.Column("group_name", sa.String(length=300), nullable=True),
        sa.Column(
            "description",
            sa.JSON().with_variant(postgresql.JSONB(), "postgresql"),
            nullable=False,
            comment="what is assessed, as sourced statements",
        ),
        sa.Column("weight", sa.Double(), nullable=False),
        sa.Column("must_have", sa.Boolean(), nullable=False),
        sa.Column("bar", sa.Integer(), nullable=False, comment="the score that meets the target level"),
        sa.Column("questions", sa.JSON().with_variant(postgresql.JSONB(), "postgresql"), nullable=False),
        sa.CheckConstraint("weight >= 0", name=op.f("ck_rubric_dimension_weight_not_negative")),
        sa.ForeignKeyConstraint(
            ["version_id"],
            ["rubric_version.id"],
            name=op.f("fk_rubric_dimension_version_id_rubric_version"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_rubric_dimension")),
        sa.UniqueConstraint("version_id", "key", name=op.f("uq_rubric_dimension_version_id_key")),
        sa.UniqueConstraint("version_id", "position", name=op.f("uq_rubric_dimension_version_id_position")),
    )
    op.create_table(
        "rubric_exercise",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=300), nullable=False),
        sa.Column("minutes_low", sa.Integer(), nullable=True),
        sa.Column("minutes_high", sa.Integer(), nullable=True),
        sa.Column("task", sa.JSON().with_variant(postgresql.JSONB(), "postgresql"), nullable=False),
        sa.Column("look_fors", sa.JSON().with_variant(postgresql.JSONB(), "postgresql"), nullable=False),
        sa.Column("document_name", sa.String(length=300), nullable=False),
        sa.Column("locator", sa.String(length=200), nullable=False),
        sa.ForeignKeyConstraint(
            ["version_id"],
            ["rubric_version.id"],
            name=op.f("fk_rubric_exercise_version_id_rubric_version"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_rubric_exercise")),
        sa.UniqueConstraint("version_id", "position", name=op.f("uq_rubric_exercise_version_id_position")),
    )
    op.create_table(
        "rubric_review",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version_id", sa.Integer(), nullable=False),
        sa.Column("reviewer_id", sa.Integer(), nullable=False),
        sa.Column("reviewer_name", sa.String(length=200), nullable=False, comment="the name at that time"),
        sa.Column("content_sha256", sa.String(length=64), nullable=False, comment="of the text that was reviewed"),
        sa.Column("level_differentiation", sa.Integer(), nullable=False),
        sa.Column("focus_specificity", sa.Integer(), nullable=False),
        sa.Column("concreteness", sa.Integer(), nullable=False),
        sa.Column("factual_accuracy", sa.Integer(), nullable=False),
        sa.Column("real_world_coverage", sa.Integer(), nullable=False),
        sa.Column("reviewed_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("concreteness BETWEEN 1 AND 5", name=op.f("ck_rubric_review_concreteness_on_the_scale")),
        sa.CheckConstraint(
            "factual_accuracy BETWEEN 1 AND 5", name=op.f("ck_rubric_review_factual_accuracy_on_the_scale")
        ),
        sa.CheckConstraint(
            "focus_specificity BETWEEN 1 AND 5", name=op.f("ck_rubric_review_focus_specificity_on_the_scale")
        ),
        sa.CheckConstraint(
            "level_differentiation BETWEEN 1 AND 5", name=op.f("ck_rubric_review_level_differentiation_on_the_scale")
        ),
        sa.CheckConstraint(
            "real_world_coverage BETWEEN 1 AND 5", name=op.f("ck_rubric_review_real_world_coverage_on_the_scale")
        ),
        sa.ForeignKeyConstraint(["reviewer_id"], ["account.id"], name=op.f("fk_rubric_review_reviewer_id_account")),
        sa.ForeignKeyConstraint(
            ["version_id"],
            ["rubric_version.id"],
            name=op.f("fk_rubric_review_version_id_rubric_version"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_rubric_review")),
        sa.UniqueConstraint("version_id", "reviewer_id", name=op.f("uq_rubric_review_version_id_reviewer_id")),
    )
    with op.batch_alter_table("rubric_review", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_rubric_review_reviewer_id"), ["reviewer_id"], unique=False)

    op.create_table(
        "anchor",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("dimension_id", sa.Integer(), nullable=False),
        sa.Column("score", sa.Integer(), nullable=False),
        sa.Column("meaning", sa.String(length=300), nullable=False, comment="the score in words: P7, strong"),
        sa.Column("level_code", sa.String(length=200), nullable=True, comment="the level whose evidence this score is"),
        sa.Column("unwritten_reason", sa.Text(), nullable=False, comment="why generation left it empty"),
        sa.ForeignKeyConstraint(
            ["dimension_id"],
            ["rubric_dimension.id"],
            name=op.f("fk_anchor_dimension_id_rubric_dimension"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_anchor")),
        sa.UniqueConstraint("dimension_id", "score", name=op.f("uq_anchor_dimension_id_score")),
    )
    op.create_table(
        "exercise_dimension",
        sa.Column("exercise_id", sa.Integer(), nullable=False),
        sa.Column("dimension_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["dimension_id"],
            ["rubric_dimension.id"],
            name=op.f("fk_exercise_dimension_dimension_id_rubric_dimension"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["exercise_id"],
            ["rubric_exercise.id"],
            name=op.f("fk_exercise_dimension_exercise_id_rubric_exercise"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("exercise_id", "dimension_id", name=op.f("pk_exercise_dimension")),
    )
    op.create_table(
        "rubric_signal",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version_id", sa.Integer(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum("STRONG", "WEAK", "RED_FLAG", name="signalkind", native_enum=False, length=20),
            nullable=False,
        ),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("severity", sa.String(length=80), nullable=True),
        sa.Column("dimension_id", sa.Integer(), nullable=True),
        sa.Column("document_id", sa.Integer(), nullable=True),
        sa.Column("document_name", sa.String(length=300), nullable=False),
        sa.Column("locator", sa.String(length=200), nullable=False),
        sa.ForeignKeyConstraint(
            ["dimension_id"],
            ["rubric_dimension.id"],
            name=op.f("fk_rubric_signal_dimension_id_rubric_dimension"),
            ondelete="SET NULL",
        ),
        sa.ForeignKeyConstraint(
            ["document_id"], ["source_document.id"], name=op.f("fk_rubric_signal_document_id_source_document")
        ),
        sa.ForeignKeyConstraint(
            ["version_id"],
            ["rubric_version.id"],
            name=op.f("fk_rubric_signal_version_id_rubric_version"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_rubric_signal")),
    )
    with op.batch_alter_table("rubric_signal", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_rubric_signal_document_id"), ["document_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_rubric_signal_version_id"), ["version_id"], unique=False)

    op.create_table(
        "statement",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version_id", sa.Integer(), nullable=False),
        sa.Column("anchor_id", sa.Integer(), nullable=True),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "guideline",
                "responsibility",
                "criteria_anchor",
                "strong_signal",
                "weak_signal",
                "red_flag",
                "assess",
                "task",
                "look_for",
                "written",
                name="statementkind",
                native_enum=False,
                length=20,
            ),
            nullable=False,
        ),
        sa.Column("waits_because", sa.Text(), nullable=False, comment="why it is not assigned yet"),
        sa.Column(
            "waits_for",
            sa.JSON().with_variant(postgresql.JSONB(), "postgresql"),
            nullable=False,
            comment="the scores it could speak for",
        ),
        sa.Column("document_id", sa.Integer(), nullable=True),
        sa.Column("document_name", sa.String(length=300), nullable=False),
        sa.Column("locator", sa.String(length=200), nullable=False),
        sa.Column("level_code", sa.String(length=200), nullable=True),
        sa.Column("source_text", sa.Text(), nullable=False, comment="the source's words, kept when a person edits"),
        sa.Column("author_id", sa.Integer(), nullable=True, comment="who wrote or edited it"),
        sa.Column("author_name", sa.String(length=200), nullable=False),
        sa.ForeignKeyConstraint(
            ["anchor_id"], ["anchor.id"], name=op.f("fk_statement_anchor_id_anchor"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["author_id"], ["account.id"], name=op.f("fk_statement_author_id_account")),
        sa.ForeignKeyConstraint(
            ["document_id"], ["source_document.id"], name=op.f("fk_statement_document_id_source_document")
        ),
        sa.ForeignKeyConstraint(
            ["version_id"],
            ["rubric_version.id"],
            name=op.f("fk_statement_version_id_rubric_version"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_statement")),
    )
    with op.batch_alter_table("statement", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_statement_anchor_id_position"), ["anchor_id", "position"], unique=False)
        batch_op.create_index(batch_op.f("ix_statement_document_id"), ["document_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_statement_version_id"), ["version_id"], unique=False)


def downgrade() -> None:
    with op.batch_alter_table("statement", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_statement_version_id"))
        batch_op.drop_index(batch_op.f("ix_statement_document_id"))
        batch_op.drop_index(batch_op.f("ix_statement_anchor_id_position"))

    op.drop_table("statement")
    with op.batch_alter_table("rubric_signal", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_rubric_signal_version_id"))
        batch_op.drop_index(batch_op.f("ix_rubric_signal_document_id"))

    op.drop_table("rubric_signal")
    op.drop_table("exercise_dimension")
    op.drop_table("anchor")
    with op.batch_alter_table("rubric_review", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_rubric_review_reviewer_id"))

    op.drop_table("rubric_review")
    op.drop_table("rubric_exercise")
    op.drop_table("rubric_dimension")
    with op.batch_alter_table("review_comment", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_review_comment_version_id"))

    op.drop_table("review_comment")
    with op.batch_alter_table("responsibility", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_responsibility_level_id"))

    op.drop_table("responsibility")
    with op.batch_alter_table("guideline", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_guideline_competency_id"))

    op.drop_table("guideline")
    op.drop_table("confirmed_link")
    with op.batch_alter_table("rubric_version", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_rubric_version_ladder_id"))
        batch_op.drop_index(batch_op.f("ix_rubric_version_criteria_id"))

    op.drop_table("rubric_version")
    op.drop_table("level")
    with op.batch_alter_table("criteria_signal", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_criteria_signal_criteria_id"))

    op.drop_table("criteria_signal")
    op.drop_table("criteria_exercise")
    op.drop_table("criteria_dimension")
    op.drop_table("competency")
    with op.batch_alter_table("role_profile", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_role_profile_document_id"))
        batch_op.drop_index(batch_op.f("ix_role_profile_code"))

    op.drop_table("role_profile")
    with op.batch_alter_table("ladder", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_ladder_document_id"))

    op.drop_table("ladder")
    with op.batch_alter_table("criteria", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_criteria_document_id"))

    op.drop_table("criteria")
    op.drop_table("source_document")
    op.drop_table("rubric")
