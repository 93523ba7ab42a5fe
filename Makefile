# `make demo` opens the example workshop, `make test` runs the tests; both set up all they need in .venv first.

PYTHON ?= python3
VENV ?= .venv
BIN := $(VENV)/bin

.DEFAULT_GOAL := help
.PHONY: help demo test check format pictures sheet man example word stick msi wheelhouse lock windows bench cards crash thorough clean

help: ## Say what can be made
	@grep -E '^[a-z]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z]+):.*## (.*)/  make \1	\2/'

demo: $(VENV)/installed ## Open the example workshop on a copy
	$(BIN)/scrutiny-tui demo

test: $(VENV)/installed-dev ## Run the tests
	$(BIN)/python -m pytest -n auto -q

check: $(VENV)/installed-dev ## Check format, lint, types, layers and content, then run the tests
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/python -m scrutiny_tui check content
	$(BIN)/python -m scrutiny_tui check sessions/example.json
	$(BIN)/python -m pytest -n auto -q

format: $(VENV)/installed-dev ## Put the code into its format
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

pictures: $(VENV)/installed-dev ## Draw the pictures of the README and docs again
	$(BIN)/python scripts/screenshots.py docs

sheet: $(VENV)/installed-dev ## Draw every page and dialog in five sizes and three themes, to look through
	$(BIN)/python -m scripts.contact_sheet build/sheet

man: $(VENV)/installed-dev ## Write the man pages into build/man; pip puts them beside the program
	$(BIN)/python -m scripts.man_pages build/man

example: $(VENV)/installed-dev ## Make the example workshop again
	$(BIN)/python scripts/make_example.py

word: $(VENV)/installed-dev ## Make the file that Word reports begin as again, and the marks of their charts
	$(BIN)/python -m scripts.make_word_file
	$(BIN)/python -m scripts.make_marks

thorough: $(VENV)/installed-dev ## Run every test, every hostile file among them
	THOROUGH=1 $(BIN)/python -m pytest -n auto -q

DELIVERY := $(BIN)/python -m scripts.delivery
PYTHONS ?= 3.13
PLATFORM ?= windows
FOR_PYTHONS = $(addprefix --python ,$(PYTHONS))
PDF ?=
WITH_PDF = $(if $(PDF),--pdf)

stick: $(VENV)/installed-dev ## Make the folder for a Windows laptop in build/stick: make stick PYTHON_ZIP=python-3.13.15-embed-amd64.zip
	$(DELIVERY) stick $(FOR_PYTHONS) $(WITH_PDF) $(if $(PYTHON_ZIP),--python-zip "$(PYTHON_ZIP)")

msi: $(VENV)/installed-dev ## Make a Windows installer of the folder that make stick made
	$(DELIVERY) msi

wheelhouse: $(VENV)/installed-dev ## Collect what pip needs without a network: make wheelhouse PLATFORM="windows linux" PYTHONS="3.12 3.13"
	$(DELIVERY) wheelhouse $(FOR_PYTHONS) $(WITH_PDF) $(addprefix --platform ,$(PLATFORM))

UV ?= uv

lock: ## Choose the files of lock.txt again, after a change of versions; needs uv
	$(UV) pip compile pyproject.toml --extra pdf --quiet --constraint constraints.txt --universal --python-version 3.11 --generate-hashes \
		--no-annotate --no-emit-index-url --custom-compile-command "make lock" --output-file lock.txt

WHAT ?=

windows: $(VENV)/installed-dev ## Try the program on Windows, under wine, for half an hour: make windows WHAT="store kills"
	$(BIN)/python -m scripts.windows build/windows $(WHAT)

bench: $(VENV)/installed-dev ## Measure how fast results are worked out, a ballot is saved and a folder of workshops is listed
	PYTHONPATH=. $(BIN)/python benchmarks/results.py
	PYTHONPATH=. $(BIN)/python benchmarks/ballot.py
	PYTHONPATH=. $(BIN)/python benchmarks/compare.py

cards: $(VENV)/installed-dev ## Measure how well and how fast raised cards are read in drawn rooms, for ten minutes
	PYTHONPATH=. $(BIN)/python benchmarks/camera.py

CRASH := nice $(BIN)/python -m tests.crash.harness

crash: $(VENV)/installed-dev ## Crash workshops for about an hour; strace, and power cuts as root on Linux, need a Linux machine
	$(CRASH) kill --runs 500 --generations 5
	$(CRASH) kill --screens --runs 50 --generations 4 --longest 2
	for keeps in labels totals; do for more in "" "--carrying 0.4"; do $(CRASH) calls --keeps $$keeps $$more || exit 1; done; done
	for keeps in labels totals; do for error in ENOSPC EIO; do for more in "" "--times 4" --forever; do \
		$(CRASH) errors --moves 6 --keeps $$keeps --error $$error $$more || exit 1; done; done; done
	for keeps in labels totals; do $(CRASH) sweep --moves 6 --keeps $$keeps || exit 1; done
	for keeps in labels totals; do for error in ENOSPC EIO; do for more in "" --forever; do \
		$(CRASH) fault --moves 4 --keeps $$keeps --error $$error $$more || exit 1; done; done; done
	$(CRASH) power --runs 100 --generations 4
	$(CRASH) power --runs 50 --pause 0.1 --longest 0.6 --keeps totals --alone
	$(CRASH) power --first --alone --pause 0.1 --longest 0.6 --keeps labels --variant early; test $$? -eq 1
	$(CRASH) power --first --alone --pause 0.1 --longest 0.6 --keeps labels --variant no-fsync; test $$? -eq 1
	$(CRASH) power --first --alone --pause 0.1 --longest 0.6 --keeps totals --variant no-folder-fsync; test $$? -eq 1

clean: ## Remove what was set up
	rm -rf $(VENV) .mypy_cache .ruff_cache .pytest_cache .hypothesis

$(VENV)/bin/python:
	$(PYTHON) -m venv $(VENV)

# Where Python may not write beside the sources, every start would compile them again.
COMPILE := $(BIN)/python -m compileall -q scrutiny_tui

$(VENV)/installed: $(VENV)/bin/python pyproject.toml constraints.txt
	test -e $(VENV)/installed-dev || $(BIN)/python -m pip install --quiet --disable-pip-version-check -e . -c constraints.txt
	-$(COMPILE)
	touch $@

$(VENV)/installed-dev: $(VENV)/bin/python pyproject.toml constraints.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -e '.[dev]' -c constraints.txt
	-$(COMPILE)
	touch $@ $(VENV)/installed
