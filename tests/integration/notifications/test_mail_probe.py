"""What the doctor says of a mail server: reachable, trusted, encrypting, taking our name; and what to do if not."""

from __future__ import annotations

from pathlib import Path

import pytest
from pydantic import SecretStr

from tests.integration.notifications.conftest import NAME, PASSWORD, MailServer, free_port
from wiring.probes.findings import Level
from wiring.probes.outside import mail
from wiring.settings import Settings, SmtpSetting


def examined(tmp_path: Path, **smtp: object) -> tuple[Level, str]:
    given = SmtpSetting(host="127.0.0.1", **smtp)
    finding = mail(Settings(data_dir=tmp_path, smtp=given))
    return finding.level, f"{finding.found}; {finding.advice}"


def test_a_server_that_is_right(tmp_path: Path, starttls_server: MailServer) -> None:
    known = {"username": NAME, "password": SecretStr(PASSWORD), "ca_file": starttls_server.ca_file}
    level, said = examined(tmp_path, port=starttls_server.port, **known)
    assert (level, "with STARTTLS" in said) == (Level.OK, True)
    assert not starttls_server.postbox.mails


def test_a_server_over_tls(tmp_path: Path, tls_server: MailServer) -> None:
    level, said = examined(tmp_path, port=tls_server.port, security="tls", ca_file=tls_server.ca_file)
    assert (level, "over TLS" in said) == (Level.OK, True)


def test_a_wrong_password(tmp_path: Path, starttls_server: MailServer) -> None:
    known = {"username": NAME, "password": SecretStr("another"), "ca_file": starttls_server.ca_file}
    level, said = examined(tmp_path, port=starttls_server.port, **known)
    assert (level, "does not take our name" in said) == (Level.BAD, True)
    assert "another" not in said


def test_a_certificate_that_nobody_vouches_for(tmp_path: Path, tls_server: MailServer) -> None:
    level, said = examined(tmp_path, port=tls_server.port, security="tls")
    assert (level, "cannot be trusted" in said, "ca_file" in said) == (Level.BAD, True, True)


def test_a_server_that_does_not_encrypt(tmp_path: Path, plain_server: MailServer) -> None:
    level, said = examined(tmp_path, port=plain_server.port)
    assert (level, "offers no STARTTLS" in said) == (Level.BAD, True)


def test_nobody_at_home(tmp_path: Path) -> None:
    level, said = examined(tmp_path, port=free_port())
    assert (level, "ConnectionRefusedError" in said) == (Level.BAD, True)


@pytest.mark.parametrize(("public_url", "level"), [(None, Level.OK), ("https://post.example", Level.WARN)])
def test_without_a_server_mails_become_files(tmp_path: Path, public_url: str | None, level: Level) -> None:
    assert mail(Settings(data_dir=tmp_path, public_url=public_url)).level is level
