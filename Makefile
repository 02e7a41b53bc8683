# Each target works on a fresh machine with make and Python 3.11 to 3.13. Choose one with PYTHON=python3.12.

SHELL := /bin/bash
.DEFAULT_GOAL := help
.PHONY: help demo test check bench serve coverage locks runtime dev

BIN := .venv/bin
# One process for each core, at most four; a file's tests stay together, because they share an office.
PARALLEL := -n auto --maxprocesses 4 --dist loadfile --no-loadscope-reorder

help: ## this list
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "  make %-9s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)
	@echo
	@echo "  Choose a Python:  make PYTHON=python3.12 demo      Options of the demo:  make demo ARGS='--port 8080'"

demo: runtime ## a demonstration with made-up data, on this machine alone; Ctrl-C ends it
	@exec $(BIN)/mediation demo $(ARGS)

serve: runtime ## serve what `mediation init` has set up in instance/
	@exec $(BIN)/mediation serve $(ARGS)

test: dev ## every test; as root on Debian installs chromium, LibreOffice Writer, poppler, age, minisign first
	@scripts/programs
	@$(BIN)/python -m pytest $(PARALLEL) $(ARGS)

check: dev ## ruff, mypy, import contracts, template lint
	@export PATH="$(CURDIR)/$(BIN):$$PATH"; failed=0; \
	ruff check . || failed=1; \
	mypy || failed=1; \
	lint-imports --no-logo || failed=1; \
	djlint --lint --quiet templates || failed=1; \
	exit $$failed

bench: dev ## every promised speed, side by side; fails when a limit is missed; writes bench/RESULTS.md
	@$(BIN)/python -m bench.run $(ARGS)

coverage: dev ## branch coverage of the tests, for reading
	@scripts/programs
	@$(BIN)/python -m pytest --cov --cov-report=term:skip-covered $(ARGS)

locks: dev ## lock the requirements again, with hashes and without addresses
	@cd requirements && for kind in runtime dev; do \
	  ../$(BIN)/pip-compile --quiet --upgrade --generate-hashes --no-header --no-emit-index-url --no-emit-find-links \
	    --no-emit-trusted-host --strip-extras --allow-unsafe --output-file $$kind.txt $$kind.in || exit 1; done

runtime dev:
	@python=$$(scripts/python "$(PYTHON)") && "$$python" scripts/environment.py $@
