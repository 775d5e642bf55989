"""What a person may want to link: everything of the sources that has no confirmed link yet, with suggestions."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from rubrics.generation.inputs import Competency, Criteria, CriteriaDimension, Ladder, Link, SourceText
from rubrics.generation.levels import Step
from rubrics.generation.members import Rateable, members, signal_lists
from rubrics.keywords import DEFAULT_KEYWORDS, KeywordTable
from rubrics.matching import Matchable, Suggestion, suggestions


def proposals(
    ladder: Ladder | None,
    criteria: Criteria | None,
    steps: Iterable[Step],
    links: Sequence[Link] = (),
    keywords: KeywordTable = DEFAULT_KEYWORDS,
) -> dict[str, tuple[Suggestion, ...]]:
    """Key of each unlinked piece -> its suggestions, best first; an empty tuple where nothing is near enough.

    Dimensions of the criteria are held against competencies, those of a merged ladder against the first one's. What to
    assess, signals, red flags, exercises and the responsibilities of the levels in `steps` are held against the
    dimensions as the links have joined them; the target is then the key of the dimension.
    """
    linked = {link.subject for link in links} | {link.target for link in links}
    groups = members(ladder, criteria, links)
    own: list[Rateable] = [entry for group in groups for entry in group.dimensions]
    own += [entry for group in groups for entry in group.assess]
    competencies = [entry for group in groups for entry in group.competencies]
    targets = [Matchable(group.keys[0], group.name, _told(ladder, group.all)) for group in groups]
    found: dict[str, tuple[Suggestion, ...]] = {}

    def propose(subjects: Iterable[Matchable], candidates: Sequence[Matchable]) -> None:
        still_open = [subject for subject in subjects if subject.key not in linked]
        found.update(suggestions(still_open, candidates, keywords=keywords))

    if own and competencies:
        candidates = [Matchable(entry.key, entry.name, _told(ladder, [entry])) for entry in competencies]
        propose((Matchable(entry.key, entry.name, _told(None, [entry])) for entry in own), candidates)
    theirs = [entry for entry in competencies if entry.merged_from]
    if theirs and len(theirs) < len(competencies):
        mine = [entry for entry in competencies if not entry.merged_from]
        rows = [Matchable(entry.key, entry.name, _told(ladder, [entry])) for entry in mine]
        propose((Matchable(entry.key, entry.name, _told(ladder, [entry])) for entry in theirs), rows)
    if criteria is not None:
        propose(_pieces(criteria), targets)
    if ladder is not None:
        used = {step.texts_from.position for step in steps if step.texts_from}
        duties = (entry for entry in ladder.responsibilities if entry.level in used)
        propose((Matchable(entry.key, "", entry.text.text) for entry in duties), targets)
    return found


def _pieces(criteria: Criteria) -> Iterable[Matchable]:
    """Everything of the criteria that can belong to a dimension and is not listed under one by the source."""
    if criteria.dimensions:
        for entry in criteria.assess:
            yield Matchable(entry.key, entry.name, entry.text.text if entry.text else "")
    for kind, signals in signal_lists(criteria):
        for signal in signals:
            if signal.under is None:
                yield Matchable(kind.key(signal.position), "", signal.text.text)
    for exercise in criteria.exercises:
        yield Matchable(exercise.key, exercise.name, " ".join((*exercise.task, *exercise.evaluates)))


def _told(ladder: Ladder | None, entries: Iterable[Rateable]) -> str:
    """All the sources say of some rows and dimensions, over all levels and scores."""
    texts: list[SourceText | None] = []
    for entry in entries:
        if isinstance(entry, Competency):
            texts.append(entry.description)
            if ladder is not None:
                texts += [cell.text for cell in ladder.guidelines if cell.competency == entry.position]
        elif isinstance(entry, CriteriaDimension):
            texts.append(entry.description)
            texts += [text for _, text in entry.anchors]
        else:
            texts.append(entry.text)
    return " ".join(text.text for text in texts if text)
