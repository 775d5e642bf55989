"""A web server in a process of its own, to be killed: python -m tests.scorecards.server_process DATABASE_URL PORT."""

from __future__ import annotations

import sys

from werkzeug.serving import make_server

from tests.support.databases import SETTINGS
from wsgi import create_app

if __name__ == "__main__":
    database_url, port = sys.argv[1:]
    settings = {"SQLALCHEMY_DATABASE_URI": database_url, "QUEUE_URL": "memory:", "WTF_CSRF_ENABLED": True}
    make_server("127.0.0.1", int(port), create_app({**SETTINGS, **settings}), threaded=True).serve_forever()
