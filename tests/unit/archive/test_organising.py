"""Letters put in order: many in one step, and that step taken back exactly, or refused."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from archive.lifecycle import DocumentState
from archive.models import Document
from archive.organising.aspects import READ, UNREAD, YES, Aspect, AspectKind, Hand, Value, greet, read_aspect
from archive.organising.changing import Organise, Organised, organise, take_back
from archive.organising.departure import ON_LETTERS
from archive.organising.errors import OrganisingRefused
from archive.organising.folders import add_folder, folders_here, remove_folder, restore_folder
from archive.organising.inbox_views import InboxView, Shown, back_from_snoozing, count_inbox, count_under, list_inbox
from archive.organising.labels import LabelColour, add_label, change_label, labels_here, remove_label, restore_label
from archive.organising.notes import edit_note, notes_of, remove_note, restore_note, write_note
from archive.organising.on_letters import added_to
from archive.seen import count_new, new_to
from kernel.errors import ChangedMeanwhile, MoveRefused, NotAllowed, NotFound
from kernel.ids import DocumentId, TenantId, UserId
from kernel.tenancy.models import Membership, User
from kernel.tenancy.roles import Role
from kernel.tenancy.scope import TenantScope
from tests.factories.mail_room import DOUBT, MailRoom
from tests.factories.outbox import TEST_SCOPE

ANNA, BRAM, CLEO = UserId("anna"), UserId("bram"), UserId("cleo")
FILED = (DocumentState.FILED,)
STAR, SNOOZE, SEEN = Aspect(AspectKind.STAR), Aspect(AspectKind.SNOOZE), Aspect(AspectKind.SEEN)
FOLDER, ASSIGNEE = Aspect(AspectKind.FOLDER), Aspect(AspectKind.ASSIGNEE)


@pytest.fixture
def room(tmp_path: Path) -> MailRoom:
    made = MailRoom(tmp_path)
    with made.database.unit_of_work(TEST_SCOPE) as uow:
        for user_id in (ANNA, BRAM, CLEO):
            uow.session.add(
                User(
                    id=user_id, email=f"{user_id}@example.org", name=user_id, language="en", created_at=made.clock.now()
                )
            )
        uow.session.flush()
        for user_id in (ANNA, BRAM):
            uow.session.add(Membership(user_id=user_id, tenant_id=made.bakery, role=Role.MEMBER))
        uow.commit()
    return made


class Desk:
    """Anna's desk at the bakery, and others' on request."""

    def __init__(self, room: MailRoom, user_id: UserId = ANNA, tenant_id: TenantId | None = None) -> None:
        self.room, self.user_id, self.tenant_id = room, user_id, tenant_id or room.bakery

    @property
    def hand(self) -> Hand:
        now = self.room.clock.now()
        return Hand(self.tenant_id, self.user_id, now, now.date())

    def change(self, aspect: Aspect, wanted: Value, *documents: DocumentId) -> Organised:
        with self.room.database.unit_of_work(TenantScope(self.tenant_id)) as uow:
            done = organise(uow, Organise(self.hand, aspect, wanted, documents))
            uow.commit()
        return done

    def undo(self, change_id: str | None) -> int:
        assert change_id is not None
        with self.room.database.unit_of_work(TenantScope(self.tenant_id)) as uow:
            count = take_back(uow, change_id, self.hand)
            uow.commit()
        return count

    def label(self, name: str = "Tax") -> Aspect:
        with self.room.database.unit_of_work(TenantScope(self.tenant_id)) as uow:
            made = add_label(uow.session, self.tenant_id, name, LabelColour.BLUE, self.user_id, self.room.clock.now())
            uow.commit()
        return Aspect(AspectKind.LABEL, made.label_id)

    def folder(self, name: str, parent: str | None = None) -> str:
        with self.room.database.unit_of_work(TenantScope(self.tenant_id)) as uow:
            made = add_folder(uow.session, self.tenant_id, name, parent, self.user_id, self.room.clock.now())
            uow.commit()
        return made.folder_id

    def view(self, shown: Shown = Shown.ALL, label: Aspect | None = None, folder: str | None = None) -> InboxView:
        return InboxView(self.user_id, FILED, self.hand.today, shown, label.label_id if label else None, folder)

    def sees(self, shown: Shown = Shown.ALL, label: Aspect | None = None, folder: str | None = None) -> set[DocumentId]:
        with self.reading() as session:
            return {row.document_id for row in list_inbox(session, self.view(shown, label, folder), limit=50)}

    def counts(self) -> dict[Shown, int]:
        with self.reading() as session:
            return dict(count_inbox(session, self.view()).shown)

    def reading(self) -> Session:
        return self.room.database.reading(TenantScope(self.tenant_id))  # type: ignore[return-value]  # used in a with


@pytest.fixture
def desk(room: MailRoom) -> Desk:
    return Desk(room)


@pytest.fixture
def letters(room: MailRoom) -> list[DocumentId]:
    return [room.filed_letter(room.bakery) for _ in range(3)]


def tomorrow(desk: Desk, days: int = 1) -> str:
    return (desk.hand.today + dt.timedelta(days=days)).isoformat()


@pytest.mark.parametrize("kind", ["star", "snooze", "label", "folder", "assignee", "seen"])
def test_each_change_of_many_is_taken_back_exactly(desk: Desk, letters: list[DocumentId], kind: str) -> None:
    aspect = desk.label() if kind == "label" else read_aspect(kind)
    wanted = {
        "star": YES, "label": YES, "seen": READ, "snooze": tomorrow(desk), "assignee": BRAM,
        "folder": desk.folder("2026"),
    }[kind]  # fmt: skip
    one = desk.change(aspect, wanted, letters[0])
    assert one.changed == 1
    with desk.reading() as session:
        before = added_to(session, desk.hand, letters)

    many = desk.change(aspect, wanted, *letters)
    assert many.changed == 2
    assert desk.change(aspect, wanted, *letters) == Organised(None, 0)
    assert desk.undo(many.change_id) == 2

    with desk.reading() as session:
        assert added_to(session, desk.hand, letters) == before
    with pytest.raises(MoveRefused):
        desk.undo(many.change_id)


def test_what_was_changed_since_is_not_overwritten(desk: Desk, letters: list[DocumentId]) -> None:
    first, other = desk.folder("One"), desk.folder("Other")
    moved = desk.change(FOLDER, first, *letters)
    desk.change(FOLDER, other, letters[1])

    with pytest.raises(ChangedMeanwhile):
        desk.undo(moved.change_id)
    assert desk.sees(folder=other) == {letters[1]}
    assert desk.sees(folder=first) == {letters[0], letters[2]}


def test_another_label_meanwhile_is_no_hindrance(desk: Desk, letters: list[DocumentId]) -> None:
    tax, car = desk.label("Tax"), desk.label("Car")
    labelled = desk.change(tax, YES, *letters)
    desk.change(car, YES, letters[0])
    desk.undo(labelled.change_id)
    assert (desk.sees(label=tax), desk.sees(label=car)) == (set(), {letters[0]})


def test_only_ones_own_change_is_taken_back(room: MailRoom, desk: Desk, letters: list[DocumentId]) -> None:
    done = desk.change(STAR, YES, letters[0])
    with pytest.raises(NotFound):
        Desk(room, BRAM).undo(done.change_id)


def test_a_star_is_a_persons_own_and_a_label_everybodys(room: MailRoom, desk: Desk, letters: list[DocumentId]) -> None:
    tax = desk.label()
    desk.change(STAR, YES, letters[0])
    desk.change(tax, YES, letters[1])
    bram = Desk(room, BRAM)
    assert (desk.sees(Shown.STARRED), bram.sees(Shown.STARRED)) == ({letters[0]}, set())
    assert bram.sees(label=tax) == {letters[1]}


def test_a_snoozed_letter_is_away_and_comes_back_as_new(room: MailRoom, desk: Desk, letters: list[DocumentId]) -> None:
    desk.change(SEEN, READ, *letters)
    desk.change(SNOOZE, tomorrow(desk, 2), letters[0])
    assert desk.sees() == {letters[1], letters[2]}
    assert desk.sees(Shown.SNOOZED) == {letters[0]}
    assert Desk(room, BRAM).sees() == set(letters)
    assert (desk.counts()[Shown.SNOOZED], desk.counts()[Shown.UNREAD]) == (1, 0)

    room.wait(days=2)
    with desk.reading() as session:
        (back,) = back_from_snoozing(session, desk.view())
    assert (back.document_id, back.is_opened) == (letters[0], False)
    assert desk.sees() == {letters[1], letters[2]}
    assert (desk.counts()[Shown.SNOOZED], desk.counts()[Shown.UNREAD]) == (0, 1)

    with room.database.unit_of_work(TenantScope(room.bakery)) as uow:
        assert greet(uow.session, letters[0], desk.hand)
        assert not greet(uow.session, letters[0], desk.hand)
        uow.commit()
    assert desk.sees() == set(letters)
    assert desk.counts()[Shown.UNREAD] == 0


def test_marking_what_came_back_as_read_can_be_taken_back(
    room: MailRoom, desk: Desk, letters: list[DocumentId]
) -> None:
    desk.change(SNOOZE, tomorrow(desk), letters[0])
    room.wait(days=1)
    read = desk.change(SEEN, READ, letters[0])
    with desk.reading() as session:
        assert back_from_snoozing(session, desk.view()) == []
    desk.undo(read.change_id)
    with desk.reading() as session:
        assert [row.document_id for row in back_from_snoozing(session, desk.view())] == [letters[0]]


def test_unread_is_ones_own(room: MailRoom, desk: Desk, letters: list[DocumentId]) -> None:
    bram = Desk(room, BRAM)
    for each in (desk, bram):
        each.change(SEEN, READ, *letters)
    desk.change(SEEN, UNREAD, letters[0])
    assert (desk.counts()[Shown.UNREAD], bram.counts()[Shown.UNREAD]) == (1, 0)
    assert desk.sees(Shown.UNREAD) == {letters[0]}
    bram.change(SEEN, UNREAD, letters[0])
    assert bram.sees(Shown.UNREAD) == {letters[0]}


@pytest.mark.parametrize("most", [1, 2, 1_000])
def test_the_fast_count_of_what_is_new_agrees_with_looking_at_each(
    room: MailRoom, desk: Desk, letters: list[DocumentId], most: int
) -> None:
    bram = Desk(room, BRAM)
    bram.change(SEEN, READ, letters[0], letters[1])
    desk.change(SEEN, READ, letters[1])
    for each in (desk, bram, Desk(room, CLEO)):
        with each.reading() as session:
            slow = len(session.scalars(select(Document.id).where(new_to(each.user_id))).all())
            assert count_new(session, each.user_id, FILED, most) == min(slow, most)


@pytest.mark.parametrize("day", ["", "soon", "2020-01-01", "9999-12-31"])
def test_a_day_that_makes_no_sense_is_refused(desk: Desk, letters: list[DocumentId], day: str) -> None:
    with pytest.raises(OrganisingRefused):
        desk.change(SNOOZE, day, letters[0])
    assert desk.sees() == set(letters)


def test_only_a_reader_of_the_tenant_takes_care(desk: Desk, letters: list[DocumentId]) -> None:
    with pytest.raises(OrganisingRefused):
        desk.change(ASSIGNEE, CLEO, letters[0])
    desk.change(ASSIGNEE, ANNA, letters[0])
    assert desk.sees(Shown.MINE) == {letters[0]}


def test_nothing_of_another_tenant_is_touched(room: MailRoom, desk: Desk, letters: list[DocumentId]) -> None:
    theirs = room.filed_letter(room.garage)
    tax = desk.label()
    with pytest.raises(NotFound):
        desk.change(STAR, YES, letters[0], theirs)
    with pytest.raises(NotFound):
        Desk(room, ANNA, room.garage).change(tax, YES, theirs)
    assert desk.sees(Shown.STARRED) == set()
    desk.change(tax, YES, letters[0])
    with Desk(room, ANNA, room.garage).reading() as session:
        assert labels_here(session) == []
        assert count_under(session, desk.view(), [tax.label_id], []).labels == {}


def test_choosing_none_or_too_many_is_refused(desk: Desk) -> None:
    for wrong in ((), tuple(DocumentId(f"{n:032x}") for n in range(201))):
        with pytest.raises(OrganisingRefused):
            desk.change(STAR, YES, *wrong)


def test_names_are_unique_but_for_capitals_and_a_removed_one_is_free(room: MailRoom, desk: Desk) -> None:
    tax, at = desk.label("Tax"), room.clock.now()
    with pytest.raises(OrganisingRefused):
        desk.label("  tAX ")
    with room.database.unit_of_work(TenantScope(room.bakery)) as uow:
        remove_label(uow, tax.label_id, ANNA, at)
        uow.commit()
    again = desk.label("tax")
    with room.database.unit_of_work(TenantScope(room.bakery)) as uow, pytest.raises(OrganisingRefused):
        restore_label(uow, tax.label_id, ANNA, at)
    with room.database.unit_of_work(TenantScope(room.bakery)) as uow:
        change_label(uow, again.label_id, "Taxes", LabelColour.RED, ANNA, at)
        restore_label(uow, tax.label_id, ANNA, at)
        uow.commit()
        assert [label.name for label in labels_here(uow.session)] == ["Tax", "Taxes"]


@pytest.mark.parametrize("name", ["", "   ", "x" * 41, "a\x07b"])
def test_a_name_that_nobody_can_read_is_refused(desk: Desk, name: str) -> None:
    with pytest.raises(OrganisingRefused):
        desk.label(name)


def test_a_removed_label_comes_back_with_its_letters(room: MailRoom, desk: Desk, letters: list[DocumentId]) -> None:
    tax = desk.label()
    labelled = desk.change(tax, YES, *letters)
    with room.database.unit_of_work(TenantScope(room.bakery)) as uow:
        remove_label(uow, tax.label_id, ANNA, room.clock.now())
        uow.commit()
    with pytest.raises(ChangedMeanwhile):
        desk.undo(labelled.change_id)
    with room.database.unit_of_work(TenantScope(room.bakery)) as uow:
        restore_label(uow, tax.label_id, ANNA, room.clock.now())
        uow.commit()
    assert desk.sees(label=tax) == set(letters)


def test_folders_lie_in_folders_one_deep(room: MailRoom, desk: Desk, letters: list[DocumentId]) -> None:
    house = desk.folder("House")
    gas = desk.folder("Gas", house)
    with pytest.raises(OrganisingRefused):
        desk.folder("Boiler", gas)
    desk.change(FOLDER, gas, letters[0])
    desk.change(FOLDER, house, letters[1])
    assert (desk.sees(folder=gas), desk.sees(folder=house)) == ({letters[0]}, {letters[0], letters[1]})
    with room.database.unit_of_work(TenantScope(room.bakery)) as uow:
        assert [folder.path for folder in folders_here(uow.session)] == ["House", "House / Gas"]
        with pytest.raises(OrganisingRefused):
            remove_folder(uow.session, house, ANNA, room.clock.now())
        remove_folder(uow.session, gas, ANNA, room.clock.now())
        uow.commit()
    assert desk.sees(folder=house) == {letters[1]}
    with room.database.unit_of_work(TenantScope(room.bakery)) as uow:
        restore_folder(uow.session, gas, ANNA, room.clock.now())
        uow.commit()
    assert desk.sees(folder=house) == {letters[0], letters[1]}


def test_a_note_is_its_authors_and_its_text_goes_a_day_after_it(
    room: MailRoom, desk: Desk, letters: list[DocumentId]
) -> None:
    letter = letters[0]
    with room.database.unit_of_work(TenantScope(room.bakery)) as uow:
        note = write_note(uow.session, letter, " Call them\r\nfirst ", ANNA, room.clock.now())
        assert note.text == "Call them\nfirst"
        with pytest.raises(NotAllowed):
            edit_note(uow.session, letter, note.note_id, "mine", BRAM, room.clock.now())
        with pytest.raises(NotFound):
            edit_note(uow.session, letters[1], note.note_id, "elsewhere", ANNA, room.clock.now())
        with pytest.raises(OrganisingRefused):
            edit_note(uow.session, letter, note.note_id, "  ", ANNA, room.clock.now())
        remove_note(uow.session, letter, note.note_id, ANNA, room.clock.now())
        assert notes_of(uow.session, letter) == ()
        restore_note(uow.session, letter, note.note_id, ANNA, room.clock.now())
        assert [each.text for each in notes_of(uow.session, letter)] == ["Call them\nfirst"]
        remove_note(uow.session, letter, note.note_id, ANNA, room.clock.now())
        uow.commit()
    room.wait(days=2)
    with room.database.unit_of_work(TenantScope(room.bakery)) as uow, pytest.raises(NotFound):
        restore_note(uow.session, letter, note.note_id, ANNA, room.clock.now())


def test_nothing_that_was_added_goes_along_to_another_tenant(room: MailRoom) -> None:
    (letter,) = room.separated_letter()
    room.file(letter, room.operator, DOUBT)
    desk = Desk(room, ANNA, room.operator)
    with room.database.unit_of_work(TEST_SCOPE) as uow:
        uow.session.add(Membership(user_id=ANNA, tenant_id=room.operator, role=Role.OPERATOR))
        uow.commit()
    desk.change(STAR, YES, letter)
    desk.change(SNOOZE, tomorrow(desk), letter)
    desk.change(desk.label(), YES, letter)
    desk.change(FOLDER, desk.folder("Later"), letter)
    labelled = desk.change(ASSIGNEE, ANNA, letter)
    with room.database.unit_of_work(TenantScope(room.operator)) as uow:
        write_note(uow.session, letter, "whose is it?", ANNA, room.clock.now())
        uow.commit()
    with room.database.unit_of_work(TEST_SCOPE) as uow:
        uow.session.get_one(Document, letter).state = DocumentState.ASSEMBLING
        uow.commit()

    room.file(letter, room.bakery)

    with room.database.reading(TEST_SCOPE) as session:
        assert [table.__tablename__ for table in ON_LETTERS if session.scalars(select(table)).first()] == []
    # What is left of the change is about no letter any more.
    assert desk.undo(labelled.change_id) == 0


def test_search_hears_of_labels_and_of_nothing_else(room: MailRoom, desk: Desk, letters: list[DocumentId]) -> None:
    tax = desk.label()
    desk.change(STAR, YES, *letters)
    assert "DocumentOrganised" not in room.told()
    labelled = desk.change(tax, YES, *letters)
    assert room.told().count("DocumentOrganised") == 3
    desk.undo(labelled.change_id)
    assert room.told().count("DocumentOrganised") == 6
    desk.change(tax, YES, letters[0])
    with room.database.unit_of_work(TenantScope(room.bakery)) as uow:
        change_label(uow, tax.label_id, "Taxes", LabelColour.BLUE, ANNA, room.clock.now())
        uow.commit()
    assert room.told().count("DocumentOrganised") == 8
