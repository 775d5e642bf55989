"""Commands start quickly, answer with JSON and fail with a status that a script can tell apart."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import click
import pytest
from flask import Flask

from core.cli import Commands
from core.errors import DomainError
from tests.conftest import PROJECT


@click.command("stumble")
def stumble() -> None:
    raise DomainError("The file ends too early.\nSend it again.")


HEAVY = ("sqlalchemy", "numpy", "scipy", "weasyprint", "wsgi")


@pytest.mark.parametrize("module", ["rubrics.cli", "calibration.cli.ratings"])
def test_commands_without_a_database_load_neither_tables_nor_statistics(module: str) -> None:
    program = f"import {module}, sys; print(sorted(set({HEAVY}) & set(sys.modules)))"
    answer = subprocess.run([sys.executable, "-c", program], cwd=PROJECT, capture_output=True, text=True, check=True)
    assert answer.stdout == "[]\n"


def test_the_web_process_loads_neither_the_renderer_nor_the_models() -> None:
    program = (
        "import sys, wsgi; wsgi.create_app(); "
        "print(sorted({'weasyprint', 'scipy', 'calibration.tasks'} & set(sys.modules)))"
    )
    answer = subprocess.run([sys.executable, "-c", program], cwd=PROJECT, capture_output=True, text=True, check=True)
    assert answer.stdout == "[]\n"


def test_every_command_of_the_application_can_be_loaded(app: Flask) -> None:
    assert isinstance(app.cli, Commands)
    loaded = {name: app.cli.get_command(click.Context(app.cli), name) for name in app.cli.places}
    assert [name for name, command in loaded.items() if command is None or command.name != name] == []


def test_bad_input_is_one_line_and_exit_status_2_wherever_it_is_raised(app: Flask) -> None:
    app.cli.places["stumble"] = f"{__name__}:stumble"
    result = app.test_cli_runner().invoke(args=["stumble"])
    del app.cli.places["stumble"]
    assert (result.exit_code, result.stdout, result.stderr) == (
        2,
        "",
        "Error: The file ends too early. Send it again.\n",
    )


def test_an_unknown_command_is_bad_input(app: Flask) -> None:
    assert app.test_cli_runner().invoke(args=["unheard-of"]).exit_code == 2


def test_a_database_without_tables_is_said_in_one_line(tmp_path: Path) -> None:
    surroundings = {**os.environ, "DATABASE_URL": f"sqlite:///{tmp_path}/empty.db", "FLASK_APP": "wsgi"}
    program = "import sys; from flask.cli import main; sys.argv = ['flask', 'rubrics', 'list']; main()"
    answer = subprocess.run(
        [sys.executable, "-c", program], cwd=PROJECT, env=surroundings, capture_output=True, text=True, check=False
    )
    assert answer.returncode == 2
    assert answer.stdout == ""
    (line,) = answer.stderr.splitlines()
    assert "no such table" in line
    assert "flask db upgrade" in line
