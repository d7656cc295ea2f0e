# `make play` and `make test` are all that a fresh machine needs: they build .venv by themselves.
NEW_ENOUGH := import sys; sys.exit(sys.version_info < (3, 11))
PYTHON ?= $(shell for p in python3 python3.14 python3.13 python3.12 python3.11 python; do \
	$$p -c '$(NEW_ENOUGH)' 2>/dev/null && echo $$p && break; done)
BIN := .venv/bin

.PHONY: play test fast bench check format clean

play: .venv/limber
	@$(BIN)/limber play

test: .venv/limber-test
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports --no-cache
	$(BIN)/pytest -n 2 --dist worksteal

fast: .venv/limber-test
	$(BIN)/pytest -n 2 -m "not slow"

bench: .venv/limber-test
	$(BIN)/python tests/bench

check: .venv/limber
	@$(BIN)/limber check

format: .venv/limber-test
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

.venv/bin/python:
	@test -n "$(PYTHON)" || { echo "Limber needs Python 3.11 or newer: https://www.python.org/downloads/"; exit 1; }
	@"$(PYTHON)" -c '$(NEW_ENOUGH)' || { echo "Limber needs Python 3.11 or newer, and $(PYTHON) is not."; exit 1; }
	@"$(PYTHON)" -c 'import ensurepip' 2>/dev/null || { echo "This Python cannot build environments. On Debian and Ubuntu: apt install python3-venv"; exit 1; }
	@echo "Building the environment in .venv (once)…"
	@"$(PYTHON)" -m venv .venv

.venv/limber: pyproject.toml | .venv/bin/python
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check -e .
	@touch $@

.venv/limber-test: pyproject.toml | .venv/bin/python
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check -e '.[test]'
	@touch $@ .venv/limber

clean:
	rm -rf .venv .mypy_cache .pytest_cache .ruff_cache .hypothesis
