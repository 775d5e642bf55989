"""What cells say that hold no guideline: nothing new, nothing asked, nothing written yet."""

from __future__ import annotations

import re

from rubrics.documents.patterns import pattern

NOT_APPLICABLE = pattern(
    r"^[\s(\[]*(n\s*/\s*a|n\.a\.?|s\.o\.|sans objet|non applicable|entfällt|nicht (?:anwendbar|erforderlich|relevant)|k\. ?a\.|non requis|no aplica|no requerido|n\.?v\.?t\.?|niet van toepassing|não se aplica|該当なし|不适用|(?:not applicable|does not apply|not required|none required|not expected|no (?:requirements?|expectations?))"
    r"(?: yet)?(?: (?:at|for|on) this (?:level|role|step|grade))?)[\s)\].]*$",
    re.IGNORECASE,
)
NOTHING_NEW = pattern(
    r"^[\s(\[]*(?:(?:the )?same(?: as (?:above|before|(?:the |at the )?(?:previous|prior|lower|level below)(?: level)?))?|ditto|idem|[\"″〃]|"
    r"no change|unchanged|as above|wie oben|siehe oben|comme ci-dessus|voir ci-dessus|(?:igual|como) (?:que )?(?:el )?(?:nivel )?anterior|同上|"
    r"nothing (?:new|additional|further|more)(?: here)?|no (?:additional|further|new) (?:expectations?|requirements?)|"
    r"see (?:above|(?:the )?(?:previous level|level below)))(?: at this (?:level|step|grade))?[\s)\].]*$",
    re.IGNORECASE,
)
"""What a cell says that repeats the level below: nothing new here."""
SAME_AS = pattern(
    r"^[\s(]*(?:(?:the )?same (?:as|for|at)|as (?:for|at|in)|see|wie(?: bei)?|siehe|comme|voir|idem|igual que|como|ver) (?:the |le |el )?"
    r"(?P<name>[^.()]{1,40}?)[\s).]*$",
    re.IGNORECASE,
)
"""What a cell says that repeats a level it names."""
NONE_ASKED = pattern(r"^[\s(\[]*(?:none|keine?|aucune?|ningun[oa]|なし|无)[\s)\].]*$", re.IGNORECASE)
"""What a ladder's cell says that asks nothing; the same word may be the text of a low score."""
NOTHING = pattern(r"^[\s\-–—―_.·…*]*$")
PLACEHOLDER = pattern(
    r"^[\s\[({<_*]*(to\s?do|tbd|tba|tbc|fixme|wip|coming soon|to be (?:added|defined|determined|written|done|confirmed)|placeholder|"
    r"lorem ipsum|insert .{1,40} here|\.{3}|…|x{3,}|work in progress|draft pending|under construction|"
    r"add (?:your )?.{1,40} here|<[^>]+>|\[[^\]]{1,60}\]|\{\{.+\}\})[\s\])}>_*.:]*(?:[:–-].{0,80}|\blorem\b.*|\bdolor\b.*)?$",
    re.IGNORECASE,
)
