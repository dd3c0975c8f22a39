# make site    build content/ into output/
# make serve   preview it, rebuilt whenever a file is saved
# make test    format, lint, types, import contracts and all tests
# make lock    write the two lock files anew from pyproject.toml
# make format  put the code into its form
# make train   fetch the data of the encoder of types and train it anew, in an environment of its own (hours)
# Each makes the environment that it needs in .venv, from the lock files and their hashes alone.

PYTHON ?= python3
BIN := .venv/bin
PIP := $(BIN)/python -m pip install --quiet --disable-pip-version-check
OURS := $(PIP) --no-deps --no-build-isolation --editable . && $(BIN)/python -m compileall -q sitegen

.PHONY: site serve test check lock format train clean

site: .venv/.site
	$(BIN)/sitegen build

serve: .venv/.site
	$(BIN)/sitegen serve --open

# A browser driven from a process leaves an event loop running in it, hence a process for each kind of test.
# What a busy machine was too slow for, or a reload cut short, is done once more and told in the summary; what is wrong on a page is not.
# Work is handed out in long stretches, so that what several tests share is made in one process and not in each.
# "auto" is one process more than there are cores, "logical" as many: a browser has processes of its own.
BESIDE := -n auto --dist worksteal
AGAIN := --reruns 1 --only-rerun "[Tt]imeout|crashed|Not attached|ERR_ABORTED|interrupted by another navigation" -r R
test: .venv/.test tools/nu/node_modules check
	$(BIN)/python -m pytest -m "not browser" $(BESIDE)
	$(BIN)/python -m pytest tests/browser $(subst auto,logical,$(BESIDE)) $(AGAIN)
	$(BIN)/python -m pytest tests/functional -m browser $(AGAIN)

check: .venv/.test
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports

format: .venv/.test
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

# What `tools/train` needs is large and nothing else needs it. TRAIN="--passes 0.01" tries out whether all works.
train: .cache/train/venv/.ready
	OMP_WAIT_POLICY=passive .cache/train/venv/bin/python tools/train/train.py $(TRAIN)

.cache/train/venv/.ready: tools/train/requirements.txt
	$(PYTHON) -m venv .cache/train/venv
	.cache/train/venv/bin/pip install --quiet --disable-pip-version-check -r tools/train/requirements.txt
	touch $@

lock: .venv/.test
	sh tools/lock.sh $(BIN)

clean:
	rm -rf .venv tools/nu/node_modules .cache .pytest_cache .mypy_cache .ruff_cache .hypothesis

.venv/bin/python:
	$(PYTHON) -c 'import sys; v = sys.version_info[:2]; sys.exit(0 if (3, 11) <= v <= (3, 13) else "sitegen needs Python 3.11 to 3.13, this is %d.%d; call  make PYTHON=python3.12" % v)'
	$(PYTHON) -m venv .venv

.venv/.site: requirements.lock pyproject.toml .venv/bin/python
	$(PIP) --require-hashes -r requirements.lock
	$(OURS)
	touch $@

# The HTML checker comes from npm, by the lock file's digest. Without npm, and outside CI, its test is skipped.
tools/nu/node_modules: tools/nu/package-lock.json
	@if command -v npm >/dev/null; then echo npm ci --prefix tools/nu && npm ci --silent --prefix tools/nu && touch $@; \
	else echo "npm is not installed: the HTML checker's test will be skipped"; fi

# uv installs in seconds what takes pip two minutes; pip fetches it, by its digest, and does all where uv knows no index.
.venv/.test: requirements-test.lock requirements.lock pyproject.toml .venv/bin/python
	awk '/^[^ #]/ {uv = /^uv==/} uv' requirements-test.lock > .venv/uv.lock
	$(PIP) --require-hashes -r .venv/uv.lock
	$(BIN)/uv pip install --quiet --python $(BIN)/python --require-hashes -r requirements-test.lock || \
	$(PIP) --require-hashes -r requirements-test.lock
	$(OURS)
	touch .venv/.site $@
