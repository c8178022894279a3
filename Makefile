# `make` alone lists what can be made. Everything lives in .venv; nothing is installed elsewhere.

PYTHON ?= python3
JOBS ?= 2
BIN := .venv/bin
READY := .venv/ready
PO := $(wildcard resources/locale/*/LC_MESSAGES/*.po)
TYPED := $(wildcard app tests benchmarks scripts hatch_build.py)
# The wheel of urllib3-future, which caldav brings along, runs code at every start of Python that puts it in the place of
# urllib3; built from its source it stands beside it. Where no source is to be had, the wheel does.
PIP := PIP_CONSTRAINT=constraints.txt PIP_BUILD_CONSTRAINT=constraints.txt URLLIB3_NO_OVERRIDE=1 \
  $(BIN)/python -m pip install --quiet --disable-pip-version-check
GERMAN := resources/locale/de/LC_MESSAGES/clearweek.po
TEMPLATE := build/clearweek.pot

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.PHONY: help setup run test check bench harden catalogue screenshots screenshots-all clean

help: ## list what can be made
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-16s %s\n", $$1, $$2 }' $(firstword $(MAKEFILE_LIST))

setup: $(READY) $(PO:.po=.mo) ## make .venv with the pinned libraries and the clearweek command

# Runs again when the libraries change. PIP_CONSTRAINT and its successor pin what pip builds with as well. What pip
# installs it compiles, but not a checkout: so that the first start is as quick as all others, we do.
$(READY): pyproject.toml constraints.txt hatch_build.py
	@command -v $(PYTHON) >/dev/null \
	  || { echo "There is no $(PYTHON) here: install Python 3.11 or newer, or name yours with PYTHON=."; exit 1; }
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
	  || { echo "Clearweek needs Python 3.11 or newer, and this is $$($(PYTHON) --version): name another with PYTHON=."; exit 1; }
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null \
	  || { echo "This Python cannot make environments; on Debian and Ubuntu: sudo apt install python3-venv"; exit 1; }
	$(PYTHON) -m venv .venv
	$(PIP) --no-binary urllib3-future -e '.[dev]' || $(PIP) -e '.[dev]'
	$(BIN)/python -m compileall -q app
	@touch $@

%.mo: %.po $(READY)
	@$(BIN)/pybabel --quiet compile --input-file $< --output-file $@

run: setup ## a generated year: its overview in the terminal and, where there is a display, the window
	$(BIN)/clearweek demo

# No window opens while the tests run, and nothing but this machine can be reached where the system can see to that.
test: setup ## all tests, in parallel
	QT_QPA_PLATFORM=offscreen $(BIN)/python scripts/without_network.py $(BIN)/python -m pytest -n $(JOBS) --dist worksteal -q tests

check: setup ## style, types, layers, translations
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy $(TYPED)
	$(BIN)/lint-imports --no-cache
	$(BIN)/python -m pytest -q tests/architecture/test_catalogue.py

bench: setup ## speed and memory beside the libraries that one would pick instead
	$(BIN)/python -m benchmarks

# What draws its cases, and what goes through the whole of a matrix only here (HARDEN in tests/conftest.py).
HARDENED := tests/properties tests/hostile tests/planning/test_planner.py tests/ui/test_every_page.py \
  $(wildcard tests/analysis/test_second_computation*.py)

harden: setup ## the property and hostile-input tests with many more examples, every page in every look; takes long
	CLEARWEEK_PROFILE=harden QT_QPA_PLATFORM=offscreen \
	  $(BIN)/python -m pytest -n $(JOBS) -q --timeout 3600 $(HARDENED)

catalogue: setup ## bring the translations up to date with the texts in app/
	@mkdir -p $(dir $(TEMPLATE)) $(dir $(GERMAN))
	$(BIN)/pybabel --quiet extract --project Clearweek --copyright-holder 'The Clearweek authors' \
	  --add-location file --sort-by-file --width 110 --output-file $(TEMPLATE) app
	@if [ -f $(GERMAN) ]; \
	then $(BIN)/pybabel --quiet update --no-fuzzy-matching --ignore-obsolete --ignore-pot-creation-date --width 110 \
	  --locale de --input-file $(TEMPLATE) --output-file $(GERMAN); \
	else $(BIN)/pybabel --quiet init --width 110 --locale de --input-file $(TEMPLATE) --output-file $(GERMAN); fi
	@$(BIN)/pybabel --quiet compile --input-file $(GERMAN) --output-file $(GERMAN:.po=.mo)

screenshots: setup ## the pictures in docs/images, painted anew from the sample
	$(BIN)/python scripts/screenshots.py

screenshots-all: setup ## every page in every way it may look, into build/screenshots
	$(BIN)/python scripts/screenshots.py --all

clean: ## take away everything that was made
	rm -rf .venv build dist .hypothesis .import_linter_cache .mypy_cache .pytest_cache .ruff_cache $(PO:.po=.mo)
	find . -name __pycache__ -prune -exec rm -rf {} +
