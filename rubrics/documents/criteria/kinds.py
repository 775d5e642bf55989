"""What a heading or column of hiring criteria announces: signals, red flags, questions, exercises, the scale."""

from __future__ import annotations

import re
from functools import lru_cache

from rubrics.documents.labels import LONGEST, bare
from rubrics.documents.patterns import pattern

SUFFIX = pattern(r"\s*[(\[][^()\[\]]*[)\]]\s*$")
ENGLISH = (
    ("nice", pattern(r"^(?:nice[- ]?to[- ]?haves?|good[- ]to[- ]haves?|preferred(?: \w+)?|desirable(?: \w+)?|bonus(?: points)?)$", re.IGNORECASE)),
    ("must", pattern(r"^(?:must[- ]?haves?|(?:essential|minimum|required|mandatory)(?: (?:criteria|requirements|qualifications|skills))?|non[- ]negotiables?)$", re.IGNORECASE)),
    ("red", pattern(r"\b(red flags?|deal[- ]?breakers?|disqualif\w+|knock[- ]?outs?|automatic (?:no|reject)|no[- ]hire signals?|(?:do not|don['’]t|never) (?:hire|proceed) if|reject if)\b", re.IGNORECASE)),
    ("weak", pattern(r"\b(weak(?:er)?(?: candidate)? (?:signals?|indicators?|answers?|signs|evidence|responses?)|weak (?:looks|candidates?)|negative (?:signals?|indicators?)|(?:yellow|orange|amber) flags?|warning signs|what (?:bad|poor|weak) looks like|poor (?:answers?|signals?)|signs of weakness|weak signals?)\b|^(?:weak|concerns|negatives?|watch[- ]?outs?|cons)$", re.IGNORECASE)),
    ("strong", pattern(r"\b(strong(?: candidate)? (?:signals?|indicators?|answers?|signs|evidence|responses?|candidates?)|positive (?:signals?|indicators?)|green flags?|what (?:good|great|strong|excellent) looks like|good (?:answers?|signals?|signs)|great (?:answers?|signals?)|signs of strength)\b|^(?:strong|positives?|pros|signals?|green)$", re.IGNORECASE)),
    ("look_for", pattern(r"\b(what (?:to|we(?:'re| are)?|you(?:'re| are)?) look(?:ing)? for|look[- ]?fors?|(?:behaviou?ral |positive )?indicators|evidence to look for|things to look for|listen for|signals to look for)\b", re.IGNORECASE)),
    ("questions", pattern(r"\b(questions?|prompts?|probes?|follow[- ]?ups?|ask)\b", re.IGNORECASE)),
    ("assess", pattern(r"\b(what to (?:assess|evaluate|test)|areas? (?:to assess|of assessment|assessed|to evaluate|of evaluation)|assessment areas?|evaluation areas?|what (?:we(?:'re| are)?|you(?:'re| are)?) (?:assess|evaluat)\w*|competenc(?:y|ies) (?:assessed|to assess|evaluated)|key (?:assessment )?areas)\b", re.IGNORECASE)),
    ("exercises", pattern(r"\b(exercises?|case stud(?:y|ies)|work samples?|take[- ]?homes?|simulations?|assignments?|practical tasks?)\b", re.IGNORECASE)),
    ("stages", pattern(r"\b(interview (?:stages?|rounds?|loop|plan|process|structure|schedule|panel|agenda|format)|hiring (?:stages?|process|loop|plan)|interview(?:s)? overview|stages|rounds)\b", re.IGNORECASE)),
    ("threshold", pattern(r"\b(thresholds?|pass(?:ing)? (?:mark|score|bar)|minimum score|hir(?:e|ing) bar|decision rules?|pass/fail|cut[- ]?off)\b", re.IGNORECASE)),
    ("recommendation", pattern(r"\b(recommendations?|hir(?:e|ing) decision|final decision|overall (?:rating|decision))\b|^decision$", re.IGNORECASE)),
    ("scale", pattern(r"\b(scales?|scor(?:e|ing) (?:guid\w+|definitions?|system|key|legend|rubric|levels?|criteria|meaning)|rating (?:guid\w+|definitions?|system|key|levels?|scale)|how (?:to|we|you) (?:score|rate|grade)|legend|score definitions?|grading|scoring|ratings?)\b", re.IGNORECASE)),
)  # fmt: skip
OTHERS = (
    ("nice", pattern(r"^(?:wünschenswert\w*|kann-kriterien|von vorteil|souhait(?:é|able)e?s?|atouts?|deseables?|valorables?)$", re.IGNORECASE)),
    ("red", pattern(r"\b(warnsignale?|warnzeichen|ausschlusskriterien|k\.?[- ]?o\.?-kriterien|signa(?:l|ux) d['’]alerte|drapeaux? rouges?|(?:critères|points) éliminatoires|señal(?:es)? de (?:alerta|alarma)|banderas? rojas?|criterios (?:excluyentes|eliminatorios))\b", re.IGNORECASE)),
    ("must", pattern(r"^(?:muss-?kriterien|pflichtkriterien|zwingend\w*|indispensables?|(?:critères )?obligatoires?|prérequis|imprescindibles?|requisitos(?: (?:mínimos|obligatorios))?)$", re.IGNORECASE)),
    ("weak", pattern(r"\b((?:schwache|negative) (?:signale|antwort(?:en)?|anzeichen)|schwächen|signaux (?:faibles|négatifs)|points faibles|réponses? faibles?|señales (?:débiles|negativas)|puntos débiles|respuestas? débil(?:es)?)\b", re.IGNORECASE)),
    ("strong", pattern(r"\b((?:starke|positive|gute) (?:signale|antwort(?:en)?|anzeichen)|stärken|signaux (?:forts|positifs)|points forts|bonnes? réponses?|señales (?:fuertes|positivas)|puntos fuertes|buenas? respuestas?)\b", re.IGNORECASE)),
    ("look_for", pattern(r"\b(worauf (?:wir |zu )?achten|à observer|ce que (?:nous|l['’]on) cherch\w+|qué (?:buscar|buscamos|observar))\b", re.IGNORECASE)),
    ("questions", pattern(r"\b((?:interview|leit)?fragen|preguntas?)\b", re.IGNORECASE)),
    ("assess", pattern(r"\b(was (?:wir )?(?:bewerten|beurteilen|prüfen)|bewertungsbereiche|ce que nous évaluons|(?:points|critères) à évaluer|qué evaluamos|aspectos a evaluar)\b", re.IGNORECASE)),
    ("exercises", pattern(r"\b(übung(?:en)?|fallstudien?|arbeitsproben?|exercices?|études? de cas|mises? en situation|ejercicios?|casos? prácticos?|pruebas? prácticas?)\b", re.IGNORECASE)),
    ("stages", pattern(r"\b((?:interview|gesprächs|bewerbungs|auswahl)(?:plan|ablauf|prozess|runden)|étapes|déroulement|processus de (?:recrutement|sélection)|etapas|proceso de (?:selección|entrevistas?))\b", re.IGNORECASE)),
    ("threshold", pattern(r"\b(mindest(?:punktzahl|note)|schwellenwert|entscheidungsregel|seuil|note minimale|règle de décision|umbral|(?:nota|puntuación) mínima|regla de decisión)\b", re.IGNORECASE)),
    ("recommendation", pattern(r"\b(empfehlung(?:en)?|recommandations?|décision finale|recomendación|decisión final)\b", re.IGNORECASE)),
    ("scale", pattern(r"\b((?:bewertungs|noten|punkte)?skala|bewertungsstufen|échelle|barème|notation|escala|baremo|puntuación)\b", re.IGNORECASE)),
)  # fmt: skip
"""The same in German, French and Spanish."""
KINDS = (*ENGLISH, *OTHERS)
SCALE_NAME = ENGLISH[-1][1]


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
