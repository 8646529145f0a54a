from __future__ import annotations

import pytest
from werkzeug.exceptions import BadRequest, ImATeapot, ServiceUnavailable

from archive_ui.api.problems import PROBLEMS, Problem, RequestInvalid, problem_of, problem_values
from archive_ui.errors import ANSWERS
from ingest.errors import UploadOffsetWrong
from kernel.errors import PlatformError

# A program can name the field that is wrong, a form cannot: 422 here, 400 there.
DIFFERENT = {"file_name_missing"}


def test_programs_and_people_get_the_same_status() -> None:
    assert {code for code in ANSWERS if code not in PROBLEMS} == set()
    apart = {code for code in ANSWERS if PROBLEMS[code].status != ANSWERS[code].status}
    assert apart == DIFFERENT


@pytest.mark.parametrize("problem", PROBLEMS.values(), ids=list(PROBLEMS))
def test_every_problem_says_what_to_do(problem: Problem) -> None:
    assert problem.title
    assert problem.detail.endswith(".")
    assert 400 <= problem.status < 600


def test_carries_what_helps_to_go_on() -> None:
    assert problem_values(UploadOffsetWrong("go on", expected=7))["expected_offset"] == 7
    assert problem_values(RequestInvalid("no", errors=[]))["errors"] == []


def test_the_message_of_an_error_stays_in_the_house() -> None:
    class Unheard(PlatformError):
        code = "unheard"

    for error in (Unheard("secret", path="secret"), RuntimeError("secret"), BadRequest("secret")):
        assert "secret" not in str(problem_values(error))


@pytest.mark.parametrize(("error", "status"), [(ImATeapot(), 400), (ServiceUnavailable(), 500), (KeyError("x"), 500)])
def test_what_nobody_foresaw_has_an_answer_too(error: Exception, status: int) -> None:
    assert problem_of(error).status == status
