"""An application with one page that shows every macro, for the eye and for the browser tests.

`python -m tests.core.pages.gallery` serves it on port 5055.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from flask import Flask, Response, flash, render_template, request
from flask_wtf import CSRFProtect, FlaskForm
from flask_wtf.file import FileField
from jinja2 import ChoiceLoader, FileSystemLoader
from wtforms import (
    BooleanField,
    FieldList,
    Form,
    FormField,
    RadioField,
    SelectChoice,
    SelectField,
    SelectMultipleField,
    StringField,
    TextAreaField,
)
from wtforms.validators import InputRequired
from wtforms.widgets import CheckboxInput, ListWidget

from core import assets
from core.http import CONTENT_SECURITY_POLICY

PROJECT = Path(__file__).resolve().parents[3]


@dataclass(frozen=True)
class Link:
    label: str
    url: str
    current: bool = False
    count: int | None = None


@dataclass(frozen=True)
class Anchor:
    score: int
    label: str
    statements: list[str]
    is_bar: bool = False


@dataclass(frozen=True)
class Cell:
    state: str
    score: int | None = None
    distance: int | None = None
    url: str | None = None
    flags: int = 0


@dataclass(frozen=True)
class Summary:
    value: float
    distance: float
    spread: float | None
    count: int
    is_split: bool = False
    url: str | None = None


@dataclass(frozen=True)
class Row:
    label: str
    cells: list[Cell] = field(default_factory=list)
    note: str | None = None
    url: str | None = None
    summary: Summary | None = None


class Topic(Form):
    minutes = StringField("Minutes", [InputRequired("Say how many minutes the exercise takes.")])


class Requisition(FlaskForm):
    title = StringField("Role", [InputRequired("Name the role.")], description="As the candidate will read it.")
    level = SelectField(
        "Target level",
        choices=[SelectChoice("P5", "P5 Senior"), SelectChoice("P6", "P6 Staff"), SelectChoice("P7", "P7 Principal")],
    )
    visibility = RadioField(
        "When interviewers see each other's scores",
        [InputRequired("Choose when scores open.")],
        choices=[
            SelectChoice("after_own", "After submitting their own"),
            SelectChoice("after_all", "After everyone has submitted"),
        ],
    )
    rounds = SelectMultipleField(
        "Interviews in the loop",
        choices=[
            SelectChoice("system", "System design"),
            SelectChoice("code", "Working session"),
            SelectChoice("past", "Past work"),
        ],
        widget=ListWidget(prefix_label=False),
        option_widget=CheckboxInput(),
    )
    brief = TextAreaField("Brief", description="Two or three sentences for the kit.")
    remind = BooleanField("Send reminders for late scorecards")
    ladder = FileField("Ladder", description="The original is kept with its hash.")
    topics = FieldList(FormField(Topic), min_entries=1)


ANCHORS = [
    Anchor(1, "P5 or lower", ["Takes the problem as given and builds the first idea."]),
    Anchor(
        2, "P6", ["Weighs two designs within one team's system.", "Names the risk but leaves the trade-off to others."]
    ),
    Anchor(
        3,
        "P7",
        [
            "Finds the constraint that decides the design and says what would change the choice.",
            "Plans the change so that neighbouring teams can follow without stopping.",
        ],
        is_bar=True,
    ),
    Anchor(4, "P8", ["Reshapes the problem so that several teams need less than they asked for."]),
    Anchor(5, "P9", []),
]

NAVIGATION = [
    Link("Today", "#today", current=True, count=3),
    Link("Library", "#library"),
    Link("Rubrics", "#rubrics", count=1),
    Link("Requisitions", "#requisitions"),
    Link("Calibration", "#calibration", count=2),
    Link("Packets", "#packets"),
    Link("Insights", "#insights"),
]

EVENTS = [
    {
        "iso": "2026-11-04T14:10",
        "when": "4 Nov, 14:10",
        "who": "Ines Okafor",
        "what": "Decided: hire at level",
        "detail": "Two dissents are recorded with the decision.",
        "url": "#decision",
    },
    {
        "iso": "2026-11-03T16:42",
        "when": "3 Nov, 16:42",
        "who": "Tomas Lind",
        "what": "Scorecard reopened",
        "detail": "Evidence for Delivery was missing.",
        "url": None,
    },
    {
        "iso": "2026-11-02T09:30",
        "when": "2 Nov, 09:30",
        "who": None,
        "what": "Loop planned",
        "detail": None,
        "url": None,
    },
]

TASKS = [
    {
        "title": "Scorecard for Candidate 14",
        "url": "#a",
        "context": "System design, Principal Engineer (P7)",
        "due_iso": "2026-11-04",
        "due": "yesterday, 18:00",
        "is_late": True,
        "action": "Continue",
    },
    {
        "title": "Take your position on Candidate 9",
        "url": "#b",
        "context": "Calibration on Friday",
        "due_iso": "2026-11-06",
        "due": "Friday, 10:00",
        "is_late": False,
        "action": "Read blind",
    },
]

STATEMENTS = [
    {
        "text": "Finds the constraint that decides the design.",
        "document": "Engineering ladder 2026",
        "locator": "table 2, row Judgement, column P7",
        "level": "P7",
        "author": None,
        "url": "#document",
    },
    {
        "text": "Says what would change the choice.",
        "document": None,
        "locator": None,
        "level": None,
        "author": "Mara Feld, 3 Nov",
        "url": None,
    },
]


def matrix_columns() -> list[dict[str, Any]]:
    return [
        {"label": "I. Okafor", "note": "System design", "url": "#card-1"},
        {"label": "T. Lind", "note": "Working session", "url": "#card-2"},
        {"label": "R. Abara", "note": "Past work", "url": "#card-3"},
        {"label": "S. Wu", "note": "Shadow, not counted", "url": None},
    ]


def rated(score: int, flags: int = 0) -> Cell:
    return Cell("rated", score, score - 3, "#evidence", flags)


def matrix_rows() -> list[Row]:
    return [
        Row(
            "Technical judgement",
            [rated(4), rated(3), rated(5), rated(3)],
            "weight 3, must-have",
            "#d1",
            Summary(4.0, 1.0, 0.8, 3, url="#m1"),
        ),
        Row(
            "Delivery across teams",
            [rated(1, flags=1), Cell("not_observed"), rated(4), Cell("not_covered")],
            "weight 2",
            "#d2",
            Summary(2.5, -0.5, 1.5, 2, is_split=True, url="#m2"),
        ),
        Row(
            "Raising others",
            [rated(2), Cell("missing"), Cell("hidden"), rated(2)],
            "weight 1",
            None,
            Summary(2.0, -1.0, None, 1),
        ),
        Row("Written argument", [Cell("not_covered")] * 4, "weight 1", None, None),
    ]


def create_gallery() -> Flask:
    """An application that serves the gallery, a signed-out page, the error page and the answers the browser tests need."""
    app = Flask("gallery", static_folder=str(PROJECT / "core/static"))
    app.config["SECRET_KEY"] = "gallery"
    here = Path(__file__).parent / "templates"
    app.jinja_loader = ChoiceLoader([FileSystemLoader(PROJECT / "templates"), FileSystemLoader(here)])
    app.jinja_env.auto_reload = True
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True  # as in wsgi.py
    CSRFProtect(app)
    assets.init_app(app)
    received: list[dict[str, str]] = []
    app.extensions["received"] = received

    @app.after_request
    def secure(response: Response) -> Response:
        response.headers["Content-Security-Policy"] = CONTENT_SECURITY_POLICY
        return response

    @app.get("/")
    def gallery() -> str:
        with app.test_request_context(method="POST"):
            form = Requisition(meta={"csrf": False})
            form.validate()
        flash("Scorecard submitted. Two others are still out.", "success")
        flash("The ladder has changed since this rubric was generated.", "warning")
        return page("gallery.html", form=form, clean=Requisition())

    @app.get("/work")
    def work() -> str:
        return page("work.html")

    @app.get("/content")
    def content() -> str:
        return page("content.html")

    @app.post("/signed-out-elsewhere")
    def signed_out_elsewhere() -> tuple[str, int]:
        return "You are signed out. Nothing was stored.", 401

    @app.post("/sent")
    def sent() -> str:
        received.append({key: value for key, value in request.form.items() if key != "csrf_token"})
        return page("errors/error.html", title="Sent", message="Received.", status=200)

    @app.post("/refused")
    def refused() -> tuple[str, int]:
        return page("errors/error.html", title="No", message="That level is not on the ladder.", status=422), 422

    @app.get("/sign-in")
    def sign_in() -> str:
        return render_template("signed_out.html", form=Requisition())

    @app.get("/missing")
    def missing() -> tuple[str, int]:
        return page(
            "errors/error.html",
            status=404,
            title="Nothing here",
            message="There is nothing here that you can open. Check the link.",
            next_url="/",
            next_label="Go to Today",
        ), 404

    return app


def page(template: str, **context: Any) -> str:
    """A page as a signed-in person sees it, with everything the macros are shown with."""
    return render_template(
        template,
        navigation=NAVIGATION,
        viewer={"name": "Ines Okafor"},
        account_url="#account",
        anchors=ANCHORS,
        events=EVENTS,
        tasks=TASKS,
        statements=STATEMENTS,
        columns=matrix_columns(),
        rows=matrix_rows(),
        **context,
    )


if __name__ == "__main__":
    create_gallery().run(port=5055)
