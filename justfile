# Short names for what one does every day; each line can as well be typed. ./postkamer test builds the environment.

set positional-arguments

bin := justfile_directory() / ".venv/bin"

# What there is.
default:
    @just --list

# Everything that CI checks.
all:
    ./postkamer test

# Tests that need no service: just unit -k query
unit *args:
    {{bin}}/python -m pytest tests/unit tests/architecture "$@"

# Tests against real services.
integration *args:
    {{bin}}/python -m pytest tests/integration "$@"

# Format and mend what can be mended.
tidy:
    {{bin}}/ruff format .
    {{bin}}/ruff check --fix .

# Lint, types and import contracts.
lint:
    {{bin}}/ruff check .
    {{bin}}/ruff format --check .
    {{bin}}/python -m mypy
    {{bin}}/lint-imports --no-logo

# Resolve the lock files anew: just lock --upgrade
lock *args:
    requirements/lock.sh "$@"

# Start the demo.
demo *args:
    ./postkamer demo "$@"
