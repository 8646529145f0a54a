"""The demo's mailboxes look lived in, and a second run leaves what people made of them."""

from __future__ import annotations

from pathlib import Path

from archive.organising.labels import labels_here, labels_of, remove_label
from archive.organising.notes import notes_of
from archive.sharing.links import links_of
from indexer.saved_searches import saved_searches
from kernel.ids import UserId
from kernel.tenancy.directory_changes import AddUser, add_user
from kernel.tenancy.roles import Role
from kernel.tenancy.scope import TenantScope
from tests.factories.mail_room import MailRoom
from tests.factories.outbox import TEST_SCOPE
from wiring.demo.cast import CLIENTS, Cast
from wiring.demo.furnishing import furnish


def test_letters_are_put_in_order_once(tmp_path: Path) -> None:
    room = MailRoom(tmp_path)
    names = [client.name for client in CLIENTS]
    cast = Cast(room.operator, dict(zip(names, (room.bakery, room.garage, room.bakery), strict=True)), ())
    user_id = _owner(room)
    invoice, second = room.filed_letter(room.bakery), room.filed_letter(room.bakery)
    for _ in range(2):
        furnish(room.database, room.clock, cast)

    with room.database.unit_of_work(TenantScope(room.bakery)) as uow:
        labels = labels_here(uow.session)
        on_letters = labels_of(uow.session, [invoice, second])
        assert sorted(label.name for label in labels) == ["Boekhouding", "Te betalen"]
        assert all(len(each) == 2 for each in on_letters.values())
        assert sum(len(notes_of(uow.session, each)) for each in (invoice, second)) == 1
        assert sum(len(links_of(uow.session, each)) for each in (invoice, second)) == 1
        assert [search.name for search in saved_searches(uow.session, user_id)] == ["Facturen van dit jaar"]
        remove_label(uow, labels[0].label_id, user_id, room.clock.now())
        uow.commit()
    furnish(room.database, room.clock, cast)
    with room.database.reading(TenantScope(room.bakery)) as session:
        assert len(labels_here(session)) == 1


def test_a_mailbox_without_letters_or_people_stays_as_it_is(tmp_path: Path) -> None:
    room = MailRoom(tmp_path)
    cast = Cast(room.operator, {client.name: room.garage for client in CLIENTS}, ())
    furnish(room.database, room.clock, cast)
    with room.database.reading(TenantScope(room.garage)) as session:
        assert labels_here(session) == []


def _owner(room: MailRoom) -> UserId:
    command = AddUser(CLIENTS[0].email, CLIENTS[0].contact, "nl", ((room.bakery, Role.OWNER),))
    return add_user(command, room.database.unit_of_work(TEST_SCOPE), room.clock)
