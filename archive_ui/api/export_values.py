"""What the API takes and answers about exports, as JSON: names stay, new ones may come."""

from __future__ import annotations

from typing import Literal, Self

from pydantic import AwareDatetime, ConfigDict, Field, model_validator
from pydantic.config import JsonDict

from archive.export.forms import ExportForm
from archive.export.lifecycle import ExportState
from archive_ui.api.values import Given, Id, Taken
from indexer.query_syntax import LONGEST_QUERY

MOST_NAMED = 1_000
_BOTH: JsonDict = {
    "required": ["documents", "search"],
    "properties": {"documents": {"type": "array"}, "search": {"type": "string"}},
}


class OrderedExport(Taken):
    """Which letters are to be taken along, and how; neither `documents` nor `search` stands for everything."""

    model_config = ConfigDict(json_schema_extra={"not": _BOTH})

    form: ExportForm = ExportForm.ZIP
    documents: list[Id] | None = Field(None, min_length=1, max_length=MOST_NAMED)
    search: str | None = Field(None, min_length=1, max_length=LONGEST_QUERY)
    separator: Literal[",", ";"] = Field(",", description="Of the list; with `;` amounts have a decimal comma.")
    bom: bool = Field(default=False, description="The list begins with the UTF-8 mark that some spreadsheets need.")

    @model_validator(mode="after")
    def _one_way_to_choose(self) -> Self:
        if self.documents is not None and self.search is not None:
            raise ValueError("choose by documents or by search, not by both")
        return self


class ExportStatus(Given):
    """How far an export has come."""

    export_id: str
    state: ExportState
    form: ExportForm
    ordered_at: AwareDatetime
    total: int
    done: int
    missing: int = Field(
        description="Letters that had left or could not be read; `missing.txt` in the file names them."
    )
    size_bytes: int | None
    sha256: str | None
    expires_at: AwareDatetime | None = Field(description="Until then the file is kept.")
    failure: str | None
