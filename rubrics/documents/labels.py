"""What a short text is the name of: a level of a ladder, a track, a label before a text, nothing at all.

Everything here judges one label by itself; whether a row of labels is a row of levels is judged in `orientation.py`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from rubrics.documents.blocks import folded
from rubrics.documents.patterns import pattern
from rubrics.documents.ranks import (
    HANDBOOK,
    NOT_LEVELS,
    POST,
    ROLE,
    SENIORITY,
    SENTENCE,
    THING,
    TRADE,
    TWOFOLD,
)

CODE = r"(?:[A-Z]{1,5}[-. ]?(?:[01]?\d|20)[a-d]?\+?|[A-Z]{2,4}(?:[-. ][IVX]{1,4}|I{2,3}|IV))"
"""No ladder counts past 20, and `API` or `POSIX` end like numerals."""
CODE_RANGE = rf"{CODE}(?:\s*(?:[-–—/]|to|&|\+)\s*(?:{CODE}|\d{{1,2}}\+?)|\s+(?:and|or) (?:above|up|beyond|higher))?"
HAS_CODE = pattern(r"[A-Z][-. ]?[\dIVX]")
"""What every code holds: most labels have none, and need none of the longer patterns below."""
ONLY_CODE = pattern(rf"^{CODE_RANGE}$")
OTHER_CODE = pattern(
    r"^(?:Q[1-4]|H[12]|V\d{1,2}|W\d{1,2}|[CK]W ?\d{1,2}|FY ?\d{2}|P0|SEV[- ]?\d|KPI ?\d|RFC ?\d{1,2})$"
)
"""Quarters, halves of a year, versions, weeks, priorities: codes that number other things."""
ANNOUNCED = pattern(r"^(?:level|grade|band|tier|niveau|stufe|nivel)\s*[:–—]\s*(?P<name>[^\W\d].{1,40})$", re.IGNORECASE)
"""A name that is said to be a level's: `Level: Seed`."""
CODE_IN_BRACKETS = pattern(rf"^(?P<name>.+?)\s*[(\[](?P<code>{CODE_RANGE})[)\]]\s*:?$")
CODE_FIRST = pattern(rf"^[(\[]?(?P<code>{CODE_RANGE})[)\]]?(?:\s*[-–—:|·/.]\s*|\s+)(?P<name>\S.*)$")
CODE_LAST = pattern(rf"^(?P<name>\S.*?)(?:\s*[-–—:|·/]\s*|,\s*)(?P<code>{CODE_RANGE})$")
COUNTED = pattern(
    r"^(?P<word>level|lvl|grade|band|tier|stage|step|rung|phase|niveau|stufe|nivel|nível|livello|échelon|レベル|グレード|等級|级别|等级|레벨)"
    r"\.?\s*[#:]?\s*(?P<number>\d{1,2}|[IVX]{1,4}|[A-H]|one|two|three|four|five|six|seven|eight|nine|ten)(?![A-Za-z\d])(?:\s*[-–—:：|·.(（,/]\s*(?P<name>.+?)[)）]?)?$",
    re.IGNORECASE,
)
EAST = "\u3000"
"""The first sign of the scripts whose words are not parted by spaces."""
PROCESS = pattern(r"^(?:step|stage|phase)$", re.IGNORECASE)
NAME_COUNTED = pattern(
    r"^(?P<name>\S.*?)\s*[-–—:|·(,/]\s*\(?(?P<word>level|lvl|grade|band|tier)\s*(?P<number>\d{1,2}|[IVX]{1,4})\)?$",
    re.IGNORECASE,
)
FRAMED = pattern(
    r"^(?:what (?:does|do|is|makes|we expect (?:of|from))|expectations? (?:for|of|at)|responsibilities of|requirements for|competencies (?:for|of)|criteria for|being|as)"
    r"\s+(?:(?:an?|the)\s+)?(?P<name>.+?)(?:\s+(?:do|does|mean|means|look like))?\??$|"
    r"^(?P<other>.+?)\s+(?:expectations|responsibilities|requirements|competencies|criteria|guidelines|role)$",
    re.IGNORECASE,
)
"""Words around the name of a level in a heading: `What does a Senior Editor do?`, `Senior Editor expectations`."""
COUNTED_NAME = pattern(
    r"^(?P<code>(?:level|lvl|grade|band|tier|niveau|stufe|nivel) \d{1,2})\s+(?P<name>[^\W\d].*)$", re.IGNORECASE
)
NUMBER_FIRST = pattern(r"^\(?(?P<code>\d{1,2}|[IVX]{1,4})\)?\s*[-–—:]\s*(?P<name>[^\W\d].*)$")
NUMBERED_NAME = pattern(r"^(?P<name>[A-Za-z].*?)\s+(?P<number>\d{1,2}|I{1,3}|IV|VI{0,3}|IX|X)$")
YEARS_AFTER = pattern(
    r"\s*[·|,;–—-]\s*\d{1,2}(?:\s*(?:[-–—]|to)\s*\d{1,2})?\s*\+?\s*(?:years?|yrs?|jahren?|ans|años)(?: of experience| experience)?$|"
    r"\s*[(\[][^()\[\]]{0,12}\d[^()\[\]]{0,12}\b(?:years?|yrs?|jahren?|ans|años)(?: of experience| experience)?\.?[)\]]$",
    re.IGNORECASE,
)
"""Years behind a level's name are a fact of the level and no part of its name."""
BARE_NUMBER = pattern(r"^\d{1,2}$")
QUALIFICATION = pattern(
    r"\b(typical\b.*\b(degree|years|yrs|experience|tenure)|years|yrs|year range|typical experience|qualifications?|education|degree)\b",
    re.IGNORECASE,
)
MONEY = pattern(r"\b(salary|salaries|compensation|pay (?:range|band)|base pay|ote|equity)\b", re.IGNORECASE)


