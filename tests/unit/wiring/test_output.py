from __future__ import annotations

import datetime as dt
import json

import pytest

from archive.lifecycle import DocumentState
from wiring.cli.output import print_json, print_table, say


def test_json_stands_alone_on_one_line(capsys: pytest.CaptureFixture[str]) -> None:
    print_json({"state": DocumentState.FILED, "date": dt.date(2026, 3, 2), "name": "Größe"})
    say("done")
    out, err = capsys.readouterr()
    assert out == '{"state": "filed", "date": "2026-03-02", "name": "Größe"}\n'
    assert json.loads(out)["name"] == "Größe"
    assert err == "postkamer: done\n"


def test_what_has_no_json_form_is_a_defect() -> None:
    with pytest.raises(TypeError):
        print_json({"what": object()})


def test_cells_cannot_command_the_terminal(capsys: pytest.CaptureFixture[str]) -> None:
    print_table(("name",), [("[red]bold[/red] \x1b[2J",)])
    out = capsys.readouterr().out
    assert "[red]bold[/red]" in out
    assert "\x1b" not in out
