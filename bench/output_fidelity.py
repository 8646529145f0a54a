"""Size of the PDF and what is lost in it: `python bench/output_fidelity.py FOLDER --limit 6 [--profile lossless]`.

Every image is read, put into its PDF/A, and that is drawn at 300 dpi and read again by the same engine. What the second
reading finds of the first one's words (F1) shows whether print was lost; the structural similarity of both pages, after
paper and light are taken off, whether anything else was.
"""

from __future__ import annotations

import argparse
import io
import mimetypes
import statistics
from pathlib import Path

import cv2
import numpy as np
import pypdfium2 as pdfium
from numpy.typing import NDArray
from PIL import Image

from archive.reading import from_values
from bench.reading_cases import word_f1
from ocr_workers.steps.ink import estimate_background
from paper.sandbox import ProcessSandbox, SandboxLimits

LIMITS = SandboxLimits(wall_s=300, cpu_s=120)
DPI = 300.0
SCALE = 0.5
Raster = NDArray[np.uint8]


def main() -> None:
    """Print a line for each image, and the means."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("folder", type=Path)
    arguments.add_argument("--limit", type=int, default=6)
    arguments.add_argument("--profile", default="text")
    arguments.add_argument("--engine", default="auto")
    chosen = arguments.parse_args()
    images = [path for path in sorted(chosen.folder.iterdir()) if _kind(path).startswith("image/")][: chosen.limit]
    sandbox = ProcessSandbox("ocr_workers.page_process")
    rows = []
    try:
        for path in images:
            size, f1, likeness = _measured(sandbox, path, {"profile": chosen.profile, "engine": chosen.engine})
            rows.append((size, f1, likeness))
            print(f"{path.name:32} {size:6.3f} MB  F1 {f1:.3f}  SSIM {likeness:.3f}", flush=True)
    finally:
        sandbox.close()
    means = [statistics.mean(column) for column in zip(*rows, strict=True)]
    print(f"{'mean':32} {means[0]:6.3f} MB  F1 {means[1]:.3f}  SSIM {means[2]:.3f}")


def _measured(sandbox: ProcessSandbox, path: Path, wishes: dict[str, str]) -> tuple[float, float, float]:
    task = {"media_type": _kind(path), "number": 1, **wishes}
    read = sandbox.run("read_page", task, [path.read_bytes()], limits=LIMITS)
    document = {"title": "", "language": None, "created": "2026-11-22T00:00:00+00:00", "document_id": "bench"}
    written = sandbox.run("compose_pdf", {**document, "readings": [read.values]}, [read.blobs[2]], limits=LIMITS)
    drawn = pdfium.PdfDocument(written.blobs[0])[0].render(scale=DPI / 72).to_pil().convert("RGB")
    again = sandbox.run("read_page", {**task, "media_type": "image/png"}, [_png(drawn)], limits=LIMITS)
    first, second = (from_values(each.values).text for each in (read, again))
    viewer = Image.open(io.BytesIO(read.blobs[0])).convert("L")
    f1 = word_f1(second, first) if first.split() else 1.0
    return len(written.blobs[0]) / 1e6, f1, _likeness(np.asarray(viewer), np.asarray(drawn.convert("L")))


def _likeness(before: Raster, after: Raster) -> float:
    """SSIM (Wang et al. 2004) of both pages on white paper, at the viewer's resolution."""
    same = cv2.resize(after, (before.shape[1], before.shape[0]), interpolation=cv2.INTER_AREA)
    first, second = (_on_white(each.astype(np.uint8)) for each in (before, same))
    means = [cv2.GaussianBlur(each, (11, 11), 1.5) for each in (first, second)]
    spread = [cv2.GaussianBlur(e * e, (11, 11), 1.5) - m * m for e, m in zip((first, second), means, strict=True)]
    shared = cv2.GaussianBlur(first * second, (11, 11), 1.5) - means[0] * means[1]
    low, high = (0.01 * 255) ** 2, (0.03 * 255) ** 2
    ratio = (2 * means[0] * means[1] + low) * (2 * shared + high)
    whole = (means[0] ** 2 + means[1] ** 2 + low) * (spread[0] + spread[1] + high)
    return float(np.mean(ratio / whole))


def _on_white(grey: Raster) -> NDArray[np.float32]:
    background = np.maximum(estimate_background(grey, DPI * SCALE), 1)
    return np.minimum(grey.astype(np.float32) / background * 255, 255).astype(np.float32)


def _kind(path: Path) -> str:
    return mimetypes.guess_type(path)[0] or ""


def _png(image: Image.Image) -> bytes:
    stream = io.BytesIO()
    image.save(stream, "PNG", dpi=(DPI, DPI))
    return stream.getvalue()


if __name__ == "__main__":
    main()
