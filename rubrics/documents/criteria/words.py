"""What a heading or column of hiring criteria announces, and how its names, weights and lists are written."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from rubrics.documents.labels import LONGEST, bare
from rubrics.documents.patterns import pattern
from rubrics.documents.quantities import weight_in
from rubrics.documents.scores import ScoreLabel, score_in, score_label

SUFFIX = pattern(r"\s*[(\[][^()\[\]]*[)\]]\s*$")
KINDS = (
    ("nice", pattern(r"^(?:nice[- ]?to[- ]?haves?|good[- ]to[- ]haves?|preferred(?: \w+)?|desirable(?: \w+)?|bonus(?: points)?)$", re.IGNORECASE)),
    ("must", pattern(r"^(?:must[- ]?haves?|(?:essential|minimum|required|mandatory)(?: (?:criteria|requirements|qualifications|skills))?|non[- ]negotiables?)$", re.IGNORECASE)),
    ("red", pattern(r"\b(red flags?|deal[- ]?breakers?|disqualif\w+|knock[- ]?outs?|automatic (?:no|reject)|no[- ]hire signals?)\b", re.IGNORECASE)),
    ("weak", pattern(r"\b(weak(?:er)?(?: candidate)? (?:signals?|indicators?|answers?|signs|evidence|responses?)|weak (?:looks|candidates?)|negative (?:signals?|indicators?)|(?:yellow|orange|amber) flags?|warning signs|what (?:bad|poor|weak) looks like|poor (?:answers?|signals?)|signs of weakness|weak signals?)\b|^(?:weak|concerns|negatives?|watch[- ]?outs?|cons)$", re.IGNORECASE)),
    ("strong", pattern(r"\b(strong(?: candidate)? (?:signals?|indicators?|answers?|signs|evidence|responses?|candidates?)|positive (?:signals?|indicators?)|green flags?|what (?:good|great|strong|excellent) looks like|good (?:answers?|signals?|signs)|great (?:answers?|signals?)|signs of strength)\b|^(?:strong|positives?|pros|signals?|green)$", re.IGNORECASE)),
    ("look_for", pattern(r"\b(what (?:to|we(?:'re| are)?|you(?:'re| are)?) look(?:ing)? for|look[- ]?fors?|(?:behaviou?ral |positive )?indicators|evidence to look for|things to look for|listen for|signals to look for)\b", re.IGNORECASE)),
    ("questions", pattern(r"\b(questions?|prompts?|probes?|follow[- ]?ups?|ask)\b", re.IGNORECASE)),
    ("assess", pattern(r"\b(what to (?:assess|evaluate|test)|areas? (?:to assess|of assessment|assessed|to evaluate|of evaluation)|assessment areas?|evaluation areas?|what (?:we(?:'re| are)?|you(?:'re| are)?) (?:assess|evaluat)\w*|competenc(?:y|ies) (?:assessed|to assess|evaluated)|key (?:assessment )?areas)\b", re.IGNORECASE)),
    ("exercises", pattern(r"\b(exercises?|case stud(?:y|ies)|work samples?|take[- ]?homes?|simulations?|assignments?|practical tasks?)\b", re.IGNORECASE)),
    ("stages", pattern(r"\b(interview (?:stages?|rounds?|loop|plan|process|structure|schedule|panel|agenda|format)|hiring (?:stages?|process|loop|plan)|interview(?:s)? overview|stages|rounds)\b", re.IGNORECASE)),
    ("threshold", pattern(r"\b(thresholds?|pass(?:ing)? (?:mark|score|bar)|minimum score|hir(?:e|ing) bar|decision rules?|pass/fail|cut[- ]?off)\b", re.IGNORECASE)),
    ("recommendation", pattern(r"\b(recommendations?|hir(?:e|ing) decision|final decision|overall (?:rating|decision))\b", re.IGNORECASE)),
    ("scale", pattern(r"\b(scales?|scor(?:e|ing) (?:guid\w+|definitions?|system|key|legend|rubric|levels?|criteria|meaning)|rating (?:guid\w+|definitions?|system|key|levels?|scale)|how (?:to|we|you) (?:score|rate|grade)|legend|score definitions?|grading|scoring|ratings?)\b", re.IGNORECASE)),
)  # fmt: skip
SCALE_NAME = KINDS[-1][1]
ANCHORS = pattern(
    r"^(?:anchors?|scor(?:es?|ing)(?: \w+)?|ratings?(?: \w+)?|rubric|bars|levels?|performance levels?|evaluation|assessment|rating anchors?|behaviou?ral anchors?|scale)$",
    re.IGNORECASE,
)
EVALUATE = pattern(
    r"^(?:evaluat\w*|what (?:it |this |we |to )?(?:evaluat\w+|assess\w*|tests?|look\w* for).*|assess\w*|look[- ]?fors?|looking for|criteria|(?:evaluation|assessment|scoring|success) criteria|signals?|tests?|measures?|focus|focus areas?|competenc(?:y|ies)|skills assessed|dimensions?|what good looks like)$",
    re.IGNORECASE,
)
EXERCISE_PART = pattern(
    r"^(?:task|tasks|prompt|set-?up|instructions?|brief|scenario|format|duration|time|timebox|length|goal|objective|purpose|description|materials?|deliverables?|steps|input|output|who|interviewers?|participants?|notes?|background|context)s?$",
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
WEIGHT_NAME = pattern(r"%|\b\d{1,3}\s*(?:pts|points?)\b|\bweight(?:ing)?\s*[:=]?\s*\d", re.IGNORECASE)
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
    r"\b(dimensions?|criteri(?:a|on)|competenc(?:y|ies)|areas?|skills?|attributes?|traits?|categor(?:y|ies)|topics?|factors?|capabilit(?:y|ies)|qualit(?:y|ies)|values?|themes?)\b",
    re.IGNORECASE,
)
GROUP_HEAD = pattern(r"\b(group|category|section|pillar)\b", re.IGNORECASE)
TEXT_HEAD = pattern(
    r"\b(descriptions?|definitions?|meaning|what it means|what we (?:mean|assess)|details?|summary|notes on)\b",
    re.IGNORECASE,
)
SCORE_HEAD = pattern(r"\b(scores?|ratings?|points?|grades?|levels?|marks?)\b", re.IGNORECASE)
LABEL_HEAD = pattern(r"\b(labels?|names?|ratings?|levels?|titles?|recommendations?|decision|verdict)\b", re.IGNORECASE)
NAME_PREFIX = pattern(
    r"^(?:\d{1,2}(?:\.\d{1,2})*\s*[.):]\s*|\d{1,2}\.\d+\s+|[A-Z]\s*[-–—.):]\s+|(?:competency|dimension|criterion|criteria|area|attribute|category|skill|signal)\s*(?:#?\d{1,2}|[A-H])\s*[-–—.:)]\s*)",
    re.IGNORECASE,
)
NAME_SUFFIX = pattern(
    r"\s*[(\[–—-]\s*(?:weight(?:ing)?\s*[:=]?\s*)?(?:\d{1,3}(?:\.\d+)?\s*%(?:\s*weight\w*)?|\d{1,2}\s*(?:pts|points)|(?:scored?\s*)?[0-9]\s*[-–—to]+\s*\d{1,2}|x\d|weight\s*[:=]?\s*\d+(?:\.\d+)?%?|must[- ]have|nice[- ]to[- ]have|required|optional)\s*[)\]]?\s*$",
    re.IGNORECASE,
)
GRAVE = r"critical|severe|major|high|moderate|medium|minor|low|blocker|serious|hard|soft"
SEVERITY = pattern(
    rf"^\s*(?:[\[(](?:severity\s*[:=]\s*)?(?P<marked>{GRAVE})(?: severity)?[\])]\s*[:–—-]?\s*(?=\S)|(?:severity\s*[:=]\s*)?(?P<severity>{GRAVE})(?: severity)?\s*[:–—-]\s+)(?P<text>.+)$"
    rf"|^(?P<before>.+?)\s*(?:[\[(](?:severity\s*[:=]\s*)?(?P<after>{GRAVE})(?: severity)?[\])]|[–—;,|-]\s*(?:severity\s*[:=]\s*(?P<stated>{GRAVE})|(?P<told>{GRAVE}) severity))\.?$",
    re.IGNORECASE,
)


@lru_cache(maxsize=4096)
def kind_of(label: str) -> str | None:
    """What a heading announces (`strong`, `red`, `exercises`, …), `None` when it announces nothing of the trade."""
    if len(label) > LONGEST:
        return None
    text = bare(label)
    short = SUFFIX.sub("", text) or text
    short = re.sub(r"^\d{1,2}(?:\.\d+)*\s*[.)]?\s+", "", short)
    if len(short.split()) > 9:
        return None
    return next((kind for kind, words in KINDS if words.search(short)), None)


def dimension_name(text: str) -> str:
    """The name of a dimension without its number, letter, weight and score range."""
    name = bare(text)
    for _ in range(2):
        name = NAME_SUFFIX.sub("", NAME_PREFIX.sub("", name)).strip()
    return name or bare(text)


def severity_of(text: str) -> tuple[str, str | None]:
    """A red flag as (text, severity); the severity stands before it, or after it in brackets."""
    match = SEVERITY.match(text)
    if not match:
        return text, None
    severity = next(match[name] for name in ("marked", "severity", "after", "stated", "told") if match[name])
    return (match["text"] or match["before"]).strip(), severity.lower()


def listed(text: str) -> tuple[str, ...]:
    """The members of an enumeration in one sentence: commas and semicolons outside brackets part them."""
    text = text.strip().rstrip(".").strip()
    parts: list[str] = []
    depth = 0
    current = ""
    separator = ";" if ";" in text else ","
    for character in text:
        depth += (character in "([") - (character in ")]")
        if character == separator and depth <= 0:
            parts.append(current)
            current = ""
        else:
            current += character
    parts.append(current)
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


def weight_of_name(name: str) -> float | None:
    """The weight a name carries in itself (`Craft (40%)`, `Craft – 20 points`), `None` when it carries none."""
    match = WEIGHT_NAME.search(name)
    return weight_in(name[max(match.start() - 4, 0) :] if match else "")


def mixed_verbal(read: Sequence[ScoreLabel | None]) -> bool:
    """Whether words of several scales still stand in one order: then their order in the source is the scale."""
    told = [entry.rank for entry in read if entry and entry.rank]
    return len(told) >= 3 and len(told) == len([entry for entry in read if entry])


def falling(read: Sequence[ScoreLabel | None]) -> bool:
    first = next((entry.label or "" for entry in read if entry), "").lower()
    return (
        bool(re.search(r"\b(strong|excellent|exceed|outstanding|exceptional|great|good)\b", first))
        and "no" not in first.split()
    )
