"""What is installed on this machine: Python, SQLite, and the programs and files that no Python package brings."""

from __future__ import annotations

import platform
import re
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
BUBBLEWRAP = "apt-get install bubblewrap; in a container, allow user namespaces"


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
        return ok("Python", shown).saying("python", version=shown)
    return bad("Python", shown, "use Python 3.11, 3.12 or 3.13").saying("python_other", version=shown)


def sqlite(version: tuple[int, ...] | None = None) -> Finding:
    """The SQLite library that is linked in, whichever database is used."""
    version = version or sqlite_version()
    number = ".".join(map(str, version))
    shown = f"{number}, journal mode {sqlite_journal_mode(version)}"
    if version >= WAL_SAFE_SINCE:
        return ok("SQLite library", shown).saying("sqlite", version=number)
    since = ".".join(map(str, WAL_SAFE_SINCE))
    advice = f"slower than need be: install pysqlite3 with SQLite {since} or newer"
    return warn("SQLite library", shown, advice).saying("sqlite_old", version=number, since=since)


def tesseract() -> Finding:
    """The engine that reads, and its training data."""
    said = _said("tesseract", "--version")
    if said is None:
        advice = "apt-get install tesseract-ocr"
        return bad("Tesseract", "not installed", advice).saying("tesseract_missing", packages="tesseract-ocr")
    listed = (_said("tesseract", "--list-langs") or "").split()
    missing = [code for code in TRAINED if code not in listed]
    if missing:
        packages = " ".join(f"tesseract-ocr-{code}" for code in missing)
        found = f"{_first_line(said)}, without {' '.join(missing)}"
        finding = bad("Tesseract", found, f"apt-get install {packages}")
        return finding.saying("tesseract_untrained", missing=", ".join(missing), packages=packages)
    found = f"{_first_line(said)}, {' '.join(TRAINED)}"
    return ok("Tesseract", found).saying("tesseract", version=_version(said))


def poppler() -> Finding:
    """The renderer of PDF pages."""
    said = _said("pdftoppm", "-v")
    if said is None:
        finding = bad("poppler", "not installed", "apt-get install poppler-utils")
        return finding.saying("poppler_missing", packages="poppler-utils")
    return ok("poppler", _first_line(said)).saying("poppler", version=_version(said))


def fonts(folder: Path = FONTS) -> Finding:
    """Typefaces for the demo's letters and for PDFs that bring none."""
    missing = [name for name, file in FONT_FILES.items() if not any(folder.rglob(file))]
    if missing:
        advice = "apt-get install fonts-dejavu-core fonts-liberation2"
        finding = warn("fonts", f"without {' and '.join(missing)}", advice)
        return finding.saying(
            "fonts_missing", missing=", ".join(missing), packages="fonts-dejavu-core fonts-liberation2"
        )
    return ok("fonts", ", ".join(FONT_FILES)).saying("fonts", names=", ".join(FONT_FILES))


def sandbox(settings: Settings) -> Finding:
    """The walls around strangers' bytes."""
    wanted = "bubblewrap" if settings.sandbox == "required" else "auto"
    try:
        sentence = isolation_report(wanted)
    except SandboxUnavailable as error:
        return bad("page sandbox", str(error), BUBBLEWRAP).saying("sandbox_none")
    if sentence.startswith("bubblewrap"):
        return ok("page sandbox", sentence).saying("sandbox")
    return warn("page sandbox", sentence, BUBBLEWRAP).saying("sandbox_weak")


def _said(program: str, *arguments: str) -> str | None:
    """What a program prints about itself; None when it is not there or does not run."""
    if shutil.which(program) is None:
        return None
    try:
        ended = subprocess.run([program, *arguments], capture_output=True, text=True, timeout=PROGRAM_S, check=False)
    except (OSError, subprocess.TimeoutExpired):
        return None
    return None if ended.returncode else (ended.stdout + ended.stderr)


def _version(said: str) -> str:
    """The first thing with a point between digits, as programs print it behind their names."""
    found = re.search(r"\d+(?:\.\d+)+", said)
    return found[0] if found else "?"


def _first_line(text: str) -> str:
    return text.strip().partition("\n")[0]
