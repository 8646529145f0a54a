"""What the API takes and answers, as JSON: names stay, new ones may come."""

from __future__ import annotations

import datetime as dt
from typing import Annotated

from pydantic import AwareDatetime, BaseModel, BeforeValidator, ConfigDict, Field

from archive.lifecycle import DocumentState, IntakeState, PageState
from archive.task_kinds import DueBasis, TaskAction, TaskState
from indexer.engines.api import Sorting
from indexer.query_syntax import LONGEST_QUERY, HintCode

MOST_AT_ONCE = 100
DEEPEST_OFFSET = 10_000
LONGEST_FILE_NAME = 1_000
LARGEST_FILE = 2**63 - 1
Id = Annotated[str, Field(pattern="^[0-9a-f]{32}$", description="32 hexadecimal digits.")]


def _number(value: object) -> object:
    """Refuse what only looks like a number; 7.0 is an integer in JSON Schema (2020-12, §4.2.3)."""
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise ValueError("a number is wanted here")  # noqa: TRY004 - pydantic answers to ValueError
    return value


WholeNumber = Annotated[int, BeforeValidator(_number)]


class Taken(BaseModel):
    """What a program sends: unknown names are refused, so that a slip of the pen is seen at once."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Given(BaseModel):
    """What a program gets."""

    model_config = ConfigDict(frozen=True)


class Refusal(Given):
    """A problem document (RFC 9457)."""

    type: str
    title: str
    status: int
    detail: str
    code: str = Field(description="Fixed for ever; programs decide by it.")
    expected_offset: int | None = Field(None, description="Where the next part of the upload begins.")
    errors: list[dict[str, str]] | None = Field(None, description="`where` and `reason` of each misunderstanding.")


class ReplayHeaders(Taken):
    """Makes a repeated request harmless."""

    idempotency_key: str | None = Field(
        None, alias="Idempotency-Key", min_length=1, max_length=200, pattern="^[!-~]+$",
        description="The same key with the same files is the same request; keys are remembered for ever, per API key.",
    )  # fmt: skip


class AcceptedFile(Given):
    """A file that is safe now."""

    file_id: Id
    file_name: str
    is_repeat: bool = Field(description="The same request was answered before; nothing was received twice.")
    duplicate_of: Id | None = Field(description="An earlier file of the tenant with the same content.")


class RefusedFile(Given):
    """A file of which nothing was kept; the other files of the request are not held back."""

    file_name: str
    code: str
    title: str


class AcceptedFiles(Given):
    """What became of each file of a request."""

    files: list[AcceptedFile]
    refused: list[RefusedFile]


class StartedUpload(Taken):
    """A large file that comes in parts."""

    file_name: str = Field(min_length=1, max_length=LONGEST_FILE_NAME, json_schema_extra={"format": "file-name"})
    size_bytes: WholeNumber = Field(ge=0, le=LARGEST_FILE)


class UploadState(Given):
    """How far an upload has come."""

    upload_id: Id
    file_name: str
    size_bytes: int
    received_bytes: int = Field(description="The next part begins here.")
    longest_part_bytes: int
    file_id: Id | None = Field(description="The file, once the upload is finished.")


class PartQuestion(Taken):
    """Where a part belongs."""

    offset: int = Field(ge=0, le=LARGEST_FILE, description="`received_bytes` of the last answer.")


class Amount(Given):
    """Money."""

    minor: int = Field(description="In the currency's minor unit: cents.")
    currency: str = Field(description="ISO 4217.")


class DocumentRow(Given):
    """A document as a row of a list."""

    document_id: Id
    state: DocumentState
    kind: str | None
    document_date: dt.date | None
    sender: str | None
    subject: str | None
    amount: Amount | None
    language: str | None = Field(description="ISO 639-1.")
    received_at: AwareDatetime
    page_count: int
    is_opened: bool
    duplicate_of: Id | None
    cause: str | None = Field(description="Why it could not be worked on; null where it could.")


class PageRow(Given):
    """A page of a document."""

    number: int
    state: PageState
    language: str | None
    confidence: float | None = Field(description="Of the reading, from 0 to 1.")
    cause: str | None


class OriginalRow(Given):
    """What was received, for download."""

    number: int
    file_name: str
    media_type: str
    size_bytes: int
    sha256: str
    is_whole: bool = Field(description="The received file itself; otherwise this document's pages of it.")


class TaskRow(Given):
    """What a letter asks to be done."""

    action: TaskAction
    due_on: dt.date | None = Field(description="The last day, as it stands now; null where none can be told.")
    basis: DueBasis = Field(description="Whether the day is printed, or counted from the letter's date or its receipt.")
    state: TaskState
    confidence: float = Field(description="From 0 to 1.")
    phrase: str = Field(description="The words that say so.")
    page: int


class DocumentDetails(DocumentRow):
    """A document with what belongs to it."""

    version: int
    reference: str | None
    filed_at: AwareDatetime | None
    retain_until: dt.date | None
    has_pdf: bool
    pages: list[PageRow]
    originals: list[OriginalRow]
    tasks: list[TaskRow]


class ListQuestion(Taken):
    """Which part of a list."""

    limit: int = Field(50, ge=1, le=MOST_AT_ONCE)
    cursor: str | None = Field(
        None,
        max_length=200,
        description="`next_cursor` of the page before; others are refused.",
        json_schema_extra={"format": "cursor"},
    )


class DocumentPage(Given):
    """Part of the inbox, latest received first."""

    documents: list[DocumentRow]
    next_cursor: str | None = Field(description="For the next page; null on the last.")


class FileState(Given):
    """A received file and what has become of it."""

    file_id: Id
    file_name: str
    state: IntakeState
    cause: str | None = Field(description="Why it is in quarantine; null where it is not.")
    received_at: AwareDatetime
    size_bytes: int
    sha256: str
    media_type: str | None
    page_count: int | None
    duplicate_of: Id | None
    is_over: bool = Field(description="Nothing of it is under way any more.")
    documents: list[DocumentRow] = Field(description="Those that are with this tenant.")


class SearchQuestion(Taken):
    """What is looked for."""

    q: str = Field(min_length=1, max_length=LONGEST_QUERY, description="Words, phrases, AND OR NOT, field filters.")
    sort: Sorting = Sorting.RELEVANCE
    limit: int = Field(20, ge=1, le=MOST_AT_ONCE)
    offset: int = Field(0, ge=0, le=DEEPEST_OFFSET)
    facets: bool = Field(False, description="Tell what the found documents have in common, too.")


class SnippetRow(Given):
    """A piece of the text around what was found."""

    text: str
    marks: list[tuple[int, int]] = Field(description="Start, and end after the last, of each mark in `text`.")
    page: int


class HitRow(Given):
    """A document that was found."""

    document: DocumentRow
    score: float
    snippets: list[SnippetRow]


class HintRow(Given):
    """What was mended in the question."""

    code: HintCode
    piece: str


class FacetRow(Given):
    """A value that found documents have in common."""

    value: str = Field(description="A code for kinds and languages, `2026` and `2026-03` for years and months.")
    count: int


class FoundFacets(Given):
    """What the found documents have in common: the most frequent values, years and months the latest first."""

    kind: list[FacetRow]
    sender: list[FacetRow] = Field(description='Narrow to one with `sender:"=value"`.')
    year: list[FacetRow]
    month: list[FacetRow]
    language: list[FacetRow]
    tag: list[FacetRow]


class FoundPage(Given):
    """Some of the hits, in order."""

    total: int = Field(description="How many there are in all.")
    hits: list[HitRow]
    hints: list[HintRow]
    facets: FoundFacets | None = Field(description="Null unless it was asked for.")
