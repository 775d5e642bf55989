"""The only composition root: settings, extensions, blueprints and command groups become one application."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from flask import Flask
from flask_migrate import Migrate
from flask_wtf.csrf import CSRFProtect

from core import config as settings
from core import http, permissions
from core.database import db

PROJECT = Path(__file__).resolve().parent


def create_app(config: Mapping[str, Any] | None = None) -> Flask:
    """The whole application; `config` overrides what the environment says."""
    app = Flask(__name__, static_folder=str(PROJECT / "core" / "static"), template_folder=str(PROJECT / "templates"))
    app.config.update(settings.from_environment(Path(app.instance_path)))
    app.config.update(config or {})
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
    db.init_app(app)
    Migrate(app, db, directory=str(PROJECT / "migrations"), render_as_batch=True, compare_type=True)
    CSRFProtect(app)
    http.init_app(app)
    permissions.guard(app)
    return app
