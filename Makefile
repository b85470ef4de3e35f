# The words that a contributor needs; `make` alone lists them.
# PORT and DATABASE_URL, given on the command line or in the environment, reach every command.

BIN := .venv/bin
# What pytest is asked to run, such as ARGS="tests/unit -k vas".
ARGS ?=

.PHONY: help demo test lint bench screenshots lock venv pango chromium

help: ## list these words
	@sed -n 's/^\([a-z]*\):[^#]*## /\1\t/p' Makefile | expand -t 12

demo: venv pango ## start Aimwell with fictional people on http://127.0.0.1:8000 (PORT=… for another)
	@exec $(BIN)/aimwell demo

test: lint chromium ## run every check and every test, browser journeys included
	@sh scripts/pango.sh required
	@exec $(BIN)/pytest -n 2 --dist loadgroup $(ARGS)

lint: venv ## check style and types
	@$(BIN)/ruff check --quiet .
	@$(BIN)/ruff format --check --quiet .
	@$(BIN)/mypy

bench: venv pango ## measure speed against references and write bench/results.md
	@exec $(BIN)/python bench/run.py

screenshots: venv chromium ## take the pictures of docs/images anew
	@AIMWELL_SCREENSHOTS=1 $(BIN)/pytest -q -m browser

lock: ## write requirements.txt anew from pyproject.toml (needs uv)
	@sh scripts/lock.sh

venv:
	@sh scripts/venv.sh

# PDFs need Pango. The demo does without where it cannot be installed, and says so.
pango: venv
	@sh scripts/pango.sh

chromium:
	@sh scripts/chromium.sh
