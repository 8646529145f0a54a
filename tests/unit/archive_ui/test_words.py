"""Every code that can reach a screen has words there."""

from __future__ import annotations

from importlib import import_module
from pathlib import Path

import pytest
from flask import Flask
from flask_wtf.csrf import CSRFError
from werkzeug.exceptions import Forbidden, MethodNotAllowed, NotFound, RequestEntityTooLarge, TooManyRequests

import archive_ui
from archive.lifecycle import DocumentState
from archive.manual_indexing import EDITABLE
from archive_ui.errors import BUSY, DEFECT, FORM_TOO_OLD, answer_to
from archive_ui.words.causes import CAUSES, NOTES, UNKNOWN, cause_of
from archive_ui.words.evidence import EVIDENCE, NAMINGS, evidence_text
from archive_ui.words.hints import HINTS
from archive_ui.words.names import DOCUMENT_STATES, FIELDS, KINDS, ROLES, kind_name, named
from identity.errors import TooManyAttempts
from indexer.engines.api import IndexBusy
from indexer.query_syntax import HintCode
from kernel.broker import UnexpectedFailure
from kernel.errors import ChangedMeanwhile, MoveRefused, NotAllowed, PlatformError
from kernel.errors import NotFound as ThingNotFound
from kernel.outbox.inbox import WorkInterrupted
from kernel.tenancy.directory import EmailRefused
from kernel.tenancy.roles import Role
from ocr_workers.address_match import AddressLevel
from ocr_workers.kinds import DocumentKind
from ocr_workers.name_levels import NameLevel
from ocr_workers.recipient_lines import Naming
from paper.errors import PaperError

# Causes that a worker writes down on a page, a file or a letter that it gives up.
FAILING_ROOMS = ("paper.errors", "ocr_workers.errors", "kernel.blobs.api")
ROOM = Path(archive_ui.__file__).parent


def _cases(kind: type[Exception]) -> list[type[Exception]]:
    return [kind, *(case for child in kind.__subclasses__() for case in _cases(child))]


def failing_codes() -> set[str]:
    for room in FAILING_ROOMS:
        import_module(room)
    cases = [case for root in (PaperError, PlatformError) for case in _cases(root)]
    codes = {str(case.code) for case in cases if case.__module__ in FAILING_ROOMS}  # type: ignore[attr-defined]  # both roots have it
    return codes | {UnexpectedFailure.code, WorkInterrupted.code}


def test_every_cause_has_words() -> None:
    assert failing_codes() - set(CAUSES) == set()


@pytest.mark.usefixtures("english")
def test_an_unknown_cause_still_says_what_to_do() -> None:
    assert cause_of("from_the_future") is UNKNOWN
    assert str(cause_of(None).advice)


def test_closed_lists_are_named_in_full() -> None:
    assert set(DOCUMENT_STATES) == set(DocumentState)
    assert set(ROLES) == set(Role)
    assert set(HINTS) == set(HintCode)
    assert set(KINDS) == {kind.value for kind in DocumentKind}
    assert set(FIELDS) == set(EDITABLE)
    assert {*NameLevel, *AddressLevel} - {
        level for level in (*NameLevel, *AddressLevel) if level.value in EVIDENCE
    } == set()
    assert {naming.value for naming in Naming} - {"addressee"} == set(NAMINGS)
    assert "ocr_timed_out" in NOTES


@pytest.mark.usefixtures("english")
def test_what_has_no_name_stands_for_itself() -> None:
    assert named(KINDS, "tax_form") == "tax form"
    assert kind_name(None) == "Document"
    assert evidence_text("seen in a dream") == "seen in a dream"
    assert evidence_text("name agrees (care of)") == "The name agrees (care of)"


@pytest.mark.parametrize(
    ("error", "status"),
    [
        (ThingNotFound("gone"), 404), (NotAllowed("no"), 403), (ChangedMeanwhile("x"), 409), (MoveRefused("x"), 409),
        (IndexBusy("x"), BUSY.status), (PlatformError("x"), DEFECT.status), (RuntimeError("secret"), DEFECT.status),
        (NotFound(), 404), (Forbidden(), 403), (MethodNotAllowed(), 404), (RequestEntityTooLarge(), 413),
        (CSRFError(), FORM_TOO_OLD.status),
    ],
)  # fmt: skip
def test_each_error_has_its_answer(error: Exception, status: int) -> None:
    assert answer_to(error).status == status


def test_nobody_switches_escaping_off() -> None:
    for template in (ROOM / "templates").rglob("*.html"):
        text = template.read_text(encoding="utf-8")
        assert "|safe" not in text.replace(" ", "")
        assert "autoescape" not in text
    assert Flask("x").jinja_env.autoescape is not False


@pytest.mark.usefixtures("english")
def test_what_a_form_would_say_is_said_wherever_it_is_refused() -> None:
    answer = answer_to(EmailRefused("x"))
    assert answer.status == 422
    assert "no e-mail address" in str(answer.advice)
    assert answer_to(TooManyAttempts("wait", retry_after_s=9)).status == 429
    assert answer_to(TooManyRequests()).status == 429
