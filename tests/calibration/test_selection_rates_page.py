"""Selection rates: counts in, a table out, nothing kept, and nothing typed lost."""

from __future__ import annotations

import io
from collections.abc import Callable

import pytest
from flask.testing import FlaskClient
from selectolax.lexbor import LexborHTMLParser
from sqlalchemy import func, select

from accounts.enums import Role
from accounts.models import Account
from core.database import db
from tests import factories

URL = "/insights/selection-rates"
COUNTS = "group;applicants;selected\r\nNorth;80;48\r\nSouth;40;12\r\nEast;20;10\r\nIsles;4;4\r\n"

Markup = Callable[..., LexborHTMLParser]


@pytest.fixture
def client(app: object, sign_in: Callable[[Account], FlaskClient]) -> FlaskClient:
    return sign_in(factories.account("Petra", Role.PEOPLE_OPERATIONS))


def _rows_kept() -> dict[str, int]:
    tables = db.metadata.sorted_tables
    return {table.name: db.session.scalar(select(func.count()).select_from(table)) or 0 for table in tables}


def _cells(page: LexborHTMLParser) -> list[list[str]]:
    return [
        [cell.text(strip=True).replace("\N{NO-BREAK SPACE}", " ") for cell in row.css("th, td")]
        for row in page.css("#rates-table tbody tr")
    ]


@pytest.mark.parametrize("way", ["counts", "file"])
def test_pasted_and_uploaded_counts_give_the_rates_and_nothing_is_kept(
    client: FlaskClient, markup: Markup, way: str
) -> None:
    assert "Selection rates" in [link.text(strip=True) for link in markup(client.get("/insights/")).css("main a")]
    client.get(URL)
    before = _rows_kept()
    given = COUNTS if way == "counts" else (io.BytesIO(COUNTS.encode("utf-8-sig")), "counts.csv")
    page = markup(client.post(URL, data={way: given}, content_type="multipart/form-data"))
    assert _cells(page) == [
        ["North", "80", "48", "60.0 %", "1.000", "Highest rate", "–none", "–none", "–none"],
        ["South", "40", "12", "30.0 %", "0.500", "Under four fifths", "no", "0.003", "−30.0 (−45.6 to −11.1)"],
        ["East", "20", "10", "50.0 %", "0.833", "Four fifths or more", "yes, one fewer selected", "0.455", "−10.0 (−32.4 to +12.9)"],
        ["Isles", "–none", "–none", "–none", "–none", "Withheld: under 5 applicants", "–none", "–none", "–none"],
    ]  # fmt: skip
    assert "nothing you give here is stored" in page.css_first("main").text()
    assert page.css_first("#counts").text().splitlines()[-1] == "Isles;4;4"
    assert _rows_kept() == before


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ("", "Paste the counts, or choose a file with them."),
        (
            "group,applicants,selected\nA,80,48\nB,4,five\n",
            "Line 3, column selected: 'five' is not a number of people; give a whole number, 0 or more.",
        ),
    ],
)
def test_counts_that_cannot_be_read_are_answered_at_the_field_and_nothing_typed_is_lost(
    client: FlaskClient, markup: Markup, given: str, said: str
) -> None:
    answer = client.post(URL, data={"counts": given})
    page = markup(answer)
    assert (answer.status_code, page.css_first(".error-summary li").text(strip=True)) == (422, said)
    assert page.css_first("#counts-error").text(strip=True) == f"Error:{said}"
    assert page.css_first("#counts").text().strip() == given.strip()
    assert _cells(page) == []
    assert "optional" not in page.css_first("main form").text()
