# The commands of this repository. `make` alone lists them.
# Everything is set up in .venv, once: the stamps below make a second run start at once.

PYTHON ?= python3
VENV   := .venv
BIN    := $(VENV)/bin
CASE   := out/demo-case
PIP    := $(BIN)/python -m pip --quiet --disable-pip-version-check

# What is to be scored in place of the corpus, and what should be read out of it. `make score REPORTS=folder GOLD=folder`
REPORTS ?=
GOLD    ?=

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.PHONY: help demo test lint format types score bench examples docs constraints clean

help: ## List these commands
	@awk -F ':.*## ' '/^[a-z]+:.*## / {printf "  make %-12s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

demo: $(VENV)/.installed ## Turn the example reports into a dossier, in an environment of its own
	@$(BIN)/bellflower dossier examples/reports --case $(CASE)

test: lint types ## Check style and types and run all tests
	$(BIN)/python -m pytest -n 2

lint: $(VENV)/.developing ## Check style
	$(BIN)/ruff check
	$(BIN)/ruff format --check

format: $(VENV)/.developing ## Mend style where that needs no thought
	$(BIN)/ruff check --fix
	$(BIN)/ruff format

types: $(VENV)/.developing ## Check types
	$(BIN)/mypy

score: $(VENV)/.developing ## Score what is read out of the corpus, or of REPORTS against GOLD
	@$(BIN)/python -m benchmarks.corpus $(if $(REPORTS),--reports $(REPORTS)) $(if $(GOLD),--gold $(GOLD))

bench: $(VENV)/.developing ## Measure speed and what is found, one benchmark after the other
	$(BIN)/python -m benchmarks $(if $(BENCH),--bench $(BENCH))

examples: $(VENV)/.developing ## Write the example reports anew (the outputs are kept in the repository)
	$(BIN)/python examples/make.py

docs: $(VENV)/.developing ## Write docs/tables.md anew from the columns, and docs/packs/ from the packs
	$(BIN)/python -m bellflower.sharing.tables > docs/tables.md
	$(BIN)/python -m bellflower.packs.pages docs/packs

constraints: ## Take the newest versions that fit pyproject.toml into constraints.txt
	rm -rf out/constraints
	$(PYTHON) -m venv out/constraints
	out/constraints/bin/python -m pip --quiet --disable-pip-version-check install --upgrade --editable '.[dev,bench]'
	out/constraints/bin/python -m pip --disable-pip-version-check freeze --exclude-editable > constraints.txt
	rm -rf out/constraints

clean: ## Remove all that these commands made
	rm -rf $(VENV) out dist build .mypy_cache .ruff_cache .pytest_cache .hypothesis
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

$(VENV)/.made:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Bellflower needs Python 3.11 or newer: make PYTHON=python3.12 ...")'
	@rm -rf $(VENV)
	@$(PYTHON) -m venv $(VENV)
	@touch $@

$(VENV)/.installed: $(VENV)/.made pyproject.toml constraints.txt
	@echo "Setting up $(VENV) (once)"
	@$(PIP) install --constraint constraints.txt --editable .
	@touch $@

$(VENV)/.developing: $(VENV)/.made pyproject.toml constraints.txt
	@echo "Setting up $(VENV) for development (once)"
	@$(PIP) install --constraint constraints.txt --editable '.[dev]'
	@touch $@ $(VENV)/.installed
