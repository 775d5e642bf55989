"""Ladders, role profiles and criteria as pages."""

from __future__ import annotations

from flask import render_template, request
from flask_login import current_user

from core.permissions import allow
from rubrics import rules
from rubrics.models import Criteria, Ladder, RoleProfile
from rubrics.queries import library as queries
from rubrics.queries.adjacent import adjacent_to
from rubrics.queries.crosswalk import placement_page
from rubrics.queries.doubts import doubts_of
from rubrics.queries.editions import edition_of
from rubrics.queries.library import measure_table
from rubrics.queries.matrix import ladder_matrix, level_parts, own_position
from rubrics.queries.profile_page import alias_rows, classification_rows, own_ladders, profile_facts, provenance_facts
from rubrics.queries.statement_rows import exercise_rows, signal_groups
from rubrics.views import library


@library.get("/ladders/<int:ladder_id>")
@allow(rules.may_read_library, load=queries.ladder)
def ladder(ladder: Ladder) -> str:
    """The matrix, the level attributes and the responsibilities; `?level=` highlights one, else that of the document's profile.

    `?whole=1` adds what the levels below ask, `?search=` keeps the rows that hold these words.
    """
    cumulative, search = request.args.get("whole") == "1", request.args.get("search", "")[:200]
    return render_template(
        "rubrics/ladder.html",
        ladder=ladder,
        edition=edition_of(ladder.document_id),
        matrix=ladder_matrix(ladder, cumulative=cumulative, search=search),
        cumulative=cumulative,
        search=search,
        parts=level_parts(ladder),
        own=request.args.get("level", type=int) or own_position(ladder),
        doubts=doubts_of(ladder.document_id),
        may_change=rules.may_change_library(current_user),
    )


@library.get("/profiles/<int:profile_id>")
@allow(rules.may_read_library, load=queries.profile)
def profile(profile: RoleProfile) -> str:
    """One role profile."""
    standing = placement_page(profile)
    return render_template(
        "rubrics/profile.html",
        profile=profile,
        edition=edition_of(profile.document_id),
        details=profile.details,
        facts=profile_facts(profile),
        level_facts=queries.attribute_facts(profile.details.get("attributes") or {}),
        aliases=alias_rows(profile),
        codes=classification_rows(profile),
        provenance=provenance_facts(profile),
        ladders=own_ladders(profile),
        adjacent=adjacent_to(profile),
        standing=standing,
        doubts=doubts_of(profile.document_id, standing.proposal.remarks),
    )


@library.get("/criteria/<int:criteria_id>")
@allow(rules.may_read_library, load=queries.criteria)
def criteria(criteria: Criteria) -> str:
    """Hiring criteria: what to assess, exercises, signals and anchors."""
    return render_template(
        "rubrics/criteria.html",
        criteria=criteria,
        edition=edition_of(criteria.document_id),
        measures=measure_table(criteria),
        doubts=doubts_of(criteria.document_id),
        signals=signal_groups(criteria),
        exercises=exercise_rows(criteria),
        may_change=rules.may_change_library(current_user),
    )
