"""Ladders, role profiles and criteria as pages."""

from __future__ import annotations

from flask import render_template, request
from flask_login import current_user

from core.permissions import allow
from rubrics import rules
from rubrics.models import Criteria, Ladder, RoleProfile
from rubrics.queries import library as queries
from rubrics.queries import originals
from rubrics.queries.adjacent import adjacent_to
from rubrics.queries.criteria_page import criteria_page
from rubrics.queries.crosswalk import ladder_standings
from rubrics.queries.doubts import doubts_of
from rubrics.queries.editions import edition_of
from rubrics.queries.matrix import ladder_matrix, ladder_source, level_parts, own_position
from rubrics.queries.placement_page import placement_page
from rubrics.queries.profile_page import profile_page
from rubrics.views import library

LONGEST_SEARCH = 200


@library.get("/ladders/<int:ladder_id>")
@allow(rules.may_read_library, load=queries.ladder)
def ladder(ladder: Ladder) -> str:
    """The matrix, the level attributes and the responsibilities; `?level=` highlights one, else that of the document's profile.

    `?whole=1` adds what the levels below ask, `?search=` keeps what holds these words.
    """
    cumulative, search = request.args.get("whole") == "1", request.args.get("search", "")[:LONGEST_SEARCH]
    reading = originals.reading_of(ladder.document_id)
    source = ladder_source(ladder, reading)
    return render_template(
        "rubrics/ladder.html",
        ladder=ladder,
        edition=edition_of(ladder.document_id),
        matrix=ladder_matrix(ladder, cumulative=cumulative, search=search, source=source),
        standings=ladder_standings(ladder.id),
        forks=len({level.track for level in ladder.levels}) > 1,
        cumulative=cumulative,
        search=search.strip(),
        parts=level_parts(ladder, source, search),
        own=request.args.get("level", type=int) or own_position(ladder),
        doubts=doubts_of(reading),
        may_change=rules.may_change_library(current_user),
    )


@library.get("/profiles/<int:profile_id>")
@allow(rules.may_read_library, load=queries.profile)
def profile(profile: RoleProfile) -> str:
    """One role profile."""
    standing = placement_page(profile)
    reading = originals.reading_of(profile.document_id)
    return render_template(
        "rubrics/profile.html",
        profile=profile,
        page=profile_page(profile, reading, originals.lines_of(profile.document_id, reading)),
        edition=edition_of(profile.document_id),
        adjacent=adjacent_to(profile),
        standing=standing,
        doubts=doubts_of(reading, standing.proposal.remarks),
    )


@library.get("/criteria/<int:criteria_id>")
@allow(rules.may_read_library, load=queries.criteria)
def criteria(criteria: Criteria) -> str:
    """Hiring criteria: what to assess, exercises, signals and anchors."""
    reading = originals.reading_of(criteria.document_id)
    return render_template(
        "rubrics/criteria.html",
        criteria=criteria,
        page=criteria_page(criteria, reading, originals.lines_of(criteria.document_id, reading)),
        edition=edition_of(criteria.document_id),
        doubts=doubts_of(reading),
        may_change=rules.may_change_library(current_user),
    )
