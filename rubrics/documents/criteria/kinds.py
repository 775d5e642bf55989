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
OTHERS = {
    phrase: kind
    for kind, phrases in (
        ("nice", "wünschenswert|von vorteil|souhaité|souhaités|souhaitable|souhaitables|atouts|deseable|deseables|valorable|valorables"),
        ("red", "warnsignal|warnsignale|warnzeichen|ausschlusskriterien|ko-kriterien|signal d'alerte|signaux d'alerte|drapeau rouge|drapeaux rouges|critères éliminatoires|points éliminatoires|señal de alerta|señales de alerta|señales de alarma|bandera roja|banderas rojas|criterios excluyentes|criterios eliminatorios"),
        ("must", "muss-kriterien|musskriterien|pflichtkriterien|zwingend|zwingende|indispensable|indispensables|obligatoires|critères obligatoires|prérequis|imprescindible|imprescindibles|requisitos|requisitos mínimos"),
        ("weak", "schwache signale|schwache antwort|schwache antworten|schwache anzeichen|negative signale|negative anzeichen|schwächen|signaux faibles|signaux négatifs|points faibles|réponse faible|réponses faibles|señales débiles|señales negativas|puntos débiles|respuesta débil|respuestas débiles"),
        ("strong", "starke signale|starke antwort|starke antworten|starke anzeichen|positive signale|positive anzeichen|gute antworten|stärken|signaux forts|signaux positifs|points forts|bonne réponse|bonnes réponses|señales fuertes|señales positivas|puntos fuertes|buena respuesta|buenas respuestas"),
        ("look_for", "worauf achten|worauf wir achten|worauf zu achten|à observer|ce que nous cherchons|qué buscar|qué buscamos|qué observar"),
        ("questions", "fragen|interviewfragen|leitfragen|pregunta|preguntas"),
        ("assess", "was wir bewerten|was wir beurteilen|was wir prüfen|bewertungsbereiche|ce que nous évaluons|points à évaluer|critères à évaluer|qué evaluamos|aspectos a evaluar"),
        ("exercises", "übung|übungen|fallstudie|fallstudien|arbeitsprobe|arbeitsproben|exercice|exercices|étude de cas|études de cas|mise en situation|mises en situation|ejercicio|ejercicios|caso práctico|casos prácticos|prueba práctica|pruebas prácticas"),
        ("stages", "interviewplan|interviewablauf|gesprächsablauf|auswahlprozess|bewerbungsprozess|interviewrunden|étapes|déroulement|processus de recrutement|processus de sélection|etapas|proceso de selección|proceso de entrevistas"),
        ("threshold", "mindestpunktzahl|mindestnote|schwellenwert|entscheidungsregel|seuil|note minimale|règle de décision|umbral|nota mínima|puntuación mínima|regla de decisión"),
        ("recommendation", "empfehlung|empfehlungen|recommandation|recommandations|décision finale|recomendación|recomendaciones|decisión final"),
        ("scale", "bewertungsskala|notenskala|punkteskala|skala|bewertungsstufen|échelle|barème|notation|escala|baremo|puntuación"),
    )
    for phrase in phrases.split("|")
}  # fmt: skip
"""The same in German, French and Spanish: looked up, since most documents are in English and need no patterns for it."""
WORD = pattern(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
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
    return next((kind for kind, words in ENGLISH if words.search(short)), None) or other_kind(short)


def other_kind(label: str) -> str | None:
    """What a label announces in another language: its longest phrase that is known."""
    words = WORD.findall(label.lower().replace("’", "'"))
    spans = (" ".join(words[at : at + count]) for count in (4, 3, 2, 1) for at in range(len(words) - count + 1))
    return next((kind for span in spans if (kind := OTHERS.get(span))), None)
