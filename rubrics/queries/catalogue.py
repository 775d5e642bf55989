"""The library and the rubrics as the commands print them: plain values with the numbers that other commands take."""

from __future__ import annotations

from typing import Any

from sqlalchemy import select

from core.database import db
from rubrics import checks
from rubrics.models import Level, RubricVersion, SourceDocument
from rubrics.queries import library
from rubrics.queries.contents import content
from rubrics.queries.rubrics import versions


def catalogue() -> dict[str, Any]:
    """Documents, ladders with their levels, criteria, role profiles and rubric versions; a constant number of queries."""
    levels: dict[int, list[str]] = {}
    for level in db.session.scalars(select(Level).order_by(Level.ladder_id, Level.position)):
        levels.setdefault(level.ladder_id, []).append(level.target_code)
    return {
        "documents": [
            {"id": row.id, "file": row.name, "kind": row.kind.value, "title": row.title, "imported": row.imported}
            for row in library.documents()
        ],
        "ladders": [
            {
                "id": row.id,
                "name": row.name,
                "track": row.track,
                "file": row.file,
                "levels": levels.get(row.id, []),
                "competencies": row.competencies,
            }
            for row in library.ladders()
        ],
        "criteria": [
            {"id": row.id, "title": row.title, "file": row.file, "dimensions": row.dimensions}
            for row in library.all_criteria()
        ],
        "profiles": [
            {"id": row.id, "code": row.code, "title": row.title, "status": row.status} for row in library.profiles()
        ],
        "rubrics": [
            {
                "id": row.id,
                "title": row.title,
                "number": row.number,
                "state": row.state.value,
                "target": row.target,
                "dimensions": row.dimensions,
            }
            for row in versions(with_drafts=True)
        ],
    }


def document_entry(document: SourceDocument) -> dict[str, Any]:
    """One document and what was imported from it."""
    ladders, profiles, criteria = library.parts_of(document)
    return {
        "document": document.id,
        "file": document.name,
        "kind": document.kind.value,
        "title": document.title,
        "sha256": document.sha256,
        "ladders": [
            {
                "id": ladder.id,
                "name": ladder.name,
                "levels": [level.target_code for level in ladder.levels],
                "competencies": [
                    {"key": f"competency:{row.position}", "name": row.name, "group": row.group}
                    for row in ladder.competencies
                ],
            }
            for ladder in ladders
        ],
        "profiles": [{"id": profile.id, "code": profile.code, "title": profile.title} for profile in profiles],
        "criteria": [
            {
                "id": row.id,
                "title": row.title,
                "level_word": row.level_word,
                "dimensions": [{"key": f"dimension:{line.position}", "name": line.name} for line in row.dimensions],
            }
            for row in criteria
        ],
    }


def version_entry(version: RubricVersion) -> dict[str, Any]:
    """One rubric version: its dimensions with the scores that are written, its links and what the checks say."""
    whole = content(version)
    return {
        "rubric": version.rubric_id,
        "rubric_version": version.id,
        "number": version.number,
        "state": version.state.value,
        "title": whole.title,
        "target": {"code": whole.target.code, "label": whole.target.label, "ladder": whole.target.ladder},
        "content_sha256": version.content_sha256,
        "dimensions": [
            {
                "key": dimension.key,
                "name": dimension.name,
                "weight": dimension.weight,
                "must_have": dimension.must_have,
                "bar": dimension.bar,
                "statements": {str(anchor.score): len(anchor.statements) for anchor in dimension.anchors},
                "unwritten": {str(anchor.score): anchor.unwritten for anchor in dimension.anchors if anchor.unwritten},
            }
            for dimension in whole.dimensions
        ],
        "links": [
            {"subject": link.subject, "target": link.target, "score": link.score, "reason": link.reason}
            for link in sorted(version.links, key=lambda link: link.id)
        ],
        "to_assign": len(whole.unassigned),
        "findings": [finding.to_json() for finding in checks.findings(whole)],
    }
