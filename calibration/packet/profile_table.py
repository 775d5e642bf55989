"""What each reader of a packet may see, field by field: the only place where that stands.

One letter for each of READERS: K keep, T free text with names masked, P a person as the reader may know them, N nothing,
C the candidate's code instead.
"""

from __future__ import annotations

from calibration.packet.record import ANONYMOUS, CANDIDATE, RECRUITER

READERS = (RECRUITER, CANDIDATE, ANONYMOUS)

TABLE: dict[str, dict[str, str]] = {
    "Packet": {
        "application": "KKK", "rubric": "KKK", "scorecards": "KKK", "calibration": "KKK", "decision": "KKK",
        "generated_at": "KKK", "earlier_decisions": "KKK", "history": "KKK", "profile": "KKK", "singles": "KNN",
        "version": "KKK",
    },
    "Application": {"id": "KKC", "candidate": "KKK", "requisition": "KKK", "target_level": "KKK", "interviews": "KKK", "applied_at": "KKN"},
    "Candidate": {"id": "KKC", "code": "KKK", "name": "KKN", "pronouns": "KKN", "email": "KKN", "phone": "KKN", "background": "NKN"},
    "Background": {"kind": "NKN", "text": "NKN"},
    "Requisition": {"id": "KKK", "title": "TTT", "code": "KKK", "team": "TTT", "location": "TTT"},
    "Level": {"code": "KKK", "name": "TTT"},
    "Interview": {
        "id": "KKK", "title": "TTT", "interviewer": "PPP", "focus": "KKK", "exercise": "TTT", "starts_at": "KKK", "status": "KKK", "shadow": "KKK",
    },
    "Rubric": {
        "id": "KKK", "title": "TTT", "version": "KKK", "content_sha256": "KKK", "target_level": "KKK", "scale": "KKK", "dimensions": "KKK",
        "red_flags": "KKK", "published_at": "KKK",
    },
    "Scale": {"low": "KKK", "high": "KKK", "steps": "KKK"},
    "ScaleStep": {"score": "KKK", "label": "TTT"},
    "Dimension": {
        "id": "KKK", "name": "TTT", "group": "TTT", "description": "TTT", "weight": "KKK", "must_have": "KKK", "bar": "KKK", "anchors": "KKK",
    },
    "Anchor": {"score": "KKK", "level": "KKK", "statements": "KKK"},
    "Statement": {"text": "TTT", "document": "TTT", "locator": "TTT", "level": "KKK", "author": "PPP"},
    "RubricFlag": {"id": "KKK", "text": "TTT", "severity": "TTT", "document": "TTT", "locator": "TTT"},
    "Scorecard": {
        "id": "KKK", "revision_id": "KKK", "interview": "KKK", "interviewer": "PPP", "submitted_at": "KKK", "ratings": "NKK", "revision": "KKK",
        "shadow": "KKK", "signals": "NKK", "red_flags": "NKK", "recommendation": "NKK", "level_read": "NKK", "summary": "NTT",
        "could_read": "KKK",
    },
    "Rating": {"dimension": "NKK", "score": "NKK", "reason": "NTT", "evidence": "NTT"},
    "Signal": {"kind": "NKK", "text": "NTT", "dimension": "NKK"},
    "RedFlag": {"id": "NKK", "text": "NTT", "evidence": "NTT", "severity": "NTT", "answers": "NKK"},
    "Answer": {"text": "NTT", "by": "NPP", "at": "NKK"},
    "Calibration": {
        "session_id": "KKK", "session_title": "TTT", "held_at": "KKK", "chair": "PPP", "members": "PPP", "standings": "KKK", "gaps": "KKK",
        "positions": "NKK", "adjustments": "NKK", "dissents": "NKK", "recusals": "KKK", "statistics": "NKK",
    },
    "Standing": {
        "dimension": "KKK", "n": "KKK", "mean": "KKK", "low": "NKK", "high": "NKK", "spread": "NKK", "distance": "KKK", "discuss": "KKK",
        "discuss_reason": "NTT",
    },
    "CoverageGap": {"dimension": "KKK", "planned": "KKK", "observed": "KKK", "note": "NTT"},
    "Position": {"by": "NPP", "at": "NKK", "outcome": "NKK", "level": "NKK", "reasons": "NTT", "blind": "NKK"},
    "Adjustment": {
        "scorecard": "NKK", "dimension": "NKK", "before": "NKK", "after": "NKK", "by": "NPP", "at": "NKK", "reason": "NTT",
    },
    "Dissent": {"by": "NPP", "at": "NKK", "text": "NTT"},
    "Recusal": {"by": "PPP", "at": "KKK", "reason": "NNN"},
    "Figure": {"name": "NTT", "value": "NKK", "low": "NKK", "high": "NKK", "note": "NTT"},
    "Statistics": {"run_id": "NKK", "method": "NTT", "computed_at": "NKK", "figures": "NKK"},
    "Decision": {
        "outcome": "KKK", "reasons": "TTT", "decided_by": "PPP", "decided_at": "KKK", "level": "KKK", "composite": "NKK", "difference": "NTT",
    },
    "Composite": {"verdict": "NKK", "value": "NKK", "bar": "NKK", "must_haves_below": "NTT", "must_haves_unobserved": "NTT"},
    "HistoryRow": {"at": "KKK", "action": "KKK", "what": "NTT", "by": "PPP"},
}  # fmt: skip

# What a recruiter gets instead where the opening allows single scores: the scorecards, and what calibration changed in
# them. What committee members held, and what the scores alone said, stays with the committee.
WITH_SINGLES: dict[str, dict[str, str]] = {
    "Scorecard": {"ratings": "K", "signals": "K", "red_flags": "K", "recommendation": "K", "level_read": "K", "summary": "T"},
    "Rating": {"dimension": "K", "score": "K", "reason": "T", "evidence": "T"},
    "Signal": {"kind": "K", "text": "T", "dimension": "K"},
    "RedFlag": {"id": "K", "text": "T", "evidence": "T", "severity": "T", "answers": "K"},
    "Answer": {"text": "T", "by": "P", "at": "K"},
    "Calibration": {"adjustments": "K"},
    "Adjustment": {"scorecard": "K", "dimension": "K", "before": "K", "after": "K", "by": "P", "at": "K", "reason": "T"},
    "Standing": {"low": "K", "high": "K", "spread": "K", "discuss_reason": "T"},
}  # fmt: skip


def rules_for(part: str, profile: str, *, tells_singles: bool = False) -> dict[str, str]:
    """What happens to each field of one part of a record for the readers of a profile: a letter by the field's name."""
    column = READERS.index(profile)
    rules = {field: letters[column] for field, letters in TABLE.get(part, {}).items()}
    return {**rules, **WITH_SINGLES.get(part, {})} if tells_singles else rules
