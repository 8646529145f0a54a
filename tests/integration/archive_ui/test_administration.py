"""What the owners of an operator organisation administer, and where their word ends."""

from __future__ import annotations

import re

import pytest
from flask import Flask

from archive.erasure.closing import Closer, close_account
from identity.factors import factors_of
from identity.models import TotpFactor
from kernel.ids import TenantId, new_id
from kernel.outbox.models import Delivery, DeliveryState, OutboxEvent
from kernel.tenancy.directory import TenantKind
from kernel.tenancy.directory_changes import AddTenant
from kernel.tenancy.repository import get_tenant
from kernel.tenancy.roles import Role
from tests.integration.archive_ui.house import PASSWORD, TOWN, House
from tests.integration.archive_ui.test_settings import undo_of
from tests.integration.archive_ui.town import CANARY, Town
from tests.integration.archive_ui.visitor import Visitor

NEW = {
    "name": "Apotheek Zuid bv", "kind": "business", "language": "nl", "street": "Zuidstraat 1", "postcode": "9000",
    "city": "Gent", "country": "", "number": "BE 0428.759.497", "email": "apotheek@example.org",
}  # fmt: skip


def at(house: House, rest: str = "") -> str:
    return f"/t/{house.tenants['operator']}/administration{rest}"


def one(house: House, tenant: str = "kroon", rest: str = "") -> str:
    return at(house, f"/mailboxes/{house.tenants[tenant]}{rest}")


def test_a_chief_comes_in_where_the_administration_is(screens: Flask, house: House) -> None:
    chief = Visitor(screens, "chief")
    assert chief.get("/").headers["Location"] == at(house)
    page = chief.get(at(house)).text
    assert "mail is shown here" in page
    assert "/inbox" not in page


def test_mailboxes_are_found_by_words_of_their_names(screens: Flask, house: House) -> None:
    chief = Visitor(screens, "chief")
    page = chief.get(at(house, "/mailboxes?q=kroon+BROUW")).text
    assert "Brouwerij De Kroon nv" in page
    assert "Studio" not in page
    assert "No such mailbox" in chief.get(at(house, "/mailboxes?q=%25")).text


def test_a_mailbox_is_added_and_its_owner_invited(screens: Flask, house: House) -> None:
    chief = Visitor(screens, "chief")
    answer = chief.send(at(house, "/mailboxes/new"), NEW)
    assert answer.status_code == 303
    page = chief.get(answer.headers["Location"]).text
    assert "apotheek@example.org" in page
    assert "BE0428759497" in page
    assert "Zuidstraat 1, 9000 Gent" in page


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"email": "nobody"}, "no e-mail address"),
        ({"number": "12"}, "6 to 40 letters"),
        ({"name": " "}, "between 1 and 200"),
        ({"name": "De Kroon Brouwerij"}, ""),
        ({"name": "BROUWERIJ DE KROON"}, "taken for those of Brouwerij De Kroon nv"),
    ],
)
def test_what_cannot_be_added_says_why(screens: Flask, house: House, change: dict[str, str], said: str) -> None:
    answer = Visitor(screens, "chief").send(at(house, "/mailboxes/new"), {**NEW, **change})
    assert (answer.status_code == 422) is bool(said)
    assert said in answer.text


def test_a_name_of_another_is_added_by_those_who_see_both(screens: Flask, house: House) -> None:
    chief = Visitor(screens, "chief")
    form = {**NEW, "name": "Brouwerij de Kroon", "is_another": "1"}
    assert chief.send(at(house, "/mailboxes/new"), form).status_code == 303
    chief.send(one(house, "lumiere"), {"do": "add", "kind": "alias", "text": "De Kroon, brouwerij"})
    chief.send(one(house, "lumiere"), {"do": "add", "kind": "alias", "text": "Brouwerij De Kroon"})
    page = chief.get(one(house, "lumiere")).text
    assert "taken for those of Brouwerij De Kroon nv, Brouwerij de Kroon" in page


def test_a_suspended_mailbox_lets_nobody_in_and_loses_nothing(screens: Flask, house: House) -> None:
    chief, owner = Visitor(screens, "chief"), Visitor(screens, "owner")
    inbox = f"/t/{house.tenants['kroon']}/inbox"
    assert owner.get(inbox).status_code == 200
    chief.send(one(house), {"do": "suspend"})
    assert owner.get(inbox).status_code == 404
    page = chief.get(one(house)).text
    assert "Suspended" in page
    chief.send(undo_of(page))
    assert owner.get(inbox).status_code == 200


