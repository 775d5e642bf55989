"""A small ladder and small criteria in our own words, and what the library makes of them."""

from __future__ import annotations

from functools import cache

from accounts.models import Account
from core.database import db
from rubrics.documents import read
from rubrics.documents.reading import Reading
from rubrics.models import Criteria, Ladder, RubricVersion, SourceDocument
from rubrics.operations.documents import import_document, receive_document
from rubrics.operations.drafts import ChosenLink
from rubrics.operations.generating import generate_draft

LADDER = """\
# Lighthouse engineering ladder

| Competency | Keeper (L1) | Senior Keeper (L2) | Lead Keeper (L3) | Principal Keeper (L4) | Warden (L5) |
| --- | --- | --- | --- | --- | --- |
| **Lamp** | | | | | |
| *Optics* | Cleans a lens by the checklist. | Aligns a lens alone. | Chooses the lens for a new tower. | Sets the lens standard of a coast. | Invents a lens that others copy. |
| *Power* | Reads the meter each hour. | Repairs a burner during a storm. | Plans the fuel of one winter. |  | Signs the fuel contract of the coast. |
| **Crew** | | | | | |
| *Watch* | Keeps a watch beside a colleague. | Keeps a night watch alone. | Plans the watches of one tower. | Plans the watches of ten towers. | Agrees the watches with the navy. |
| *Teaching* | Writes down what was learned. | Shows a newcomer the tower. | Trains the keepers of one tower. | Runs the school of the coast. | Advises other coasts on their schools. |
"""

CRITERIA = """\
# Lead Keeper hiring criteria

These criteria are written for the level Lead Keeper (L3).

## What to assess in interviews

- **Watch planning:** shares out nights fairly and covers illness.
- **Teaching:** has made other keepers able to work alone.

## Practical exercises or case studies

1. **Fog rota (40–60 minutes)**
   - Two keepers fall ill in a week of fog. The candidate rewrites the rota.
   - Evaluate: fairness, cover of every night, notice given.

## Strong candidate signals

- Wrote a watch plan that a later crew still uses.

## Weak candidate signals

- Talks about the lamp only and never about the crew.

## Red flags

- Left a tower dark to prove a point.

## Scorecard dimensions

Score every dimension from 1 to 5.

| Dimension | 5 | 3 |
| --- | --- | --- |
| Watch planning | Plans a season that survives three absences. | Plans a month without a gap. |
| Teaching | Raised a keeper who now leads a tower. | Trained a newcomer who keeps watch alone. |
"""


@cache
def reading_of(text: str, name: str) -> Reading:
    """What the document holds; hundreds of tests begin with the same two."""
    return read(text.encode(), name)


def waiting(text: str, name: str, actor: Account | None = None) -> SourceDocument:
    """The document received and read, not imported."""
    return receive_document(content=text.encode(), reading=reading_of(text, name), actor=actor)


def imported(text: str, name: str, actor: Account | None = None) -> SourceDocument:
    """The document in the library."""
    document = waiting(text, name, actor)
    import_document(document=document, reading=reading_of(text, name), actor=actor)
    db.session.commit()
    return document


def ladder(text: str = LADDER, name: str = "keepers.md") -> Ladder:
    """The ladder of the document, imported."""
    document = imported(text, name)
    return db.session.query(Ladder).filter_by(document_id=document.id).one()


def criteria(text: str = CRITERIA, name: str = "lead-keeper.md") -> Criteria:
    """The criteria of the document, imported."""
    document = imported(text, name)
    return db.session.query(Criteria).filter_by(document_id=document.id).one()


LINKS = (
    ChosenLink("dimension:1", "competency:3", 0.6, "shares the word watch"),
    ChosenLink("dimension:2", "competency:4"),
    ChosenLink("strong_signal:1", "dimension:1"),
    ChosenLink("exercise:1", "dimension:1"),
)


def draft(actor: Account | None = None) -> RubricVersion:
    """A draft for L3 from both, with what a person would confirm; the weak signal waits to be assigned."""
    version = generate_draft(
        ladder=ladder(), criteria=criteria(), target_level="L3", criteria_level="L3", links=LINKS, actor=actor
    )
    db.session.commit()
    return version
