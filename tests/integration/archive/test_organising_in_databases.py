"""Letters put in order in each kind of database: changed together, found by every view, counted, taken back, apart."""

from __future__ import annotations

import datetime as dt

import pytest
from sqlalchemy import Engine

from archive.lifecycle import DocumentState
from archive.models import Document
from archive.organising.aspects import READ, YES, Aspect, AspectKind, Hand
from archive.organising.changing import Organise, organise, take_back
from archive.organising.folders import add_folder
from archive.organising.inbox_views import (
    InboxView,
    Shown,
    back_from_snoozing,
    count_inbox,
    count_under,
    letters_under,
    list_inbox,
)
from archive.organising.labels import LabelColour, add_label, labels_here
from archive.organising.notes import notes_of, remove_note, write_note
from archive.organising.on_letters import added_to
from kernel.ids import DocumentId, TenantId, UserId
from kernel.tenancy.models import Membership, User
from kernel.tenancy.roles import Role
from kernel.tenancy.scope import TenantScope
from kernel.unit_of_work import Database
from tests.factories.outbox import TEST_SCOPE, add_tenants
from tests.fakes.clock import FakeClock
from wiring.migrate import migrate

NOON = dt.datetime(2026, 11, 22, 12, tzinfo=dt.UTC)
ANNA = UserId("a" * 32)
LETTERS = tuple(DocumentId(f"{number:032x}") for number in range(4))
House = tuple[Database, TenantId, TenantId]


@pytest.fixture
def house(empty: Engine) -> House:
    """A migrated database with two clients, Anna who works for the first, and its four letters."""
    migrate(empty)
    database = Database(empty, FakeClock())
    bakery, garage = add_tenants(database, ["Bakkerij Peeters", "Garage Dupont"])
    with database.unit_of_work(TEST_SCOPE) as uow:
        uow.session.add(User(id=ANNA, email="anna@example.org", name="Anna", language="en", created_at=NOON))
        uow.session.flush()
        uow.session.add(Membership(user_id=ANNA, tenant_id=bakery, role=Role.MEMBER))
        for number, letter in enumerate(LETTERS):
            uow.session.add(
                Document(
                    id=letter, tenant_id=bakery, state=DocumentState.FILED, cut_confidence=1.0, page_count=1,
                    received_at=NOON - dt.timedelta(hours=number),
                )
            )  # fmt: skip
        uow.commit()
    return database, bakery, garage


def test_everything_is_changed_found_counted_and_taken_back(house: House) -> None:
    database, bakery, _ = house
    hand, first, rest = Hand(bakery, ANNA, NOON, NOON.date()), LETTERS[0], LETTERS[1:]
    with database.unit_of_work(TenantScope(bakery)) as uow:
        tax = add_label(uow.session, bakery, "Tax", LabelColour.BLUE, ANNA, NOON)
        place = add_folder(uow.session, bakery, "2026", None, ANNA, NOON)
        label = Aspect(AspectKind.LABEL, tax.label_id)
        wanted = {
            Aspect(AspectKind.SEEN): READ, Aspect(AspectKind.STAR): YES, label: YES,
            Aspect(AspectKind.FOLDER): place.folder_id, Aspect(AspectKind.ASSIGNEE): str(ANNA),
            Aspect(AspectKind.SNOOZE): "2026-11-24",
        }  # fmt: skip
        untouched = added_to(uow.session, hand, LETTERS)
        done = [organise(uow, Organise(hand, aspect, value, rest)) for aspect, value in wanted.items()]
        uow.commit()
    assert [each.changed for each in done] == [3] * 6

    with database.reading(TenantScope(bakery)) as session:
        for shown, expected in {
            Shown.ALL: {first}, Shown.UNREAD: {first}, Shown.STARRED: set(rest), Shown.MINE: set(rest),
            Shown.SNOOZED: set(rest),
        }.items():  # fmt: skip
            view = InboxView(ANNA, (DocumentState.FILED,), hand.today, shown)
            assert {row.document_id for row in list_inbox(session, view, limit=9)} == expected
        counts, under = count_inbox(session, view), count_under(session, view, [tax.label_id], [place.folder_id])
        assert dict(counts.shown) == {Shown.STARRED: 3, Shown.SNOOZED: 3, Shown.MINE: 3, Shown.UNREAD: 1}
        assert (counts.total, counts.back) == (4, 0)
        assert (under.labels, under.folders) == ({tax.label_id: 3}, {place.folder_id: 3})
        assert len(letters_under(session, tax.label_id, place.folder_id, limit=9)) == 3
        later = InboxView(ANNA, (DocumentState.FILED,), dt.date(2026, 11, 24))
        assert {row.document_id for row in back_from_snoozing(session, later)} == set(rest)
        assert count_inbox(session, later).shown[Shown.UNREAD] == 4

    with database.unit_of_work(TenantScope(bakery)) as uow:
        assert [take_back(uow, str(each.change_id), hand) for each in done] == [3] * 6
        assert added_to(uow.session, hand, LETTERS) == untouched
        uow.commit()


def test_words_of_one_tenant_are_nothing_to_another(house: House) -> None:
    database, bakery, garage = house
    with database.unit_of_work(TenantScope(bakery)) as uow:
        add_label(uow.session, bakery, "Tax", LabelColour.BLUE, ANNA, NOON)
        note = write_note(uow.session, LETTERS[0], "call them", ANNA, NOON)
        remove_note(uow.session, LETTERS[0], note.note_id, ANNA, NOON)
        write_note(uow.session, LETTERS[0], "call them again", ANNA, NOON)
        uow.commit()
    with database.unit_of_work(TenantScope(garage)) as uow:
        assert (labels_here(uow.session), notes_of(uow.session, LETTERS[0])) == ([], ())
        add_label(uow.session, garage, "Tax", LabelColour.RED, ANNA, NOON)
        uow.commit()
    with database.reading(TenantScope(bakery)) as session:
        assert [each.text for each in notes_of(session, LETTERS[0])] == ["call them again"]
        assert [each.colour for each in labels_here(session)] == [LabelColour.BLUE]
