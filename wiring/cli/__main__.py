"""`python -m wiring.cli`, as the launcher calls it."""

from __future__ import annotations

import sys

try:
    from wiring.cli.main import main
except ImportError as error:
    if "shared object" not in str(error):
        raise
    # A library that a Python package loads is missing from the machine, libGL for one.
    sys.stderr.write(f"postkamer: a library does not load: {error}; start with ./postkamer, which installs it\n")
    sys.exit(3)

if __name__ == "__main__":
    main(prog_name="postkamer")
