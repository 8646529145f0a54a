"""What the API takes and answers about letters put in order, as JSON: names stay, new ones may come."""

from __future__ import annotations

from pydantic import AwareDatetime, Field
from pydantic.config import JsonDict

from archive.organising.folders import LONGEST_NAME as LONGEST_FOLDER
from archive.organising.labels import LONGEST_NAME as LONGEST_LABEL
from archive.organising.labels import LabelColour
from archive.organising.notes import LONGEST_NOTE
from archive_ui.api.values import Given, Id, ListQuestion, Taken

MOST_ON_ONE = 100
# One line that holds something that can be shown: no pattern says that.
NAME: JsonDict = {"format": "name"}


class InboxQuestion(ListQuestion):
    """Which part of the inbox."""

    label: Id | None = Field(None, description="Only documents that bear this label.")
    folder: Id | None = Field(None, description="Only documents in this folder, or in one within it.")


class LabelRow(Given):
    """A label of the tenant."""

    label_id: Id
    name: str
    colour: LabelColour


class Labels(Given):
    """The tenant's labels, by name."""

    labels: list[LabelRow]


class FolderRow(Given):
    """A folder of the tenant."""

    folder_id: Id
    name: str
    path: str = Field(description="The name behind that of the folder around it.")
    parent_id: Id | None


class Folders(Given):
    """The tenant's folders, each followed by those within it."""

    folders: list[FolderRow]


class NoteRow(Given):
    """A note on a document."""

    note_id: Id
    text: str
    author: str = Field(description="A person's id; for a program \"system:api\" and its key's.")
    written_at: AwareDatetime
    edited_at: AwareDatetime | None


class Notes(Given):
    """The notes on a document, in the order they were written."""

    notes: list[NoteRow]


class DocumentOrder(Given):
    """What people and programs added to a document."""

    labels: list[LabelRow]
    folder: FolderRow | None
    notes: list[NoteRow]


class Place(Given):
    """Where a document lies."""

    folder: FolderRow | None = Field(description="null where it lies in none.")


class WantedLabels(Taken):
    """The labels that the document shall bear, all of them; others are taken off."""

    label_ids: list[Id] = Field(max_length=MOST_ON_ONE)


class WantedFolder(Taken):
    """Where the document shall lie."""

    folder_id: Id | None = Field(description="null for no folder.")


class WantedLabel(Taken):
    """A label to have."""

    name: str = Field(min_length=1, max_length=LONGEST_LABEL, json_schema_extra=NAME)
    colour: LabelColour = LabelColour.GREY


class ChangedLabel(Taken):
    """What a label is to be called, and its colour; what is left out stays as it is."""

    name: str | None = Field(None, min_length=1, max_length=LONGEST_LABEL, json_schema_extra=NAME)
    colour: LabelColour | None = None


class NamedFolder(Taken):
    """A folder to have."""

    name: str = Field(min_length=1, max_length=LONGEST_FOLDER, json_schema_extra=NAME)
    parent_id: Id | None = Field(None, description="The folder around it; none for a folder by itself.")


class RenamedFolder(Taken):
    """What a folder is to be called."""

    name: str = Field(min_length=1, max_length=LONGEST_FOLDER, json_schema_extra=NAME)


class NoteHeaders(Taken):
    """Makes a repeated request harmless."""

    idempotency_key: str | None = Field(
        None, alias="Idempotency-Key", min_length=1, max_length=200, pattern="^[!-~]+$",
        description="The same key with the same note is the same request, per document and API key.",
    )  # fmt: skip


class WrittenNote(Taken):
    """What a note says."""

    text: str = Field(min_length=1, max_length=LONGEST_NOTE)
