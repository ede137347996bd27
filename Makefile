# What one can do here: `make` alone lists it.

# Any Python from 3.11 to 3.13 that can make environments; Debian 12's own is enough.
PYTHON ?= python3
# Workers of the test run; each has database servers of its own.
WORKERS ?= 2
# More for pytest, such as PYTEST_ARGS="-k floors".
PYTEST_ARGS ?=
# More for the benchmark, such as BENCH_ARGS=--quick.
BENCH_ARGS ?=

BIN := .venv/bin
.DEFAULT_GOAL := help
.PHONY: help setup run test lint check bench neo4j lock assets test-tools
MAKEFLAGS += --no-print-directory

help: ## This list
	@echo "First make setup, then make run."
	@sed -n 's/^\([a-z0-9-]*\):[^#]*## \(.*\)/\1\t\2/p' $(firstword $(MAKEFILE_LIST)) | while IFS='	' read -r name words; do \
		printf '  make %-12s %s\n' "$$name" "$$words"; done

setup: .venv/.project assets ## Install everything that a run needs (no root, no Node, no Java)

run: setup ## Set up, then start the hub with made-up people and accounts
	$(BIN)/hub up --demo

test: setup test-tools lint check ## Set up, fetch the test servers, then lint, types and every test
	$(BIN)/pytest -n $(WORKERS) $(PYTEST_ARGS)

lint: .venv/.project ## Style, format and the floors of the house
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/lint-imports

check: .venv/.project ## Types, strictly
	$(BIN)/mypy

bench: setup test-tools ## How fast it is, on both engines
	$(BIN)/python -m tests.bench $(BENCH_ARGS)

neo4j: .venv/.project test-tools ## Start a real Neo4j for looking around
	$(BIN)/python -m tests.engines.neo4j

lock: .venv/.project ## Write both locks anew, from pyproject.toml and package.json
	@scripts/lock
	@$(BIN)/python scripts/assets.py --lock

assets: .venv/.project ## Copy the front end into hub/pages/static/vendor
	@$(BIN)/python scripts/assets.py

test-tools: ## The system's part of the tests: Chromium, Java, Maven, and Neo4j's jars
	@scripts/test-tools
	@scripts/fetch-neo4j

.venv/.python:
	@scripts/venv $(PYTHON)
	@touch $@

.venv/.locked: requirements.lock .venv/.python
	@echo "Installing what requirements.lock names (a minute or two the first time) ..."
	@$(BIN)/pip install --quiet --disable-pip-version-check --no-deps --require-hashes -r requirements.lock
	@touch $@

# The project itself: its folder goes on the environment's path, and its command into its bin.
.venv/.project: pyproject.toml .venv/.locked
	@echo "Putting the project on the environment's path ..."
	@$(BIN)/pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --no-index -e .
	@touch $@
