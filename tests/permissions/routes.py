"""The golden table of permissions: every route, how it may be reached, and the rule that decides.

python -m tests.permissions.routes   writes tests/permissions/golden.txt and parts.txt anew (the same as `make permissions`)
"""

from __future__ import annotations

from pathlib import Path

from flask import Flask

GOLDEN = Path(__file__).with_name("golden.txt")
HEADING = (
    "# Who may reach what: address, methods, rule, and what the rule is asked about.\n"
    "# `public` needs no sign-in. Everything else needs one, and the rule's consent. Written by `make permissions`.\n"
)


def table(app: Flask) -> str:
    """The table as text, in the order of the addresses."""
    rows = [("address", "methods", "endpoint", "rule", "asked about")]
    for route in sorted(app.url_map.iter_rules(), key=lambda route: (route.rule, route.endpoint)):
        permission = getattr(app.view_functions[route.endpoint], "permission", None)
        rule = "public" if permission is not None and permission.rule is None else getattr(permission, "rule", "CLOSED")
        loads = getattr(permission, "loads", None) or "-"
        methods = " ".join(sorted((route.methods or set()) - {"HEAD", "OPTIONS"}))
        if route.endpoint == "static":
            rule = "public"
        rows.append((route.rule, methods, route.endpoint, rule, loads))
    widths = [max(len(row[column]) for row in rows) for column in range(len(rows[0]))]
    lines = ["  ".join(word.ljust(width) for word, width in zip(row, widths, strict=True)).rstrip() for row in rows]
    return HEADING + "\n".join(lines) + "\n"


if __name__ == "__main__":
    import os
    import tempfile

    from core.database import db
    from tests.permissions import parts
    from tests.support.databases import SETTINGS
    from wsgi import create_app

    with tempfile.TemporaryDirectory() as folder:
        database = f"sqlite:///{os.path.join(folder, 'table.db')}"  # noqa: PTH118 - a URL's end, not a path
        made = create_app({**SETTINGS, "SQLALCHEMY_DATABASE_URI": database, "QUEUE_URL": "memory:"})
        GOLDEN.write_text(table(made), encoding="utf-8")
        with made.app_context():
            db.create_all()
            parts.PARTS.write_text(parts.table(made), encoding="utf-8")
            db.session.remove()
            db.engine.dispose()
    print(f"{GOLDEN.name} holds {len(GOLDEN.read_text().splitlines()) - 3} routes, {parts.PARTS.name} who reaches them")  # noqa: T201 - a command answers
