# Everything starts here. `make demo` and `make test` need Python 3.11 and a package index, nothing else.
PYTHON ?= python3.11
VENV := .venv
BIN := $(VENV)/bin
PORT ?= 8000
T ?= tests
ENCODER ?=

.PHONY: help env demo test check lint types imports unit train clean

help: ## show this help
	@grep -E '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed 's/:.*##/\t/' | expand -t 12

env: $(VENV)/.done ## make the environment from the lock file

$(VENV)/.done: deploy/requirements.lock pyproject.toml
	@deploy/bin/make-env "$(PYTHON)" "$(VENV)"
	@touch $@

demo: env ## everything in one process group, with sample data (PORT=8000)
	@$(BIN)/tsunagu demo --port $(PORT)

test: env ## set up what tests need, then lint, types, contracts and all tests
	@deploy/bin/install-test-tools
	@$(MAKE) --no-print-directory check
	@$(BIN)/pytest -n 2 --dist loadgroup -q $(T)

check: lint types imports ## everything that reads the code without running it

lint: env
	@$(BIN)/ruff check .

types: env
	@$(BIN)/mypy

imports: env
	@$(BIN)/lint-imports --no-cache

unit: env ## unit and structure tests only
	@$(BIN)/pytest -n 2 -q tests/unit tests/structure

train: env ## train the models anew from the corpus (minutes; ENCODER=name: beside another encoder)
	@$(BIN)/python -m resources.model.train $(if $(ENCODER),--encoder $(ENCODER))
	@$(BIN)/python -m faq.train resources.worded:load_worded $(ENCODER)
	@$(BIN)/python -m bot.triage.train
	@$(BIN)/python -m bot.privacy.training
	@$(BIN)/python -m bot.routing.training

clean: ## remove the environment and the demo's data
	rm -rf $(VENV) var .mypy_cache .ruff_cache .hypothesis
