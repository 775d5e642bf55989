"""The only composition root: settings, extensions, blueprints and command groups become one application."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from flask import Flask
from flask_migrate import Migrate
from flask_wtf.csrf import CSRFProtect
from werkzeug.middleware.proxy_fix import ProxyFix

import accounts.views
import calibration.models
import calibration.views
import calibration.views.benchmark_scoring
import calibration.views.benchmarks
import calibration.views.insights
import calibration.views.retention
import calibration.views.shares
import calibration.views.verify
import core.audit
import core.jobs.models
import rubrics.models
import rubrics.views
import scorecards.models
import scorecards.views
from accounts.queries import usual_quiet_hours
from calibration.queries.retention import retention_policy
from calibration.queries.seats import committee_rules
from core import addresses, assets, cli, http, permissions
from core import config as settings
from core.database import db
from core.jobs import worker
from core.mail import installation_server
from core.zones import installation_zone
from scorecards.queries.notices import digest_time, usual_reminders
from scorecards.queries.sight import limit, recruiter_scores_permitted

PROJECT = Path(__file__).resolve().parent

TABLES = (core.audit, core.jobs.models, rubrics.models, scorecards.models, calibration.models)
"""Imported so that every table is known, to the migrations and to foreign keys, whatever the pages import."""

BLUEPRINTS = (
    accounts.views.blueprint,
    rubrics.views.library,
    rubrics.views.rubrics,
    *scorecards.views.blueprints,
    calibration.views.blueprint,
    calibration.views.insights.blueprint,
    calibration.views.benchmarks.blueprint,
    calibration.views.verify.blueprint,
    calibration.views.shares.blueprint,
    calibration.views.retention.blueprint,
)

SETTINGS = (
    installation_zone,
    installation_server,
    usual_quiet_hours,
    digest_time,
    usual_reminders,
    limit,
    recruiter_scores_permitted,
    committee_rules,
    retention_policy,
)
"""Each reads a setting and raises DomainError when it means nothing: asked at start, not by whoever needs it first."""

COMMANDS = {
    "accounts": "accounts.cli:group",
    "calibration": "calibration.cli.ratings:group",
    "demo": "calibration.demo.cli:demo",
    "jobs": "core.jobs.cli:group",
    "packets": "calibration.cli.packets:group",
    "rubrics": "rubrics.cli:group",
    "scorecards": "scorecards.cli:group",
}
"""Command groups by name; each is imported when it is called."""

JOBS: tuple[str, ...] = ("calibration.tasks", "scorecards.tasks")
"""Modules that register kinds of jobs; only workers import them."""


def create_app(config: Mapping[str, Any] | None = None) -> Flask:
    """The whole application; `config` overrides what the environment says.

    Raises core.cli.Refusal with a sentence about it when a setting means nothing.
    """
    app = Flask(__name__, static_folder=str(PROJECT / "core" / "static"), template_folder=str(PROJECT / "templates"))
    app.cli = cli.Commands(COMMANDS)
    with cli.in_one_line():
        app.config.update(settings.from_environment(Path(app.instance_path)))
    app.config.update(config or {})
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
    if app.config["PROXIES"]:  # how many reverse proxies stand in front, each adding one address to X-Forwarded-For
        app.wsgi_app = ProxyFix(app.wsgi_app, x_for=app.config["PROXIES"], x_proto=1, x_host=1)  # type: ignore[method-assign]  # Flask's documented way to add a layer
    db.init_app(app)
    Migrate(app, db, directory=str(PROJECT / "migrations"), render_as_batch=True, compare_type=True)
    CSRFProtect(app).exempt(calibration.views.shares.take)  # its page names no origin: see there
    http.init_app(app)
    assets.init_app(app)
    addresses.init_app(app)
    worker.init_app(app, JOBS)
    accounts.views.init_app(app)
    for blueprint in BLUEPRINTS:
        app.register_blueprint(blueprint)
    permissions.guard(app)
    with cli.in_one_line(), app.app_context():
        read_settings()
    return app


def read_settings() -> None:
    """Every setting read once. Raises DomainError for the first that means nothing."""
    for read_setting in SETTINGS:
        read_setting()
