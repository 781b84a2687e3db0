# What a newcomer types: `make demo`, then `make test`. Everything happens in .venv, made from the locked lists.
PYTHON ?= python3
BIN := .venv/bin
EXAMPLES := examples

.PHONY: demo test lint bench docs lock clean

demo: .venv/run
	@rm -f demo.duckdb
	$(BIN)/dotterel code $(EXAMPLES) --store demo.duckdb --table
	@echo
	@echo "Everything is kept in demo.duckdb. Type next:"
	@echo "  $(BIN)/dotterel walk examples/havana-2016.txt --published 2016-06-23     how one article is read"
	@echo "  $(BIN)/dotterel code YOUR_FILES --out events.csv                         your own articles"

test: lint
	$(BIN)/python -m pytest
	$(BIN)/python bench/gate.py --own

lint: .venv/dev
	$(BIN)/ruff format --check src tests bench tools
	$(BIN)/ruff check src tests bench tools
	$(BIN)/mypy

bench: .venv/dev
	$(BIN)/python bench/run.py

docs: .venv/dev
	$(BIN)/python tools/build_docs.py

# The locked lists hold a hash for every package; refresh them with `make lock` after a change in pyproject.toml.
.venv/run: requirements/run.lock pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Dotterel needs Python 3.11 or newer."; exit 1; }
	@test -x $(BIN)/pip || $(PYTHON) -m venv .venv || { echo "Install Python's venv module (Debian: apt install python3-venv)."; exit 1; }
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/run.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	@touch $@

.venv/dev: requirements/dev.lock .venv/run
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/dev.lock
	@touch $@

lock:
	uv pip compile pyproject.toml requirements/build.in --universal --python-version 3.11 --generate-hashes --no-header --no-annotate --quiet -o requirements/run.lock
	uv pip compile pyproject.toml requirements/build.in --extra dev --universal --python-version 3.11 --generate-hashes --no-header --no-annotate --quiet -o requirements/dev.lock

clean:
	rm -rf .venv demo.duckdb .mypy_cache .ruff_cache .pytest_cache bench/.parses
