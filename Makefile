.PHONY: help setup demo test format lock sbom blanks rule-reference bench-accuracy bench-speed bench-peers bench-recognition bench-grants bench-copies bench-rems-admin bench-mutants bench-desk bench-story bench-registry pictures soak-memory train clean

SEED ?= $(shell date +%Y%m%d)
COUNT ?= 200
MINUTES ?= 180
SHARDS ?= 150
PROCESSES ?= 1
SECONDS ?= 600
LINES ?= 10
ORDERS ?= 50
SAMPLE ?= 300
MUTANT_SEED ?= 20261212

help:
	@sed -n 's/^## //p' Makefile

## make demo            sets up, sends sample faxes through real fax calls, processes them, prints what became of each
demo: setup
	@.venv/bin/faxdesk demo --out demo

## make test            sets up, then format, lint, types, contracts, tests: what CI runs
test: setup
	@scripts/test

## make setup           Debian packages and .venv
setup:
	@scripts/setup

## make format          formats the code and mends what the linter can mend
format: setup
	@.venv/bin/ruff check --fix . ; .venv/bin/ruff format .

## make blanks          prints every blank form anew from its form.toml
blanks: setup
	@.venv/bin/python -m forms.press

## make lock            resolves the dependencies anew into requirements.lock
lock:
	@scripts/lock

## make rule-reference writes docs/rule-reference.md from the rules and their worked examples
rule-reference: setup
	@.venv/bin/python -m tests.validators.rule_reference

## make sbom            build/sbom.json: every locked distribution and shipped script with its hashes, as CycloneDX
sbom: setup
	@.venv/bin/python scripts/sbom.py

## make bench-accuracy  COUNT fresh faxes with SEED (default: 200, today's date), read and scored
bench-accuracy: setup
	@.venv/bin/faxdesk samples make --out build/batch-$(SEED) --count $(COUNT) --seed $(SEED)
	@.venv/bin/faxdesk replay build/batch-$(SEED) --out build/replay-$(SEED)

## make bench-story     six months of a small program with SEED, read once, played in ORDERS other orders of arrival
bench-story: setup
	@.venv/bin/faxdesk samples chronicle --out build/chronicle-$(SEED) --seed $(SEED) --faxed
	@.venv/bin/faxdesk replay build/chronicle-$(SEED) --orders $(ORDERS) --out build/chronicle-run

## make bench-speed     pages per second and the share of each step, on the fixed batch
bench-speed: setup
	@.venv/bin/python -m tests.bench.speed

## make bench-peers     the fixed batch through faxdesk, plain tesseract and ocrmypdf, in one run
bench-peers: setup
	@scripts/setup ocrmypdf
	@.venv/bin/python -m tests.bench.peers

## make bench-recognition  real writers of DATA nobody trained on, after real calls, beside the peers; QUICK=1 for a look
bench-recognition: setup
	@.venv/bin/python -m tests.bench.recognition --data "$(DATA)" --count $(COUNT) --seed $(SEED) \
	  --processes $(PROCESSES) --lines $(LINES) $(if $(BATCHES),--batch $(BATCHES)) $(if $(CAPTURE),--capture) \
	  $(if $(LEDGER),--ledger $(LEDGER)) $(if $(CHANCES),--chances $(CHANCES)) \
	  $(if $(SAMPLES),--samples $(SAMPLES)) $(if $(STRIPS),--strips $(STRIPS)) \
	  $(if $(QUICK),--quick,--docs docs/benchmarks.md)

## make bench-grants    COUNT faxes of writers nobody trained on: how many are granted with a critical field wrong; goes on where it stopped
bench-grants: setup
	@.venv/bin/python -m tests.bench.grants --data "$(DATA)" --count $(COUNT) --seed $(SEED) --processes $(PROCESSES) \
	  $(if $(BATCHES),--batch $(BATCHES)) $(if $(LEDGER),--ledger $(LEDGER)) $(if $(CHANCES),--chances $(CHANCES)) \
	  $(if $(SAMPLES),--samples $(SAMPLES)) --docs docs/benchmarks.md

## make bench-copies    COUNT sheets scanned twice, and words written twice: which are taken for a copied signature; DATA
bench-copies: setup
	@.venv/bin/python -m tests.bench.copied_signatures --data "$(DATA)" --count $(COUNT) --seed $(SEED) --docs docs/benchmarks.md

## make bench-rems-admin  defective forms put to the logic of rems-admin and to ours: what each accepts
bench-rems-admin: setup
	@.venv/bin/python -m tests.bench.rems_admin --docs docs/benchmarks.md


## make bench-mutants   of the rules and the decision with one thing changed at a time, a SAMPLE (or all): which changes no test notices; goes on where it stopped
bench-mutants: setup
	@test -d mutants || .venv/bin/python -m mutmut run --max-children $(PROCESSES) 'validators.say.x_note__mutmut_1'
	@.venv/bin/python -m tests.bench.mutants --sample $(SAMPLE) --seed $(MUTANT_SEED) | xargs -r .venv/bin/python -m mutmut run --max-children $(PROCESSES)
	@.venv/bin/python -m tests.bench.mutants --sample $(SAMPLE) --seed $(MUTANT_SEED) --docs docs/benchmarks.md

## make bench-desk      the desk with 100,000 open items on both databases, 20 people at it for SECONDS, an operator by script
bench-desk: setup
	@.venv/bin/python -m tests.bench.desk --seconds $(SECONDS)

## make bench-registry  100,000 participants and 1,000,000 documents on both databases: decisions, searches, explanations
bench-registry: setup
	@.venv/bin/python -m tests.bench.registry --docs docs/benchmarks.md

## make pictures        takes the pictures of the operator guide anew, in a browser, at a desk with the sample batch
pictures: setup
	@.venv/bin/python -m tests.pictures docs

## make soak-memory     500 faxes through one worker, its resident memory watched
soak-memory: setup
	@.venv/bin/python -m tests.bench.memory

## make train           trains the readers of handwriting from the strokes in DATA: hours; MINUTES=180 SHARDS=150
train: setup
	@DATA="$(DATA)" MINUTES=$(MINUTES) SHARDS=$(SHARDS) scripts/train

clean:
	rm -rf .venv build demo .mypy_cache .ruff_cache .pytest_cache .import_linter_cache
