"""Addresses of our stylesheets and scripts: a changed file gets a new address, so that browsers may keep every one."""

from __future__ import annotations

import hashlib
import os
from functools import lru_cache
from pathlib import Path
from typing import Any

from flask import Flask, Response, current_app, request, url_for

FOLDERS = ("css/", "js/")
"""What changes with a release. What others made carries its version in its name; fonts stay as they are."""

FOR_GOOD = "public, max-age=31536000, immutable"


def init_app(app: Flask) -> None:
    """Let `url_for("static", …)` add the file's edition, and let an address with one be kept for a year."""
    app.url_defaults(_name_edition)
    app.after_request(_keep)
    app.add_template_global(asset)


def asset(name: str) -> str:
    """The address of one of our files, as `url_for("static", …)` gives it; each page names twenty, so it is kept."""
    folder = str(current_app.static_folder)
    return _address(name, folder, request.script_root, os.stat(f"{folder}/{name}").st_mtime_ns)  # noqa: PTH116 - a fifth of what a Path takes


@lru_cache(maxsize=256)
def _address(name: str, _folder: str, _mount: str, _changed: int) -> str:
    return url_for("static", filename=name)


def _name_edition(endpoint: str, values: dict[str, Any]) -> None:
    name = str(values.get("filename", ""))
    if endpoint == "static" and name.startswith(FOLDERS):
        file = Path(str(current_app.static_folder)) / name
        values["v"] = edition(file, file.stat().st_mtime_ns)


@lru_cache(maxsize=256)
def edition(file: Path, _changed: int) -> str:
    """The first ten letters of the content's hash; `_changed` has it read again after a change."""
    return hashlib.sha256(file.read_bytes()).hexdigest()[:10]


def _keep(response: Response) -> Response:
    if request.endpoint == "static" and "v" in request.args and response.status_code in {200, 304}:
        response.headers["Cache-Control"] = FOR_GOOD
    return response
