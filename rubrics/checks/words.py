"""Words that make an anchor hard to observe or unfair, each with what to write instead.

A term is compared as whole words; a final `*` lets any ending follow.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

VAGUE = (
    "adequate*", "appropriate*", "as needed", "as required", "basic understanding", "best-in-class", "certain", "decent*",
    "effective*", "efficient*", "etc", "excellent*", "exceptional*", "extensive*", "good", "great", "high-quality",
    "meaningful*", "optimal*", "outstanding*", "proactive*", "proper*", "reasonabl*", "relevant", "robust", "significant*",
    "solid", "somewhat", "strong", "suitabl*", "sufficient*", "timely", "top-notch", "various", "very", "well", "world-class",
)  # fmt: skip

COMPARATIVE = (
    r"^(?:even |much |somewhat |slightly )?(?:more|less|better|worse|stronger|weaker|higher|lower|greater|fewer|further)\b",
    r"\b(?:same|similar) (?:as|to) (?:above|below|before|the (?:level|score)|level|score|previous)\b",
    r"\b(?:than|like|as|over|compared (?:to|with)|relative to) (?:the )?(?:previous|next|lower|higher|last) (?:level|score|grade|rating)\b",
    r"\b(?:compared|relative) (?:to|with) (?:the )?(?:level|score|peers|others)\b",
    r"^(?:all|everything) (?:of )?(?:the )?(?:above|below|previous)\b",
)

PERSONALITY: Mapping[str, str] = MappingProxyType(
    {
        "attitude": "say what the person does",
        "beer test": "say which behaviour the team needs",
        "calm*": "say what the person does under pressure: keeps a log, assigns roles, speaks in turn",
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
        "vibe": "say which behaviour the team needs",
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
    }
)

# Gaucher, Friesen & Kay (2011), Journal of Personality and Social Psychology 101(1): wording in job advertisements that
# readers take as meant for one gender. Only words that rarely have a technical sense are listed.
GENDER_CODED = (
    "aggressive*", "assertive*", "battle*", "compassion*", "competitive drive", "competitive spirit", "highly competitive", "decisive*", "dominan*", "fearless*",
    "headstrong", "hero", "heroic*", "nurtur*", "stubborn*", "tender*", "warm*",
)  # fmt: skip

# What an interview must not ask about: it says nothing of the work, and in many countries the law forbids the question.
PRIVATE = (
    "childcare", "date of birth", "family plan*", "has children", "has kids", "have children", "have kids", "how old",
    "marital status", "married", "maternity leave", "no children", "no kids", "paternity leave", "pregnan*", "religio*", "sexual orientation", "trade union", "want children", "where were you born", "your accent",
    "your age", "your children", "your disabilit*", "your family", "your health", "your husband", "your nationality",
    "your wife",
)  # fmt: skip

CREDENTIALS = (
    "a degree in", "advanced degree*", "bachelor*", "college degree*", "degree in", "degree or", "degree required", "doctorate", "elite universit*", "ivy league", "master's", "mba", "phd",
    "seniority", "tenure", "top university", "top-tier school*", "university degree*", "years of experience", "years' experience",
)  # fmt: skip
