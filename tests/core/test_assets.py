"""Stylesheets and scripts are kept by browsers until they change."""

from __future__ import annotations

import os
from pathlib import Path

from flask import Flask, url_for
from flask.testing import FlaskClient

from core import assets
from tests.support.pages import Client


def test_every_stylesheet_of_a_page_is_there_and_may_be_kept_for_a_year(client: FlaskClient) -> None:
    page = client.get("/sign-in").get_data(as_text=True)
    addresses = [part.split('"')[0] for part in page.split('href="') if part.startswith("/static/css/")]
    answers = [client.get(address, buffered=True) for address in addresses]
    assert len(addresses) > 10
    assert {(answer.status_code, answer.headers["Cache-Control"]) for answer in answers} == {(200, assets.FOR_GOOD)}


def test_an_address_without_its_edition_is_kept_for_an_hour_only(client: FlaskClient) -> None:
    answer = client.get("/static/css/text.css", buffered=True)
    assert answer.headers["Cache-Control"] == "public, max-age=3600"


def test_a_changed_file_has_another_address(tmp_path: Path) -> None:
    app = Flask("other", static_folder=str(tmp_path))
    app.test_client_class = Client
    assets.init_app(app)
    sheet = tmp_path / "css" / "a.css"
    sheet.parent.mkdir()
    addresses = []
    for number, text in enumerate(["p {}", "p { margin: 0 }", "p {}"]):
        sheet.write_text(text)
        os.utime(sheet, (number, number))
        with app.test_request_context():
            addresses.append(assets.asset("css/a.css"))
            assert addresses[-1] == url_for("static", filename="css/a.css")
    assert addresses[0] != addresses[1]
    assert addresses[0] == addresses[2]