MARKS = pattern(r"[*_`#\u2190-\u21ff\u2600-\u27bf\u2b00-\u2bff\U0001f300-\U0001faff\ufe0f]+")
ATTRIBUTES = pattern(r"\s*\{:?\s*[#.][^{}]{1,80}\}$")
"""What some dialects of Markdown put behind a heading: `{#anchor .class}`."""
ARROW = pattern(r"[\w)\]]\s*(?:→|[-=]+>)\s*[\w(\[]")
"""The step from one level to the next is neither of them: `Junior → Mid`."""
STARS = pattern(r"^[★⭐☆\ufe0f\s]{1,12}$")
NO_LETTER = pattern(r"[\W_]+")
NO_ASCII_LETTER = bytes(code for code in range(128) if not chr(code).isalnum())
LONGEST = 200
"""Characters, marks included, from which on a text is no label, and not worth remembering."""


@dataclass(frozen=True, slots=True)
class LevelLabel:
    """A level's code and name as one label gives them; `strength` 1 (may be one) to 3 (carries a level code)."""

    code: str | None
    name: str | None
    strength: int

    def is_number(self) -> bool:
        """Whether it is a number of one sign or two and may be anything."""
        return self.strength == 1 and self.name is None

    @property
    def identity(self) -> str:
        """What tells it from other levels of one ladder: the key of its code, else of its name."""
        return key(self.code or self.name or "")


def key(text: str) -> str:
    """The text reduced to its letters and digits, for comparing labels."""
    return _label_key(text) if len(text) <= LONGEST else _letters(text)


def _letters(text: str) -> str:
    lowered = text.lower()
    if lowered.isascii():
        return lowered.encode("ascii").translate(None, NO_ASCII_LETTER).decode("ascii")
    return NO_LETTER.sub("", lowered)


_label_key = lru_cache(maxsize=16384)(_letters)
"""Every label of a document is asked for its key a dozen times."""


def bare(text: str) -> str:
    """A label without emphasis marks, emoji and a closing colon."""
    return _bare_label(text) if len(text) <= LONGEST else _without_marks(text)


def _without_marks(text: str) -> str:
    if STARS.match(text):
        return text.strip()
    if text.endswith("}"):
        text = ATTRIBUTES.sub("", text)
    if "→" in text:
        return " → ".join(part for part in map(_without_marks, text.split("→")) if part)
    return folded(MARKS.sub(" ", text)).rstrip(":").strip()


_bare_label = lru_cache(maxsize=16384)(_without_marks)


@lru_cache(maxsize=16384)
def level_label(text: str) -> LevelLabel | None:
    """What level a label names, or `None` when it names none."""
    if len(text) > LONGEST or ARROW.search(text):
        return None
    text = YEARS_AFTER.sub("", bare(text))
    if not text or len(text) > 70 or len(text.split()) > 9:
        return None
    has_code = HAS_CODE.search(text)
    if has_code and ONLY_CODE.match(text):
        return None if OTHER_CODE.match(text) else LevelLabel(text, None, 3)
    told = announced_label(text) or counted_label(text) or (has_code and coded_label(text)) or framed_label(text)
    return told or numbered_label(text) or ranked_label(text)


def announced_label(text: str) -> LevelLabel | None:
    """The level of a label that says it is one: `Level: Seed`."""
    match = ANNOUNCED.match(text)
    if not match or NOT_LEVELS.search(match["name"]) or SENTENCE.search(match["name"]):
        return None
    return level_label(match["name"]) or LevelLabel(None, match["name"], 2)


def counted_label(text: str) -> LevelLabel | None:
    """The level of a word that counts and a number, with a name or without: `Level 2 – Engineer`."""
    match = COUNTED.match(text)
    if not match or (match["name"] and PROCESS.match(match["word"])):
        return None
    # Japanese, Chinese and Korean words stand right before their number.
    word = f"{match['word'].capitalize()}{'' if match['word'] > EAST else ' '}{match['number']}"
    name = (match["name"] or "").strip()
    if not name:
        return LevelLabel(None, word, 3)
    name += ")" * (name.count("(") - name.count(")"))
    inner = level_label(name)
    return LevelLabel(inner.code, inner.name, 3) if inner and inner.code and inner.name else LevelLabel(word, name, 3)


