#!/usr/bin/env bash
# Writes the hashed lock files anew from pyproject.toml: one resolution for Python 3.11 to 3.13 on Linux.
#
#   requirements/lock.sh              keep the locked versions where they still fit
#   requirements/lock.sh --upgrade    take the newest versions that fit
#
# The files name no package index: each machine asks the one it is set up for, and the hashes decide.
set -euo pipefail
cd "$(dirname "$0")/.."
uv=${UV:-.venv/bin/uv}
[[ -x $uv ]] || uv=uv

lock() {
  local target=$1; shift
  "$uv" pip compile --quiet --universal --fork-strategy fewest --python-version 3.11 --generate-hashes --no-header --no-annotate \
    --no-emit-index-url --no-emit-find-links --no-sources --output-file "requirements/$target" "$@" >/dev/null
}

lock bootstrap.txt "${@}" requirements/bootstrap.in
lock runtime.txt "${@}" pyproject.toml
lock dev.txt "${@}" --extra dev --constraint requirements/runtime.txt pyproject.toml
