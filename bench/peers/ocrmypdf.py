"""OCRmyPDF as a peer: its full treatment of one image, one core, the same five languages.

It is no dependency. Give it an environment of its own outside this tree:

    uv venv /tmp/peer && uv pip install --python /tmp/peer/bin/python ocrmypdf
    apt-get install unpaper ghostscript
"""

from __future__ import annotations

import subprocess
import tempfile
from pathlib import Path

TREATMENT = ("--deskew", "--rotate-pages", "--clean", "--output-type", "pdfa", "--jobs", "1", "--quiet")
LANGUAGES = "eng+nld+fra+deu+ita"


def treat(program: Path, image: Path) -> tuple[str, bytes]:
    """The text that it reads on the image and the PDF/A that it writes; ("", b"") where it gives up."""
    with tempfile.TemporaryDirectory() as folder:
        text, document = Path(folder, "text.txt"), Path(folder, "out.pdf")
        command = [str(program), *TREATMENT, "-l", LANGUAGES, "--image-dpi", "300", "--sidecar", str(text)]
        ended = subprocess.run([*command, str(image), str(document)], capture_output=True, check=False)
        if ended.returncode != 0 or not document.exists():
            print(f"  OCRmyPDF gave up on {image.name}: {ended.stderr.decode(errors='replace')[-200:]}")
            return "", b""
        return text.read_text(encoding="utf-8"), document.read_bytes()
