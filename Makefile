# wlkp: validation engine for the mandatory company labour report (WLKP).
# `make demo` and `make test` install what they need and work from a fresh clone.

SWIFT      ?= swift
JOBS       ?= 2
PROGRAM    := .build/debug/wlkp
RELEASE    := .build/release/wlkp
DEMO       := .build/demo
# Tests that run the program or a server: one after the other, so that no clock of theirs waits for a busy machine.
LIVE       := ^(HTTPServerTests|EndToEndTests)

.DEFAULT_GOAL := help
.PHONY: help setup setup-tests build release demo test test-browser serve lint format schemas docs bench fuzz fuzz-files conformance torture ci clean

help: ## what can be made
	@awk 'BEGIN {FS = ":.*## "} /^[a-z-]+:.*## / {printf "  make %-13s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

setup: ## install missing Debian packages; say so when there is no Swift
	@scripts/setup

setup-tests:
	@scripts/setup tests

build: setup ## build the program (debug)
	$(SWIFT) build -j $(JOBS) --product wlkp

release: setup ## build the program (release)
	$(SWIFT) build -c release -j $(JOBS) --product wlkp

demo: build ## judge sample reports, file one, verify its receipt, show the history
	@scripts/demo $(PROGRAM) $(DEMO)

test: setup-tests ## run all tests, the built program, a live server and a real browser among them
	$(SWIFT) build -j $(JOBS) --build-tests
	$(SWIFT) test --skip-build --skip '$(LIVE)'
	$(SWIFT) test --skip-build --no-parallel --filter '$(LIVE)'
	@scripts/browser-tests $(PROGRAM)

test-browser: build setup-tests ## run the tests in a real browser only (WLKP_SCREENSHOTS=folder draws every page)
	@scripts/browser-tests $(PROGRAM)

serve: build ## serve http://127.0.0.1:8080 with a store in .build/demo and people of each role
	@scripts/serve $(PROGRAM) $(DEMO)

lint: ## check the format of every source file
	$(SWIFT) format lint --strict --recursive --parallel Sources Tests Benchmarks Package.swift

format: ## format every source file
	$(SWIFT) format --in-place --recursive --parallel Sources Tests Benchmarks Package.swift

schemas: ## renew the table of files compiled into the program
	@scripts/embed-schemas

docs: build ## renew documents that are made from the program
	@scripts/make-docs $(PROGRAM)

bench: release ## memory and speed on large made-up reports, and the rule language against its peers
	@Benchmarks/run $(RELEASE)
	@Benchmarks/read $(RELEASE)
	@Benchmarks/cel
	@Benchmarks/batch $(RELEASE)
	@Benchmarks/store
	@Benchmarks/serve $(RELEASE)

conformance: setup ## run the foreign suites under $$WLKP_CONFORMANCE_DIR
	@scripts/conformance -j $(JOBS)

fuzz: setup ## throw a million hostile expressions at the rule language (N=… SEED=…)
	$(SWIFT) run -c release -j $(JOBS) --package-path Tests/Fuzzing --scratch-path .build/fuzzing \
	  fuzz-cel --iterations $(or $(N),1000000) --seed $(or $(SEED),1)

fuzz-files: setup ## throw damaged archives, workbooks, CSV and XML at the readers (N=… SEED=…)
	$(SWIFT) run -c release -j $(JOBS) --package-path Tests/Fuzzing --scratch-path .build/fuzzing \
	  fuzz-files --iterations $(or $(N),200000) --seed $(or $(SEED),1)

torture: setup-tests ## kill a filing process a thousand times and look for what is lost (N=…)
	WLKP_TORTURE_ROUNDS=$(or $(N),1000) $(SWIFT) test --filter TortureTests

ci: test ## what the build server runs

clean: ## remove what was built
	rm -rf .build
