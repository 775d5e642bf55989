"""How the heads, names, weights and lists of hiring criteria are written."""

from __future__ import annotations

import re
from collections.abc import Sequence

from rubrics.documents.labels import LONGEST, bare
from rubrics.documents.patterns import pattern
from rubrics.documents.quantities import WEIGHT, weight_in
from rubrics.documents.scores import ScoreLabel, score_in, score_label

ANCHORS = pattern(
    r"^(?:anchors?|scor(?:es?|ing)(?: \w+)?|ratings?(?: \w+)?|rubric|bars|levels?|performance levels?|evaluation|assessment|rating anchors?|behaviou?ral anchors?|scale|labels?|legend|descriptors?)$",
    re.IGNORECASE,
)
EVALUATE = pattern(
    r"^(?:evaluat\w*|évalu\w*|evalú\w*|bewert\w*|what (?:it |this |we |to )?(?:evaluat\w+|assess\w*|tests?|look\w* for).*|assess\w*|look[- ]?fors?|looking for|criteria|(?:evaluation|assessment|scoring|success) criteria|signals?|tests?|measures?|focus|focus areas?|competenc(?:y|ies)|skills assessed|dimensions?|what good looks like)$",
    re.IGNORECASE,
)
EXERCISE_PART = pattern(
    r"^(?:task|tasks|prompt|set-?up|instructions?|brief|scenario|format|duration|time|timebox|length|goal|objective|purpose|description|materials?|deliverables?|steps|input|output|who|interviewers?|participants?|notes?|background|context|aufgabe|dauer|tâche|consigne|durée|tarea|duración)s?$",
    re.IGNORECASE,
)
WEIGHT_HEAD = pattern(
    r"\bweight(?:s|ing|age|ed)?\b|^%$|\bimportance\b|\bgewicht(?:ung)?\b|\bpoids\b|\bpondération\b|\bpeso\b",
    re.IGNORECASE,
)
MUST_HEAD = pattern(
    r"\b(must[- ]?haves?|required|mandatory|critical\?)\b|^(?:priority|necessity|must\b.*\bnice\b.*)$", re.IGNORECASE
)
MUST_NAME = pattern(r"\b(must[- ]have|required|mandatory)\b", re.IGNORECASE)
STAGE_HEAD = pattern(r"\b(stage|round|exercise|interview|session|step|activity|phase)\b", re.IGNORECASE)
MARK = pattern(r"^(?:x|yes|y|✓|✔|●|•|primary|secondary|focus)$", re.IGNORECASE)
PROFICIENCY = (
    "unaware",
    "aware",
    "awareness",
    "none",
    "novice",
    "learning",
    "beginner",
    "basic",
    "emerging",
    "foundational",
    "developing",
    "working",
    "intermediate",
    "competent",
    "practitioner",
    "proficient",
    "advanced",
    "accomplished",
    "expert",
    "mastery",
    "master",
    "distinguished",
)
NAME_HEAD = pattern(
    r"\b(dimensions?|criteri(?:a|on)|competenc(?:y|ies)|areas?|skills?|attributes?|traits?|categor(?:y|ies)|topics?|factors?|capabilit(?:y|ies)|qualit(?:y|ies)|values?|themes?|"
    r"kriteri(?:um|en)|kompetenz(?:en)?|fähigkeit(?:en)?|merkmale?|critères?|compétences?|criterios?|competencias?|dimensi(?:ón|ones)|habilidad(?:es)?)\b",
    re.IGNORECASE,
)
GROUP_HEAD = pattern(r"\b(group|category|section|pillar)\b", re.IGNORECASE)
TEXT_HEAD = pattern(
    r"\b(descriptions?|definitions?|meaning|what it means|what we (?:mean|assess)|details?|summary|notes on|beschreibung|bedeutung|définition|signification|descripción|significado)\b",
    re.IGNORECASE,
)
SCORE_HEAD = pattern(
    r"\b(scores?|ratings?|points?|grades?|levels?|marks?|punkte|noten?|bewertung|stufe|puntos|nota|puntuación)\b",
    re.IGNORECASE,
)
LABEL_HEAD = pattern(r"\b(labels?|names?|ratings?|levels?|titles?|recommendations?|decision|verdict)\b", re.IGNORECASE)
NAME_PREFIX = pattern(
    r"^(?:\d{1,2}\W*\u20e3\s*|\d{1,2}(?:\.\d{1,2})*\s*[.):]\s*|\d{1,2}\.\d+\s+|[A-Z]\s*[-–—.):]\s+|(?:competency|dimension|criterion|criteria|area|attribute|category|skill|signal)\s*(?:#?\d{1,2}|[A-H])\s*[-–—.:)]\s*)",
    re.IGNORECASE,
)
FACT = pattern(
    r"(?:weight(?:ing|age)?|gewicht(?:ung)?|poids|peso|coef(?:ficient|f?\.)?)(?: of)? ?[:=]? ?[x×]?\d{1,3}(?:[.,/]\d+)? ?%?"
    r"|\d{1,3}(?:[.,]\d+)? ?(?:%|pts|points?)(?: ?weight\w*)?|[x×] ?\d(?:[.,]\d)?|\d(?:[.,]\d)? ?[x×]|\d ?/ ?\d{1,2}"
    r"|(?:scored? ?)?\d ?(?:[-–—]|to) ?\d{1,2}|must[- ]?have|nice[- ]to[- ]have|required|mandatory|essential|optional|core"
    r"|(?:counts? |weighs? )?(?:double|twice|triple)(?: weight)?",
    re.IGNORECASE,
)
BEHIND = pattern(
    r"\s*(?:[(\[](?P<inside>[^()\[\]]{1,80})[)\]]|[–—:]\s*(?P<told>[^()\[\]–—:]{1,40})|(?<=\s)-\s*(?P<last>[^()\[\]–—:]{1,40}))\s*$"
)
"""What is said of a dimension behind its name: its weight, that it is a must, the scores it is given."""
GRAVE = r"critical|severe|major|high|moderate|medium|minor|low|blocker|serious|hard|soft"
GRADES = GRAVE.split("|")
SEVERITY = pattern(
    rf"^\s*(?:[\[(](?:severity\s*[:=]\s*)?(?P<marked>{GRAVE})(?: severity)?[\])]\s*[:–—-]?\s*(?=\S)|(?:severity\s*[:=]\s*)?(?P<severity>{GRAVE})(?: severity)?\s*[:–—-]\s+)(?P<text>.+)$"
    rf"|^(?P<before>.+?)\s*(?:[\[(](?:severity\s*[:=]\s*)?(?P<after>{GRAVE})(?: severity)?[\])]|[–—;,|-]\s*(?:severity\s*[:=]\s*(?P<stated>{GRAVE})|(?P<told>{GRAVE}) severity))\.?$",
    re.IGNORECASE,
)


