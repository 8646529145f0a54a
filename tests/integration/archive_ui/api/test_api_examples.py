"""The examples of docs/api.md, run in their order; `"..."` stands for any value, `"$NAME"` for one used later."""

from __future__ import annotations

import io
import json
import re
import shlex
from pathlib import Path
from typing import Any

from flask import Flask
from werkzeug.test import TestResponse

from integrations.erp_handover import offer
from integrations.messages import Topic
from kernel.tenancy.scope import TenantScope
from tests.integration.archive_ui.api.program import Program, new_key
from tests.integration.archive_ui.town import Town

DOCS = Path(__file__).parents[4] / "docs" / "api.md"
EXAMPLE = re.compile(r"```sh\n(.*?)```\n\n```json\n(.*?)```", re.DOTALL)
OPTIONS = {"-X": "method", "-H": "header", "-F": "form", "--json": "json", "--data-binary": "data"}


def run(app: Flask, line: str) -> TestResponse:
    """What curl would do with the line."""
    headers: dict[str, str] = {}
    options: dict[str, Any] = {}
    method, address = "", ""
    words = iter(shlex.split(line)[1:])
    for word in words:
        match OPTIONS.get(word):
            case "header":
                name, _, value = next(words).partition(": ")
                headers[name] = value
            case "form":
                name, _, file_name = next(words).partition("=@")
                options.setdefault("data", {}).setdefault(name, []).append((io.BytesIO(file_name.encode()), file_name))
            case "json":
                options["json"] = json.loads(next(words))
            case "data":
                options["data"] = next(words).encode()
            case "method":
                method = next(words)
            case _:
                address = word
    return Program(app).call(method or ("POST" if options else "GET"), address, headers, **options)


def agree(told: object, got: object, names: dict[str, str]) -> bool:
    """Whether the answer is the one in the book; fills in what is used later."""
    match told:
        case "...":
            return True
        case str() if told.startswith("$"):
            names[told[1:]] = str(got)
            return True
        case dict():
            return (
                isinstance(got, dict)
                and told.keys() == got.keys()
                and all(agree(told[name], got[name], names) for name in told)
            )
        case list():
            return isinstance(got, list) and len(told) == len(got) and all(map(agree, told, got, [names] * len(got)))
        case _:
            return told == got


def filled(line: str, names: dict[str, str]) -> str:
    for name, value in names.items():
        line = line.replace(f"${name}", value)
    return line


def _offer(town: Town) -> None:
    """What the actors do once a letter was filed."""
    kroon = town.house.tenants["kroon"]
    with town.house.database.unit_of_work(TenantScope(kroon)) as uow:
        offer(uow.session, kroon, town.filed, Topic.DOCUMENT_FILED, town.house.clock.now())
        uow.commit()


def test_the_examples_do_what_the_book_says(own_app: Flask, own_town: Town) -> None:
    names = {"URL/api/v1": "", "KEY": new_key(own_town.house).secret}
    examples = EXAMPLE.findall(DOCS.read_text(encoding="utf-8"))
    assert len(examples) >= 17
    _offer(own_town)
    for commands, told in examples:
        lines = commands.replace("\\\n", " ").strip().split("\n")
        answers = [run(own_app, filled(line, names)) for line in lines]
        got = answers[-1].get_json()
        assert agree(json.loads(told), got, names), (commands, got)


def test_the_table_of_files_holds(own_app: Flask, own_town: Town) -> None:
    places = re.findall(r"^\| `/api/v1(/documents/\S+)`", DOCS.read_text(encoding="utf-8"), re.MULTILINE)
    program = Program(own_app, new_key(own_town.house).secret)
    assert [program.get(place.replace("$DOCUMENT", own_town.filed)).status_code for place in places] == [200] * 4
