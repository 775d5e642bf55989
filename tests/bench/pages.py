"""What the pages cost: beside the smallest answer of the same application, and with few and many candidates.

Run with `python -m tests.bench.pages FEW.db MANY.db`, two SQLite files that `flask demo --candidates N` has filled. Times are
processor time of the fastest of ROUNDS requests in one process, signed in as the committee's chair, so a busy machine changes
them little; the last column is the number of SQL statements.
"""

from __future__ import annotations

import re
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass

from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import event, select

from calibration.demo.people import CHAIR, PASSWORD
from calibration.models import AgendaItem
from core.database import db
from core.permissions import public
from scorecards.enums import Stage
from scorecards.models import Application
from wsgi import create_app

ROUNDS = 12
SHARE_OF_HELLO, MOST_GROWTH = 0.25, 1.5
"""The marks: the committee's matrix page against the rate of hello, and a page with many candidates against few."""


@dataclass(frozen=True, slots=True)
class Cost:
    """One page: milliseconds of processor time, SQL statements, kilobytes."""

    milliseconds: float
    statements: int
    kilobytes: float


def application_on(path: str) -> Flask:
    """The application on the database file, with `/hello` beside its pages."""
    app = create_app({"SQLALCHEMY_DATABASE_URI": f"sqlite:///{path}"})
    app.add_url_rule("/hello", view_func=public(hello))
    return app


def hello() -> str:
    """The smallest answer there is."""
    return "hello"


def pages(app: Flask) -> dict[str, str]:
    """The pages by name; the committee's are those of the first application in calibration and of the last item."""
    with app.app_context():
        in_calibration = select(Application.id).where(Application.stage == Stage.CALIBRATION).order_by(Application.id)
        application, item = db.session.scalar(in_calibration), db.session.scalar(select(AgendaItem.id).limit(1))
    return {
        "hello": "/hello",
        "Today": "/",
        "committee's matrix": f"/calibration/applications/{application}",
        "item of a session": f"/calibration/items/{item}",
        "compare": "/calibration/requisitions/1/compare",
        "calibration": "/calibration/",
        "sessions": "/calibration/sessions",
        "openings": "/requisitions",
        "one opening": "/requisitions/1",
        "search": "/search?q=an",
    }


def costs(app: Flask) -> dict[str, Cost]:
    """What each page costs."""
    client = app.test_client()
    _sign_in(client)
    statements: list[str] = []
    with app.app_context():
        event.listen(db.engine, "before_cursor_execute", lambda *call: statements.append(call[2]))
    found = {}
    for name, path in pages(app).items():
        answer = client.get(path)
        if answer.status_code != 200:
            raise SystemExit(f"{path} answered {answer.status_code}")
        statements.clear()
        client.get(path)
        asked, fastest = len(statements), float("inf")
        for _ in range(ROUNDS):
            begun = time.process_time()
            client.get(path).get_data()
            fastest = min(fastest, time.process_time() - begun)
        found[name] = Cost(1000 * fastest, asked, len(answer.data) / 1000)
    return found


def _sign_in(client: FlaskClient) -> None:
    token = re.search(r'name="csrf_token"[^>]*value="([^"]+)"', client.get("/sign-in").text)
    given = {"csrf_token": token[1] if token else "", "email": CHAIR.email, "password": PASSWORD}
    if client.post("/sign-in", data=given).status_code != 302:
        raise SystemExit("The databases must be those of flask demo.")


def main(paths: Sequence[str]) -> None:
    """The table on standard output."""
    if len(paths) != 2:  # few and many
        raise SystemExit("Give two database files: python -m tests.bench.pages FEW.db MANY.db")
    few, many = (costs(application_on(path)) for path in paths)
    lines = [
        f"{'page':<20}{'few ms':>9}{'many ms':>9}{'growth':>8}{'of hello':>10}{'kB':>7}{'SQL few':>9}{'SQL many':>9}"
    ]
    for name, small in few.items():
        large = many[name]
        lines.append(
            f"{name:<20}{small.milliseconds:>9.2f}{large.milliseconds:>9.2f}{large.milliseconds / small.milliseconds:>8.2f}"
            f"{few['hello'].milliseconds / small.milliseconds:>10.3f}{small.kilobytes:>7.0f}{small.statements:>9}{large.statements:>9}"
        )
    lines.append(
        f"Marks: the matrix {SHARE_OF_HELLO} of hello, no growth over {MOST_GROWTH}, as many SQL statements for many as for few."
    )
    print("\n".join(lines))  # noqa: T201 - a bench is read


if __name__ == "__main__":
    main(sys.argv[1:])
