# Everything starts from a bare Python 3.11 or newer: each target first makes .venv, and installs into it again whenever
# what it is made from has changed.

PYTHON ?= python3
VENV   := .venv
BIN    := $(VENV)/bin
READY  := $(VENV)/.ready

# Two test processes and XLA's own threads would fight over the same cores. JAX keeps what it has compiled in the user's
# own temporary folder, so a second run is quicker, in another clone too.
JAX_CACHE := $(or $(TMPDIR),/tmp)/brainmass-jax-$(shell id -u)
TEST_ENV := JAX_PLATFORMS=cpu MPLBACKEND=Agg OMP_NUM_THREADS=1 OPENBLAS_NUM_THREADS=1 \
            XLA_FLAGS="--xla_cpu_multi_thread_eigen=false $(XLA_FLAGS)" \
            JAX_COMPILATION_CACHE_DIR="$(JAX_CACHE)" JAX_PERSISTENT_CACHE_MIN_COMPILE_TIME_SECS=0.2
PYTEST   := $(TEST_ENV) $(BIN)/python -m pytest -n auto --maxprocesses 4 --dist worksteal

.DEFAULT_GOAL := help
.NOTPARALLEL:
.PHONY: help demo test test-slow bench bench-peers bench-tables lint format typecheck imports docs stubs aln-table checks check clean FORCE

help: ## this list
	@grep -E '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | awk -F'\t' '{printf "  make %-12s %s\n", $$1, $$2}'

# A .venv that came from another folder, or whose interpreter is gone, is made anew rather than mended.
USABLE := grep -qs '$(CURDIR)/$(VENV)$$' $(VENV)/pyvenv.cfg && $(BIN)/python -c 'import pip' 2>/dev/null
$(READY): pyproject.toml brainmass/_version.py $(shell { $(USABLE); } || echo FORCE)
	@{ $(USABLE); } || $(PYTHON) -m venv --clear $(VENV)
	$(BIN)/python -m pip install --quiet --editable '.[dev]'
	@touch $@
FORCE:

demo: $(READY) ## the resting brain on a real connectome, with its report, in results/resting_state/
	$(BIN)/python -m brainmass.demo

test: $(READY) ## the tests and the examples in the docstrings
	$(PYTEST)

test-slow: $(READY) ## the tests that take more than some seconds
	$(PYTEST) -m slow

# Each group of cases runs in a process of its own, on one core and one thread unless it says otherwise.
bench: $(READY) ## what the library costs, each case beside its reference; `make bench CASES="plain delays"` for some
	$(BIN)/python -m benchmarks $(CASES)

bench-peers: $(READY) ## the same network in other libraries, each installed into an environment of its own in .peers/
	$(BIN)/python -m benchmarks.peers $(PEERS)

bench-tables: $(READY) ## write the tables of docs/benchmarks.md anew, from benchmarks/measured/
	$(BIN)/python tools/benchmark_tables.py

lint: $(READY) ## style, format and house sizes
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/python tools/house_sizes.py

format: $(READY) ## mend what can be mended without thought
	$(BIN)/ruff check --fix
	$(BIN)/ruff format

typecheck: $(READY) ## types
	$(BIN)/basedpyright

imports: $(READY) ## who may import whom
	$(BIN)/lint-imports --no-cache --no-logo

docs: $(READY) ## the documentation, into site/; every warning is an error
	$(TEST_ENV) NO_MKDOCS_2_WARNING=true $(BIN)/mkdocs build --strict

stubs: $(READY) ## write brainmass/__init__.pyi anew
	$(BIN)/python tools/make_stubs.py

aln-table: $(READY) ## compute the tables of the ALN model anew, which takes minutes
	$(BIN)/python tools/aln_table.py

checks: $(READY) ## write docs/checks.md anew: the numbers that are held to a source, as the tests compute it
	$(PYTEST) tests/oracle tests/catalog --checks build/checks.json
	$(BIN)/python tools/checks_page.py build/checks.json

check: lint typecheck imports docs ## all that must be green before a change lands
	$(PYTEST) --cov --cov-report=term --checks build/checks.json
	$(BIN)/python tools/checks_page.py --current build/checks.json

clean: ## remove what the tools made, except .venv and results
	rm -rf site dist build .cache .pytest_cache .ruff_cache .hypothesis .coverage .coverage.*
	find brainmass benchmarks tests tools -name __pycache__ -type d -exec rm -rf {} +
