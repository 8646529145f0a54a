"""What somebody is told by mail: chosen without a script, stopped without signing in."""

from __future__ import annotations

import pytest
from flask import Flask

from notifications.choices import choices_of
from notifications.kinds import Choice, Kind, Rhythm
from notifications.stopping import stop_token
from notifications.turns import wishes_of
from tests.integration.archive_ui.house import TOWN
from tests.integration.archive_ui.town import Town
from tests.integration.archive_ui.visitor import Visitor

PAGE = "/account/mails"
HOURS = {"time_zone": "Europe/Rome", "quiet_from": "22:00", "quiet_until": "07:30"}


def chosen(town: Town, who: str) -> dict[str, Choice]:
    names = {tenant_id: handle for handle, tenant_id in town.house.tenants.items()}
    with town.house.database.reading(TOWN) as session:
        return {names[tenant]: choice for tenant, choice in choices_of(session, town.house.users[who]).items()}


def is_stopped(town: Town, who: str) -> bool:
    with town.house.database.reading(TOWN) as session:
        return wishes_of(session, town.house.users[who]).stopped_at is not None


def test_what_is_chosen_is_kept_for_ones_own_mailboxes_only(own_app: Flask, own_town: Town) -> None:
    visitor, tenants = Visitor(own_app, "owner"), own_town.house.tenants
    form = {f"{name}-{tenants[place]}": value for place in ("kroon", "lumiere") for name, value in (
        ("rhythm", "weekly"), ("kinds", ["task_due", "quarantine", "nonsense"]),
    )}  # fmt: skip
    assert visitor.send(PAGE, {**form, **HOURS}).status_code == 303
    page = visitor.get(PAGE).text
    assert "Your choice is kept." in page
    assert 'value="22:00"' in page
    assert '<option value="Europe/Rome" selected>' in page
    assert chosen(own_town, "owner") == {"kroon": Choice(Rhythm.WEEKLY, frozenset({Kind.TASK_DUE}))}


@pytest.mark.parametrize("wrong", [{"time_zone": "Mars/Base"}, {"quiet_until": ""}, {"quiet_from": "25:00"}])
def test_hours_that_are_none_are_refused_and_nothing_is_kept(
    own_app: Flask, own_town: Town, wrong: dict[str, str]
) -> None:
    form = {f"rhythm-{own_town.house.tenants['kroon']}": "weekly", **HOURS, **wrong}
    answer = Visitor(own_app, "owner").send(PAGE, form)
    assert answer.status_code == 422
    assert 'role="alert"' in answer.text
    assert chosen(own_town, "owner") == {}


def test_the_usual_is_a_mail_a_day_to_members_and_none_to_guests(app: Flask) -> None:
    assert '<option value="daily" selected>' in Visitor(app, "viewer").get(PAGE).text
    assert '<option value="never" selected>' in Visitor(app, "accountant").get(PAGE).text
    page = Visitor(app, "operator").get(PAGE).text
    assert "Files in quarantine" in page
    assert "New letters" not in page


def test_the_link_of_a_mail_stops_them_without_signing_in_and_takes_it_back(own_app: Flask, own_town: Town) -> None:
    client, user_id = own_app.test_client(), own_town.house.users["member"]
    link = f"/mails/stop/{stop_token(user_id, own_town.house.deps.door.mail_key)}"
    assert "Deze mails stoppen" in client.get(link).text
    assert not is_stopped(own_town, "member")

    # As a mail program posts it: no cookie, no form of ours, no referrer (RFC 8058 §3.2).
    for _ in range(2):
        answer = own_app.test_client().post(link, data={"List-Unsubscribe": "One-Click"})
        assert answer.status_code == 200
        assert is_stopped(own_town, "member")
    assert "maarten" not in answer.text.lower()
    assert "example.org" not in answer.text

    visitor = Visitor(own_app, "member")
    assert "U stopte deze mails" in visitor.get(PAGE).text or "bevestigd" in visitor.get(PAGE).text
    client.post(link, data={"do": "take_up"})
    assert not is_stopped(own_town, "member")
    client.post(link)
    visitor.send(f"{PAGE}/again")
    assert not is_stopped(own_town, "member")


def test_a_link_that_was_not_made_here_stops_nobody(own_app: Flask, own_town: Town) -> None:
    user_id = own_town.house.users["member"]
    for forged in (stop_token(user_id, b"another key"), user_id, "x"):
        for ask in (own_app.test_client().get, own_app.test_client().post):
            assert ask(f"/mails/stop/{forged}").status_code == 404
    assert not is_stopped(own_town, "member")