def test_what_was_erased_for_good_is_not_let_in_again(screens: Flask, house: House) -> None:
    chief = Visitor(screens, "chief")
    chief.send(one(house), {"do": "suspend"})
    with house.database.unit_of_work(TOWN) as uow:
        house.deps.keys.destroy(uow.session, house.tenants["kroon"], house.clock.now())
        uow.commit()
    chief.send(one(house), {"do": "resume"})
    assert "erased for good" in chief.get(one(house)).text
    assert "Kroon" not in chief.get(at(house, "/mailboxes")).text
    with house.database.reading(TOWN) as session:
        assert get_tenant(session, house.tenants["kroon"]).closed_at is not None


def test_what_its_owner_closed_is_the_owners_to_open_again(screens: Flask, house: House) -> None:
    with house.database.unit_of_work(TOWN) as uow:
        close_account(uow.session, house.tenants["kroon"], Closer(house.users["owner"], "key"), [], house.clock.now())
        uow.commit()
    chief = Visitor(screens, "chief")
    assert "Closed by its owner" in chief.get(one(house)).text
    assert chief.send(one(house), {"do": "resume"}).status_code == 409
    with house.database.reading(TOWN) as session:
        assert get_tenant(session, house.tenants["kroon"]).closed_at is not None


def test_another_operators_mailboxes_look_like_none(screens: Flask, house: House) -> None:
    other = house.add_tenant("other", house.deps.keys, AddTenant(TenantKind.OPERATOR, "Scanhuis Zuid"))
    house.add_tenant("theirs", house.deps.keys, AddTenant(TenantKind.BUSINESS, "Garage Zuid", operator_id=other))
    house.add_user("theirs", "Tine Theirs", [("theirs", Role.OWNER)])
    chief = Visitor(screens, "chief")
    assert "Garage" not in chief.get(at(house, "/mailboxes")).text
    for rest in ("", "/journal", "/journal.csv", "/journal/check"):
        assert chief.get(one(house, "theirs", rest)).status_code == 404
    for do in ("suspend", "resume", "invite", "add"):
        form = {"do": do, "kind": "alias", "text": "Mine", "email": "me@example.org"}
        assert chief.send(one(house, "theirs"), form).status_code == 404
    assert "Tine" not in chief.get(at(house, "/people")).text
    for act in ("unlock", "reset"):
        assert chief.send(at(house, f"/people/{house.users['theirs']}/{act}")).status_code == 404


def test_an_owner_sees_the_journal_of_their_own_mailbox_alone(screens: Flask, house: House) -> None:
    owner = Visitor(screens, "owner")
    assert owner.get(f"/t/{house.tenants['kroon']}/journal").status_code == 200
    assert owner.get(f"/t/{house.tenants['lumiere']}/journal").status_code == 404
    assert owner.get(one(house, "kroon", "/journal")).status_code == 404
    assert "Person added" in Visitor(screens, "chief").get(one(house, "kroon", "/journal")).text


def test_somebody_locked_out_is_let_try_again(screens: Flask, house: House) -> None:
    chief, member = Visitor(screens, "chief"), Visitor(screens)
    for _ in range(6):
        member.sign_in("member@example.org", "wrong")
    assert member.sign_in("member@example.org", PASSWORD).status_code == 429
    assert "after wrong tries" in chief.get(at(house, "/people?q=maarten")).text
    chief.send(at(house, f"/people/{house.users['member']}/unlock"))
    assert member.sign_in("member@example.org", PASSWORD).status_code == 303
    assert "Sign-in unlocked" in chief.get(one(house, "kroon", "/journal")).text


def test_a_lost_second_step_is_reset_and_written_down(screens: Flask, house: House) -> None:
    _give_factor(house, "member")
    chief = Visitor(screens, "chief")
    assert "Lost the second step?" in chief.get(at(house, "/people")).text
    chief.send(at(house, f"/people/{house.users['member']}/reset"))
    assert not _has_factor(house, "member")
    assert "Second step reset" in chief.get(one(house, "kroon", "/journal")).text


