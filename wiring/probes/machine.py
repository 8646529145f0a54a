"""What is installed on this machine: Python, SQLite, and the programs and files that no Python package brings."""

from __future__ import annotations

import platform
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from kernel.db import WAL_SAFE_SINCE, sqlite_journal_mode, sqlite_version
from paper.errors import SandboxUnavailable
from paper.sandbox import isolation_report
from wiring.probes.findings import Finding, bad, ok, warn
from wiring.settings import Settings

TRAINED = ("eng", "nld", "fra", "deu", "ita", "osd")
FONTS = Path("/usr/share/fonts")
FONT_FILES = {"DejaVu": "DejaVuSans.ttf", "Liberation": "LiberationSans-Regular.ttf"}
PROGRAM_S = 30


def look_at_machine(settings: Settings) -> Iterator[Finding]:
    """Every program and library that pages pass through."""
    yield python()
    yield sqlite()
    yield tesseract()
    yield poppler()
    yield fonts()
    yield sandbox(settings)


def python(version: tuple[int, int] = sys.version_info[:2]) -> Finding:
    """The interpreter."""
    shown = platform.python_version()
    if (3, 11) <= version < (3, 14):
        return ok("Python", shown)
    return bad("Python", shown, "use Python 3.11, 3.12 or 3.13")


def sqlite(version: tuple[int, ...] | None = None) -> Finding:
    """The SQLite library that is linked in, whichever database is used."""
    version = version or sqlite_version()
    shown = f"{'.'.join(map(str, version))}, journal mode {sqlite_journal_mode(version)}"
    if version >= WAL_SAFE_SINCE:
        return ok("SQLite library", shown)
    since = ".".join(map(str, WAL_SAFE_SINCE))
    return warn("SQLite library", shown, f"slower than need be: install pysqlite3 with SQLite {since} or newer")


def tesseract() -> Finding:
    """The engine that reads, and its training data."""
    said = _said("tesseract", "--version")
    if said is None:
        return bad("Tesseract", "not installed", "apt-get install tesseract-ocr")
    listed = (_said("tesseract", "--list-langs") or "").split()
    missing = [code for code in TRAINED if code not in listed]
    if missing:
        packages = " ".join(f"tesseract-ocr-{code}" for code in missing)
        return bad("Tesseract", f"{_first_line(said)}, without {' '.join(missing)}", f"apt-get install {packages}")
    return ok("Tesseract", f"{_first_line(said)}, {' '.join(TRAINED)}")


def poppler() -> Finding:
    """The renderer of PDF pages."""
    said = _said("pdftoppm", "-v")
    if said is None:
        return bad("poppler", "not installed", "apt-get install poppler-utils")
    return ok("poppler", _first_line(said))


def fonts(folder: Path = FONTS) -> Finding:
    """Typefaces for the demo's letters and for PDFs that bring none."""
    missing = [name for name, file in FONT_FILES.items() if not any(folder.rglob(file))]
    if missing:
        advice = "apt-get install fonts-dejavu-core fonts-liberation2"
        return warn("fonts", f"without {' and '.join(missing)}", advice)
    return ok("fonts", ", ".join(FONT_FILES))


def sandbox(settings: Settings) -> Finding:
    """The walls around strangers' bytes."""
    wanted = "bubblewrap" if settings.sandbox == "required" else "auto"
    try:
        sentence = isolation_report(wanted)
    except SandboxUnavailable as error:
        return bad("page sandbox", str(error), "apt-get install bubblewrap; in a container, allow user namespaces")
    if sentence.startswith("bubblewrap"):
        return ok("page sandbox", sentence)
    return warn("page sandbox", sentence, "apt-get install bubblewrap; in a container, allow user namespaces")


def _said(program: str, *arguments: str) -> str | None:
    """What a program prints about itself; None when it is not there or does not run."""
    if shutil.which(program) is None:
        return None
    try:
        ended = subprocess.run([program, *arguments], capture_output=True, text=True, timeout=PROGRAM_S, check=False)
    except (OSError, subprocess.TimeoutExpired):
        return None
    return None if ended.returncode else (ended.stdout + ended.stderr)


def _first_line(text: str) -> str:
    return text.strip().partition("\n")[0]
