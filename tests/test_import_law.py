"""The two lines of the house (docs/design): imports point left, between packages and inside each."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.conftest import PROJECT

PACKAGES = ("core", "accounts", "rubrics", "scorecards", "calibration")
LAYERS = (
    {"enums"},
    {"models"},
    set(),  # pure modules: everything that has no other name
    {"queries", "rules"},
    {"operations"},
    {"forms", "tasks"},
    {"views", "api", "cli"},
)
PURE = 2
"""The pure modules' place in LAYERS."""

WEB_AND_STORAGE = {"flask", "flask_login", "flask_wtf", "flask_sqlalchemy", "sqlalchemy", "wtforms"}
CLOCK = {"datetime.now", "datetime.utcnow", "date.today", "datetime.today"}

FOLDERS = {"demo": 4}
"""Folders of another layer than their name says: the demo company is written with bulk inserts, as operations write."""


def modules() -> list[Path]:
    return sorted(path.relative_to(PROJECT) for package in PACKAGES for path in (PROJECT / package).rglob("*.py"))


def imports(file: Path) -> Iterator[tuple[str, int]]:
    """Every module the file imports, wherever in the file, with its line."""
    for node in ast.walk(ast.parse((PROJECT / file).read_text())):
        if isinstance(node, ast.Import):
            for name in node.names:
                yield name.name, node.lineno
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{file}:{node.lineno} imports relatively"
            for name in node.names:
                full = f"{node.module}.{name.name}"
                yield (full if is_module(full) else str(node.module)), node.lineno


def is_module(name: str) -> bool:
    path = PROJECT.joinpath(*name.split("."))
    return path.is_dir() or path.with_suffix(".py").is_file()


def layer(parts: tuple[str, ...]) -> int:
    """The layer of a module inside its package, by the rightmost layer that one of its names stands for."""
    names = [part.removesuffix(".py") for part in parts[1:]]
    named = [number for number, layer_names in enumerate(LAYERS) if layer_names & set(names)]
    return max(named, default=FOLDERS.get(names[0], PURE) if names else PURE)


def breaches(file: Path) -> list[str]:
    own = PACKAGES.index(file.parts[0])
    found = []
    for name, line in imports(file):
        parts = tuple(name.split("."))
        if parts[0] == "wsgi":
            found.append(f"{file}:{line}: only wsgi.py knows wsgi.py")
        if parts[0] not in PACKAGES:
            continue
        other = PACKAGES.index(parts[0])
        if other > own:
            found.append(
                f"{file}:{line}: {file.parts[0]} must not import {name}: imports point left, {' <- '.join(PACKAGES)}"
            )
        elif other == own and file.parts[0] != "core" and len(parts) > 1 and layer(parts) > layer(file.parts):
            found.append(
                f"{file}:{line}: {file.parts[1]} must not import {name}, which stands further right in its package"
            )
    return found


@pytest.mark.parametrize("package", PACKAGES)
def test_imports_point_left(package: str) -> None:
    assert [breach for file in modules() if file.parts[0] == package for breach in breaches(file)] == []


@pytest.mark.parametrize("package", PACKAGES[1:])
def test_pure_modules_know_neither_web_nor_storage_nor_the_clock(package: str) -> None:
    found = []
    for file in modules():
        if file.parts[0] != package or layer(file.parts) != PURE or file.name == "__init__.py":
            continue
        for name, line in imports(file):
            if name.split(".")[0] in WEB_AND_STORAGE or name in {"core.clock", "core.database", "core.audit", "time"}:
                found.append(f"{file}:{line}: a pure module must not import {name}")
        found += [
            f"{file}:{node.lineno}: a pure module must not look at the clock"
            for node in ast.walk(ast.parse((PROJECT / file).read_text()))
            if isinstance(node, ast.Attribute) and ast.unparse(node) in CLOCK
        ]
    assert found == []


@pytest.mark.parametrize("package", PACKAGES)
def test_operations_and_queries_never_commit_and_know_no_request(package: str) -> None:
    found = []
    for file in modules():
        if file.parts[0] != package or not {"operations", "queries", "rules"} & {
            part.removesuffix(".py") for part in file.parts
        }:
            continue
        tree = ast.parse((PROJECT / file).read_text())
        for node in ast.walk(tree):
            if isinstance(node, ast.Attribute) and node.attr == "commit":
                found.append(f"{file}:{node.lineno}: only views, commands and tasks commit")
            if isinstance(node, ast.ImportFrom) and node.module in {"flask", "flask_login"}:
                names = {name.name for name in node.names} & {"request", "session", "g", "current_user"}
                if names:
                    found.append(f"{file}:{node.lineno}: {', '.join(sorted(names))} belongs to the views; pass it in")
    assert found == []
