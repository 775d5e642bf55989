# make demo   a company to look round in, at http://127.0.0.1:5000
# make test   every test; make lint   style and types; .ci/run does both
.PHONY: demo test lint bench lock permissions format
.DEFAULT_GOAL := demo

RUN := .venv/bin/python -m
# Tests start many processes: each would compile the whole program again.
unexport PYTHONDONTWRITEBYTECODE

demo:
	@.ci/setup demo
	@.ci/demo

# Three workers suit two cores: a test in a browser waits as long as it works.
test:
	@.ci/setup test
	$(RUN) pytest -n 3 --dist worksteal --benchmark-disable -q

lint:
	@.ci/setup test
	$(RUN) ruff check .
	$(RUN) ruff format --check .
	$(RUN) mypy
	$(RUN) djlint templates --lint --quiet

format:
	@.ci/setup test
	$(RUN) ruff check --fix .
	$(RUN) ruff format .

# The packets' benches measure by themselves, processor time and memory of several processes: --benchmark-only skips them.
bench:
	@.ci/setup test
	$(RUN) pytest --benchmark-only -q
	BENCH=1 $(RUN) pytest tests/bench/test_packet_speed.py tests/bench/test_bulk_speed.py -s -q

# The exact versions and hashes of everything that is installed.
LOCK := $(RUN) uv pip compile --extra build --universal --python-version 3.11 --generate-hashes --no-header --quiet
lock:
	@$(RUN) uv --version >/dev/null || { echo "make lock needs uv: .venv/bin/pip install uv" >&2; exit 1; }
	$(LOCK) pyproject.toml --output-file requirements.txt
	$(LOCK) pyproject.toml --extra dev --constraint requirements.txt --output-file requirements-dev.txt

permissions:
	@.ci/setup test
	$(RUN) tests.permissions.routes
