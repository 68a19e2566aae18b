# Everything runs in .venv; no target needs anything installed by hand but git, make and Python 3.11+.
PYTHON ?= python3
BIN := .venv/bin

.PHONY: demo test check bench lock clean

.venv/ready: locks/dev.lock pyproject.toml
	$(PYTHON) -m venv .venv
	$(BIN)/pip install --quiet --require-hashes -r locks/dev.lock
	$(BIN)/pip install --quiet --no-deps --no-build-isolation -e .
	touch $@

check: .venv/ready
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/deptry .
	$(BIN)/codespell

test: .venv/ready
	$(BIN)/pytest -n 2

lock:
	$(BIN)/uv pip compile pyproject.toml --universal --python-version 3.11 --extra postgres --generate-hashes --no-emit-index-url --no-header -o locks/runtime.lock
	$(BIN)/uv pip compile pyproject.toml --universal --python-version 3.11 --extra postgres --group test --group check --generate-hashes --no-emit-index-url --no-header -o locks/dev.lock
