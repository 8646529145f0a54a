"""Runs the sandbox's tasks in a fresh process, and prints what was loaded or opened only then."""

from __future__ import annotations

import io
import json
import sys

from PIL import Image

import ocr_workers.page_process
from tests.unit.ocr_workers.invoice_xml import UBL
from tests.unit.ocr_workers.synthetic_pages import written_page
from tests.unit.paper.born_digital import WORDS, letter

LIMITS = {"max_pages": 9, "max_pixels": 60_000_000, "max_unpacked_bytes": 10**9}


def main() -> None:
    """Read a scan, a letter and an invoice in data, and put each together as a PDF."""
    stream = io.BytesIO()
    Image.fromarray(written_page(dpi=300)).save(stream, "PNG", dpi=(300, 300))
    files = [("image/png", stream.getvalue()), ("application/pdf", letter(WORDS)), ("application/xml", UBL.encode())]
    known, opened = set(sys.modules), list[str]()
    sys.addaudithook(lambda event, facts: opened.append(str(facts[0])) if event == "open" else None)
    for media_type, file in files:
        _treat(media_type, file)
    libraries = [path for path in opened if "site-packages" in path]
    json.dump({"modules": sorted(set(sys.modules) - known), "files": libraries}, sys.stdout)


def _treat(media_type: str, file: bytes) -> None:
    tasks = ocr_workers.page_process.TASKS
    tasks["inspect"]({"file_name": "f", "limits": LIMITS}, (file,))
    read = tasks["read_page"]({"media_type": media_type, "number": 1}, (file,))
    tasks["extract_e_invoice"]({"media_type": media_type}, (file,))
    source = {"media_type": media_type, "name": "f", "is_whole": True, "places": {"0": 1}}
    document = {
        "title": "", "language": "en", "created": "2026-03-20T10:00:00+00:00", "document_id": "d",
        "readings": [read.values], "sources": [source], "embeds_received": True,
    }  # fmt: skip
    tasks["compose_pdf"](document, (read.blobs[2], file))


if __name__ == "__main__":
    main()
