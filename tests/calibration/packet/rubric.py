"""The rubric of the sample: five dimensions with anchors of two documents."""

from __future__ import annotations

from calibration.packet.record import (
    Anchor,
    Dimension,
    Level,
    Rubric,
    RubricFlag,
    Scale,
    ScaleStep,
    Statement,
)
from tests.calibration.packet.people import INES

LADDER = "engineering-ladder.md"
CRITERIA = "storage-hiring.yml"

# name, group, weight, must have, description, five anchors from 1 to 5 (an empty one was never written)
DIMENSIONS = (
    (
        "design",
        "System design",
        "Craft",
        2.0,
        True,
        "Shapes a system that others can run, change and afford.",
        (
            ("Draws boxes and arrows but cannot say what happens when one of them stops.",),
            ("Designs a single service well and leaves its neighbours to somebody else.",),
            (
                "Designs a system of several services, names the trade-offs and picks one with reasons.",
                "Says which failure the design accepts, and who will notice it first.",
            ),
            ("Sets the direction for a whole product area and leaves room for teams to differ.",),
            ("Changes how the company builds systems, and shows the numbers that made people follow.",),
        ),
    ),
    (
        "delivery",
        "Delivery under uncertainty",
        "Craft",
        1.5,
        True,
        "Gets something useful into use while the question is still moving.",
        (
            ("Waits for a complete specification.",),
            ("Delivers planned work and reports a slip after it has happened.",),
            (
                "Cuts work into slices that each teach something, and moves the date before it is missed.",
                "Finds the one risk that decides the plan and tries it first.",
            ),
            ("Keeps several teams moving when their plans collide.",),
            ("Makes bets that span years and knows early when to end one.",),
        ),
    ),
    (
        "incident",
        "Running it in production",
        "Craft",
        1.0,
        False,
        "Owns what was shipped, by day and by night.",
        (
            ("Hands a broken service over and goes home.",),
            ("Follows the run book and asks for help when it ends.",),
            ("Leads an incident calmly, writes down what was learned and closes the follow-ups.",),
            ("Lowers the number of incidents of a whole area by changing how it is built.",),
            (),
        ),
    ),
    (
        "collaboration",
        "Working across teams",
        "People",
        1.0,
        False,
        "Gets a result that needs people who owe them nothing.",
        (
            ("Works alone and is surprised by objections.",),
            ("Works well inside one team.",),
            ("Brings two teams to one plan and says plainly what each of them gives up.",),
            ("Settles a lasting quarrel between groups so that it stays settled.",),
            ("Is asked for by other parts of the company before a decision is taken.",),
        ),
    ),
    (
        "mentoring",
        "Growing others",
        "People",
        0.5,
        False,
        "Leaves people more able than they were.",
        (
            ("Keeps knowledge to themselves.",),
            ("Answers questions when asked.",),
            ("Has two or three people who grew visibly because of them, and can say how.",),
            ("Builds a way of learning that works without them.",),
            ("Raises senior people who now raise others.",),
        ),
    ),
)


def sample_rubric() -> Rubric:
    """Five dimensions with anchors of two documents and one written by hand."""
    dimensions = tuple(
        Dimension(
            id=key,
            name=name,
            group=group,
            description=description,
            weight=weight,
            must_have=must_have,
            bar=3.0,
            anchors=tuple(
                Anchor(
                    score=score,
                    level=f"P{score + 2}",
                    statements=tuple(
                        Statement(
                            text=text,
                            document=LADDER if order == 0 else CRITERIA,
                            locator=f"line {40 * place + 7 * score + order}",
                            level=f"P{score + 2}",
                        )
                        if (key, score) != ("mentoring", 4)
                        else Statement(text=text, author=INES)
                        for order, text in enumerate(texts)
                    ),
                )
                for score, texts in enumerate(anchors, start=1)
            ),
        )
        for place, (key, name, group, weight, must_have, description, anchors) in enumerate(DIMENSIONS, start=1)
    )
    return Rubric(
        id="31",
        title="Staff engineer, storage",
        version=3,
        content_sha256="5b1f0c2f9a64c1a7d3d5a8a0b0d6c4f1e2938475665748392a1b0c9d8e7f6a5b",
        target_level=Level(code="P5", name="Staff"),
        scale=Scale(
            steps=(
                ScaleStep(score=1, label="Two levels down"),
                ScaleStep(score=2, label="One level down"),
                ScaleStep(score=3, label="At level"),
                ScaleStep(score=4, label="One level up"),
                ScaleStep(score=5, label="Two levels up"),
            )
        ),
        dimensions=dimensions,
        red_flags=(
            RubricFlag(
                id="f1", text="Speaks of a former colleague with contempt.", document=CRITERIA, locator="red_flags[0]"
            ),
            RubricFlag(
                id="f2", text="Claims a result that others clearly own.", document=CRITERIA, locator="red_flags[1]"
            ),
        ),
        published_at="2026-08-03T08:00:00+00:00",
    )
