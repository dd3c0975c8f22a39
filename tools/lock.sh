#!/bin/sh
# Write requirements.lock (to run) and requirements-test.lock (to test) from pyproject.toml: exact versions with
# hashes for every supported Python, no index and no URL.   usage: tools/lock.sh .venv/bin
set -eu
bin=$1
lock() {
    target=$1
    shift
    "$bin/uv" pip compile --quiet --universal --generate-hashes --no-emit-index-url --no-annotate --no-header \
        --python-version 3.11 "$@" -o "$target" pyproject.toml
}
# First what testing needs: some of it bears only older versions of what a site needs, too.
lock requirements-test.lock --group build --group test
lock requirements.lock --group build --constraint requirements-test.lock
