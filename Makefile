# Two commands are all a fresh machine needs: `make demo` and `make test`.
# Each makes .venv and installs what requirements*.txt lock, once; a changed lock is installed again.

.DELETE_ON_ERROR:
.PHONY: demo test test-all coverage checks style types most-tests all-tests site lock clean

PYTHONS := python3 python3.14 python3.13 python3.12 python3.11 python
NEW_ENOUGH := import sys; sys.exit(sys.version_info < (3, 11))
PYTHON ?= $(shell for each in $(PYTHONS); do if $$each -c '$(NEW_ENOUGH)' 2>/dev/null; then echo $$each; break; fi; done)

BIN := .venv/bin
# The tests start the program many times: where Python may not keep what it compiled, each start compiles it anew.
unexport PYTHONDONTWRITEBYTECODE
# `loadfile` gives each file of tests to the process that is free: what its tests share is made once.
PYTEST := -m pytest -n auto --dist loadfile
INSTALL := $(BIN)/python -m pip install --quiet --disable-pip-version-check
LOCK := uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url \
	--custom-compile-command 'make lock' --group build

demo: .venv/.runtime
	$(BIN)/risktrail demo

# All but the tests marked `slow`, each of which repeats at length what another one shows in short. mypy needs one core
# for half a minute where it has not run before, so it runs beside the tests.
test: style
	$(MAKE) --no-print-directory --jobs=2 types most-tests

test-all: style
	$(MAKE) --no-print-directory --jobs=2 types all-tests

most-tests: .venv/.development
	$(BIN)/python $(PYTEST) -m "not slow"

all-tests: .venv/.development
	$(BIN)/python $(PYTEST)

# Which lines and branches `make test` runs; the tests take half as long again.
coverage: .venv/.development
	$(BIN)/coverage erase
	$(BIN)/coverage run $(PYTEST) -m "not slow"
	$(BIN)/coverage combine --quiet
	$(BIN)/coverage report

checks: style types

style: .venv/.development
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: .venv/.development
	$(BIN)/mypy

# The documentation as a site of plain files, in build/site; a warning is an error.
site: .venv/.development
	NO_MKDOCS_2_WARNING=1 $(BIN)/mkdocs build --strict --quiet

.venv/.python:
	@test -n "$(PYTHON)" || { echo "make: Python 3.11 or newer is needed, and none of these is: $(PYTHONS)." \
		"Install one, or name yours: make PYTHON=/path/to/python3.11" >&2; exit 1; }
	$(PYTHON) -m venv .venv
	touch $@

# What is installed is what is locked, byte for byte; the program itself is installed so that it runs from here.
.venv/.runtime: requirements.txt pyproject.toml | .venv/.python
	$(INSTALL) --require-hashes -r requirements.txt
	$(INSTALL) --no-deps --no-build-isolation --editable .
	touch $@

.venv/.development: requirements-dev.txt .venv/.runtime
	$(INSTALL) --require-hashes -r requirements-dev.txt
	touch $@

# For those who change the dependencies; needs uv. Versions stay as they are unless UPGRADE=--upgrade is given.
lock:
	$(LOCK) $(UPGRADE) --group dev pyproject.toml --output-file requirements-dev.txt
	$(LOCK) --constraints requirements-dev.txt pyproject.toml --output-file requirements.txt

clean:
	rm -rf .venv .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache .coverage .coverage.*
