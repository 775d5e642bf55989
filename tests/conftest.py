"""Fixtures every test may use.

Data
- `app`: the real application on an empty, migrated-like database, its context pushed, so `db.session`, queries and
  operations work at once. SQLite by default. A test (or module: `pytestmark = pytest.mark.postgresql`) marked
  `postgresql` runs twice, on SQLite and on PostgreSQL; `backend` says which.
- `make_account(name="…", roles=[Role.RECRUITER], email=None, password=PASSWORD)`: a stored Account.
- `store_once(name, fill)`: what `fill` stores in the empty database, filled once per worker and backend, then copied.
- `run_jobs()`: does every waiting job in this process, as a worker would, and returns the job rows.
- `count_queries()`: `with count_queries() as seen: …; len(seen)` holds the SQL statements of the block.

Pages
- `client`: a test client that nobody is signed in to. `sign_in(account)`: a new test client signed in as the account.
  Before each request the test's own session is committed, and every request has a context of its own: what the test
  stored is seen by the page, and what the page stored is seen by the test. CSRF tokens are off here, on in the browser.
- `markup(response)`: the answer as a selectolax tree (`.css_first("h1").text()`).

Browser (mark the test `browser`)
- `live_server.url`: the same database behind a real HTTP server, CSRF on. `browse(account=None, width=1280)`: a page of
  a real Chromium, signed in as the account, at `/`-relative URLs; it fails the test on any console or CSP error.
- `page_problems(page)`: what axe finds (WCAG 2.2 AA), as sentences; equal to `[]` on a good page.

Others
- `shared`: real documents beside the checkout.  `PASSWORD`: what every made account signs in with.
"""

from __future__ import annotations

import gc
import os
import shutil
import tempfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

# How long drawing an example takes says something of the machine, nothing of the program.
settings.register_profile("suite", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("suite")

# The workers of a run keep all cores busy: threads of NumPy's linear algebra would spin while they wait for one.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

pytest_plugins = [f"tests.support.{each}" for each in ("databases", "stored", "pages", "browser", "workers")]

PROJECT = Path(__file__).resolve().parent.parent
OWN_FOLDER = "LEVELSET_TEST_FOLDER"
LONGEST = frozenset(
    {
        *("whole_path", "permissions", "test_leaks.py", "test_session_browser.py", "test_comfort.py"),
        *("test_killed_server.py", "test_measured_pages.py", "test_bulk_worker.py", "test_browser.py"),
    }
)
"""Folders and files with tests that take a quarter of a minute and more."""


def pytest_configure(config: pytest.Config) -> None:
    """One folder for the whole run, shared by its parallel workers; the first process makes it. Garbage is looked for seldom."""
    gc.set_threshold(20_000, 20, 20)
    if OWN_FOLDER not in os.environ:
        os.environ[OWN_FOLDER] = tempfile.mkdtemp(prefix="levelset-tests-")
        config.add_cleanup(lambda: shutil.rmtree(os.environ.pop(OWN_FOLDER), ignore_errors=True))


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """What takes longest begins first, so that no worker is left with it at the end."""
    items.sort(key=lambda item: LONGEST.isdisjoint(item.path.parts))


def pytest_collection_finish(session: pytest.Session) -> None:
    """What the whole run holds is looked through for garbage once, not at every turn."""
    gc.collect()
    gc.freeze()


def pytest_runtest_makereport(item: pytest.Item, call: pytest.CallInfo[None]) -> None:
    """In CI a missing browser or PostgreSQL is a failure, not a skip."""
    demanded = item.get_closest_marker("browser") or item.get_closest_marker("postgresql")
    if "bench" in item.path.parts:  # measured when asked for, on a quiet machine
        return
    if call.excinfo is None or not call.excinfo.errisinstance(pytest.skip.Exception):
        return
    if demanded and os.environ.get("CI") == "true":
        try:
            pytest.fail(f"CI must not skip this: {call.excinfo.value}", pytrace=False)
        except pytest.fail.Exception as failure:
            call.excinfo = pytest.ExceptionInfo.from_exception(failure)


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of real documents and reference cases beside the checkout; the test is skipped where it is absent."""
    folder = PROJECT.parent / "shared"
    if not folder.is_dir():
        pytest.skip(f"{folder} is absent: real documents and reference cases cannot be tried")
    return folder
