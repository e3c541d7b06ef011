PYTHON ?= python3
PORT ?= 8000
VENV := .venv/bin/python
# What was asked for: the line that names no fit Python says how to ask again.
ASKED := make $(or $(MAKECMDGOALS),run)
NO_PYTHON := set-up: Python 3.12 or newer is needed; install one, or name it: PYTHON=/path/to/python3 $(ASKED)
# It ends with 1, and so does bootstrap.py. Make itself makes 2 of any failure, and says so in a line of its own.
SET_UP = command -v $(PYTHON) >/dev/null || { echo "$(NO_PYTHON)" >&2; exit 1; }; \
	ASKED="$(ASKED)" exec $(PYTHON) bootstrap.py

# What is compiled once serves the hundreds of processes that tests start.
unexport PYTHONDONTWRITEBYTECODE

.DEFAULT_GOAL := help
.PHONY: help run test coverage check dev bench load faults site tools programs

help:  ## list these commands
	@sed -n 's/^\([a-z]*\):.*## /\1\t/p' $(MAKEFILE_LIST) | while IFS="$$(printf '\t')" read -r name does; do \
		printf 'make %-8s %s\n' "$$name" "$$does"; done

run: site  ## set up what is missing, then serve on http://127.0.0.1:$PORT (8000 by default)
	@exec $(VENV) manage.py serve --port $(PORT)

dev: tools  ## the same, and reload at each change of a source file
	@exec $(VENV) manage.py serve --reload --port $(PORT)

test: tools programs  ## set up what is missing, then run every test
	@$(VENV) -m pytest -n 3 --dist loadfile --no-loadscope-reorder

coverage: tools programs  ## the same, and fail where less than 95 % of the lines and branches of events/ ran
	@$(VENV) -m pytest -n 3 --dist loadfile --no-loadscope-reorder --cov --cov-report=term --cov-fail-under=95

check: tools  ## style, types, walls between rooms, templates, migrations, catalogues
	@$(VENV) -m tests.check

bench: tools  ## measure the server and publishing; prints a table and writes JSON
	@$(VENV) -m bench

load: tools  ## publish a hundred times under load, for SOAK seconds; hostile requests; long random lives of editions
	@PUBLICATIONS=100 CONNECTIONS=1000 SECONDS=$${SOAK:-120} $(VENV) -m pytest -s -k under_load tests/serving/test_server.py
	@PUBLICATIONS=100 CONNECTIONS=1000 SECONDS=$${SOAK:-120} $(VENV) -m pytest -s tests/deploy/test_several_machines.py
	@HOSTILE=10000 $(VENV) -m pytest -k "hostile or silent" tests/serving/test_server.py
	@LIVES=150 $(VENV) -m pytest tests/serving/test_any_life.py
	@EDITIONS=200 $(VENV) -m pytest tests/publishing/test_thaw_inverse.py
	@HOSTILE_CASES=20000 $(VENV) -m pytest tests/formatting/test_hostile_html.py

faults: tools programs  ## kill, lock, fill and stop what a publication needs, at each of its steps (minutes)
	@FAULTS=full $(VENV) -m pytest -s tests/faults tests/deploy/test_several_machines.py
	@ACCESS=full $(VENV) -m pytest -s -k whole_product tests/admin/test_access.py

site:
	@$(SET_UP)

tools:
	@$(SET_UP) --tests

programs: tools
	@$(VENV) -m tests.install_programs
