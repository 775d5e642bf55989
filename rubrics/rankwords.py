"""The words by which a text shows where its level stands on the common scale, coordinate by coordinate.

A rank from 1 to 8 is what the words claim: a task under guidance is 1, a whole field 8. Words that name a level (its code,
its title) are none of them. A pattern earlier in its list takes its words away from those after it, so that "sets the team's
direction" is not read as "team" too.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from types import MappingProxyType

from rubrics.enums import Coordinate

RANKS: Mapping[int, str] = MappingProxyType(
    {
        1: "Learns: does defined tasks with guidance",
        2: "Contributes: delivers features, small projects, with some review",
        3: "Works independently: a sub-system or a project from end to end",
        4: "Owns: a whole system, the work of a team, complex problems",
        5: "Leads across: several systems or teams, sets direction in a domain",
        6: "Shapes the organisation: standards and strategy of a whole department",
        7: "Shapes the company: enterprise-wide direction, final authority",
        8: "Shapes the field: precedent-free problems, influence on the industry",
    }
)

Words = tuple[tuple[re.Pattern[str], int], ...]

_ORG = r"organi[sz]ation"
_SPREAD = (
    r"(?:multiple|several|many|various|other|across|between|cross|multi|different|group of|a range of|broad|two|three)"
)
_UNITS = (
    r"(?:teams?|systems?|services?|products?|squads|groups|areas|domains?|applications|practices|disciplines|projects)"
)


def _words(*ranked: tuple[int, str]) -> Words:
    return tuple((re.compile(rf"\b(?:{pattern})\b", re.IGNORECASE), rank) for rank, pattern in ranked)


_BREADTH = (
    (8, r"industry(?:[- ](?:wide|level))?(?![- ](?:best|standard|trends))|whole field|field-(?:shaping|defining)|tech(?:nology)? community|regulators"),
    (7, r"enterprise(?:[- ]wide)?|compan(?:y|ies)[- ]?(?:wide|level|strategy|objectives)|(?:whole|entire|across the|throughout the|of the) company"),
    (7, r"company(?:'s|’s)|broad business|top line|business (?:strategy|growth|direction)|corporate"),
    (6, rf"(?:cross|multi)[- ]?(?:{_ORG}|org|department|division)\w*|{_ORG}(?:al|'s|’s)?(?:[- ]wide)?|org(?:[- ](?:wide|level|chart))?"),
    (6, r"department(?:al)?|divisions?|business unit|engineering[- ](?:wide|team|group|org)|(?:all|entire|whole) engineering(?: teams?)?|all teams"),
    (5, rf"{_SPREAD}[- ](?:of )?(?:\w+ ){{0,2}}{_UNITS}|(?:guides?|leads?) (?:\w+ ){{0,2}}{_UNITS.replace('s?', 's')}"),
    (5, r"(?:technical|service|functional|technology|whole|entire) (?:domain|area)s?|beyond (?:their|the|your) (?:own )?team|wider (?:business|group|team)"),
    (4, r"(?:the |a )?(?:whole|entire) (?:\w+ )?(?:team|system|product|stack)|team(?:'s|’s)? (?:goals?|direction|strategy|priorities|deliver\w+)|(?:work|output) of (?:a|one|the|their|its) (?:\w+ )?team|(?:leads?|manages?|runs?) (?:a|one|the|their|its) (?:\w+ )?team"),
    (4, r"(?:large|larger|major|critical|complex) (?:\w+ )?(?:projects?|components?|initiatives?)"),
    (3, r"(?:their|own|the|a) (?:product )?team|team outcomes|sub-?systems?|components?|projects?|end[- ]to[- ]end|(?:set|group) of services|own (?:scope|services|area)|area of (?:expertise|ownership)"),
    (2, r"(?:small|smaller|simple|individual) (?:\w+ )?(?:projects?|features?|tickets?|pieces?)|features?|stories"),
    (1, r"(?:well[- ])?(?:defined|scoped|assigned|small) (?:\w+ )?(?:tasks?|work|tickets)|(?:individual )?tasks?|tickets?|bugs?(?: fixes)?"),
)  # fmt: skip
"""How wide: from a task to an industry. Small projects stand before projects, so the ranks are not in order of place."""
_NARROW_FIRST = (*(entry for entry in _BREADTH if entry[0] == 2), *(entry for entry in _BREADTH if entry[0] != 2))

WORDS: Mapping[Coordinate, Words] = MappingProxyType(
    {
        Coordinate.SCOPE: _words(*_NARROW_FIRST),
        Coordinate.AUTONOMY: _words(
            (7, r"complete (?:independence|autonomy)|autonom\w+ (?:at|across) the (?:enterprise|company)\w*"),
            (6, rf"(?:sets?|shap\w+|defin\w+|holds?) (?:\S+ ){{0,3}}(?:strategy|vision|direction|authority) (?:\S+ ){{0,4}}(?:{_ORG}|org|compan|enterprise|department)\S*"),
            (6, r"(?:defin\w+|sets?|develops?|shap\w+) (?:\S+ ){0,3}(?:strateg(?:y|ies)|roadmaps?|vision)|anticipat\w+"),
            (5, r"(?:sets?|setting|drives?) (?:\S+ ){0,3}(?:team|technical|strategic|domain) (?:\S+ )?direction|sets? (?:own )?direction|defin\w+ (?:\S+ ){0,2}standards?"),
            (5, r"(?:acts?|high) independen\w+ (?:on|across)|high independence|without formal authority"),
            (4, r"(?:minimal|little(?: to no)?|limited|very little|no) (?:regular )?(?:need for )?(?:oversight|assistance|supervision|approval|redirection|review|direction|help)"),
            (4, r"autonom(?:y|ous|ously)|trusted (?:to|by)|end[- ]to[- ]end owner\w*|takes? (?:full )?ownership|sets? (?:their|your) own direction|fully productive"),
            (3, r"independen(?:t|tly|ce)|self[- ]directed|on their own|own (?:day-to-day )?work|plans? own|milestone review"),
            (2, r"(?:some|minimal|occasional|minor|limited) (?:guidance|supervision|support|help|direction)|review(?:ed)? (?:on|of|by)|(?:work|is) reviewed|knows? when to ask"),
            (1, r"(?:with|under|needs?|requires?|with some) (?:\S+ )?(?:help|guidance|supervision|direction|support)(?: (?:of|from|by))?|supervised|guided|assists?|shadows?|escalat\w+"),
            (1, r"following (?:existing|established|\w+) (?:procedures|patterns|examples|runbooks)|asks? questions|seeks? (?:out )?(?:advice|help|guidance)"),
        ),
        Coordinate.COMPLEXITY: _words(
            (8, r"field[- ](?:shaping|defining)|precedent[- ]free|unprecedented|new (?:theories|science)"),
            (7, r"industry[- ]level|visionary|(?:new|novel) (?:models?|frameworks?)|highly ambiguous"),
            (6, r"most (?:challenging|difficult|complex|critical)|systemic|intangibles?|strategic (?:issues|planning|problems)|wicked"),
            (5, r"novel|ambigu\w+|highly complex|very (?:complex|large|deep)|complex (?:and|,) \w+|establish\w* (?:the|new) approach\w*|outside the box|evolves? the architecture"),
            (4, r"complex(?:ity)?|advanced|in[- ]depth|high(?:er)?[- ]risk|difficult|non[- ]standard|any problem|trade-?offs?|architect(?:s|ural|ure)"),
            (3, r"diverse|identifiable factors|adapts?|medium|moderately|some complexity|troubleshoots?|debug\w*|larger"),
            (2, r"moderate complexity|moderate|familiar|standard|small[- ]to[- ]medium|known"),
            (1, r"basic|simple|low[- ]risk|well[- ](?:defined|scoped)|routine\w*|straightforward|existing (?:patterns|procedures|examples)|foundational|fundamentals?"),
        ),
        Coordinate.IMPACT: _words(*_NARROW_FIRST),
        Coordinate.DECISION_RIGHTS: _words(
            (3, r"(?:implementation|design) decisions(?: for own scope)?"),
            (7, r"final (?:technical )?authority|final (?:say|decision)|high-impact decisions"),
            (5, r"authority (?:over|in|for|across)|(?:makes?|owns?) (?:\S+ ){0,2}decisions (?:about|for|across)|approves?"),
            (4, r"participates? in (?:\S+ )?decision|guides? (?:\S+ ){0,3}decision\w*|makes? (?:\S+ ){0,2}(?:decisions|trade-?offs)|technical decisions"),
            (3, r"own (?:decisions|scope)|recommend\w*|knows? how to debate"),
            *_NARROW_FIRST,
        ),
        Coordinate.LEADERSHIP: _words(
            (8, r"industry (?:leaders?|experts?|leadership)|regulators|boards?"),
            (7, r"executives?|(?:recogni[sz]ed )?thought lead\w+|develops? principals?|(?:company|enterprise|industry)[- ](?:wide|direction)|across the industry"),
            (6, rf"(?:leads?|leading|guides?|sets?|mentors?|manages?|directs?) (?:\S+ ){{0,5}}(?:{_ORG}\w*|org-wide|departments?)|multipl(?:y|ies)|spokesperson"),
            (6, r"manag(?:es?|ing) (?:\S+ ){0,3}managers|(?:mentor|coach|develop)\w* (?:\S+ ){0,3}(?:leads?|leaders|senior|staff)|high-level mentorship|(?:guides?|leads?) (?:\S+ ){0,3}teams"),
            (4, r"(?:leads?|leading|runs?) (?:a|one|the|their|its) (?:\S+ )?team(?![- ]?(?:s\b|wide))"),
            (5, r"(?:leads?|leading|manages?|manager of) (?:\S+ ){0,2}(?:team|initiatives|efforts)|cross-(?:team|group|functional) (?:lead|initiative)\w*|direct reports|leads? major"),
            (3, r"(?:mentor|coach|train|help)\w* (?:\S+ ){0,2}junior\w*|mentors? informally|informal(?:ly)? mentor\w*|onboard\w*|leads? (?:small|smaller) \w+"),
            (4, r"mentor\w*|coach\w*|trains?|technical lead|leads?|role models?|go-to person|sought (?:out|by)|experience is sought|subject matter expert"),
            (2, r"(?:helps?|supports?|assists?|works? with|feedback to) (?:\S+ ){0,2}(?:others?|team|peers?|colleagues)|shar(?:es?|ing) (?:\S+ )?knowledge|collaborat\w+"),
            (1, r"learns? from|seeks? (?:out )?(?:advice|feedback|help)|receives? feedback|shadows?|hungry|builds? (?:\S+ )?relationships"),
        ),
    }
)  # fmt: skip

_ABOUT_IMPACT = r"impact|outcomes?|results?|influenc|drives?|improve|improvement|value|affect|consequences|elevat|contribut|business"
_ABOUT_DECISIONS = r"deci[ds]|authority|judge?ment|trade-?offs?|prioriti|accountab|approv|budget|standards"
_ABOUT_LEADERSHIP = (
    r"mentor|coach|train|lead|manag|direct reports|feedback|help|support|guid|role model|influenc|spokes|network|"
    r"learn|seeks?|shadow|collaborat|sought|expert|teach|relationship|executives|develops"
)
ABOUT: Mapping[Coordinate, re.Pattern[str]] = MappingProxyType(
    {
        Coordinate.IMPACT: re.compile(rf"\b(?:{_ABOUT_IMPACT})", re.IGNORECASE),
        Coordinate.DECISION_RIGHTS: re.compile(rf"\b(?:{_ABOUT_DECISIONS})", re.IGNORECASE),
        Coordinate.LEADERSHIP: re.compile(rf"\b(?:{_ABOUT_LEADERSHIP})", re.IGNORECASE),
    }
)
"""A sentence outside an attribute speaks of these coordinates only where it says so."""
