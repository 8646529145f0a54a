from __future__ import annotations

import datetime as dt
import email
import re
import stat
import string
from email.message import EmailMessage
from email.policy import SMTP
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from identity.messages import Matter
from kernel.errors import Misconfigured
from notifications.errors import MailerUnavailable, MailRefused
from notifications.folder import FolderMailer
from notifications.kinds import Kind
from notifications.letters import LANGUAGES, Letter, News, compose
from notifications.mime import as_message
from notifications.smtp import SmtpServer
from tests.fakes.clock import START, FakeClock
from wiring.certificate_letters import MATTERS as CERTIFICATES

FACTS = {"name": "An Peeters", "host": "Bo", "tenant": "Bakkerij Peeters"}
LINK = "https://post.example/reset/abc"
STOP = "https://post.example/mails/stop/abc"
SENDER = "Postkamer <post@post.example>"


MATTERS = {*(matter.value for matter in Matter), *CERTIFICATES}


def letter(matter: str = "invitation", language: str = "nl", **facts: str) -> Letter:
    return Letter(matter, "an@example.be", language, LINK, {**FACTS, **facts})


def parsed(content: bytes) -> EmailMessage:
    message = email.message_from_bytes(content, policy=SMTP)
    assert isinstance(message, EmailMessage)
    return message


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("matter", sorted(MATTERS))
def test_every_matter_has_words_in_every_language(language: str, matter: str) -> None:
    mail = compose(letter(matter, language), "m" * 32)
    assert mail.language == language
    for said in (mail.subject, mail.text, mail.html):
        assert not re.search(r"\{\w+\}", said)
    assert mail.text.count(LINK) == 1
    assert mail.html.count(f'href="{LINK}"') == 1
    assert f'lang="{language}"' in mail.html


def test_no_language_repeats_anothers_words() -> None:
    said = [words.subject for each in LANGUAGES.values() for words in each.values()]
    assert len(said) == len(set(said)) == len(LANGUAGES) * len(MATTERS)


def test_an_unknown_language_becomes_english() -> None:
    assert compose(letter(language="xx"), "m").language == "en"


def test_a_guest_without_a_name_is_greeted_all_the_same() -> None:
    assert "Hello,\n" in compose(letter(language="en", name=""), "m").text


@given(st.text(alphabet=string.printable + "é\x00\x85\u2028", max_size=60))
def test_names_can_neither_add_headers_nor_markup(name: str) -> None:
    mail = compose(letter(language="en", host=name, tenant=name, name=name), "m")
    content = as_message(mail, SENDER, START).as_bytes()
    message = parsed(content)
    assert message.keys() == [
        "From", "To", "Subject", "Date", "Message-ID", "Auto-Submitted", "X-Auto-Response-Suppress", "MIME-Version",
        "Content-Type", "Content-Language",
    ]  # fmt: skip
    plain = compose(letter(language="en", host="x", tenant="x", name="x"), "m").html
    assert mail.html.count("<") == plain.count("<")


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("count", [1, 7])
def test_counts_are_put_into_words_of_every_language(language: str, count: int) -> None:
    counts = {kind.value: count for kind in Kind}
    for news in ((News("De {Kroon} <b>", counts),), (News("De {Kroon} <b>", counts), News("Kapper", counts))):
        mail = compose(Letter("announcement", "an@example.be", language, LINK, {"name": "An"}, news, STOP), "m" * 32)
        said = mail.text.partition("\n\n")[2]
        assert said.count(f"De {{Kroon}} <b>: {count} ") == 1
        assert said.count(str(count)) == len(counts) * len(news)
        assert (mail.subject == f"De {{Kroon}} <b>: {said.partition(': ')[2].splitlines()[0]}") is (len(news) == 1)
        assert "De {Kroon} &lt;b&gt;" in mail.html
        assert mail.html.count(f'href="{STOP}"') == mail.text.count(STOP) == 1


def test_a_mail_of_counts_is_stopped_with_one_press_where_the_link_is_safe() -> None:
    for scheme, one_click in (("https", "List-Unsubscribe=One-Click"), ("http", None)):
        link = STOP.replace("https", scheme)
        news = (News("Kapper", {"new_letter": 1}),)
        mail = compose(Letter("announcement", "an@example.be", "nl", LINK, {"name": "An"}, news, link), "m")
        message = parsed(as_message(mail, SENDER, START).as_bytes())
        assert message["List-Unsubscribe"] == f"<{link}>"
        assert message["List-Unsubscribe-Post"] == one_click


def test_the_mail_says_that_a_program_wrote_it() -> None:
    message = as_message(compose(letter(), "m" * 32), SENDER, START)
    assert message["Auto-Submitted"] == "auto-generated"
    assert message["Message-ID"] == f"<{'m' * 32}@post.example>"
    assert message["Date"] == "Mon, 02 Mar 2026 09:00:00 +0000"
    assert [part.get_content_type() for part in message.iter_parts()] == ["text/plain", "text/html"]


@pytest.mark.parametrize("to", ["", "an", "an@example.be\nBcc: all@example.be", "a@b@c"])
def test_what_is_no_address_is_refused_for_good(to: str) -> None:
    with pytest.raises(MailRefused):
        as_message(compose(Letter("invitation", to, "nl", LINK, FACTS), "m"), SENDER, START)


def test_the_folder_keeps_one_file_a_mail_for_its_owner_only(tmp_path: Path) -> None:
    mailer = FolderMailer(tmp_path / "mail", SENDER, FakeClock())
    for _ in range(2):
        mailer.send(compose(letter(), "m1"))
    mailer.send(compose(letter(), "m2"))
    files = sorted((tmp_path / "mail").iterdir())
    assert [file.name for file in files] == ["m1.eml", "m2.eml"]
    assert all(stat.S_IMODE(file.stat().st_mode) == 0o600 for file in files)
    assert parsed(files[0].read_bytes())["To"] == "an@example.be"


def test_a_folder_that_is_none_is_tried_again_later(tmp_path: Path) -> None:
    (tmp_path / "mail").write_text("a file")
    with pytest.raises(MailerUnavailable) as caught:
        FolderMailer(tmp_path / "mail", SENDER, FakeClock()).send(compose(letter(), "m"))
    assert caught.value.temporary


def test_no_mail_leaves_the_machine_in_the_clear() -> None:
    SmtpServer("127.0.0.1", SENDER, security="none")
    with pytest.raises(Misconfigured):
        SmtpServer("mail.example", SENDER, security="none")


def test_the_date_is_the_clocks() -> None:
    at = dt.datetime(2026, 7, 1, 12, 30, tzinfo=dt.UTC)
    assert as_message(compose(letter(), "m"), SENDER, at)["Date"] == "Wed, 01 Jul 2026 12:30:00 +0000"