def dimension_name(text: str) -> str:
    """The name of a dimension without its number, letter, weight and score range."""
    name = bare(text)
    for _ in range(2):
        name = NAME_PREFIX.sub("", name)
        behind, _ = facts_behind(name)
        name = name[:behind].strip()
    return name or bare(text)


def severity_of(text: str) -> tuple[str, str | None]:
    """A red flag as (text, severity); the severity stands before it, or after it in brackets."""
    lowered = text.lower()
    match = SEVERITY.match(text) if any(grade in lowered for grade in GRADES) else None
    if not match:
        return text, None
    severity = next(match[name] for name in ("marked", "severity", "after", "stated", "told") if match[name])
    return (match["text"] or match["before"]).strip(), severity.lower()


def listed(text: str) -> tuple[str, ...]:
    """The members of an enumeration in one sentence: commas and semicolons outside brackets part them."""
    text = text.strip().rstrip(".").strip()
    separator = ";" if ";" in text else ","
    parts: list[str] = []
    depth = 0
    for piece in text.split(separator):
        if depth > 0:
            parts[-1] += separator + piece
        else:
            parts.append(piece)
        depth += piece.count("(") + piece.count("[") - piece.count(")") - piece.count("]")
    if len(parts) == 1 and re.search(r"\s(?:and|&)\s", text) and len(text.split()) <= 8:
        parts = re.split(r"\s+(?:and|&)\s+", text)
    elif (
        len(parts) == 2
        and separator == ","
        and not re.match(r"\s*(?:and|or)\b", parts[1])
        and max(len(part.split()) for part in parts) > 8
    ):
        parts = [text]
    return tuple(part for part in (re.sub(r"^(?:and|or|as well as)\s+", "", part.strip()) for part in parts) if part)


