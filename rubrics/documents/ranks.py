"""The words that names of levels are made of, and those that only look like them."""

from __future__ import annotations

import re

from rubrics.documents.patterns import pattern

OTHER_RANKS = (
    # French, German and Spanish frameworks
    r"stagiaire|apprentie?|débutante?|interm[ée]diaire|confirmée?|avancée?|expérimentée?|maîtrise|responsable|directeur|directrice|"
    r"praktikant(?:in)?|auszubildende[rn]?|azubi|lehrling|geselle|gesellin|meister(?:in)?|compagnon|maître|oficial|maestr[oa]|anfänger(?:in)?|einsteiger(?:in)?|fortgeschrittene?[rn]?|erfahrene?[rn]?|experte|expertin|leiter(?:in)?|leitende?[rn]?|"
    r"becari[oa]|aprendiz|principiante|intermedi[oa]|avanzad[oa]|expert[oa]|director[a]?|jefe|jefa|sénior|júnior|líder|"
    # Portuguese, Italian and Dutch ones
    r"estagiári[oa]|pleno|sênior|especialista|apprendista|esperto|esperta|stagista|medior|stagiair|gevorderde?|ervaren"
)
SENIORITY = pattern(
    r"\b(intern|internship|apprentice|graduate|trainee|entry|entry-level|junior|jr|associate|mid|middle|mid-level|midlevel|"
    r"intermediate|senior|sr|staff|principal|lead|distinguished|fellow|expert|director|head|vp|vice president|chief|cto|"
    r"architect|executive|partner|advanced|beginner|novice|competent|proficient|master|journeyman|foundational|foundation|"
    r"awareness|aware|working|practitioner|emerging|developing|basic|learner|newcomer|rookie|specialist|managing|"
    r"leading|skilled|professional|explorer|contributor|visionary|assistant|deputy|"
    rf"team lead|tech lead|manager|supervisor|fundamental|limited|experienced|starter|{OTHER_RANKS})\b|"
    # Japanese and Chinese words are not parted from what follows
    r"^(?:ジュニア|ミドル|シニア|リード|スタッフ|プリンシパル|エキスパート|見習い|新人|初级|中级|高级|资深|专家|初級|中級|上級)",
    re.IGNORECASE,
)
TWOFOLD = frozenset(
    ("lead", "leading", "managing", "manager", "working", "developing", "emerging", "executive", "partner", "professional", "advanced",
     "basic", "expert", "master", "limited", "foundation", "foundational", "fundamental", "skilled", "head", "director", "staff",
     "awareness", "proficient", "competent", "contributor", "specialist", "chief", "entry", "graduate", "experienced", "principal")
)  # fmt: skip
"""Words of seniority that begin the names of competencies as well: `Lead generation`, `Executive presence`, `Managing risk`."""
TRADE = pattern(
    r"^(?:[A-Z][\w’'-]+ ){0,2}\w*(?:[a-z]er|[a-z]or|ist|ista|ian|hand|man|woman|person|clerk|cook|chef|nurse|guard|aide|pilot|agent|attendant)$"
)
"""How a person's trade ends."""
THING = pattern(
    r"\b(?:number|order|together|better|other|over|under|after|driver|indicator|factor|parameter|chapter|letter|marker|customer|stakeholder|user|member|folder|layer|"
    r"quarter|semester|trigger|filter|answer|power|behaviou?r|error|vendor|sector|reviewer|interviewer|scorer|rater|manner|offer|"
    r"career|partner|paper|matter|list|checklist|shortlist|evidence for|owner)$",
    re.IGNORECASE,
)
"""Words that end like a trade and head other columns."""
ROLE = pattern(
    r"\b(engineer|developer|programmer|designer|analyst|scientist|researcher|writer|administrator|sre|devops|consultant|"
    r"specialist|manager|architect|tester|qa|pm|swe|dev|em|product owner|accountant|recruiter|coordinator|support|agent|"
    r"representative|executive|strategist|marketer|editor|operator|technician|individual contributor|ic|engineering)s?\b",
    re.IGNORECASE,
)
POST = pattern(r"\b(?:Head|Director|VP|Vice President|Chief) of\b")
"""The one `of` that stands in the name of a level."""
NOT_LEVELS = pattern(
    r"\b(skills?|leadership|leads? by|years?|knowledge|experience|impact|communication|mentor\w*|scope|summary|description|example|"
    r"overview|responsibilit\w+|expectations?|criteri\w+|questions?|rating|ladder|framework|matrix|path|track|tracks|growth|"
    r"interview\w*|scorecard|rubric|development|management style|promotion|salary|compensation|notes?|competenc\w+|theme|"
    r"category|dimension|pillar|attribute|behaviou?rs?|signals?|definition|levels|titles?|comparison|process|pages?|resources)\b",
    re.IGNORECASE,
)
HANDBOOK = pattern(
    r"^(?!(?:junior|jr|senior|sr|lead|head|chief|principal|master|associate|assistant|trainee|apprentice)\b).*\bguides?$",
    re.IGNORECASE,
)
"""A document, unless a rank makes it a person: `Expert guide`, but not `Senior Guide`."""
RANKS_AND_NUMBERS = pattern(
    r"\b(?:junior|jr|senior|sr|mid|mid-level|middle|staff|principal|lead|head|chief|master|associate|assistant|trainee|apprentice|"
    rf"distinguished|entry|entry-level|intern|graduate|executive|experienced|advanced|\d{{1,2}}|i{{1,3}}|iv|v|{OTHER_RANKS})\b\.?|\([^)]*\)",
    re.IGNORECASE,
)
COUNTED_THINGS = pattern(
    r"\b(parts?|sections?|chapters?|steps?|phases?|weeks?|days?|months?|quarters?|years?|questions?|exercises?|rounds?|stages?|interviews?|"
    r"tables?|figures?|appendix|examples?|versions?|options?|competency|dimensions?|criterion|areas?|goals?|objectives?|principles?|"
    r"rules?|topics?|modules?|variants?|variations?|scenarios?|cases?|attempts?|iterations?|releases?|milestones?|tickets?|batch(?:es)?|units?|lessons?|sprints?|rows?|columns?|sheets?|pages?|items?|notes?|tasks?|projects?|teams?)$",
    re.IGNORECASE,
)
"""What is counted in every document; numbered levels are people (`Courier 1`) or say that they are levels."""
SENTENCE = pattern(
    r"[?!;]|\w\.\s+\w|\b(how|what|when|why|who|your|our|their|you|we|the|is|are|do|does|should|from|with|without|across|about|of)\b",
    re.IGNORECASE,
)
