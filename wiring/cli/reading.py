"""`read` reads files without keeping anything, and can leave the searchable PDF of each document in a folder."""

from __future__ import annotations

import contextlib
import json
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import click

from ingest.unpacking import inspection_limits
from ocr_workers.file_reading import FileReadingDeps, read_file
from ocr_workers.read_result import FileResult, result_values
from wiring.cli.intake import files_in
from wiring.container import Platform
from wiring.settings import Settings

ENGINES = ("auto", "tesseract")
PROFILES = ("text", "lossless")


@click.command()
@click.argument("paths", nargs=-1, required=True, type=click.Path(exists=True, path_type=Path))
@click.option("--json", "as_json", is_flag=True, help="One JSON object per file, on standard output.")
@click.option("--engine", type=click.Choice(ENGINES), default="auto", help="Which engine reads; auto is the best.")
@click.option("--jobs", type=click.IntRange(min=1), help="Pages read at the same time; the machine's cores by default.")
@click.option("--profile", type=click.Choice(PROFILES), help="What matters most in the PDF; as set up by default.")
@click.option("--embed/--no-embed", "embeds", default=None, help="Put the file itself into its PDF too (PDF/A-3).")
@click.option(
    "--pdf-dir", type=click.Path(file_okay=False, path_type=Path),
    help="Write the searchable PDF/A of every document into this folder.",
)  # fmt: skip
@click.pass_obj
def read(
    settings: Settings, paths: tuple[Path, ...], *, as_json: bool, engine: str, jobs: int | None, profile: str | None,
    embeds: bool | None, pdf_dir: Path | None,
) -> None:  # fmt: skip
    """Read files without keeping anything: text, words and documents of every page.

    Exit code 1 when a file could not be read.
    """
    embeds = settings.embed_received if embeds is None else embeds
    chosen = {"reading_processes": jobs or settings.reading_processes, "embed_received": embeds}
    settings = settings.model_copy(update=chosen)
    wishes = {"engine": engine, "profile": profile or settings.profile}
    shelf = None if pdf_dir is None else PdfShelf(pdf_dir)
    has_failed = False
    with contextlib.closing(Platform(settings)) as platform:
        for result in _read_all(platform, list(files_in(paths)), wishes, writes_pdf=shelf is not None):
            values = result_values(result)
            if shelf is not None:
                shelf.put(result, values)
            has_failed = has_failed or result.cause is not None
            click.echo(json.dumps(values, ensure_ascii=False) if as_json else _as_text(values))
    if has_failed:
        raise SystemExit(1)


class PdfShelf:
    """A folder that takes the PDF of each document, named after its file; no PDF of a run replaces another's."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._names: set[str] = set()
        folder.mkdir(parents=True, exist_ok=True)

    def put(self, result: FileResult, values: dict[str, Any]) -> None:
        """Write a file's renditions, and tell in `values` of each document where its own is."""
        for number, rendition in enumerate(result.renditions, 1):
            name = Path(result.file).stem + (f"-{number}" if len(result.renditions) > 1 else "")
            path = self._folder / f"{self._free(name)}.pdf"
            path.write_bytes(rendition)
            values["documents"][number - 1]["pdf"] = str(path)

    def _free(self, wanted: str) -> str:
        name, number = wanted, 1
        while name in self._names:
            number += 1
            name = f"{wanted}~{number}"
        self._names.add(name)
        return name


def _read_all(
    platform: Platform, files: Sequence[Path], wishes: dict[str, str], *, writes_pdf: bool
) -> Iterator[FileResult]:
    """Read the files, in their order, with all the sandbox's processes busy: across files and within each."""
    at_once = platform.settings.reading_processes
    with ThreadPoolExecutor(at_once) as pages, ThreadPoolExecutor(at_once) as readers:
        deps = FileReadingDeps(
            platform.sandbox, pages, inspection_limits(platform.intake.limits), platform.ocr.page_limits,
            platform.clock.now(), wishes, writes_pdf, platform.settings.embed_received,
        )  # fmt: skip
        yield from readers.map(lambda path: read_file(deps, path.read_bytes(), str(path)), files)


def _as_text(result: dict[str, Any]) -> str:
    if result["cause"]:
        return f"{result['file']}: {result['cause']}"
    pages = (f"--- {result['file']}, page {page['number']}\n{page.get('text', '')}" for page in result["pages"])
    return "\n".join(pages)
