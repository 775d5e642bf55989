"""What the pages cost: beside the smallest answers of the same application, and with few and many candidates.

Run with `python -m tests.bench.pages FEW.db MANY.db`, two SQLite files that `flask demo --candidates N` has filled. Times are
processor time of requests in one process, signed in as the committee's chair. Both databases are asked in turns, ROUNDS times
each page: the milliseconds are those of the fastest request, and growth is the median of the ratios of neighbours in time,
so that a busy machine changes neither much. `hello` is an answer of five letters, `frame` a page of the house with nothing
on it: who is signed in, the left-hand list, the head. The last columns are the numbers of SQL statements.
"""

from __future__ import annotations

import re
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median

from flask import Flask, render_template
from flask.testing import FlaskClient
from sqlalchemy import event, select

from accounts.rules import is_signed_in
from calibration.demo.people import CHAIR, PASSWORD
from calibration.models import AgendaItem
from core.database import db
from core.permissions import allow, public
from scorecards.enums import Stage
from scorecards.models import Application
from wsgi import create_app

ROUNDS = 25
SHARE_OF_HELLO, MOST_GROWTH = 0.25, 1.5
"""The marks: the committee's matrix page against the rate of hello, and a page with many candidates against few."""


@dataclass(frozen=True, slots=True)
class Cost:
    """One page on one database: the address, processor time of each round in milliseconds, SQL statements, kilobytes."""

    path: str
    times: list[float]
    statements: int
    kilobytes: float

    @property
    def fastest(self) -> float:
        """The time that other work on the machine disturbed least."""
        return min(self.times)


def application_on(path: str) -> Flask:
    """The application on the database file, with `/hello` beside its pages."""
    app = create_app({"SQLALCHEMY_DATABASE_URI": f"sqlite:///{path}"})
    app.add_url_rule("/hello", view_func=public(hello))
    app.add_url_rule("/frame", view_func=allow(is_signed_in)(frame))
    return app


def hello() -> str:
    """The smallest answer there is."""
    return "hello"


def frame() -> str:
    """The smallest page there is."""
    return render_template("base.html")


def pages(app: Flask) -> dict[str, str]:
    """The pages by name; the committee's are those of the first application in calibration and of the last item."""
    with app.app_context():
        in_calibration = select(Application.id).where(Application.stage == Stage.CALIBRATION).order_by(Application.id)
        application, item = db.session.scalar(in_calibration), db.session.scalar(select(AgendaItem.id).limit(1))
    return {
        "hello": "/hello",
        "frame": "/frame",
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


class Visitor:
    """The chair's browser on one database."""

    def __init__(self, path: str) -> None:
        app = application_on(path)
        self.client, self.statements = app.test_client(), list[str]()
        _sign_in(self.client)
        with app.app_context():
            event.listen(db.engine, "before_cursor_execute", lambda *call: self.statements.append(call[2]))
        self.costs = {name: self._first(address) for name, address in pages(app).items()}

    def _first(self, path: str) -> Cost:
        """The second answer, which builds nothing that is kept."""
        if (answer := self.client.get(path)).status_code != 200:
            raise SystemExit(f"{path} answered {answer.status_code}")
        self.statements.clear()
        self.client.get(path)
        return Cost(path, [], len(self.statements), len(answer.data) / 1000)

    def visit(self, name: str) -> None:
        """Ask for the page once more and take the time."""
        cost = self.costs[name]
        begun = time.process_time()
        self.client.get(cost.path).get_data()
        cost.times.append(1000 * (time.process_time() - begun))


def _sign_in(client: FlaskClient) -> None:
    token = re.search(r'name="csrf_token"[^>]*value="([^"]+)"', client.get("/sign-in").text)
    given = {"csrf_token": token[1] if token else "", "email": CHAIR.email, "password": PASSWORD}
    if client.post("/sign-in", data=given).status_code != 302:
        raise SystemExit("The databases must be those of flask demo.")


def main(paths: Sequence[str]) -> None:
    """The table on standard output."""
    if len(paths) != 2:  # few and many
        raise SystemExit("Give two database files: python -m tests.bench.pages FEW.db MANY.db")
    few, many = (Visitor(path) for path in paths)
    for name in few.costs:
        for _ in range(ROUNDS):
            few.visit(name)
            many.visit(name)
    heads = ("few ms", "many ms", "growth", "of hello", "of frame", "kB few", "kB many", "SQL few", "SQL many")
    lines = [f"{'page':<20}" + "".join(f"{head:>10}" for head in heads)]
    hello_ms, frame_ms = few.costs["hello"].fastest, few.costs["frame"].fastest
    for name, small in few.costs.items():
        large = many.costs[name]
        growth = median(after / before for before, after in zip(small.times, large.times, strict=True))
        lines.append(
            f"{name:<20}{small.fastest:>10.2f}{large.fastest:>10.2f}{growth:>10.2f}{hello_ms / small.fastest:>10.3f}"
            f"{frame_ms / small.fastest:>10.2f}{small.kilobytes:>10.0f}{large.kilobytes:>10.0f}"
            f"{small.statements:>10}{large.statements:>10}"
        )
    lines.append(
        f"Marks: the matrix {SHARE_OF_HELLO} of hello, no growth over {MOST_GROWTH}, as many SQL statements for many as for few."
    )
    print("\n".join(lines))  # noqa: T201 - a bench is read


if __name__ == "__main__":
    main(sys.argv[1:])
