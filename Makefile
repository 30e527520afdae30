# `make run` and `make test` do all the set-up from a bare Debian or Ubuntu
# with Python 3.11 or newer; `make` alone lists what else there is.

PORT ?= 8501
PYTHON ?= python3
BIN := .venv/bin

APT := $(if $(filter 0,$(shell id -u)),,sudo )apt-get
PIP := $(BIN)/python -m pip install --quiet --disable-pip-version-check
LOCK := $(BIN)/uv pip compile --quiet --universal --python-version 3.11 --fork-strategy fewest \
	--generate-hashes --custom-compile-command "make lock"
BROWSERS := chromium chromium-browser google-chrome

.DELETE_ON_ERROR:
.PHONY: help setup run test check bench build pictures lock browser

help: ## List the targets
	@sed -n 's/^\([a-z]*\):.*## /\1\t/p' Makefile | expand -t 12

setup: .venv/run ## Make the virtual environment and install into it

run: setup ## Start the page; PORT=8600 picks its port
	@$(BIN)/streamlit run app.py --server.port=$(PORT)

test: check browser ## Check the code, then run every test
	$(BIN)/pytest

check: .venv/test ## Lint, formatting and types
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy

bench: .venv/bench browser ## Measure the page, the search for names and the snapshots
	$(BIN)/python -m tests.benchmarks
	$(BIN)/python -m tests.benchmarks.linking
	$(BIN)/python -m tests.benchmarks.snapshots

build: setup ## Build data/orebrief.gpkg from data/sources
	$(BIN)/orebrief build

pictures: .venv/test browser ## Draw the README's picture
	$(BIN)/python -m docs.pictures

lock: .venv/test ## Write the locks anew with current releases
	echo hatchling | $(LOCK) --upgrade pyproject.toml - -o requirements.lock
	$(LOCK) --upgrade pyproject.toml --extra test -c requirements.lock requirements.lock -o requirements-test.lock
	$(LOCK) --upgrade pyproject.toml --extra bench -c requirements-test.lock requirements-test.lock -o requirements-bench.lock

# Debian and Ubuntu ship Python without the part that puts pip into a new environment.
.venv/pyvenv.cfg:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Orebrief needs Python 3.11 or newer. Name one: make PYTHON=python3.12 ...")'
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null || { $(APT) update && $(APT) install -y python3-venv; } \
		|| { echo "Python cannot make virtual environments here. Install the package python3-venv."; exit 1; }
	$(PYTHON) -m venv --clear .venv

.venv/run: .venv/pyvenv.cfg requirements.lock pyproject.toml
	@echo "Installing into .venv; this takes about a minute, once."
	@$(PIP) --require-hashes --no-deps --only-binary :all: -r requirements.lock
	@$(PIP) --no-build-isolation --no-deps -e .
	@touch $@

.venv/test: .venv/run requirements-test.lock
	@echo "Installing what the tests need."
	@$(PIP) --require-hashes --no-deps --only-binary :all: -r requirements-test.lock
	@touch $@

.venv/bench: .venv/test requirements-bench.lock
	@$(PIP) --require-hashes --no-deps --only-binary :all: -r requirements-bench.lock
	@touch $@

# Debian calls its package chromium, Ubuntu chromium-browser. Playwright drives it with
# a Node.js of its own, and that needs libatomic1.
browser: .venv/test
	@$(BIN)/playwright --version >/dev/null 2>&1 || { $(APT) update && $(APT) install -y libatomic1; }
	@for name in $(BROWSERS); do command -v $$name >/dev/null && exit 0; done; \
		$(APT) update && { $(APT) install -y chromium || $(APT) install -y chromium-browser; } \
		|| { echo "The browser tests need Chromium. Install the package chromium."; exit 1; }