def coded_label(text: str) -> LevelLabel | None:
    """The level of a code before, behind or in brackets after a name: `L3: Senior Engineer`, `Senior Engineer (L3)`."""
    for shape in (CODE_IN_BRACKETS, CODE_FIRST, CODE_LAST):
        match = shape.match(text)
        if not match or SENTENCE.search(POST.sub("", match["name"])):
            continue
        # `W1 Writer` and `Knot (H2)` are levels, `W1 Planning` is a week.
        if (
            shape is CODE_IN_BRACKETS
            or not OTHER_CODE.match(match["code"])
            or is_person(re.sub(r"\s*\d+$", "", match["name"]))
        ):
            return LevelLabel(match["code"], match["name"].strip(" -–—:"), 3)
    return None


def framed_label(text: str) -> LevelLabel | None:
    """The level that stands among other words of a heading: `What does a Senior Editor do?`."""
    match = FRAMED.match(text)
    inner = level_label(match["name"] or match["other"]) if match else None
    return None if inner is None or inner.is_number() else inner


def numbered_label(text: str) -> LevelLabel | None:
    """The level of a number beside a name, or alone: `2 – Mid`, `Level 2 Senior`, `Engineer, level 3`, `3`."""
    for shape in (NUMBER_FIRST, COUNTED_NAME):
        match = shape.match(text)
        inner = level_label(match["name"]) if match else None
        if match and inner and inner.name and not inner.code and inner.strength >= 2:
            return LevelLabel(match["code"].capitalize() if shape is COUNTED_NAME else match["code"], inner.name, 3)
    match = NAME_COUNTED.match(text)
    if match:
        return LevelLabel(f"{match['word'].capitalize()} {match['number']}", match["name"].strip(), 3)
    return LevelLabel(text, None, 1) if BARE_NUMBER.match(text) else None


def ranked_label(text: str) -> LevelLabel | None:
    """The level of a rank, a numbered role, or a role alone, which may be one: `Senior Engineer`, `Engineer II`, `Engineer`."""
    core = re.sub(r"\s*\([^)]*\)\s*$", "", text) or text
    if ": " in core or SENTENCE.search(POST.sub("", core)) or NOT_LEVELS.search(core) or HANDBOOK.match(core):
        return None
    rank, role = SENIORITY.search(core), ROLE.search(core)
    if (rank or role) and NUMBERED_NAME.match(core):
        return LevelLabel(None, text, 3)
    if rank and (len(core.split()) <= 3 or role):
        return LevelLabel(None, text, 1 if may_be_competency(core) else 2)
    return LevelLabel(None, text, 1) if role and len(core.split()) <= 4 else None


def is_person(name: str) -> bool:
    """Whether a name is that of a person: a rank, a role, or how trades end."""
    label = level_label(name)
    return bool(label and label.strength >= 2) or bool(TRADE.match(name) and not THING.search(name))


def may_be_competency(name: str) -> bool:
    """Whether a name's only word of seniority begins competencies as well and no person follows it: `Lead generation`."""
    words = name.split()
    if len(words) < 2 or POST.search(name) or not all(rank.lower() in TWOFOLD for rank in SENIORITY.findall(name)):
        return False
    person = TRADE.match(words[-1]) and not THING.search(words[-1])
    return not (
        person or ROLE.search(" ".join(words[1:])) or SENIORITY.fullmatch(words[-1]) or UNNUMBERED.match(words[-1])
    )


ROMAN = {
    numeral: number
    for number, numeral in enumerate(
        ["I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII"], start=1
    )
}


def step_number(label: LevelLabel | None) -> int | None:
    """The number a label consists of, in digits or as a Roman numeral; `None` where it says more, or something else."""
    code = label.code or "" if label and not label.name else ""
    return int(code) if code.isdecimal() else ROMAN.get(code)


UNNUMBERED = pattern(
    r"^(?:level|lvl|grade|band|tier|stage|step|rung|phase|niveau|stufe|nivel|échelon)s?$", re.IGNORECASE
)
"""Heads a column of levels, and is none itself."""


def split_label(text: str, lead: str | None = None) -> tuple[str | None, str]:
    """A text as (label, rest): `Scope: owns a feature` is ("Scope", "owns a feature"); no label gives (None, text).

    A bold beginning is a label; without one it takes a colon after a few words that do not read as a sentence.
    """
    text = text.strip()
    if lead:
        label = lead.strip()
        rest = text[len(label) :] if text.startswith(label) else ""
        if text.startswith(label) and (
            not rest.strip() or re.match(r"^\s*[:–—.-]", rest) or label.endswith((":", ".", "-", "–", "—"))
        ):
            return bare(label.rstrip(" .:-–—")), re.sub(r"^[\s:–—.-]+", "", rest).strip()
    match = re.match(r"^([A-Z0-9][^:.;!?]{0,58}?)\s*(?::(?!//)|\s[–—-])\s+(\S.*)$", text, re.DOTALL)
    if match and len(match[1].split()) <= 6:
        return bare(match[1]), match[2].strip()
    if re.match(r"^[A-Z0-9][^:.;!?]{0,58}:$", text) and len(text.split()) <= 7:
        return bare(text), ""
    return None, text
