# Everything runs in .venv. By hand you need git, make and Python 3.11 or newer; what else is
# missing comes from Debian when you are the superuser, else scripts/system-packages names it.
PYTHON ?= python3
# Three processes keep two cores busy: most of a journey is waiting.
TEST_WORKERS ?= 3
BIN := .venv/bin
UV := $(BIN)/uv pip
OURS := monitor spiders rules alerts
COMPILE := compile --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header

.PHONY: demo test check bench reference lock clean

demo: .venv/runtime
	scripts/system-packages browser fonts
	$(BIN)/rightswatch demo

# Tests start hundreds of programs: what one has compiled, the next one reads.
test: export PYTHONDONTWRITEBYTECODE =
test: .venv/ready
	scripts/system-packages browser fonts postgres
	$(BIN)/pytest -n $(TEST_WORKERS) --dist loadscope --no-loadscope-reorder

check: .venv/ready
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/complexipy $(OURS) --max-complexity-allowed 15 --failed
	$(BIN)/deptry .
	$(BIN)/codespell
	$(BIN)/hadolint Dockerfile

bench: .venv/ready
	@for script in bench/*.py; do [ -e "$$script" ] || continue; echo "== $$script"; $(BIN)/python "$$script" || exit 1; done

# One benchmark: make bench-extract runs bench/extract.py.
bench-%: .venv/ready
	$(BIN)/python bench/$*.py

reference: .venv/ready
	$(BIN)/python scripts/reference.py

# The tool that installs, and the one that builds us, are pinned by hash like all else.
.venv/bootstrap: locks/bootstrap.lock
	scripts/system-packages python
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --require-hashes -r locks/bootstrap.lock
	touch $@

.venv/runtime: .venv/bootstrap locks/runtime.lock pyproject.toml
	scripts/install locks/runtime.lock
	touch $@

.venv/ready: .venv/bootstrap locks/dev.lock pyproject.toml
	scripts/install locks/dev.lock
	touch $@ .venv/runtime

lock: .venv/bootstrap
	$(UV) $(COMPILE) locks/bootstrap.in -o locks/bootstrap.lock
	$(UV) $(COMPILE) pyproject.toml --extra chat --extra dkim --extra oidc --extra postgres --extra s3 --extra words -o locks/runtime.lock
	$(UV) $(COMPILE) pyproject.toml --extra chat --extra dkim --extra oidc --extra postgres --extra s3 --extra words --group test --group check -o locks/dev.lock

clean:
	rm -rf .venv dist build .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .hypothesis
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
