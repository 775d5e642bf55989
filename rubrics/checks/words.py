"""Words that make an anchor hard to observe or unfair, each with what to write instead.

A term is compared as whole words; a final `*` lets any ending follow.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

VAGUE = (
    "adequate*", "and so forth", "and so on", "appropriate*", "as needed", "as required", "basic understanding", "best in class",
    "best-in-class", "certain", "cutting-edge", "decent*", "effective*", "efficient*", "etc", "excellent*", "exceptional*", "extensive*",
    "good", "great", "has an impact", "have an impact", "high level of", "high quality", "high-quality", "holistic*",
    "make a difference", "make an impact", "makes a difference", "makes an impact", "meaningful*", "optimal*", "outstanding*", "positive impact",
    "pretty", "proactive*", "proper*", "quality work", "quite", "reasonabl*", "relevant", "robust", "seamless*", "significant*", "solid",
    "somewhat", "state of the art", "state-of-the-art", "strong", "suitabl*", "sufficient*", "synerg*", "timely", "top-notch", "various", "very",
    "well", "world class", "world-class",
)  # fmt: skip

# Of degree and frequency: two interviewers measure "basic" and "deep", "often" and "always" with different yardsticks.
DEGREE = frozenset((
    "advanced", "always", "basic", "best", "better", "broad", "consistently", "deep", "deeply", "excellent", "exceptional",
    "expert", "extensive", "extremely", "few", "frequently", "fully", "generally", "good", "great", "greatly", "highly",
    "increasingly", "less", "many", "more", "most", "mostly", "much", "occasionally", "often", "outstanding", "quite",
    "rarely", "really", "regularly", "significantly", "solid", "some", "sometimes", "somewhat", "strong", "strongly",
    "thorough", "usually", "very", "well",
))  # fmt: skip

# A level or a score that the words point at: "L3", "the previous level", "a senior".
_ANOTHER = r"(?:(?:the )?(?:above|below|before|level|score|grade|previous)\b|(?-i:[A-Z]{1,3}\d)|an? (?:junior|mid-level|senior|staff|principal)\b)"

COMPARATIVE = (
    # "More careful than most", but not "more than 3", "less than an hour" or "more often than once a week".
    (
        r"^(?:even |much |somewhat |slightly )?(?:more|less|better|worse|stronger|weaker|higher|lower|greater|fewer|further)\b(?!-)"
        r"(?!(?:\s+\w+)?\s+than\s+(?:\d|(?:an?|eight|five|four|half|nine|once|one|seven|six|ten|three|twelve|twice|two)\b))"
    ),
    rf"\b(?:identical|same|similar) (?:as|to) (?:at )?{_ANOTHER}",
    r"\b(?:than|like|as|over|compared (?:to|with)|relative to) (?:the )?(?:previous|next|lower|higher|last) (?:level|score|grade|rating)\b",
    r"\b(?:than|like|as) (?:at |the )*(?:level|score|grade|rating) (?:above|below|before|\d)",
    r"\b(?:compared|relative) (?:to|with) (?:the )?(?:level|score|peers|others)\b",
    r"^(?:all|everything) (?:of )?(?:the )?(?:above|below|previous)\b",
    r"\b(?:all|everything)(?: that)? (?:an? (?:junior|mid-level|senior|staff|principal)|(?-i:[A-Z]{1,3}\d)|(?:the )?(?:lower|previous) (?:level|score|grade))\b",
    r"^(?:as|see) (?:above|below)\b",
    r"\b(?:beyond|in addition to|on top of) (?:the )?(?:(?:previous|lower|last) (?:level|score|grade)|level below|(?-i:[A-Z]{1,3}\d))",
    r"\b(?:above|at|below|exceed(?:s|ed|ing)?|falls? short of|meet(?:s|ing)?|met|surpass(?:es|ed)?) (?:the )?expectations\b",
    r"\b(?:at|on|to) an? (?:much |far )?(?:broader|deeper|greater|higher|larger|lesser|lower|wider) (?:degree|extent|level|scale|standard)\b",
)

PERSONALITY: Mapping[str, str] = MappingProxyType(
    {
        "attitude": "say what the person does",
        "beer test": "say which behaviour the team needs",
        "calm": "say what the person does under pressure: keeps a log, assigns roles, speaks in turn",
        "calmly": "say what the person does under pressure: keeps a log, assigns roles, speaks in turn",
        "calmness": "say what the person does under pressure: keeps a log, assigns roles, speaks in turn",
        "charisma*": "say what the person achieves with others",
        "chemistry": "say which behaviour the team needs",
        "confident*": "say what the person does; confidence shows in manner, not in results",
        "cultural* fit": "say which behaviour the team needs",
        "culture fit": "say which behaviour the team needs",
        "demeanor": "say what the person does under pressure",
        "demeanour": "say what the person does under pressure",
        "extrovert*": "say how the person works with others",
        "friendly": "say how the person works with others",
        "genius": "say what the person has solved",
        "growth mindset": "say what the person changed after feedback",
        "guru": "name the knowledge",
        "humble": "say what the person does when wrong",
        "hungry": "say what the person sets out to learn, and does",
        "introvert*": "say how the person works with others",
        "likeab*": "say how the person works with others",
        "likab*": "say how the person works with others",
        "emotional* matur*": "say what the person does under pressure; maturity also reads as age",
        "maturity in": "say what the person does under pressure; maturity also reads as age",
        "natural leader": "say whom the person led to what",
        "ninja": "name the knowledge",
        "outgoing": "say how the person works with others",
        "passion*": "say what the person does",
        "personality": "say what the person does",
        "positive attitude": "say what the person does",
        "rock star": "name the knowledge",
        "rockstar": "name the knowledge",
        "superstar": "name the knowledge",
        "team player": "say what the person does for the team",
        "vibe*": "say which behaviour the team needs",
        "work hard, play hard": "say what the work asks for",
        "charm*": "say what the person achieves with others",
        "cheerful*": "say how the person works with others",
        "easygoing": "say how the person works with others",
        "easy-going": "say how the person works with others",
        "enthusias*": "say what the person does",
        "executive presence": "say whom the person convinced of what",
        "fits in": "say which behaviour the team needs",
        "go-getter*": "say what the person begins, and ends",
        "gravitas": "say whom the person convinced of what",
        "one of us": "say which behaviour the team needs",
        "self-starter*": "say what the person begins without being asked",
        "sense of humo*": "say how the person works with others",
        "team fit": "say which behaviour the team needs",
        "10x": "name the knowledge",
        "all-star*": "name the knowledge",
        "beer with": "say which behaviour the team needs",
        "bubbly": "say how the person works with others",
        "can-do": "say what the person does",
        "cultural* add": "say which behaviour the team needs",
        "cultural* match": "say which behaviour the team needs",
        "culture add": "say which behaviour the team needs",
        "culture match": "say which behaviour the team needs",
        "down-to-earth": "say how the person works with others",
        "easy to get along": "say how the person works with others",
        "ego": "say how the person works with others",
        "fit in": "say which behaviour the team needs",
        "fits our culture": "say which behaviour the team needs",
        "fit our culture": "say which behaviour the team needs",
        "fit the culture": "say which behaviour the team needs",
        "fits the culture": "say which behaviour the team needs",
        "fun to work with": "say how the person works with others",
        "gets along": "say how the person works with others",
        "get along": "say how the person works with others",
        "grit": "say what the person kept at, and what came of it",
        "gut feel*": "say what was seen",
        "gut instinct": "say what was seen",
        "high energy": "say what the person does",
        "hustle*": "say what the person does",
        "is a natural": "say what the person does",
        "nice": "say how the person works with others",
        "people person": "say how the person works with others",
        "thick skin*": "say what the person does with criticism",
        "unicorn*": "name the knowledge",
        "winning mindset": "say what the person does",
        "wizard": "name the knowledge",
        "work ethic": "say what the person does",
    }
)

EXCLUSIONARY: Mapping[str, str] = MappingProxyType(
    {
        "able-bodied": "name the task",
        "blacklist*": "blocklist",
        "chairman": "chair",
        "crazy": "name what is out of order",
        "cripple*": "name the effect",
        "digital native*": "name the tools",
        "dummy": "placeholder",
        "energetic": "name the task; this reads as age or health",
        "fresh graduate*": "name the knowledge",
        "grandfather*": "exempted, kept from before",
        "gray-hair*": "name the knowledge",
        "guys": "people, everyone",
        "he": "they",
        "her": "their",
        "him": "them",
        "his": "their",
        "insane*": "name what is out of order",
        "lame": "name the fault",
        "man-hour*": "hours of work",
        "mankind": "people",
        "manned": "staffed",
        "manpower": "people, staff",
        "master/slave": "primary and replica",
        "mother tongue": "name the level of the language needed",
        "native speaker*": "name the level of the language needed",
        "recent graduate*": "name the knowledge",
        "salesman": "salesperson",
        "sanity check*": "check",
        "she": "they",
        "tribal": "undocumented",
        "whitelist*": "allowlist",
        "young": "name the knowledge; age must play no part",
        "youthful": "name the knowledge; age must play no part",
        "craftsman*": "skilled worker",
        "elderly": "name the task; age must play no part",
        "foreman": "supervisor",
        "girls": "people, women",
        "handicap*": "name the effect",
        "ladies": "people, everyone",
        "man up": "say what the person does",
        "middleman": "go-between",
        "millennial*": "name the knowledge; age must play no part",
        "native english": "name the level of the language needed",
        "old-timer*": "name the knowledge; age must play no part",
        "right-hand man": "deputy",
        "third-world": "name the places",
        "boys": "people, men",
        "father figure": "mentor",
        "first language": "name the level of the language needed",
        "gentlem*n": "people, everyone",
        "gypped": "cheated",
        "high energy": "name the task; this reads as age or health",
        "housewi*": "name the role",
        "man day*": "days of work",
        "man hour*": "hours of work",
        "man month*": "months of work",
        "man-day*": "days of work",
        "man-month*": "months of work",
        "master-slave": "primary and replica",
        "mentally stable": "say what the person does under pressure",
        "mother figure": "mentor",
        "normal people": "name the group",
        "off the reservation": "outside what was agreed",
        "old people": "name the group; age must play no part",
        "pow-wow": "meeting",
        "powwow": "meeting",
        "psycho": "name what is out of order",
        "retarded": "name the effect",
        "sanity test*": "check",
        "sanity-check*": "check",
        "schizophreni*": "name what is out of order",
        "slave*": "replica, worker",
        "spastic": "name the effect",
        "spirit animal": "name what is meant",
        "tone-deaf": "name what was not noticed",
    }
)

# Gaucher, Friesen & Kay (2011), Journal of Personality and Social Psychology 101(1): wording in job advertisements that
# readers take as meant for one gender. Only words that rarely have a technical sense are listed.
GENDER_CODED = (
    "aggressive*", "assertive*", "battle*", "battle-*", "compassion*", "competitive drive", "competitive spirit", "highly competitive", "decisive*", "dominan*", "fearless*",
    "headstrong", "hero", "heroic*", "nurtur*", "stubborn*", "tender*", "warm*",
)  # fmt: skip

# What an interview must not ask about: it says nothing of the work, and in many countries the law forbids the question.
PRIVATE = (
    "any disabilit*", "been arrested", "childcare", "current salary", "date of birth", "did you graduate", "do you drink", "do you earn", "do you smoke",
    "family of your own", "family plan*", "has children", "has kids", "have a disabilit*", "have a family", "have children", "have disabilit*", "have kids",
    "how old", "marital status", "married", "maternity leave", "no children", "no kids",
    "paternity leave", "political party", "political views", "pregnan*", "religio*", "salary history", "sexual orientation", "sick days", "sick leave",
    "start a family", "trade union", "vote for", "voted for", "want children", "were you born", "where are you from", "where you are from",
    "which church", "which mosque", "which synagogue", "your accent", "your age", "your children", "your disabilit*", "your family", "your health",
    "your husband", "your nationality", "your wife",
)  # fmt: skip

CREDENTIALS = (
    "a degree in", "advanced degree*", "are certified", "aws certified", "azure certified", "bachelor*", "big tech", "certified kubernetes",
    "certified public", "certified scrum", "cissp", "college degree*", "degree in", "degree or", "degree required", "doctorate", "elite universit*",
    "faang", "gcp certified", "google certified", "ivy league", "maang", "master's", "mba", "pedigree", "phd", "pmp", "seniority", "tenure",
    "tier-1 compan*", "top university", "top-tier school*", "university degree*", "years of experience", "years' experience",
)  # fmt: skip
