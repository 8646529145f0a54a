"""Letters as people put them in order: who does it, what the colleagues are called, what a list shows of it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy.orm import Session

from archive.organising.aspects import Hand
from archive.organising.folders import FolderView, folders_here
from archive.organising.labels import LabelView, labels_here
from archive.organising.notes import NoteView, notes_of
from archive.organising.on_letters import Added, added_to
from archive_ui.people import DIRECTORY, names_of
from archive_ui.routes import TenantVisit
from kernel.ids import DocumentId, UserId
from kernel.tenancy.repository import members_of
from kernel.tenancy.roles import Permission, allows

MOST_LISTED = 100


@dataclass(frozen=True, slots=True)
class Choices:
    """What letters can be given here.

    Attributes:
        colleagues: Names of those who may take care of a letter, by id.
        has_more_labels: There are too many to list; a label is then named by typing.
        tomorrow: The first day until which a letter can be snoozed.
    """

    labels: Sequence[LabelView]
    has_more_labels: bool
    folders: Sequence[FolderView]
    colleagues: Mapping[UserId, str]
    tomorrow: dt.date


@dataclass(frozen=True, slots=True)
class Organised:
    """What a letter's own page shows of it.

    Attributes:
        authors: Names by id; who is no person any more, or a program, is left out.
    """

    added: Added
    choices: Choices
    notes: Sequence[NoteView]
    authors: Mapping[str, str]


def hand_of(visit: TenantVisit) -> Hand:
    """The person of the visit, at this moment and on the day it is for them."""
    return Hand(visit.tenant_id, visit.user_id, visit.deps.clock.now(), today_at(visit))


def today_at(visit: TenantVisit) -> dt.date:
    """The day where the mailbox is."""
    return visit.deps.clock.now().astimezone(visit.deps.settings.time_zone).date()


def colleagues_of(visit: TenantVisit) -> Mapping[UserId, str]:
    """Who may take care of letters here: members who may read them, by name; the visitor first."""
    with visit.deps.database.reading(DIRECTORY) as session:
        people = members_of(session, visit.tenant_id)
    able = {
        user.id: user.name
        for user, role in people
        if user.disabled_at is None and allows(role, Permission.READ_DOCUMENTS, at_operator=visit.place.is_operator)
    }
    return {each: able[each] for each in sorted(able, key=lambda each: (each != visit.user_id, able[each].casefold()))}


def choices_at(visit: TenantVisit, session: Session) -> Choices:
    """What letters can be given here."""
    tomorrow = today_at(visit) + dt.timedelta(days=1)
    labels = labels_here(session, most=MOST_LISTED + 1)
    listed, has_more = labels[:MOST_LISTED], len(labels) > MOST_LISTED
    return Choices(listed, has_more, folders_here(session), colleagues_of(visit), tomorrow)


def organised_of(visit: TenantVisit, document_id: DocumentId) -> Organised:
    """What was added to one letter, and what can be."""
    with visit.reading() as session:
        added = added_to(session, hand_of(visit), [document_id])[document_id]
        notes, choices = notes_of(session, document_id), choices_at(visit, session)
    others = {note.author_id for note in notes} | ({added.assignee_id} if added.assignee_id else set())
    return Organised(added, choices, notes, names_of(visit.deps.database, others))