def test_whoever_comes_in_elsewhere_too_is_not_reset(screens: Flask, house: House) -> None:
    house.add_tenant("other", house.deps.keys, AddTenant(TenantKind.OPERATOR, "Scanhuis Zuid"))
    house.add_user("both", "Bart Both", [("kroon", Role.MEMBER), ("other", Role.OPERATOR)])
    _give_factor(house, "both")
    chief = Visitor(screens, "chief")
    chief.send(at(house, f"/people/{house.users['both']}/reset"))
    page = chief.get(at(house, "/people?q=bart")).text
    assert "other operators" in page
    assert "Scanhuis Zuid" not in page
    assert _has_factor(house, "both")


def test_what_was_given_up_is_tried_again_one_or_all(own_app: Flask, own_town: Town) -> None:
    house = own_town.house
    chief = Visitor(own_app, "chief")
    page = chief.get(at(house, "/work")).text
    assert CANARY not in page
    handles = re.findall(r'name="which" value="([^"]+)"', page)
    kinds = {handle.partition(":")[0] for handle in handles}
    assert kinds == {"file", "page", "letter"}
    letter = next(each for each in handles if each.startswith("letter") and house.tenants["kroon"] in each)
    chief.send(at(house, "/work"), {"which": [letter]})
    after = chief.get(at(house, "/work")).text
    assert "1 is being tried again" in after
    assert letter not in after
    chief.send(at(house, "/work"), {"which": [letter]})
    assert "1 was settled meanwhile" in chief.get(at(house, "/work")).text
    chief.send(at(house, "/work"), {"all": "file"})
    assert "file:" not in chief.get(at(house, "/work")).text
    assert "Letter tried again" in chief.get(one(house, "kroon", "/journal")).text


def test_work_without_a_row_of_its_own_is_tried_again(screens: Flask, house: House) -> None:
    ours = _gave_up(house, house.tenants["kroon"])
    chief = Visitor(screens, "chief")
    page = chief.get(at(house, "/work")).text
    assert "Send a mail" in page
    assert "mail server did not answer" in page
    assert chief.send(at(house, "/work"), {"all": "work"}).status_code == 303
    with house.database.reading(TOWN) as session:
        assert session.get_one(Delivery, ours).state is DeliveryState.DUE
    page = chief.get(at(house, "/work")).text
    assert "Mails to be sent" in page
    assert "Nothing was given up" in page


def test_nobody_elses_work_is_tried_again(screens: Flask, house: House) -> None:
    other = house.add_tenant("other", house.deps.keys, AddTenant(TenantKind.OPERATOR, "Scanhuis Zuid"))
    theirs = _gave_up(house, other)
    chief = Visitor(screens, "chief")
    chief.send(at(house, "/work"), {"which": [f"work:{other}:{theirs}", f"work:{house.tenants['kroon']}:{theirs}"]})
    with house.database.reading(TOWN) as session:
        assert session.get_one(Delivery, theirs).state is DeliveryState.FAILED


def test_the_doctors_findings_stand_on_screen_the_worst_first(screens: Flask, house: House) -> None:
    page = Visitor(screens, "chief").get(at(house, "/health")).text
    assert page.index("Disk space") < page.index("Keys of the mailboxes")
    assert "100 MB free" in page
    assert "Make room now" in page


def _gave_up(house: House, tenant_id: TenantId) -> str:
    event_id, message_id, now = new_id(), new_id(), house.clock.now()
    with house.database.unit_of_work(TOWN) as uow:
        uow.session.add(OutboxEvent(id=event_id, tenant_id=tenant_id, name="MessageDue", payload={}, occurred_at=now))
        uow.session.flush()
        uow.session.add(
            Delivery(
                id=message_id, event_id=event_id, tenant_id=tenant_id, actor="notifications.send_mail", queue="mail",
                payload={}, state=DeliveryState.FAILED, due_at=now, error_code="mailer_unavailable",
            )
        )  # fmt: skip
        uow.commit()
    return message_id


def _give_factor(house: House, who: str) -> None:
    with house.database.unit_of_work(TOWN) as uow:
        now = house.clock.now()
        factor = TotpFactor(user_id=house.users[who], sealed_secret=b"s", created_at=now, confirmed_at=now)
        uow.session.add(factor)
        uow.commit()


def _has_factor(house: House, who: str) -> bool:
    with house.database.reading(TOWN) as session:
        return factors_of(session, house.users[who]).is_any