def scores_of(labels: Sequence[str]) -> list[tuple[int, str | None] | None]:
    """Each label's (score, word), `None` for labels that are no score. Words without numbers count from 1 upwards."""
    read: list[ScoreLabel | None] = []
    for label in labels:
        quoted = score_in(label)
        read.append(score_label(label) or (ScoreLabel(quoted, None) if quoted is not None else None))
    numbers = [entry for entry in read if entry and entry.score is not None]
    if numbers:
        return [(entry.score, entry.label) if entry and entry.score is not None else None for entry in read]
    graded = [label for label in labels if bare(label)]
    if not any(read) and is_proficiency(graded):
        grades = sorted((bare(label).lower() for label in graded), key=PROFICIENCY.index)
        return [(grades.index(bare(label).lower()) + 1, bare(label)) if bare(label) else None for label in labels]
    families = {entry.rank[0] for entry in read if entry and entry.rank}
    ranks = sorted({entry.rank for entry in read if entry and entry.rank})
    if len(ranks) < 2 or (len(families) > 1 and not mixed_verbal(read)):
        return [None for _ in read]
    if len(families) > 1:
        order = [entry.rank for entry in read if entry and entry.rank]
        if falling(read):
            order.reverse()
        ranks = order
    return [(ranks.index(entry.rank) + 1, entry.label) if entry and entry.rank else None for entry in read]


def is_proficiency(labels: Sequence[str]) -> bool:
    """Whether labels are grades of a skill (Novice … Expert) and nothing else: levels of a ladder, or scores of a rubric."""
    grades = [bare(label).lower() for label in labels if bare(label)]
    return len(grades) > 2 and len(set(grades)) == len(grades) and all(grade in PROFICIENCY for grade in grades)


def facts_behind(name: str) -> tuple[int, list[str]]:
    """Where the facts behind a name begin, and the facts (`Craft (40%, must-have)` has two); its end and none for most names."""
    told = len(name) < LONGEST and any(sign in name for sign in "([–—:-")
    found = BEHIND.search(name) if told else None
    if found is None:
        return len(name), []
    parts = [part.strip() for part in re.split(r"[;·|]|,(?!\d)", found["inside"] or found["told"] or found["last"])]
    return (found.start(), parts) if all(FACT.fullmatch(part) for part in parts) else (len(name), [])


def weight_of_name(name: str) -> float | None:
    """The weight a name carries in itself (`Craft (40%, must-have)`, `Craft – 20 points`), `None` when it carries none."""
    _, parts = facts_behind(name)
    stated = WEIGHT.search(name)
    weights = (weight_in(part) for part in [*parts, stated[0] if stated else ""])
    return next((weight for weight in weights if weight is not None), None)


def mixed_verbal(read: Sequence[ScoreLabel | None]) -> bool:
    """Whether words of several scales still stand in one order: then their order in the source is the scale."""
    told = [entry.rank for entry in read if entry and entry.rank]
    return len(told) >= 3 and len(told) == len([entry for entry in read if entry])


def falling(read: Sequence[ScoreLabel | None]) -> bool:
    """Whether labels of a scale run from the best to the worst, by the word of the first."""
    first = next((entry.label or "" for entry in read if entry), "").lower()
    return (
        bool(re.search(r"\b(strong|excellent|exceed|outstanding|exceptional|great|good)\b", first))
        and "no" not in first.split()
    )
