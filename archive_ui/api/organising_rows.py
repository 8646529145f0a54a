"""Labels, folders and notes as the API gives them."""

from __future__ import annotations

from collections.abc import Sequence

from archive.organising.folders import FolderView
from archive.organising.labels import LabelView
from archive.organising.notes import NoteView
from archive_ui.api.organising_values import FolderRow, LabelRow, NoteRow


def label_row(label: LabelView) -> LabelRow:
    """A label."""
    return LabelRow(label_id=label.label_id, name=label.name, colour=label.colour)


def label_rows(labels: Sequence[LabelView]) -> list[LabelRow]:
    """Labels, in their order."""
    return [label_row(each) for each in labels]


def folder_row(folder: FolderView) -> FolderRow:
    """A folder."""
    return FolderRow(folder_id=folder.folder_id, name=folder.name, path=folder.path, parent_id=folder.parent_id)


def note_row(note: NoteView) -> NoteRow:
    """A note."""
    return NoteRow(
        note_id=note.note_id, text=note.text, author=note.author_id, written_at=note.written_at,
        edited_at=note.edited_at,
    )  # fmt: skip
