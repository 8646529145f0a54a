"""What tasks are called, and where their days come from."""

from __future__ import annotations

from collections.abc import Mapping

from flask_babel import lazy_gettext

from archive.task_kinds import DueBasis, TaskAction, TaskState
from archive_ui.words.names import Text

ACTIONS: Mapping[TaskAction, Text] = {
    TaskAction.PAY: lazy_gettext("Pay"),
    TaskAction.ANSWER: lazy_gettext("Answer"),
    TaskAction.OBJECT: lazy_gettext("Object or appeal, if you disagree"),
    TaskAction.APPEAR: lazy_gettext("Be there"),
    TaskAction.COLLECT: lazy_gettext("Collect"),
    TaskAction.RENEW: lazy_gettext("Renew or cancel"),
}

BASES: Mapping[DueBasis, Text] = {
    DueBasis.STATED: lazy_gettext("as the letter says"),
    DueBasis.FROM_LETTER: lazy_gettext("counted from the letter's date"),
    DueBasis.FROM_RECEIPT: lazy_gettext("counted from the day it came in"),
}

STATES: Mapping[TaskState, Text] = {
    TaskState.OPEN: lazy_gettext("To do"),
    TaskState.DONE: lazy_gettext("Done"),
    TaskState.NOT_RELEVANT: lazy_gettext("Not relevant"),
}

TOLD: Mapping[TaskState, Text] = {
    TaskState.OPEN: lazy_gettext("The task is open again."),
    TaskState.DONE: lazy_gettext("The task is done. You can open it again on its letter."),
    TaskState.NOT_RELEVANT: lazy_gettext("The task is put aside. You can open it again on its letter."),
}
