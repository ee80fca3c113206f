# Two commands on a fresh machine: `make demo` and `make test`. Everything else is for those who work on it.
SHELL := /bin/bash
.DEFAULT_GOAL := help

UV_VERSION := 0.13.9
# uv from PATH, else one fetched from PyPI into .tools
UV := $(shell command -v uv 2>/dev/null || echo .tools/bin/uv)
PYTHON ?= $(shell command -v python3.11 || command -v python3)
export RASA_TELEMETRY_ENABLED := false
export UV_LINK_MODE ?= copy

.PHONY: help install demo test lint bench evaluation train clean

help: ## list these commands
	@grep -E '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:[^#]*## /\t/' | expand -t 12

.tools/bin/uv:
	$(PYTHON) -m venv .tools
	.tools/bin/pip install --quiet --disable-pip-version-check uv==$(UV_VERSION)

install: $(if $(findstring .tools,$(UV)),.tools/bin/uv) ## install everything, as locked
	$(UV) sync --locked --quiet

demo: install ## start it all with a local Slack, and talk to it
	$(UV) run --locked sharewise demo

test: install lint ## lint, types, and the whole test suite
	$(UV) run --locked pytest

lint: install ## style, types, and which room may import which
	$(UV) run --locked ruff check .
	$(UV) run --locked ruff format --check .
	$(UV) run --locked mypy
	$(UV) run --locked lint-imports

train: install ## train the model from nlu_data
	$(UV) run --locked sharewise train

bench: install ## measure the whole system, and its language understanding beside stock Rasa's
	$(UV) run --locked python -m tests.bench

evaluation: install ## nested cross-validation of the pipeline and what it was weighed against
	$(UV) run --locked python -m tests.bench.cross_validation

clean: ## remove what was installed and made, but never var/ (it holds records)
	rm -rf .venv .tools .rasa models results .mypy_cache .ruff_cache .pytest_cache .hypothesis
