"""What the API takes and answers about letters put in order, as JSON: names stay, new ones may come."""

from __future__ import annotations

from pydantic import AwareDatetime, Field

from archive.organising.labels import LabelColour
from archive.organising.notes import LONGEST_NOTE
from archive_ui.api.values import Given, Id, ListQuestion, Taken

MOST_ON_ONE = 100


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


class WrittenNote(Taken):
    """A note to add."""

    text: str = Field(min_length=1, max_length=LONGEST_NOTE)
